// Package desk is what moderators do to a collection, free of Discord and of the terminal.
//
// It stands apart from package bot so that a moderator's buttons and the command line make the same calls, with the same
// checks and the same outcome: values in, values out, and no French. Whoever calls it says what came of it, through package phrase.
//
// Each method takes the collection that it is about and by, who does it (opaque; "" when nobody is to be named). What it
// changes is in the journal, and found by the next question: the library is in step with the store when a method returns.
package desk

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"propos/corpus/intake/fetch"
	"propos/corpus/store"
	"propos/retrieval"
)

// Library is what the desk needs of the articles' indexes; *retrieval.Library is one.
type Library interface {
	// Sync brings the index of a collection in step with the store; progress may be nil.
	Sync(ctx context.Context, collection string, progress func(done, total int)) error
	// Settle waits until erased words are in none of the index's files.
	Settle(ctx context.Context, collection string) error
	ArticleQuotes(ctx context.Context, collection, article string) ([]retrieval.ArticleQuote, error)
	Quotes(ctx context.Context, collection string, f retrieval.QuoteFilter) (retrieval.QuoteList, error)
}

// Fetcher gets pages and feeds; *fetch.Client is one.
type Fetcher interface {
	Get(ctx context.Context, req fetch.Request) (fetch.Response, error)
}

// Options adjusts a Desk. The zero Options is the product's default without quotas.
type Options struct {
	Fetcher     Fetcher // nil means one with the limits of package fetch
	MaxArticles int     // visible and removed ones of one collection; 0 means no limit
	MaxBytes    int64   // of the texts of all versions of one collection; 0 means no limit

	Pause time.Duration // between two things that feeds get from one host; 0 means a second
}

// Desk does what moderators ask for. Its methods may be called from several goroutines.
type Desk struct {
	store   *store.Store
	library Library
	o       Options

	adding  sync.Mutex // held from the look at a quota to the end of the addition
	counted counted    // under adding

	hosts   queues // that feeds get something from
	looks   queues // at feeds
	brought hourly // by feeds
	tries   tries  // of pages that feeds name

	feedFaults atomic.Int64 // see FeedFaults
}

// New makes a desk over a store and the library that follows it.
func New(s *store.Store, l Library, o Options) *Desk {
	if o.Fetcher == nil {
		o.Fetcher = fetch.New(fetch.Options{})
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	return &Desk{store: s, library: l, o: o}
}

// FeedFaults returns how many looks, since the desk was made, found a feed that could not be read.
func (d *Desk) FeedFaults() int { return int(d.feedFaults.Load()) }

// sync brings the index in step after a change of the store.
func (d *Desk) sync(ctx context.Context, collection string) error {
	if err := d.library.Sync(ctx, collection, nil); err != nil {
		return fmt.Errorf("index what has changed: %w", err)
	}
	return nil
}
