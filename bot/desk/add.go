package desk

import (
	"context"
	"errors"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// ErrChanged says that something was done to an article since, so that what is asked for would undo that too.
var ErrChanged = errors.New("the article has changed since")

// Added is what became of a draft.
type Added struct {
	store.Result
	Article  corpus.Article // as it holds now; without text when it stays removed or erased
	Contents Contents       // of Article
	Before   int            // the version that held before; 0 when there was none, or a hidden one
}

// Add keeps a draft as an article, or as a new version of one that the collection has. revive brings back an article that was removed;
// one that was erased stays so. The error is a *QuotaError when the collection is full.
func (d *Desk) Add(ctx context.Context, collection, by string, draft intake.Draft, revive bool) (Added, error) {
	before := 0
	twin, found, err := d.store.Twin(ctx, collection, draft.Article, fingerprints(draft.Article))
	if err != nil {
		return Added{}, err
	}
	if revive = revive && found && twin.Kind == corpus.Remove; found && !revive {
		before = twin.Version
	}
	results, full, err := d.put(ctx, collection, by, []intake.Draft{draft}, revive)
	if err = errors.Join(full, err); err != nil {
		return Added{}, err
	}
	added := Added{Result: results[0], Before: before}
	if added.Outcome == store.Erased || added.Outcome == store.Removed {
		return added, nil
	}
	entry, err := d.store.Entry(ctx, collection, added.ID)
	if err != nil {
		return added, err
	}
	added.Article, added.Contents = entry.Article, ContentsOf(entry.Article)
	return added, d.sync(ctx, collection)
}

// AddAll keeps many drafts, at most some hundreds, in one transaction. Results are in the order of the drafts; when the collection is full
// there are fewer, and full is the *QuotaError. The index is not brought in step: Sync does that once all are there.
func (d *Desk) AddAll(ctx context.Context, collection, by string, drafts []intake.Draft) (results []store.Result, full, err error) {
	return d.put(ctx, collection, by, drafts, false)
}

// Sync brings the index of a collection in step with the store.
func (d *Desk) Sync(ctx context.Context, collection string, progress func(done, total int)) error {
	return d.library.Sync(ctx, collection, progress)
}

// put writes the drafts that there is room for.
func (d *Desk) put(ctx context.Context, collection, by string, drafts []intake.Draft, revive bool) (results []store.Result, full, err error) {
	d.adding.Lock()
	defer d.adding.Unlock()
	left, err := d.roomForMany(ctx, collection, drafts)
	if err != nil {
		return nil, nil, err
	}
	n, full, err := left.fits(ctx, collection, drafts)
	if err != nil || n == 0 {
		return nil, full, err
	}
	items := make([]store.Item, n)
	for i, draft := range drafts[:n] {
		a := draft.Article
		a.Partial = a.Partial || draft.Paywall
		items[i] = store.Item{Article: a, Options: store.PutOptions{By: by, Fingerprints: fingerprints(a), Apart: draft.Given, Revive: revive}}
	}
	results, err = d.store.PutBatch(ctx, collection, items)
	d.counted.spend(drafts, results)
	return results, full, err
}

// Undo takes an addition back: a new article is hidden, and can be restored for thirty days; of one that was there, the version before
// holds again. ErrChanged says that the article has changed since the addition.
func (d *Desk) Undo(ctx context.Context, collection, by, id string, version, before int) error {
	entry, err := d.store.Entry(ctx, collection, id)
	switch {
	case err != nil:
		return err
	case entry.Version != version:
		return ErrChanged
	case before == 0:
		_, err = d.store.Remove(ctx, collection, id, by)
	default:
		err = d.revert(ctx, collection, by, id, version, before)
	}
	if err != nil {
		return err
	}
	return d.sync(ctx, collection)
}

// revert makes an earlier version hold, as a new one.
func (d *Desk) revert(ctx context.Context, collection, by, id string, version, before int) error {
	old, err := d.store.Version(ctx, collection, id, before)
	if err != nil {
		return err
	}
	_, err = d.store.Put(ctx, collection, old.Article, store.PutOptions{By: by, Fingerprints: fingerprints(old.Article), IfVersion: version})
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		return ErrChanged
	}
	return err
}
