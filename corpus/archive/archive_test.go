package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/corpus/archive"
	"propos/corpus/intake"
)

func all(articles ...archive.Article) iter.Seq2[archive.Article, error] {
	return func(yield func(archive.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

var made = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// parts writes a whole export.
func parts(t testing.TB, size int64, rest archive.Rest, articles ...archive.Article) [][]byte {
	t.Helper()
	e := archive.New("x1", "123", made, all(articles...), rest)
	defer e.Close()
	var zips [][]byte
	for e.More() {
		var b bytes.Buffer
		if err := e.Part(&b, size); err != nil {
			t.Fatal(err)
		}
		zips = append(zips, b.Bytes())
	}
	if e.Written() != len(articles) {
		t.Errorf("%d articles written", e.Written())
	}
	return zips
}

func open(t testing.TB, data []byte) *archive.Archive {
	t.Helper()
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func read(t testing.TB, a *archive.Archive) (list []archive.Article) {
	t.Helper()
	for article, err := range a.Articles() {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, article)
	}
	return list
}

var lavrov = archive.Article{
	Article: corpus.Article{ID: "12", Group: "g", Title: "L'été : « déjà » \"chaud\"", Source: "Le Fil", Author: "A. B.", Date: corpus.Date{Year: 2020, Month: 11},
		URL: "https://exemple.fr/a?b=1", Body: "Premier paragraphe, avec <b> et & et « guillemets ».\n\n# Second, qui commence comme un titre\n- une liste", Partial: true},
	Corrections: []archive.Correction{{Article: "12", Quote: "h1", Kind: "hide"}, {Article: "12", Quote: "h2", Kind: "speaker", Value: "Ilham Aliev"}},
}

func TestRoundTrip(t *testing.T) {
	rest := archive.Rest{
		Names:    []archive.Name{{Person: "Sergueï Lavrov", Words: "chef de la diplomatie russe", Office: true, Since: corpus.Date{Year: 2004, Month: 3}}},
		Feeds:    []archive.Feed{{URL: "https://exemple.fr/rss", Title: "Le Fil", Auto: true, Seen: []string{"00"}}},
		Settings: map[string]json.RawMessage{"labels": json.RawMessage(`{"RT":"média d’État"}`)},
	}
	second := archive.Article{Article: corpus.Article{ID: "b", Body: "Autre texte."}}
	zips := parts(t, 0, rest, lavrov, second)
	if len(zips) != 1 {
		t.Fatalf("%d parts", len(zips))
	}
	a := open(t, zips[0])
	if d := cmp.Diff(archive.Manifest{Kind: "collection", Format: 1, Export: "x1", Part: 1, Last: true, Collection: "123", Made: made, Articles: 2}, a.Manifest); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]archive.Article{lavrov, second}, read(t, a)); d != "" {
		t.Error(d)
	}
	got, err := a.Rest()
	if err != nil {
		t.Fatal(err)
	}
	compact := cmp.Transformer("compact", func(m json.RawMessage) string {
		var b bytes.Buffer
		_ = json.Compact(&b, m)
		return b.String()
	})
	if d := cmp.Diff(rest, got, compact); d != "" {
		t.Error(d)
	}
}

// TestMarkdownIsRead: what people get is read by intake as any Markdown with front matter.
func TestMarkdownIsRead(t *testing.T) {
	a := archive.Article{Article: corpus.Article{ID: "1", Title: "L'été \"chaud\" de la ville", Source: "Le Fil", Date: corpus.Date{Year: 2020, Month: 11, Day: 3}, URL: "https://exemple.fr/a",
		Body: "La ville de Tours construit une deuxième ligne de tramway, attendue depuis des années par les habitants."}}
	z, err := zip.NewReader(bytes.NewReader(parts(t, 0, archive.Rest{}, a)[0]), int64(len(parts(t, 0, archive.Rest{}, a)[0])))
	if err != nil {
		t.Fatal(err)
	}
	f := z.File[3]
	if f.Name != "articles/00001-l-ete-chaud-de-la-ville.md" {
		t.Errorf("name: %s", f.Name)
	}
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	d, err := intake.Text(string(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	d.Article.ID = "1"
	if diff := cmp.Diff(a.Article, d.Article); diff != "" {
		t.Errorf("%s\n%s", diff, text)
	}
}

// TestParts: each part is about as large as asked, and together they hold everything once; what is beside articles is in the first.
func TestParts(t *testing.T) {
	var articles []archive.Article
	for i := range 150 {
		var body strings.Builder
		for j := range 200 {
			fmt.Fprintf(&body, "Mot%d ", (i*7919+j*104729)%100003)
		}
		articles = append(articles, archive.Article{Article: corpus.Article{ID: fmt.Sprint(i), Body: strings.TrimSpace(body.String())},
			Corrections: []archive.Correction{{Article: fmt.Sprint(i), Quote: "h", Kind: "hide"}}})
	}
	zips := parts(t, 16<<10, archive.Rest{Names: []archive.Name{{Person: "A", Words: "b"}}}, articles...)
	if len(zips) < 4 {
		t.Fatalf("%d parts", len(zips))
	}
	var got []archive.Article
	for i, data := range zips {
		if len(data) > 40<<10 || i < len(zips)-1 && len(data) < 14<<10 {
			t.Errorf("part %d has %d bytes", i+1, len(data))
		}
		a := open(t, data)
		if a.Manifest.Part != i+1 || a.Manifest.Last != (i == len(zips)-1) {
			t.Errorf("part %d: %+v", i+1, a.Manifest)
		}
		if rest, err := a.Rest(); err != nil || (len(rest.Names) == 1) != (i == 0) {
			t.Errorf("part %d: %+v, %v", i+1, rest, err)
		}
		got = append(got, read(t, a)...)
	}
	if d := cmp.Diff(articles, got); d != "" {
		t.Error(d)
	}
}

// zipOf makes a zip of names and contents.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const manifest = `{"propos":"collection","format":1,"export":"x","part":1,"last":true,"collection":"c","articles":1}`

func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no zip":                     {[]byte("bonjour"), archive.ErrForeign},
		"another zip":                {zipOf(t, "a.txt", "bonjour"), archive.ErrForeign},
		"another manifest":           {zipOf(t, "propos.json", `{"propos":"autre"}`), archive.ErrForeign},
		"a newer one":                {zipOf(t, "propos.json", `{"propos":"collection","format":99,"export":"x","part":1}`), archive.ErrNewer},
		"a manifest that is no JSON": {zipOf(t, "propos.json", `{`), &intake.Refusal{Reason: intake.BadJSON}},
		"a part that cannot be":      {zipOf(t, "propos.json", `{"propos":"collection","format":1,"export":"x","part":-1}`), &intake.Refusal{Reason: intake.BadArchive}},
		"a manifest that is a bomb":  {zipOf(t, "propos.json", strings.Repeat(" ", 20<<20)), &intake.Refusal{Reason: intake.Bomb}},
	} {
		_, err := archive.Open(bytes.NewReader(c.data), int64(len(c.data)))
		var want, got *intake.Refusal
		if errors.As(c.want, &want) {
			if !errors.As(err, &got) || got.Reason != want.Reason {
				t.Errorf("%s: %v", name, err)
			}
		} else if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHostileContents: lines that are no article are refused one by one; a bomb ends the reading; a name with a way out of the folder is never used.
func TestHostileContents(t *testing.T) {
	lines := `{"id":"1","text":"Bon texte."}` + "\n{\n" + `{"id":"","text":"sans numéro"}` + "\n" + `{"id":"2","text":""}` + "\n" + `{"id":"a\u0000b","text":"x"}` + "\n" +
		`{"id":"3","text":"t","date":"2020-13-40"}` + "\n" + `{"id":"4","text":"Fin.","url":"javascript:alert(1)"}` + "\n"
	a := open(t, zipOf(t, "propos.json", manifest, "../../etc/passwd", "x", "articles.jsonl", lines))
	var ids []string
	refused := 0
	for article, err := range a.Articles() {
		var refusal *intake.Refusal
		if errors.As(err, &refusal) && refusal.Line > 0 {
			refused++
			continue
		}
		if err != nil || article.URL != "" {
			t.Errorf("%+v, %v", article, err)
		}
		ids = append(ids, article.ID)
	}
	if refused != 5 || strings.Join(ids, " ") != "1 4" {
		t.Errorf("%d refused, ids %v", refused, ids)
	}
	for name, contents := range map[string]string{"bomb": strings.Repeat("\n", 50<<20), "one long line": strings.Repeat("a", 5<<20)} {
		a = open(t, zipOf(t, "propos.json", manifest, "articles.jsonl", contents))
		for _, err := range a.Articles() {
			var refusal *intake.Refusal
			if !errors.As(err, &refusal) || refusal.Line != 0 {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	a = open(t, zipOf(t, "propos.json", manifest, "names.jsonl", "[1]\n"))
	if _, err := a.Rest(); err == nil {
		t.Error("names that are none are taken")
	}
}

// FuzzOpen: whatever the files of a zip hold, the error is one of the package's, and articles are clean.
func FuzzOpen(f *testing.F) {
	f.Add(manifest, `{"id":"1","text":"Bon texte."}`, `{"article":"1","quote":"h","kind":"hide"}`, `{}`)
	f.Add(manifest, "\n\n{", "x", `{"a":1}`)
	f.Fuzz(func(t *testing.T, manifest, articles, corrections, settings string) {
		data := zipOf(t, "propos.json", manifest, "articles.jsonl", articles, "corrections.jsonl", corrections, "settings.json", settings)
		a, err := archive.Open(bytes.NewReader(data), int64(len(data)))
		var refusal *intake.Refusal
		if err != nil {
			if !errors.Is(err, archive.ErrForeign) && !errors.Is(err, archive.ErrNewer) && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			return
		}
		for article, err := range a.Articles() {
			if err != nil && !errors.As(err, &refusal) {
				t.Fatal(err)
			}
			if err == nil && (article.ID == "" || article.Body == "" || article.Article != article.Clean()) {
				t.Fatalf("%+v", article)
			}
		}
		if _, err := a.Rest(); err != nil && !errors.As(err, &refusal) {
			t.Fatal(err)
		}
	})
}
