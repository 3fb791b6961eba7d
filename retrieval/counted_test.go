package retrieval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
)

// TestCounted asks how many there are of something: the excerpt has the sentence that counts them, not one with another number.
func TestCounted(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"hopital", "2021-05-03", "Brenne : le retour des visites", `« J'en ai assez du téléphone » : comme ses camarades de l'hôpital de jour Albert Roux à Brenne, Léo, 26 ans, attendait les visites avec impatience. Mais avec un accueil limité à un jour sur cinq, et des repas pris à part, le retour à la vie d'avant sera long pour lui et pour ses proches.

Dans cette petite structure, qui accueille d'habitude 25 jeunes chaque jour de la semaine, les règles ne permettent pas que tous reviennent ensemble, explique la cheffe de service.`},
	}))
	for asked, want := range map[string]string{
		"Combien de jeunes accueille l'hôpital de jour Albert Roux ?": "25 jeunes",
		"Quel âge a Léo, de l'hôpital de jour Albert Roux ?":          "26 ans",
	} {
		if a := b.ask(t, retrieval.Question{Text: asked}); !a.Answered() || !strings.Contains(a.Citations[0].Text, want) {
			t.Errorf("%s: %s, %+v", asked, a.Reason, a.Citations)
		}
	}
}
