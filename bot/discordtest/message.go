package discordtest

import (
	"encoding/json"
	"maps"
	"strings"
	"time"
)

// Message flags.
const (
	FlagSuppressEmbeds = 1 << 2
	FlagEphemeral      = 1 << 6
	FlagLoading        = 1 << 7
	FlagComponentsV2   = 1 << 15
)

// Message is a message in a channel. Read it through its methods: the bot may edit it at any time.
type Message struct {
	ID      string
	Channel *Channel
	Author  *User

	d           *Discord
	payload     map[string]any // as given by the bot or the person
	onlyFor     *User          // of an ephemeral message
	interaction bool           // the message answers a slash or message command
	replyTo     *Message
	attachments []any
	reactions   []string
	edits       int
	deleted     bool
}

// post puts a message in a channel. The caller holds d.mu.
func (d *Discord) post(m *Message) *Message {
	m.ID, m.d = d.id(), d
	d.messages[m.ID] = m
	m.Channel.posted = append(m.Channel.posted, m)
	d.touch()
	return m
}

// flags returns the message's flags. The caller holds d.mu.
func (m *Message) flags() int {
	f, _ := m.payload["flags"].(float64)
	return int(f)
}

// object returns the message as Discord sends it. The caller holds d.mu.
func (m *Message) object() map[string]any {
	o := map[string]any{
		"id": m.ID, "channel_id": m.Channel.ID, "author": m.Author.object(), "content": m.payload["content"],
		"timestamp": time.Now().UTC().Format(time.RFC3339), "edited_timestamp": nil, "tts": false, "pinned": false, "mention_everyone": false,
		"mention_roles": []any{}, "mentions": m.mentions(), "attachments": orEmpty(m.attachments), "embeds": orEmpty(m.payload["embeds"]),
		"components": orEmpty(m.payload["components"]), "flags": m.flags(), "type": 0,
	}
	if m.payload["content"] == nil {
		o["content"] = ""
	}
	if snapshots := m.payload["message_snapshots"]; snapshots != nil {
		o["message_snapshots"] = snapshots
	}
	if m.replyTo != nil {
		o["type"] = 19
		o["message_reference"] = map[string]any{"message_id": m.replyTo.ID, "channel_id": m.replyTo.Channel.ID}
		if m.replyTo.deleted {
			o["referenced_message"] = nil
		} else {
			short := m.replyTo.object()
			delete(short, "referenced_message")
			o["referenced_message"] = short
		}
	}
	if m.interaction {
		o["interaction_metadata"] = map[string]any{"id": m.ID, "type": 2, "user": map[string]any{"id": "1", "username": "x", "discriminator": "0"}, "authorizing_integration_owners": map[string]any{}}
	}
	return o
}

func orEmpty(v any) any {
	if list, ok := v.([]any); ok && list != nil {
		return list
	}
	return []any{}
}

// mentions lists the users whom the message notifies: those written in it, and the author of what it replies to,
// unless that is the answer to a command. The caller holds d.mu.
func (m *Message) mentions() []any {
	list := []any{}
	content, _ := m.payload["content"].(string)
	for _, u := range m.d.users {
		written := strings.Contains(content, "<@"+u.ID+">") || strings.Contains(content, "<@!"+u.ID+">")
		replied := m.replyTo != nil && m.replyTo.Author == u && !m.replyTo.interaction && m.Author != u
		if written || replied {
			list = append(list, u.object())
		}
	}
	return list
}

// reaches reports whether the bot may read the contents without the privileged intent. The caller holds d.mu.
func (m *Message) reaches() bool {
	if m.Channel.Guild == nil || m.Author == m.d.Bot {
		return true
	}
	for _, u := range m.mentions() {
		if u.(map[string]any)["id"] == m.d.Bot.ID {
			return true
		}
	}
	return false
}

// announce tells the bot of a new message, its contents emptied where no intent allows them.
func (m *Message) announce() {
	intent := intentGuildMessages
	if m.Channel.Guild == nil {
		intent = intentDirectMessages
	}
	m.d.dispatch("MESSAGE_CREATE", intent, func() map[string]any {
		o := m.object()
		if m.Channel.Guild != nil {
			o["guild_id"] = m.Channel.Guild.ID
			if !m.Author.IsBot {
				o["member"] = m.Channel.member(m.Author)
			}
		}
		if !m.reaches() {
			maps.Copy(o, map[string]any{"content": "", "embeds": []any{}, "attachments": []any{}, "components": []any{}})
		}
		return o
	})
}

// JSON returns the payload of the message as the bot gave it.
func (m *Message) JSON() []byte {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	raw, err := json.Marshal(m.payload)
	if err != nil {
		panic(err) // it came from JSON
	}
	return raw
}

// Text returns everything that the message shows: content, texts of components, labels of buttons as [label].
func (m *Message) Text() string {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return m.text()
}

// Becomes waits until the message's text is as ok wants it; false says that it was not within the limit.
func (m *Message) Becomes(limit time.Duration, ok func(text string) bool) bool {
	return m.d.Eventually(limit, func() bool { return ok(m.text()) })
}

// text is Text. The caller holds d.mu.
func (m *Message) text() string {
	var b strings.Builder
	if content, _ := m.payload["content"].(string); content != "" {
		b.WriteString(content + "\n")
	}
	for _, c := range components(m.payload["components"]) {
		switch c.kind() {
		case 10:
			b.WriteString(c.text("content") + "\n")
		case 2:
			b.WriteString("[" + c.name() + "] ")
		case 3, 8:
			b.WriteString("(" + c.text("placeholder") + ") ")
			for _, o := range c.options() {
				b.WriteString("{" + o.text("label") + "} ")
			}
		}
	}
	return b.String()
}

// Ephemeral reports whether only one person sees the message.
func (m *Message) Ephemeral() bool {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return m.onlyFor != nil
}

// Deleted reports whether the message is gone.
func (m *Message) Deleted() bool {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return m.deleted
}

// Reactions returns the emoji that the bot put on the message.
func (m *Message) Reactions() []string {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return append([]string(nil), m.reactions...)
}

// Edits returns how many times the bot changed the message.
func (m *Message) Edits() int {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	return m.edits
}

// CustomID returns the custom_id of the button with this label or of the select with this placeholder, or "".
func (m *Message) CustomID(label string) string {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	for _, c := range components(m.payload["components"]) {
		if (c.kind() == 2 && reads(c.name(), label) || (c.kind() == 3 || c.kind() == 8) && (reads(c.text("placeholder"), label) || label == "")) && c.text("custom_id") != "" {
			return c.text("custom_id")
		}
	}
	return ""
}

// Posts returns the messages of the channel that are not deleted, oldest first.
func (c *Channel) Posts() []*Message {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	var posts []*Message
	for _, m := range c.posted {
		if !m.deleted {
			posts = append(posts, m)
		}
	}
	return posts
}

// Await waits for the first message of the bot in the channel that came after m (nil: since the beginning).
func (c *Channel) Await(after *Message) *Message {
	c.d.t.Helper()
	var found *Message
	c.d.must("a message of the bot", func() bool {
		seen := after == nil
		for _, m := range c.posted {
			if seen && m.Author == c.d.Bot && !m.deleted && m.flags()&FlagLoading == 0 {
				found = m
				return true
			}
			seen = seen || m == after
		}
		return false
	})
	return found
}

// AwaitReaction waits for a reaction of the bot on the message and returns it.
func (m *Message) AwaitReaction() string {
	m.d.t.Helper()
	m.d.must("a reaction", func() bool { return len(m.reactions) > 0 })
	return m.Reactions()[0]
}

// AwaitEdit waits until the message has been changed more than n times.
func (m *Message) AwaitEdit(n int) {
	m.d.t.Helper()
	m.d.must("an edit", func() bool { return m.edits > n })
}

// AwaitDeletion waits until the message is gone.
func (m *Message) AwaitDeletion() {
	m.d.t.Helper()
	m.d.must("a deletion", func() bool { return m.deleted })
}

// Thread hangs a thread on the message; it has the message's id, as on Discord.
func (m *Message) Thread(name string) *Channel {
	m.d.mu.Lock()
	c := &Channel{ID: m.ID, Name: name, Kind: PublicThread, Guild: m.Channel.Guild, Parent: m.Channel, d: m.d, denied: map[string]int64{}}
	m.d.channels[c.ID] = c
	m.d.mu.Unlock()
	m.d.dispatch("THREAD_CREATE", intentGuilds, c.object)
	return c
}

// AnswerOf returns the bot's reply to the message, or nil. Like Answered and Gone it is for conditions of Eventually,
// or for when nothing happens any more.
func (m *Message) AnswerOf() *Message {
	for _, posted := range m.Channel.posted {
		if posted.replyTo == m && posted.Author == m.d.Bot {
			return posted
		}
	}
	return nil
}

// Answered reports whether the bot replied to the message or put a reaction on it.
func (m *Message) Answered() bool { return m.AnswerOf() != nil || len(m.reactions) > 0 }

// Gone reports whether the message is deleted.
func (m *Message) Gone() bool { return m.deleted }
