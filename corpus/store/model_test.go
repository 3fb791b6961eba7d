package store_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"propos/corpus"
	"propos/corpus/store"
)

// article is one article of the model.
type article struct {
	versions []corpus.Article
	newest   int // number of the last of versions
	last     corpus.Change
}

func (a *article) removed() bool { return a.last.Kind == corpus.Remove }
func (a *article) erased() bool  { return a.last.Kind == corpus.Erase }

// model is what the store must be: articles put by their ids.
type model struct {
	rev      corpus.Rev
	articles map[[2]string]*article
}

func (m *model) change(key [2]string, kind corpus.ChangeKind) corpus.Rev {
	a := m.articles[key]
	version := a.newest
	if kind == corpus.Erase {
		version = 0
	}
	m.rev++
	a.last = corpus.Change{Rev: m.rev, Collection: key[0], Article: key[1], Version: version, Kind: kind}
	return m.rev
}

func (m *model) put(collection string, given corpus.Article, o store.PutOptions) (store.Result, error) {
	key := [2]string{collection, given.ID}
	a := m.articles[key]
	if a == nil {
		if o.IfVersion > 0 {
			return store.Result{}, store.ErrNotFound
		}
		a = &article{}
		m.articles[key] = a
	} else if !o.Revive && a.erased() {
		return store.Result{ID: given.ID, Rev: a.last.Rev, Outcome: store.Erased}, nil
	} else if !o.Revive && a.removed() {
		return store.Result{ID: given.ID, Version: a.last.Version, Rev: a.last.Rev, Outcome: store.Removed}, nil
	} else if o.IfVersion > 0 && o.IfVersion != a.last.Version {
		return store.Result{}, &store.ConflictError{}
	}
	outcome := store.NewVersion
	if a.newest == 0 {
		outcome = store.Added
	}
	same := len(a.versions) > 0 && a.versions[len(a.versions)-1] == given
	if same && !a.removed() {
		return store.Result{ID: given.ID, Version: a.last.Version, Rev: a.last.Rev, Outcome: store.Unchanged}, nil
	}
	if !same {
		a.newest++
		a.versions = append(a.versions, given)
	}
	return store.Result{ID: given.ID, Version: a.newest, Rev: m.change(key, corpus.Put), Outcome: outcome}, nil
}

func (m *model) turn(key [2]string, kind corpus.ChangeKind) (corpus.Rev, error) {
	switch a := m.articles[key]; {
	case a == nil:
		return 0, store.ErrNotFound
	case a.erased():
		return 0, store.ErrErased
	case a.removed() != (kind == corpus.Remove):
		return m.change(key, kind), nil
	default:
		return a.last.Rev, nil
	}
}

func (m *model) erase(key [2]string) error {
	switch a := m.articles[key]; {
	case a == nil:
		return store.ErrNotFound
	case !a.erased():
		a.versions = nil
		m.change(key, corpus.Erase)
	}
	return nil
}

func (m *model) forget(collection string) {
	for key := range m.articles {
		if key[0] == collection {
			delete(m.articles, key)
		}
	}
}

func (m *model) changes(collection string, after corpus.Rev, limit int) (all []corpus.Change) {
	for key, a := range m.articles {
		if key[0] == collection && a.last.Rev > after {
			all = append(all, a.last)
		}
	}
	slices.SortFunc(all, func(a, b corpus.Change) int { return cmp.Compare(a.Rev, b.Rev) })
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all
}

// TestAgainstAModel does the same at random to a store and to a model, and compares what both say. Now and then the
// store is closed and opened again.
func TestAgainstAModel(t *testing.T) {
	dir, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := t.Context()
		runs++
		file := filepath.Join(dir, fmt.Sprint(runs), store.FileName)
		s := reopen(t, nil, file)
		defer func() { s = closed(t, s) }()
		m := model{articles: map[[2]string]*article{}}
		collections, ids := rapid.SampledFrom([]string{"c", "d"}), rapid.SampledFrom([]string{"1", "2", "x"})
		key := func(t *rapid.T) [2]string { return [2]string{collections.Draw(t, "collection"), ids.Draw(t, "id")} }
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				k := key(t)
				a := corpus.Article{ID: k[1], Title: rapid.SampledFrom([]string{"", "T"}).Draw(t, "title"), Body: rapid.SampledFrom([]string{"un", "deux"}).Draw(t, "body"), Partial: rapid.Bool().Draw(t, "partial")}
				o := store.PutOptions{IfVersion: rapid.IntRange(0, 2).Draw(t, "if"), Revive: rapid.Bool().Draw(t, "revive")}
				want, wantErr := m.put(k[0], a, o)
				got, err := s.Put(ctx, k[0], a, o)
				agree(t, "Put", want, got, wantErr, err)
			},
			"turn": func(t *rapid.T) {
				k := key(t)
				kind := rapid.SampledFrom([]corpus.ChangeKind{corpus.Remove, corpus.Restore}).Draw(t, "kind")
				turn := map[corpus.ChangeKind]func(context.Context, string, string, string) (corpus.Rev, error){corpus.Remove: s.Remove, corpus.Restore: s.Restore}[kind]
				want, wantErr := m.turn(k, kind)
				got, err := turn(ctx, k[0], k[1], "")
				agree(t, string(kind), want, got, wantErr, err)
			},
			"erase": func(t *rapid.T) {
				k := key(t)
				agree(t, "Erase", 0, 0, m.erase(k), s.Erase(ctx, k[0], "", k[1]))
			},
			"forget": func(t *rapid.T) {
				if rapid.IntRange(0, 4).Draw(t, "seldom") == 0 {
					c := collections.Draw(t, "collection")
					m.forget(c)
					agree(t, "Forget", 0, 0, nil, s.Forget(ctx, c))
				}
			},
			"reopen": func(t *rapid.T) { s = reopen(t, s, file) },
			"": func(t *rapid.T) {
				k := key(t)
				after, limit := corpus.Rev(rapid.IntRange(0, int(m.rev)).Draw(t, "after")), rapid.IntRange(0, 3).Draw(t, "limit")
				got, err := s.Changes(ctx, k[0], after, limit)
				agree(t, "Changes", m.changes(k[0], after, limit), got, nil, err)
				rev, err := s.LastRev(ctx)
				agree(t, "LastRev", m.rev, rev, nil, err)
				checkAll(t, s, &m, k[0])
				checkVersions(t, s, &m, k)
			},
		})
	})
}

// checkAll compares All with the visible articles of the model.
func checkAll(t *rapid.T, s *store.Store, m *model, collection string) {
	var want, got []string
	for _, c := range m.changes(collection, 0, 0) {
		if c.Visible() {
			a := m.articles[[2]string{collection, c.Article}]
			want = append(want, fmt.Sprintf("%d %+v", c.Rev, a.versions[len(a.versions)-1]))
		}
	}
	for e, err := range s.All(t.Context(), collection) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%d %+v", e.Rev, e.Article))
	}
	agree(t, "All", want, got, nil, nil)
}

// checkVersions compares Article and Version with an article of the model.
func checkVersions(t *rapid.T, s *store.Store, m *model, key [2]string) {
	var want []corpus.Article
	wantErr, absent := store.ErrNotFound, store.ErrNotFound
	erased := 0 // versions, whose numbers are not given again
	if a := m.articles[key]; a != nil {
		want, erased = a.versions, a.newest-len(a.versions)
		wantErr = map[corpus.ChangeKind]error{corpus.Remove: store.ErrRemoved, corpus.Erase: store.ErrErased}[a.last.Kind]
		if a.erased() {
			absent = store.ErrErased
		}
	}
	for i, a := range want {
		e, err := s.Version(t.Context(), key[0], key[1], erased+i+1)
		agree(t, "Version", a, e.Article, nil, err)
	}
	_, err := s.Version(t.Context(), key[0], key[1], erased+len(want)+1)
	agree(t, "Version that never was", 0, 0, absent, err)
	_, _, err = s.Article(t.Context(), key[0], key[1])
	agree(t, "Article", 0, 0, wantErr, err)
}

// agree fails when the store and the model say different things.
func agree[T any](t *rapid.T, what string, want, got T, wantErr, err error) {
	t.Helper()
	var conflict *store.ConflictError
	switch {
	case errors.As(wantErr, &conflict):
		if !errors.As(err, &conflict) {
			t.Fatalf("%s: %v, want a conflict", what, err)
		}
	case !errors.Is(err, wantErr):
		t.Fatalf("%s: %v, want %v", what, err, wantErr)
	default:
		if d := gocmp.Diff(want, got); d != "" {
			t.Fatalf("%s (-want +got):\n%s", what, d)
		}
	}
}

// reopen closes s when it is not nil, and opens file.
func reopen(t *rapid.T, s *store.Store, file string) *store.Store {
	closed(t, s)
	s, err := store.Open(t.Context(), file, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(t *rapid.T, s *store.Store) *store.Store {
	if s != nil {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return nil
}
