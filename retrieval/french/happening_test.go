package french_test

import (
	"testing"

	"propos/retrieval/french"
)

func TestHappening(t *testing.T) {
	for text, want := range map[string]string{
		"Que s'est-il passé en mars 2024 ?":                    "Que s'est-il passé",
		"que s'est il passe en mars":                           "que s'est il passe",
		"Qu'est-ce qui s'est passé à Bakou hier ?":             "Qu'est-ce qui s'est passé",
		"Bonjour, dis-moi ce qui s'est passé en 2020":          "ce qui s'est passé",
		"Qu'est-il arrivé à Nikol Pachinian ?":                 "Qu'est-il arrivé",
		"Quoi de neuf la semaine dernière ?":                   "Quoi de neuf",
		"Quoi de neuf ?":                                       "Quoi de neuf",
		"Quelles sont les nouvelles de janvier 2024 ?":         "Quelles sont les nouvelles",
		"Quelles sont les dernières nouvelles ?":               "Quelles sont les dernières nouvelles",
		"les dernières nouvelles sur le Karabagh":              "les dernières nouvelles",
		"Les principaux événements de 2023":                    "Les principaux événements",
		"Quels événements ont eu lieu en juin 2024 ?":          "Quels événements ont eu lieu",
		"l'actualité de mars 2024":                             "l'actualité",
		"Quelles sont les nouvelles règles du corridor ?":      "",
		"Quelles informations secrètes Lavrov a-t-il ?":        "",
		"Que s'est-il dit à Bakou ?":                           "",
		"Qui a signé la déclaration ?":                         "",
		"Le navire est passé par le corridor en mars 2024 ?":   "",
		"Quel événement marque la fin de la guerre de 2020 ? ": "",
		"": "",
	} {
		if got := of(text, french.Happening(text)); got != want {
			t.Errorf("Happening(%q) = %q, want %q", text, got, want)
		}
	}
}
