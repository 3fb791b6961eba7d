package store

import (
	"context"
	"slices"
	"time"

	"propos/corpus"
)

// Name says that words mean a person: another spelling of the name, or an office held for a time.
type Name struct {
	ID     int64         // set by the store
	Person string        // the name under which the person is shown
	Words  string        // « Pashinyan », « chef de la diplomatie russe »
	Office bool          // the words are an office, not a spelling
	Period corpus.Period // when the office was held; zero means always
	At     time.Time     // set by the store
	By     string
}

// Names returns the names that moderators gave, in the order in which they came.
func (s *Store) Names(ctx context.Context, collection string) ([]Name, error) {
	const query = `SELECT n.id, n.person, n.words, n.office, n.since, n.until, n.at, n.by
		FROM collections c JOIN names n ON n.collection = c.key WHERE c.name = ? ORDER BY n.id`
	return list(ctx, s, "read names", query, []any{collection}, scanName)
}

func scanName(scan scanner, n *Name) error {
	var at int64
	var since, until string
	if err := scan(&n.ID, &n.Person, &n.Words, &n.Office, &since, &until, &at, &n.By); err != nil {
		return err
	}
	n.At = instant(at)
	var err error
	if n.Period.From, err = corpus.ParseDate(since); err != nil {
		return err
	}
	n.Period.To, err = corpus.ParseDate(until)
	return err
}

// AddName adds a name and returns its ID; one that is there already keeps its own.
func (s *Store) AddName(ctx context.Context, collection string, n Name) (id int64, err error) {
	const insert = `INSERT INTO names (collection, person, words, office, since, until, at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET at = excluded.at, by = excluded.by RETURNING id`
	err = s.tend(ctx, collection, Act{By: n.By, Kind: "name", Subject: n.Words}, func(tx *txn, c int64) error {
		return tx.QueryRowContext(ctx, insert, c, n.Person, n.Words, n.Office, n.Period.From.String(), n.Period.To.String(),
			now(), n.By).Scan(&id)
	})
	return id, err
}

// DropName deletes a name; one that is not there changes nothing.
func (s *Store) DropName(ctx context.Context, collection string, id int64, by string) error {
	names, err := s.Names(ctx, collection)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(names, func(n Name) bool { return n.ID == id })
	if i < 0 {
		return nil
	}
	return s.tend(ctx, collection, Act{By: by, Kind: "drop name", Subject: names[i].Words}, func(tx *txn, c int64) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM names WHERE collection = ? AND id = ?`, c, id)
		return err
	})
}
