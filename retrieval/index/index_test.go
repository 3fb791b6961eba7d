package index_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/index"
)

func memory(t testing.TB) *index.Index {
	t.Helper()
	x, err := index.Memory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, x) })
	return x
}

func onDisk(t testing.TB, dir string) *index.Index {
	t.Helper()
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeIt(t, x) })
	return x
}

func closeIt(t testing.TB, x *index.Index) {
	t.Helper()
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

func view(t testing.TB, x *index.Index) *index.View {
	t.Helper()
	v, err := x.View()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(v.Close)
	return v
}

// stats does not keep a View open, for which Close would wait.
func stats(t testing.TB, x *index.Index) index.Stats {
	t.Helper()
	v, err := x.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	return v.Stats()
}

func apply(t testing.TB, x *index.Index, b index.Batch) {
	t.Helper()
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func entry(id, title, body string) index.Entry {
	return index.Entry{Article: corpus.Article{ID: id, Title: title, Body: body}, Version: 1}
}

// ask searches for every content word of a text, each a concept.
func ask(x *index.Index, text string) index.Query {
	var q index.Query
	for _, tok := range x.Analyse(text) {
		if !tok.Stop {
			q.Concepts = append(q.Concepts, index.Concept{Terms: []index.Term{index.TermOf(tok.Word)}})
		}
	}
	return q
}

// found returns the articles that a text finds, best first.
func found(t testing.TB, x *index.Index, text string) []string {
	t.Helper()
	v, err := x.View()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	r, err := v.Search(t.Context(), ask(x, text), 100)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, h := range r.Hits {
		out = append(out, h.Article)
	}
	return out
}

func TestApplyAndSearch(t *testing.T) {
	for name, x := range map[string]*index.Index{"memory": memory(t), "disk": onDisk(t, t.TempDir())} {
		t.Run(name, func(t *testing.T) {
			apply(t, x, index.Batch{Rev: 3, Put: []index.Entry{
				entry("a", "Le port de Brest", "Les navires sont au port. La mer est calme."),
				entry("b", "La montagne", "Un navire ne monte pas en montagne."),
				entry("c", "Cuisine", "La recette de la ratatouille."),
			}})
			for text, want := range map[string][]string{
				"navires":      {"b", "a"}, // a is longer
				"port":         {"a"},
				"ratatouilles": {"c"},
				"usine":        {},
			} {
				if diff := cmp.Diff(want, found(t, x, text)); diff != "" {
					t.Errorf("%s: %s", text, diff)
				}
			}
			apply(t, x, index.Batch{Rev: 4, Put: []index.Entry{{Article: corpus.Article{ID: "a", Body: "Une usine."}, Version: 2}}, Drop: []string{"c", "unknown"}})
			if diff := cmp.Diff([]string{"a"}, found(t, x, "usines")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"b"}, found(t, x, "navire")); diff != "" {
				t.Error(diff)
			}
			s := view(t, x).Stats()
			if s.Rev != 4 || x.Rev() != 4 || s.Articles != 2 || s.Passages != 2 || s.Words != 5 {
				t.Errorf("stats %+v", s)
			}
		})
	}
}

func TestPassages(t *testing.T) {
	x := memory(t)
	a := corpus.Article{ID: "a", Title: "L’Arménie", Source: "AFP", Group: "g", Date: corpus.Date{Year: 2020, Month: 11}, Body: "Première phrase. Deuxième phrase."}
	apply(t, x, index.Batch{Rev: 1, Put: []index.Entry{{Article: a, Version: 7}}})
	v := view(t, x)
	r, err := v.Search(t.Context(), ask(x, "arménie"), 10)
	if err != nil || len(r.Hits) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	for range 2 { // read, then from the cache
		ps, err := v.Passages(t.Context(), r.Hits)
		if err != nil {
			t.Fatal(err)
		}
		p := ps[0]
		if first, err := v.Openings(t.Context(), r.Hits); err != nil || first[0] != p {
			t.Errorf("opening %+v, %v", first, err)
		}
		if p.Article != "a" || p.Version != 7 || p.Title != a.Title || p.Source != a.Source || p.Group != "g" || p.Date != a.Date || p.Text != p.Span.Of(a.Body) {
			t.Errorf("passage %+v", p)
		}
		tokens := p.Tokens()
		if len(tokens) != 4 || tokens[3].Sentence != 1 || p.Text[tokens[3].Start:tokens[3].End] != "phrase" || tokens[1].Word != tokens[3].Word {
			t.Errorf("tokens %+v", tokens)
		}
	}
}

// The opening of a passage is the first of its own article, whichever passage was found, read once or from the cache.
func TestOpenings(t *testing.T) {
	x := memory(t)
	long := strings.Repeat("La pluie tombe sur le village endormi. ", 60)
	var put []index.Entry
	for _, id := range []string{"a", "b"} {
		put = append(put, index.Entry{Article: corpus.Article{ID: id, Body: "Le maire de " + id + " parle. " + long + "La fanfare arrive."}, Version: 3})
	}
	apply(t, x, index.Batch{Rev: 1, Put: put})
	v := view(t, x)
	r, err := v.Search(t.Context(), ask(x, "fanfare"), 10)
	if err != nil || len(r.Hits) != 2 || r.Hits[0].Ordinal == 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	for range 2 {
		ps, err := v.Openings(t.Context(), r.Hits)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range ps {
			if p.Article != r.Hits[i].Article || p.Ordinal != 0 || p.Version != 3 || !strings.HasPrefix(p.Text, "Le maire de "+p.Article) {
				t.Errorf("opening of %s: %+v", r.Hits[i].Article, p)
			}
		}
	}
}

// root returns the module's directory.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil && dir != "/" {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above")
	return ""
}

// shared returns the path of a file of the evaluation data, or skips.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(root(t), "..", "shared", name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("evaluation data is missing: %v", err)
		}
		t.Skipf("evaluation data is not here: %s", name)
	}
	return path
}
