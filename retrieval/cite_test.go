package retrieval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
)

// TestFirstExcerpt: of the best article the excerpt that tells what its title does not stands first, and in it those sentences.
func TestFirstExcerpt(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"salon", "2021-06-01", "Salon nautique de Valbrune : le jury a choisi", `Le salon nautique de Valbrune a demandé à chacun de son jury de choisir un bateau parmi les deux cents qui étaient à quai dimanche matin.

Le peintre, le charpentier et la navigatrice, qui avaient deux heures pour cela et pas une de plus, ont marché longtemps le long des quais, un carnet à la main, et chacun a pris des notes que personne n'a pu lire. On avait prévu pour eux des bottes, des parapluies et du café, car il avait plu toute la nuit et les planches étaient glissantes.

La fanfare jouait sous les platanes, les enfants couraient entre les bancs, et les marchands de glaces avaient ouvert dès le matin.

Le charpentier a retenu un canot, et le peintre une barque. Enfin Jeanne Vidal, la dernière, a retenu une yole de 1931 que son grand-père avait construite.`},
		{"bal", "2021-06-09", "Le bal du port", "Le bal du port de Valbrune a lieu samedi, sur un bateau."},
		{"marche", "2021-06-10", "Le marché", "Le marché de Valbrune change de place."},
	}))
	a := b.ask(t, retrieval.Question{Text: "Quel bateau Jeanne Vidal a-t-elle choisi au salon nautique de Valbrune ?"})
	if !a.Answered() || !strings.Contains(a.Citations[0].Text, "yole") {
		t.Errorf("%s: %+v", a.Reason, a.Citations)
	}
}
