package retrieval_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shared returns the path of evaluation data beside the module; without it the test is skipped, or fails where CI is set.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the evaluation data is absent: %v", err)
		}
		t.Skipf("the evaluation data is absent: %v", err)
	}
	return path
}

// question is a line of a question file. Any of Evidence must stand in the first citation; kind "none" must be refused.
type question struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Text     string   `json:"question"`
	Relevant []string `json:"relevant"`
	Evidence []string `json:"evidence"`
	Speaker  *string  `json:"speaker"`
	Follows  string   `json:"follows"`
}

// readLines reads a JSON Lines file, which may be packed by gzip.
func readLines[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var out []T
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<24)
	for s.Scan() {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatalf("%s, line %d: %v", path, len(out)+1, err)
		}
		out = append(out, v)
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return out
}

// foundingArticles reads the five articles that Propos began with, as an import does.
func foundingArticles(t testing.TB) []corpus.Article {
	t.Helper()
	var out []corpus.Article
	for d, err := range intake.ReadPath(shared(t, "articles"), intake.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		a := d.Article
		a.ID = filepath.Base(d.Name)[:3]
		out = append(out, a)
	}
	if len(out) != 5 {
		t.Fatalf("%d founding articles, want 5", len(out))
	}
	return out
}

// bench is a library over some articles, with what stands in them.
type bench struct {
	*retrieval.Library
	bodies map[string]string
}

// libraryOf indexes articles in memory.
func libraryOf(t testing.TB, articles []corpus.Article) *bench {
	t.Helper()
	b := &bench{retrieval.New(retrieval.NewShelf(articles), retrieval.Options{}), map[string]string{}}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, a := range articles {
		b.bodies[a.ID] = a.Body
	}
	if err := b.Sync(context.Background(), "local", nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// dated makes articles of an id, a date, a title and a body each.
func dated(t testing.TB, rows [][4]string) []corpus.Article {
	t.Helper()
	var out []corpus.Article
	for _, a := range rows {
		date, err := corpus.ParseDate(a[1])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, corpus.Article{ID: a[0], Date: date, Title: a[2], Body: a[3], Source: "L'Écho de Valbrune"})
	}
	return out
}

func demoLibrary(t testing.TB) *bench { return libraryOf(t, demo.Articles()) }

// ask answers one question, and checks every citation against the stored body.
func (b *bench) ask(t testing.TB, q retrieval.Question) retrieval.Answer {
	t.Helper()
	a, err := b.Ask(context.Background(), "local", q)
	if err != nil {
		t.Fatalf("ask %q: %v", q.Text, err)
	}
	checkAnswer(t, a, func(h retrieval.Heading) (string, bool) { body, ok := b.bodies[h.ID]; return body, ok })
	return a
}

// checkAnswer checks what holds of every answer ever given.
func checkAnswer(t testing.TB, a retrieval.Answer, bodyOf func(retrieval.Heading) (string, bool)) {
	t.Helper()
	if (a.Reason == retrieval.ReasonAnswered) != (len(a.Citations) > 0) {
		t.Errorf("%q: reason %q with %d citations", a.Question, a.Reason, len(a.Citations))
	}
	if len(a.Citations) > 5 || len(a.Others) > 3 {
		t.Errorf("%q: %d citations, %d other voices", a.Question, len(a.Citations), len(a.Others))
	}
	seen := map[string]bool{}
	for _, id := range a.Ranked {
		if seen[id] {
			t.Errorf("%q: %s is ranked twice", a.Question, id)
		}
		seen[id] = true
	}
	for _, c := range append(append([]retrieval.Citation{}, a.Citations...), a.Related...) {
		body, ok := bodyOf(c.Article)
		if !ok {
			t.Errorf("%q: cites article %q, which is not in the collection", a.Question, c.Article.ID)
			continue
		}
		if fault := citationFault(c, body); fault != "" {
			t.Errorf("%q: citation of %s %v: %s", a.Question, c.Article.ID, c.Span, fault)
		}
	}
}

// citationFault says what is wrong with a citation of a body; "" when nothing is.
func citationFault(c retrieval.Citation, body string) string {
	if !c.Span.Valid(body) || c.Span.Of(body) != c.Text {
		return "its text is not the body's"
	}
	if strings.TrimSpace(c.Text) != c.Text {
		return "it begins or ends with a space"
	}
	end := c.Span.Start
	for _, m := range c.Marks {
		if !m.Valid(body) || m.Start < end || !c.Span.Contains(m) {
			return "its marks are not in order, apart and inside"
		}
		end = m.End
	}
	if c.Quote != (corpus.Span{}) && (!c.Quote.Valid(body) || !c.Span.Contains(c.Quote)) {
		return "its quotation is not inside"
	}
	if n := len([]rune(c.Text)); n > 500 {
		return "it is longer than 500 characters"
	}
	return ""
}

// openStore opens a store in a folder of the test's own.
func openStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put stores an article, brought back if it was removed.
func put(t testing.TB, s *store.Store, collection string, a corpus.Article) {
	t.Helper()
	if _, err := s.Put(context.Background(), collection, a, store.PutOptions{Apart: true, Revive: true}); err != nil {
		t.Fatal(err)
	}
}

// golden compares text with a file in testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: answers have changed (go test -update writes them anew)\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}
