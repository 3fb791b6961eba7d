package store

import (
	"context"
	"errors"
	"fmt"

	"propos/corpus"
)

// ErasureKind says what was erased.
type ErasureKind string

// The kinds of erasure.
const (
	ErasedArticle    ErasureKind = "article"
	ErasedCollection ErasureKind = "collection"
	ErasedPerson     ErasureKind = "person"
)

// Erasure is the note that something was erased for good, by which Recover erases it from an older backup too.
type Erasure struct {
	Kind       ErasureKind
	Collection string // "" for a person
	Subject    string // the article's id; "" for a collection; a hash of the person's id
	at         int64
}

// Erasures tells the erasures of a store at one moment from those at another: it is another one whenever something was erased between.
// The zero Erasures is none.
type Erasures struct{ count, newest int64 }

// Erasures returns the state of the erasures, quickly.
func (s *Store) Erasures(ctx context.Context) (e Erasures, err error) {
	err = s.reading.QueryRowContext(ctx, `SELECT count(*), coalesce(max(at), 0) FROM erasures`).Scan(&e.count, &e.newest)
	return e, s.wrap("read erasures", err)
}

func noteErasure(ctx context.Context, tx *txn, e Erasure) error {
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO erasures VALUES (?, ?, ?, ?)`, e.Kind, e.Collection, e.Subject, e.at)
	return err
}

// erase deletes one article within a transaction.
func erase(ctx context.Context, tx *txn, collection int64, id, by string, now int64) error {
	r, err := rowByID(ctx, tx, collection, id)
	switch {
	case err != nil:
		return err
	case r.key == 0:
		return fmt.Errorf("article %s: %w", id, ErrNotFound)
	case r.kind == corpus.Erase:
		return nil
	}
	if err := eraseWords(ctx, tx, collection, r); err != nil {
		return err
	}
	const noted = `INSERT OR REPLACE INTO erasures SELECT 'article', name, ?, ? FROM collections WHERE key = ?`
	if _, err := tx.ExecContext(ctx, noted, id, now, collection); err != nil {
		return err
	}
	_, err = advance(ctx, tx, collection, r, 0, corpus.Erase, by, now)
	return err
}

// unerase forgets that an article was erased, when it is put again on purpose.
func unerase(ctx context.Context, tx *txn, collection int64, r row) error {
	if r.kind != corpus.Erase {
		return nil
	}
	const drop = `DELETE FROM erasures WHERE kind = 'article' AND subject = ? AND collection = (SELECT name FROM collections WHERE key = ?)`
	_, err := tx.ExecContext(ctx, drop, r.id, collection)
	return err
}

// eraseWords deletes everything that has words of an article, and what answers cite of it.
func eraseWords(ctx context.Context, tx *txn, collection int64, r row) error {
	for _, statement := range []string{
		`DELETE FROM versions WHERE article = ?3`,
		`DELETE FROM corrections WHERE collection = ?1 AND article = ?2`,
		`DELETE FROM tasks WHERE collection = ?1 AND article = ?2`,
		`DELETE FROM drafts WHERE collection = ?1 AND (article = ?2 OR EXISTS (SELECT 1 FROM marks m
			WHERE m.collection = ?1 AND m.mark IN (drafts.text_mark, drafts.url_mark) AND m.article = ?3))`,
		`UPDATE answers SET citations = 'null' WHERE collection = ?1 AND key IN (SELECT answer FROM answer_articles WHERE article = ?2)`,
	} {
		if _, err := tx.ExecContext(ctx, statement, collection, r.id, r.key); err != nil {
			return err
		}
	}
	return nil
}

// Forget deletes a collection and everything that belongs to it, and the choices of the persons who searched it, for good
// as Erase does; the file shrinks, which takes about a second for 50 MB. Its indexes are the caller's to delete. One that does not exist changes nothing.
func (s *Store) Forget(ctx context.Context, collection string) error {
	var found bool
	err := s.write(ctx, "forget collection "+collection, func(tx *txn) (err error) {
		found, err = forget(ctx, tx, collection, now())
		return err
	})
	if err != nil || !found {
		return err
	}
	err = patiently(ctx, func() error {
		_, err := s.writing.ExecContext(ctx, `VACUUM`) // gives the space back
		return err
	})
	if err != nil {
		return s.wrap("forget collection "+collection, err)
	}
	return s.Scrub(ctx)
}

// forget is Forget within a transaction; it reports whether there was anything.
func forget(ctx context.Context, tx *txn, collection string, now int64) (bool, error) {
	key, err := findCollection(ctx, tx, collection)
	if key == 0 || err != nil {
		return false, err
	}
	for _, statement := range []string{
		`DELETE FROM marks WHERE collection = ?1`,
		`DELETE FROM near_marks WHERE collection = ?1`,
		`DELETE FROM collections WHERE key = ?1`, // and, by its references, all the rest
		`DELETE FROM choices WHERE collection = ?2`,
		`DELETE FROM erasures WHERE collection = ?2`,
	} {
		if _, err := tx.ExecContext(ctx, statement, key, collection); err != nil {
			return false, err
		}
	}
	return true, noteErasure(ctx, tx, Erasure{Kind: ErasedCollection, Collection: collection, at: now})
}

// Scrub makes sure that what was deleted is in none of the store's files: the file itself holds zeros in its place
// (SQLite's secure_delete), so Scrub empties the log, and deletes what the last recovery replaced, or left when it was killed. Readers that are in
// the middle of All delay it; after five seconds of that it gives up with a *StorageError of cause Busy.
func (s *Store) Scrub(ctx context.Context) error {
	if err := errors.Join(discardAll(s.file+replaced), discardAll(s.file+coming)); err != nil {
		return s.wrap("scrub store", err)
	}
	return s.emptyLog(ctx)
}

// emptyLog moves the log into the file and makes it empty.
func (s *Store) emptyLog(ctx context.Context) error {
	err := patiently(ctx, func() error {
		var held, logged, moved int
		err := s.writing.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&held, &logged, &moved)
		if err == nil && held != 0 {
			err = &StorageError{s.file, Busy, fmt.Errorf("%d of %d pages of the log could be moved", moved, logged)}
		}
		return err
	})
	return s.wrap("empty log of store", err)
}
