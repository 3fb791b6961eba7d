package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"propos/corpus"
)

// A panic of the analysis is an error that names the article.
func TestAnalysisPanics(t *testing.T) {
	var none *Vocabulary
	_, err := none.make(Entry{Article: corpus.Article{ID: "x", Body: "Un texte."}})
	if err == nil || !strings.Contains(err.Error(), "article x") {
		t.Errorf("error %v", err)
	}
}

// An index that another version wrote is refused, and a rebuild puts it right.
func TestStale(t *testing.T) {
	dir := t.TempDir()
	x, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(x.cur.scorch.SetInternal(keyFingerprint, []byte("propos index 0")), x.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err = Open(dir, Options{}); !errors.Is(err, ErrStale) {
		t.Errorf("error %v", err)
	}
	none := func(func(Entry, error) bool) {}
	if err := Rebuild(t.Context(), dir, Options{}, Build{Rev: 2, Articles: none}); err != nil {
		t.Fatal(err)
	}
	x, err = Open(dir, Options{})
	if err != nil || x.Rev() != 2 {
		t.Fatalf("after the rebuild: %v", err)
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

// An index of another analysis is read, and not written, until it is made again.
func TestOutdated(t *testing.T) {
	dir := t.TempDir()
	x, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := Entry{Article: corpus.Article{ID: "a", Title: "Le pont", Body: "Le pont de Villeneuve est fermé depuis lundi."}, Version: 1}
	if err := x.Apply(t.Context(), Batch{Rev: 1, Put: []Entry{a}}); err != nil {
		t.Fatal(err)
	}
	other := fmt.Sprintf(fingerprint, formatVersion, analysisVersion+1, cutVersion)
	if err := errors.Join(x.cur.scorch.SetInternal(keyFingerprint, []byte(other)), x.Close()); err != nil {
		t.Fatal(err)
	}
	if x, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	if !x.Outdated() || x.Rev() != 1 {
		t.Errorf("outdated %v, change %d", x.Outdated(), x.Rev())
	}
	if err := x.Apply(t.Context(), Batch{Rev: 2, Put: []Entry{a}}); !errors.Is(err, ErrStale) {
		t.Errorf("written: %v", err)
	}
	if err := x.Rebuild(t.Context(), Build{Rev: 2, Articles: func(yield func(Entry, error) bool) { yield(a, nil) }}); err != nil {
		t.Fatal(err)
	}
	if x.Outdated() || x.Rev() != 2 {
		t.Errorf("after the rebuild: outdated %v, change %d", x.Outdated(), x.Rev())
	}
	if err := x.Close(); err != nil {
		t.Error(err)
	}
}

// FuzzUnpack: no bytes make a record's reader panic, and what was packed is read back.
func FuzzUnpack(f *testing.F) {
	f.Add((&articleRecord{version: 3, title: "t", blob: "b"}).pack())
	f.Add((&Passage{Title: "t", Text: "x"}).pack())
	f.Fuzz(func(t *testing.T, b []byte) {
		record := string(b)
		if r, err := unpackArticle(record); err == nil {
			if again, err := unpackArticle(string(r.pack())); err != nil || again.title != r.title || again.version != r.version {
				t.Fatalf("%+v was read back as %+v, %v", r, again, err)
			}
		}
		_ = new(Passage).unpack(record)
		_, _ = unpackTotals(record)
	})
}

// A text's shape gives its tokens back; any other shape gives tokens of the text, and no panic.
func FuzzShape(f *testing.F) {
	f.Add("L’Arménie, dit-il, a signé. « Rien ! » En 2020, 100 000 personnes…\n\nHaut-Karabagh", "\x07\x00\x01")
	f.Add("a", "\xff\xff\xff\xff\xff")
	f.Fuzz(func(t *testing.T, text, other string) {
		v := new(Vocabulary)
		want := v.Analyse(text)
		shape := shapeOf(want)
		if got := v.shaped(text, shape); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, not %v", text, got, want)
		}
		for _, token := range v.shaped(text, other) {
			_ = text[token.Start:token.End]
		}
	})
}
