package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"propos/corpus/store"
)

// backup is one scheduled backup on the disk.
type backup struct {
	path string
	at   time.Time
}

// The name of a scheduled backup says when it was made, in UTC.
const (
	backupPrefix = "propos-"
	backupSuffix = ".db"
	backupTime   = "20060102-150405"
)

func stamp(t time.Time) string { return t.UTC().Format(backupTime) }

// listBackups returns the scheduled backups, the oldest first. Other files are none of ours.
func (p *program) listBackups() ([]backup, error) {
	entries, err := os.ReadDir(p.backups())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	var found []backup
	for _, e := range entries {
		name := strings.TrimSuffix(strings.TrimPrefix(e.Name(), backupPrefix), backupSuffix)
		if at, err := time.Parse(backupTime, name); err == nil && e.Type().IsRegular() && e.Name() == backupPrefix+name+backupSuffix {
			found = append(found, backup{filepath.Join(p.backups(), e.Name()), at})
		}
	}
	slices.SortFunc(found, func(a, b backup) int { return a.at.Compare(b.at) })
	return found, nil
}

func (p *program) newestBackup() (backup, bool) {
	found, err := p.listBackups()
	if err != nil || len(found) == 0 {
		return backup{}, false
	}
	return found[len(found)-1], true
}

// backupTo writes a backup under a name in the folder of backups.
func (p *program) backupTo(ctx context.Context, s *store.Store, name string) error {
	if err := os.MkdirAll(p.backups(), 0o700); err != nil {
		return store.Fault("back up", p.backups(), err)
	}
	return s.Backup(ctx, filepath.Join(p.backups(), name))
}

// keepBackups makes a backup whenever one is due, and deletes the oldest above the number to keep, until ctx ends.
// A backup that fails is logged and tried again at the next turn.
func (v *server) keepBackups(ctx context.Context) error {
	every := v.settings.BackupEvery
	if every <= 0 {
		<-ctx.Done()
		return ctx.Err()
	}
	var newest time.Time
	if b, ok := v.newestBackup(); ok {
		newest = b.at
	}
	for {
		wait := time.NewTimer(untilDue(time.Now(), newest, every))
		select {
		case <-ctx.Done():
			wait.Stop()
			return ctx.Err()
		case <-wait.C:
		}
		newest = time.Now()
		if err := v.backUp(ctx, newest); err != nil {
			v.log.Error("not backed up", "err", err)
		}
	}
}

// untilDue is how long to wait for the next backup: never more than one turn, whatever the clock did.
func untilDue(now, newest time.Time, every time.Duration) time.Duration {
	if newest.IsZero() {
		return 0
	}
	return min(max(newest.Add(every).Sub(now), 0), every)
}

// backUp makes one backup and deletes those that are too many; only after it is whole.
func (v *server) backUp(ctx context.Context, now time.Time) error {
	if err := v.backupTo(ctx, v.store, backupPrefix+stamp(now)+backupSuffix); err != nil {
		return err
	}
	found, err := v.listBackups()
	if err != nil {
		return err
	}
	for _, old := range found[:max(len(found)-v.settings.BackupKeep, 0)] {
		if err := os.Remove(old.path); err != nil {
			return fmt.Errorf("delete old backup: %w", err)
		}
	}
	v.log.Info("backed up", "kept", min(len(found), v.settings.BackupKeep))
	return nil
}
