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
	const insert = `INSERT INTO journal (collection, act, subject, at, by) VALUES (?, ?, ?, ?, ?)`
	return s.write(ctx, "write "+a.Kind, func(tx *txn) error {
		at := now()
		key, err := makeCollection(ctx, tx, collection, at)
		if err != nil {
			return err
		}
		if err := do(tx, key); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, insert, key, a.Kind, a.Subject, at, a.By)
		return err
	})
}
