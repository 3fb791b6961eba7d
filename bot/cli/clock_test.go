package cli_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"propos/bot/cli"
	"propos/config"
	"propos/corpus"
	"propos/corpus/store"
)

const day = 24 * time.Hour

// kept is a data directory under a clock that the test can make leap.
type kept struct {
	*cli.Keeper
	t     *testing.T
	dir   string
	store *store.Store
	leap  atomic.Int64 // of the wall clock, a time.Duration
}

// keep runs some work of serve in fast motion: hours pass in no time.
func keep(t *testing.T, c config.Config, work func(*cli.Keeper, context.Context), do func(*kept)) {
	synctest.Test(t, func(t *testing.T) {
		k := &kept{t: t, dir: filepath.Join(t.TempDir(), "[données]")}
		if err := os.Mkdir(k.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), filepath.Join(k.dir, store.FileName), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		k.store = s
		k.Keeper = cli.NewKeeper(k.dir, s, c, func() time.Time { return time.Now().Add(time.Duration(k.leap.Load())) })
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { work(k.Keeper, ctx); close(ended) }()
		do(k)
		cancel()
		<-ended
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// backups are the names of the scheduled backups.
func (k *kept) backups() []string {
	k.t.Helper()
	found, err := fs.Glob(os.DirFS(k.dir), "backups/propos-*.db")
	if err != nil {
		k.t.Fatal(err)
	}
	return found
}

// TestBackupsFollowTheClock: one a day for a month, seven are kept; a clock that leaps neither stops them, nor makes them many, nor
// lets the newest in truth go.
func TestBackupsFollowTheClock(t *testing.T) {
	keep(t, config.Config{BackupEvery: day, BackupKeep: 7}, (*cli.Keeper).Backups, func(k *kept) {
		t := k.t
		time.Sleep(time.Minute)
		if n := len(k.backups()); n != 1 {
			t.Errorf("%d backups at the start, want 1", n)
		}
		time.Sleep(30 * day)
		if n := len(k.backups()); n != 7 {
			t.Errorf("%d backups after a month, want 7", n)
		}
		for _, leap := range []time.Duration{10 * 365 * day, -10 * day, 0} {
			k.leap.Store(int64(leap))
			before := time.Now().Add(leap)
			time.Sleep(day + time.Minute)
			newest := k.State().LastBackup
			if newest.Before(before) || newest.After(time.Now().Add(leap)) {
				t.Errorf("after a leap of %v the last backup is of %v, not of the last day", leap, newest)
			}
			name := filepath.Join(k.dir, "backups", "propos-"+newest.UTC().Format("20060102-150405")+".db")
			if _, err := store.Verify(t.Context(), name); err != nil {
				t.Errorf("after a leap of %v the last backup is not there: %v", leap, err)
			}
			if n := len(k.backups()); n != 7 {
				t.Errorf("after a leap of %v: %d backups", leap, n)
			}
		}
	})
}

// TestBackupThatFails is tried again before the next day, is seen by the health pages until it works, and leaves nothing half done.
func TestBackupThatFails(t *testing.T) {
	keep(t, config.Config{BackupEvery: day, BackupKeep: 7}, (*cli.Keeper).Backups, func(k *kept) {
		t := k.t
		folder := filepath.Join(k.dir, "backups")
		time.Sleep(time.Minute)
		if err := errors.Join(os.RemoveAll(folder), os.WriteFile(folder, nil, 0o600)); err != nil { // no folder can be made here
			t.Fatal(err)
		}
		time.Sleep(day + 10*time.Second) // between two tries
		state := k.State()
		if state.BackupFaults == 0 || !strings.Contains(state.Trouble, "backups n’est pas un dossier") {
			t.Errorf("while it fails: %d faults, %q", state.BackupFaults, state.Trouble)
		}
		if err := errors.Join(os.Remove(folder), os.Mkdir(folder, 0o700)); err != nil {
			t.Fatal(err)
		}
		left := filepath.Join(folder, "propos-20200101-000000.db.part")
		long := time.Now().Add(-2 * time.Hour)
		if err := errors.Join(os.WriteFile(left, []byte("cut short"), 0o600), os.Chtimes(left, long, long)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		if state = k.State(); state.Trouble != "" || len(k.backups()) != 1 {
			t.Errorf("once it works: %q, %d backups", state.Trouble, len(k.backups()))
		}
		if _, err := os.Stat(left); !os.IsNotExist(err) {
			t.Errorf("what a backup left that was cut short is still there: %v", err)
		}
	})
}

// TestErasuresReachBackups: whatever is erased, by whomever, leaves every backup that Propos made by itself; one that cannot be read is
// told, and keeps the others from nothing.
func TestErasuresReachBackups(t *testing.T) {
	keep(t, config.Config{}, (*cli.Keeper).Erasures, func(k *kept) {
		t, ctx := k.t, k.t.Context()
		check := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, one := range [][3]string{{"7", "a", "Zanzibarville"}, {"7", "b", "Brest"}, {"8", "c", "Quiberolles"}} {
			_, err := k.store.Put(ctx, one[0], corpus.Article{ID: one[1], Body: "Le barrage de " + one[2] + "."}, store.PutOptions{By: "4242"})
			check(err)
		}
		folder := filepath.Join(k.dir, "backups")
		check(os.Mkdir(folder, 0o700))
		names := []string{"propos-20260101-000000.db", "propos-20260102-000000.db", "avant-v9-20260101-000000.db"}
		for _, name := range names {
			check(k.store.Backup(ctx, filepath.Join(folder, name)))
		}
		has := func(words string) (held int) {
			for _, name := range names {
				text, err := os.ReadFile(filepath.Join(folder, name))
				check(err)
				if bytes.Contains(text, []byte(words)) {
					held++
				}
			}
			return held
		}
		for _, one := range []struct {
			words string
			erase func() error
		}{
			{"Zanzibarville", func() error { return k.store.Erase(ctx, "7", "4242", "a") }},
			{"Quiberolles", func() error { return k.store.Forget(ctx, "8") }},
			{"4242", func() error { return k.store.ErasePerson(ctx, "4242") }},
		} {
			if has(one.words) != len(names) {
				t.Fatalf("%s is not in every backup before", one.words)
			}
			check(one.erase())
			time.Sleep(time.Minute)
			if n := has(one.words); n != 0 || has("Brest") != len(names) {
				t.Errorf("%s is still in %d backups", one.words, n)
			}
		}
		check(os.WriteFile(filepath.Join(folder, names[0]), []byte("rien"), 0o600))
		check(k.store.Erase(ctx, "7", "", "b"))
		time.Sleep(time.Minute)
		if state := k.State(); has("Brest") != 0 || !strings.Contains(state.Trouble, names[0]) {
			t.Errorf("beside one that cannot be read: %d have the words; %q", has("Brest"), state.Trouble)
		}
		check(os.Remove(filepath.Join(folder, names[0])))
		time.Sleep(2 * time.Minute)
		if state := k.State(); state.Trouble != "" {
			t.Errorf("without it: %q", state.Trouble)
		}
	})
}

// TestExpiryWaitsForTheClock: what is kept for thirty days goes after thirty days, and not when the clock leaps by a year for an hour.
func TestExpiryWaitsForTheClock(t *testing.T) {
	keep(t, config.Config{}, (*cli.Keeper).Expire, func(k *kept) {
		t := k.t
		removed := func() int {
			t.Helper()
			counts, err := k.store.Counts(t.Context(), "c")
			if err != nil {
				t.Fatal(err)
			}
			return counts.Removed
		}
		if _, err := k.store.Put(t.Context(), "c", corpus.Article{ID: "a", Body: "Un texte."}, store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
		if _, err := k.store.Remove(t.Context(), "c", "a", ""); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2*day - 2*time.Hour)
		for _, leap := range []time.Duration{365 * day, -365 * day, 0} {
			k.leap.Store(int64(leap))
			time.Sleep(9 * time.Minute)
			if removed() != 1 {
				t.Fatalf("after a leap of %v the removed article is gone", leap)
			}
		}
		time.Sleep(27 * day)
		if removed() != 1 {
			t.Error("the removed article is gone before its thirty days")
		}
		time.Sleep(3 * day)
		if removed() != 0 {
			t.Error("the removed article stays after its thirty days")
		}
	})
}
