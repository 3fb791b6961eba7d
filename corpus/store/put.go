package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"propos/corpus"
)

// PutOptions says how an article is put. The zero PutOptions adds it, unless the collection has it.
type PutOptions struct {
	By           string       // who gives it; opaque; "" when nobody is to be named
	Fingerprints Fingerprints // by which copies are recognised
	IfVersion    int          // when above 0: only if this version holds, else a *ConflictError
	Apart        bool         // do not look for copies: an article without id is a new one
	Revive       bool         // bring back an article that was removed or erased, instead of leaving it so
}

// Outcome says what became of an article that was put.
type Outcome string

// The outcomes.
const (
	Added      Outcome = "added"
	NewVersion Outcome = "new version"
	Unchanged  Outcome = "unchanged" // the collection has it already
	Removed    Outcome = "removed"   // it was removed before, and stays so
	Erased     Outcome = "erased"    // it was erased before, and stays so
)

// Result is what became of an article that was put.
type Result struct {
	ID      string
	Version int        // that holds; 0 when erased
	Rev     corpus.Rev // of the article's last change
	Outcome Outcome
	Like    Likeness // how it was recognised; "" when it was not, or by its id
}

// Item is one article of PutBatch.
type Item struct {
	Article corpus.Article
	Options PutOptions
}

// Put adds an article, or a new version of one that the collection has; the collection begins when it does not exist.
//
// An article with an ID is that article, whatever its text. One without is compared with those of the collection (see
// Twin): what is recognised becomes a new version if it says something new, and nothing known is lost by it. What is new
// gets the next number as its ID. An article without text is ErrEmpty.
func (s *Store) Put(ctx context.Context, collection string, a corpus.Article, o PutOptions) (Result, error) {
	results, err := s.PutBatch(ctx, collection, []Item{{a, o}})
	if err != nil {
		return Result{}, err
	}
	return results[0], nil
}

// PutBatch puts many articles in one transaction: all or, after an error, none. About 200 a call serve an import best.
func (s *Store) PutBatch(ctx context.Context, collection string, items []Item) ([]Result, error) {
	results := make([]Result, len(items))
	err := s.write(ctx, "put articles in "+collection, func(tx *txn) error {
		at := now()
		key, err := makeCollection(ctx, tx, collection, at)
		for i := 0; i < len(items) && err == nil; i++ {
			results[i], err = put(ctx, tx, key, items[i].Article.Clean(), items[i].Options, at)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return results, nil
}

// row is the articles table's row of one article; the zero row is of none.
type row struct {
	key     int64
	id      string
	version int
	newest  int
	rev     corpus.Rev
	kind    corpus.ChangeKind
}

const rowColumns = `SELECT key, id, version, newest, rev, kind FROM articles`

func scanRow(r *sql.Row) (row, error) {
	var w row
	err := r.Scan(&w.key, &w.id, &w.version, &w.newest, &w.rev, &w.kind)
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, nil
	}
	return w, err
}

// rowByID returns the row of an article; the zero row when there is none.
func rowByID(ctx context.Context, tx *txn, collection int64, id string) (row, error) {
	return scanRow(tx.QueryRowContext(ctx, rowColumns+` WHERE collection = ? AND id = ?`, collection, id))
}

// put is Put within a transaction, for an article that is clean.
func put(ctx context.Context, tx *txn, collection int64, a corpus.Article, o PutOptions, now int64) (Result, error) {
	if a.Body == "" {
		return Result{}, ErrEmpty
	}
	o.Fingerprints = o.Fingerprints.of(a)
	old, like, err := recognise(ctx, tx, collection, a, o)
	switch {
	case err != nil:
		return Result{}, err
	case old.key == 0 && o.IfVersion > 0:
		return Result{}, fmt.Errorf("article %s: %w", a.ID, ErrNotFound)
	case old.key == 0:
		return add(ctx, tx, collection, a, o, now)
	case old.kind == corpus.Erase && !o.Revive:
		return Result{old.id, 0, old.rev, Erased, like}, nil
	case old.kind == corpus.Remove && !o.Revive:
		return Result{old.id, old.version, old.rev, Removed, like}, nil
	}
	return change(ctx, tx, collection, old, like, a, o, now)
}

// recognise returns the row of the article that a is, and how it was recognised; the zero row when it is a new one.
func recognise(ctx context.Context, tx *txn, collection int64, a corpus.Article, o PutOptions) (row, Likeness, error) {
	if a.ID != "" {
		old, err := rowByID(ctx, tx, collection, a.ID)
		return old, "", err
	}
	if o.Apart {
		return row{}, "", nil
	}
	return twin(ctx, tx, collection, a, o.Fingerprints)
}

// add writes an article that the collection does not have.
func add(ctx context.Context, tx *txn, collection int64, a corpus.Article, o PutOptions, now int64) (Result, error) {
	var err error
	if a.ID == "" {
		if a.ID, err = nextID(ctx, tx, collection); err != nil {
			return Result{}, err
		}
	}
	rev, err := record(ctx, tx, collection, a.ID, 1, corpus.Put, o.By, now)
	if err != nil {
		return Result{}, err
	}
	const insert = `INSERT INTO articles (collection, id, version, newest, rev, kind, added, changed) VALUES (?, ?, 1, 1, ?, 'put', ?, ?) RETURNING key`
	var key int64
	if err := tx.QueryRowContext(ctx, insert, collection, a.ID, rev, now, now).Scan(&key); err != nil {
		return Result{}, err
	}
	if err := writeVersion(ctx, tx, key, 1, a, o.By, now); err != nil {
		return Result{}, err
	}
	return Result{a.ID, 1, rev, Added, ""}, mark(ctx, tx, collection, key, o.Fingerprints)
}

// change writes a as a new version of old, unless it says nothing new.
func change(ctx context.Context, tx *txn, collection int64, old row, like Likeness, a corpus.Article, o PutOptions, now int64) (Result, error) {
	was, err := holding(ctx, tx, old)
	if err != nil {
		return Result{}, err
	}
	if o.IfVersion > 0 && o.IfVersion != old.version {
		return Result{}, &ConflictError{Current: was, Version: old.version}
	}
	a = merge(was, a, like)
	if err := mark(ctx, tx, collection, old.key, o.Fingerprints); err != nil {
		return Result{}, err
	}
	if a == was && old.kind != corpus.Remove {
		return Result{old.id, old.version, old.rev, Unchanged, like}, nil
	}
	version := old.newest
	if a != was {
		version++
		if err := writeVersion(ctx, tx, old.key, version, a, o.By, now); err != nil {
			return Result{}, err
		}
	}
	if err := unerase(ctx, tx, collection, old); err != nil {
		return Result{}, err
	}
	rev, err := advance(ctx, tx, collection, old, version, corpus.Put, o.By, now)
	return Result{old.id, version, rev, NewVersion, like}, err
}

// holding returns the version of an article that holds; an article without text when it is erased.
func holding(ctx context.Context, tx *txn, r row) (corpus.Article, error) {
	a := corpus.Article{ID: r.id}
	if r.version == 0 {
		return a, nil
	}
	var date string
	const query = `SELECT part_of, title, source, author, date, url, body, partial FROM versions WHERE article = ? AND version = ?`
	err := tx.QueryRowContext(ctx, query, r.key, r.version).Scan(&a.Group, &a.Title, &a.Source, &a.Author, &date, &a.URL, &a.Body, &a.Partial)
	if err != nil {
		return a, err
	}
	a.Date, err = corpus.ParseDate(date)
	return a, err
}

// merge returns what is known when a came, recognised by like, over was. An article given by its id replaces; a copy of
// a text that was had before only fills what was unknown; another text of the same article brings its own, and what it
// leaves unknown stays as it was.
func merge(was, a corpus.Article, like Likeness) corpus.Article {
	if like == "" {
		a.ID = was.ID
		return a
	}
	newer, older := a, was
	if like == SameText {
		newer, older = was, a
	}
	newer.ID = was.ID
	for _, f := range [][2]*string{
		{&newer.Group, &older.Group}, {&newer.Title, &older.Title}, {&newer.Source, &older.Source},
		{&newer.Author, &older.Author}, {&newer.URL, &older.URL}, {&newer.Body, &older.Body},
	} {
		if *f[0] == "" {
			*f[0] = *f[1]
		}
	}
	if newer.Date.IsZero() {
		newer.Date = older.Date
	}
	return newer
}

// nextID returns the next number that is no article's id.
func nextID(ctx context.Context, tx *txn, collection int64) (string, error) {
	for {
		var n int64
		err := tx.QueryRowContext(ctx, `UPDATE collections SET next = next + 1 WHERE key = ? RETURNING next - 1`, collection).Scan(&n)
		if err != nil {
			return "", err
		}
		id := strconv.FormatInt(n, 10)
		if taken, err := rowByID(ctx, tx, collection, id); err != nil || taken.key == 0 {
			return id, err
		}
	}
}

// writeVersion writes one version of an article.
func writeVersion(ctx context.Context, tx *txn, key int64, version int, a corpus.Article, by string, now int64) error {
	const insert = `INSERT INTO versions (article, version, part_of, title, source, author, date, first, last, url, found, at, by, body, partial)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
	found := plain(a.Title + " " + a.Source + " " + a.Author)
	_, err := tx.ExecContext(ctx, insert, key, version, a.Group, a.Title, a.Source, a.Author, a.Date.String(),
		dayNumber(a.Date.First()), dayNumber(a.Date.Last()), a.URL, found, now, by, a.Body, a.Partial)
	return err
}

// record numbers a change.
func record(ctx context.Context, tx *txn, collection int64, id string, version int, kind corpus.ChangeKind, by string, now int64) (rev corpus.Rev, err error) {
	const insert = `INSERT INTO changes (collection, article, version, kind, at, by) VALUES (?, ?, ?, ?, ?, ?) RETURNING rev`
	err = tx.QueryRowContext(ctx, insert, collection, id, version, kind, now, by).Scan(&rev)
	return rev, err
}

// advance numbers a change of an article that is there, and writes it in its row.
func advance(ctx context.Context, tx *txn, collection int64, old row, version int, kind corpus.ChangeKind, by string, now int64) (corpus.Rev, error) {
	rev, err := record(ctx, tx, collection, old.id, version, kind, by, now)
	if err != nil {
		return 0, err
	}
	const update = `UPDATE articles SET version = ?, newest = max(newest, ?), rev = ?, kind = ?, changed = ? WHERE key = ?`
	_, err = tx.ExecContext(ctx, update, version, version, rev, kind, now, old.key)
	return rev, err
}

// plain returns text without case, accents and repeated spaces, for looking words up in titles.
func plain(text string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
	return strings.Join(strings.Fields(bare), " ")
}
