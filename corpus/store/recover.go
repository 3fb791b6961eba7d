package store

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"propos/corpus"
)

// What is added to the name of the store: to the one that the last recovery replaced, and to the one that it makes.
const (
	replaced = ".replaced"
	coming   = ".recovering"
)

// Recovery says what Recover did.
type Recovery struct {
	Summary            // of the backup
	Erased   []Erasure // what was erased since the backup, and was erased from it
	Replaced string    // where the store that was there before lies now; "" when there was none
	Unread   error     // why the erasures of that store could not be read; nil when they were
}

// Recover makes the store in file what it was at a backup, but for what was erased since: that stays erased. The backup
// is verified first, and the old store stays in place until the new one is whole. Nobody else may have either open.
func Recover(ctx context.Context, file, backup string, log *slog.Logger) (r Recovery, err error) {
	if r.Summary, err = Verify(ctx, backup); err != nil {
		return r, err
	}
	fresh := file + coming
	if err := discardAll(fresh); err != nil {
		return r, Fault("recover store", fresh, err)
	}
	if err := copyBackup(ctx, backup, fresh); err != nil {
		return r, err
	}
	current := ""
	if exists(file) {
		current = file
		r.Unread = settle(ctx, file, log)
	}
	if r.Erased, err = refresh(ctx, fresh, current, r.Unread == nil, log); err != nil {
		return r, errors.Join(err, discardAll(fresh))
	}
	r.Replaced, err = swap(file, fresh, current != "")
	return r, Fault("recover store", file, err)
}

func copyBackup(ctx context.Context, backup, fresh string) error {
	if err := os.MkdirAll(filepath.Dir(fresh), 0o700); err != nil {
		return Fault("recover store", fresh, err)
	}
	db, err := openCopy(backup)
	if err != nil {
		return err
	}
	return errors.Join(copyInto(ctx, db, fresh), db.Close())
}

// settle brings the tables of the current store up to date and its log into the file.
func settle(ctx context.Context, file string, log *slog.Logger) error {
	s, err := Open(ctx, file, Options{Log: log, Check: true})
	if err != nil {
		return err
	}
	return s.Close()
}

// refresh makes the copy of a backup a store of its own, without what was erased from the current store.
func refresh(ctx context.Context, fresh, current string, readable bool, log *slog.Logger) (erased []Erasure, err error) {
	s, err := Open(ctx, fresh, Options{Log: log})
	if err != nil {
		return nil, err
	}
	if current != "" && readable {
		erased, err = s.eraseAgain(ctx, current)
	}
	if err == nil && len(erased) > 0 {
		err = s.Scrub(ctx)
	}
	return erased, errors.Join(err, s.Close())
}

// swap puts the fresh store in the place of the old one, and returns where the old one lies. The log of a store that
// could not be opened goes with it: it must not be read into the fresh one.
func swap(file, fresh string, old bool) (kept string, err error) {
	if old {
		kept = file + replaced
		if err := keep(file, kept); err != nil {
			return "", err
		}
		if err := keepLog(file+"-wal", kept+"-wal"); err != nil {
			return "", err
		}
		if err := discard(file + "-shm"); err != nil {
			return "", err
		}
	}
	if err := os.Rename(fresh, file); err != nil {
		return "", err
	}
	return kept, syncFolder(filepath.Dir(file))
}

// keep gives file a second name, or, on a disk that knows no second names, another one.
func keep(file, kept string) error {
	if err := discardAll(kept); err != nil {
		return err
	}
	if os.Link(file, kept) == nil {
		return nil
	}
	return os.Rename(file, kept)
}

// keepLog moves a log that has something in it, and deletes one that has nothing.
func keepLog(log, kept string) error {
	info, err := os.Stat(log)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return err
	case info.Size() == 0:
		return discard(log)
	}
	return os.Rename(log, kept)
}

// discardAll removes a store's files.
func discardAll(file string) error {
	return errors.Join(discard(file), discard(file+"-wal"), discard(file+"-shm"), discard(file+".part"))
}

// eraseAgain erases what was erased from the current store since this one was copied from it, and sees to it that no
// number of an article or a change is given twice.
func (s *Store) eraseAgain(ctx context.Context, current string) (due []Erasure, err error) {
	if _, err := s.writing.ExecContext(ctx, `ATTACH DATABASE ? AS current`, readAddress(current)); err != nil {
		return nil, s.wrap("read erasures", err)
	}
	err = s.write(ctx, "erase again", func(tx *txn) error {
		if due, err = erasuresSince(ctx, tx); err != nil {
			return err
		}
		for _, e := range due {
			if err := eraseOne(ctx, tx, e); err != nil {
				return err
			}
		}
		return passNumbers(ctx, tx)
	})
	_, detached := s.writing.ExecContext(ctx, `DETACH DATABASE current`)
	return due, errors.Join(err, s.wrap("read erasures", detached))
}

// erasuresLacked finds the erasures that the store called current has and the main one lacks.
const erasuresLacked = `SELECT kind, collection, subject, at FROM current.erasures EXCEPT SELECT kind, collection, subject, at FROM main.erasures`

// erasuresSince returns the erasures that the current store has and this one lacks, in order of time.
func erasuresSince(ctx context.Context, tx *txn) ([]Erasure, error) {
	rows, err := tx.QueryContext(ctx, erasuresLacked+` ORDER BY at`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var due []Erasure
	for rows.Next() {
		var e Erasure
		if err := rows.Scan(&e.Kind, &e.Collection, &e.Subject, &e.at); err != nil {
			return nil, err
		}
		due = append(due, e)
	}
	return due, rows.Err()
}

func eraseOne(ctx context.Context, tx *txn, e Erasure) error {
	switch e.Kind {
	case ErasedCollection:
		if _, err := forget(ctx, tx, e.Collection, e.at); err != nil {
			return err
		}
	case ErasedPerson:
		if err := erasePersons(ctx, tx, e.Subject); err != nil {
			return err
		}
	case ErasedArticle:
		if err := eraseArticle(ctx, tx, e); err != nil {
			return err
		}
	}
	return noteErasure(ctx, tx, e)
}

// eraseArticle erases an article that may have come after the backup; what it was known by comes from the current store.
func eraseArticle(ctx context.Context, tx *txn, e Erasure) error {
	collection, err := makeCollection(ctx, tx, e.Collection, e.at)
	if err != nil {
		return err
	}
	r, err := rowByID(ctx, tx, collection, e.Subject)
	if err != nil {
		return err
	}
	if r.key == 0 {
		if r.key, err = addTombstone(ctx, tx, collection, e); err != nil {
			return err
		}
	}
	const from = ` FROM current.collections c JOIN current.articles a ON a.collection = c.key WHERE c.name = ?3 AND a.id = ?4)`
	for _, statement := range []string{
		`INSERT OR IGNORE INTO main.marks SELECT ?1, mark, ?2 FROM current.marks WHERE (collection, article) IN (SELECT c.key, a.key` + from,
		`INSERT OR IGNORE INTO main.near_marks SELECT ?1, band, sim, ?2 FROM current.near_marks WHERE (collection, article) IN (SELECT c.key, a.key` + from,
	} {
		if _, err := tx.ExecContext(ctx, statement, collection, r.key, e.Collection, e.Subject); err != nil {
			return err
		}
	}
	return erase(ctx, tx, collection, e.Subject, "", e.at)
}

// addTombstone writes the row of an article that is erased.
func addTombstone(ctx context.Context, tx *txn, collection int64, e Erasure) (key int64, err error) {
	rev, err := record(ctx, tx, collection, e.Subject, 0, corpus.Erase, "", e.at)
	if err != nil {
		return 0, err
	}
	const insert = `INSERT INTO main.articles (collection, id, version, newest, rev, kind, added, changed) VALUES (?, ?, 0, 0, ?, 'erase', ?, ?) RETURNING key`
	err = tx.QueryRowContext(ctx, insert, collection, e.Subject, rev, e.at, e.at).Scan(&key)
	return key, err
}

// erasePersons erases the person whose hash is subject.
func erasePersons(ctx context.Context, tx *txn, subject string) error {
	columns := append([][2]string{{"answers", "asker"}, {"drafts", "by"}, {"choices", "person"}, {"tasks", "asker"}}, signed[:]...)
	var parts []string
	for _, c := range columns {
		parts = append(parts, `SELECT `+c[1]+` FROM main.`+c[0])
	}
	rows, err := tx.QueryContext(ctx, strings.Join(parts, ` UNION `))
	if err != nil {
		return err
	}
	defer rows.Close()
	var persons []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return err
		}
		persons = append(persons, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	i := slices.IndexFunc(persons, func(p string) bool { return personMark(p) == subject })
	if i < 0 {
		return nil
	}
	return erasePerson(ctx, tx, persons[i])
}

// passNumbers makes the next numbers of articles and changes follow those of the current store.
func passNumbers(ctx context.Context, tx *txn) error {
	for _, statement := range []string{
		`UPDATE main.collections AS m SET next = max(m.next, coalesce((SELECT next FROM current.collections c WHERE c.name = m.name), 0))`,
		`UPDATE main.sqlite_sequence AS m SET seq = max(m.seq, coalesce((SELECT seq FROM current.sqlite_sequence c WHERE c.name = m.name), 0))`,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
