package reply

import (
	"strings"

	"propos/corpus"
	"propos/retrieval"
)

// contextSize is how many characters of a neighbouring paragraph are shown.
const contextSize = 700

// Context draws a citation with the paragraph before and the one after, read from the article's body.
func Context(c retrieval.Citation, body string, labels map[string]string) Message {
	parts := []Component{}
	before, after := neighbours(body, c.Span)
	if before != "" {
		parts = append(parts, Text("-# Avant\n"+quoteLines(Limit(Escape(tail(before, contextSize)), contextSize*3/2))))
	}
	parts = append(parts, Text(excerpt(c)))
	if after != "" {
		parts = append(parts, Text("-# Après\n"+quoteLines(Limit(Escape(head(after, contextSize)), contextSize*3/2))))
	}
	parts = append(parts, Text(titleLines(c.Article, c.Text, labels)))
	fit(parts)
	return Of(container(colourAnswer, parts...)).Private()
}

// neighbours returns the rest of the paragraph and the one before a span of a body, and likewise after it.
func neighbours(body string, s corpus.Span) (before, after string) {
	before = strings.TrimSpace(body[:s.Start])
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	after = strings.TrimSpace(body[s.End:])
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	return before, after
}

// head returns the first whole sentences of a text, at most about size characters.
func head(text string, size int) string {
	shown := window(text, 0, size)
	if shown.End < len(text) {
		return shown.Of(text) + " […]"
	}
	return shown.Of(text)
}

// tail returns the last sentences of a text, at most about size characters.
func tail(text string, size int) string {
	start := 0
	if over := len([]rune(text)) - size; over > 0 {
		start = advance(text, 0, over)
		for _, end := range sentenceEnds(text) {
			if end >= start {
				start = end
				break
			}
		}
		return "[…] " + strings.TrimSpace(text[start:])
	}
	return text
}
