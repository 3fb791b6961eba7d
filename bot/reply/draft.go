package reply

import (
	"strings"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/retrieval"
)

// Draft is what there is to see of an article before it is added.
type Draft struct {
	Heading  retrieval.Heading
	Body     string
	Contents string   // a sentence that counts words, passages and quotations
	Cut      []string // the lines that were left out
	Remarks  []string // sentences on what a person should look at, the most important first
}

// How much of a draft is shown, in characters.
const (
	shownPart = 400 // of the beginning, and of the end
	shownCut  = 70  // of a line that was left out
	shownCuts = 4   // lines that were left out
)

// Preview draws a draft, with the rows of its buttons below.
func Preview(d Draft, rows ...Component) Message {
	parts := []Component{Text(draftHead(d)), Text(beginningAndEnd(d.Body)), Text(draftFoot(d))}
	fit(parts)
	return Of(container(colourWarning, parts...)).With(rows...)
}

// draftHead says what is known of the article, and calls unknown what is not.
func draftHead(d Draft) string {
	h := d.Heading
	title := "**" + Inline(phrase.Cut(h.Title, 150)) + "**"
	if h.Title == "" {
		title = phrase.Fine("**Titre inconnu** : l'article sera nommé par ses premiers mots")
	}
	date := phrase.Date(h.Date)
	if h.Date.IsZero() {
		date = "**inconnue**"
	}
	about := phrase.Say("Source : %s\nDate : %s\nAuteur : %s", orUnknown(h.Source, "inconnue"), date, orUnknown(h.Author, "inconnu"))
	return strings.Join([]string{title, about, "-# " + addressLine(h.URL)}, "\n")
}

// orUnknown returns a field for a line, or the word for its being unknown.
func orUnknown(field, unknown string) string {
	if field == "" {
		return unknown
	}
	return Inline(phrase.Cut(field, 80))
}

// addressLine shows an address without its scheme, as a link.
func addressLine(address string) string {
	if !linkable(address) || strings.ContainsAny(address, " <>") {
		return "Adresse inconnue"
	}
	_, bare, _ := strings.Cut(address, "://")
	return "[" + Inline(Limit(bare, 90)) + "](" + markdownSafe(address) + ")"
}

// beginningAndEnd quotes the first and the last words of a text, and all of a short one.
func beginningAndEnd(body string) string {
	if utf8.RuneCountInString(body) <= 2*shownPart+100 {
		return quoteLines(Escape(body))
	}
	runes := []rune(body)
	last := string(runes[len(runes)-shownPart:])
	if _, after, ok := strings.Cut(last, " "); ok {
		last = after
	}
	return quoteLines(Escape(phrase.Cut(string(runes[:shownPart]), shownPart-1)) + "\n[…]\n" + Escape(last))
}

// draftFoot counts what was found, says what was left out, and what a person should look at.
func draftFoot(d Draft) string {
	lines := []string{d.Contents}
	if n := len(d.Cut); n > 0 {
		var shown []string
		for _, line := range d.Cut[:min(n, shownCuts)] {
			shown = append(shown, phrase.Quoted(Inline(phrase.Cut(line, shownCut))))
		}
		if n > shownCuts {
			shown = append(shown, "…")
		}
		lines = append(lines, "-# "+phrase.Say("Laissé de côté (%s) : ", phrase.Count(n, "ligne", "lignes"))+strings.Join(shown, ", "))
	}
	for _, remark := range d.Remarks {
		lines = append(lines, "- "+remark)
	}
	return strings.Join(lines, "\n")
}
