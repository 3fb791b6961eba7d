package index

import (
	"context"
	"iter"
	"math/bits"

	bleve "github.com/blevesearch/bleve_index_api"

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
	docs, err := v.postings(field, term, nil)
	for _, d := range docs {
		m.add(d)
	}
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// postings appends the live documents that hold a term to out.
func (v *View) postings(field, term string, out []uint64) ([]uint64, error) {
	r, err := v.snap.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return out, err
	}
	defer func() { _ = r.Close() }()
	var p bleve.TermFieldDoc
	for {
		got, err := r.Next(&p)
		if err != nil || got == nil {
			return out, err
		}
		out = append(out, p.ID.Value())
	}
}
