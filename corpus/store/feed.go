package store

import (
	"context"
	"encoding/hex"
	"time"
)

// Feed is an RSS or Atom feed that a collection follows.
type Feed struct {
	ID         int64  // set by the store
	Collection string // set by the store
	URL        string // the same address twice is the same feed
	Title      string
	Auto       bool      // new entries are added; else they become drafts
	At         time.Time // set by the store
	By         string
	State      FeedState
}

// FeedState is what the last look at a feed left; the zero FeedState is of one never read, which is due.
type FeedState struct {
	ETag, LastModified string    // for the next request
	Checked, Next      time.Time // the last look at which it could be read, and when the next is due
	Failures           int       // in a row
	Fault              string    // of the last look, for moderators
}

// AddFeed follows a feed and returns its ID; one that is followed already gets the new title and Auto.
func (s *Store) AddFeed(ctx context.Context, collection string, f Feed) (id int64, err error) {
	const insert = `INSERT INTO feeds (collection, url, title, auto, at, by) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET title = excluded.title, auto = excluded.auto RETURNING id`
	err = s.tend(ctx, collection, Act{By: f.By, Kind: "feed", Subject: f.URL}, func(tx *txn, c int64) error {
		return tx.QueryRowContext(ctx, insert, c, f.URL, f.Title, f.Auto, now(), f.By).Scan(&id)
	})
	return id, err
}

// DropFeed follows a feed no more; its articles stay. One that is not there changes nothing.
func (s *Store) DropFeed(ctx context.Context, collection string, id int64, by string) error {
	return s.tend(ctx, collection, Act{By: by, Kind: "drop feed"}, func(tx *txn, c int64) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM feeds WHERE collection = ? AND id = ?`, c, id)
		return err
	})
}

const feedColumns = `SELECT f.id, c.name, f.url, f.title, f.auto, f.at, f.by,
	f.etag, f.last_modified, f.checked, f.next, f.failures, f.fault FROM collections c JOIN feeds f ON f.collection = c.key`

// Feeds returns the feeds of a collection, in the order in which they came.
func (s *Store) Feeds(ctx context.Context, collection string) ([]Feed, error) {
	return list(ctx, s, "read feeds", feedColumns+` WHERE c.name = ? ORDER BY f.id`, []any{collection}, scanFeed)
}

// DueFeeds returns the feeds of all collections whose next look is due, the longest due first.
func (s *Store) DueFeeds(ctx context.Context, now time.Time) ([]Feed, error) {
	return list(ctx, s, "read feeds", feedColumns+` WHERE f.next <= ? ORDER BY f.next, f.id`, []any{millis(now)}, scanFeed)
}

func scanFeed(scan scanner, f *Feed) error {
	st := &f.State
	var at, checked, next int64
	err := scan(&f.ID, &f.Collection, &f.URL, &f.Title, &f.Auto, &at, &f.By,
		&st.ETag, &st.LastModified, &checked, &next, &st.Failures, &st.Fault)
	f.At, st.Checked, st.Next = instant(at), instantOrZero(checked), instantOrZero(next)
	return err
}

// Looked keeps what a look at a feed left, and the entries seen in it, by the ids that the feed gives them.
func (s *Store) Looked(ctx context.Context, feed int64, st FeedState, entries []string) error {
	const update = `UPDATE feeds SET etag = ?, last_modified = ?, checked = ?, next = ?, failures = ?, fault = ? WHERE id = ?`
	return s.write(ctx, "write feed", func(tx *txn) error {
		done, err := tx.ExecContext(ctx, update, st.ETag, st.LastModified, millisOrZero(st.Checked), millisOrZero(st.Next), st.Failures, st.Fault, feed)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err // dropped meanwhile
		}
		for _, e := range entries {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO feed_entries VALUES (?, ?, ?)`, feed, hash(e), now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// NewEntries returns those of the entries that no look at the feed has seen.
func (s *Store) NewEntries(ctx context.Context, feed int64, entries []string) ([]string, error) {
	const query = `SELECT entry FROM feed_entries WHERE feed = ?`
	seen, err := list(ctx, s, "read feed", query, []any{feed}, func(scan scanner, h *string) error { return scan(h) })
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(seen))
	for _, h := range seen {
		known[h] = true
	}
	var fresh []string
	for _, e := range entries {
		if h := string(hash(e)); !known[h] {
			known[h] = true
			fresh = append(fresh, e)
		}
	}
	return fresh, nil
}

// millisOrZero and instantOrZero keep the zero time as 0.
func millisOrZero(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return millis(t)
}

func instantOrZero(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return instant(ms)
}

// SeenMarks returns marks of the entries that looks at a feed have seen, the last first, at most limit. They tell nothing about the entries.
func (s *Store) SeenMarks(ctx context.Context, feed int64, limit int) ([]string, error) {
	const query = `SELECT hex(entry) FROM feed_entries WHERE feed = ? ORDER BY at DESC, entry LIMIT ?`
	return list(ctx, s, "read feed", query, []any{feed, limit}, func(scan scanner, mark *string) error { return scan(mark) })
}

// MarkSeen makes a feed have seen the entries of marks that SeenMarks returned, of the same feed in another store. What is no mark is left out.
func (s *Store) MarkSeen(ctx context.Context, feed int64, marks []string) error {
	return s.write(ctx, "write feed", func(tx *txn) error {
		for _, mark := range marks {
			raw, err := hex.DecodeString(mark)
			if err != nil || len(raw) != markSize {
				continue
			}
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO feed_entries SELECT id, ?, ? FROM feeds WHERE id = ?`, raw, now(), feed); err != nil {
				return err
			}
		}
		return nil
	})
}
