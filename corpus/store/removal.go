package store

import (
	"context"
	"time"

	"propos/corpus"
)

// KeepRemoved is how long a removed article can be restored; then Expire erases it.
const KeepRemoved = 30 * 24 * time.Hour

// Remove hides an article at once; Restore brings it back. Removing what is removed changes nothing.
// ErrNotFound and ErrErased say that there is nothing to remove.
func (s *Store) Remove(ctx context.Context, collection, id, by string) (corpus.Rev, error) {
	return s.turn(ctx, "remove article "+id, collection, id, corpus.Remove, by)
}

// Restore shows a removed article again. Restoring what is visible changes nothing.
// ErrNotFound and ErrErased say that there is nothing to restore.
func (s *Store) Restore(ctx context.Context, collection, id, by string) (corpus.Rev, error) {
	return s.turn(ctx, "restore article "+id, collection, id, corpus.Restore, by)
}

// turn makes an article visible or not, and returns the Rev of its last change.
func (s *Store) turn(ctx context.Context, doing, collection, id string, kind corpus.ChangeKind, by string) (rev corpus.Rev, err error) {
	err = s.write(ctx, doing, func(tx *txn) error {
		key, r, err := present(ctx, tx, collection, id)
		rev = r.rev // 0 after an error
		visible := r.kind != corpus.Remove
		if err != nil || visible == (kind == corpus.Restore) {
			return err
		}
		rev, err = advance(ctx, tx, key, r, r.version, kind, by, now())
		return err
	})
	return rev, err
}

// present returns the collection's key and the row of an article that is not erased.
func present(ctx context.Context, tx *txn, collection, id string) (int64, row, error) {
	key, err := findCollection(ctx, tx, collection)
	if err != nil {
		return 0, row{}, err
	}
	r, err := rowByID(ctx, tx, key, id)
	switch {
	case err != nil:
		return 0, row{}, err
	case r.key == 0:
		return 0, row{}, ErrNotFound
	case r.kind == corpus.Erase:
		return 0, row{}, ErrErased
	}
	return key, r, nil
}

// Erase deletes all versions of articles for good. What remains of each is its id and hashes of its address and text, so
// that an import, a feed or the recovery of a backup does not bring it back. Drafts, corrections and reports about them
// go too, and answers that cite them keep no citation. When Erase returns nil, their words are in none of the store's
// files. After a *StorageError of cause Busy they are gone for every reader that begins, and Scrub does what is left.
// ErrNotFound says that one never was, and then none is erased; erasing what is erased changes nothing.
func (s *Store) Erase(ctx context.Context, collection, by string, ids ...string) error {
	err := s.write(ctx, "erase articles", func(tx *txn) error {
		key, err := findCollection(ctx, tx, collection)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := erase(ctx, tx, key, id, by, now()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.Scrub(ctx)
}
