package reply

import (
	"unicode/utf8"

	"propos/bot/phrase"
)

// Component is a component of a message or of a form. Make it with the functions of this file.
type Component struct {
	Type        int         `json:"type"`
	Components  []Component `json:"components,omitempty"`
	Content     string      `json:"content,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	Label       string      `json:"label,omitempty"`
	Style       int         `json:"style,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Options     []Option    `json:"options,omitempty"`
	Chosen      []Chosen    `json:"default_values,omitempty"`
	Kinds       []int       `json:"channel_types,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	MinValues   *int        `json:"min_values,omitempty"`
	MaxValues   int         `json:"max_values,omitempty"`
	Spacing     int         `json:"spacing,omitempty"`
	Accent      int         `json:"accent_color,omitempty"`
	Value       string      `json:"value,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	MaxLength   int         `json:"max_length,omitempty"`
	File        *FileName   `json:"file,omitempty"`
}

// Option is a choice of a select.
type Option struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Chosen is what a select of channels shows as chosen.
type Chosen struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Kinds and styles of component.
const (
	typeRow       = 1
	typeButton    = 2
	typeSelect    = 3
	typeInput     = 4
	typeChannels  = 8
	typeText      = 10
	typeFile      = 13
	typeSeparator = 14
	typeContainer = 17

	styleMain  = 1
	stylePlain = 2
	styleRed   = 4
)

// Discord's limits, in characters and pieces.
const (
	maxTexts       = 4000 // all texts of a message together
	maxLabel       = 80
	maxOption      = 100
	MaxOptions     = 25 // of a select
	MaxInput       = 4000
	maxCustomID    = 100
	maxURL         = 512
	maxRowButtons  = 5
	maxModalTitle  = 45
	maxPlaceholder = 150
)

// Text shows Markdown. An empty text becomes a no-break space: Discord refuses nothing.
func Text(markdown string) Component {
	if markdown == "" {
		markdown = phrase.NoBreak
	}
	return Component{Type: typeText, Content: Limit(markdown, maxTexts)}
}

// Row puts buttons side by side; those beyond five are left out.
func Row(buttons ...Component) Component {
	return Component{Type: typeRow, Components: buttons[:min(len(buttons), maxRowButtons)]}
}

// container frames components, with a coloured edge where accent is not 0.
func container(accent int, components ...Component) Component {
	return Component{Type: typeContainer, Accent: accent, Components: components}
}

// Separator is a line between two texts.
func Separator() Component { return Component{Type: typeSeparator, Spacing: 1} }

// Button makes a plain button.
func Button(label, id string) Component { return button(label, id, stylePlain) }

// MainButton makes the button that one is most likely to want.
func MainButton(label, id string) Component { return button(label, id, styleMain) }

// DangerButton makes a button that destroys something.
func DangerButton(label, id string) Component { return button(label, id, styleRed) }

func button(label, id string, style int) Component {
	return Component{Type: typeButton, Style: style, Label: Limit(label, maxLabel), CustomID: id}
}

// Arrow makes a button of a page turner, which can be at its end.
func Arrow(sign, id string, disabled bool) Component {
	c := button(sign, id, stylePlain)
	c.Disabled = disabled
	return c
}

// Select offers a choice of one; options beyond 25 are left out, and so are those without label or with a value that Discord does not take.
func Select(id, placeholder string, options ...Option) Component {
	kept := make([]Option, 0, min(len(options), MaxOptions))
	for _, o := range options {
		if o.Label = Limit(o.Label, maxOption); o.Label != "" && utf8.RuneCountInString(o.Value) <= maxOption && len(kept) < MaxOptions {
			o.Description = Limit(o.Description, maxOption)
			kept = append(kept, o)
		}
	}
	return Component{Type: typeRow, Components: []Component{{Type: typeSelect, CustomID: id, Placeholder: Limit(placeholder, maxPlaceholder), Options: kept}}}
}

// SelectMany offers a choice of one or several, up to most.
func SelectMany(id, placeholder string, most int, options ...Option) Component {
	c := Select(id, placeholder, options...)
	c.Components[0].MaxValues = max(min(len(c.Components[0].Options), most), 1)
	return c
}

// Off returns a button that cannot be pressed now.
func Off(button Component) Component {
	button.Disabled = true
	return button
}

// Channels offers a choice of none to most channels in which people write; chosen are the ids of those that are chosen now.
func Channels(id, placeholder string, most int, chosen ...string) Component {
	none := 0
	c := Component{Type: typeChannels, CustomID: id, Placeholder: Limit(placeholder, maxPlaceholder), MinValues: &none, MaxValues: most, Kinds: []int{0, 5, 15}}
	for _, channel := range chosen[:min(len(chosen), most)] {
		c.Chosen = append(c.Chosen, Chosen{channel, "channel"})
	}
	return Component{Type: typeRow, Components: []Component{c}}
}

// Modal is a form.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Form makes a form of inputs, at most five.
func Form(id, title string, inputs ...Component) Modal {
	rows := make([]Component, 0, 5)
	for _, input := range inputs[:min(len(inputs), 5)] {
		rows = append(rows, Component{Type: typeRow, Components: []Component{input}})
	}
	return Modal{CustomID: id, Title: Limit(title, maxModalTitle), Components: rows}
}

// Line makes a one-line input, Lines one of several lines; value is what stands in it, limit the number of characters. What stands in it
// already is never cut for the limit, but for Discord's own.
func Line(id, label, value string, limit int, required bool) Component {
	return input(1, id, label, value, limit, required)
}

// Lines makes an input of several lines.
func Lines(id, label, value string, limit int, required bool) Component {
	return input(2, id, label, value, limit, required)
}

func input(style int, id, label, value string, limit int, required bool) Component {
	limit = min(max(limit, utf8.RuneCountInString(value)), MaxInput)
	return Component{Type: typeInput, Style: style, CustomID: id, Label: Limit(label, maxModalTitle), Value: Limit(value, limit), MaxLength: limit, Required: &required}
}
