package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Span is a half-open range of bytes [Start, End) of a text.
type Span struct{ Start, End int }

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// Of returns the bytes of text that the span covers; it panics when the span is not Valid for text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Valid reports whether the span lies in text, is not empty, and cuts no character in two.
func (s Span) Valid(text string) bool {
	return 0 <= s.Start && s.Start < s.End && s.End <= len(text) &&
		utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))
}

// Contains reports whether o lies wholly in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Normal returns text as bodies are kept: valid UTF-8 (bad bytes become U+FFFD), form NFC, line ends "\n",
// without control, zero-width and direction-changing characters, tabs as spaces, no space at a line's end,
// at most one blank line in a row, no blank line at either end. It is idempotent.
func Normal(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	text = lineEnds.Replace(text)
	text = strings.Map(keptRune, text)
	var b strings.Builder
	b.Grow(len(text))
	blank := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			blank++
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
			if blank > 0 {
				b.WriteByte('\n')
			}
		}
		blank = 0
		b.WriteString(line)
	}
	// Removing a character can bring a base and its accent together: compose again.
	return norm.NFC.String(b.String())
}

// lineEnds makes every line end "\n".
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n", "\f", "\n", "\v", "\n")

// keptRune maps a character to itself, to a plainer one, or to -1 when it must not be kept.
func keptRune(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\t':
		return ' '
	case unicode.IsControl(r), invisible(r):
		return -1
	}
	return r
}

// invisible reports characters that show nothing and can mislead: zero-width, soft hyphen, byte-order mark,
// direction marks, embeddings and isolates, tags. Joiners that some scripts and emoji need are kept.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x061C, r == 0x180E,
		r >= 0x200E && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2061 && r <= 0x2069,
		r >= 0xE0000 && r <= 0xE007F, r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(Normal(s)), " ") }
