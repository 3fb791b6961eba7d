package store

import (
	"context"
	"time"
)

// Act is one line of a collection's journal: who did what when.
type Act struct {
	At      time.Time
	By      string // opaque; "" when it is not known or was erased
	Kind    string // a corpus.ChangeKind for articles; "name", "correction", "setting", "feed", …
	Subject string // an article's id, the words of a name, the key of a setting, the address of a feed
	Version int    // of the article that holds after a change of it, from 1; else 0
}

// Journal returns the acts of a collection, the last first: changes of articles and all else that was noted.
func (s *Store) Journal(ctx context.Context, collection string, p Page) ([]Act, error) {
	if p.Limit <= 0 {
		p.Limit = -1
	}
	const query = `SELECT at, by, act, subject, version FROM (
		SELECT x.at, x.by, x.kind AS act, x.article AS subject, x.rev AS id, x.version AS version FROM collections c JOIN changes x ON x.collection = c.key WHERE c.name = ?1
		UNION ALL
		SELECT j.at, j.by, j.act, j.subject, j.id, 0 FROM collections c JOIN journal j ON j.collection = c.key WHERE c.name = ?1
		) ORDER BY at DESC, id DESC LIMIT ?2 OFFSET ?3`
	return list(ctx, s, "read journal", query, []any{collection, p.Limit, p.Offset}, func(scan scanner, a *Act) error {
		var at int64
		err := scan(&at, &a.By, &a.Kind, &a.Subject, &a.Version)
		a.At = instant(at)
		return err
	})
}

// Note adds an act to the journal that the store does not see by itself (an export, a backup). At and Version are ignored.
func (s *Store) Note(ctx context.Context, collection string, a Act) error {
	return s.tend(ctx, collection, a, func(*txn, int64) error { return nil })
}

// tend runs do on a collection and notes the act in the same transaction.
func (s *Store) tend(ctx context.Context, collection string, a Act, do func(tx *txn, collection int64) error) error {
	return s.write(ctx, "write "+a.Kind, func(tx *txn) error {
		_, err := note(ctx, tx, collection, a, do)
		return err
	})
}

// note is tend within a transaction; it returns the id of the journal's new row.
func note(ctx context.Context, tx *txn, collection string, a Act, do func(tx *txn, collection int64) error) (id int64, err error) {
	at := now()
	key, err := makeCollection(ctx, tx, collection, at)
	if err != nil {
		return 0, err
	}
	if err := do(tx, key); err != nil {
		return 0, err
	}
	const insert = `INSERT INTO journal (collection, act, subject, at, by) VALUES (?, ?, ?, ?, ?) RETURNING id`
	err = tx.QueryRowContext(ctx, insert, key, a.Kind, a.Subject, at, a.By).Scan(&id)
	return id, err
}

// ModeratorRev returns a number that is another, and greater, after each change of the collection's names, corrections
// and settings; 0 before the first. It is what a cache of them is kept by; reading it takes some microseconds.
func (s *Store) ModeratorRev(ctx context.Context, collection string) (rev int64, err error) {
	const query = `SELECT coalesce(max(moderated), 0) FROM collections WHERE name = ?`
	err = s.reading.QueryRowContext(ctx, query, collection).Scan(&rev)
	return rev, s.wrap("read moderators' changes", err)
}

// moderate is tend for what changes ModeratorRev.
func (s *Store) moderate(ctx context.Context, collection string, a Act, do func(tx *txn, collection int64) error) error {
	return s.write(ctx, "write "+a.Kind, func(tx *txn) error {
		rev, err := note(ctx, tx, collection, a, do)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE collections SET moderated = ? WHERE name = ?`, rev, collection)
		return err
	})
}
