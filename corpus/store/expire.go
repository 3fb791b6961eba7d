package store

import (
	"context"
	"time"

	"propos/corpus"
)

// Expired counts what Expire deleted.
type Expired struct{ Answers, Drafts, Articles int }

// Expire deletes what has been kept long enough at now: answers, drafts, and articles that were removed, which are erased.
// It is to be called once a day.
func (s *Store) Expire(ctx context.Context, now time.Time) (n Expired, err error) {
	err = s.write(ctx, "expire", func(tx *txn) error {
		if n.Answers, err = dropped(ctx, tx, `DELETE FROM answers WHERE at < ?`, now.Add(-KeepAnswer)); err != nil {
			return err
		}
		if n.Drafts, err = dropped(ctx, tx, `DELETE FROM drafts WHERE at < ?`, now.Add(-KeepDraft)); err != nil {
			return err
		}
		n.Articles, err = eraseRemoved(ctx, tx, now.Add(-KeepRemoved))
		return err
	})
	if err != nil || n == (Expired{}) {
		return n, err
	}
	if n.Articles > 0 {
		return n, s.Scrub(ctx)
	}
	return n, s.emptyLog(ctx)
}

func dropped(ctx context.Context, tx *txn, statement string, before time.Time) (int, error) {
	done, err := tx.ExecContext(ctx, statement, millis(before))
	if err != nil {
		return 0, err
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// eraseRemoved erases the articles that were removed before a time.
func eraseRemoved(ctx context.Context, tx *txn, before time.Time) (n int, err error) {
	const query = `SELECT collection, id FROM articles WHERE kind = ? AND changed < ?`
	rows, err := tx.QueryContext(ctx, query, corpus.Remove, millis(before))
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	type article struct {
		collection int64
		id         string
	}
	var due []article
	for rows.Next() {
		var a article
		if err := rows.Scan(&a.collection, &a.id); err != nil {
			return 0, err
		}
		due = append(due, a)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	for _, a := range due {
		if err := erase(ctx, tx, a.collection, a.id, "", now()); err != nil {
			return 0, err
		}
	}
	return len(due), nil
}
