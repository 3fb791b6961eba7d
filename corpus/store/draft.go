package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"propos/corpus"
)

// KeepDraft is how long a draft lives; then Expire deletes it.
const KeepDraft = 7 * 24 * time.Hour

// ErrNoDraft says that a draft was kept, dropped or has expired.
var ErrNoDraft = errors.New("no such draft")

// Draft is an article that somebody has not decided to add yet.
type Draft struct {
	Key     string // made by the caller, so that nobody can guess it
	Article string // the id of the article that it is to change; "" for a new one
	Content json.RawMessage
	At      time.Time // when it was first kept; set by the store
	By      string
}

// SaveDraft keeps a draft, in place of the one with its Key. The article that it is about serves to delete it when that
// article is erased.
func (s *Store) SaveDraft(ctx context.Context, collection string, d Draft, about corpus.Article, f Fingerprints) error {
	const insert = `INSERT INTO drafts (key, collection, article, text_mark, url_mark, content, at, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET article = excluded.article, text_mark = excluded.text_mark, url_mark = excluded.url_mark, content = excluded.content`
	f = f.of(about.Clean())
	return s.write(ctx, "keep draft", func(tx *txn) error {
		at := now()
		c, err := makeCollection(ctx, tx, collection, at)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, insert, d.Key, c, d.Article, textMark(f.Exact), urlMark(f.URL), string(d.Content), at, d.By)
		return err
	})
}

const draftColumns = `SELECT d.key, d.article, d.content, d.at, d.by FROM collections c JOIN drafts d ON d.collection = c.key WHERE c.name = ?`

// Draft returns a draft of the collection, or ErrNoDraft.
func (s *Store) Draft(ctx context.Context, collection, key string) (d Draft, err error) {
	err = scanDraft(s.reading.QueryRowContext(ctx, draftColumns+` AND d.key = ?`, collection, key).Scan, &d)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoDraft
	}
	return d, s.wrap("read draft", err)
}

// Drafts returns the drafts of a collection, the last first.
func (s *Store) Drafts(ctx context.Context, collection string, p Page) ([]Draft, error) {
	if p.Limit <= 0 {
		p.Limit = -1
	}
	return list(ctx, s, "read drafts", draftColumns+` ORDER BY d.at DESC, d.key LIMIT ? OFFSET ?`, []any{collection, p.Limit, p.Offset}, scanDraft)
}

// CountDrafts counts the drafts of a collection.
func (s *Store) CountDrafts(ctx context.Context, collection string) (n int, err error) {
	const query = `SELECT count(*) FROM collections c JOIN drafts d ON d.collection = c.key WHERE c.name = ?`
	err = s.reading.QueryRowContext(ctx, query, collection).Scan(&n)
	return n, s.wrap("count drafts", err)
}

func scanDraft(scan scanner, d *Draft) error {
	var at int64
	var content string
	err := scan(&d.Key, &d.Article, &content, &at, &d.By)
	d.At, d.Content = instant(at), json.RawMessage(content)
	return err
}

// DropDraft deletes a draft; one that is not there changes nothing.
func (s *Store) DropDraft(ctx context.Context, collection, key string) error {
	const drop = `DELETE FROM drafts WHERE key = ? AND collection = (SELECT key FROM collections WHERE name = ?)`
	return s.write(ctx, "drop draft", func(tx *txn) error {
		_, err := tx.ExecContext(ctx, drop, key, collection)
		return err
	})
}
