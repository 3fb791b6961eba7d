package cli

import (
	"context"
	"errors"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
)

// deskOf makes a desk with the settings that hold.
func (p *program) deskOf(s *store.Store, l desk.Library) *desk.Desk {
	return desk.New(s, l, desk.Options{Fetcher: fetch.New(fetch.Options{Allow: p.settings.FetchAllow}),
		MaxArticles: p.settings.MaxArticles, MaxBytes: p.settings.MaxBytes})
}

// withDesk does what a moderator does in Discord, and makes the store when there is none. The index is kept in step by this
// process when no other one owns it.
func (p *program) withDesk(ctx context.Context, do func(*desk.Desk) error) error {
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(p.deskOf(s, indexer{p})), s.Close())
}

// indexer brings indexes up to the store, unless another process owns them: that one does it then.
type indexer struct{ p *program }

// Sync brings one index up to the store; progress nil shows a bar where there is a terminal.
func (i indexer) Sync(ctx context.Context, collection string, progress func(done, total int)) error {
	return i.p.withIndexes(ctx, func(l *retrieval.Library) error {
		if progress == nil {
			bar := i.p.progress("Indexation", phrase.Articles)
			defer bar.done()
			progress = bar.at
		}
		return l.Sync(ctx, collection, progress)
	})
}

// index brings the index of the collection up to the store, unless another process owns it.
func (p *program) index(ctx context.Context) error { return indexer{p}.Sync(ctx, p.collection, nil) }

// Settle waits until erased words are in none of the index's files.
func (i indexer) Settle(ctx context.Context, collection string) error {
	return i.p.withIndexes(ctx, func(l *retrieval.Library) error { return l.Settle(ctx, collection) })
}

// ArticleQuotes returns the quotations of one article.
func (i indexer) ArticleQuotes(ctx context.Context, collection, article string) (list []retrieval.ArticleQuote, err error) {
	err = i.owned(ctx, func(l *retrieval.Library) (err error) {
		list, err = l.ArticleQuotes(ctx, collection, article)
		return err
	})
	return list, err
}

// Quotes returns the quotations that a filter lets through.
func (i indexer) Quotes(ctx context.Context, collection string, f retrieval.QuoteFilter) (list retrieval.QuoteList, err error) {
	err = i.owned(ctx, func(l *retrieval.Library) (err error) {
		list, err = l.Quotes(ctx, collection, f)
		return err
	})
	return list, err
}

// owned asks the indexes of this process; where another one owns them, that is the error.
func (i indexer) owned(ctx context.Context, ask func(*retrieval.Library) error) error {
	asked := false
	err := i.p.withIndexes(ctx, func(l *retrieval.Library) error {
		asked = true
		return ask(l)
	})
	if err == nil && !asked {
		return said(exitBusy, "Un autre programme Propos tient les index : arrête-le d'abord, ou passe par Discord.")
	}
	return err
}

// fullFault says that a collection is full; nil for nil.
func fullFault(full error) error {
	var quota *desk.QuotaError
	switch {
	case !errors.As(full, &quota):
		return full
	case quota.Articles > 0:
		return said(exitPartly, "La collection est pleine : %s au plus (PROPOS_MAX_ARTICLES).", phrase.Articles(quota.Articles))
	}
	return said(exitPartly, "La collection est pleine : %s au plus (PROPOS_MAX_MB).", phrase.Number(int(quota.Bytes>>20))+phrase.NoBreak+"Mo")
}
