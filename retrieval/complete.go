package retrieval

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"propos/retrieval/french"
	"propos/retrieval/index"
)

// Complete returns names of people, for typing ahead, at most limit: those that articles name, then those that only moderators know, as
// another spelling's or an office's person, or as who speaks in a quotation that they corrected; half of the places are free for these
// when there are more than limit. A word of the name, or of the spelling or office that moderators gave, begins as typed.
func (l *Library) Complete(ctx context.Context, collection, typed string, limit int) ([]string, error) {
	s, v, done, err := l.view(collection)
	if err != nil {
		return nil, err
	}
	defer done()
	p, err := s.people(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("complete a name: %w", err)
	}
	advice, err := l.advice(ctx, collection)
	if err != nil {
		return nil, err
	}
	want := french.Fold(plainLine(typed))
	given, err := advice.people(v, want)
	if err != nil {
		return nil, fmt.Errorf("complete a name: %w", err)
	}
	var out []string
	for i, person := range p.all {
		if len(out) == limit {
			break
		}
		if begins(person.Name, want) || slices.ContainsFunc(p.words(i), func(w string) bool { return strings.HasPrefix(w, want) }) {
			out = append(out, person.Name)
		}
	}
	given = slices.DeleteFunc(given, func(name string) bool { return named(out, name) })
	given = given[:min(len(given), max(limit-len(out), limit/2))]
	return append(out[:min(len(out), limit-len(given))], given...), nil
}

// people returns the persons of moderators' words who can be meant by what is typed, each once. A correction counts while its article
// is shown.
func (a *Advice) people(v *index.View, want string) (out []string, err error) {
	add := func(name string) {
		if name != "" && !named(out, name) {
			out = append(out, name)
		}
	}
	for _, n := range a.Names {
		if begins(n.Person, want) || begins(n.Words, want) {
			add(n.Person)
		}
	}
	for _, c := range a.Corrections {
		if c.Speaker == "" || !begins(c.Speaker, want) {
			continue
		}
		_, shown, err := v.Article(c.Article)
		if err != nil {
			return nil, err
		}
		if shown {
			add(c.Speaker)
		}
	}
	return out, nil
}

// begins reports whether a name, or a word of it, begins with folded letters.
func begins(name, want string) bool {
	return strings.HasPrefix(french.Fold(name), want) || slices.ContainsFunc(nameWords(name), func(w string) bool { return strings.HasPrefix(w, want) })
}

// named reports whether a name is among others, however it is spelt.
func named(all []string, name string) bool {
	return slices.ContainsFunc(all, func(other string) bool { return sameName(other, name) })
}
