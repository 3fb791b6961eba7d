package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"propos/corpus"
)

// What a caller branches on. The first three are fs.ErrNotExist too, for whoever only asks whether there is an article to read.
var (
	ErrNotFound error = absent("no such article")       // never was in the collection
	ErrRemoved  error = absent("the article is hidden") // Restore brings it back
	ErrErased   error = absent("the article was erased")
	ErrEmpty          = errors.New("the article has no text")
)

// absent says why there is no article to read.
type absent string

func (a absent) Error() string { return string(a) }

// Is reports whether errors.Is may take a for target.
func (absent) Is(target error) bool { return target == fs.ErrNotExist }

// ConflictError says that an article changed since its reader read it; Current is how it is now.
type ConflictError struct {
	Current corpus.Article
	Version int // of Current
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("article %s was changed meanwhile: it is at version %d", e.Current.ID, e.Version)
}

// NewerError says that the tables were written by a newer program.
type NewerError struct {
	File         string
	Found, Known int // versions of the tables
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("%s is of version %d, made by a newer propos; this one knows version %d", e.File, e.Found, e.Known)
}

// CorruptError says that the file is damaged, or no store at all.
type CorruptError struct {
	File   string
	Detail string // SQLite's words
}

func (e *CorruptError) Error() string { return fmt.Sprintf("%s is damaged: %s", e.File, e.Detail) }

// Cause is why the system refused to read or write.
type Cause string

// The causes, each with its own remedy.
const (
	DiskFull     Cause = "the disk is full"
	ReadOnly     Cause = "it can only be read"
	NotPermitted Cause = "this user may not"
	NotFolder    Cause = "a part of the path is not a folder, or the path is one"
	Unopenable   Cause = "it cannot be opened: it is not there, or too many files are open"
	Busy         Cause = "another process kept it for more than five seconds"
	Broken       Cause = "the disk reports an error"
)

// StorageError says which path the system refused, and why.
type StorageError struct {
	Path  string
	Cause Cause
	Err   error // the system's own
}

func (e *StorageError) Error() string { return fmt.Sprintf("%s: %s (%v)", e.Path, e.Cause, e.Err) }

// Unwrap returns the system's error.
func (e *StorageError) Unwrap() error { return e.Err }

// Fault wraps err with what was being done to path; nil stays nil. What the system refused becomes a *StorageError, and
// damage a *CorruptError.
func Fault(doing, path string, err error) error {
	if err == nil {
		return nil
	}
	if typed := typedFault(path, err); typed != nil {
		err = typed
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// typedFault returns the *CorruptError or *StorageError that err means; nil when it means neither or has its type already.
func typedFault(path string, err error) error {
	var known *StorageError
	var lite *sqlite.Error
	switch {
	case errors.As(err, &known):
		return nil
	case errors.As(err, &lite):
		return liteFault(path, lite)
	}
	for _, c := range []struct {
		is    error
		cause Cause
	}{
		{syscall.ENOSPC, DiskFull}, {syscall.EDQUOT, DiskFull}, {syscall.EROFS, ReadOnly}, {syscall.ENOTDIR, NotFolder},
		{syscall.EISDIR, NotFolder}, {syscall.EMFILE, Unopenable}, {syscall.ENFILE, Unopenable}, {fs.ErrPermission, NotPermitted}, {syscall.EIO, Broken},
	} {
		if errors.Is(err, c.is) {
			return &StorageError{path, c.cause, err}
		}
	}
	return nil
}

// liteFault reads SQLite's result codes (https://www.sqlite.org/rescode.html); the low byte is the primary one.
func liteFault(path string, err *sqlite.Error) error {
	switch err.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return &CorruptError{path, err.Error()}
	case sqlite3.SQLITE_FULL:
		return &StorageError{path, DiskFull, err}
	case sqlite3.SQLITE_READONLY:
		return &StorageError{path, ReadOnly, err}
	case sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return &StorageError{path, NotPermitted, err}
	case sqlite3.SQLITE_CANTOPEN:
		return &StorageError{path, Unopenable, err}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return &StorageError{path, Busy, err}
	case sqlite3.SQLITE_IOERR:
		return &StorageError{path, Broken, err}
	}
	return nil
}
