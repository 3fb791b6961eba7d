package retrieval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
)

// TestUntold asks what an article tells of somebody or something, and what it does not though it has all the other words.
func TestUntold(t *testing.T) {
	const (
		baker  = "La boulangère Irène Castel tient l'échoppe du pont de Valbrune. Irène Castel y cuit douze fournées par jour."
		tower  = "La tour de Valbrune domine la rade. La tour de Valbrune compte quatre canons, et douze marins la gardent."
		boat   = "Le voilier Aurore de Valbrune a gagné la course de la rade. Le voilier Aurore compte douze marins."
		school = "Le préfet Hugo Lemaître parle trois langues. Hugo Lemaître enseigne à Valbrune depuis douze ans."
	)
	for _, tt := range []struct {
		asked, body string
		answered    bool
	}{
		{"Où est née la boulangère Irène Castel ?", baker, false},
		{"Où est née la boulangère Irène Castel ?", baker + " La boulangère Irène Castel est native de Saint-Ouen.", true},
		{"Comment est morte la boulangère Irène Castel ?", baker, false},
		{"Comment est morte la boulangère Irène Castel ?", baker + " La boulangère Irène Castel s'est noyée dans la Sauve.", true},
		{"Quel salaire touche la boulangère Irène Castel ?", baker, false},
		{"Quel salaire touche la boulangère Irène Castel ?", baker + " La boulangère Irène Castel touche 1.200 € par mois.", true},
		{"À quelle vitesse navigue le voilier Aurore de Valbrune ?", boat, false},
		{"À quelle vitesse navigue le voilier Aurore de Valbrune ?", boat + " Le voilier Aurore de Valbrune navigue à 18 nœuds.", true},
		{"Combien le voilier Aurore de Valbrune a-t-il coûté ?", boat, false},
		{"Combien le voilier Aurore de Valbrune a-t-il coûté ?", boat + " Le voilier Aurore de Valbrune a coûté 3.000 francs.", true},
		{"Quelle est la hauteur de la tour de Valbrune ?", tower, false},
		{"Quelle est la hauteur de la tour de Valbrune ?", tower + " La hauteur de la tour de Valbrune est de 40 mètres.", true},
		{"Où Hugo Lemaître, préfet de Valbrune, a-t-il fait ses études ?", school, false},
		{"Où Hugo Lemaître, préfet de Valbrune, a-t-il fait ses études ?", school + " Hugo Lemaître est diplômé de l'université de Saint-Ouen.", true},
	} {
		b := libraryOf(t, dated(t, [][4]string{{"premier", "2020-05-02", "Valbrune", tt.body}, {"autre", "2020-05-03", "La foire", "La foire aux cloches se tient à Saint-Ouen. Elle dure trois jours."}}))
		if a := b.ask(t, retrieval.Question{Text: tt.asked}); a.Answered() != tt.answered {
			t.Errorf("%s\n%s\nanswered %t (%s, confidence %.2f), want %t", tt.asked, tt.body, a.Answered(), a.Reason, a.Confidence, tt.answered)
		}
	}
}

// TestTellingFirst asks what another article, or another passage of the best one, tells of somebody.
func TestTellingFirst(t *testing.T) {
	filler := strings.Repeat("\nLes habitants se sont réunis à la salle des fêtes, où le maire a parlé longuement de la commune et de ses projets.", 8)
	b := libraryOf(t, dated(t, [][4]string{
		{"portrait", "2020-05-02", "Irène Castel", "La doctoresse Irène Castel, de Valbrune, n'aime guère les portraits. La doctoresse Irène Castel est partie."},
		{"vie", "2020-05-03", "Une vie", "Native de Montreval, la doctoresse Irène Castel soigne Valbrune depuis douze ans."},
		{"tour", "2020-05-04", "La tour de Valbrune", "La tour de Valbrune domine la rade, et la hauteur de la tour de Valbrune plaît aux peintres." + filler + "\nLa tour de Valbrune monte à 40 mètres, et la tour du port à 30."},
		{"foire", "2020-05-05", "La foire", "La foire aux cloches se tient à Saint-Ouen. Elle dure trois jours."},
	}))
	for _, tt := range []struct{ asked, article, text string }{
		{"Où est née Irène Castel, la doctoresse de Valbrune ?", "vie", "Native de Montreval"},
		{"Quelle est la hauteur de la tour de Valbrune ?", "tour", "40 mètres"},
	} {
		a := b.ask(t, retrieval.Question{Text: tt.asked})
		if !a.Answered() || a.Citations[0].Article.ID != tt.article || !strings.Contains(a.Citations[0].Text, tt.text) {
			t.Errorf("%q: %s (%.2f) %+v", tt.asked, a.Reason, a.Confidence, a.Citations)
		}
	}
}
