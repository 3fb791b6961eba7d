package store

import (
	"context"
	"time"
)

// TaskKind says what a moderator has to look at.
type TaskKind string

// The kinds of task.
const (
	Question TaskKind = "question" // Text is a question that found no answer, handed over by who asked it
	Report   TaskKind = "report"   // Text is what is wrong with an answer
)

// Task waits for a moderator (« À traiter »). Tasks never says who asked or reported: Asker is for that person alone.
type Task struct {
	ID      int64 // set by the store
	Kind    TaskKind
	Text    string
	Article string    // what a report is about; "" when nothing
	Quote   string    // hash of the quote's text, as in Correction
	Answer  string    // key of the answer
	Asker   string    // who hands it over, for HandedOver and ErasePerson; always "" in what Tasks returns
	At      time.Time // set by the store
}

// AddTask hands a task over and returns its ID.
func (s *Store) AddTask(ctx context.Context, collection string, t Task) (id int64, err error) {
	const insert = `INSERT INTO tasks (collection, kind, text, article, quote, answer, asker, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`
	err = s.write(ctx, "hand over task", func(tx *txn) error {
		at := now()
		c, err := makeCollection(ctx, tx, collection, at)
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, insert, c, t.Kind, t.Text, t.Article, t.Quote, t.Answer, t.Asker, at).Scan(&id)
	})
	return id, err
}

// Tasks returns the tasks of a collection that wait, the oldest first.
func (s *Store) Tasks(ctx context.Context, collection string) ([]Task, error) {
	const query = `SELECT t.id, t.kind, t.text, t.article, t.quote, t.answer, t.at
		FROM collections c JOIN tasks t ON t.collection = c.key WHERE c.name = ? AND t.settled = 0 ORDER BY t.id`
	return list(ctx, s, "read tasks", query, []any{collection}, func(scan scanner, t *Task) error {
		var at int64
		err := scan(&t.ID, &t.Kind, &t.Text, &t.Article, &t.Quote, &t.Answer, &at)
		t.At = instant(at)
		return err
	})
}

// SettleTasks ends tasks; those that are not there or settled already stay as they are.
func (s *Store) SettleTasks(ctx context.Context, collection, by string, ids ...int64) error {
	const update = `UPDATE tasks SET settled = ?, settled_by = ?
		WHERE id = ? AND settled = 0 AND collection = (SELECT key FROM collections WHERE name = ?)`
	return s.write(ctx, "settle tasks", func(tx *txn) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, update, now(), by, id, collection); err != nil {
				return err
			}
		}
		return nil
	})
}

// HandedOver returns what a person handed over and still waits or was settled, the last first.
func (s *Store) HandedOver(ctx context.Context, person string) ([]Task, error) {
	if person == "" {
		return nil, nil // nobody
	}
	const query = `SELECT id, kind, text, at FROM tasks WHERE asker = ? ORDER BY id DESC`
	return list(ctx, s, "read what was handed over", query, []any{person}, func(scan scanner, t *Task) error {
		var at int64
		err := scan(&t.ID, &t.Kind, &t.Text, &at)
		t.At = instant(at)
		return err
	})
}
