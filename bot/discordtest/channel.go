package discordtest

import (
	"net/http"
	"time"
)

// channelFor returns the channel of a request when the bot may do this there, or answers with Discord's refusal.
// The caller holds d.mu.
func (d *Discord) channelFor(w http.ResponseWriter, r call, need int64) *Channel {
	c := d.channels[r.value("channel")]
	if c == nil {
		reply(w, http.StatusNotFound, apiError{10003, "Unknown Channel"})
		return nil
	}
	need |= ViewChannel
	if c.permissions(d.Bot)&need != need {
		reply(w, http.StatusForbidden, apiError{50013, "Missing Permissions"})
		return nil
	}
	return c
}

// messageFor returns the message of a request, or answers that there is none. The caller holds d.mu.
func (d *Discord) messageFor(w http.ResponseWriter, r call) *Message {
	m := d.messages[r.value("message")]
	if m == nil || m.deleted || m.Channel.ID != r.value("channel") || m.onlyFor != nil {
		reply(w, http.StatusNotFound, apiError{10008, "Unknown Message"})
		return nil
	}
	return m
}

func (d *Discord) typing(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.channelFor(w, r, SendMessages) != nil {
		w.WriteHeader(http.StatusNoContent)
	}
}

func (d *Discord) createMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	c := d.channelFor(w, r, SendMessages)
	if c == nil {
		d.mu.Unlock()
		return
	}
	m := &Message{Channel: c, Author: d.Bot, payload: r.json, d: d}
	if ref, ok := r.json["message_reference"].(map[string]any); ok {
		m.replyTo = d.messages[component(ref).text("message_id")]
		if (m.replyTo == nil || m.replyTo.deleted) && ref["fail_if_not_exists"] != false {
			d.mu.Unlock()
			reply(w, http.StatusBadRequest, apiError{50035, "Invalid Form Body: Unknown message"})
			return
		}
	}
	m.attachments = d.attach(r.files)
	d.post(m)
	object := m.object()
	d.mu.Unlock()
	m.announce()
	reply(w, http.StatusOK, object)
}

func (d *Discord) getMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.channelFor(w, r, ReadHistory) == nil {
		return
	}
	if m := d.messageFor(w, r); m != nil {
		reply(w, http.StatusOK, m.object())
	}
}

func (d *Discord) editMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messageFor(w, r)
	if m == nil {
		return
	}
	if m.Author != d.Bot {
		reply(w, http.StatusForbidden, apiError{50005, "Cannot edit a message authored by another user"})
		return
	}
	m.edit(r.json, r.files)
	reply(w, http.StatusOK, m.object())
}

func (d *Discord) deleteMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.messageFor(w, r)
	if m == nil {
		return
	}
	if m.Author != d.Bot && m.Channel.permissions(d.Bot)&ManageMessages == 0 {
		reply(w, http.StatusForbidden, apiError{50013, "Missing Permissions"})
		return
	}
	m.deleted = true
	d.touch()
	w.WriteHeader(http.StatusNoContent)
}

func (d *Discord) react(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.channelFor(w, r, AddReactions|ReadHistory) == nil {
		return
	}
	if m := d.messageFor(w, r); m != nil {
		m.reactions = append(m.reactions, r.value("emoji"))
		d.touch()
		w.WriteHeader(http.StatusNoContent)
	}
}

// AwaitPost waits a second for a message of the author that everybody in the channel sees, and returns the last, or nil.
func (c *Channel) AwaitPost(author *User) (last *Message) {
	c.d.Eventually(time.Second, func() bool {
		for _, m := range c.posted {
			if m.Author == author && m.onlyFor == nil && !m.deleted {
				last = m
			}
		}
		return last != nil
	})
	return last
}
