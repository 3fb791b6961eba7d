package phrase_test

import (
	"testing"

	"propos/bot/phrase"
	"propos/corpus"
)

func TestDateFault(t *testing.T) {
	for typed, want := range map[string]string{
		"":                       "",
		"nov. 2020":              "",
		"samedi 21 nov. 2020":    "",
		"vendredi 21 nov. 2020":  "le 21~novembre 2020 n’était pas ce jour de la semaine.",
		"hier « ou » avant-hier": "je ne comprends pas la date «~hier “ou” avant-hier~». Écris par exemple 2020, nov. 2020 ou 12/11/2020.",
	} {
		d, err := corpus.ParseFrenchDate(typed)
		if got := ordinary(phrase.DateFault(typed, d, err)); got != want {
			t.Errorf("DateFault(%q) = %q, want %q", typed, got, want)
		}
	}
	if got := phrase.Capital(phrase.DateFault("", corpus.Date{}, nil)); got != "" {
		t.Errorf("no fault, with a capital: %q", got)
	}
}

func TestPeriodFault(t *testing.T) {
	year, month, day := corpus.Date{Year: 2020}, corpus.Date{Year: 2020, Month: 11}, corpus.Date{Month: 2, Day: 27}
	for _, tt := range []struct {
		from, to corpus.Date
		want     string
	}{
		{},
		{from: year, to: month},
		{from: month, to: year},
		{from: corpus.Date{Year: 2021}, to: month, want: "La période finit avant d’avoir commencé~: 2021, puis novembre 2020."},
		{from: day, want: "Donne aussi l’année~: «~27~février~» ne suffit pas pour une période."},
		{from: year, to: day, want: "Donne aussi l’année~: «~27~février~» ne suffit pas pour une période."},
	} {
		if got := ordinary(phrase.PeriodFault(corpus.Period{From: tt.from, To: tt.to})); got != tt.want {
			t.Errorf("PeriodFault(%v, %v) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}
