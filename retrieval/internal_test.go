package retrieval

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval/quote"
)

func TestOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"lavrov", "lavrof", true}, {"lavrov", "lavro", true}, {"lavrov", "lavorv", true}, {"lavrov", "slavrov", true},
		{"lavrov", "lavrov", false}, {"lavrov", "lavr", false}, {"lavrov", "vorval", false}, {"", "a", true}, {"", "", false},
	} {
		if oneEdit(c.a, c.b) != c.want || oneEdit(c.b, c.a) != c.want {
			t.Errorf("oneEdit(%q, %q), and the other way round, is not %t", c.a, c.b, c.want)
		}
	}
}

func TestPhrases(t *testing.T) {
	for text, want := range map[string]string{
		`« La Turquie » et "l'Arménie"`: "la turquie|l' armenie", "“deux mots”": "deux mots", "« sans fin": "", "rien": "", "«»": "",
	} {
		var got []string
		for _, p := range phrases(text) {
			got = append(got, strings.Join(p, " "))
		}
		slices.Sort(got)
		if want := strings.Split(want, "|"); !slices.Equal(slices.Sorted(slices.Values(want)), got) && (len(got) > 0 || want[0] != "") {
			t.Errorf("phrases(%q) = %q, want %q", text, got, want)
		}
	}
}

// A sentence that is too long to show is cut at a clause, around the words said; the window is valid, trimmed and short enough.
func TestSaidWindow(t *testing.T) {
	long := strings.Repeat("Un mot, ", 100) + "« c'est dit », a-t-il dit" + strings.Repeat(", et encore", 80) + "."
	at := strings.Index(long, "c'est dit")
	for name, body := range map[string]string{"clauses": long, "no cut": strings.Repeat("é", 2000), "short": "Il dit « oui »."} {
		all := corpus.Span{Start: 0, End: len(body)}
		said := all
		if name == "clauses" {
			said = corpus.Span{Start: at, End: at + len("c'est dit")}
		}
		w := saidWindow(body, all, said)
		if !w.Valid(body) || characters(w.Of(body)) > excerptLength || strings.TrimSpace(w.Of(body)) != w.Of(body) {
			t.Errorf("%s: window %v of %d bytes", name, w, len(body))
		}
		if name == "clauses" && !w.Contains(said) {
			t.Errorf("the window %q lacks the words said", w.Of(body))
		}
	}
}

// Where the words said are in no clause that is short enough, the excerpt begins with them, not with another clause of their sentence.
func TestSaidWindowWithoutClauses(t *testing.T) {
	body := "Hier, " + strings.Repeat("il a dit et ", 60) + "qu'il partait" + strings.Repeat(" demain ou jamais", 60) + ", selon lui."
	said := corpus.Span{Start: strings.Index(body, "qu'il"), End: strings.Index(body, ", selon")}
	if w := saidWindow(body, corpus.Span{Start: 0, End: len(body)}, said); w.Start != said.Start || !showable(w.Of(body)) {
		t.Errorf("%q", w.Of(body))
	}
}

// FuzzClauseWindows compares with trying every end for each clause.
func FuzzClauseWindows(f *testing.F) {
	f.Add(strings.Repeat("un mot, ", 100)+strings.Repeat("deux mots ", 60)+", trois.", 0)
	f.Add(strings.Repeat("é – ", 400), 7)
	f.Add("  ,  ; : a", 1)
	f.Fuzz(func(t *testing.T, body string, from int) {
		body = corpus.Normal(body)
		s := trim(body, corpus.Span{Start: max(0, min(from, len(body))), End: len(body)})
		if !s.Valid(body) {
			return
		}
		cuts := clauseStarts(body, s)
		got := slices.Collect(clauseWindows(body, cuts))
		var want []corpus.Span
		for i, start := range cuts[:len(cuts)-1] {
			for _, end := range slices.Backward(cuts[i+1:]) {
				if w := trim(body, corpus.Span{Start: start, End: end}); characters(w.Of(body)) <= excerptLength {
					want = append(want, w)
					break
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("windows of %q: %v, want %v", body, got, want)
		}
	})
}

// A quotation is found by its sentence, and by what is nearest in one that goes on and on.
func TestAround(t *testing.T) {
	a := corpus.Article{Title: "Titre", Body: "Paul a dit « oui », hier."}
	q := quote.Quote{Span: corpus.Span{Start: 11, End: 20}, Sentence: corpus.Span{Start: 0, End: len(a.Body)}}
	if got := around(a, q); got != "Titre\nPaul a dit \n, hier." {
		t.Errorf("%q", got)
	}
	long := strings.Repeat("été et ", 1000)
	a.Body = long + "« oui »" + long
	q.Span, q.Sentence = corpus.Span{Start: len(long), End: len(a.Body) - len(long)}, corpus.Span{Start: 0, End: len(a.Body)}
	if got := around(a, q); len(got) > len("Titre\n\n")+2*aroundBytes || len(got) < 3*aroundBytes/2 || strings.Trim(got, "Titreé \n") != "" || !utf8.ValidString(got) {
		t.Errorf("%d bytes: %.40q…", len(got), got)
	}
}

// An excerpt goes on into neighbouring sentences of the same voice, and over no gap.
func TestGoOn(t *testing.T) {
	body := "Un. Deux. Trois. Quatre."
	span := func(s string) corpus.Span { i := strings.Index(body, s); return corpus.Span{Start: i, End: i + len(s)} }
	if got := goOn(body, span("Deux."), []corpus.Span{span("Trois."), span("Un.")}).Of(body); got != "Un. Deux. Trois." {
		t.Errorf("%q", got)
	}
	if got := goOn(body, span("Un."), []corpus.Span{span("Trois.")}).Of(body); got != "Un." {
		t.Errorf("over a gap: %q", got)
	}
}

// FuzzUnderstand reads any question after any other.
func FuzzUnderstand(f *testing.F) {
	f.Add("Et sur l'Arménie ?", "Qu'a dit Lavrov sur la Turquie ?")
	f.Add("Quand ?", "")
	f.Add("\xff l'", "« » ?")
	f.Fuzz(func(t *testing.T, text, earlier string) {
		var before *Understood
		if u, ok := understand(Question{Text: earlier}, corpus.Date{}); ok {
			before = &u.Understood
		}
		u, ok := understand(Question{Text: text, Before: before}, corpus.Date{Year: 2020, Month: 2})
		if ok && !u.FollowUp && u.Text != strings.TrimSpace(text) {
			t.Fatalf("%q was understood as %q, and nothing is said of it", text, u.Text)
		}
	})
}

// TestErasedWhileRead: a question that began before an erasure leaves nothing behind of whom the erased article named.
func TestErasedWhileRead(t *testing.T) {
	ctx := t.Context()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for id, body := range map[string]string{"kept": "« La mer est haute », a dit Anna Petit.", "erased": "« La mer est basse », a dit Paul Durand."} {
		if _, err := s.Put(ctx, "local", corpus.Article{ID: id, Title: id, Body: body}, store.PutOptions{Apart: true}); err != nil {
			t.Fatal(err)
		}
	}
	l := New(s, Options{Dir: t.TempDir()})
	defer l.Close()
	if err := l.Sync(ctx, "local", nil); err != nil {
		t.Fatal(err)
	}
	shelf, before, done, err := l.view("local")
	if err != nil {
		t.Fatal(err)
	}
	shelf.rebuilding.Lock() // the erased words stay in the files for now
	err = errors.Join(s.Erase(ctx, "local", "", "erased"), l.Sync(ctx, "local", nil))
	_, late := shelf.people(ctx, before)
	_, counted := shelf.holdings(ctx, before)
	done()
	names, completed := l.Complete(ctx, "local", "", 25)
	held, now := l.Holdings(ctx, "local")
	shelf.rebuilding.Unlock()
	if err := errors.Join(err, late, counted, completed, now); err != nil || !slices.Equal(names, []string{"Anna Petit"}) || held.Articles != 1 {
		t.Errorf("%q, %d articles, %v", names, held.Articles, err)
	}
}
