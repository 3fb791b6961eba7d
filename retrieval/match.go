package retrieval

import "propos/retrieval/index"

// alikeFloor is the least trigram Dice coefficient at which two stems count as alike.
const alikeFloor = 0.55

// match is what one word of a passage has in common with a question. -1 means nothing.
type match struct {
	term  int16  // the term that it is a form of
	exact int16  // the term with the same accented, unstemmed form
	form  int16  // the term with the same folded form, or one of its variants
	word  int16  // the word of the question, stop words included
	open  bool   // the first of some pair
	close bool   // the second of some pair
	same  string // the form, or of a variant the form that the question has
	akin  mask   // the terms that it is a synonym of
	other bool   // found as a variant that may well be another word
	grams []int16
	alike []alike
}

// alike is a term that a word resembles.
type alike struct {
	term int16
	dice float64
}

// match compares a word with the question, once for each written form. Most words have nothing in common with it, and share one match.
func (q *query) match(w *index.Word) *match {
	m, ok := q.memo[w]
	if !ok {
		m = q.compare(w)
		q.memo[w] = m
	}
	return m
}

func (q *query) compare(w *index.Word) *match {
	m := match{term: -1, exact: -1, form: -1, word: -1}
	spelt, known := w, q.known.MayHave(w)
	if known {
		spelt = q.compareForms(w, &m)
	}
	if !w.Stop {
		q.compareLetters(spelt, &m)
	}
	if !known && m.grams == nil && m.alike == nil {
		return &q.nothing
	}
	kept := m
	return &kept
}

// compareForms looks the forms of a word up, and returns the word by whose letters it is known: of a variant, the question's own.
func (q *query) compareForms(w *index.Word, m *match) *index.Word {
	if i, ok := q.byWord[w.Stems[1]]; ok {
		m.word = i
	}
	variant := false
	if m.same, variant = q.canonical[w.Form]; !variant {
		m.same = w.Form
	}
	m.open, m.close = q.opens[m.same], q.closes[m.same]
	if w.Stop {
		m.term = lookup(q.byAccents, w.Lower)
		return w
	}
	m.term = lookup(q.byStem, w.Stems[1], w.Stems[0], w.Form)
	m.akin = q.bySynonym[w.Stems[0]] | q.bySynonym[w.Stems[1]]
	m.form = lookup(q.byForm, w.Form)
	m.exact = lookup(q.byLower, w.Lower)
	if m.term < 0 {
		m.term = m.form
	}
	if !variant {
		return w
	}
	m.other = q.guessed[w.Form]
	m.exact = m.form
	return q.terms[m.form].word
}

func lookup(table map[string]int16, symbols ...string) int16 {
	for _, s := range symbols {
		if i, ok := table[s]; ok {
			return i
		}
	}
	return -1
}

// compareLetters finds the question's 4-grams in the word, and the terms that its stem resembles.
func (q *query) compareLetters(w *index.Word, m *match) {
	form := w.Form
	for g := range windows(form, 4) {
		if !q.letters.has(g) {
			continue
		}
		if i, ok := q.byGram[g]; ok {
			m.grams = append(m.grams, i)
		}
	}
	stem := w.Stems[1]
	if len(stem) < minAlike-1 {
		return
	}
	var shared [maxTerms]int16
	total, hits := 0, false
	for g := range windows(stem, 3) {
		total++
		if !q.letters.has(g) {
			continue
		}
		for _, i := range q.byTrigram[g] {
			shared[i]++
			hits = true
		}
	}
	if !hits {
		return
	}
	for i := range q.terms {
		if dice := 2 * float64(shared[i]) / float64(total+q.terms[i].trigrams); dice >= alikeFloor {
			m.alike = append(m.alike, alike{int16(i), min(dice, 1)})
		}
	}
}
