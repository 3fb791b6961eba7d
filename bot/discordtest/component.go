package discordtest

import "strings"

// component is one message component as JSON.
type component map[string]any

// components lists all components of a list, nested ones too, in the order of reading.
func components(list any) []component {
	var all []component
	items, _ := list.([]any)
	for _, item := range items {
		o, ok := item.(map[string]any)
		if !ok {
			continue
		}
		c := component(o)
		all = append(all, c)
		all = append(all, components(c["components"])...)
		if accessory, ok := c["accessory"].(map[string]any); ok {
			all = append(all, components([]any{accessory})...)
		}
		if inner, ok := c["component"].(map[string]any); ok {
			all = append(all, components([]any{inner})...)
		}
	}
	return all
}

func (c component) kind() int {
	n, _ := c["type"].(float64)
	return int(n)
}

func (c component) text(key string) string {
	s, _ := c[key].(string)
	return s
}

func (c component) number(key string) int {
	n, _ := c[key].(float64)
	return int(n)
}

// name is what a button shows: its label, else its emoji.
func (c component) name() string {
	if label := c.text("label"); label != "" {
		return label
	}
	emoji, _ := c["emoji"].(map[string]any)
	return component(emoji).text("name")
}

func (c component) options() []component {
	var all []component
	items, _ := c["options"].([]any)
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			all = append(all, o)
		}
	}
	return all
}

// reads reports whether a text on the screen is the one that a test names; no-break spaces count as spaces.
func reads(shown, named string) bool {
	return shown == named || strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(shown) == named
}
