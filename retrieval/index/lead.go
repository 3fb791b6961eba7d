package index

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"propos/corpus"
)

// Leads returns the first passage of each article that passes the filter and whose year is known, the newest first, of one date by article
// id; at most limit.
func (v *View) Leads(ctx context.Context, f Filter, limit int) (out []*Passage, err error) {
	err = v.s.guard(func() error {
		period := f.Period
		f.Period = corpus.Period{}
		allowed, err := v.allowed(ctx, f)
		if err != nil {
			return err
		}
		dates, err := v.newestDates(period)
		if err != nil {
			return err
		}
		for _, d := range dates {
			if out, err = v.leadsOf(ctx, d, allowed, out, limit); err != nil || len(out) >= limit {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read leads: %w", err)
	}
	return out, nil
}

// newestDates returns the dates with a year that can lie in a period, which may be zero, the newest first.
func (v *View) newestDates(period corpus.Period) (out []corpus.Date, err error) {
	err = v.eachDate(func(d corpus.Date) {
		if d.Year != 0 && (period.IsZero() || period.Holds(d)) {
			out = append(out, d)
		}
	})
	slices.SortFunc(out, func(a, b corpus.Date) int { return b.Compare(a) })
	return out, err
}

// leadsOf adds the first passages of the articles of one date.
func (v *View) leadsOf(ctx context.Context, d corpus.Date, allowed bitmap, out []*Passage, limit int) ([]*Passage, error) {
	docs, err := v.postings(fieldDate, d.String(), nil)
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, doc := range docs {
		if allowed != nil && !allowed.has(doc) {
			continue
		}
		h, err := v.hit(doc, 0)
		if err != nil {
			return nil, err
		}
		if h.kind == kindPassage && h.Ordinal == 0 {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return strings.Compare(a.Article, b.Article) })
	for _, h := range hits[:min(len(hits), limit-len(out))] {
		p, err := v.passage(h)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, ctx.Err()
}
