package demo_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/corpus/demo"
)

func TestArticles(t *testing.T) {
	articles := demo.Articles()
	if len(articles) != 12 {
		t.Errorf("%d articles, want a dozen", len(articles))
	}
	seen := map[string]bool{}
	for _, a := range articles {
		if a.ID == "" || seen[a.ID] {
			t.Errorf("id %q is empty or used twice", a.ID)
		}
		seen[a.ID] = true
		if a.Title == "" || a.Date.Year == 0 || a.Source != demo.Source || a.Author != "" || a.URL != "" {
			t.Errorf("%s: title %q, date %v, source %q, author %q, address %q", a.ID, a.Title, a.Date, a.Source, a.Author, a.URL)
		}
		if n := utf8.RuneCountInString(a.Body); n < 600 || n > 1800 {
			t.Errorf("%s: %d characters, want 600 to 1,800", a.ID, n)
		}
		if a.Clean() != a {
			t.Errorf("%s: is not in the form that corpus promises", a.ID)
		}
	}
}

func TestArticlesAreTheCallersOwn(t *testing.T) {
	demo.Articles()[0].Title = "changed"
	if demo.Articles()[0].Title == "changed" {
		t.Error("a caller's change shows in the next call")
	}
}

// guillemets holds what stands between French quotation marks.
var guillemets = regexp.MustCompile(`«[^»]*»`)

// TestQuotationsAreVerbatim checks that nobody is given words that they did not say:
// all that stands between guillemets stands in a founding article too.
func TestQuotationsAreVerbatim(t *testing.T) {
	founding := strings.Join(foundingArticles(t), "\n")
	for _, a := range demo.Articles() {
		for _, quoted := range guillemets.FindAllString(a.Body, -1) {
			words := strings.TrimFunc(quoted, func(r rune) bool { return r == '«' || r == '»' || unicode.IsSpace(r) })
			if !strings.Contains(founding, words) {
				t.Errorf("%s: no founding article has the words « %s »", a.ID, words)
			}
		}
	}
}

// TestSentencesAreOurOwn checks that no eight words in a row outside guillemets come from a founding article.
func TestSentencesAreOurOwn(t *testing.T) {
	const run = 8
	copied := map[string]bool{}
	for _, text := range foundingArticles(t) {
		words := strings.FieldsFunc(strings.ToLower(text), notWord)
		for i := 0; i+run <= len(words); i++ {
			copied[strings.Join(words[i:i+run], " ")] = true
		}
	}
	for _, a := range demo.Articles() {
		for _, part := range guillemets.Split(a.Title+".\n"+a.Body, -1) {
			words := strings.FieldsFunc(strings.ToLower(part), notWord)
			for i := 0; i+run <= len(words); i++ {
				if s := strings.Join(words[i:i+run], " "); copied[s] {
					t.Errorf("%s: « %s » stands in a founding article", a.ID, s)
				}
			}
		}
	}
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// foundingArticles returns the texts of ../shared/articles, beside the repository; it skips the test where they are not.
func foundingArticles(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "articles", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		if os.Getenv("CI") == "true" {
			t.Fatal("../shared/articles is missing, and CI must not skip")
		}
		t.Skip("the founding articles are not beside the repository: ../shared/articles")
	}
	texts := make([]string, len(names))
	for i, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = corpus.Normal(string(b))
	}
	return texts
}
