package store

import (
	"context"
	"time"
)

// CorrectionKind says what a moderator changed of a quote.
type CorrectionKind string

// The kinds of correction; a quote can have one of each.
const (
	Speaker CorrectionKind = "speaker" // Value is the person who speaks
	Hide    CorrectionKind = "hide"    // the quote is not shown as one
	Remark  CorrectionKind = "remark"  // Value is shown beside it: « démenti le … »
)

// Correction is a moderator's word on a quote, found again by its article and a hash of its text, so that it holds after
// a rebuild and in a new version with the same words.
type Correction struct {
	Article string
	Quote   string // hash of the quote's text, made by who extracts quotes
	Kind    CorrectionKind
	Value   string
	At      time.Time // set by the store
	By      string
}

// Corrections returns the corrections of one article, or of the whole collection when article is "".
func (s *Store) Corrections(ctx context.Context, collection, article string) ([]Correction, error) {
	const query = `SELECT x.article, x.quote, x.kind, x.value, x.at, x.by
		FROM collections c JOIN corrections x ON x.collection = c.key WHERE c.name = ?1 AND (?2 = '' OR x.article = ?2)
		ORDER BY x.article, x.quote, x.kind`
	return list(ctx, s, "read corrections", query, []any{collection, article}, func(scan scanner, x *Correction) error {
		var at int64
		err := scan(&x.Article, &x.Quote, &x.Kind, &x.Value, &at, &x.By)
		x.At = instant(at)
		return err
	})
}

// Correct writes a correction, in place of the one of its kind on that quote. The article must be there and not erased,
// else ErrNotFound or ErrErased.
func (s *Store) Correct(ctx context.Context, collection string, x Correction) error {
	const insert = `INSERT OR REPLACE INTO corrections (collection, article, quote, kind, value, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)`
	return s.tend(ctx, collection, Act{By: x.By, Kind: "correction", Subject: x.Article}, func(tx *txn, c int64) error {
		if _, _, err := present(ctx, tx, collection, x.Article); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, insert, c, x.Article, x.Quote, x.Kind, x.Value, now(), x.By)
		return err
	})
}

// Uncorrect takes a correction back; one that is not there changes nothing.
func (s *Store) Uncorrect(ctx context.Context, collection, article, quote string, kind CorrectionKind, by string) error {
	return s.tend(ctx, collection, Act{By: by, Kind: "drop correction", Subject: article}, func(tx *txn, c int64) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM corrections WHERE collection = ? AND article = ? AND quote = ? AND kind = ?`, c, article, quote, kind)
		return err
	})
}
