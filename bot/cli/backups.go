package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"propos/bot/desk"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
)

// backup is one scheduled backup on the disk.
type backup struct {
	path string
	at   time.Time
}

// The name of a scheduled backup says when it was made, in UTC; one that was made before the tables changed has its own prefix.
const (
	backupPrefix = "propos-"
	beforePrefix = "avant-v"
	backupSuffix = ".db"
	backupTime   = "20060102-150405"
)

func stamp(t time.Time) string { return t.UTC().Format(backupTime) }

// backupFiles returns the paths of the files in the folder of backups whose names begin and end so, in order of name.
func (p *program) backupFiles(begin, end string) ([]string, error) {
	entries, err := os.ReadDir(p.backups())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	var found []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), begin) && strings.HasSuffix(e.Name(), end) {
			found = append(found, filepath.Join(p.backups(), e.Name()))
		}
	}
	return found, nil
}

// listBackups returns the scheduled backups, the oldest first. Other files are none of ours.
func (p *program) listBackups() ([]backup, error) {
	files, err := p.backupFiles(backupPrefix, backupSuffix)
	if err != nil {
		return nil, err
	}
	var found []backup
	for _, path := range files {
		if at, err := time.Parse(backupPrefix+backupTime+backupSuffix, filepath.Base(path)); err == nil {
			found = append(found, backup{path, at})
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
	oldestFirst(found, time.Now())
	return found[len(found)-1], true
}

// oldestFirst sorts backups by age at a time. A backup of the future was made while the clock was wrong: it counts as older than any
// other, so that it never takes the place of one that is newer in truth.
func oldestFirst(backups []backup, now time.Time) {
	slices.SortStableFunc(backups, func(a, b backup) int {
		if late := a.at.After(now); late != b.at.After(now) {
			if late {
				return -1
			}
			return 1
		}
		return a.at.Compare(b.at)
	})
}

// backupTo writes a backup under a name in the folder of backups.
func (p *program) backupTo(ctx context.Context, s *store.Store, name string) error {
	if err := os.MkdirAll(p.backups(), 0o700); err != nil {
		return store.Fault("back up", p.backups(), err)
	}
	return s.Backup(ctx, filepath.Join(p.backups(), name))
}

// backupPatience is how long a work on the backups waits for another one, of this process or of another.
const backupPatience = time.Minute

// holdBackups keeps the other works, of this process and of others, from the backups until the lock is released: a backup under way is
// not seen by who erases something from all of them.
func (p *program) holdBackups(ctx context.Context) (*datadir.Lock, error) {
	return ownWithin(ctx, p.backups(), backupPatience)
}

// Between two tries of a backup that fails: twice as long each time.
const (
	firstBackupPause   = time.Minute
	longestBackupPause = time.Hour
)

// keepBackups makes a backup whenever one is due, and deletes the oldest above the number to keep, until ctx ends.
// One that fails is logged, shown by the health pages, and tried again after a while.
func (v *server) keepBackups(ctx context.Context) {
	every := v.settings.BackupEvery
	if every <= 0 {
		return
	}
	newest, _ := v.newestBackup()
	v.set(func() { v.counts.LastBackup = newest.at })
	pause := untilDue(v.now(), newest.at, every)
	for failures := 0; ; {
		if wait(ctx, pause); ctx.Err() != nil {
			return
		}
		now := v.now()
		err := v.backUp(ctx, now)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			pause = min(pauseAfter(failures, firstBackupPause, longestBackupPause), every)
			failures++
			v.set(func() { v.counts.BackupFaults++ })
			v.failed("backup", err, pause)
		default:
			pause, failures = every, 0
			v.set(func() { v.counts.LastBackup = now })
			v.troubles.note("backup", "")
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

// cutShort is how old an unfinished backup is before it counts as left behind: another process may be writing a younger one.
const cutShort = time.Hour

// dropUnfinished deletes what backups left that were cut short.
func (v *server) dropUnfinished() error {
	parts, err := v.backupFiles("", backupSuffix+".part")
	for _, part := range parts {
		if info, statErr := os.Stat(part); statErr == nil && time.Since(info.ModTime()) > cutShort {
			err = errors.Join(err, os.Remove(part))
		}
	}
	return err
}

// backUp makes one backup and deletes those that are too many; only after it is whole. First goes what a backup left that was cut short.
func (v *server) backUp(ctx context.Context, now time.Time) (err error) {
	held, err := v.holdBackups(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	if err := v.dropUnfinished(); err != nil {
		return fmt.Errorf("delete what a backup left: %w", err)
	}
	if err := v.backupTo(ctx, v.store, backupPrefix+stamp(now)+backupSuffix); err != nil {
		return err
	}
	found, err := v.listBackups()
	if err != nil {
		return err
	}
	oldestFirst(found, now)
	for _, old := range found[:max(len(found)-v.settings.BackupKeep, 0)] {
		if err := os.Remove(old.path); err != nil {
			return fmt.Errorf("delete old backup: %w", err)
		}
		for _, beside := range []string{"-wal", "-shm"} { // of a reader that had it open
			if err := os.Remove(old.path + beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("delete old backup: %w", err)
			}
		}
	}
	v.log.Info("backed up", "kept", min(len(found), v.settings.BackupKeep))
	return nil
}

// cleanse erases from the backups that Propos made by itself what was erased from the store. The faults are gathered: one that cannot be
// read does not keep the others from it.
func (p *program) cleanse(ctx context.Context, s *store.Store) (err error) {
	if _, err := os.Stat(p.backups()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	held, err := p.holdBackups(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	found, err := p.listBackups()
	faults := []error{err}
	for _, b := range found {
		faults = append(faults, cleanseOne(ctx, s, b.path))
	}
	before, err := p.backupFiles(beforePrefix, backupSuffix)
	faults = append(faults, err)
	for _, path := range before {
		faults = append(faults, cleanseOne(ctx, s, path))
	}
	return errors.Join(faults...)
}

// damagedBackup is a backup that cannot be read any more, so that nothing can be erased from it; the store is sound.
type damagedBackup struct{ *store.CorruptError }

func cleanseOne(ctx context.Context, s *store.Store, path string) error {
	_, err := s.Cleanse(ctx, path)
	var corrupt *store.CorruptError
	if errors.As(err, &corrupt) && corrupt.File == path {
		return &damagedBackup{corrupt}
	}
	return err
}

// erasureLook is how often it is looked whether something was erased.
const erasureLook = time.Second

// followErasures keeps what was erased out of the backups, whoever erased it, until ctx ends or something fails.
func (v *server) followErasures(ctx context.Context, well func()) error {
	var done store.Erasures
	for ctx.Err() == nil {
		erased, err := v.store.Erasures(ctx)
		if err == nil && erased != done {
			err = v.cleanse(ctx, v.store)
		}
		if err != nil {
			return err
		}
		done = erased
		well()
		wait(ctx, erasureLook)
	}
	return ctx.Err()
}

// cleansing is a library whose Settle sees to the scheduled backups too.
type cleansing struct {
	desk.Library
	program *program
	store   *store.Store
}

// Settle waits until erased words are in none of the files of the index, and erases them from the backups.
func (c cleansing) Settle(ctx context.Context, collection string) error {
	return errors.Join(c.Library.Settle(ctx, collection), c.program.cleanse(ctx, c.store))
}
