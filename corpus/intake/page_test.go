package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/charmap"

	"propos/corpus"
	"propos/corpus/intake"
)

// pageCase is one page of testdata/pages: made for this test, in the structures of real news sites.
type pageCase struct {
	name, address, want, body string
	html                      []byte
}

func pageCases(t *testing.T) []pageCase {
	t.Helper()
	names, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(names) < 40 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	var cases []pageCase
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		ar := txtar.Parse(data)
		c := pageCase{name: strings.TrimSuffix(filepath.Base(name), ".txtar"), html: ar.Files[0].Data, want: string(ar.Files[1].Data), body: strings.TrimSpace(string(ar.Files[2].Data))}
		for line := range strings.Lines(string(ar.Comment)) {
			if v, ok := strings.CutPrefix(line, "address: "); ok {
				c.address = strings.TrimSpace(v)
			}
			if strings.HasPrefix(line, "charset: windows-1252") {
				if c.html, err = charmap.Windows1252.NewEncoder().Bytes(c.html); err != nil {
					t.Fatal(err)
				}
			}
		}
		cases = append(cases, c)
	}
	return cases
}

func TestPages(t *testing.T) {
	for _, c := range pageCases(t) {
		t.Run(c.name, func(t *testing.T) {
			d, err := intake.Page(c.html, "", c.address)
			if err != nil {
				t.Fatal(err)
			}
			a := d.Article
			var b strings.Builder
			for _, field := range [][2]string{{"title", a.Title}, {"source", a.Source}, {"author", a.Author}, {"date", a.Date.String()}, {"address", a.URL}, {"paywall", map[bool]string{true: "yes", false: "no"}[d.Paywall]}} {
				b.WriteString(strings.TrimRight(fmt.Sprintf("%-7s %s", field[0], field[1]), " ") + "\n")
			}
			if diff := cmp.Diff(c.want, b.String()); diff != "" {
				t.Errorf("what the page says (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(strings.Split(c.body, "\n"), strings.Split(a.Body, "\n")); diff != "" {
				t.Errorf("body (-want +got):\n%s", diff)
			}
			if corpus.Normal(a.Body) != a.Body {
				t.Error("the body is not normal")
			}
		})
	}
}

func BenchmarkPage(b *testing.B) {
	data, err := os.ReadFile("testdata/pages/01-json-ld.txtar")
	if err != nil {
		b.Fatal(err)
	}
	html := txtar.Parse(data).Files[0].Data
	b.ReportAllocs()
	for b.Loop() {
		if _, err := intake.Page(html, "", ""); err != nil {
			b.Fatal(err)
		}
	}
}
