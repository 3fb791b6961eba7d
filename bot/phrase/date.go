package phrase

import (
	"strconv"

	"propos/corpus"
)

// monthNames are the months as French writes them out, and as newspapers shorten them.
func monthNames() [12][2]string {
	return [12][2]string{
		{"janvier", "janv."}, {"février", "févr."}, {"mars", "mars"}, {"avril", "avr."}, {"mai", "mai"}, {"juin", "juin"},
		{"juillet", "juill."}, {"août", "août"}, {"septembre", "sept."}, {"octobre", "oct."}, {"novembre", "nov."}, {"décembre", "déc."},
	}
}

// Date writes a date with the precision that it has: « 21 novembre 2020 », « novembre 2020 », « 2020 »,
// « 27 février (année inconnue) », « date inconnue ».
func Date(d corpus.Date) string { return date(d, 0) }

// ShortDate is Date with the months as newspapers shorten them: « 21 nov. 2020 ».
func ShortDate(d corpus.Date) string { return date(d, 1) }

func date(d corpus.Date, form int) string {
	if d.IsZero() {
		return "date inconnue"
	}
	if d.Month < 1 || d.Month > 12 {
		return strconv.Itoa(d.Year)
	}
	out := monthNames()[d.Month-1][form]
	switch {
	case d.Day == 1:
		out = "1er" + NoBreak + out
	case d.Day > 1:
		out = strconv.Itoa(d.Day) + NoBreak + out
	}
	if d.Year == 0 {
		return out + " (année inconnue)"
	}
	return out + " " + strconv.Itoa(d.Year)
}

// OnDate writes a date as a moment in a sentence: « le 21 novembre 2020 », « en novembre 2020 », « en 2020 »; "" when nothing is known.
func OnDate(d corpus.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Day > 0:
		return "le " + Date(d)
	}
	return "en " + Date(d)
}

// Period writes a range of days as part of a sentence: « en novembre 2020 », « de mars à novembre 2020 », « depuis mars 2020 »,
// « jusqu’au 3 mai 2020 », « du 1er au 5 mai 2020 »; "" for all time.
func Period(p corpus.Period) string {
	switch {
	case p.IsZero():
		return ""
	case p.From == p.To:
		return OnDate(p.From)
	case p.To.IsZero():
		return "depuis " + articled(p.From)
	case p.From.IsZero():
		return "jusqu’" + aTo(p.To)
	case whole(p):
		return OnDate(corpus.Date{Year: p.From.Year, Month: wholeMonth(p)})
	}
	from := p.From
	if from.Year == p.To.Year && from.Month > 0 && p.To.Month > 0 {
		from.Year = 0
		if from.Month == p.To.Month && from.Day > 0 && p.To.Day > 0 {
			return "du " + dayOnly(from.Day) + " au " + Date(p.To)
		}
	}
	if from.Day > 0 {
		return "du " + withoutUnknown(from) + " " + aTo(p.To)
	}
	return Of(withoutUnknown(from)) + " " + aTo(p.To)
}

// coarse leaves out of a period the days and months that say no more than the month or the year: « depuis mars 2024 » for the 1st of March.
func coarse(p corpus.Period) corpus.Period {
	months := corpus.Period{From: corpus.Date{Year: p.From.Year, Month: p.From.Month}, To: corpus.Date{Year: p.To.Year, Month: p.To.Month}}
	years := corpus.Period{From: corpus.Date{Year: p.From.Year}, To: corpus.Date{Year: p.To.Year}}
	for _, wide := range []corpus.Period{years, months} {
		if wide.From.First() == p.From.First() && wide.To.Last() == p.To.Last() {
			return wide
		}
	}
	return p
}

// whole reports a period from the first to the last day of one month or year.
func whole(p corpus.Period) bool {
	for _, d := range []corpus.Date{{Year: p.From.Year, Month: p.From.Month}, {Year: p.From.Year}} {
		if p.From.Day > 0 && p.From == d.First() && p.To == d.Last() {
			return true
		}
	}
	return false
}

func wholeMonth(p corpus.Period) int {
	if p.From.Month == p.To.Month {
		return p.From.Month
	}
	return 0
}

func dayOnly(day int) string {
	if day == 1 {
		return "1er"
	}
	return strconv.Itoa(day)
}

// withoutUnknown writes a date whose year follows later in the sentence, or stands in it.
func withoutUnknown(d corpus.Date) string {
	if d.Year > 0 || d.Month == 0 {
		return Date(d)
	}
	month := monthNames()[d.Month-1][0]
	if d.Day == 0 {
		return month
	}
	return dayOnly(d.Day) + NoBreak + month
}

func articled(d corpus.Date) string {
	if d.Day > 0 {
		return "le " + Date(d)
	}
	return Date(d)
}

func aTo(d corpus.Date) string {
	if d.Day > 0 {
		return "au " + Date(d)
	}
	return "à " + Date(d)
}
