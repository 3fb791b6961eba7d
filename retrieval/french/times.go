package french

import "propos/corpus"

// Times returns the days that the dates named in a text can mean, in order. written is the day of the text: from it count « hier » and
// « le mois dernier », and a day or a month without a year is the one nearest to it. A text whose day is not known names no such times.
// Both ends of each period are set, From never after To.
func Times(text string, written corpus.Date) []corpus.Period {
	if written.Day == 0 || written.Year == 0 {
		written = corpus.Date{}
	}
	p := periodReader{today: written}
	var out []corpus.Period
	for _, m := range Dates(text) {
		if m.Period.IsZero() && !m.Relative && m.Date.Month > 0 {
			m.Period = nearest(m.Date, written)
		}
		if t, _ := p.place(m); !t.IsZero() {
			out = append(out, t)
		}
	}
	return out
}

// nearest gives a date without a year the year in which it is nearest to the day of the text; the zero period when there is none.
func nearest(d, written corpus.Date) (best corpus.Period) {
	if written.IsZero() {
		return best
	}
	closest := 0
	for year := max(written.Year-1, 1); year <= written.Year+1; year++ {
		d.Year = year
		if away := daysApart(d.First(), written); d.Check() == nil && (best.IsZero() || away < closest) {
			best, closest = corpus.Period{From: d.First(), To: d.Last()}, away
		}
	}
	return best
}

// daysApart counts the days between two dates, months taken as 31 days.
func daysApart(a, b corpus.Date) int {
	n := (a.Year-b.Year)*372 + (a.Month-b.Month)*31 + a.Day - b.Day
	return max(n, -n)
}
