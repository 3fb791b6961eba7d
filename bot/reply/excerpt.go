package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval"
	"propos/retrieval/french"
)

// excerptSize is how many characters of an excerpt are shown, about; excerptHard how many its Markdown may take.
const (
	excerptSize = 520
	excerptHard = 1500
)

// excerpt returns a citation's words as a Markdown block quote, the matched words in bold. It shows whole sentences
// where they fit, and « … » outside where something of the citation is left out.
func excerpt(c retrieval.Citation) string {
	marks := relative(c)
	shown := window(c.Text, anchor(c, marks), excerptSize)
	for size := excerptSize; ; size /= 2 {
		quoted := blockQuote(c.Text, shown, marks)
		if utf8.RuneCountInString(quoted) <= excerptHard || size < 40 {
			return Limit(quoted, excerptHard)
		}
		shown = window(c.Text, anchor(c, marks), size/2) // full of signs that need escaping
	}
}

// relative returns the citation's marks as spans of its text, in order, apart, cutting no character in two.
func relative(c retrieval.Citation) []corpus.Span {
	var marks []corpus.Span
	end := 0
	for _, m := range c.Marks {
		m = trimmed(c.Text, corpus.Span{Start: m.Start - c.Span.Start, End: m.End - c.Span.Start})
		if m.Valid(c.Text) && m.Start >= end {
			marks, end = append(marks, m), m.End
		}
	}
	return marks
}

// trimmed takes the spaces off the ends of a span; a span outside the text stays as it is.
func trimmed(text string, s corpus.Span) corpus.Span {
	if !s.Valid(text) {
		return s
	}
	inner := s.Of(text)
	s.Start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	s.End -= len(inner) - len(strings.TrimRightFunc(inner, unicode.IsSpace))
	return s
}

// anchor is the byte of the text that must be shown: where the quotation begins, else the first mark.
func anchor(c retrieval.Citation, marks []corpus.Span) int {
	if at := c.Quote.Start - c.Span.Start; c.Quote.Len() > 0 && at >= 0 && at < len(c.Text) {
		return at
	}
	if len(marks) > 0 {
		return marks[0].Start
	}
	return 0
}

// window returns the span of text to show: all of it when it has at most about size characters; else whole sentences from the
// one that holds the anchor; and where that sentence alone is too long, it up to the end of a clause.
func window(text string, anchor, size int) corpus.Span {
	if utf8.RuneCountInString(text) <= size+size/5 {
		return corpus.Span{End: len(text)}
	}
	start := 0
	for _, end := range sentenceEnds(text) {
		if end <= anchor {
			start = end
		}
	}
	limit := advance(text, start, size+size/5)
	if utf8.RuneCountInString(text[start:]) < size/2 { // little is left after the anchor: begin earlier
		for _, end := range sentenceEnds(text) {
			if utf8.RuneCountInString(text[end:]) <= size {
				start = end
				break
			}
		}
		limit = len(text)
	}
	start += len(text[start:]) - len(strings.TrimLeftFunc(text[start:], unicode.IsSpace))
	return corpus.Span{Start: start, End: max(start, cutPoint(text, start, limit))}
}

// sentenceEnds lists the bytes at which a sentence of text begins, but for the first.
func sentenceEnds(text string) []int {
	var ends []int
	for _, s := range french.Sentences(text) {
		if s.Start > 0 {
			ends = append(ends, s.Start)
		}
	}
	return ends
}

// advance returns the byte n characters after start.
func advance(text string, start, n int) int {
	for i := range text[start:] {
		if n == 0 {
			return start + i
		}
		n--
	}
	return len(text)
}

// cutPoint returns where to end a text that may not pass limit: after the last sentence, else a clause, else a word.
func cutPoint(text string, start, limit int) int {
	if limit >= len(text) {
		return len(text)
	}
	best := 0
	for _, end := range sentenceEnds(text[:limit]) {
		if end > start+(limit-start)/3 {
			best = end
		}
	}
	if best > 0 {
		return start + len(strings.TrimRightFunc(text[start:best], unicode.IsSpace))
	}
	part := text[start:limit]
	for _, mark := range []string{"; ", ", ", " "} {
		if i := strings.LastIndex(part, mark); i > len(part)/2 {
			return start + i
		}
	}
	return start + len(strings.ToValidUTF8(part, ""))
}

// blockQuote writes a span of text as a block quote with marks in bold.
func blockQuote(text string, shown corpus.Span, marks []corpus.Span) string {
	var b strings.Builder
	if shown.Start > 0 {
		b.WriteString("[…] ")
	}
	at := shown.Start
	for _, m := range marks {
		if m.Start < at || m.End > shown.End {
			continue
		}
		b.WriteString(Escape(text[at:m.Start]))
		b.WriteString(bold(m.Of(text)))
		at = m.End
	}
	b.WriteString(Escape(text[at:shown.End]))
	if shown.End < len(text) {
		b.WriteString(" […]")
	}
	return quoteLines(b.String())
}

// bold writes words in bold, line by line: Discord's bold ends with its line.
func bold(words string) string {
	lines := strings.Split(words, "\n")
	for i, line := range lines {
		if line = Escape(line); strings.TrimSpace(line) != "" {
			lines[i] = "**" + line + "**"
		}
	}
	return strings.Join(lines, "\n")
}

// quoteLines puts the sign of a block quote before every line; empty lines are left out.
func quoteLines(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, "> "+line)
		}
	}
	return strings.Join(lines, "\n")
}
