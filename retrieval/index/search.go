package index

import (
	"context"
	"fmt"

	"propos/corpus"
)

// Textbook BM25 (Robertson and Zaragoza, 2009) with the usual constants.
const (
	k1 = 1.2
	b  = .75
)

// Limits of a query: what is beyond is not looked at.
const (
	MaxConcepts = 64
	MaxTerms    = 64 // of one concept
)

// Term is one word in one field. Alt is the other form of the same word (french.Stems has two), "" when there is none:
// a passage holds the word as often as the more frequent of its forms.
type Term struct {
	Field Field
	Text  string
	Alt   string
}

// TermOf returns the term of a word under its two stems.
func TermOf(w *Word) Term {
	t := Term{Field: Stem, Text: w.Stems[1]}
	if alt := w.Stems[0]; alt != t.Text {
		t.Alt = alt
	}
	return t
}

// Concept is words that mean one thing (spellings of a name, say). It is scored as one term: its frequency in a passage is the sum
// of its words', the number of passages that hold it is that of their union.
type Concept struct {
	Terms  []Term
	Weight float64 // multiplies its score; 0 means 1
}

// Filter narrows a query. The zero Filter lets everything through.
type Filter struct {
	Period   corpus.Period // articles whose date can lie in it (corpus.Period.Holds)
	Source   string        // compared folded; "" means any
	Articles []string      // ids; nil means any
}

// Query is what is searched for.
type Query struct {
	Concepts []Concept
	Filter   Filter
}

// Hit is a passage that holds at least one concept.
type Hit struct {
	Article string
	Version int
	Ordinal int
	Score   float64 // BM25 of title and text; comparable within one Result only
	Whole   float64 // BM25 of the whole article, all its passages together, whatever the filter; with the concepts' weights and idf of passages

	kind byte
	doc  uint64 // within the View
}

// Result is the answer to a Query.
type Result struct {
	Hits     []Hit // best first; equal scores in the order of article id and ordinal
	DF       []int // for each concept, how many passages of the View hold it, whatever the filter; 0 for a concept that was not looked at
	Passages int   // of the View
	Matched  int   // passages that hold a concept and pass the filter
}

// Search returns the best passages, at most limit. It stops with the context's error when the context ends.
func (v *View) Search(ctx context.Context, q Query, limit int) (Result, error) {
	r := Result{DF: make([]int, len(q.Concepts)), Passages: v.sum.passages}
	err := v.s.guard(func() error {
		allowed, err := v.allowed(ctx, q.Filter)
		if err != nil {
			return err
		}
		acc := v.accumulator(allowed)
		defer acc.free()
		stats := fieldStats{docs: v.sum.passages, words: v.sum.words}
		for i, c := range q.Concepts[:min(len(q.Concepts), MaxConcepts)] {
			if r.DF[i], err = acc.concept(ctx, c, stats); err != nil {
				return err
			}
		}
		r.Matched = len(acc.touched)
		if r.Hits, err = acc.best(limit); err != nil {
			return err
		}
		return acc.whole(ctx, r.Hits)
	})
	if err != nil {
		return Result{}, fmt.Errorf("search passages: %w", err)
	}
	return r, nil
}

// hit names a document.
func (v *View) hit(doc uint64, score float32) (Hit, error) {
	id, err := v.id(doc)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Score: float64(score), kind: id[0], doc: doc}
	var ok bool
	if h.Article, h.Version, h.Ordinal, ok = parsePartID(id); !ok {
		return Hit{}, fmt.Errorf("document %q: %w", id, ErrDamaged)
	}
	return h, nil
}
