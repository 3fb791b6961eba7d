package index_test

import (
	"fmt"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// library is a small collection with what reading needs: sources, dates, names, quotes.
func library(t *testing.T) *index.View {
	t.Helper()
	x := memory(t)
	at := func(id, title, source string, date corpus.Date, body string, quotes ...index.QuoteEntry) index.Entry {
		return index.Entry{Version: 1, Quotes: quotes, Blob: "blob " + id, Article: corpus.Article{ID: id, Title: title, Source: source, Date: date, Body: body}}
	}
	apply(t, x, index.Batch{Rev: 1, Put: []index.Entry{
		at("a", "Le Karabagh en paix", "Le Monde", corpus.Date{Year: 2020, Month: 11, Day: 10}, "Serguei Lavrov parle du Haut-Karabagh.",
			index.QuoteEntry{Speaker: []string{"name:lavrov", "nation:RU"}, Text: "La paix est possible.", Near: "Il parlait du Karabagh.", Blob: "q0"},
			index.QuoteEntry{Speaker: []string{"name:lavrov"}, Text: "Rien d’autre.", Near: "Une question sur la paix.", Blob: "q1"}),
		at("b", "Karabakh : la guerre", "AFP", corpus.Date{Year: 2020, Month: 10}, "Sergei Lavrof évoque le Karabakh. Les karabagh en minuscule ne comptent pas comme noms.",
			index.QuoteEntry{Speaker: []string{"name:aliyev", "nation:AZ"}, Text: "La guerre continue.", Near: "A dit Aliyev.", Blob: "q2"}),
		at("c", "Sans date", "AFP", corpus.Date{}, "Un cessez-le-feu est signé par les coprésidents."),
		at("gone", "Karabagh parti", "Figaro", corpus.Date{Year: 2020}, "Lavrov et le Karabagh.", index.QuoteEntry{Speaker: []string{"name:parti"}, Text: "Paix."}),
	}})
	apply(t, x, index.Batch{Rev: 2, Drop: []string{"gone"}})
	return view(t, x)
}

func TestFilter(t *testing.T) {
	v := library(t)
	any := index.Concept{Terms: []index.Term{{Field: index.Form, Text: "karabagh"}, {Field: index.Form, Text: "karabakh"}, {Field: index.Form, Text: "signe"}}}
	november := corpus.Date{Year: 2020, Month: 11}
	for _, tt := range []struct {
		name   string
		filter index.Filter
		want   string
	}{
		{"none", index.Filter{}, "[a b c]"},
		{"period", index.Filter{Period: corpus.Period{From: november}}, "[a]"},
		{"period before", index.Filter{Period: corpus.Period{To: november}}, "[a b]"},
		{"source", index.Filter{Source: "afp"}, "[b c]"},
		{"unknown source", index.Filter{Source: "x"}, "[]"},
		{"articles", index.Filter{Articles: []string{"a", "c", "gone"}}, "[a c]"},
		{"no article", index.Filter{Articles: []string{}}, "[]"},
		{"all at once", index.Filter{Source: "AFP", Articles: []string{"a", "b"}, Period: corpus.Period{From: corpus.Date{Year: 2020}}}, "[b]"},
	} {
		r, err := v.Search(t.Context(), index.Query{Concepts: []index.Concept{any}, Filter: tt.filter}, 10)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, h := range r.Hits {
			ids[h.Article] = true
		}
		var got []string
		for _, id := range []string{"a", "b", "c", "gone"} {
			if ids[id] {
				got = append(got, id)
			}
		}
		if fmt.Sprint(got) != tt.want || r.DF[0] != 3 || r.Matched != len(got) || r.Passages != 3 {
			t.Errorf("%s: %v, want %s; %+v", tt.name, got, tt.want, r)
		}
	}
}

// The spellings of a name are one term: their frequencies add up, and the frequency of the union is what counts.
func TestLeads(t *testing.T) {
	v := library(t)
	for _, tt := range []struct {
		name   string
		filter index.Filter
		limit  int
		want   string
	}{
		{"all with a year", index.Filter{}, 10, "[a b]"},
		{"at most", index.Filter{}, 1, "[a]"},
		{"period", index.Filter{Period: corpus.Period{To: corpus.Date{Year: 2020, Month: 10}}}, 10, "[b]"},
		{"source", index.Filter{Source: "afp"}, 10, "[b]"},
		{"no article", index.Filter{Period: corpus.Period{To: corpus.Date{Year: 1990}}}, 10, "[]"},
	} {
		leads, err := v.Leads(t.Context(), tt.filter, tt.limit)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, p := range leads {
			if ids = append(ids, p.Article); p.Ordinal != 0 {
				t.Errorf("%s: passage %d of %s", tt.name, p.Ordinal, p.Article)
			}
		}
		if got := fmt.Sprint(ids); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestVariantsAreOneTerm(t *testing.T) {
	x := memory(t)
	apply(t, x, index.Batch{Rev: 1, Put: []index.Entry{
		entry("two", "", "Karabagh ou Karabakh dit-on ici."), entry("one", "", "Karabagh encore une fois ici."), entry("other", "", "Autre chose que cela ici."),
	}})
	v := view(t, x)
	both := index.Concept{Terms: []index.Term{{Field: index.Form, Text: "karabagh"}, {Field: index.Form, Text: "karabakh"}}}
	r, err := v.Search(t.Context(), index.Query{Concepts: []index.Concept{both}}, 10)
	if err != nil || len(r.Hits) != 2 || r.Hits[0].Article != "two" || r.DF[0] != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	// A word under its two stems counts once for each time it stands there.
	word := x.Analyse("disputé")[0]
	twice := index.Concept{Terms: []index.Term{index.TermOf(word.Word)}}
	alone := index.Concept{Terms: []index.Term{{Field: index.Stem, Text: index.TermOf(word.Word).Text}}}
	apply(t, x, index.Batch{Rev: 2, Put: []index.Entry{entry("d", "", "Un match disputé.")}})
	v = view(t, x)
	a, errA := v.Search(t.Context(), index.Query{Concepts: []index.Concept{twice}}, 1)
	b, errB := v.Search(t.Context(), index.Query{Concepts: []index.Concept{alone}}, 1)
	if errA != nil || errB != nil || len(a.Hits) != 1 || len(b.Hits) != 1 || a.Hits[0].Score != b.Hits[0].Score {
		t.Errorf("%+v, %+v", a, b)
	}
}

func TestCompounds(t *testing.T) {
	x := memory(t)
	for text, want := range map[string]string{
		"Haut-Karabagh": "hautkarabagh", "cessez-le-feu": "cessezlefeu", "co-présidents": "copresidents", "dit-il": "", "celui-ci": "", "paix": "", "a-t-il": "",
	} {
		if got, _ := index.Compound(x.Analyse(text), 0); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	apply(t, x, index.Batch{Rev: 1, Put: []index.Entry{entry("a", "", "Le cessez-le-feu des co-présidents au Haut-Karabagh.")}})
	for _, text := range []string{"cessezlefeu", "coprésident", "hautkarabagh", "karabagh", "président", "feu"} {
		if got := found(t, x, text); len(got) != 1 {
			t.Errorf("%s finds %v", text, got)
		}
	}
}

func TestDictionaries(t *testing.T) {
	v := library(t)
	ctx := t.Context()
	spellings := func(name string, got []index.Spelling, err error, want ...index.Spelling) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	got, err := v.Variants(ctx, french.NameKey("qarabagh"))
	spellings("variants", got, err, index.Spelling{Text: "karabagh", DF: 1}, index.Spelling{Text: "karabakh", DF: 1})
	got, err = v.Variants(ctx, french.NameKey("lavrov"))
	spellings("variants of a final f", got, err, index.Spelling{Text: "lavrof", DF: 1}, index.Spelling{Text: "lavrov", DF: 1})
	got, err = v.Near(ctx, "karabaj", 1)
	spellings("near", got, err)
	got, err = v.Near(ctx, "lavrok", 1)
	spellings("one edit", got, err, index.Spelling{Text: "lavrof", DF: 1, Distance: 1}, index.Spelling{Text: "lavrov", DF: 1, Distance: 1})
	got, err = v.Near(ctx, "karabah", 2)
	spellings("two edits", got, err, index.Spelling{Text: "karabagh", DF: 2, Distance: 1}, index.Spelling{Text: "karabakh", DF: 1, Distance: 1})
	got, err = v.Speakers(ctx, "name:", 10)
	spellings("speakers", got, err, index.Spelling{Text: "lavrov", DF: 2}, index.Spelling{Text: "aliyev", DF: 1})
	df, err := v.DF(ctx, index.Term{Field: index.Form, Text: "karabagh", Alt: "karabakh"})
	if df != 2 || err != nil {
		t.Errorf("DF %d, %v", df, err)
	}
}

func TestQuotes(t *testing.T) {
	v := library(t)
	x := memory(t)
	about := func(text string) []index.Concept { return ask(x, text).Concepts }
	for _, tt := range []struct {
		name  string
		query index.QuoteQuery
		want  string
	}{
		{"said before near", index.QuoteQuery{Concepts: about("paix")}, "[q0 q1]"},
		{"speaker", index.QuoteQuery{Speaker: []string{"name:lavrov"}}, "[q0 q1]"},
		{"any of two", index.QuoteQuery{Speaker: []string{"nation:RU", "nation:AZ"}}, "[q0 q2]"},
		{"speaker and topic", index.QuoteQuery{Speaker: []string{"name:lavrov"}, Concepts: about("karabagh")}, "[q0]"},
		{"another's topic", index.QuoteQuery{Speaker: []string{"name:lavrov"}, Concepts: about("guerre")}, "[]"},
		{"nobody", index.QuoteQuery{Speaker: []string{}}, "[]"},
		{"all", index.QuoteQuery{}, "[q0 q1 q2]"},
		{"source", index.QuoteQuery{Filter: index.Filter{Source: "AFP"}}, "[q2]"},
	} {
		hits, err := v.SearchQuotes(t.Context(), tt.query, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, h.Blob)
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, got, tt.want)
		}
	}
	// Quotes do not count among passages.
	if r, err := v.Search(t.Context(), index.Query{Concepts: about("question")}, 10); err != nil || len(r.Hits) != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestArticles(t *testing.T) {
	v := library(t)
	var got []string
	for a, err := range v.Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(a.ID, " ", a.Title, " ", a.Blob, " ", a.Quotes, a.Passages))
	}
	want := []string{"a Le Karabagh en paix blob a 2 1", "b Karabakh : la guerre blob b 1 1", "c Sans date blob c 0 1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if a, ok, err := v.Article("b"); !ok || err != nil || a.Source != "AFP" || a.Date.Month != 10 {
		t.Errorf("%+v, %v, %v", a, ok, err)
	}
	if _, ok, err := v.Article("gone"); ok || err != nil {
		t.Errorf("a removed article is there: %v, %v", ok, err)
	}
}

// FuzzCut: passages lie in the body in order, do not overlap, hold everything but spaces, and are not too long.
func FuzzCut(f *testing.F) {
	f.Add("Une phrase. Une autre !\n\nUn paragraphe.")
	f.Add("« Sans fin " + string(make([]byte, 3000)))
	f.Fuzz(func(t *testing.T, text string) {
		body := corpus.Normal(text)
		spans, err := index.Cut(body)
		if err != nil {
			return
		}
		end := 0
		for _, s := range append(spans, corpus.Span{Start: len(body), End: len(body)}) {
			if s.Start < end || s.Start < len(body) && !s.Valid(body) || s.Len() > 1200 {
				t.Fatalf("span %v behind %d of %q", s, end, body)
			}
			if between := body[end:s.Start]; !blank(between) {
				t.Fatalf("%q is in no passage", between)
			}
			end = s.End
		}
	})
}

func blank(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}
