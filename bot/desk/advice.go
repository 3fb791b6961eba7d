package desk

import (
	"context"

	"propos/corpus/store"
	"propos/retrieval"
)

// Advised is a store whose moderators' words a library heeds, at every question.
type Advised struct{ *store.Store }

// Advice implements retrieval.Advisor.
func (s Advised) Advice(ctx context.Context, collection string) (a retrieval.Advice, err error) {
	names, err := s.Names(ctx, collection)
	if err != nil {
		return a, err
	}
	for _, n := range names {
		a.Names = append(a.Names, retrieval.Name{Person: n.Person, Words: n.Words, Office: n.Office, Period: n.Period})
	}
	corrections, err := s.Corrections(ctx, collection, "")
	if err != nil {
		return a, err
	}
	for _, c := range corrections {
		a.Corrections = correct(a.Corrections, c)
	}
	return a, nil
}

// correct adds one correction to those of the same quotation.
func correct(list []retrieval.Correction, c store.Correction) []retrieval.Correction {
	n := len(list) - 1
	if n < 0 || list[n].Article != c.Article || list[n].Key != c.Quote {
		list = append(list, retrieval.Correction{Article: c.Article, Key: c.Quote})
		n++
	}
	switch c.Kind {
	case store.Speaker:
		list[n].Speaker = c.Value
	case store.Hide:
		list[n].Hidden = true
	case store.Remark:
		list[n].Note = c.Value
	}
	return list
}
