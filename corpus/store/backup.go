package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"propos/corpus"
)

// Backup copies the store into a new file, as it is at one moment, while others read and write. The copy has mode 0600
// and is on the disk when Backup returns; a file that exists is fs.ErrExist and stays as it is.
func (s *Store) Backup(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", address(s.file, patience, "")) // readers may not copy, and the writer is not to wait
	if err != nil {
		return s.wrap("back up store", err)
	}
	return errors.Join(copyInto(ctx, db, file), db.Close())
}

// copyInto writes the database of db into a new file, in one piece: a crash leaves nothing under its name.
func copyInto(ctx context.Context, db *sql.DB, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("back up store: %s: %w", file, fs.ErrExist)
	}
	part := file + ".part"
	err := writeCopy(ctx, db, part)
	if err == nil {
		err = os.Rename(part, file)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(file))
	}
	if err != nil {
		return Fault("back up store", file, errors.Join(err, discard(part)))
	}
	return nil
}

func writeCopy(ctx context.Context, db *sql.DB, part string) error {
	f, err := os.OpenFile(part, os.O_CREATE|os.O_RDWR|os.O_TRUNC, 0o600) // VACUUM INTO takes an empty file
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return errors.Join(err, f.Close())
	}
	return errors.Join(f.Sync(), f.Close())
}

// discard removes a file that may not be there.
func discard(file string) error {
	if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

// syncFolder makes the names in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Summary says what a file of a store holds.
type Summary struct {
	Tables      int // version of the tables
	Collections int
	Articles    int        // visible
	LastRev     corpus.Rev // of any collection
}

// Verify looks through every page of a file, without changing it, and says what it holds. A file that is damaged or no
// store is a *CorruptError, one of a newer program a *NewerError.
func Verify(ctx context.Context, file string) (Summary, error) {
	db, err := openCopy(file)
	if err != nil {
		return Summary{}, err
	}
	defer db.Close()
	n, err := verify(ctx, db, file)
	return n, Fault("verify "+file, file, err)
}

// openCopy opens a file that nobody writes.
func openCopy(file string) (*sql.DB, error) {
	file, err := filepath.Abs(file)
	if err == nil {
		_, err = os.Stat(file)
	}
	if err != nil {
		return nil, Fault("open backup", file, err)
	}
	return sql.Open("sqlite", readAddress(file))
}

func verify(ctx context.Context, db *sql.DB, file string) (n Summary, err error) {
	var word string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&word); err != nil {
		return n, err
	}
	if word != "ok" {
		return n, &CorruptError{File: file, Detail: word}
	}
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&n.Tables); err != nil {
		return n, err
	}
	steps, err := steps()
	switch {
	case err != nil:
		return n, err
	case n.Tables > len(steps):
		return n, &NewerError{File: file, Found: n.Tables, Known: len(steps)}
	}
	const query = `SELECT (SELECT count(*) FROM collections WHERE name <> ''),
		(SELECT count(*) FROM articles WHERE kind IN ('put', 'restore')),
		coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) FROM meta WHERE key = 'identity'`
	if err := db.QueryRowContext(ctx, query).Scan(&n.Collections, &n.Articles, &n.LastRev); err != nil {
		return n, &CorruptError{File: file, Detail: "it is no store of propos: " + err.Error()}
	}
	return n, nil
}
