package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/corpus/store"
)

// open opens a store in a folder of the test's own.
func open(t testing.TB) *store.Store {
	t.Helper()
	return openFile(t, filepath.Join(t.TempDir(), "data", store.FileName), store.Options{Check: true})
}

func openFile(t testing.TB, file string, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), file, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put puts an article and returns what became of it.
func put(t testing.TB, s *store.Store, collection string, a corpus.Article, o store.PutOptions) store.Result {
	t.Helper()
	r, err := s.Put(t.Context(), collection, a, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPutAndRead(t *testing.T) {
	s, ctx := open(t), t.Context()
	a := corpus.Article{Title: "Un  titre", Source: "Le Fil", Date: corpus.Date{Year: 2020, Month: 11}, URL: "https://exemple.fr/a", Body: "Premier paragraphe.\r\nSecond.", Partial: true}
	r := put(t, s, "local", a, store.PutOptions{By: "moi"})
	if want := (store.Result{ID: "1", Version: 1, Rev: 1, Outcome: store.Added}); r != want {
		t.Errorf("Put = %+v, want %+v", r, want)
	}
	want := a.Clean()
	want.ID = "1"
	got, version, err := s.Article(ctx, "local", "1")
	if err != nil || version != 1 {
		t.Fatalf("Article = version %d, %v", version, err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Article (-want +got):\n%s", d)
	}
	if _, _, err := s.Article(ctx, "local", "2"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("article 2: %v", err)
	}
	if _, _, err := s.Article(ctx, "autre", "1"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another collection's article: %v", err)
	}
	if _, err := s.Put(ctx, "local", corpus.Article{Title: "vide"}, store.PutOptions{}); !errors.Is(err, store.ErrEmpty) {
		t.Errorf("no text: %v", err)
	}
}

func TestTwins(t *testing.T) {
	first := corpus.Article{Title: "Titre", Date: corpus.Date{Year: 2020}, URL: "https://exemple.fr/a", Body: "Le texte."}
	prints := func(exact string, sim uint64) store.Fingerprints { return store.Fingerprints{Exact: exact, Sim: sim} }
	edited := first
	edited.Body, edited.Title = "Le texte corrigé.", ""
	for _, tt := range []struct {
		name    string
		a       corpus.Article
		o       store.PutOptions
		outcome store.Outcome
		like    store.Likeness
		title   string
	}{
		{"the same", first, store.PutOptions{}, store.Unchanged, store.SameText, "Titre"},
		{"the same text without title", corpus.Article{Body: "Le texte."}, store.PutOptions{}, store.Unchanged, store.SameText, "Titre"},
		{"the same text with a title of its own", corpus.Article{Title: "Autre", Body: "Le texte."}, store.PutOptions{}, store.Unchanged, store.SameText, "Titre"},
		{"the same text with an author", corpus.Article{Author: "A. B.", Body: "Le texte."}, store.PutOptions{}, store.NewVersion, store.SameText, "Titre"},
		{"the same fingerprint", corpus.Article{Body: "LE TEXTE."}, store.PutOptions{Fingerprints: prints("t", 0)}, store.Unchanged, store.SameText, "Titre"},
		{"the same address", edited, store.PutOptions{}, store.NewVersion, store.SameAddress, "Titre"},
		{"near", corpus.Article{Body: "Le texte, à peu près."}, store.PutOptions{Fingerprints: prints("u", 0xf0f0_0000_0000_017f)}, store.NewVersion, store.NearText, "Titre"},
		{"not near", corpus.Article{Body: "Le texte, à peu près."}, store.PutOptions{Fingerprints: prints("u", 0xf0f0_0000_0000_01ff)}, store.Added, "", ""},
		{"near, but another day and address", corpus.Article{URL: "https://exemple.fr/b", Date: corpus.Date{Year: 2021}, Body: "Le texte, à peu près."}, store.PutOptions{Fingerprints: prints("u", 0xf0f0_0000_0000_0100)}, store.Added, "", ""},
		{"apart", first, store.PutOptions{Apart: true}, store.Added, "", "Titre"},
		{"by id, as it is given", corpus.Article{ID: "1", Body: "Le texte."}, store.PutOptions{}, store.NewVersion, "", ""},
		{"by another id", corpus.Article{ID: "x", Body: "Le texte."}, store.PutOptions{}, store.Added, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			put(t, s, "c", first, store.PutOptions{Fingerprints: prints("t", 0xf0f0_0000_0000_0100)})
			if tt.o.Fingerprints.Exact == "" {
				tt.o.Fingerprints.Exact = strings.TrimPrefix(tt.a.Body, "Le texte.") + "t"
			}
			m, found, err := s.Twin(t.Context(), "c", tt.a, tt.o.Fingerprints)
			if err != nil || tt.a.ID == "" && !tt.o.Apart && found != (tt.like != "") || found && tt.like != "" && m.Like != tt.like {
				t.Errorf("Twin = %+v, %v, %v", m, found, err)
			}
			r := put(t, s, "c", tt.a, tt.o)
			if r.Outcome != tt.outcome || r.Like != tt.like {
				t.Errorf("Put = %+v, want %s by %s", r, tt.outcome, tt.like)
			}
			a, _, err := s.Article(t.Context(), "c", r.ID)
			if err != nil || a.Title != tt.title {
				t.Errorf("title %q, %v; want %q", a.Title, err, tt.title)
			}
		})
	}
}

func TestAnOldTextDoesNotComeBack(t *testing.T) {
	s := open(t)
	page := corpus.Article{URL: "https://exemple.fr/a", Body: "La page. Publicité."}
	put(t, s, "c", page, store.PutOptions{})
	put(t, s, "c", corpus.Article{ID: "1", URL: page.URL, Body: "La page."}, store.PutOptions{})
	if r := put(t, s, "c", page, store.PutOptions{}); r.Outcome != store.Unchanged || r.Version != 2 {
		t.Errorf("the page read again: %+v; a moderator's correction must hold", r)
	}
}

func TestConflict(t *testing.T) {
	s := open(t)
	put(t, s, "c", corpus.Article{ID: "a", Body: "un"}, store.PutOptions{})
	put(t, s, "c", corpus.Article{ID: "a", Body: "deux"}, store.PutOptions{IfVersion: 1})
	_, err := s.Put(t.Context(), "c", corpus.Article{ID: "a", Body: "trois"}, store.PutOptions{IfVersion: 1})
	var conflict *store.ConflictError
	if !errors.As(err, &conflict) || conflict.Version != 2 || conflict.Current.Body != "deux" {
		t.Errorf("second edit of version 1: %v", err)
	}
	if _, err := s.Put(t.Context(), "c", corpus.Article{ID: "b", Body: "x"}, store.PutOptions{IfVersion: 1}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("edit of nothing: %v", err)
	}
	if first, err := s.Version(t.Context(), "c", "a", 1); err != nil || first.Article.Body != "un" {
		t.Errorf("the first version: %+v, %v", first, err)
	}
}

func TestNumbersAndGivenIDs(t *testing.T) {
	s := open(t)
	put(t, s, "c", corpus.Article{ID: "2", Body: "donné"}, store.PutOptions{})
	var ids []string
	for i := range 3 {
		ids = append(ids, put(t, s, "c", corpus.Article{Body: fmt.Sprint("texte ", i)}, store.PutOptions{}).ID)
	}
	if d := cmp.Diff([]string{"1", "3", "4"}, ids); d != "" {
		t.Error(d)
	}
	_, err := s.Remove(t.Context(), "c", "1", "")
	must(t, err)
	must(t, s.Erase(t.Context(), "c", "", "3"))
	if all, err := s.IDs(t.Context(), "c"); err != nil || !slices.Equal(all, []string{"2", "1", "4"}) {
		t.Errorf("IDs = %q, %v", all, err)
	}
}

func TestRemoveRestoreErase(t *testing.T) {
	s, ctx := open(t), t.Context()
	a := corpus.Article{ID: "a", URL: "https://exemple.fr/a", Body: "texte"}
	put(t, s, "c", a, store.PutOptions{})
	check := func(kind corpus.ChangeKind, rev corpus.Rev, want error) {
		t.Helper()
		if _, _, err := s.Article(ctx, "c", "a"); !errors.Is(err, want) {
			t.Errorf("Article: %v, want %v", err, want)
		}
		changes, err := s.Changes(ctx, "c", 0, 0)
		if err != nil || len(changes) != 1 || changes[0].Kind != kind || changes[0].Rev != rev {
			t.Errorf("Changes = %+v, %v; want %s, rev %d", changes, err, kind, rev)
		}
	}
	do := func(rev corpus.Rev, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(s.Restore(ctx, "c", "a", ""))
	check(corpus.Put, 1, nil)
	do(s.Remove(ctx, "c", "a", ""))
	do(s.Remove(ctx, "c", "a", ""))
	check(corpus.Remove, 2, store.ErrRemoved)
	if r := put(t, s, "c", corpus.Article{URL: a.URL, Body: "autre"}, store.PutOptions{}); r.Outcome != store.Removed {
		t.Errorf("a removed article came back: %+v", r)
	}
	do(s.Restore(ctx, "c", "a", ""))
	check(corpus.Restore, 3, nil)
	do(0, s.Erase(ctx, "c", "", "a"))
	check(corpus.Erase, 4, store.ErrErased)
	for _, again := range []corpus.Article{a, {URL: a.URL, Body: "autre"}, {Body: "texte"}} {
		if r := put(t, s, "c", again, store.PutOptions{}); r.Outcome != store.Erased || r.ID != "a" {
			t.Errorf("an erased article came back: %+v", r)
		}
	}
	if _, err := s.Restore(ctx, "c", "a", ""); !errors.Is(err, store.ErrErased) {
		t.Errorf("Restore: %v", err)
	}
	if r := put(t, s, "c", a, store.PutOptions{Revive: true}); r.Version != 2 || r.Outcome != store.NewVersion {
		t.Errorf("Revive: %+v", r)
	}
	check(corpus.Put, 5, nil)
	if err := s.Erase(ctx, "c", "", "a", "b"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Erase of what never was: %v", err)
	}
	check(corpus.Put, 5, nil)
}

func TestArticlesFilter(t *testing.T) {
	s, ctx := open(t), t.Context()
	for _, a := range []corpus.Article{
		{ID: "a", Title: "L’Arménie élit", Source: "Le Fil", Date: corpus.Date{Year: 2020, Month: 11, Day: 3}, Body: "un"},
		{ID: "b", Title: "Bakou", Source: "AFP", Date: corpus.Date{Year: 2020}, Group: "g", Body: "deux"},
		{ID: "c", Source: "AFP", Body: "trois"},
		{ID: "d", Title: "Retiré", Body: "quatre"},
	} {
		put(t, s, "c", a, store.PutOptions{})
	}
	if _, err := s.Remove(ctx, "c", "d", ""); err != nil {
		t.Fatal(err)
	}
	nov := corpus.Date{Year: 2020, Month: 11}
	for _, tt := range []struct {
		filter store.Filter
		page   store.Page
		want   string
		total  int
	}{
		{store.Filter{}, store.Page{}, "c b a", 3},
		{store.Filter{}, store.Page{Offset: 1, Limit: 1}, "b", 3},
		{store.Filter{Text: "ARMENIE"}, store.Page{}, "a", 1},
		{store.Filter{Text: "afp"}, store.Page{}, "c b", 2},
		{store.Filter{Source: "AFP"}, store.Page{}, "c b", 2},
		{store.Filter{Period: corpus.Period{From: nov, To: nov}}, store.Page{}, "b a", 2},
		{store.Filter{Period: corpus.Period{From: corpus.Date{Year: 2021}}}, store.Page{}, "", 0},
		{store.Filter{Removed: true}, store.Page{}, "d", 1},
	} {
		lines, total, err := s.Articles(ctx, "c", tt.filter, tt.page)
		var ids []string
		for _, l := range lines {
			ids = append(ids, l.Article.ID)
		}
		if got := strings.Join(ids, " "); err != nil || got != tt.want || total != tt.total {
			t.Errorf("Articles(%+v, %+v) = %s of %d, %v; want %s of %d", tt.filter, tt.page, got, total, err, tt.want, tt.total)
		}
	}
	want := store.Counts{Visible: 3, Removed: 1, Bytes: 2 + 4 + 5 + 6}
	if got, err := s.Counts(ctx, "c"); err != nil || got != want {
		t.Errorf("Counts = %+v, %v; want %+v", got, err, want)
	}
}

func TestCollectionsAreApart(t *testing.T) {
	s, ctx := open(t), t.Context()
	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{})
	if r := put(t, s, "d", corpus.Article{Body: "texte"}, store.PutOptions{}); r.Outcome != store.Added || r.ID != "1" || r.Rev != 2 {
		t.Errorf("the same text in another collection: %+v", r)
	}
	got, err := s.Collections(ctx)
	if d := cmp.Diff([]store.Collection{{Name: "c"}, {Name: "d"}}, got); err != nil || d != "" {
		t.Errorf("Collections: %v\n%s", err, d)
	}
	for e, err := range s.All(ctx, "d") {
		if err != nil || e.Rev != 2 || e.Article.Body != "texte" {
			t.Errorf("All: %+v, %v", e, err)
		}
	}
}

func TestFilesAreTheirOwnersOnly(t *testing.T) {
	s := open(t)
	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{})
	dir := filepath.Dir(s.File())
	for _, name := range []string{"", store.FileName, store.FileName + "-wal", store.FileName + "-shm"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestWatchSeesOtherProcesses(t *testing.T) {
	s := open(t)
	other := openFile(t, s.File(), store.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	seen := make(chan struct{}, 8)
	done := make(chan error)
	go func() {
		done <- s.Watch(ctx, func() {
			select {
			case seen <- struct{}{}:
			default:
			}
		})
	}()
	for i, heard := 0, false; !heard; i++ { // the first writes may come before the first look
		put(t, other, "c", corpus.Article{Body: fmt.Sprint(i)}, store.PutOptions{})
		select {
		case <-seen:
			heard = true
		default:
		}
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestBatchCutShort: a batch that its context ends is not there, and says so in the words of the context.
func TestBatchCutShort(t *testing.T) {
	s := open(t)
	items := make([]store.Item, 100)
	for i := range items {
		items[i].Article = corpus.Article{ID: fmt.Sprint(i), Body: strings.Repeat("Le maire inaugure la halle. ", 10_000)}
	}
	for i := range 10 { // the end comes between two statements or within one
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i+1)*5*time.Millisecond)
		if _, err := s.PutBatch(ctx, "local", items); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("PutBatch: %v, want the end of the context", err)
		}
		cancel()
	}
	if counts, err := s.Counts(t.Context(), "local"); err != nil || counts.Visible != 0 {
		t.Errorf("%d articles, %v, want none", counts.Visible, err)
	}
}
