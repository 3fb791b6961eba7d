package quote_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/quote"
)

// collection extracts articles, one each day from 1 May 2021 on.
func collection(bodies ...string) ([]quote.Source, []quote.Article) {
	var sources []quote.Source
	var articles []quote.Article
	for i, body := range bodies {
		a := quote.Extract("", corpus.Normal(body))
		articles = append(articles, a)
		sources = append(sources, quote.Source{Article: string(rune('a' + i)), Date: corpus.Date{Year: 2021, Month: 5, Day: i + 1}, People: a.People})
	}
	return sources, articles
}

func TestResolve(t *testing.T) {
	sources, articles := collection(
		"Le ministre russe des Affaires étrangères Ivan Petrov est venu.",
		"Le chef de la diplomatie russe a dit que tout irait bien.",
		"Le ministre a dit que tout irait bien.",
		"La ministre russe des Affaires étrangères a dit que tout irait bien.",
		"Petrov a dit que tout irait bien.",
		"Le représentant du Kremlin a dit que tout irait bien.",
		"Ivan Pétrov a dit que tout irait bien.",
		"Ivan Petrov est parti.",
	)
	people := quote.NewPeople(sources)
	for i, want := range []struct {
		name string
		how  quote.How
	}{1: {"Ivan Petrov", quote.HowTable}, 2: {"", quote.HowNone}, 3: {"", quote.HowNone}, 4: {"Ivan Petrov", quote.HowName}, 5: {"Ivan Petrov", quote.HowTable}, 6: {"Ivan Petrov", quote.HowName}} {
		if want == (struct {
			name string
			how  quote.How
		}{}) && i < 2 {
			continue
		}
		speaker, how, certainty := people.Resolve(articles[i].Quotes[0], sources[i].Date)
		if speaker.Name != want.name || how != want.how || certainty <= 0 || certainty > 1 {
			t.Errorf("article %d: %q by %q (%.2f), want %q by %q", i, speaker.Name, how, certainty, want.name, want.how)
		}
	}
	far := corpus.Date{Year: 2030, Month: 1, Day: 1}
	if s, _, _ := people.Resolve(articles[1].Quotes[0], far); s.Known() {
		t.Errorf("an office of 2021 names %q in 2030", s.Name)
	}
}

// Whatever the order of the articles, the table is the same.
func TestPeopleInAnyOrder(t *testing.T) {
	sources, _ := collection(
		"Le président de l’Azerbaïdjan Ilham Aliyev a vu Jean Martin.",
		"Ilham Aliev et Anna Martin, députée, sont venus.",
		"Le président turc Ali Demir et la ministre Anna Martin sont là.",
	)
	want := quote.NewPeople(sources).All()
	slices.Reverse(sources)
	got := quote.NewPeople(sources).All()
	if len(got) != len(want) {
		t.Fatalf("%d people, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i].Name != want[i].Name || !slices.Equal(got[i].Spellings, want[i].Spellings) {
			t.Errorf("%q %q, want %q %q", got[i].Name, got[i].Spellings, want[i].Name, want[i].Spellings)
		}
	}
}

func TestPerson(t *testing.T) {
	sources, _ := collection(
		"Le président de l’Azerbaïdjan Ilham Aliyev a vu Jean Martin.",
		"Ilham Aliev et Anna Martin, députée, sont venus.",
	)
	people := quote.NewPeople(sources)
	for _, tt := range []struct{ asked, want string }{
		{"ilham aliev", "Ilham Aliyev"}, {"ILHAM ALIYEV", "Ilham Aliyev"}, {"Aliyev", "Ilham Aliyev"}, {"Anna Martin", "Anna Martin"},
		{"Martin", ""}, {"Petrov", ""}, {"", ""},
	} {
		got, ok := people.Person(tt.asked)
		if got.Name != tt.want || ok != (tt.want != "") {
			t.Errorf("Person(%q) = %q, %v, want %q", tt.asked, got.Name, ok, tt.want)
		}
	}
}

// Two people of one surname are two people, unless only the transliteration of the first name differs.
func TestPeopleOfOneSurname(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Marine Martin", "Marion Martin", false},
		{"Michel Martin", "Michèle Martin", false},
		{"Jean Martin", "Jeanne Martin", false},
		{"Sergueï Petrov", "Sergei Petrov", true},
		{"Djeyhoun Petrov", "Jeyhun Petrov", true},
		{"Alexandre Petrov", "Aleksandr Petrov", true},
	} {
		sources, _ := collection("Hier, "+c.a+" est venu.", "Hier, "+c.b+" est venu.")
		if got := len(quote.NewPeople(sources).All()); got != 1 && c.same || got != 2 && !c.same {
			t.Errorf("%s and %s are %d people", c.a, c.b, got)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{"La mairie ferme, avertit Paul Durandpar Le Courrier\n\nLes habitants attendent.", "Paul Durand"},
		{"ParJeanne Martin\n\nLa mairie ferme.", "Jeanne Martin"},
		{"Rédaction\nPaul DurandPublié le 3 mai\nLa mairie ferme.", "Paul Durand"},
		{"Jean Gaspar Durand est venu voir Paul Kaspar Roux hier.", "Jean Gaspar Durand, Paul Kaspar Roux"},
		{"Étaient présents Guy Durand Maire de Blois, Anne Roux Députée, et Bruno Le Maire.", "Guy Durand, Anne Roux, Bruno Le Maire"},
		{"Maire Adjointe Jeanne Martin", "Jeanne Martin"},
		{"Aram Petrosian est venu.\nԱրամ Պետրոսյան եկավ։", "Aram Petrosian"},
		{"P. Durand est venu. Paul Durand est parti.", "Paul Durand"},
		{"P. Durand est venu. Paul Durand et Pierre Durand sont partis.", "Paul Durand, Pierre Durand"},
	} {
		var got []string
		for _, p := range quote.Extract("", corpus.Normal(tt.body)).People {
			got = append(got, p.Name)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("people of %q: %s", tt.body, diff)
		}
	}
}
