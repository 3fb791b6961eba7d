package intake_test

import (
	"math/bits"
	"os"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// same and near say of two prints what the store says of them when an article comes.
func same(p, q intake.Print) bool { return p.Words > 0 && p.Exact == q.Exact }

func near(p, q intake.Print) bool {
	return same(p, q) || p.Near != 0 && q.Near != 0 && bits.OnesCount64(p.Near^q.Near) <= store.NearBits
}

func TestFingerprint(t *testing.T) {
	text := pageCases(t)[0].body
	other := pageCases(t)[1].body
	p := intake.Fingerprint(corpus.Article{Body: text})
	for _, tt := range []struct {
		name, text string
		same, near bool
	}{
		{"itself", text, true, true},
		{"without accents, in capitals, other signs", strings.ToUpper(strings.NewReplacer("é", "e", "’", "'", "« ", "\"", ".", " ;", "\n\n", "\n").Replace(text)), true, true},
		{"three words changed", strings.NewReplacer("pluie", "neige", "centaine", "cinquantaine", "3,2", "3,4").Replace(text), false, true},
		{"a sentence added", text + " Un correctif a été ajouté le lendemain par la rédaction.", false, true},
		{"another article", other, false, false},
		{"empty", "", false, false},
	} {
		q := intake.Fingerprint(corpus.Article{Body: tt.text})
		if same(p, q) != tt.same || near(p, q) != tt.near {
			t.Errorf("%s: same %v, near %v, distance %d", tt.name, same(p, q), near(p, q), bits.OnesCount64(p.Near^q.Near))
		}
	}
	short := intake.Fingerprint(corpus.Article{Body: "Trois mots seulement."})
	if short.Near != 0 || near(short, intake.Print{}) || same(intake.Print{}, intake.Print{}) {
		t.Error("short and empty texts are near nothing")
	}
}

// No two different articles of the news are near, and of those with three words changed three in four are.
func TestFingerprintOnNews(t *testing.T) {
	if testing.Short() {
		t.Skip("many megabytes; not under -short")
	}
	f, err := os.Open(sharedFile(t, "eval/news/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var prints []intake.Print
	edited, found := 0, 0
	for d, err := range intake.Read("news", f, intake.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		p := intake.Fingerprint(d.Article)
		prints = append(prints, p)
		if len(prints) == 4000 {
			break
		}
		if words := strings.Fields(d.Article.Body); p.Words >= 40 && len(prints)%4 == 0 {
			for i := range 3 {
				words[(i+1)*len(words)/4] = "modification"
			}
			edited++
			if near(p, intake.Fingerprint(corpus.Article{Body: strings.Join(words, " ")})) {
				found++
			}
		}
	}
	pairs := 0
	for i, p := range prints {
		for _, q := range prints[i+1:] {
			if near(p, q) {
				pairs++
			}
		}
	}
	t.Logf("%d of %d edited versions found; %d near pairs among %d articles", found, edited, pairs, len(prints))
	if found*100 < 75*edited || pairs > 0 {
		t.Errorf("%d of %d edited versions found, %d near pairs", found, edited, pairs)
	}
}

func BenchmarkFingerprint(b *testing.B) {
	f, err := os.Open(sharedFile(b, "eval/news/articles.jsonl.gz"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var a corpus.Article
	for d := range intake.Read("news", f, intake.Options{}) {
		if a = d.Article; len(a.Body) > 3000 {
			break
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		intake.Fingerprint(a)
	}
}
