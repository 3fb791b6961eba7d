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

// Line writes an entry as a line of a list: the title, with a link where there is an address, and where the article comes from.
func (e Entry) Line() string {
	h := retrieval.Heading{Title: e.Title, Opening: e.Opening, Source: e.Source, Date: e.Date, URL: e.URL}
	return "- " + Link(Inline(phrase.ShortTitle(h, 80)), e.URL) + " · " + origin(h, nil)
}

// Link makes a text that is Markdown already lead to an address; one that is too long or no web address leaves it as it is.
func Link(text, address string) string {
	if !linkable(address) || len(address) > 200 {
		return text
	}
	return "[" + text + "](" + markdownSafe(address) + ")"
}

// Articles draws one page of the articles of a collection; offset counts from 0, total is of all pages.
func Articles(header string, lines []Entry, offset, total, size int, previous, next string) Message {
	text := []string{header}
	for _, l := range lines {
		text = append(text, l.Line())
	}
	parts := []Component{Text(strings.Join(text, "\n"))}
	fit(parts)
	if total > size {
		parts = append(parts, Text("-# "+phrase.Say("Page %d sur %d", offset/size+1, (total+size-1)/size)))
		parts = append(parts, Row(Arrow("◀", previous, offset == 0), Arrow("▶", next, offset+size >= total)))
	}
	return Of(container(colourAnswer, parts...))
}
