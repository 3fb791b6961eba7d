package retrieval_test

import (
	"strings"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// valbruneArticles are invented: a strike at a port, a stolen painting, and a cartoonist of one name.
func valbruneArticles(t testing.TB) []corpus.Article {
	return dated(t, [][4]string{
		{"greve", "2021-03-04", "Port de Valbrune : la grève des grutiers continue", `La grève des grutiers dure depuis lundi au port de Valbrune.

« Je le dis à la direction, ça suffit, il faut parler et venir à la table avec des chiffres, pas avec des menaces, parce que nous ne céderons pas », a déclaré Paul Roche, secrétaire général du Syndicat des grutiers.

Le syndicaliste a par contre condamné le blocage de la route du phare. « Ce n'est pas acceptable, les habitants n'y sont pour rien », a-t-il expliqué.

« La grève est légitime », a conclu Paul Roche.`},
		{"tableau", "2021-04-10", "Le voleur de tableaux de Valbrune avait un plan du musée", `Le voleur de tableaux arrêté mardi à Valbrune avait un plan du musée. Le gardien Luc Vidal l'a vu.

« L'homme est connu pour des faits plus anciens », a déclaré le procureur de la République Henri Valet.`},
		{"dessin", "2021-05-02", "Le dessinateur Pirou expose à Valbrune", `Le dessinateur expose ses carnets au musée. Claire Vidal les a aimés.

« On dessine pour être libre, et pour rien d'autre », a déclaré Pirou, venu en voisin.

« Nous sommes heureux de l'accueillir », a déclaré Jeanne Piroux, directrice du musée de Valbrune.`},
		{"mairie", "2021-06-01", "Valbrune : la maire et ses voisines", `La maire de Valbrune a reçu la presse.

« Claire Bertin a beaucoup fait pour la pêche », a déclaré Anne Morel, maire de Valbrune.`},
	})
}

// TestWhoseWords asks for words where it is not plain who is meant, or which of several statements: who speaks and what the first excerpt holds.
func TestWhoseWords(t *testing.T) {
	b := libraryOf(t, valbruneArticles(t))
	for _, c := range []struct{ asked, speaker, want string }{
		{"Qu'a dit Paul Roche du blocage de la route du phare ?", "Paul Roche", "acceptable"},
		{"Qu'a dit Paul Roche sur la grève ?", "Paul Roche", "direction"},
		{"Qu'a dit le procureur du voleur de tableaux ?", "Henri Valet", "anciens"},
		{"Que dit Pirou de la liberté de dessiner ?", "Pirou", "libre"},
		{"Que dit Anne Morel de Claire Bertin ?", "Anne Morel", "pêche"},
		{"Que pense Paul Roche des menaces de la direction sur les grutiers ?", "Paul Roche", "menaces"},
	} {
		a := b.ask(t, retrieval.Question{Text: c.asked})
		if !a.Answered() {
			t.Errorf("%s: refused: %s", c.asked, a.Reason)
			continue
		}
		if first := a.Citations[0]; first.Speaker != c.speaker || !strings.Contains(first.Text, c.want) {
			t.Errorf("%s: %s: %q, want %s with %q", c.asked, first.Speaker, first.Text, c.speaker, c.want)
		}
	}
	for _, asked := range []string{
		"Qu'a dit le président de la grève des grutiers ?", // nobody is president of it, and « le président » could be anybody
		"Qu'a dit le ministre de la mer de la grève ?",
		"Que dit Anne Morel de Claire Vidal ?", // she spoke of another Claire
	} {
		if a := b.ask(t, retrieval.Question{Text: asked}); a.Answered() {
			t.Errorf("%s: answered by %s: %q", asked, a.Citations[0].Speaker, a.Citations[0].Text)
		}
	}
}

// An article whose words are one sentence, with thousands of quotations in it, is read and asked about like any other.
func TestEndlessSentence(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"liste", "2021-06-01", "La liste", strings.Repeat("« Le port reste ouvert », a dit Paul Durand, ", 5000)},
		{"bal", "2021-06-09", "Le bal du port", "« Le bal commence à neuf heures », a dit Paul Durand."},
	}))
	for _, question := range []string{"Qu'a dit Paul Durand ?", "Qu'a dit Paul Durand sur le port ?"} {
		if a := b.ask(t, retrieval.Question{Text: question}); !a.Answered() || !strings.Contains(a.Citations[0].Quote.Of(b.bodies[a.Citations[0].Article.ID]), "Le ") {
			t.Errorf("%s: %s %+v", question, a.Reason, a.Citations)
		}
	}
	if all, err := b.ArticleQuotes(t.Context(), "local", "liste"); err != nil || len(all) != 5000 {
		t.Errorf("%d quotations are listed, %v", len(all), err)
	}
}
