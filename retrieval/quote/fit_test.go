package quote_test

import (
	"testing"

	"propos/retrieval/quote"
)

// TestOfficeAnswers asks for an office, and for whom else is somebody's words would be given for another's.
func TestOfficeAnswers(t *testing.T) {
	for _, c := range []struct {
		held, asked string
		want        bool
	}{
		{"le maire de Blois", "le maire de Blois", true},
		{"le maire de Tours", "le maire de Blois", false},
		{"l'adjoint au maire de Blois", "le maire de Blois", false},
		{"le patron de la Poste", "le patron de Renault", false},
		{"la présidente de la Broadway League", "le président de la G League", false},
		{"le maire de Saint-Ouen", "le maire de Saint-Denis", false},
		{"le maire de Saint-Denis", "le maire de Saint-Denis", true},
		{"le président du Rassemblement national", "le président du Rassemblement National", true},
		{"le PDG de Renault", "le directeur général de Renault", true},
		{"le directeur de cabinet du ministre", "le directeur du ministère", false},
		{"le ministre russe des Affaires étrangères", "le chef de la diplomatie russe", true},
		{"le ministre arménien des Affaires étrangères", "le ministre russe des Affaires étrangères", false},
		{"le Premier ministre arménien", "le Premier ministre", true},
		{"le président du club", "le président", false},
		{"l'imam", "le pape", false},
		{"le pape", "le souverain pontife", false}, // by another word, a name is needed
		{"l'historien", "l'économiste", false},
		{"le président du CHL", "la présidente du Cercle Hippique de la Loire", true}, // by its initials
		{"la présidente du Cercle Hippique de la Loire", "la présidente du CHL", true},
		{"le président du CHR", "la présidente du Cercle Hippique de la Loire", false},
		{"le Défenseur des droits", "le défenseur des droits", true},
		{"l'avocat", "le Défenseur des droits", false},
		{"la présidente de la région Île-de-France", "la présidente de la région Pays de la Loire", false},
		{"la présidente LR de la région des Pays de la Loire", "la présidente de la région Pays de la Loire", true},
		{"le président PS du département", "le président du Sénat", false},
		{"le président de la CGT de Renault", "le président de Renault", false},
	} {
		held, _ := quote.Phrase(c.held)
		asked, _ := quote.Phrase(c.asked)
		if len(held.Offices) == 0 || len(asked.Offices) == 0 {
			t.Errorf("%s, %s: not read as offices", c.held, c.asked)
			continue
		}
		if got := held.Offices[0].Answers(asked.Offices[0]); got != c.want {
			t.Errorf("%s for %s: %t", c.held, c.asked, got)
		}
	}
}
