package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Spelling is a word of the collection.
type Spelling struct {
	Text     string
	DF       int // passages that hold it (quotes, for Speakers)
	Distance int // edits from the word asked for, for Near; else 0
}

// DF returns how many passages hold a word, in either of its forms.
func (v *View) DF(ctx context.Context, t Term) (df int, err error) {
	err = v.s.guard(func() error {
		if t.Alt == "" {
			df, err = v.count(string(t.Field), t.Text)
			return err
		}
		m := make(bitmap, v.docs()/64+1)
		if err := v.mark(ctx, m, string(t.Field), t.Text); err != nil {
			return err
		}
		if err := v.mark(ctx, m, string(t.Field), t.Alt); err != nil {
			return err
		}
		df = m.len()
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count passages of a term: %w", err)
	}
	return df, nil
}

// Variants returns the capitalised words of the collection, folded, whose french.NameKey is key, most frequent first;
// DF counts the passages where the word stands capitalised.
func (v *View) Variants(ctx context.Context, key string) ([]Spelling, error) {
	if key == "" {
		return nil, nil
	}
	out, err := v.withPrefix(ctx, fieldKey, key+"|", maxSpellings)
	if err != nil {
		return nil, fmt.Errorf("list variants of a name: %w", err)
	}
	return byFrequency(out), nil
}

// maxSpellings bounds every list of words.
const maxSpellings = 1000

// withPrefix lists the live terms of a field behind a prefix, which is cut off, in alphabetical order, at most limit.
func (v *View) withPrefix(ctx context.Context, field, prefix string, limit int) (out []Spelling, err error) {
	err = v.s.guard(func() error {
		if err := v.load(field); err != nil {
			return err
		}
		d, err := v.snap.FieldDictPrefix(field, []byte(prefix))
		if err != nil {
			return err
		}
		for len(out) < limit {
			e, err := d.Next()
			if err != nil || e == nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			// A dictionary still counts what was deleted, until its segment is merged.
			n, err := v.count(field, e.Term)
			if err != nil {
				return err
			}
			if n > 0 {
				out = append(out, Spelling{Text: strings.Clone(e.Term[len(prefix):]), DF: n})
			}
		}
		return nil
	})
	return out, err
}

// load reads the dictionaries of a field in every segment, which keep them. Listing the words of a field would read them in goroutines of
// bleve's own, where a damaged one ends the program; here guard meets it.
func (v *View) load(field string) error {
	for _, s := range v.snap.Segments() {
		if _, err := s.Segment().Dictionary(field); err != nil {
			return err
		}
	}
	return nil
}

func byFrequency(s []Spelling) []Spelling {
	slices.SortStableFunc(s, func(a, b Spelling) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(b.DF, a.DF), cmp.Compare(a.Text, b.Text))
	})
	return s
}

// maxNear is the longest word, in bytes, that Near looks for: the automaton grows with it.
const maxNear = 32

// Near returns the words of the collection within a number of edits (1 or 2) of a folded word that begin with the same letter,
// nearest first, then most frequent. It is for words the collection does not hold; the word itself is among them when it does.
// A word of fewer than 4 or more than 32 bytes has none.
func (v *View) Near(ctx context.Context, form string, distance int) (out []Spelling, err error) {
	if len(form) < 4 || len(form) > maxNear || distance < 1 || distance > 2 {
		return nil, nil
	}
	err = v.s.guard(func() error {
		if err := v.load(string(Form)); err != nil {
			return err
		}
		d, automaton, err := v.snap.FieldDictFuzzyAutomaton(string(Form), form, distance, form[:1])
		if err != nil {
			return err
		}
		out, err = v.near(ctx, d, automaton)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for words near an unknown one: %w", err)
	}
	return byFrequency(out), nil
}

func (v *View) near(ctx context.Context, d bleve.FieldDict, automaton bleve.FuzzyAutomaton) (out []Spelling, err error) {
	for len(out) < maxSpellings {
		e, err := d.Next()
		if err != nil || e == nil {
			return out, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := v.count(string(Form), e.Term)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		_, edits := automaton.MatchAndDistance(e.Term)
		out = append(out, Spelling{Text: strings.Clone(e.Term), DF: n, Distance: int(edits)})
	}
	return out, nil
}

func (m bitmap) len() int {
	n := 0
	for _, w := range m {
		for ; w != 0; w &= w - 1 {
			n++
		}
	}
	return n
}
