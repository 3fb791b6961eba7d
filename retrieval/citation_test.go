package retrieval_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"propos/retrieval"
	"propos/retrieval/french"
)

// TestCitationsAreVerbatim asks every golden question and some hundred made of the articles' own words: every citation is a span of the
// stored article, its marks and its quotation inside it (checked by ask).
func TestCitationsAreVerbatim(t *testing.T) {
	b := demoLibrary(t)
	cited := askAll(t, b, readLines[question](t, filepath.Join("..", "corpus", "demo", "questions.jsonl")))
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		cited += len(b.ask(t, retrieval.Question{Text: anyQuestion(r, b.bodies)}).Citations)
	}
	if cited < 300 {
		t.Errorf("only %d citations in all: the questions do not try the library", cited)
	}
}

// TestFoundingCitationsAreVerbatim is the same on the five founding articles.
func TestFoundingCitationsAreVerbatim(t *testing.T) {
	b := libraryOf(t, foundingArticles(t))
	cited := askAll(t, b, readLines[question](t, shared(t, "eval/mission/questions.jsonl")))
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		cited += len(b.ask(t, retrieval.Question{Text: anyQuestion(r, b.bodies)}).Citations)
	}
	if cited < 200 {
		t.Errorf("only %d citations in all: the questions do not try the library", cited)
	}
}

func askAll(t *testing.T, b *bench, questions []question) (cited int) {
	t.Helper()
	for _, q := range questions {
		cited += len(b.ask(t, retrieval.Question{Text: q.Text, Limit: 3}).Citations)
	}
	return cited
}

// anyQuestion makes a question of one to eight words of an article, in their order, sometimes asked of somebody.
func anyQuestion(r *rand.Rand, bodies map[string]string) string {
	ids := slices.Sorted(maps.Keys(bodies))
	body := bodies[ids[r.IntN(len(ids))]]
	tokens := french.Tokens(body)
	from := r.IntN(len(tokens))
	to := min(len(tokens), from+1+r.IntN(8))
	words := strings.ReplaceAll(body[tokens[from].Start:tokens[to-1].End], "\n", " ")
	return []string{"", "Quand ", "Combien de ", "Qu'a dit Lavrov sur ", "Qui "}[r.IntN(5)] + words + " ?"
}

// TestSearchIsVerbatim is the same for ranked passages, and for exact phrases: each passage found holds the phrase.
func TestSearchIsVerbatim(t *testing.T) {
	b := demoLibrary(t)
	for _, words := range []string{"Turquie", "groupe de Minsk", `"groupe de Minsk"`, "« La Turquie est notre partenaire »", "“ministre”"} {
		a, err := b.Search(context.Background(), "local", retrieval.Question{Text: words, Limit: 20})
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Citations) == 0 {
			t.Errorf("%s: nothing found", words)
		}
		for _, c := range a.Citations {
			if fault := citationFault(c, b.bodies[c.Article.ID]); fault != "" {
				t.Errorf("%s: citation of %s: %s", words, c.Article.ID, fault)
			}
		}
	}
	a, err := b.Search(context.Background(), "local", retrieval.Question{Text: `"Minsk de groupe"`})
	if err != nil || a.Answered() {
		t.Errorf("a phrase that stands nowhere: %s, %v", a.Reason, err)
	}
}

// TestRefusals names the reason of each refusal that needs no article.
func TestRefusals(t *testing.T) {
	b := demoLibrary(t)
	for _, c := range []struct {
		text string
		want retrieval.Reason
	}{
		{"", retrieval.ReasonEmpty},
		{" ?! … ", retrieval.ReasonEmpty},
		{"de la", retrieval.ReasonEmpty},
		{strings.Repeat("Turquie ", 1+retrieval.MaxQuestion/8), retrieval.ReasonTooLong},
		{"xqzwvk", retrieval.ReasonNoMatch},
		{"Quand ?", retrieval.ReasonFollowUp},
	} {
		if a := b.ask(t, retrieval.Question{Text: c.text}); a.Reason != c.want {
			t.Errorf("%.40q: %s, want %s", c.text, a.Reason, c.want)
		}
	}
	if a := libraryOf(t, nil).ask(t, retrieval.Question{Text: "Turquie"}); a.Reason != retrieval.ReasonNothing {
		t.Errorf("of no articles: %s, want %s", a.Reason, retrieval.ReasonNothing)
	}
}

// TestLooseLines: an excerpt neither begins nor ends with a heading or a caption that only repeats its words.
func TestLooseLines(t *testing.T) {
	a, err := shelved(t, []string{"Le port de Brest\n\nLe port de Brest ferme lundi. Les dockers protestent.\n\nLe port de Brest fermepar CHAÎNE 3"}).Ask(t.Context(), "x", retrieval.Question{Text: "Quand le port de Brest ferme-t-il ?"})
	if err != nil || !a.Answered() {
		t.Fatalf("%s, %v", a.Reason, err)
	}
	if got, want := a.Citations[0].Text, "Le port de Brest ferme lundi. Les dockers protestent."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}
