package store

import (
	"context"
	"slices"
	"time"

	"propos/corpus"
)

// Line is an article as a list shows it: without its body.
type Line struct {
	Article corpus.Article // Body is empty, and Partial not read
	Opening string         // the first 200 characters of the body, to name an article without title
	Bytes   int            // of the body
	Version int
	Rev     corpus.Rev
	Kind    corpus.ChangeKind
	Added   time.Time // when the article came
	Changed time.Time // when its last change came: for a removed one, its removal
	By      string    // who gave the version
}

// Filter says which articles of a collection to list. The zero Filter is all that are visible.
type Filter struct {
	Text    string        // stands in title, source or author, whatever the case and accents
	Source  string        // is the source, letter by letter
	Period  corpus.Period // the date can lie in it
	Removed bool          // the removed articles instead of the visible
}

// Page cuts a list. The zero Page is all of it.
type Page struct{ Offset, Limit int }

// Articles returns the articles of a collection that the filter lets through, the newest given first, and how many there
// are without the page's limits.
func (s *Store) Articles(ctx context.Context, collection string, f Filter, p Page) (lines []Line, total int, err error) {
	const columns = `SELECT a.id, v.part_of, v.title, v.source, v.author, v.date, v.url, substr(v.body, 1, 200), octet_length(v.body),
		v.version, a.rev, a.kind, a.added, a.changed, v.by`
	where, args := f.where(collection)
	limit := p.Limit
	if limit <= 0 {
		limit = -1
	}
	query := columns + where + ` ORDER BY a.key DESC LIMIT ? OFFSET ?`
	lines, err = list(ctx, s, "list articles", query, append(slices.Clone(args), limit, p.Offset), scanLine)
	if err != nil {
		return nil, 0, err
	}
	if p.Offset == 0 && (limit < 0 || len(lines) < limit) {
		return lines, len(lines), nil
	}
	err = s.reading.QueryRowContext(ctx, `SELECT count(*)`+where, args...).Scan(&total)
	return lines, total, s.wrap("count articles", err)
}

// IDs returns the ids of all articles of a collection that are visible or removed, the oldest first.
func (s *Store) IDs(ctx context.Context, collection string) ([]string, error) {
	const query = `SELECT a.id FROM collections c JOIN articles a ON a.collection = c.key WHERE c.name = ? AND a.kind <> 'erase' ORDER BY a.key`
	return list(ctx, s, "list ids", query, []any{collection}, func(scan scanner, id *string) error { return scan(id) })
}

// where returns the tables and conditions of a list, and their arguments.
func (f Filter) where(collection string) (string, []any) {
	where := ` FROM collections c JOIN articles a ON a.collection = c.key JOIN versions v ON v.article = a.key AND v.version = a.version
		WHERE c.name = ? AND (a.kind = 'remove') = ?`
	args := []any{collection, f.Removed}
	if text := plain(f.Text); text != "" {
		where, args = where+` AND instr(v.found, ?) > 0`, append(args, text)
	}
	if f.Source != "" {
		where, args = where+` AND v.source = ?`, append(args, f.Source)
	}
	if from := dayNumber(f.Period.From.First()); from > 0 {
		where, args = where+` AND v.last >= ?`, append(args, from)
	}
	if to := dayNumber(f.Period.To.Last()); to > 0 {
		where, args = where+` AND v.first BETWEEN 1 AND ?`, append(args, to)
	}
	return where, args
}

func scanLine(scan scanner, l *Line) error {
	a := &l.Article
	var date string
	var added, changed int64
	err := scan(&a.ID, &a.Group, &a.Title, &a.Source, &a.Author, &date, &a.URL, &l.Opening, &l.Bytes,
		&l.Version, &l.Rev, &l.Kind, &added, &changed, &l.By)
	if err != nil {
		return err
	}
	l.Added, l.Changed = instant(added), instant(changed)
	a.Date, err = corpus.ParseDate(date)
	return err
}
