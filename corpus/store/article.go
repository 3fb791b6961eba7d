package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"propos/corpus"
)

// Entry is one version of an article, with what the store knows of it.
type Entry struct {
	Article corpus.Article
	Version int               // from 1
	Rev     corpus.Rev        // of the article's last change
	Kind    corpus.ChangeKind // of the article's last change
	Added   time.Time         // when the article came
	At      time.Time         // when this version came
	By      string            // who gave this version
}

// versionColumns begins the queries that scanEntry reads, of any version; entryColumns of the version that holds.
const (
	versionColumns = `SELECT a.id, v.part_of, v.title, v.source, v.author, v.date, v.url, v.body, v.partial,
		v.version, a.rev, a.kind, a.added, v.at, v.by
		FROM collections c JOIN articles a ON a.collection = c.key JOIN versions v ON v.article = a.key`
	entryColumns = versionColumns + ` AND v.version = a.version`
)

func scanEntry(scan scanner, e *Entry) error {
	a := &e.Article
	var date string
	var added, at int64
	err := scan(&a.ID, &a.Group, &a.Title, &a.Source, &a.Author, &date, &a.URL, &a.Body, &a.Partial,
		&e.Version, &e.Rev, &e.Kind, &added, &at, &e.By)
	if err != nil {
		return err
	}
	e.Added, e.At = instant(added), instant(at)
	a.Date, err = corpus.ParseDate(date)
	return err
}

// Article returns the version of a visible article that holds, and its number.
// ErrNotFound, ErrRemoved or ErrErased say why there is none.
func (s *Store) Article(ctx context.Context, collection, id string) (corpus.Article, int, error) {
	e, err := s.Entry(ctx, collection, id)
	if err == nil && e.Kind == corpus.Remove {
		return corpus.Article{}, 0, s.wrap("read article "+id, ErrRemoved)
	}
	return e.Article, e.Version, err
}

// Entry returns the version of an article that holds, whether it is visible or removed. ErrNotFound or ErrErased say why
// there is none.
func (s *Store) Entry(ctx context.Context, collection, id string) (Entry, error) {
	return s.entry(ctx, entryColumns+` WHERE c.name = ? AND a.id = ?`, collection, id)
}

// Version returns one version of an article, whether it is visible or removed. ErrNotFound or ErrErased say why there is none.
func (s *Store) Version(ctx context.Context, collection, id string, version int) (Entry, error) {
	return s.entry(ctx, versionColumns+` WHERE c.name = ? AND a.id = ? AND v.version = ?`, collection, id, version)
}

// entry returns the version that a query finds, or says why there is none.
func (s *Store) entry(ctx context.Context, query, collection, id string, more ...any) (Entry, error) {
	var e Entry
	err := scanEntry(s.reading.QueryRowContext(ctx, query, append([]any{collection, id}, more...)...).Scan, &e)
	if errors.Is(err, sql.ErrNoRows) {
		err = s.absence(ctx, collection, id)
	}
	return e, s.wrap("read article "+id, err)
}

// absence says why an article has no version: ErrErased or ErrNotFound.
func (s *Store) absence(ctx context.Context, collection, id string) error {
	const query = `SELECT 1 FROM collections c JOIN articles a ON a.collection = c.key WHERE c.name = ? AND a.id = ? AND a.kind = 'erase'`
	var one int
	switch err := s.reading.QueryRowContext(ctx, query, collection, id).Scan(&one); {
	case err == nil:
		return ErrErased
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	default:
		return err
	}
}
