package retrieval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"propos/retrieval"
)

// TestWhoIs asks who somebody is, and who holds an office: the first citation introduces them.
func TestWhoIs(t *testing.T) {
	b := demoLibrary(t)
	for _, c := range []struct{ asked, want string }{
		{"Qui est Pachinian ?", "son Premier ministre, Nikol Pachinian"},
		{"qui est pachinian", "son Premier ministre, Nikol Pachinian"},
		{"Qui est Lavrov ?", "Sergueï Lavrov, ministre russe des Affaires étrangères"},
		{"Qui est Jeyhun Bayramov ?", "Jeyhun Bayramov, son homologue azerbaïdjanais"},
		{"Qui est Ararat Mirzoian ?", "son homologue arménien, Ararat Mirzoyan"},
		{"Qui est le président azerbaïdjanais ?", "le président azerbaïdjanais Ilham Aliyev"},
		{"Qui dirige l'Azerbaïdjan ?", "président azerbaïdjanais Ilham Aliyev"},
		{"qui dirige la russie", "président russe, Vladimir Poutine"},
		{"Qui est le ministre arménien des Affaires étrangères ?", "Zohrab Mnatsakanian, chef de la diplomatie arménienne"},
	} {
		a := b.ask(t, retrieval.Question{Text: c.asked})
		if !a.Answered() {
			t.Errorf("%s: refused: %s", c.asked, a.Reason)
			continue
		}
		if first := a.Citations[0]; !strings.Contains(strings.ReplaceAll(first.Text, "\n", " "), c.want) {
			t.Errorf("%s: %q does not hold %q", c.asked, first.Text, c.want)
		}
	}
	for _, asked := range []string{"Qui est Macron ?", "Qui est le chancelier allemand ?"} {
		if a := b.ask(t, retrieval.Question{Text: asked}); a.Answered() {
			t.Errorf("%s: answered by %q", asked, a.Citations[0].Text)
		}
	}
}

// TestAccording asks for facts as one person gives them: that person's words answer, or the question is one like any other.
func TestAccording(t *testing.T) {
	b := demoLibrary(t)
	asked := "Selon Lavrov, la Turquie est-elle un partenaire ?"
	if a := b.ask(t, retrieval.Question{Text: asked}); !a.Answered() || a.Citations[0].Speaker != "Sergueï Lavrov" {
		t.Errorf("%s: %s, not answered by Lavrov", asked, a.Reason)
	}
	if a := b.ask(t, retrieval.Question{Text: "Que disent les articles sur le groupe de Minsk ?"}); !a.Answered() || a.Citations[0].Article.ID != "groupe-de-minsk-reperes" {
		t.Errorf("what the articles say of a thing: %s", a.Reason)
	}
}

// TestTopic: what asks for nothing but what there is on a name or a few words is answered where all of them stand.
func TestTopic(t *testing.T) {
	b := demoLibrary(t)
	for asked, want := range map[string]string{
		"Lavrov":                          "Lavrov",
		"pachinian":                       "Pachinian",
		"prisonniers":                     "prisonniers",
		"Que sait-on de Pachinian ?":      "Pachinian",
		"parle-moi du groupe de Minsk":    "Minsk",
		"Lavrov ratatouille":              "",
		"Que sait-on de la ratatouille ?": "",
	} {
		a := b.ask(t, retrieval.Question{Text: asked})
		if a.Answered() != (want != "") {
			t.Errorf("%s: %q, %d citations", asked, a.Reason, len(a.Citations))
		} else if a.Answered() && !strings.Contains(a.Citations[0].Text, want) {
			t.Errorf("%s: %q", asked, a.Citations[0].Text)
		}
	}
}

// TestWarm: the people are read ahead, once, and for nobody when the reading is given up.
func TestWarm(t *testing.T) {
	b := demoLibrary(t)
	given, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Warm(given, "local"); !errors.Is(err, context.Canceled) || b.IsWarm("local") {
		t.Errorf("given up: %v", err)
	}
	for range 2 {
		if err := b.Warm(t.Context(), "local"); err != nil || !b.IsWarm("local") {
			t.Errorf("the people are not known: %v", err)
		}
	}
	if err := b.Warm(t.Context(), "../local"); !errors.Is(err, retrieval.ErrCollection) {
		t.Errorf("a collection that cannot be: %v", err)
	}
}

// TestWhoLeads asks who leads a body: the one introduced as its head, not whoever stands near.
func TestWhoLeads(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"labo", "2021-02-01", "Le vaccin de Valmer", `Le laboratoire Valmer produit un vaccin depuis cent ans, a rappelé lundi le ministre Jean Roux, qui dirige la délégation.

« La demande est forte », assure Luc Morin, directeur de Valmer. Son laboratoire emploie mille personnes.`},
		{"club", "2021-02-02", "Le club de Brenne a un nouvel entraîneur", `Le président du club de Brenne, Paul Vidal, a salué l'arrivée de l'entraîneur.

L'ancien président du Stade de Brenne, Marc Petit, assistait au match avec le directeur de la Poste Éric Blanc.`},
	}))
	for asked, want := range map[string]string{
		"Qui dirige le laboratoire Valmer ?":    "Luc Morin, directeur",
		"Qui préside le club de Brenne ?":       "Paul Vidal",
		"Qui est à la tête du club de Brenne ?": "Paul Vidal",
	} {
		if a := b.ask(t, retrieval.Question{Text: asked}); !a.Answered() || !strings.Contains(a.Citations[0].Text, want) {
			t.Errorf("%s: %s, %+v", asked, a.Reason, a.Citations)
		}
	}
}
