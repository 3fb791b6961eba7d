package store

import (
	"context"
	"iter"
	"time"

	"propos/corpus"
)

// LastRev returns the number of the last change of the store, of any collection; 0 before the first.
func (s *Store) LastRev(ctx context.Context) (rev corpus.Rev, err error) {
	const query = `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)`
	err = s.reading.QueryRowContext(ctx, query).Scan(&rev)
	return rev, s.wrap("read last change", err)
}

// Changes returns the last change of each article of a collection that changed after a Rev, in order of Rev, at most
// limit of them (all when limit is 0). An article that changed several times is there once, with its last change.
func (s *Store) Changes(ctx context.Context, collection string, after corpus.Rev, limit int) ([]corpus.Change, error) {
	if limit <= 0 {
		limit = -1
	}
	const query = `SELECT a.rev, c.name, a.id, a.version, a.kind FROM collections c JOIN articles a ON a.collection = c.key
		WHERE c.name = ? AND a.rev > ? ORDER BY a.rev LIMIT ?`
	return list(ctx, s, "list changes", query, []any{collection, after, limit}, func(scan scanner, c *corpus.Change) error {
		return scan(&c.Rev, &c.Collection, &c.Article, &c.Version, &c.Kind)
	})
}

// All returns the visible articles of a collection in order of Rev, as they all stood at one moment. To rebuild an
// index: LastRev first, then All, then Changes after that Rev. It reads one article at a
// time, and meanwhile the log cannot be emptied; an error is the last pair.
func (s *Store) All(ctx context.Context, collection string) iter.Seq2[Entry, error] {
	const query = entryColumns + ` WHERE c.name = ? AND a.kind IN ('put', 'restore') ORDER BY a.rev`
	return func(yield func(Entry, error) bool) {
		rows, err := s.reading.QueryContext(ctx, query, collection)
		if err != nil {
			yield(Entry{}, s.wrap("read articles", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var e Entry
			if err := scanEntry(rows.Scan, &e); !yield(e, s.wrap("read articles", err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Entry{}, s.wrap("read articles", err))
		}
	}
}

// watchEvery is how often Watch looks (a pragma that reads one page: some microseconds).
const watchEvery = 300 * time.Millisecond

// Watch calls changed after each write to the file, by this process or another, within half a second; several writes in
// a row may be one call. It returns when ctx ends, with its error, or when the file cannot be read any more.
func (s *Store) Watch(ctx context.Context, changed func()) error {
	conn, err := s.reading.Conn(ctx)
	if err != nil {
		return s.wrap("watch store", err)
	}
	defer conn.Close()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for seen := int64(-1); ; {
		var now int64
		if err := conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&now); err != nil {
			return s.wrap("watch store", err)
		}
		if seen != now && seen != -1 {
			changed()
		}
		seen = now
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}
