package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
)

// Choose keeps which collection a person's direct messages search; "" takes it back.
func (s *Store) Choose(ctx context.Context, person, collection string) error {
	return s.write(ctx, "keep choice of server", func(tx *txn) error {
		if collection == "" {
			_, err := tx.ExecContext(ctx, `DELETE FROM choices WHERE person = ?`, person)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO choices VALUES (?, ?, ?)`, person, collection, now())
		return err
	})
}

// Choice returns the collection that a person chose; "" when none.
func (s *Store) Choice(ctx context.Context, person string) (collection string, err error) {
	err = s.reading.QueryRowContext(ctx, `SELECT collection FROM choices WHERE person = ?`, person).Scan(&collection)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return collection, s.wrap("read choice of server", err)
}

// Held is what the store holds of a person.
type Held struct {
	Answers int    // given to them
	Drafts  int    // of articles
	Choice  string // of Choose
	Acts    int    // lines of journals, articles, names … that bear their id
}

// signed are the columns that bear the id of who did something.
var signed = [...][2]string{
	{"changes", "by"}, {"versions", "by"}, {"journal", "by"}, {"names", "by"}, {"corrections", "by"},
	{"feeds", "by"}, {"tasks", "settled_by"},
}

// Held counts what the store holds of a person.
func (s *Store) Held(ctx context.Context, person string) (h Held, err error) {
	if h.Choice, err = s.Choice(ctx, person); err != nil {
		return h, err
	}
	const query = `SELECT (SELECT count(*) FROM answers WHERE asker = ?1), (SELECT count(*) FROM drafts WHERE by = ?1)`
	if err := s.reading.QueryRowContext(ctx, query, person).Scan(&h.Answers, &h.Drafts); err != nil {
		return h, s.wrap("count what is held", err)
	}
	for _, c := range signed {
		var n int
		if err := s.reading.QueryRowContext(ctx, `SELECT count(*) FROM `+c[0]+` WHERE `+c[1]+` = ?`, person).Scan(&n); err != nil {
			return h, s.wrap("count what is held", err)
		}
		h.Acts += n
	}
	return h, nil
}

// ErasePerson deletes the answers, drafts, choice and handed-over tasks of a person and takes their id out of everything they did; the
// articles, names and corrections themselves stay. Messages that show the answers are the caller's to delete before
// (AnswersOf). As after Erase, a *StorageError of cause Busy leaves only the log to Scrub.
func (s *Store) ErasePerson(ctx context.Context, person string) error {
	if person == "" {
		return nil // nobody
	}
	err := s.write(ctx, "erase person", func(tx *txn) error {
		if err := erasePerson(ctx, tx, person); err != nil {
			return err
		}
		return noteErasure(ctx, tx, Erasure{Kind: ErasedPerson, Subject: personMark(person), at: now()})
	})
	if err != nil {
		return err
	}
	return s.emptyLog(ctx)
}

func erasePerson(ctx context.Context, tx *txn, person string) error {
	statements := []string{
		`DELETE FROM answers WHERE asker = ?`, `DELETE FROM drafts WHERE by = ?`, `DELETE FROM choices WHERE person = ?`,
		`DELETE FROM tasks WHERE asker = ?`,
	}
	for _, c := range signed {
		statements = append(statements, `UPDATE `+c[0]+` SET `+c[1]+` = '' WHERE `+c[1]+` = ?`)
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement, person); err != nil {
			return err
		}
	}
	return nil
}

// personMark is the hash by which a person's erasure is known again in a backup.
func personMark(person string) string { return hex.EncodeToString(hash("person\x00" + person)) }
