package index

import (
	"context"
	"iter"
	"math/bits"

	segment "github.com/blevesearch/scorch_segment_api/v2"

	"propos/corpus"
	"propos/retrieval/french"
)

// bitmap is a set of document numbers.
type bitmap []uint64

func (m bitmap) has(d uint64) bool { return m[d/64]&(1<<(d%64)) != 0 }
func (m bitmap) add(d uint64)      { m[d/64] |= 1 << (d % 64) }

// all yields the members in order.
func (m bitmap) all() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for i, word := range m {
			for ; word != 0; word &= word - 1 {
				if !yield(uint64(i)*64 + uint64(bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// allowed returns the documents that pass the filter; nil when all do.
func (v *View) allowed(ctx context.Context, f Filter) (bitmap, error) {
	var out bitmap
	narrow := func(field string, terms []string) error {
		m := make(bitmap, v.docs()/64+1)
		for _, term := range terms {
			if err := v.mark(ctx, m, field, term); err != nil {
				return err
			}
		}
		for i := range out {
			m[i] &= out[i]
		}
		out = m
		return nil
	}
	if f.Articles != nil {
		if err := narrow(fieldArticle, f.Articles); err != nil {
			return nil, err
		}
	}
	if f.Source != "" {
		if err := narrow(fieldSource, []string{french.Fold(f.Source)}); err != nil {
			return nil, err
		}
	}
	if !f.Period.IsZero() {
		dates, err := v.dates(f.Period)
		if err != nil {
			return nil, err
		}
		if err := narrow(fieldDate, dates); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// dates returns the dates of the collection that can lie in a period.
func (v *View) dates(p corpus.Period) (out []string, err error) {
	all, err := v.snap.FieldDict(fieldDate)
	if err != nil {
		return nil, err
	}
	for {
		e, err := all.Next()
		if err != nil || e == nil {
			return out, err
		}
		if d, err := corpus.ParseDate(e.Term); err == nil && p.Holds(d) {
			out = append(out, e.Term)
		}
	}
}

// mark adds the documents that hold a term.
func (v *View) mark(ctx context.Context, m bitmap, field, term string) error {
	return v.each(ctx, field, term, false, func(doc uint64, _ segment.Posting) { m.add(doc) })
}
