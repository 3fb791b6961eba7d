package retrieval_test

import (
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
