package intake_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/corpus/intake"
)

var update = flag.Bool("update", false, "write the golden files anew")

// founding reads the five founding articles.
func founding(t *testing.T) []intake.Draft {
	dir := sharedFile(t, "articles")
	var drafts []intake.Draft
	for d, err := range intake.ReadPath(dir, intake.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, d)
	}
	return drafts
}

func TestFoundingArticles(t *testing.T) {
	var b strings.Builder
	for _, d := range founding(t) {
		a := d.Article
		fmt.Fprintf(&b, "%s\n  title   %q\n  source  %q\n  author  %q\n  date    %q\n  address %q\n", filepath.Base(d.Name), a.Title, a.Source, a.Author, a.Date, a.URL)
		fmt.Fprintf(&b, "  body    %d bytes, %d words, %d lines, sha256 %.6x\n", len(a.Body), d.Words, strings.Count(a.Body, "\n")+1, sha256.Sum256([]byte(a.Body)))
		fmt.Fprintf(&b, "          %q … %q\n", first(a.Body, 30), last(a.Body, 30))
		for _, c := range d.Cut {
			fmt.Fprintf(&b, "  cut     %-8s %d bytes, %q\n", c.Rule, len(c.Text), first(c.Text, 30))
		}
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "  note    %s\n", n)
		}
	}
	golden(t, "testdata/founding.golden", b.String())
}

// No quotation of the founding articles is lost with what is cut.
func TestFoundingQuotationsStay(t *testing.T) {
	bodies := map[string]string{}
	for _, d := range founding(t) {
		bodies[filepath.Base(d.Name)] = d.Article.Body
	}
	f, err := os.Open(sharedFile(t, "eval/quotes/articles_gold.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for dec := json.NewDecoder(bufio.NewReader(f)); dec.More(); {
		var doc struct {
			File   string `json:"source_file"`
			Quotes []struct{ Text string }
		}
		if err := dec.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		for _, q := range doc.Quotes {
			n++
			if !strings.Contains(bodies[doc.File], corpus.Normal(q.Text)) {
				t.Errorf("%s has lost %q", doc.File, first(q.Text, 40))
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d quotations read", n)
	}
}

// golden compares text with a golden file, or writes it with -update.
func golden(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func first(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

func last(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}
