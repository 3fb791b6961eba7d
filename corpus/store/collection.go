package store

import (
	"context"
	"database/sql"
	"errors"

	"propos/corpus"
)

// Collection is the articles of one Discord server, or of the command line.
type Collection struct{ Name string }

// Collections returns every collection, in order of name, but the one without name that holds the program's settings.
func (s *Store) Collections(ctx context.Context) ([]Collection, error) {
	const query = `SELECT name FROM collections WHERE name <> '' ORDER BY name`
	return list(ctx, s, "list collections", query, nil, func(scan scanner, c *Collection) error { return scan(&c.Name) })
}

// Since returns the store's last Rev before a collection began, or the last of all when there is no such collection. What was read of a
// collection up to a Rev that is above 0 and not above Since is of an earlier one of that name, which was forgotten: it must be thrown away.
func (s *Store) Since(ctx context.Context, collection string) (rev corpus.Rev, err error) {
	const query = `SELECT coalesce((SELECT since FROM collections WHERE name = ?), (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)`
	err = s.reading.QueryRowContext(ctx, query, collection).Scan(&rev)
	return rev, s.wrap("read the beginning of a collection", err)
}

// Counts says what a collection holds.
type Counts struct {
	Visible, Removed int   // articles
	Bytes            int64 // of the bodies of all versions, for quotas
}

// Counts counts a collection; one that does not exist is empty.
func (s *Store) Counts(ctx context.Context, collection string) (Counts, error) {
	const query = `SELECT count(*) FILTER (WHERE a.kind IN ('put', 'restore') AND v.version = a.version),
		count(*) FILTER (WHERE a.kind = 'remove' AND v.version = a.version),
		coalesce(sum(octet_length(v.body)), 0)
		FROM collections c JOIN articles a ON a.collection = c.key JOIN versions v ON v.article = a.key WHERE c.name = ?`
	var n Counts
	err := s.reading.QueryRowContext(ctx, query, collection).Scan(&n.Visible, &n.Removed, &n.Bytes)
	return n, s.wrap("count articles", err)
}

// dayNumber writes a day as 20201121; 0 is the zero Date.
func dayNumber(d corpus.Date) int { return d.Year*10000 + d.Month*100 + d.Day }

// findCollection returns the key of a collection; 0 when it does not exist.
func findCollection(ctx context.Context, tx *txn, name string) (key int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT key FROM collections WHERE name = ?`, name).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return key, err
}

// makeCollection returns the key of a collection, which begins now when it does not exist.
func makeCollection(ctx context.Context, tx *txn, name string, now int64) (int64, error) {
	key, err := findCollection(ctx, tx, name)
	if key != 0 || err != nil {
		return key, err
	}
	const begin = `INSERT INTO collections (name, at, since)
		VALUES (?, ?, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)) RETURNING key`
	err = tx.QueryRowContext(ctx, begin, name, now).Scan(&key)
	return key, err
}

// scanner reads the columns of one row.
type scanner func(columns ...any) error

// list reads the rows of a query; nil when there is none.
func list[T any](ctx context.Context, s *Store, doing, query string, args []any, read func(scanner, *T) error) ([]T, error) {
	rows, err := s.reading.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, s.wrap(doing, err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := read(rows.Scan, &one); err != nil {
			return nil, s.wrap(doing, err)
		}
		all = append(all, one)
	}
	return all, s.wrap(doing, rows.Err())
}
