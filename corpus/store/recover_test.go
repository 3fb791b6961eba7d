package store_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"propos/corpus"
	"propos/corpus/store"
)

func TestBackupWhileWriting(t *testing.T) {
	s, ctx := open(t), t.Context()
	stop := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				if _, err := s.Put(ctx, "c", corpus.Article{Body: fmt.Sprint("texte ", i)}, store.PutOptions{}); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	defer writer.Wait()
	defer close(stop)
	dir := t.TempDir()
	for i := range 5 {
		before, err := s.LastRev(ctx)
		must(t, err)
		file := filepath.Join(dir, fmt.Sprint(i, ".db"))
		must(t, s.Backup(ctx, file))
		n, err := store.Verify(ctx, file)
		if err != nil || n.LastRev < before || n.Articles != int(n.LastRev) {
			t.Errorf("backup after rev %d: %+v, %v", before, n, err)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode of the backup: %v, %v", info.Mode(), err)
		}
	}
	if err := s.Backup(ctx, filepath.Join(dir, "0.db")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a backup over another: %v", err)
	}
	if parts, err := filepath.Glob(filepath.Join(dir, "*.part")); err != nil || parts != nil {
		t.Errorf("left behind: %v, %v", parts, err)
	}
}

func TestRecover(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	file, backup := filepath.Join(dir, store.FileName), filepath.Join(dir, "backup.db")
	s, err := store.Open(ctx, file, store.Options{})
	must(t, err)
	for _, id := range []string{"gardé", "effacé"} {
		put(t, s, "c", corpus.Article{ID: id, URL: "https://exemple.fr/" + id, Body: "texte " + id}, store.PutOptions{By: "p"})
	}
	put(t, s, "oubliée", corpus.Article{Body: "texte oublié"}, store.PutOptions{})
	must(t, s.KeepAnswer(ctx, store.Answer{Key: "k", Collection: "c", Asker: "p", Citations: json.RawMessage(`[]`)}))
	must(t, s.Set(ctx, "c", "langue", "fr", "m"))
	must(t, s.Backup(ctx, backup))

	must(t, s.Erase(ctx, "c", "m", "effacé"))
	must(t, s.ErasePerson(ctx, "p"))
	must(t, s.Forget(ctx, "oubliée"))
	late := put(t, s, "c", corpus.Article{Body: "venu après"}, store.PutOptions{})
	must(t, s.Erase(ctx, "c", "m", late.ID))
	put(t, s, "c", corpus.Article{Body: "perdu"}, store.PutOptions{})
	must(t, s.Close())

	r, err := store.Recover(ctx, file, backup, nil)
	if err != nil || r.Unread != nil || len(r.Erased) != 4 || r.Articles != 3 {
		t.Fatalf("Recover = %+v, %v", r, err)
	}
	s = openFile(t, file, store.Options{Check: true})
	a, _, err := s.Article(ctx, "c", "gardé")
	same(t, "texte gardé", a.Body, err)
	for _, again := range []corpus.Article{{Body: "texte effacé"}, {URL: "https://exemple.fr/effacé", Body: "autre"}, {Body: "venu après"}} {
		if r := put(t, s, "c", again, store.PutOptions{}); r.Outcome != store.Erased {
			t.Errorf("erased before the recovery, put after it: %+v", r)
		}
	}
	if r := put(t, s, "c", corpus.Article{Body: "nouveau"}, store.PutOptions{}); r.ID != "3" {
		t.Errorf("a number was given twice: %+v", r)
	}
	if n, err := s.Counts(ctx, "oubliée"); err != nil || n.Visible != 0 {
		t.Errorf("the forgotten collection: %+v, %v", n, err)
	}
	held, err := s.Held(ctx, "p")
	same(t, store.Held{}, held, err)
	var language string
	if found, err := s.Setting(ctx, "c", "langue", &language); !found || err != nil || language != "fr" {
		t.Errorf("Setting = %q, %v, %v", language, found, err)
	}
	for _, words := range []string{"texte effacé", "texte oublié"} {
		text, err := os.ReadFile(file)
		must(t, err)
		if bytes.Contains(text, []byte(words)) {
			t.Errorf("%q is in the recovered store", words)
		}
	}
	if _, err := os.Stat(r.Replaced); err != nil {
		t.Errorf("what was replaced: %v", err)
	}
	must(t, s.Erase(ctx, "c", "m", "gardé"))
	if _, err := os.Stat(r.Replaced); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was replaced, after an erasure: %v", err)
	}
}

func TestRecoverFromDamage(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	file, backup := filepath.Join(dir, "new", store.FileName), filepath.Join(dir, "backup.db")
	s := open(t)
	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{})
	must(t, s.Backup(ctx, backup))

	if r, err := store.Recover(ctx, file, backup, nil); err != nil || r.Replaced != "" {
		t.Fatalf("on an empty machine: %+v, %v", r, err)
	}
	must(t, os.WriteFile(file, []byte("abîmé, abîmé, abîmé"), 0o600))
	must(t, os.WriteFile(file+"-wal", []byte("abîmé"), 0o600))
	r, err := store.Recover(ctx, file, backup, nil)
	var corrupt *store.CorruptError
	if err != nil || !errors.As(r.Unread, &corrupt) {
		t.Fatalf("over a damaged store: %+v, %v", r, err)
	}
	again := openFile(t, file, store.Options{Check: true})
	a, _, err := again.Article(ctx, "c", "1")
	same(t, "texte", a.Body, err)

	must(t, os.WriteFile(backup, []byte("abîmé, abîmé, abîmé"), 0o600))
	if _, err := store.Recover(ctx, file, backup, nil); !errors.As(err, &corrupt) {
		t.Errorf("from a damaged backup: %v", err)
	}
	if _, err := store.Recover(ctx, file, filepath.Join(dir, "none.db"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("from no backup: %v", err)
	}
	a, _, err = again.Article(ctx, "c", "1")
	same(t, "texte", a.Body, err)
}
