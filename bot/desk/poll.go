package desk

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"propos/corpus/store"
)

const (
	pollEvery   = time.Minute // between two questions to the store for what is due
	pollersMost = 4           // feeds that are looked at at once, each of another host
	lookLongest = 10 * time.Minute
)

// Poll looks at every feed of every collection when it is due, until ctx ends or the store cannot say what is; well is called each time that it
// could. Feeds that fail are logged by number, and looked at more and more seldom.
func (d *Desk) Poll(ctx context.Context, log *slog.Logger, well func()) error {
	for {
		due, err := d.store.DueFeeds(ctx, time.Now())
		if err != nil {
			return err
		}
		well()
		d.lookAt(ctx, log, due)
		if err := wait(ctx, pollEvery); err != nil {
			return err
		}
	}
}

// lookAt looks at feeds, several at once.
func (d *Desk) lookAt(ctx context.Context, log *slog.Logger, feeds []store.Feed) {
	var g errgroup.Group
	g.SetLimit(pollersMost)
	for _, f := range feeds {
		g.Go(func() error {
			ctx, cancel := context.WithTimeout(ctx, lookLongest)
			defer cancel()
			l, err := d.Look(ctx, f.Collection, f.ID)
			switch {
			case ctx.Err() != nil:
			case err != nil:
				log.Error("feed not looked at", "collection", f.Collection, "feed", f.ID, "err", err)
			case l.Err != nil:
				log.Warn("feed fails", "collection", f.Collection, "feed", f.ID, "times", l.Feed.State.Failures, "cause", l.Err)
			case len(l.Added)+len(l.Drafts) > 0:
				log.Info("feed", "collection", f.Collection, "feed", f.ID, "added", len(l.Added), "drafts", len(l.Drafts), "refused", len(l.Refused), "left", l.Left)
			}
			return nil
		})
	}
	_ = g.Wait() // every look says its own faults
}

// tries counts, in memory, at how many looks the page of an entry could not be reached. The zero tries has counted none.
type tries struct {
	mu  sync.Mutex
	all map[string]int
}

// again counts a look and reports whether there should be another.
func (t *tries) again(feed int64, entry string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.all == nil {
		t.all = map[string]int{}
	}
	key := strconv.FormatInt(feed, 10) + " " + entry
	t.all[key]++
	return t.all[key] < pageTries
}

// forget ends the count of an entry.
func (t *tries) forget(feed int64, entry string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.all, strconv.FormatInt(feed, 10)+" "+entry)
}
