package retrieval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/quote"
)

// Advisor is where a library reads what moderators said of names and quotations. A Store that is one is asked at every question.
type Advisor interface {
	// Advice returns all that moderators of a collection said.
	Advice(ctx context.Context, collection string) (Advice, error)
}

// Advice is the words of moderators. It is at work in the next answer.
type Advice struct {
	Names       []Name
	Corrections []Correction
}

// Name says that words mean a person: another spelling, or an office held for a time.
type Name struct {
	Person string
	Words  string
	Office bool          // the words are an office, not a spelling
	Period corpus.Period // when the office was held; zero means always
}

// advice reads what moderators said; nothing when the store knows no moderators.
func (l *Library) advice(ctx context.Context, collection string) (Advice, error) {
	advisor, ok := l.store.(Advisor)
	if !ok {
		return Advice{}, nil
	}
	a, err := advisor.Advice(ctx, collection)
	if err != nil {
		return Advice{}, fmt.Errorf("read moderators' words: %w", err)
	}
	return a, nil
}

// correction returns the correction of a quotation.
func (a *Advice) correction(article, key string) (Correction, bool) {
	i := slices.IndexFunc(a.Corrections, func(c Correction) bool { return c.Article == article && c.Key == key })
	if i < 0 {
		return Correction{}, false
	}
	return a.Corrections[i], true
}

// person returns whom words mean at a date, by a moderator's word: the person's name for a spelling or an office.
func (a *Advice) person(words string, date corpus.Date) (string, bool) {
	folded := plainWords(words)
	for _, n := range a.Names {
		if plainWords(n.Words) == folded && (!n.Office || n.Period.IsZero() || n.Period.Holds(date)) {
			return n.Person, true
		}
	}
	return "", false
}

// knows reports whether moderators gave words to a person of that name.
func (a *Advice) knows(name string) bool {
	return slices.ContainsFunc(a.Names, func(n Name) bool { return sameName(n.Person, name) })
}

// given are the articles of which a quotation was given to a person whom a voice may be.
func (a *Advice) given(v *voice) []string {
	var out []string
	for _, c := range a.Corrections {
		s := quote.Speaker{Name: c.Speaker}
		if c.Speaker != "" && v.is(&s, &s) > 0 && !slices.Contains(out, c.Article) {
			out = append(out, c.Article)
		}
	}
	return out
}

// terms are the index terms of quotations that moderators' names make a voice's: by another spelling, or an office.
func (a *Advice) terms(v *voice) []string {
	var out []string
	for _, n := range a.Names {
		if !slices.ContainsFunc(v.people, func(s quote.Speaker) bool { return sameName(s.Name, n.Person) }) {
			continue
		}
		s := quote.Speaker{Name: n.Words}
		if n.Office {
			s, _ = quote.Phrase(n.Words)
		}
		out = append(out, personTerms(&s)...)
	}
	return out
}

// plainWords are the folded words of a phrase, without articles.
func plainWords(s string) string {
	var words []string
	for _, t := range french.Tokens(s) {
		if t.Kind == french.Elision || t.Kind == french.Word && isArticle(french.Fold(t.Text)) {
			continue
		}
		words = append(words, french.Fold(t.Text))
	}
	return strings.Join(words, " ")
}

// isArticle recognises a folded article, the elided one without its apostrophe.
func isArticle(folded string) bool {
	return folded == "le" || folded == "la" || folded == "les" || folded == "l"
}
