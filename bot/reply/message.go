// Package reply turns answers into the messages that people read in Discord.
//
// It is pure: values in, values out. Every message it makes is a Components V2 message within Discord's limits, whatever
// articles and people wrote; nothing in it can notify anybody, format anything or look like our own words.
// It knows Discord's JSON but no library: package bot sends what it returns.
package reply

import "unicode/utf8"

// Message is a Discord message, in the form that all of Discord's requests for messages share.
type Message struct {
	Components      []Component `json:"components"`
	Flags           int         `json:"flags"`
	AllowedMentions Mentions    `json:"allowed_mentions"`
	Reference       *Reference  `json:"message_reference,omitempty"`

	Attachments []Attachment `json:"attachments,omitempty"`
	Files       []File       `json:"-"` // one for each of Attachments
}

// Mentions says whom a message may notify. The zero Mentions: nobody.
type Mentions struct {
	Parse       []string `json:"parse"`
	RepliedUser bool     `json:"replied_user"`
}

// Reference makes a message a reply.
type Reference struct {
	Message      string `json:"message_id"`
	FailIfAbsent bool   `json:"fail_if_not_exists"`
}

// Message flags of Discord.
const (
	flagEphemeral    = 1 << 6
	flagComponentsV2 = 1 << 15
)

// Of makes a message of components. They are taken as they are: see container for their limits.
func Of(components ...Component) Message {
	return Message{Components: components, Flags: flagComponentsV2, AllowedMentions: Mentions{Parse: []string{}}}
}

// Note makes a message of one text of our own.
func Note(text string) Message { return Of(Text(text)) }

// Fits reports whether a text is short enough to stand in a message as it is.
func Fits(text string) bool { return utf8.RuneCountInString(text) <= maxTexts }

// Framed makes a message of components in one frame. Texts that are too long together are shortened.
func Framed(components ...Component) Message {
	fit(components)
	return Of(container(colourAnswer, components...))
}

// Private returns the message as only its reader sees it.
func (m Message) Private() Message {
	m.Flags |= flagEphemeral
	return m
}

// Edit returns the message as the new state of one that is there: who sees it cannot change any more.
func (m Message) Edit() Message {
	m.Flags &^= flagEphemeral
	return m
}

// ReplyTo returns the message as a reply to another of the same channel, which may be gone.
func (m Message) ReplyTo(id string) Message {
	m.Reference = &Reference{Message: id}
	return m
}

// With returns the message with further components after its own.
func (m Message) With(components ...Component) Message {
	m.Components = append(m.Components[:len(m.Components):len(m.Components)], components...)
	return m
}
