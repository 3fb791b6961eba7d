package index

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"
	"sync"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// fieldStats is what BM25 needs of the field that is scored.
type fieldStats struct{ docs, words int }

// idf is ln(1 + (N − n + .5)/(n + .5)), which is never negative.
func (f fieldStats) idf(df int) float64 {
	n := float64(df)
	return math.Log1p((float64(f.docs) - n + .5) / (n + .5))
}

// curve returns the parts of k1·(1 − b + b·length/average) that do not depend on the document.
func (f fieldStats) curve() (fixed, perWord float64) {
	if f.words == 0 {
		return k1, 0
	}
	return k1 * (1 - b), k1 * b * float64(f.docs) / float64(f.words)
}

// accumulator adds up scores, document by document.
type accumulator struct {
	v       *View
	allowed bitmap // nil: all
	*arrays
}

// arrays are as long as the View has documents, zero between uses, and used again and again.
type arrays struct {
	score   []float32
	tf      []uint16 // of the present concept
	word    []uint16 // of the present word, when it has two forms
	length  []uint32 // of documents that were met
	touched []uint32 // documents with a score
	met     []uint32 // documents that hold the present concept
	slot    []uint16 // of documents of the articles that whole looks at
	lists   []span   // of every concept so far
	counts  []count  // what the lists are cut from
}

var pool = sync.Pool{New: func() any { return new(arrays) }}

func (v *View) accumulator(allowed bitmap) *accumulator {
	a := pool.Get().(*arrays)
	if n := v.docs(); len(a.score) < n {
		*a = arrays{score: make([]float32, n), tf: make([]uint16, n), word: make([]uint16, n), length: make([]uint32, n), slot: make([]uint16, n)}
	}
	return &accumulator{v, allowed, a}
}

// docs returns one more than the highest document number.
func (v *View) docs() int {
	n := uint64(0)
	for _, seg := range v.snap.Segments() {
		n += seg.Segment().Count()
	}
	return int(n)
}

// free clears what was touched and gives the arrays back. After a panic they are left to the collector.
func (a *accumulator) free() {
	for _, d := range a.met {
		a.tf[d], a.word[d] = 0, 0
	}
	for _, d := range a.touched {
		a.score[d] = 0
	}
	a.touched, a.met, a.lists, a.counts = a.touched[:0], a.met[:0], a.lists[:0], a.counts[:0]
	pool.Put(a.arrays)
}

// concept adds the score of a concept to every document that holds it and is allowed, and returns how many hold it at all.
func (a *accumulator) concept(ctx context.Context, c Concept, f fieldStats) (int, error) {
	for _, d := range a.met {
		a.tf[d] = 0
	}
	a.met = a.met[:0]
	for _, t := range c.Terms[:min(len(c.Terms), MaxTerms)] {
		if err := a.term(ctx, t); err != nil {
			return 0, err
		}
	}
	df := len(a.met)
	weight := c.Weight
	if weight == 0 {
		weight = 1
	}
	weight *= f.idf(df) * (k1 + 1)
	fixed, perWord := f.curve()
	a.lists = append(a.lists, span{weight, len(a.counts)})
	for _, d := range a.met {
		a.counts = append(a.counts, count{d, a.tf[d]})
		if a.allowed != nil && !a.allowed.has(uint64(d)) {
			continue
		}
		tf := float64(a.tf[d])
		if a.score[d] == 0 {
			a.touched = append(a.touched, d)
		}
		a.score[d] += float32(weight * tf / (tf + fixed + perWord*float64(a.length[d])))
	}
	return df, nil
}

// term adds the frequencies of one word to tf.
func (a *accumulator) term(ctx context.Context, t Term) error {
	if t.Alt == "" {
		return a.v.each(ctx, string(t.Field), t.Text, true, func(d uint64, p segment.Posting) {
			a.meet(d, p)
			a.tf[d] = saturated(int(a.tf[d]) + int(p.Frequency()))
		})
	}
	var seen []uint32
	for _, text := range []string{t.Text, t.Alt} {
		err := a.v.each(ctx, string(t.Field), text, true, func(d uint64, p segment.Posting) {
			a.meet(d, p)
			if freq := int(p.Frequency()); freq > int(a.word[d]) {
				a.tf[d] = saturated(int(a.tf[d]) + freq - int(a.word[d]))
				if a.word[d] == 0 {
					seen = append(seen, uint32(d))
				}
				a.word[d] = saturated(freq)
			}
		})
		if err != nil {
			clearAt(a.word, seen)
			return err
		}
	}
	clearAt(a.word, seen)
	return nil
}

func clearAt(s []uint16, at []uint32) {
	for _, d := range at {
		s[d] = 0
	}
}

func (a *accumulator) meet(d uint64, p segment.Posting) {
	if a.tf[d] == 0 {
		a.met = append(a.met, uint32(d))
		a.length[d] = lengthOf(p.Norm())
	}
}

func saturated(n int) uint16 { return uint16(min(n, math.MaxUint16)) }

// lengthOf recovers a field's length from scorch's norm, 1/√length: exact below two million words.
func lengthOf(norm float64) uint32 { return uint32(math.Round(1 / (norm * norm))) }

// floor returns the lowest of the limit best scores; 0 when all are among them.
func (a *accumulator) floor(limit int) float32 {
	if len(a.touched) <= limit {
		return 0
	}
	h := make(lowest, limit)
	for i, d := range a.touched[:limit] {
		h[i] = a.score[d]
	}
	heap.Init(&h)
	for _, d := range a.touched[limit:] {
		if s := a.score[d]; s > h[0] {
			h[0] = s
			heap.Fix(&h, 0)
		}
	}
	return h[0]
}

// best returns the hits of the limit best documents, best first, equal ones in the order of article and ordinal.
// All that are equal to the last of them are looked at, so that the choice does not depend on how the index was written.
func (a *accumulator) best(limit int) ([]Hit, error) {
	if limit <= 0 {
		return nil, nil
	}
	floor := a.floor(limit)
	out := make([]Hit, 0, limit)
	for _, d := range a.touched {
		if a.score[d] < floor {
			continue
		}
		h, err := a.v.hit(uint64(d), a.score[d])
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	sortHits(out)
	return out[:min(len(out), limit)], nil
}

// lowest is a heap of scores, the lowest first; it is never longer or shorter than it was made.
type lowest []float32

func (h lowest) Len() int           { return len(h) }
func (h lowest) Less(i, j int) bool { return h[i] < h[j] }
func (h lowest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h lowest) Push(any)           {}
func (h lowest) Pop() any           { return nil }

// sortHits orders hits, best first, equal scores by article and ordinal.
func sortHits(hits []Hit) {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Ordinal, b.Ordinal))
	})
}
