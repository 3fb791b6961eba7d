package retrieval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
)

// TestDefined asks what something is: the excerpt that says so comes first, though other articles name the thing more often.
func TestDefined(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"treve", "2021-05-03", "Trêve au Val-Doré", `Une trêve a été signée lundi au Val-Doré. Les habitants du Val-Doré l'attendaient depuis l'hiver.

Au Val-Doré, la nuit a été calme. Près du Val-Doré, une délégation s'est réunie.`},
		{"poste", "2021-05-04", "Le ministre à la frontière", `Le ministre a visité les postes de la frontière. Il a parlé avec les gardes et avec les douaniers du Val-Doré, une région de montagnes que deux pays se disputent, avant de rentrer.`},
	}))
	for _, asked := range []string{"C'est quoi le Val-Doré ?", "Qu'est-ce que le Val-Doré ?", "cest quoi le val doré"} {
		if a := b.ask(t, retrieval.Question{Text: asked}); !a.Answered() || !strings.Contains(a.Citations[0].Text, "une région de montagnes") {
			t.Errorf("%s: %s, %+v", asked, a.Reason, a.Citations)
		}
	}
}
