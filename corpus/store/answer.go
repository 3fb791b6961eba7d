package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// KeepAnswer is how long an answer's buttons work; then Expire deletes it.
const KeepAnswer = 30 * 24 * time.Hour

// ErrNoAnswer says that an answer was erased or has expired.
var ErrNoAnswer = errors.New("no such answer")

// Answer is what is kept of an answer that was given: where it stands and what it cites, not what was asked.
type Answer struct {
	Key        string // made by the caller, so that nobody can guess it
	Collection string
	Asker      string          // opaque
	Channel    string          // "" until Sent
	Message    string          // "" until Sent
	Articles   []string        // ids of what it cites; used to find it, and not read back
	Citations  json.RawMessage // for the caller alone; no words of articles or questions; null after one of its articles was erased
	At         time.Time       // set by the store
}

// KeepAnswer keeps a new answer.
func (s *Store) KeepAnswer(ctx context.Context, a Answer) error {
	const insert = `INSERT INTO answers (key, collection, asker, channel, message, citations, at) VALUES (?, ?, ?, ?, ?, ?, ?)`
	return s.write(ctx, "keep answer", func(tx *txn) error {
		at := now()
		c, err := makeCollection(ctx, tx, a.Collection, at)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, insert, a.Key, c, a.Asker, a.Channel, a.Message, string(a.Citations), at); err != nil {
			return err
		}
		for _, id := range a.Articles {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO answer_articles VALUES (?, ?)`, a.Key, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// SentAnswer keeps where an answer stands, which is known after it was sent.
func (s *Store) SentAnswer(ctx context.Context, key, channel, message string) error {
	return s.write(ctx, "keep place of answer", func(tx *txn) error {
		_, err := tx.ExecContext(ctx, `UPDATE answers SET channel = ?, message = ? WHERE key = ?`, channel, message, key)
		return err
	})
}

const answerColumns = `SELECT x.key, c.name, x.asker, x.channel, x.message, x.citations, x.at FROM answers x JOIN collections c ON c.key = x.collection`

// Answer returns an answer by its key, or ErrNoAnswer.
func (s *Store) Answer(ctx context.Context, key string) (Answer, error) {
	return s.oneAnswer(ctx, ` WHERE x.key = ?`, key)
}

// AnswerIn returns the answer that stands in a message, or ErrNoAnswer.
func (s *Store) AnswerIn(ctx context.Context, message string) (Answer, error) {
	return s.oneAnswer(ctx, ` WHERE x.message = ? AND x.message <> ''`, message)
}

func (s *Store) oneAnswer(ctx context.Context, where, arg string) (a Answer, err error) {
	err = scanAnswer(s.reading.QueryRowContext(ctx, answerColumns+where, arg).Scan, &a)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoAnswer
	}
	return a, s.wrap("read answer", err)
}

func scanAnswer(scan scanner, a *Answer) error {
	var at int64
	var citations string
	err := scan(&a.Key, &a.Collection, &a.Asker, &a.Channel, &a.Message, &citations, &at)
	a.At, a.Citations = instant(at), json.RawMessage(citations)
	return err
}

// AnswersCiting returns the answers that cite an article, erased or not, the last first.
func (s *Store) AnswersCiting(ctx context.Context, collection, article string) ([]Answer, error) {
	const where = ` WHERE c.name = ? AND x.key IN (SELECT answer FROM answer_articles WHERE article = ?) ORDER BY x.at DESC, x.key`
	return list(ctx, s, "read answers", answerColumns+where, []any{collection, article}, scanAnswer)
}

// AnswersOf returns the answers that a person was given, the last first.
func (s *Store) AnswersOf(ctx context.Context, asker string) ([]Answer, error) {
	return list(ctx, s, "read answers", answerColumns+` WHERE x.asker = ? ORDER BY x.at DESC, x.key`, []any{asker}, scanAnswer)
}

// DropAnswer deletes an answer; one that is not there changes nothing.
func (s *Store) DropAnswer(ctx context.Context, key string) error {
	return s.write(ctx, "drop answer", func(tx *txn) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM answers WHERE key = ?`, key)
		return err
	})
}
