package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"propos/corpus"
	"propos/corpus/store"
)

// TestCleanse: a backup made before an erasure has nothing of what was erased, keeps the rest, and can be recovered.
func TestCleanse(t *testing.T) {
	s, ctx, dir := open(t), t.Context(), t.TempDir()
	for _, a := range []corpus.Article{{ID: "secret", Title: "Zanzibarville", Body: "Le barrage de Zanzibarville."}, {ID: "kept", Body: "Il pleut sur Brest."}} {
		if _, err := s.Put(ctx, "c", a, store.PutOptions{By: "mod"}); err != nil {
			t.Fatal(err)
		}
	}
	backup := filepath.Join(dir, "backup.db")
	must(t, s.Backup(ctx, backup))
	has := func(word string) bool {
		raw, err := os.ReadFile(backup)
		must(t, err)
		return bytes.Contains(raw, []byte(word))
	}
	before, err := os.Stat(backup)
	must(t, err)
	if erased, err := s.Cleanse(ctx, backup); err != nil || len(erased) != 0 {
		t.Fatalf("nothing was erased: %v, %v", erased, err)
	}
	if after, err := os.Stat(backup); err != nil || !os.SameFile(before, after) || !has("Zanzibarville") {
		t.Error("a backup with nothing to erase is another file")
	}
	must(t, s.Erase(ctx, "c", "mod", "secret"))
	if erased, err := s.Cleanse(ctx, backup); err != nil || len(erased) != 1 || erased[0].Subject != "secret" {
		t.Fatalf("Cleanse = %v, %v", erased, err)
	}
	if has("Zanzibarville") || !has("Brest") {
		t.Error("the backup has the erased words, or has lost others")
	}
	if n, err := store.Verify(ctx, backup); err != nil || n.Articles != 1 {
		t.Errorf("the backup: %+v, %v", n, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.db?*")); err != nil || left != nil {
		t.Errorf("left behind: %v, %v", left, err) // what needs files beside it is not read from a disk that cannot be written
	}
	file := filepath.Join(dir, "again", store.FileName)
	if _, err := store.Recover(ctx, file, backup, nil); err != nil {
		t.Fatal(err)
	}
	again := openFile(t, file, store.Options{})
	defer again.Close()
	r, err := again.Put(ctx, "c", corpus.Article{Body: "Le barrage de Zanzibarville."}, store.PutOptions{})
	if err != nil || r.Outcome != store.Erased {
		t.Errorf("recovered, the erased article comes back: %+v, %v", r, err)
	}
	must(t, os.WriteFile(backup, []byte("rien"), 0o600))
	if _, err := s.Cleanse(ctx, backup); err == nil {
		t.Error("what is no backup is cleansed")
	}
}

// TestErasures: what Erasures returns is another value after each kind of erasure, and the same after anything else.
func TestErasures(t *testing.T) {
	s, ctx := open(t), t.Context()
	var before store.Erasures
	for _, one := range []struct {
		name  string
		do    func() error
		other bool
	}{
		{"nothing", func() error { return nil }, false},
		{"put", func() error {
			_, err := s.Put(ctx, "c", corpus.Article{ID: "a", Body: "Il pleut."}, store.PutOptions{By: "mod"})
			return err
		}, false},
		{"erase", func() error { return s.Erase(ctx, "c", "mod", "a") }, true},
		{"erase again", func() error { return s.Erase(ctx, "c", "mod", "a") }, false},
		{"person", func() error { return s.ErasePerson(ctx, "mod") }, true},
		{"forget", func() error { return s.Forget(ctx, "c") }, true},
		{"forget what is not there", func() error { return s.Forget(ctx, "absent") }, false},
	} {
		time.Sleep(2 * time.Millisecond) // noted by the millisecond
		must(t, one.do())
		after, err := s.Erasures(ctx)
		must(t, err)
		if (after != before) != one.other {
			t.Errorf("%s: %v, then %v", one.name, before, after)
		}
		before = after
	}
}
