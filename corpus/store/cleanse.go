package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
)

// Cleanse erases from a backup of the store what was erased from the store since, and returns what that was. The backup is replaced by
// a whole new file, in one step; one that has nothing to erase stays as it is. Its tables are brought up to date. The error is of
// Verify's kinds, or says what the system refused; the backup then stays as it was. One process at a time may do it.
func (s *Store) Cleanse(ctx context.Context, backup string) (erased []Erasure, err error) {
	if due, err := s.lacksErasures(ctx, backup); err == nil && !due {
		return nil, nil // without copying it; one that cannot be read so is looked through below
	}
	if _, err := Verify(ctx, backup); err != nil {
		return nil, err
	}
	fresh := backup + ".part"
	if err := discardAll(fresh); err != nil {
		return nil, Fault("cleanse backup", backup, err)
	}
	defer func() { err = errors.Join(err, Fault("cleanse backup", backup, discardAll(fresh))) }()
	if err := copyBackup(ctx, backup, fresh); err != nil {
		return nil, err
	}
	erased, err = refresh(ctx, fresh, s.file, true, s.log)
	if err != nil || len(erased) == 0 {
		return nil, err
	}
	if err := makeSingle(ctx, fresh); err != nil {
		return nil, err
	}
	return erased, Fault("cleanse backup", backup, replaceBackup(backup, fresh))
}

// replaceBackup puts a fresh file in the place of a backup, unless that was deleted meanwhile: it does not come back.
func replaceBackup(backup, fresh string) error {
	if _, err := os.Stat(backup); err != nil {
		return err
	}
	if err := os.Rename(fresh, backup); err != nil {
		return err
	}
	// What a reader of the old file left beside it is not of the fresh one.
	return errors.Join(discard(backup+"-wal"), discard(backup+"-shm"), syncFolder(filepath.Dir(backup)))
}

// makeSingle makes the file of a closed store one that is read without files beside it: a backup is recovered from a disk that cannot be
// written, where SQLite refuses what keeps a log.
func makeSingle(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: file}).String())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, `PRAGMA journal_mode = DELETE`)
	return Fault("cleanse backup", file, errors.Join(err, db.Close()))
}

// lacksErasures says whether something was erased from the store that was not erased from a backup of it.
func (s *Store) lacksErasures(ctx context.Context, backup string) (lacks bool, err error) {
	db, err := openCopy(backup)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // ATTACH is of one connection
	if _, err := db.ExecContext(ctx, `ATTACH DATABASE ? AS current`, readAddress(s.file)); err != nil {
		return false, err
	}
	err = db.QueryRowContext(ctx, `SELECT EXISTS (`+erasuresLacked+`)`).Scan(&lacks)
	return lacks, err
}
