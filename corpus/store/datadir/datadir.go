// Package datadir gives a data directory one owner: the process that alone opens its indexes.
//
// The owner holds an advisory lock (flock) on DIR/lock, which the system releases when the process ends in any way, so
// there is no lock to clean up after a crash. The store itself may be open in other processes too.
package datadir

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"propos/corpus/store"
)

// LockName names the file that the owner of a data directory holds; it says the owner's process id.
const LockName = "lock"

// HeldError says that another process owns the directory.
type HeldError struct {
	Dir string
	PID int // of the owner; 0 when it has not said yet
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("%s belongs to another running propos", e.Dir)
	}
	return fmt.Sprintf("%s belongs to another running propos (process %d)", e.Dir, e.PID)
}

// Lock is the ownership of a data directory. Release it.
type Lock struct {
	dir  string
	file *os.File
}

// Own makes this process the owner of dir, which is created with mode 0700 when it does not exist. When another process
// owns it (or this one does already), it returns a *HeldError at once. What the system refuses is a *store.StorageError.
func Own(dir string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, store.Fault("create data directory", dir, err)
	}
	path := filepath.Join(dir, LockName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, store.Fault("lock data directory", path, err)
	}
	l := &Lock{dir, f}
	if err := l.take(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

func (l *Lock) take() error {
	switch err := syscall.Flock(int(l.file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return &HeldError{l.dir, read(l.file)}
	case err != nil:
		return store.Fault("lock data directory", l.file.Name(), err)
	}
	if err := l.file.Truncate(0); err != nil {
		return store.Fault("lock data directory", l.file.Name(), err)
	}
	_, err := l.file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return store.Fault("lock data directory", l.file.Name(), err)
}

// Release ends the ownership.
func (l *Lock) Release() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("release data directory %s: %w", l.dir, err)
	}
	return nil
}

// Dir returns the directory.
func (l *Lock) Dir() string { return l.dir }

// read returns the process id that stands in a lock file; 0 when there is none.
func read(f *os.File) int {
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 32))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0
	}
	return pid
}
