package store

import (
	"context"
	"crypto/sha256"
	"math/bits"
	"slices"

	"propos/corpus"
)

// Fingerprints are what an article is known again by. The store keeps hashes of URL and Exact, never the words.
type Fingerprints struct {
	URL   string // normalised address; "" means the article's own
	Exact string // of the text, the same for the same words; "" means the body itself
	Sim   uint64 // similar texts differ in few bits; 0 means that near copies are not looked for
}

// NearBits is how many of the 64 bits of Sim may differ between two texts of one article: as many as leave one byte of eight the same,
// by which near texts are found. With the Sim of package intake, 76 of 100 news articles of which three words were changed are that near,
// and no two of 18 million pairs of different articles came nearer than 12. An article that is taken for another is lost; one that is
// not recognised is there twice, and a moderator sees it: so the bound is on the near side.
const NearBits = 7

// of fills what is not given from the article.
func (f Fingerprints) of(a corpus.Article) Fingerprints {
	if f.URL == "" {
		f.URL = a.URL
	}
	if f.Exact == "" {
		f.Exact = a.Body
	}
	return f
}

// Likeness says by what an article was recognised.
type Likeness string

// The likenesses, the surest first.
const (
	SameText    Likeness = "same text"    // of some version of the article
	SameAddress Likeness = "same address" // its text may be quite another one
	NearText    Likeness = "near text"
)

// Match is an article that another is a copy of.
type Match struct {
	ID      string
	Version int // that holds; 0 when erased
	Kind    corpus.ChangeKind
	Like    Likeness
}

// Twin returns the article of the collection, visible or not, that a is a copy of, and whether there is one: the same
// text, else the same address, else nearly the same text, unless both address and date are known and differ.
func (s *Store) Twin(ctx context.Context, collection string, a corpus.Article, f Fingerprints) (m Match, found bool, err error) {
	begun, err := s.reading.BeginTx(ctx, nil)
	if err != nil {
		return m, false, s.wrap("look for copies", err)
	}
	defer begun.Rollback()
	tx := newTxn(begun)
	key, err := findCollection(ctx, tx, collection)
	if key == 0 || err != nil {
		return m, false, s.wrap("look for copies", err)
	}
	a = a.Clean()
	r, like, err := twin(ctx, tx, key, a, f.of(a))
	return Match{r.id, r.version, r.kind, like}, r.key != 0, s.wrap("look for copies", err)
}

// twin is Twin within a transaction; the zero row when there is none.
func twin(ctx context.Context, tx *txn, collection int64, a corpus.Article, f Fingerprints) (row, Likeness, error) {
	if r, err := marked(ctx, tx, collection, textMark(f.Exact)); err != nil || r.key != 0 {
		return r, SameText, err
	}
	if f.URL != "" {
		if r, err := marked(ctx, tx, collection, urlMark(f.URL)); err != nil || r.key != 0 {
			return r, SameAddress, err
		}
	}
	if f.Sim == 0 {
		return row{}, "", nil
	}
	r, err := nearest(ctx, tx, collection, a, f.Sim)
	if r.key == 0 {
		return r, "", err
	}
	return r, NearText, err
}

// visibleFirst orders rows so that a visible article comes before a removed one, and that before an erased one.
const visibleFirst = ` ORDER BY CASE kind WHEN 'erase' THEN 2 WHEN 'remove' THEN 1 ELSE 0 END, key LIMIT 1`

// marked returns the row of the article that carries a mark; the zero row when none does.
func marked(ctx context.Context, tx *txn, collection int64, mark []byte) (row, error) {
	const query = rowColumns + ` WHERE key IN (SELECT article FROM marks WHERE collection = ? AND mark = ?)` + visibleFirst
	return scanRow(tx.QueryRowContext(ctx, query, collection, mark))
}

// nearest returns the row of the article whose text is nearest to sim; the zero row when none is near.
func nearest(ctx context.Context, tx *txn, collection int64, a corpus.Article, sim uint64) (row, error) {
	keys, err := nearKeys(ctx, tx, collection, sim)
	if err != nil {
		return row{}, err
	}
	for _, key := range keys {
		r, err := scanRow(tx.QueryRowContext(ctx, rowColumns+` WHERE key = ?`, key))
		if err != nil {
			return row{}, err
		}
		other, err := holding(ctx, tx, r)
		if err != nil {
			return row{}, err
		}
		if !distinct(a, other) {
			return r, nil
		}
	}
	return row{}, nil
}

// nearKeys returns the articles with a text near sim, the nearest first. When two numbers of eight bytes differ in at most
// seven bits, one byte at least is the same: only those are read, one in 32 of a collection.
func nearKeys(ctx context.Context, tx *txn, collection int64, sim uint64) ([]int64, error) {
	const query = `SELECT sim, article FROM near_marks WHERE collection = ? AND band IN (?, ?, ?, ?, ?, ?, ?, ?)`
	rows, err := tx.QueryContext(ctx, query, append([]any{collection}, bands(sim)...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	byDistance := [NearBits + 1][]int64{}
	for rows.Next() {
		var other, key int64
		if err := rows.Scan(&other, &key); err != nil {
			return nil, err
		}
		d := bits.OnesCount64(sim ^ uint64(other))
		if d <= NearBits && !slices.Contains(byDistance[d], key) {
			byDistance[d] = append(byDistance[d], key)
		}
	}
	return slices.Concat(byDistance[:]...), rows.Err()
}

// distinct reports whether two near texts are known to be two articles: another address and another day.
func distinct(a, b corpus.Article) bool {
	return a.URL != "" && b.URL != "" && a.URL != b.URL && !a.Date.IsZero() && !b.Date.IsZero() && a.Date != b.Date
}

// mark writes what an article is known again by, beside what it was known by before.
func mark(ctx context.Context, tx *txn, collection, key int64, f Fingerprints) error {
	marks := [][]byte{textMark(f.Exact)}
	if f.URL != "" {
		marks = append(marks, urlMark(f.URL))
	}
	for _, m := range marks {
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO marks VALUES (?, ?, ?)`, collection, m, key); err != nil {
			return err
		}
	}
	if f.Sim == 0 {
		return nil
	}
	for _, band := range bands(f.Sim) {
		_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO near_marks VALUES (?, ?, ?, ?)`, collection, band, int64(f.Sim), key)
		if err != nil {
			return err
		}
	}
	return nil
}

// bands returns the eight bytes of sim, each with its place.
func bands(sim uint64) (b []any) {
	for i := range 8 {
		b = append(b, int64(i)<<8|int64(sim>>(8*i)&0xff))
	}
	return b
}

func textMark(exact string) []byte { return hash("text\x00" + exact) }
func urlMark(url string) []byte    { return hash("url\x00" + url) }

// markSize is the length of a mark in bytes: half of a SHA-256, enough that two do not meet by chance.
const markSize = 16

func hash(s string) []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:markSize]
}
