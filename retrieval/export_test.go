package retrieval

import (
	"context"

	"propos/corpus"
	"propos/retrieval/index"
)

// Measured is a question with its candidates, ranked, for benchmarks of the parts of ranking.
type Measured struct {
	index  *index.Index
	q      *query
	ranked []*candidate
}

// Measured ranks the candidates of a question.
func (l *Library) Measured(ctx context.Context, collection, text string) (m Measured, err error) {
	s, v, done, err := l.view(collection)
	if err != nil {
		return m, err
	}
	defer done()
	u, _ := understand(Question{Text: text}, corpus.Date{})
	m.index = s.index
	m.q = newQuery(u.words(), s.index.Analyse(u.words()))
	m.q.kind, m.q.asks = u.asked.Kind, u.asked.Asks
	m.ranked, err = l.rank(ctx, v, m.q, index.Filter{})
	return m, err
}

// IsWarm reports whether the people of an open collection are known without reading them.
func (l *Library) IsWarm(collection string) bool {
	l.mu.Lock()
	s := l.opened[collection]
	l.mu.Unlock()
	s.naming.Lock()
	defer s.naming.Unlock()
	return s.named != nil && s.named.of.rev == s.index.Rev()
}

// Tokens finds the words of the candidates' texts, as is done when they are indexed.
func (m Measured) Tokens() {
	for _, c := range m.ranked {
		m.index.Analyse(c.passage.Title)
		m.index.Analyse(c.passage.Text)
	}
}

// Words compares the words of the candidates with the question: all features that one pass gives.
func (m Measured) Words() {
	clear(m.q.memo)
	for i := range m.ranked {
		m.ranked[i] = &candidate{passage: m.ranked[i].passage, opening: m.ranked[i].opening}
		m.q.read(m.ranked[i])
	}
}

// Letters compares the letters of each different word: cg4 and fuzzy. It is part of Words.
func (m Measured) Letters() {
	for w := range m.q.memo {
		var found match
		m.q.compareLetters(w, &found)
	}
}

// Local weighs pairs and grams by how few candidates have them, and looks at the order of words.
func (m Measured) Local() { m.q.local(m.ranked) }

// Order is the part of Local that reads the words again: in_order.
func (m Measured) Order() {
	for _, c := range m.ranked {
		m.q.ordered(c)
	}
}

// Openings reads how the candidates' articles begin, and weighs their pairs.
func (m Measured) Openings() { m.q.openings(m.ranked) }

// Kind looks for what is asked for in the best sentences. It is part of Words.
func (m Measured) Kind() {
	for _, c := range m.ranked {
		m.q.kindIn(c)
	}
}

// Kin looks up the families, synonyms and compatriots of the question's words.
func (m Measured) Kin() {
	for _, t := range m.q.terms {
		if !t.joined {
			t.addKin()
		}
	}
}
