package cli

import (
	"strings"
	"unicode/utf8"

	"propos/corpus"
)

// wrap breaks a text into lines of at most width characters, at spaces and line ends; no-break spaces hold. A longer word stands alone.
// marks are spans of bytes of the text, in order and apart, that are set by mark on every line they touch.
func wrap(text string, width int, marks []corpus.Span, mark func(string) string) []string {
	var lines []string
	for paragraph := range paragraphs(text) {
		for _, line := range breakLines(text, paragraph, width) {
			lines = append(lines, setMarks(text, line, marks, mark))
		}
	}
	return lines
}

// paragraphs yields the spans between line ends, empty ones left out.
func paragraphs(text string) func(yield func(corpus.Span) bool) {
	return func(yield func(corpus.Span) bool) {
		for start := 0; start < len(text); {
			end := strings.IndexByte(text[start:], '\n')
			if end < 0 {
				end = len(text) - start
			}
			if strings.TrimSpace(text[start:start+end]) != "" && !yield(corpus.Span{Start: start, End: start + end}) {
				return
			}
			start += end + 1
		}
	}
}

// breakLines cuts a paragraph into lines, each a span without outer spaces.
func breakLines(text string, p corpus.Span, width int) (lines []corpus.Span) {
	line, columns := corpus.Span{Start: -1}, 0
	for at := p.Start; at < p.End; {
		if text[at] == ' ' || text[at] == '\t' || text[at] == '\r' {
			at++
			continue
		}
		end := at + strings.IndexAny(text[at:p.End]+" ", " \t\r")
		word := utf8.RuneCountInString(text[at:end])
		if line.Start >= 0 {
			gap := at - line.End
			if columns+gap+word <= width {
				line.End, columns = end, columns+gap+word
				at = end
				continue
			}
			lines = append(lines, line)
		}
		line, columns = corpus.Span{Start: at, End: end}, word
		at = end
	}
	if line.Start >= 0 {
		lines = append(lines, line)
	}
	return lines
}

// setMarks returns the text of a line with its marked parts set by mark.
func setMarks(text string, line corpus.Span, marks []corpus.Span, mark func(string) string) string {
	var b strings.Builder
	at := line.Start
	for _, m := range marks {
		start, end := max(m.Start, at), min(m.End, line.End)
		if start >= end {
			continue
		}
		b.WriteString(harmless(text[at:start], true))
		b.WriteString(mark(harmless(text[start:end], true)))
		at = end
	}
	b.WriteString(harmless(text[at:line.End], true))
	return b.String()
}
