package phrase

import (
	"errors"

	"propos/corpus"
)

// DateFault says what is wrong with a date that a person typed and that corpus.ParseFrenchDate read as d, err: « je ne comprends pas la
// date « hier ». Écris par exemple 2020, nov. 2020 ou 12/11/2020. »; "" when nothing is. It begins with a small letter, to stand after the
// name of a field.
func DateFault(typed string, d corpus.Date, err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, corpus.ErrWeekday):
		return Say("le %s n'était pas ce jour de la semaine.", Date(d))
	}
	return Say("je ne comprends pas la date %s. Écris par exemple 2020, nov. 2020 ou 12/11/2020.", Quoted(Cut(typed, 60)))
}

// PeriodFault says what is wrong with a period whose ends a person gave: « La période finit avant d’avoir commencé : 2021, puis 2020. »;
// "" when nothing is. An end without year is a fault.
func PeriodFault(p corpus.Period) string {
	for _, d := range []corpus.Date{p.From, p.To} {
		if !d.IsZero() && d.Year == 0 {
			return Say("Donne aussi l'année : %s ne suffit pas pour une période.", Quoted(withoutUnknown(d)))
		}
	}
	if !p.From.IsZero() && !p.To.IsZero() && p.From.First().Compare(p.To.Last()) > 0 {
		return Say("La période finit avant d'avoir commencé : %s, puis %s.", Date(p.From), Date(p.To))
	}
	return ""
}
