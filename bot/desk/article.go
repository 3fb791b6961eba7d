package desk

import (
	"context"
	"fmt"

	"propos/corpus"
	"propos/corpus/store"
)

// Edit puts an article in the place of the version that its editor read; a.ID says which article. When another version holds by now,
// nothing changes and the error is a *store.ConflictError, which has it; store.ErrRemoved, ErrErased and ErrNotFound say that
// there is no article to edit, store.ErrEmpty that a has no text, and a *QuotaError that there is no room for another text.
func (d *Desk) Edit(ctx context.Context, collection, by string, version int, a corpus.Article) (store.Result, error) {
	r, err := d.edit(ctx, collection, a, store.PutOptions{By: by, IfVersion: version, Fingerprints: fingerprints(a)})
	switch {
	case err != nil:
		return r, err
	case r.Outcome == store.Removed:
		return r, fmt.Errorf("edit article %s: %w", a.ID, store.ErrRemoved)
	case r.Outcome == store.Erased:
		return r, fmt.Errorf("edit article %s: %w", a.ID, store.ErrErased)
	}
	return r, d.sync(ctx, collection)
}

// edit writes a correction that there is room for.
func (d *Desk) edit(ctx context.Context, collection string, a corpus.Article, o store.PutOptions) (store.Result, error) {
	d.adding.Lock()
	defer d.adding.Unlock()
	if err := d.roomFor(ctx, collection, a); err != nil {
		return store.Result{}, err
	}
	return d.store.Put(ctx, collection, a, o)
}

// roomFor checks that there is room for a new text of an article; one whose text stays may always be corrected. The caller holds d.adding.
func (d *Desk) roomFor(ctx context.Context, collection string, a corpus.Article) error {
	was, _, err := d.store.Article(ctx, collection, a.ID)
	if err != nil || was.Body == a.Body {
		return err
	}
	left, err := d.room(ctx, collection)
	if err != nil {
		return err
	}
	return left.take(len(a.Body), false)
}

// Remove hides an article at once; it can be restored for store.KeepRemoved. The errors are those of the store.
func (d *Desk) Remove(ctx context.Context, collection, by, id string) error {
	if _, err := d.store.Remove(ctx, collection, id, by); err != nil {
		return err
	}
	return d.sync(ctx, collection)
}

// Restore shows a removed article again. The errors are those of the store.
func (d *Desk) Restore(ctx context.Context, collection, by, id string) error {
	if _, err := d.store.Restore(ctx, collection, id, by); err != nil {
		return err
	}
	return d.sync(ctx, collection)
}

// Erase deletes articles for good, as the store does. Nobody finds them when it returns; their words leave the files of the index
// soon after, and have left them when Settle returns.
func (d *Desk) Erase(ctx context.Context, collection, by string, ids ...string) error {
	if err := d.store.Erase(ctx, collection, by, ids...); err != nil {
		return err
	}
	return d.sync(ctx, collection)
}

// Settle waits until erased words are in none of the index's files, nor in the backups that the library knows of.
func (d *Desk) Settle(ctx context.Context, collection string) error {
	return d.library.Settle(ctx, collection)
}
