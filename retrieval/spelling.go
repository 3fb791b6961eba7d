package retrieval

import (
	"context"
	"slices"

	"propos/retrieval/french"
	"propos/retrieval/index"
)

// maxVariants bounds the spellings that count as one term.
const maxVariants = 12

// widen lets each name be found under its other spellings, and each word that the collection does not know under the nearest one it does.
// forms counts the passages of each term's unstemmed form.
func (q *query) widen(ctx context.Context, v *index.View, forms []int) error {
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined || t.word.Kind != french.Word {
			continue
		}
		form := t.word.Form
		unknown := forms[i] == 0
		if unknown {
			n, err := v.DF(ctx, index.TermOf(t.word))
			if err != nil {
				return err
			}
			unknown = n == 0
		}
		t.unheard = unknown
		if t.capital || unknown {
			if err := t.addNames(ctx, v, form, unknown); err != nil {
				return err
			}
		}
		t.addExonyms(form)
		t.addKin()
		if unknown && (len(t.variants) == 0 || !t.capital && len(t.variants) == len(t.guesses)) { // no name, and only guesses
			if err := t.addTypos(ctx, v, form); err != nil {
				return err
			}
		}
	}
	return nil
}

// addNames adds the capitalised words of the collection that may be the same name by their sound.
func (t *term) addNames(ctx context.Context, v *index.View, form string, unknown bool) error {
	found, err := v.Variants(ctx, french.NameKey(form))
	if err != nil {
		return err
	}
	for _, s := range found {
		alike := french.TrigramDice(form, s.Text)
		if s.Text != form && french.SameNameLikely(form, s.Text) && (unknown || len(french.NameKey(form)) >= 3 && alike >= .35) {
			t.add(s.Text, alike >= surelySame)
		}
	}
	return nil
}

// surelySame is the trigram Dice coefficient from which two names of the same sound are taken for the same one: Karabagh and Karabakh, Bayramov and Baïramov.
const surelySame = .5

// addExonyms adds the other names of a place: « Kiev » for « Kyiv ».
func (t *term) addExonyms(form string) {
	for _, name := range french.Exonyms(form) {
		if name != form && french.PlaceKey(name) == name && !slices.Contains(t.variants, name) {
			t.add(name, true)
		}
	}
}

// addTypos adds the nearest words of the collection: those one edit away, else, for long words, those two edits away.
func (t *term) addTypos(ctx context.Context, v *index.View, form string) error {
	for distance := 1; distance <= 2 && (distance == 1 || len(form) >= 7); distance++ {
		found, err := v.Near(ctx, form, distance)
		if err != nil {
			return err
		}
		for _, s := range found[:min(len(found), 3)] {
			if s.Distance == found[0].Distance {
				t.add(s.Text, false)
			}
		}
		if len(found) > 0 {
			return nil
		}
	}
	return nil
}

// add lets the term be found under one more form; sure tells that it is surely the same word.
func (t *term) add(form string, sure bool) {
	if len(t.variants) >= maxVariants {
		return
	}
	t.variants = append(t.variants, form)
	if sure {
		t.unheard = false
	} else {
		t.guesses = append(t.guesses, form)
	}
	t.concept.Terms = append(t.concept.Terms, index.Term{Field: index.Form, Text: form})
}

// tableVariants makes matching take every variant for the term's own word.
func (q *query) tableVariants() {
	q.canonical, q.guessed = map[string]string{}, map[string]bool{}
	for i := range q.terms {
		t := &q.terms[i]
		for _, form := range t.variants {
			if _, ok := q.byForm[form]; ok {
				continue
			}
			q.byForm[form] = int16(i)
			q.canonical[form] = t.word.Form
			q.guessed[form] = slices.Contains(t.guesses, form)
		}
	}
}
