package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// breaches returns the rules of Discord's documentation that a body breaks and that the OpenAPI document does not state.
func breaches(method, path string, body any, files bool) []string {
	switch {
	case strings.HasSuffix(path, "/commands"):
		list, _ := body.([]any)
		return commandBreaches(list)
	case strings.HasSuffix(path, "/callback"):
		return callbackBreaches(body)
	case strings.Contains(path, "/messages") || strings.HasPrefix(path, "/webhooks/"):
		m, _ := body.(map[string]any)
		faults := messageBreaches(m, method == "POST" && !files)
		if method == "PATCH" && component(m).number("flags")&FlagEphemeral != 0 {
			faults = append(faults, "who sees a message cannot be changed")
		}
		return faults
	}
	return nil
}

func callbackBreaches(body any) []string {
	o, _ := body.(map[string]any)
	faults := unknown("callback", o, "type", "data")
	data, _ := o["data"].(map[string]any)
	switch kind := component(o).number("type"); kind {
	case answerMessage, answerUpdate:
		if data == nil {
			return append(faults, fmt.Sprintf("answer of type %d without data", kind))
		}
		return append(faults, messageBreaches(data, kind == answerMessage)...)
	case answerDeferMessage, answerDeferUpdate:
		if component(data).number("flags")&^FlagEphemeral != 0 {
			faults = append(faults, "a deferred answer takes no flag but EPHEMERAL")
		}
	case answerChoices:
		list, _ := data["choices"].([]any)
		for _, item := range list {
			c, _ := item.(map[string]any)
			faults = append(faults, within("name of a choice", component(c).text("name"), 1, 100)...)
			faults = append(faults, within("value of a choice", component(c).text("value"), 1, 100)...)
		}
		if len(list) > 25 {
			faults = append(faults, "more than 25 choices")
		}
	case answerModal:
		faults = append(faults, modalBreaches(data)...)
	}
	return faults
}

func modalBreaches(data map[string]any) []string {
	faults := within("title of a form", component(data).text("title"), 1, 45)
	faults = append(faults, within("custom_id of a form", component(data).text("custom_id"), 1, 100)...)
	rows, _ := data["components"].([]any)
	if len(rows) < 1 || len(rows) > 5 {
		faults = append(faults, fmt.Sprintf("%d components in a form", len(rows)))
	}
	for _, c := range components(rows) {
		if c.kind() == 4 {
			faults = append(faults, within("label of an input", c.text("label"), 1, 45)...)
			faults = append(faults, within("placeholder of an input", c.text("placeholder"), 0, 100)...)
			faults = append(faults, within("value of an input", c.text("value"), 0, 4000)...)
		}
	}
	return append(faults, repeated(components(rows))...)
}

func messageBreaches(m map[string]any, fresh bool) []string {
	faults := unknown("message", m, "content", "embeds", "allowed_mentions", "components", "flags", "attachments", "tts", "poll",
		"message_reference", "nonce", "enforce_nonce", "sticker_ids")
	content := component(m).text("content")
	faults = append(faults, within("content", content, 0, 2000)...)
	embeds, _ := m["embeds"].([]any)
	rows, _ := m["components"].([]any)
	all := components(rows)
	if fresh && content == "" && len(embeds) == 0 && len(all) == 0 && m["poll"] == nil {
		faults = append(faults, "an empty message")
	}
	faults = append(faults, embedBreaches(embeds)...)
	if component(m).number("flags")&FlagComponentsV2 != 0 {
		if content != "" || len(embeds) > 0 {
			faults = append(faults, "content or embeds beside Components V2")
		}
		if len(all) > 40 {
			faults = append(faults, fmt.Sprintf("%d components", len(all)))
		}
	} else if len(rows) > 5 {
		faults = append(faults, fmt.Sprintf("%d rows of components", len(rows)))
	}
	faults = append(faults, mentionBreaches(m)...)
	return append(faults, componentBreaches(all)...)
}

// mentionBreaches insists that every message of the bot says whom it may notify.
func mentionBreaches(m map[string]any) []string {
	if m["content"] == nil && m["components"] == nil {
		return nil
	}
	if allowed, ok := m["allowed_mentions"].(map[string]any); !ok || allowed["parse"] == nil {
		return []string{"allowed_mentions.parse is not given: texts could notify people"}
	}
	return nil
}

func embedBreaches(embeds []any) []string {
	total := 0
	for _, item := range embeds {
		e, _ := item.(map[string]any)
		for _, key := range []string{"title", "description"} {
			total += utf8.RuneCountInString(component(e).text(key))
		}
		footer, _ := e["footer"].(map[string]any)
		total += utf8.RuneCountInString(component(footer).text("text"))
		fields, _ := e["fields"].([]any)
		for _, f := range fields {
			o, _ := f.(map[string]any)
			total += utf8.RuneCountInString(component(o).text("name") + component(o).text("value"))
		}
	}
	if total > 6000 {
		return []string{fmt.Sprintf("%d characters in the embeds", total)}
	}
	return nil
}

// fieldsOf lists the fields that each kind of component has.
var fieldsOf = map[int][]string{
	1: {"components"}, 2: {"style", "label", "emoji", "custom_id", "url", "disabled", "sku_id"},
	3: {"custom_id", "options", "placeholder", "min_values", "max_values", "disabled", "required"},
	8: {"custom_id", "channel_types", "placeholder", "min_values", "max_values", "disabled", "default_values"},
	9: {"components", "accessory"}, 10: {"content"}, 12: {"items"}, 13: {"file", "spoiler"}, 14: {"divider", "spacing"}, 17: {"components", "accent_color", "spoiler"},
}

func componentBreaches(all []component) []string {
	var faults []string
	texts := 0
	for _, c := range all {
		if known, ok := fieldsOf[c.kind()]; ok {
			faults = append(faults, unknown(fmt.Sprintf("component %d", c.kind()), c, append(known, "type", "id")...)...)
		}
		switch c.kind() {
		case 1:
			faults = append(faults, rowBreaches(c)...)
		case 2:
			faults = append(faults, buttonBreaches(c)...)
		case 3:
			faults = append(faults, selectBreaches(c)...)
		case 10:
			texts += utf8.RuneCountInString(c.text("content"))
		}
	}
	if texts > 4000 {
		faults = append(faults, fmt.Sprintf("%d characters in the text displays", texts))
	}
	return append(faults, repeated(all)...)
}

func rowBreaches(c component) []string {
	inner, _ := c["components"].([]any)
	if len(inner) < 1 || len(inner) > 5 {
		return []string{fmt.Sprintf("%d components in a row", len(inner))}
	}
	return nil
}

func buttonBreaches(c component) []string {
	faults := within("label of a button", c.text("label"), 0, 80)
	link := c.number("style") == 5
	if link != (c.text("url") != "") || link == (c.text("custom_id") != "") {
		faults = append(faults, "a button has either a custom_id or, in link style, an address")
	}
	if c.name() == "" {
		faults = append(faults, "a button without label and emoji")
	}
	return faults
}

func selectBreaches(c component) []string {
	faults := within("placeholder", c.text("placeholder"), 0, 150)
	options := c.options()
	if len(options) < 1 || len(options) > 25 {
		faults = append(faults, fmt.Sprintf("%d options in a select", len(options)))
	}
	seen := map[string]bool{}
	for _, o := range options {
		faults = append(faults, within("label of an option", o.text("label"), 1, 100)...)
		faults = append(faults, within("value of an option", o.text("value"), 1, 100)...)
		faults = append(faults, within("description of an option", o.text("description"), 0, 100)...)
		if seen[o.text("value")] {
			faults = append(faults, "two options with the value "+o.text("value"))
		}
		seen[o.text("value")] = true
	}
	return faults
}

func repeated(all []component) []string {
	seen := map[string]bool{}
	for _, c := range all {
		id := c.text("custom_id")
		if id != "" && seen[id] {
			return []string{"two components with the custom_id " + id}
		}
		seen[id] = true
	}
	return nil
}

var (
	commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)
	locales     = []string{"fr", "en-GB", "en-US", "de", "es-ES", "it", "nl", "pt-BR", "ru", "uk", "tr", "pl"}
)

func commandBreaches(list []any) []string {
	var faults []string
	slash := 0
	for _, item := range list {
		o, _ := item.(map[string]any)
		c := component(o)
		if max(c.number("type"), 1) != 1 {
			faults = append(faults, within("name of a command", c.text("name"), 1, 32)...)
			continue
		}
		slash++
		total := described(c, &faults)
		needless := false
		for _, option := range c.options() {
			total += described(option, &faults)
			if option["required"] == true && needless {
				faults = append(faults, "required option "+option.text("name")+" after one that is not")
			}
			needless = needless || option["required"] != true
		}
		if total > 8000 {
			faults = append(faults, fmt.Sprintf("%d characters in command %s", total, c.text("name")))
		}
	}
	if slash > 100 {
		faults = append(faults, fmt.Sprintf("%d slash commands", slash))
	}
	return faults
}

// described checks the name and the descriptions of a command or an option and returns their length.
func described(c component, faults *[]string) int {
	if name := c.text("name"); !commandName.MatchString(name) || name != strings.ToLower(name) {
		*faults = append(*faults, fmt.Sprintf("name %q is not allowed", name))
	}
	*faults = append(*faults, within("description of "+c.text("name"), c.text("description"), 1, 100)...)
	translations, _ := c["description_localizations"].(map[string]any)
	for locale, text := range translations {
		if !slices.Contains(locales, locale) {
			*faults = append(*faults, "unknown locale "+locale)
		}
		s, _ := text.(string)
		*faults = append(*faults, within("translated description of "+c.text("name"), s, 1, 100)...)
	}
	return utf8.RuneCountInString(c.text("name") + c.text("description"))
}

func within(what, s string, least, most int) []string {
	if n := utf8.RuneCountInString(s); n < least || n > most {
		return []string{fmt.Sprintf("%s has %d characters, not %d to %d", what, n, least, most)}
	}
	return nil
}

func unknown(what string, o map[string]any, known ...string) []string {
	var faults []string
	for key := range o {
		if !slices.Contains(known, key) {
			faults = append(faults, fmt.Sprintf("%s has an unknown field %q", what, key))
		}
	}
	return faults
}
