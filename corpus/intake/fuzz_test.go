package intake_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"propos/corpus"
	"propos/corpus/intake"
)

// checkDraft holds what is true of everything that intake lets through.
func checkDraft(t *testing.T, d intake.Draft) {
	t.Helper()
	a := d.Article
	if a.Body == "" || corpus.Normal(a.Body) != a.Body {
		t.Fatalf("the body %q is empty or not normal", a.Body)
	}
	if a.Clean() != a {
		t.Fatalf("the article %+v is not clean", a)
	}
	if a.Date.Check() != nil {
		t.Fatalf("the date %v cannot be", a.Date)
	}
	if a.URL != "" {
		if u, err := intake.NormalURL(a.URL); err != nil || u != a.URL {
			t.Fatalf("the address %q is not normal: %v", a.URL, err)
		}
	}
	for _, c := range d.Cut {
		if c.Rule == "" || c.Text == "" || !utf8.ValidString(c.Text) {
			t.Fatalf("bad cut %+v", c)
		}
	}
	if strings.Contains(a.Title+a.Source+a.Author, "\n") {
		t.Fatalf("a field of several lines: %+v", a)
	}
}

// FuzzRead gives files of any kind: no panic, no endless reading, only clean articles and refusals.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Un titre\n\nPar Olivier Merlet\n\n" + para, "---\ntitle: x\n---\n# y\n**z** [a](http://b)", `{"id":"a","text":"b","date":"XXXX-02"}` + "\n{", "[{\"text\":\"a\"}]",
		"<!doctype html><title>a</title><h1>b</h1><p>" + para, "\xff\xfea\x00", "date 2020-11 a", "Ce site utilise des cookies.\nOK", "\x1f\x8b\x08", "PK\x03\x04",
		docx(f, "<w:p><w:r><w:t>a</w:t></w:r></w:p>"), zipOf(f, "a.txt", "a", "b.json", "{}"), gzipOf(f, "{\"text\":\"a\"}"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		n := 0
		for d, err := range intake.Read("f", bytes.NewReader(file), intake.Options{MaxFile: 1 << 20, MaxTotal: 4 << 20, MaxEntries: 100}) {
			if n++; n > len(file)+2 {
				t.Fatal("more articles than bytes")
			}
			if err != nil {
				if !errors.As(err, new(*intake.Refusal)) {
					t.Fatalf("a reader of memory cannot fail: %v", err)
				}
				continue
			}
			checkDraft(t, d)
		}
	})
}

// FuzzPage gives pages.
func FuzzPage(f *testing.F) {
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"a","datePublished":"2020-11-21","author":[{"name":"b"}]}</script><h1>a</h1><p>`+para+`</p>`), "https://exemple.fr/a")
	f.Add([]byte(`<table><tr><td>a<td>b<tr><td><ul><li>c<li>d</table><time datetime="2020-02-31">x</time>`), "")
	f.Fuzz(func(t *testing.T, html []byte, address string) {
		if d, err := intake.Page(html, "text/html", address); err == nil {
			checkDraft(t, d)
		} else if !errors.As(err, new(*intake.Refusal)) {
			t.Fatal(err)
		}
	})
}
