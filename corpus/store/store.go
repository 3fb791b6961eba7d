// Package store keeps articles and what people did with them, in one SQLite file.
//
// It holds only what a person gave or did; what can be computed (passages, quotes, indexes) is kept elsewhere and may be
// thrown away at any time. Every change of an article has a number, corpus.Rev, by which an index follows the store.
//
// A write is on the disk when its method returns. Many processes may have the same file open: writers wait for one
// another (at most five seconds), readers never wait. What is erased is overwritten and leaves the log too, so that its
// bytes are in none of the store's files.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the "sqlite" driver
)

// FileName is the usual name of a store in a data directory.
const FileName = "propos.db"

// Options adjusts Open. The zero Options is the product's default.
type Options struct {
	Log *slog.Logger // nil means slog.Default()

	// Check makes Open look through the whole file for damage first (about 0.1 s for 50 MB); damage is a *CorruptError.
	Check bool

	// BeforeMigration is called once, before the tables of an existing file are brought from version from to version to.
	// Only Backup may be called on the store meanwhile. An error stops Open and leaves the file as it was.
	BeforeMigration func(ctx context.Context, s *Store, from, to int) error
}

// Store is an open store. Its methods may be called from several goroutines. Close it.
type Store struct {
	file    string
	log     *slog.Logger
	writing *sql.DB // one connection
	reading *pool
}

// Open opens the store in file, and creates it, with its folder, when it does not exist (modes 0600 and 0700).
// Tables of an older version are brought up to date; a file of a newer program is a *NewerError, a damaged one a
// *CorruptError, and what the system refuses a *StorageError that says the cause.
func Open(ctx context.Context, file string, o Options) (*Store, error) {
	if err := create(file); err != nil {
		return nil, err
	}
	s, err := connect(file, o.Log)
	if err != nil {
		return nil, err
	}
	if o.Check {
		err = s.Check(ctx)
	}
	if err == nil {
		err = s.migrate(ctx, o)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// create makes the file, so that it and the files beside it are readable by their owner only.
func create(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return Fault("create folder of store", filepath.Dir(file), err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return Fault("open store", file, err)
	}
	return f.Close()
}

// connect opens the connections, without looking at the file.
func connect(file string, log *slog.Logger) (*Store, error) {
	if log == nil {
		log = slog.Default()
	}
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	writing, err := sql.Open("sqlite", address(file, glance, "_txlock=immediate&_pragma=secure_delete(1)"))
	if err != nil {
		return nil, Fault("open store", file, err)
	}
	reading, err := sql.Open("sqlite", address(file, patience, "_pragma=query_only(1)"))
	if err != nil {
		return nil, errors.Join(Fault("open store", file, err), writing.Close())
	}
	writing.SetMaxOpenConns(1)
	return &Store{file: file, log: log, writing: writing, reading: newPool(reading)}, nil
}

// address returns the data source name of file with the options that every connection has, and more. A connection waits
// for another process at most so long.
func address(file string, wait time.Duration, more string) string {
	const every = "_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&"
	options := fmt.Sprintf(every, wait.Milliseconds()) + more
	return (&url.URL{Scheme: "file", OmitHost: true, Path: file, RawQuery: options}).String()
}

// readAddress returns the data source name of a file that is only read.
func readAddress(file string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: file, RawQuery: "mode=ro&_pragma=busy_timeout(5000)"}).String()
}

// Close ends what is under way and releases the file.
func (s *Store) Close() error {
	if err := errors.Join(s.reading.Close(), s.writing.Close()); err != nil {
		return Fault("close store", s.file, err)
	}
	return nil
}

// File returns the absolute path of the store.
func (s *Store) File() string { return s.file }

// Check looks through the whole file; damage is a *CorruptError.
func (s *Store) Check(ctx context.Context) error {
	var word string
	if err := s.reading.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&word); err != nil {
		return s.wrap("check store", err)
	}
	if word != "ok" {
		return &CorruptError{File: s.file, Detail: word}
	}
	return nil
}

// write runs do in one transaction, which is on the disk when write returns nil. do sees what it has written.
func (s *Store) write(ctx context.Context, doing string, do func(tx *txn) error) error {
	var tx *sql.Tx
	err := patiently(ctx, func() (err error) {
		tx, err = s.writing.BeginTx(ctx, nil)
		return err
	})
	if err != nil {
		return s.wrap(doing, err)
	}
	defer tx.Rollback() // nothing after Commit
	if err := do(newTxn(tx)); err != nil {
		if ctx.Err() != nil { // then database/sql has rolled back, and what do met is « statement is closed »
			err = ctx.Err()
		}
		return s.wrap(doing, err)
	}
	return s.wrap(doing, tx.Commit())
}

// wrap says what was being done when err happened, and gives the system's faults their type.
func (s *Store) wrap(doing string, err error) error { return Fault(doing, s.file, err) }

// now is the time in the numbers that are kept.
func now() int64 { return millis(time.Now()) }

// millis and instant turn times into the numbers that are kept, and back.
func millis(t time.Time) int64   { return t.UnixMilli() }
func instant(ms int64) time.Time { return time.UnixMilli(ms) }

// exists reports whether file is there and holds something.
func exists(file string) bool {
	info, err := os.Stat(file)
	return !errors.Is(err, fs.ErrNotExist) && err == nil && info.Size() > 0
}
