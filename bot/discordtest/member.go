package discordtest

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Options are the options of a slash command, by name: string, bool, int, or *Upload for an attachment.
type Options map[string]any

// errShutOut is how Discord treats a command that a person may not use: it is not even shown.
var errShutOut = errors.New("refused by Discord")

// Say posts a message.
func (m *Member) Say(c *Channel, text string) *Message { return m.say(c, text, nil) }

// Reply answers a message, with the ping that Discord gives by default.
func (m *Member) Reply(to *Message, text string) *Message { return m.say(to.Channel, text, to) }

// Mention posts a message that begins by calling the bot.
func (m *Member) Mention(c *Channel, text string) *Message {
	return m.say(c, "<@"+m.d.Bot.ID+"> "+text, nil)
}

func (m *Member) say(c *Channel, text string, to *Message) *Message {
	return m.Post(c, map[string]any{"content": text}, to, nil)
}

// Post posts any message, with attachments.
func (m *Member) Post(c *Channel, payload map[string]any, to *Message, files []Upload) *Message {
	m.d.mu.Lock()
	message := &Message{Channel: c, Author: m.User, payload: payload, replyTo: to, d: m.d}
	message.attachments = m.d.attach(files)
	m.d.post(message)
	m.d.mu.Unlock()
	message.announce()
	return message
}

// Forward posts a message that has nothing but what another one said, elsewhere.
func (m *Member) Forward(c *Channel, text string, files []Upload) *Message {
	m.d.mu.Lock()
	snapshot := map[string]any{"content": text, "attachments": orEmpty(m.d.attach(files)), "embeds": []any{}, "components": []any{}, "mentions": []any{},
		"timestamp": time.Now().UTC().Format(time.RFC3339), "edited_timestamp": nil, "flags": 0, "type": 0}
	m.d.mu.Unlock()
	return m.Post(c, map[string]any{"content": "", "message_snapshots": []any{map[string]any{"message": snapshot}}}, nil, nil)
}

// Slash uses a slash command.
func (m *Member) Slash(c *Channel, name string, options Options) *Interaction {
	return m.command(kindCommand, 1, c, name, options, "", nil)
}

// Complete asks for suggestions while the option focused is being typed.
func (m *Member) Complete(c *Channel, name, focused string, options Options) *Interaction {
	return m.command(kindAutocomplete, 1, c, name, options, focused, nil)
}

// On uses a message command on a message.
func (m *Member) On(message *Message, name string) *Interaction {
	return m.command(kindCommand, 3, message.Channel, name, nil, "", message)
}

func (m *Member) command(kind, commandType int, c *Channel, name string, options Options, focused string, target *Message) *Interaction {
	it := &Interaction{kind: kind, by: m, channel: c, d: m.d}
	command, err := m.usable(c, name, commandType)
	if err != nil {
		it.refused = err
		return it
	}
	data := map[string]any{"id": command.ID, "name": command.Name, "type": commandType}
	resolved := map[string]any{}
	if options != nil {
		if data["options"], err = command.fill(options, focused, m.d, resolved); err != nil {
			it.refused = err
			return it
		}
	}
	if target != nil {
		m.d.mu.Lock()
		data["target_id"] = target.ID
		resolved["messages"] = map[string]any{target.ID: target.object()}
		m.d.mu.Unlock()
	}
	data["resolved"] = resolved
	return m.d.inject(it, data)
}

// usable finds the command that the person may use here.
func (m *Member) usable(c *Channel, name string, kind int) (Command, error) {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	guild, context := "", 1
	if c.Guild != nil {
		guild, context = c.Guild.ID, 0
	}
	for _, command := range append(slices.Clone(m.d.commands[guild]), m.d.commands[""]...) {
		if command.Name != name || command.kind() != kind {
			continue
		}
		if !command.usableIn(context) {
			return Command{}, fmt.Errorf("%w: /%s is not offered here", errShutOut, name)
		}
		if need := command.permissions(); c.Guild != nil && !c.Guild.lets(m.User, name) && c.permissions(m.User)&administrator == 0 && c.permissions(m.User)&need != need {
			return Command{}, fmt.Errorf("%w: %s lacks the permission for /%s", errShutOut, m.Name, name)
		}
		return command, nil
	}
	return Command{}, fmt.Errorf("%w: there is no command /%s of type %d", errShutOut, name, kind)
}

// Press presses the button with this label.
func (m *Member) Press(message *Message, label string) *Interaction {
	m.d.t.Helper()
	id := message.CustomID(label)
	if id == "" {
		m.d.t.Fatalf("discord: no button %q on:\n%s", label, message.Text())
	}
	return m.component(message, id, 2, nil)
}

// Choose picks values of the select with this placeholder ("" means the first that offers them), given by their labels.
func (m *Member) Choose(message *Message, placeholder string, labels ...string) *Interaction {
	m.d.t.Helper()
	m.d.mu.Lock()
	id, values := "", []any(nil)
	for _, c := range components(message.payload["components"]) {
		if found := c.valuesOf(labels); c.kind() == 3 && len(found) == len(labels) && (placeholder == "" || c.text("placeholder") == placeholder) {
			id, values = c.text("custom_id"), found
			break
		}
	}
	m.d.mu.Unlock()
	if id == "" {
		m.d.t.Fatalf("discord: no select %q with %q on:\n%s", placeholder, labels, message.Text())
	}
	return m.component(message, id, 3, values)
}

// Pick chooses channels in the select of channels with this placeholder.
func (m *Member) Pick(message *Message, placeholder string, channels ...*Channel) *Interaction {
	m.d.t.Helper()
	id := message.CustomID(placeholder)
	if id == "" {
		m.d.t.Fatalf("discord: no select %q on:\n%s", placeholder, message.Text())
	}
	values := []any{}
	for _, c := range channels {
		values = append(values, c.ID)
	}
	return m.component(message, id, 8, values)
}

// valuesOf returns the values of a select's options that have these labels; no-break spaces count as spaces.
func (c component) valuesOf(labels []string) (values []any) {
	for _, o := range c.options() {
		if slices.ContainsFunc(labels, func(label string) bool { return reads(o.text("label"), label) }) {
			values = append(values, o.text("value"))
		}
	}
	return values
}

// Forge sends a component interaction with any custom_id and values, as a modified client could.
func (m *Member) Forge(message *Message, customID string, values ...string) *Interaction {
	kind, list := 2, []any(nil)
	for _, v := range values {
		kind, list = 3, append(list, v)
	}
	return m.component(message, customID, kind, list)
}

func (m *Member) component(message *Message, id string, kind int, values []any) *Interaction {
	it := &Interaction{kind: kindComponent, by: m, channel: message.Channel, source: message, d: m.d}
	m.d.mu.Lock()
	hidden := message.onlyFor != nil && message.onlyFor != m.User || message.deleted
	m.d.mu.Unlock()
	if hidden {
		it.refused = fmt.Errorf("%w: %s does not see the message", errShutOut, m.Name)
		return it
	}
	data := map[string]any{"custom_id": id, "component_type": kind}
	if values != nil {
		data["values"] = values
	}
	return m.d.inject(it, data)
}

// Submit sends a form with these texts, by the labels or the custom_ids of its inputs; the others keep what they were filled with.
func (m *Member) Submit(modal *Modal, texts map[string]string) *Interaction {
	rows := []any{}
	for _, c := range components(modal.data["components"]) {
		if c.kind() != 4 {
			continue
		}
		value, given := texts[c.text("label")]
		if text, ok := texts[c.text("custom_id")]; ok {
			value, given = text, true
		}
		if !given {
			value = c.text("value")
		}
		rows = append(rows, map[string]any{"type": 1, "components": []any{map[string]any{"type": 4, "custom_id": c.text("custom_id"), "value": value}}})
	}
	it := &Interaction{kind: kindModal, by: m, channel: modal.it.channel, source: modal.it.source, d: m.d}
	return m.d.inject(it, map[string]any{"custom_id": component(modal.data).text("custom_id"), "components": rows})
}

// Delete deletes a message, of anyone.
func (m *Member) Delete(message *Message) {
	m.d.mu.Lock()
	message.deleted = true
	m.d.touch()
	m.d.mu.Unlock()
	m.d.dispatch("MESSAGE_DELETE", intentGuildMessages|intentDirectMessages, func() map[string]any {
		o := map[string]any{"id": message.ID, "channel_id": message.Channel.ID}
		if message.Channel.Guild != nil {
			o["guild_id"] = message.Channel.Guild.ID
		}
		return o
	})
}
