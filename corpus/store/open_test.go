package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"propos/corpus"
	"propos/corpus/store"
)

// TestMigration opens a store that the first version of the tables holds, with an article and a tombstone in it.
func TestMigration(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	file := filepath.Join(dir, store.FileName)
	must(t, store.CreateAt(ctx, file, 1))
	first, err := store.Open(ctx, file, store.Options{BeforeMigration: func(ctx context.Context, s *store.Store, _, _ int) error {
		return errors.Join(s.Exec(ctx, `INSERT INTO collections (key, name, since, at) VALUES (1, 'c', 0, 0)`),
			s.Exec(ctx, `INSERT INTO changes VALUES (1, 1, 'a', 1, 'put', 0, ''), (2, 1, 'b', 0, 'erase', 5, '')`),
			s.Exec(ctx, `INSERT INTO articles VALUES (1, 1, 'a', 1, 1, 1, 'put', 0, 0), (2, 1, 'b', 0, 1, 2, 'erase', 0, 5)`),
			s.Exec(ctx, `INSERT INTO versions VALUES (1, 1, '', 'Titre', '', '', '2020-11', 20201101, 20201130, '', 'titre', 0, '', 'texte')`),
			errors.New("stop here"))
	}})
	if err == nil || first != nil || !strings.Contains(err.Error(), "stop here") {
		t.Fatalf("a hook that fails must stop Open: %v", err)
	}
	backup := filepath.Join(dir, "before.db")
	s := openFile(t, file, store.Options{BeforeMigration: func(ctx context.Context, s *store.Store, from, to int) error {
		if from != 1 || to < 2 {
			t.Errorf("migration from %d to %d", from, to)
		}
		return s.Backup(ctx, backup)
	}})
	a, version, err := s.Article(ctx, "c", "a")
	same(t, corpus.Article{ID: "a", Title: "Titre", Date: corpus.Date{Year: 2020, Month: 11}, Body: "texte"}, a, err)
	if version != 1 {
		t.Errorf("version %d", version)
	}
	must(t, s.Set(ctx, "c", "k", 1, "m"))
	if n, err := store.Verify(ctx, backup); err != nil || n.Tables != 1 || n.Articles != 1 {
		t.Errorf("the backup made before: %+v, %v", n, err)
	}
}

func TestNewerDataIsRefused(t *testing.T) {
	ctx := t.Context()
	s := open(t)
	must(t, s.Exec(ctx, `PRAGMA user_version = 99`))
	var newer *store.NewerError
	if _, err := store.Open(ctx, s.File(), store.Options{}); !errors.As(err, &newer) || newer.Found != 99 || newer.File != s.File() {
		t.Errorf("Open: %v", err)
	}
	if _, err := store.Verify(ctx, s.File()); !errors.As(err, &newer) {
		t.Errorf("Verify: %v", err)
	}
}

func TestDamageIsNamed(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	text := filepath.Join(dir, "text.db")
	must(t, os.WriteFile(text, []byte(strings.Repeat("ceci n’est pas une base ", 100)), 0o600))
	var corrupt *store.CorruptError
	if _, err := store.Open(ctx, text, store.Options{}); !errors.As(err, &corrupt) || corrupt.File != text {
		t.Errorf("Open of a text: %v", err)
	}

	file := filepath.Join(dir, store.FileName)
	s, err := store.Open(ctx, file, store.Options{})
	must(t, err)
	for _, word := range []string{"un ", "deux ", "trois "} {
		put(t, s, "c", corpus.Article{Body: strings.Repeat(word, 5000)}, store.PutOptions{})
	}
	must(t, s.Close())
	whole, err := os.ReadFile(file)
	must(t, err)
	for i := len(whole) / 3; i < len(whole)*2/3; i++ {
		whole[i] = 0x55
	}
	must(t, os.WriteFile(file, whole, 0o600))
	if _, err := store.Open(ctx, file, store.Options{Check: true}); !errors.As(err, &corrupt) {
		t.Errorf("Open of a damaged store: %v", err)
	}
	if _, err := store.Verify(ctx, file); !errors.As(err, &corrupt) {
		t.Errorf("Verify of a damaged store: %v", err)
	}
}

func TestWhatTheSystemRefuses(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	plain := filepath.Join(dir, "plain")
	must(t, os.WriteFile(plain, nil, 0o600))
	closed := filepath.Join(dir, "closed")
	must(t, os.Mkdir(closed, 0o500))
	for _, tt := range []struct {
		file  string
		cause store.Cause
		root  bool // holds for root too
	}{
		{filepath.Join(plain, store.FileName), store.NotFolder, true},
		{closed, store.NotFolder, true},
		{filepath.Join(closed, store.FileName), store.NotPermitted, false},
	} {
		if os.Geteuid() == 0 && !tt.root {
			t.Logf("%s: skipped, root may write everywhere", tt.cause)
			continue
		}
		var refused *store.StorageError
		if _, err := store.Open(ctx, tt.file, store.Options{}); !errors.As(err, &refused) || refused.Cause != tt.cause || !strings.HasPrefix(tt.file, refused.Path) {
			t.Errorf("Open %s: %v", tt.file, err)
		}
	}
}

func TestDiskFull(t *testing.T) {
	s, ctx := open(t), t.Context()
	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{})
	must(t, s.LimitPages(ctx, 3))
	var full *store.StorageError
	_, err := s.Put(ctx, "c", corpus.Article{Body: strings.Repeat("long ", 10000)}, store.PutOptions{})
	if !errors.As(err, &full) || full.Cause != store.DiskFull || full.Path != s.File() {
		t.Errorf("Put: %v", err)
	}
	if n, err := s.Counts(ctx, "c"); err != nil || n.Visible != 1 {
		t.Errorf("after a full disk: %+v, %v", n, err)
	}
	must(t, s.LimitPages(ctx, 1000))
	put(t, s, "c", corpus.Article{Body: strings.Repeat("long ", 10000)}, store.PutOptions{})
}

// TestManyOpenAtOnce opens one new file many times at the same moment: one makes the tables, the others wait for it.
func TestManyOpenAtOnce(t *testing.T) {
	for range 5 {
		file := filepath.Join(t.TempDir(), store.FileName)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				s, err := store.Open(t.Context(), file, store.Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := s.Put(t.Context(), "c", corpus.Article{ID: strconv.Itoa(i), Body: "texte"}, store.PutOptions{}); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if n, err := store.Verify(t.Context(), file); err != nil || n.Articles != 8 {
			t.Errorf("Verify = %+v, %v", n, err)
		}
	}
}
