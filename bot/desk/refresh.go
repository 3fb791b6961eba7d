package desk

import (
	"context"
	"errors"
	"fmt"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// ErrNoAddress says that an article cannot be fetched again: nobody knows its page.
var ErrNoAddress = errors.New("the article has no address")

// Refreshed is an article as its page has it now, beside what is kept. Nothing is changed: Renew accepts it.
type Refreshed struct {
	Difference
	Version int  // of what is kept
	Words   int  // that the page gave
	Short   bool // the page gives only a beginning: the text that is kept stays
}

// Refresh fetches the page of an article again. What the page does not say stays as it is known, and so does a text of which
// the page has only the beginning. The error is ErrNoAddress, a *fetch.Error, an *intake.Refusal, or the store's.
func (d *Desk) Refresh(ctx context.Context, collection, id string) (Refreshed, error) {
	a, version, err := d.store.Article(ctx, collection, id)
	switch {
	case err != nil:
		return Refreshed{}, err
	case a.URL == "":
		return Refreshed{}, fmt.Errorf("refresh article %s: %w", id, ErrNoAddress)
	}
	draft, err := d.Page(ctx, a.URL)
	if err != nil {
		return Refreshed{}, fmt.Errorf("refresh article %s: %w", id, err)
	}
	short := draft.Paywall && !a.Partial
	return Refreshed{Difference: Between(a, renewed(a, draft, short)), Version: version, Words: draft.Words, Short: short}, nil
}

// Compare sets what was read elsewhere, as a corrected file, beside an article that is kept, for Renew to accept. What it does not say
// stays as it is known. The errors are the store's.
func (d *Desk) Compare(ctx context.Context, collection, id string, draft intake.Draft) (Refreshed, error) {
	a, version, err := d.store.Article(ctx, collection, id)
	if err != nil {
		return Refreshed{}, err
	}
	draft.Paywall = a.Partial
	return Refreshed{Difference: Between(a, renewed(a, draft, false)), Version: version, Words: draft.Words}, nil
}

// renewed is an article with what its page says now.
func renewed(a corpus.Article, draft intake.Draft, short bool) corpus.Article {
	now := draft.Article
	for _, f := range []struct{ page, known *string }{{&now.Title, &a.Title}, {&now.Source, &a.Source}, {&now.Author, &a.Author}, {&now.URL, &a.URL}} {
		if *f.page == "" {
			*f.page = *f.known
		}
	}
	if now.Date.IsZero() {
		now.Date = a.Date
	}
	now.ID, now.Group, now.Partial = a.ID, a.Group, draft.Paywall
	if short {
		now.Body, now.Partial = a.Body, a.Partial
	}
	return now.Clean()
}

// Renew puts what a page says now in the place of what is kept; the fields or the text alone stay as they are where they are not
// wanted. The errors are those of Edit.
func (d *Desk) Renew(ctx context.Context, collection, by string, r Refreshed, fields, text bool) (store.Result, error) {
	a := r.Now
	if !fields {
		a.Title, a.Source, a.Author, a.Date, a.URL = r.Was.Title, r.Was.Source, r.Was.Author, r.Was.Date, r.Was.URL
	}
	if !text {
		a.Body, a.Partial = r.Was.Body, r.Was.Partial
	}
	return d.Edit(ctx, collection, by, r.Version, a)
}
