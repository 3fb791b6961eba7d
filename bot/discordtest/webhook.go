package discordtest

import "net/http"

// interactionFor returns the interaction whose token a webhook request carries. The caller holds d.mu.
func (d *Discord) interactionFor(w http.ResponseWriter, r call) *Interaction {
	it := d.tokens[r.value("token")]
	if it == nil || it.acked.IsZero() || r.value("app") != d.Bot.ID {
		reply(w, http.StatusNotFound, apiError{10015, "Unknown Webhook"})
		return nil
	}
	return it
}

// webhookMessage returns @original or a follow-up of the interaction. The caller holds d.mu.
func (d *Discord) webhookMessage(w http.ResponseWriter, r call) *Message {
	it := d.interactionFor(w, r)
	if it == nil {
		return nil
	}
	m := it.original
	if id := r.value("message"); id != "@original" {
		m = nil
		for _, f := range append(it.follow, it.original) {
			if f != nil && f.ID == id {
				m = f
			}
		}
	}
	if m == nil || m.deleted {
		reply(w, http.StatusNotFound, apiError{10008, "Unknown Message"})
		return nil
	}
	return m
}

// followUp handles a further message of an interaction; the first one after « réfléchit… » takes its place.
func (d *Discord) followUp(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	it := d.interactionFor(w, r)
	if it == nil {
		return
	}
	if it.original != nil && it.original.flags()&FlagLoading != 0 {
		it.original.edit(r.json, r.files)
		reply(w, http.StatusOK, it.original.object())
		return
	}
	m := d.post(it.newMessage(r.json, r.files))
	it.follow = append(it.follow, m)
	d.touch()
	reply(w, http.StatusOK, m.object())
}

func (d *Discord) getWebhookMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if m := d.webhookMessage(w, r); m != nil {
		reply(w, http.StatusOK, m.object())
	}
}

func (d *Discord) editWebhookMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if m := d.webhookMessage(w, r); m != nil {
		m.edit(r.json, r.files)
		reply(w, http.StatusOK, m.object())
	}
}

func (d *Discord) deleteWebhookMessage(w http.ResponseWriter, r call) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if m := d.webhookMessage(w, r); m != nil {
		m.deleted = true
		d.touch()
		w.WriteHeader(http.StatusNoContent)
	}
}
