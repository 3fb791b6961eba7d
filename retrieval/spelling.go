package retrieval

import (
	"context"
	"slices"
	"strings"

	"propos/retrieval/french"
	"propos/retrieval/index"
)

// maxVariants bounds the spellings that count as one term.
const maxVariants = 12

// widen lets each name be found under its other spellings, and each word that the collection does not know under the nearest one it does.
// Few articles do not know most words, and have for most of them one that is near: there, a word that the dictionary has stays what it is.
// forms counts the passages of each term's unstemmed form.
func (q *query) widen(ctx context.Context, v *index.View, forms []int) error {
	if err := q.writeAsOne(ctx, v, forms); err != nil {
		return err
	}
	few := v.Stats().Passages < fewPassages
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
		misspelt := unknown && (t.capital || !few || !french.InDictionary(form))
		if t.capital || misspelt {
			if err := t.addNames(ctx, v, form, unknown); err != nil {
				return err
			}
		}
		if unknown && len(t.variants) == 0 {
			if err := t.addParted(ctx, v, form); err != nil {
				return err
			}
		}
		t.addExonyms(form)
		t.addKin()
		if misspelt && (len(t.variants) == 0 || !t.capital && len(t.variants) == len(t.guesses)) { // no name, and only guesses
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

// writeAsOne takes a hyphenated word for the one word that the collection has of it, when it does not know all of its parts: « Pyong-Yang » for
// « Pyongyang ».
func (q *query) writeAsOne(ctx context.Context, v *index.View, forms []int) error {
	for i := range q.terms {
		whole := &q.terms[i]
		if !whole.joined || !q.hasUnknownPart(whole, forms) {
			continue
		}
		n, err := v.DF(ctx, index.Term{Field: index.Form, Text: whole.text})
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		forms[i], whole.joined, whole.concept.Weight = n, false, 1
		whole.word = &index.Word{Form: whole.text, Lower: whole.text, Stems: stemsOf(whole.text), Kind: french.Word, Upper: true}
		for k := range q.terms {
			if part := &q.terms[k]; whole.holds(part) {
				whole.capital = whole.capital || part.capital
				part.joined, part.concept.Weight = true, whole.concept.Weight
			}
		}
	}
	return nil
}

// hasUnknownPart reports whether no passage has some part of a joined word.
func (q *query) hasUnknownPart(whole *term, forms []int) bool {
	for k := range q.terms {
		if forms[k] == 0 && whole.holds(&q.terms[k]) {
			return true
		}
	}
	return false
}

// holds reports whether another term is a part of a joined word.
func (t *term) holds(part *term) bool {
	return part != t && !part.joined && part.start >= t.start && part.start < t.end
}

func stemsOf(word string) [2]string {
	s := french.StemsOf(word)
	return [2]string{s.Stemmed, s.Folded}
}

// particles open names that are written in one word or in two: « Benali » and « Ben Ali », « Elbaradei » and « El Baradei ».
var particles = [...]string{"abdel", "abdul", "abd", "abou", "abu", "ait", "al", "bel", "ben", "bin", "bou", "da", "de", "di", "du", "el", "ibn", "la", "le", "mac", "mc", "ould", "van", "von"}

// addParted adds what stands behind the particle of a name in one word, where the collection has it as a name.
func (t *term) addParted(ctx context.Context, v *index.View, form string) error {
	for _, particle := range particles {
		name, ok := strings.CutPrefix(form, particle)
		if !ok || len(name) < minParted {
			continue
		}
		found, err := v.Variants(ctx, french.NameKey(name))
		if err != nil {
			return err
		}
		if slices.ContainsFunc(found, func(s index.Spelling) bool { return s.Text == name }) {
			t.add(name, true)
			return nil
		}
	}
	return nil
}

// minParted is the shortest name, in bytes, that is looked for behind a particle.
const minParted = 4

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
