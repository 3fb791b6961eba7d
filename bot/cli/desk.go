package cli

import (
	"context"
	"errors"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// deskOf makes a desk with the settings that hold.
func (p *program) deskOf(s *store.Store, l desk.Library) *desk.Desk {
	return desk.New(s, cleansing{l, p, s}, desk.Options{Fetcher: fetch.New(fetch.Options{Allow: p.settings.FetchAllow}),
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

// Settle waits until erased words are in none of the index's files; where another process owns the indexes, it is that one's to do.
// The Sync before it ended what it began with its library.
func (i indexer) Settle(ctx context.Context, collection string) error {
	return i.p.withIndexes(ctx, func(l *retrieval.Library) error {
		if err := l.Sync(ctx, collection, nil); err != nil {
			return err
		}
		return l.Settle(ctx, collection)
	})
}

// ArticleQuotes returns the quotations of one article.
func (i indexer) ArticleQuotes(ctx context.Context, collection, article string) ([]retrieval.ArticleQuote, error) {
	r, err := i.ask(ctx, remote.Request{Kind: remote.ArticleQuotes, Collection: collection, Article: article})
	return r.ArticleQuotes, err
}

// Quotes returns the quotations that a filter lets through.
func (i indexer) Quotes(ctx context.Context, collection string, f retrieval.QuoteFilter) (retrieval.QuoteList, error) {
	r, err := i.ask(ctx, remote.Request{Kind: remote.Quotes, Collection: collection, Filter: f})
	return r.Quotes, err
}

// ask asks the indexes of this process, or of the one that owns them.
func (i indexer) ask(ctx context.Context, q remote.Request) (r remote.Response, err error) {
	err = i.p.withLibrary(ctx, func(l *library) error {
		r, err = l.answer(ctx, q)
		return err
	})
	return r, err
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
