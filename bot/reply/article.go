package reply

import (
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
)

// Card is an article as moderators see it.
type Card struct {
	retrieval.Heading
	State   string // a sentence of our own about it, or ""
	Details []string
}

// Component draws the card: where the article comes from, its address, how it begins, and small lines of details.
// The title is the panel's.
func (c Card) Component(labels map[string]string) Component {
	author := phrase.Fine("auteur inconnu")
	if c.Author != "" {
		author = phrase.Cut(c.Author, 100)
	}
	lines := []string{origin(c.Heading, labels) + " · " + Inline(author)}
	if linkable(c.URL) && len(c.URL) <= maxURL && !strings.ContainsAny(c.URL, " <>") {
		lines = append(lines, "[Ouvrir la page]("+markdownSafe(c.URL)+")"+subscribers(c.Heading))
	}
	lines = append(lines, quoteLines(Inline(phrase.Cut(c.Opening, 180))))
	if c.State != "" {
		lines = append(lines, c.State)
	}
	for _, d := range c.Details {
		lines = append(lines, "-# "+d)
	}
	return Text(strings.Join(lines, "\n"))
}

// TendedQuote draws a quotation as moderators see it: as an answer shows it, and what they have said of it.
func TendedQuote(q retrieval.ArticleQuote, labels map[string]string) Component {
	c := q.Citation
	if c.Speaker == "" {
		c.Speaker = phrase.Fine("On ne sait pas qui parle")
	}
	text := citation(c, labels)
	switch {
	case q.Hidden:
		text += "\n" + phrase.Fine("**Masquée** : aucune réponse ne la montre.")
	case q.Given:
		text += "\n-# " + phrase.Fine("Un modérateur a dit qui parle.")
	}
	return Text(text)
}

// QuoteOption is a quotation as a choice of a select; place counts from 1.
func QuoteOption(q retrieval.ArticleQuote, place int, value string, chosen bool) Option {
	who := q.Speaker
	if who == "" {
		who = phrase.Fine("on ne sait pas qui")
	}
	label := phrase.Number(place) + ". " + phrase.Cut(who, 60)
	if q.Hidden {
		label += " (masquée)"
	}
	words := q.Text
	if q.Quote.Len() > 0 {
		words = q.Text[q.Quote.Start-q.Span.Start : q.Quote.End-q.Span.Start]
	}
	return Option{Label: label, Value: value, Description: phrase.Cut(words, maxOption), Default: chosen}
}
