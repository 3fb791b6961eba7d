package desk

import (
	"context"
	"errors"
	"fmt"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// QuotaError says that a collection is full: one more article would pass a limit. The limit that is 0 is not the one.
type QuotaError struct {
	Articles int   // the most that there may be
	Bytes    int64 // the most that their texts may take, with all versions
}

// Error names the limit.
func (e *QuotaError) Error() string {
	if e.Articles > 0 {
		return fmt.Sprintf("the collection is full: %d articles", e.Articles)
	}
	return fmt.Sprintf("the collection is full: %d bytes of text", e.Bytes)
}

// room is what may still be added to a collection; a limit that is not set leaves room without end.
type room struct {
	articles int
	bytes    int64
	d        *Desk
}

const endless = 1 << 60

// room counts what a collection holds against the limits. The caller holds d.adding.
func (d *Desk) room(ctx context.Context, collection string) (room, error) {
	r := room{articles: endless, bytes: endless, d: d}
	if d.o.MaxArticles == 0 && d.o.MaxBytes == 0 {
		return r, nil
	}
	held, err := d.store.Counts(ctx, collection)
	if d.o.MaxArticles > 0 {
		r.articles = d.o.MaxArticles - held.Visible - held.Removed
	}
	if d.o.MaxBytes > 0 {
		r.bytes = d.o.MaxBytes - held.Bytes
	}
	return r, err
}

// counted is the room that a collection had, at least, when the store's last change was rev. It spares an import, which brings batch
// upon batch, the counting of all that it has brought.
type counted struct {
	collection string
	rev        corpus.Rev
	room       room
}

// roomForMany is room, for drafts that all may be new. The caller holds d.adding.
func (d *Desk) roomForMany(ctx context.Context, collection string, drafts []intake.Draft) (room, error) {
	rev, err := d.store.LastRev(ctx)
	if err != nil {
		return room{}, err
	}
	c := d.counted
	if c.collection == collection && c.rev == rev && c.room.articles >= len(drafts) && c.room.bytes >= sizeOf(drafts) {
		return c.room, nil
	}
	r, err := d.room(ctx, collection)
	d.counted = counted{collection, rev, r}
	return r, err
}

// spend takes from the room what the drafts took at most. Where somebody else wrote in between, by the revs, nothing is known any more.
func (c *counted) spend(drafts []intake.Draft, results []store.Result) {
	for _, r := range results {
		if r.Outcome == store.Added || r.Outcome == store.NewVersion {
			if c.rev++; r.Rev != c.rev {
				*c = counted{}
				return
			}
		}
	}
	c.room.articles -= len(results)
	c.room.bytes -= sizeOf(drafts[:len(results)])
}

// sizeOf adds up the bytes of texts.
func sizeOf(drafts []intake.Draft) (size int64) {
	for _, draft := range drafts {
		size += int64(len(draft.Article.Body))
	}
	return size
}

// take takes the room of one text, of a new article or of a new version; nil says that there was room.
func (r *room) take(size int, isNew bool) error {
	switch {
	case isNew && r.articles < 1:
		return &QuotaError{Articles: r.d.o.MaxArticles}
	case r.bytes < int64(size):
		return &QuotaError{Bytes: r.d.o.MaxBytes}
	}
	r.bytes -= int64(size)
	if isNew {
		r.articles--
	}
	return nil
}

// fits returns how many of the drafts there is room for, from the first, and why not for the next one.
func (r *room) fits(ctx context.Context, collection string, drafts []intake.Draft) (n int, full, err error) {
	if len(drafts) <= r.articles && sizeOf(drafts) <= r.bytes { // even when all of them are new
		return len(drafts), nil, nil
	}
	for i, draft := range drafts {
		isNew, changes, err := r.d.news(ctx, collection, draft)
		if err != nil {
			return i, nil, err
		}
		if !changes {
			continue
		}
		if full := r.take(len(draft.Article.Body), isNew); full != nil {
			return i, full, nil
		}
	}
	return len(drafts), nil, nil
}

// news reports what a draft would bring: an article that the collection does not have, a text that it does not have.
func (d *Desk) news(ctx context.Context, collection string, draft intake.Draft) (isNew, changes bool, err error) {
	a := draft.Article
	if draft.Given {
		if a.ID == "" {
			return true, true, nil
		}
		old, err := d.store.Entry(ctx, collection, a.ID)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return true, true, nil
		case errors.Is(err, store.ErrErased):
			return false, false, nil
		}
		return false, old.Kind != corpus.Remove && old.Article.Body != a.Body, err
	}
	twin, found, err := d.store.Twin(ctx, collection, a, fingerprints(a))
	gone := twin.Kind == corpus.Remove || twin.Kind == corpus.Erase
	return !found, !found || !gone && twin.Like != store.SameText, err
}
