package reply

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// special are the characters that mean something in Discord's Markdown wherever they stand.
var special = strings.NewReplacer(
	`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "|", `\|`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`,
	"@", `\@`, // no <@id>, and no @everyone that looks as if it had worked
	"://", `\://`, // no address that turns into a link by itself
)

// lineStart are the beginnings that make a line a title, a list, a small text or a quotation.
var lineStart = regexp.MustCompile(`^(\s*)([-+#]|\d+[.)])`)

// Escape returns what a person or an article wrote so that Discord shows it as it is: nothing in it formats, links or notifies.
// Characters that show nothing and can mislead are left out; the lines stay.
func Escape(text string) string {
	lines := strings.Split(strings.Map(shown, text), "\n")
	for i, line := range lines {
		lines[i] = escapeStart(special.Replace(line))
	}
	return strings.Join(lines, "\n")
}

// escapeStart escapes the beginning of a line where it means something. « 2020. » must not become a list.
func escapeStart(line string) string {
	at := lineStart.FindStringSubmatchIndex(line)
	if at == nil {
		return line
	}
	mark := at[4]
	if last := at[5] - 1; last > mark {
		mark = last // before the full stop, not before the number
	}
	return line[:mark] + `\` + line[mark:]
}

// Inline returns what a person or an article wrote as one line. No-break spaces stay.
func Inline(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || unicode.IsControl(r) })
	return Escape(strings.Join(words, " "))
}

// unescape returns the text that Escape was given, less what it left out.
func unescape(markdown string) string {
	var b strings.Builder
	escaped := false
	for _, r := range markdown {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		b.WriteRune(r)
	}
	return b.String()
}

// shown drops what nobody sees: controls, marks of direction, joiners, tags. Emoji keep their joiner.
func shown(r rune) rune {
	switch {
	case r == '\n', r == '\u200d':
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	case r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', r == '\u2800': // blank letters
		return ' '
	}
	return r
}

// Limit returns text with at most limit characters, the last of them « … » where something was left out. It never ends
// in half an escape.
func Limit(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	n := 0
	for i := range text {
		if n == limit-1 {
			return strings.TrimRight(text[:i], " \u00a0\u202f\\") + "…"
		}
		n++
	}
	return text
}

// linkable reports whether Discord takes the address for a button: http or https, a host, at most 512 characters.
func linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && len(address) <= maxURL
}
