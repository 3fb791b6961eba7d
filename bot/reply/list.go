package reply

import (
	"strings"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
)

// Entry is one article of a list.
type Entry struct {
	Title, Opening, Source, URL string
	Date                        corpus.Date
}

// Articles draws one page of the articles of a collection; offset counts from 0, total is of all pages.
func Articles(header string, lines []Entry, offset, total, size int, previous, next string) Message {
	text := []string{header}
	for _, l := range lines {
		h := retrieval.Heading{Title: l.Title, Opening: l.Opening, Source: l.Source, Date: l.Date, URL: l.URL}
		title := Inline(phrase.Cut(phrase.Title(h), 80))
		if linkable(l.URL) && len(l.URL) <= 200 {
			title = "[" + title + "](" + markdownSafe(l.URL) + ")"
		}
		text = append(text, "- "+title+" · "+origin(h, nil))
	}
	parts := []Component{Text(strings.Join(text, "\n"))}
	fit(parts)
	if total > size {
		parts = append(parts, Text("-# "+phrase.Say("Page %d sur %d", offset/size+1, (total+size-1)/size)))
		parts = append(parts, Row(Arrow("◀", previous, offset == 0), Arrow("▶", next, offset+size >= total)))
	}
	return Of(Container(colourAnswer, parts...))
}
