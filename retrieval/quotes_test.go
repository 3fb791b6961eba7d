package retrieval_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/retrieval"
)

func quotesOf(t *testing.T, b *bench, f retrieval.QuoteFilter) retrieval.QuoteList {
	t.Helper()
	list, err := b.Quotes(context.Background(), "local", f)
	check(t, err)
	for _, c := range list.Citations {
		if fault := citationFault(c, b.bodies[c.Article.ID]); fault != "" {
			t.Errorf("%+v: citation of %s: %s", f, c.Article.ID, fault)
		}
	}
	return list
}

// TestQuotesByPerson finds one person's quotations by any spelling of the name, in order of dates.
func TestQuotesByPerson(t *testing.T) {
	b := demoLibrary(t)
	want := quotesOf(t, b, retrieval.QuoteFilter{Person: "Sergueï Lavrov"})
	if want.Total < 10 || want.Person == nil || want.Person.Name != "Sergueï Lavrov" || want.Person.Quotes != want.Total {
		t.Fatalf("%d quotations of %+v", want.Total, want.Person)
	}
	for _, c := range want.Citations {
		if c.Speaker != "Sergueï Lavrov" {
			t.Errorf("%q is %s's", c.Text, c.Speaker)
		}
	}
	if !slices.IsSortedFunc(want.Citations, func(x, y retrieval.Citation) int { return x.Article.Date.Compare(y.Article.Date) }) {
		t.Error("they are not in order of dates")
	}
	for _, spelling := range []string{"Lavrov", "lavrov", "SERGUEI LAVROV", "M. Lavrov", "Sergueï  Lavrov"} {
		if got := quotesOf(t, b, retrieval.QuoteFilter{Person: spelling}); got.Total != want.Total {
			t.Errorf("%q: %d quotations, want %d", spelling, got.Total, want.Total)
		}
	}
}

// TestQuotesPages has pages follow one another without gap or overlap.
func TestQuotesPages(t *testing.T) {
	b := demoLibrary(t)
	all := quotesOf(t, b, retrieval.QuoteFilter{Limit: 1000})
	var keys []string
	for len(keys) < all.Total {
		page := quotesOf(t, b, retrieval.QuoteFilter{Limit: 4, Offset: len(keys)})
		if len(page.Citations) == 0 {
			break
		}
		for _, c := range page.Citations {
			keys = append(keys, c.Article.ID+c.Key)
		}
	}
	if len(keys) != len(all.Citations) || len(keys) != all.Total {
		t.Fatalf("%d quotations by pages, %d at once, %d counted", len(keys), len(all.Citations), all.Total)
	}
	for i, c := range all.Citations {
		if keys[i] != c.Article.ID+c.Key {
			t.Fatalf("quotation %d differs", i)
		}
	}
	if over := quotesOf(t, b, retrieval.QuoteFilter{Offset: 10_000}); len(over.Citations) != 0 || over.Total != all.Total {
		t.Errorf("past the end: %d of %d", len(over.Citations), over.Total)
	}
}

// TestQuotesOfTopicAndPeriod narrows by what is spoken of, and by when.
func TestQuotesOfTopicAndPeriod(t *testing.T) {
	b := demoLibrary(t)
	turkey := quotesOf(t, b, retrieval.QuoteFilter{Topic: "Turquie"})
	if turkey.Total == 0 || !strings.Contains(turkey.Citations[0].Text, "La Turquie est notre partenaire") {
		t.Errorf("of Turkey: %d quotations, first %+v", turkey.Total, turkey.Citations)
	}
	period := corpus.Period{From: corpus.Date{Year: 2023, Month: 1, Day: 1}, To: corpus.Date{Year: 2023, Month: 12, Day: 31}}
	late := quotesOf(t, b, retrieval.QuoteFilter{Period: period, Limit: 100})
	if late.Total == 0 {
		t.Error("no quotation of 2023")
	}
	for _, c := range late.Citations {
		if c.Article.Date.Year != 2023 {
			t.Errorf("a quotation of %s, want 2023", c.Article.Date)
		}
	}
	if none := quotesOf(t, b, retrieval.QuoteFilter{Person: "Napoléon Bonaparte"}); none.Total != 0 || none.Person != nil {
		t.Errorf("of somebody unknown: %d quotations of %+v", none.Total, none.Person)
	}
}

// TestPeople lists who is quoted, the most quoted first, each once, with the counts that Quotes gives.
func TestPeople(t *testing.T) {
	b := demoLibrary(t)
	people, err := b.People(context.Background(), "local")
	check(t, err)
	if len(people) < 4 || people[0].Name != "Sergueï Lavrov" || len(people[0].Offices) == 0 {
		t.Fatalf("%+v", people)
	}
	for i, p := range people {
		if p.Quotes < 1 || p.Articles < 1 || i > 0 && p.Quotes > people[i-1].Quotes {
			t.Errorf("%+v is out of order, or not quoted", p)
		}
		if slices.ContainsFunc(people[:i], func(o retrieval.Person) bool { return o.Name == p.Name }) {
			t.Errorf("%s stands twice", p.Name)
		}
	}
	names, err := b.Complete(context.Background(), "local", "lav", 5)
	if err != nil || !slices.Contains(names, "Sergueï Lavrov") {
		t.Errorf("« lav » completes to %v, %v", names, err)
	}
}

// TestVerify checks quotations that are exact, somebody else's, altered or made up.
func TestVerify(t *testing.T) {
	const exact = "La Turquie est notre partenaire dans de nombreux domaines"
	b := demoLibrary(t)
	for _, c := range []struct {
		name, quotation, person string
		want                    retrieval.Outcome
	}{
		{"word for word", exact, "", retrieval.Exact},
		{"and by that person", exact, "Lavrov", retrieval.Exact},
		{"and by that person, in another spelling", exact, "Serguei Lavrov", retrieval.Exact},
		{"in marks", "« " + exact + " »", "Lavrov", retrieval.Exact},
		{"without accents and case", "la turquie est notre partenaire dans de nombreux domaines", "Lavrov", retrieval.Exact},
		{"spaces and lines", "La Turquie est\nnotre  partenaire dans de nombreux domaines.", "", retrieval.Exact},
		{"somebody else's", exact, "Aliev", retrieval.ExactOther},
		{"a word changed", "La Turquie est notre ennemie dans de nombreux domaines", "", retrieval.Near},
		{"a word changed, somebody else's", "La Turquie est notre ennemie dans de nombreux domaines", "Aliev", retrieval.NearOther},
		{"made up", "Les carottes sont cuites au beurre de Normandie", "", retrieval.Absent},
		{"nothing", "", "", retrieval.Absent},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := b.Verify(context.Background(), "local", c.quotation, c.person)
			check(t, err)
			if v.Outcome != c.want {
				t.Fatalf("%s, want %s (citation %+v)", v.Outcome, c.want, v.Citation)
			}
			if v.Articles != len(demo.Articles()) || (v.Outcome == retrieval.Absent) != (v.Citation == nil) {
				t.Errorf("%d articles, citation %+v", v.Articles, v.Citation)
			}
			if near := v.Outcome == retrieval.Near || v.Outcome == retrieval.NearOther; near != (len(v.Diff) > 0) {
				t.Errorf("differences %+v", v.Diff)
			}
			if v.Citation != nil {
				if fault := citationFault(*v.Citation, b.bodies[v.Citation.Article.ID]); fault != "" {
					t.Error(fault)
				}
			}
		})
	}
}

// TestVerifyDiff says what differs: the words given, and the words that stand there.
func TestVerifyDiff(t *testing.T) {
	v, err := demoLibrary(t).Verify(context.Background(), "local", "La Turquie est notre ennemie dans de nombreux domaines", "")
	check(t, err)
	var given, found string
	for _, d := range v.Diff {
		switch {
		case d.Given && !d.Found:
			given += d.Text
		case d.Found && !d.Given:
			found += d.Text
		}
	}
	if given != "ennemie" || found != "partenaire" {
		t.Errorf("only given %q, only found %q in %+v", given, found, v.Diff)
	}
}

// TestQuoted: the most quoted come first, as among all people, and no more than asked for.
func TestQuoted(t *testing.T) {
	b := demoLibrary(t)
	people, err := b.People(t.Context(), "local")
	check(t, err)
	names, err := b.Quoted(t.Context(), "local", 3)
	check(t, err)
	if len(names) != 3 || len(people) < 4 {
		t.Fatalf("%q of %d people", names, len(people))
	}
	for i, name := range names {
		if people[i].Name != name {
			t.Errorf("%d: %s, among all people %s", i, name, people[i].Name)
		}
	}
	if names, err := b.Quoted(t.Context(), "nobody", 3); err != nil || len(names) > 0 {
		t.Errorf("an empty collection: %q, %v", names, err)
	}
}

// TestQuotesAmongOffices finds the words of one of hundreds of people who hold such an office, by name.
func TestQuotesAmongOffices(t *testing.T) {
	var articles []corpus.Article
	for i := range 450 {
		name := strings.Join([]string{[]string{"Paul", "Jeanne", "Hugo"}[i%3], []string{"Bor", "Dal", "Fer", "Gam", "Lor"}[i%5] + []string{"nac", "din", "tier", "vel", "sson", "roux"}[i/5%6] + []string{"", "e", "et", "ier", "y"}[i/30%5]}, " ")
		articles = append(articles, corpus.Article{ID: fmt.Sprintf("a%03d", i), Body: fmt.Sprintf("« Le pont numéro %d sera reconstruit », a déclaré %s, maire de Valbrune.", i, name)}.Clean())
	}
	articles = append(articles, corpus.Article{ID: "z", Body: "« La halle sera repeinte », a déclaré Odette Castel, maire de Sermaize."}.Clean())
	list := quotesOf(t, libraryOf(t, articles), retrieval.QuoteFilter{Person: "Odette Castel"})
	if list.Total != 1 || len(list.Citations) != 1 || list.Citations[0].Article.ID != "z" {
		t.Errorf("%d quotations: %+v", list.Total, list.Citations)
	}
}
