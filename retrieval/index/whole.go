package index

import (
	"context"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// span is where the counts of one concept begin, and what they weigh.
type span struct {
	weight float64
	start  int
}

// count is how often a document holds a concept.
type count struct {
	doc uint32
	tf  uint16
}

// whole gives each hit the score of its whole article: what one passage lacks may stand in the next.
func (a *accumulator) whole(ctx context.Context, hits []Hit) error {
	slots := make(map[string]uint16, len(hits))
	lengths := make([]float64, 1, len(hits)+1)
	var docs []uint64
	for _, h := range hits {
		if slots[h.Article] != 0 {
			continue
		}
		n := uint16(len(lengths))
		slots[h.Article] = n
		length, err := a.v.parts(ctx, h.Article, func(doc uint64) { a.slot[doc] = n; docs = append(docs, doc) })
		if err != nil {
			return err
		}
		lengths = append(lengths, length)
	}
	scores := a.wholes(lengths)
	for i := range hits {
		hits[i].Whole = scores[slots[hits[i].Article]]
	}
	for _, d := range docs {
		a.slot[d] = 0
	}
	return nil
}

// wholes returns the score of each slot's article.
func (a *accumulator) wholes(lengths []float64) []float64 {
	fixed, perWord := fieldStats{a.v.sum.articles, a.v.sum.words}.curve()
	scores, tf := make([]float64, len(lengths)), make([]float64, len(lengths))
	for i, l := range a.lists {
		end := len(a.counts)
		if i+1 < len(a.lists) {
			end = a.lists[i+1].start
		}
		for _, c := range a.counts[l.start:end] {
			if n := a.slot[c.doc]; n != 0 {
				tf[n] += float64(c.tf)
			}
		}
		for n := range tf {
			scores[n] += l.weight * tf[n] / (tf[n] + fixed + perWord*lengths[n])
			tf[n] = 0
		}
	}
	return scores
}

// parts calls do for every document of an article, and returns the article's length in words.
func (v *View) parts(ctx context.Context, article string, do func(doc uint64)) (length float64, err error) {
	err = v.each(ctx, fieldArticle, article, true, func(doc uint64, p segment.Posting) {
		do(doc)
		length = float64(lengthOf(p.Norm()))
	})
	return length, err
}
