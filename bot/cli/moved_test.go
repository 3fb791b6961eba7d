package cli_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"propos/corpus/demo"
	"propos/corpus/store"
)

// TestMovedToAnotherMachine: a backup that is recovered where there was nothing gives the same answers, articles, versions, names,
// settings and journal, of every collection.
func TestMovedToAnotherMachine(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	old, empty := t.TempDir(), filepath.Join(t.TempDir(), "data")
	livedIn(t, old)
	file := filepath.Join(t.TempDir(), "backup.db")
	if code, _, stderr := run(old, "", "backup", file); code != 0 {
		t.Fatal(stderr)
	}
	if code, _, stderr := run(empty, "", "recover", "--yes", file); code != 0 {
		t.Fatal(stderr)
	}
	got, want := everything(t, empty), everything(t, old)
	for what, text := range want {
		if got[what] != text {
			t.Errorf("%s\ngot  %s\nwant %s", what, got[what], text)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d things, want %d", len(got), len(want))
	}
}

// livedIn makes a data directory in which people have done all sorts of things.
func livedIn(t *testing.T, dir string) {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range demo.Articles() {
		for _, collection := range []string{"local", "123456789012345678"} {
			if _, err := s.Put(t.Context(), collection, a, store.PutOptions{By: "42"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.Set(t.Context(), "local", "public_channels", []string{"7", "8"}, "42"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ids := demo.Articles()
	for _, args := range [][]string{
		{"edit", ids[0].ID, "--title", "Un autre titre"}, {"remove", ids[1].ID}, {"remove", ids[2].ID}, {"restore", ids[2].ID},
		{"erase", "--yes", ids[3].ID}, {"names", "set", "Sergueï Lavrov", "Lavroff"},
	} {
		if code, _, stderr := run(dir, "", args...); code != 0 {
			t.Fatalf("%v: code %d: %s", args, code, stderr)
		}
	}
}

// took is the one thing that may differ between two answers.
var took = regexp.MustCompile(`"took_ms":[0-9.]+`)

// everything is what people can see of a data directory, under names.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, collection := range []string{"local", "123456789012345678"} {
		for _, args := range [][]string{
			{"ask", "--json", "Qu'a dit Lavrov sur la Turquie ?"}, {"ask", "--json", "Combien de morts les combats ont-ils faits ?"},
			{"ask", "--json", "Qu'a dit Lavroff ?"}, {"ask", "--json", "Quelle est la recette de la ratatouille ?"},
			{"quotes", "--json", "-p", "Aliyev"}, {"list", "--json"}, {"list", "--json", "--removed"}, {"names", "list"},
		} {
			code, stdout, stderr := run(dir, "", append([]string{"--collection", collection}, args...)...)
			if code > 1 {
				t.Fatalf("%v: code %d: %s", args, code, stderr)
			}
			all[collection+": "+strings.Join(args, " ")] = took.ReplaceAllString(stdout+stderr, "")
		}
	}
	s, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, collection := range []string{"local", "123456789012345678"} {
		settings, err := s.Settings(t.Context(), collection)
		if err != nil {
			t.Fatal(err)
		}
		journal, err := s.Journal(t.Context(), collection, store.Page{})
		if err != nil {
			t.Fatal(err)
		}
		if len(journal) == 0 {
			t.Fatalf("the journal of %s is empty", collection)
		}
		for what, value := range map[string]any{"settings": settings, "journal": journal, "versions": versions(t, s, collection)} {
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			all[collection+": "+what] = string(text)
		}
	}
	return all
}

// versions are all versions of all articles that were not erased.
func versions(t *testing.T, s *store.Store, collection string) (all []string) {
	t.Helper()
	for _, a := range demo.Articles() {
		for n := 1; ; n++ {
			e, err := s.Version(t.Context(), collection, a.ID, n)
			if err != nil {
				all = append(all, a.ID+": "+err.Error())
				break
			}
			all = append(all, fmt.Sprintf("%s %d %s", a.ID, n, e.Article.Title+e.Article.Body))
		}
	}
	slices.Sort(all)
	return all
}
