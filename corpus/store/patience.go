package store

import (
	"context"
	"errors"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite looks only ten times a second whether another process has ended its writing, and keeps no queue: a process that
// writes without a pause (an import) could lock out one that wants to write once (an answer) for many seconds. A writing
// connection therefore gives up after a glance and looks again at once, some hundred times a second.
const (
	patience = 5 * time.Second
	glance   = 2 * time.Millisecond
)

// patiently does again what another process is in the way of, until patience or ctx ends.
func patiently(ctx context.Context, do func() error) error {
	for began := time.Now(); ; {
		err := do()
		switch {
		case !busy(err) || time.Since(began) > patience:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		}
	}
}

// busy reports whether an error means that another process is in the way.
func busy(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		code := lite.Code() & 0xff
		return code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_LOCKED
	}
	var refused *StorageError
	return errors.As(err, &refused) && refused.Cause == Busy
}
