package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"propos/corpus/store"
)

// diskLook is how often the disk is tried when nothing has failed. It is seldom, since memory cards wear out by being written.
const diskLook = time.Minute

// watchDisk tries whether the data directory can be written, now, after everything that the disk did not take, and once in a while, until
// ctx ends or it cannot: without that a disk that turned read-only would be noticed by the first who has something to keep.
func (v *server) watchDisk(ctx context.Context, well func()) error {
	look := time.NewTicker(diskLook)
	defer look.Stop()
	for {
		if err := tryDisk(v.data); err != nil {
			return err
		}
		well()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-v.refused:
		case <-look.C:
		}
	}
}

// diskRefused has watchDisk look at once; it never waits.
func (v *server) diskRefused() {
	select {
	case v.refused <- struct{}{}:
	default: // a look is due already
	}
}

// tryDisk writes a small file into a folder and takes it away again.
func tryDisk(dir string) error {
	name := filepath.Join(dir, ".writable")
	err := errors.Join(os.WriteFile(name, []byte("Propos tries whether it can write here.\n"), 0o600), ignoreAbsent(os.Remove(name)))
	if err == nil {
		return nil
	}
	err = store.Fault("try the disk", dir, err)
	var refused *store.StorageError
	if !errors.As(err, &refused) {
		return &store.StorageError{Path: dir, Cause: store.Broken, Err: err}
	}
	return err
}

func ignoreAbsent(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
