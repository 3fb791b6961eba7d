package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

// Cleanse erases from a backup of the store what was erased from the store since, and returns what that was. The backup is replaced by
// a whole new file, in one step; one that has nothing to erase stays as it is. Its tables are brought up to date. The error is of
// Verify's kinds, or says what the system refused; the backup then stays as it was.
func (s *Store) Cleanse(ctx context.Context, backup string) (erased []Erasure, err error) {
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
	if _, err = os.Stat(backup); err == nil { // else it was deleted meanwhile, and does not come back
		err = os.Rename(fresh, backup)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(backup))
	}
	return erased, Fault("cleanse backup", backup, err)
}
