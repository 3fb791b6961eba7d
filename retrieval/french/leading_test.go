package french_test

import (
	"testing"

	"propos/retrieval/french"
)

// TestLed asks who leads something, and what is no such question.
func TestLed(t *testing.T) {
	for _, c := range []struct {
		in, body string
		presides bool
	}{
		{"Qui dirige le laboratoire Valmer ?", "laboratoire Valmer", false},
		{"qui dirige la russie", "russie", false},
		{"Qui préside l'Assemblée de Valbrune ?", "Assemblée de Valbrune", true},
		{"C'est qui qui dirige l'usine Roche ?", "usine Roche", false},
		{"Qui est à la tête des Ports du Nord ?", "Ports du Nord", false},
		{"Qui dirige la Société Valmer depuis 2019 ?", "Société Valmer", false},
		{"Qui dirigeait la Société Valmer ?", "", false},
		{"Qui est le directeur de la Société Valmer ?", "", false},
		{"Qui dirige ?", "", false},
		{"", "", false},
	} {
		body, presides := french.Led(c.in)
		if got := of(c.in, body); got != c.body || got != "" && presides != c.presides {
			t.Errorf("Led(%q) = %q, %t", c.in, got, presides)
		}
	}
}
