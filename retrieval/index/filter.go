package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"slices"

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
	err = v.eachDate(func(d corpus.Date) {
		if p.Holds(d) {
			out = append(out, d.String())
		}
	})
	return out, err
}

// eachDate calls do for every date that the collection has, or had until segments are merged.
func (v *View) eachDate(do func(corpus.Date)) error {
	if err := v.load(fieldDate); err != nil {
		return err
	}
	all, err := v.snap.FieldDict(fieldDate)
	if err != nil {
		return err
	}
	for {
		e, err := all.Next()
		if err != nil || e == nil {
			return err
		}
		if d, err := corpus.ParseDate(e.Term); err == nil {
			do(d)
		}
	}
}

// Extent returns the first and the last date of the articles, of those whose year is known; two zero dates when there are none.
func (v *View) Extent(ctx context.Context) (first, last corpus.Date, err error) {
	err = v.s.guard(func() error {
		var all []corpus.Date
		err := v.eachDate(func(d corpus.Date) {
			if d.Year != 0 {
				all = append(all, d)
			}
		})
		if err != nil {
			return err
		}
		slices.SortFunc(all, corpus.Date.Compare)
		if first, err = v.firstLive(all); err != nil {
			return err
		}
		slices.Reverse(all)
		last, err = v.firstLive(all)
		return errors.Join(err, ctx.Err())
	})
	if err != nil {
		return first, last, fmt.Errorf("read dates: %w", err)
	}
	return first, last, nil
}

// firstLive returns the first date that an article has now.
func (v *View) firstLive(dates []corpus.Date) (corpus.Date, error) {
	for _, d := range dates {
		if n, err := v.count(fieldDate, d.String()); err != nil || n > 0 {
			return d, err
		}
	}
	return corpus.Date{}, nil
}

// mark adds the documents that hold a term.
func (v *View) mark(ctx context.Context, m bitmap, field, term string) error {
	return v.each(ctx, field, term, false, func(doc uint64, _ segment.Posting) { m.add(doc) })
}
