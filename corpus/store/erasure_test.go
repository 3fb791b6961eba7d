package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"propos/corpus"
	"propos/corpus/store"
)

// filesWith returns the files under dir that hold the words.
func filesWith(t *testing.T, dir, words string) (found []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(words)) {
			found = append(found, filepath.Base(path))
		}
		return err
	}))
	return found
}

// TestErasedWordsAreNowhere erases articles of all sizes that were written among many others, some several times.
func TestErasedWordsAreNowhere(t *testing.T) {
	s, ctx := open(t), t.Context()
	dir := filepath.Dir(s.File())
	random := rand.New(rand.NewPCG(1, 2))
	body := func(word string) string {
		return strings.Repeat(fmt.Sprintf("%s %d ", word, random.Int()), 1+random.IntN(200))
	}
	const secret = "MotSecret"
	var items []store.Item
	var secrets []string
	for i := range 600 {
		a := corpus.Article{ID: fmt.Sprint("n", i), Title: "Titre public", Body: body("public")}
		if i%10 == 0 {
			a = corpus.Article{ID: fmt.Sprint("s", i), Title: secret, Author: secret, Body: body(secret), URL: "https://exemple.fr/" + secret + fmt.Sprint(i)}
			secrets = append(secrets, a.ID)
		}
		items = append(items, store.Item{Article: a})
	}
	for range 3 { // versions: pages are split and merged
		for i := range items {
			items[i].Article.Body += " fin."
		}
		random.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		_, err := s.PutBatch(ctx, "c", items)
		must(t, err)
	}
	id := secrets[0]
	must(t, s.SaveDraft(ctx, "c", store.Draft{Key: "1", Article: id, Content: json.RawMessage(`"` + secret + `"`)}, corpus.Article{Body: "x"}, store.Fingerprints{}))
	must(t, s.SaveDraft(ctx, "c", store.Draft{Key: "2", Content: json.RawMessage(`"` + secret + `"`)}, corpus.Article{URL: "https://exemple.fr/" + secret + id[1:], Body: "y"}, store.Fingerprints{}))
	must(t, s.SaveDraft(ctx, "c", store.Draft{Key: "3", Content: json.RawMessage(`"autre"`)}, corpus.Article{Body: "z"}, store.Fingerprints{}))
	must(t, s.Correct(ctx, "c", store.Correction{Article: id, Quote: "q", Kind: store.Remark, Value: secret}))
	_, err := s.AddTask(ctx, "c", store.Task{Kind: store.Report, Article: id, Text: secret})
	must(t, err)
	must(t, s.KeepAnswer(ctx, store.Answer{Key: "k", Collection: "c", Articles: []string{id}, Citations: json.RawMessage(`["` + secret + `"]`)}))
	if len(filesWith(t, dir, secret)) == 0 {
		t.Fatal("the words are in no file before they are erased")
	}
	must(t, s.Erase(ctx, "c", "m", secrets...))
	if found := filesWith(t, dir, secret); found != nil {
		t.Errorf("erased words are still in %v", found)
	}
	if n, err := s.Counts(ctx, "c"); err != nil || n.Visible != len(items)-len(secrets) {
		t.Errorf("Counts = %+v, %v", n, err)
	}
	if drafts, err := s.Drafts(ctx, "c", store.Page{}); err != nil || len(drafts) != 1 || drafts[0].Key != "3" {
		t.Errorf("Drafts = %+v, %v", drafts, err)
	}
	if a, err := s.Answer(ctx, "k"); err != nil || string(a.Citations) != "null" {
		t.Errorf("Answer = %s, %v", a.Citations, err)
	}
	must(t, s.Forget(ctx, "c"))
	if found := filesWith(t, dir, "public"); found != nil {
		t.Errorf("words of a forgotten collection are still in %v", found)
	}
	must(t, s.Check(ctx))
}

func TestForgetAndBeginAgain(t *testing.T) {
	s, ctx := open(t), t.Context()
	put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{})
	put(t, s, "d", corpus.Article{Body: "texte"}, store.PutOptions{})
	must(t, s.Choose(ctx, "p", "c"))
	must(t, s.Forget(ctx, "c"))
	must(t, s.Forget(ctx, "c"))
	if changes, err := s.Changes(ctx, "c", 0, 0); err != nil || changes != nil {
		t.Errorf("Changes = %v, %v", changes, err)
	}
	if choice, err := s.Choice(ctx, "p"); choice != "" || err != nil {
		t.Errorf("Choice = %q, %v", choice, err)
	}
	if r := put(t, s, "c", corpus.Article{Body: "texte"}, store.PutOptions{}); r.Rev != 3 || r.ID != "1" {
		t.Errorf("the first article of a collection that begins again: %+v", r)
	}
	for collection, want := range map[string]corpus.Rev{"c": 2, "d": 1, "none": 3} {
		if since, err := s.Since(ctx, collection); since != want || err != nil {
			t.Errorf("Since(%s) = %d, %v, want %d", collection, since, err, want)
		}
	}
}

func TestEraseBesideAReader(t *testing.T) {
	s, ctx := open(t), t.Context()
	for i := range 3 {
		put(t, s, "c", corpus.Article{ID: fmt.Sprint(i), Body: "MotSecret" + fmt.Sprint(i)}, store.PutOptions{})
	}
	read := 0
	for e, err := range s.All(ctx, "c") { // holds the log while the first article is erased
		must(t, err)
		if read++; read == 1 {
			short, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
			if err := s.Erase(short, "c", "m", "0"); err == nil {
				t.Error("Erase says that the log is empty, but a reader holds it")
			}
			cancel()
			if _, _, err := s.Article(ctx, "c", "0"); !errors.Is(err, store.ErrErased) {
				t.Errorf("a reader that begins: %v", err)
			}
		}
		if want := "MotSecret" + e.Article.ID; e.Article.Body != want {
			t.Errorf("a reader saw %q of article %s", e.Article.Body, e.Article.ID)
		}
	}
	if read != 3 {
		t.Errorf("a reader saw %d articles of 3", read)
	}
	must(t, s.Scrub(ctx))
	if found := filesWith(t, filepath.Dir(s.File()), "MotSecret0"); found != nil {
		t.Errorf("erased words are still in %v", found)
	}
}
