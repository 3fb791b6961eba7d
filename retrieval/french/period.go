package french

import (
	"time"

	"propos/corpus"
)

// AskedPeriod is the time that a question speaks of.
type AskedPeriod struct {
	Period  corpus.Period // zero when the question names no time, or one that cannot be placed
	Spans   []corpus.Span // the words understood, with their preposition: « depuis mars », « le dernier »
	Kind    PeriodKind
	Latest  bool // asks for what is newest: « le dernier », « récemment »
	Guessed bool // a year that was not said was taken to be the latest possible one
	Told    bool // the time tells which thing is spoken of, and says nothing of when: « la guerre de 2020 », « la loi de 1905 »
}

// PeriodKind says how the period was named.
type PeriodKind string

// The kinds of period; the zero kind is none.
const (
	PeriodIn      PeriodKind = "in"      // « en octobre 2020 », « cette année »
	PeriodSince   PeriodKind = "since"   // « depuis mars »
	PeriodBefore  PeriodKind = "before"  // « avant 2022 »
	PeriodAfter   PeriodKind = "after"   // « après la guerre de 2020 »
	PeriodBetween PeriodKind = "between" // « entre 2019 et 2021 »
)

// QuestionPeriod reads the time that a question speaks of: « en octobre 2020 », « depuis mars », « avant 2022 », « entre 2019 et 2021 »,
// « au printemps 2021 », « cette année », « la semaine dernière », « il y a trois mois », « récemment », « le dernier sommet ».
// Times that count from today have no effect when today is zero, but for Latest. Of several times the first counts, except in « entre … et … »
// and that one which tells a thing counts only where no other time is named.
// Period.From is never after Period.To when both are set.
func QuestionPeriod(text string, today corpus.Date) AskedPeriod {
	tokens := Scan(text)
	if len(tokens) > maxQuestionTokens {
		tokens = tokens[:maxQuestionTokens]
	}
	p := periodReader{tokens: tokens, today: today}
	for _, m := range datesIn(tokens) {
		if p.mention(m) {
			break
		}
	}
	if p.asked.Kind == "" {
		p.latest()
	}
	return p.asked
}

// periodReader places the mentions of a question.
type periodReader struct {
	tokens []Token
	today  corpus.Date
	asked  AskedPeriod
	first  DateMention // behind « entre »
}

// mention places one date; it reports whether the question's period is settled.
func (p *periodReader) mention(m DateMention) bool {
	period, guessed := p.place(m)
	if period.IsZero() {
		return false
	}
	kind, start, loose := p.relation(m.Start)
	if p.asked.Kind == PeriodBetween {
		p.between(period, guessed)
		p.asked.Spans[0].End = m.End
		return true
	}
	p.first = m
	p.asked = AskedPeriod{
		Period: bounded(kind, period, loose), Spans: []corpus.Span{{Start: start, End: m.End}}, Kind: kind, Guessed: guessed,
		Told: kind == PeriodIn && p.tells(m.Start),
	}
	return !p.asked.Told && (kind != PeriodBetween || m.Date.IsZero() && !m.Relative)
}

// between ends a period that began with another time. A beginning whose year was not said is in the year before the end: « entre juillet
// et août 2020 ».
func (p *periodReader) between(end corpus.Period, guessed bool) {
	begin := p.asked.Period
	if p.asked.Guessed && !guessed {
		until := periodReader{today: end.To}
		if told, _ := until.place(p.first); !told.IsZero() {
			begin = told
		}
	}
	if begin.From.Compare(end.From) > 0 {
		begin, end = end, begin
	}
	p.asked.Period = corpus.Period{From: begin.From, To: later(begin.To, end.To)}
	p.asked.Guessed = p.asked.Guessed || guessed
}

func later(a, b corpus.Date) corpus.Date {
	if a.Compare(b) > 0 {
		return a
	}
	return b
}

// tells reports whether the date that starts at byte at stands behind a noun as its complement or in brackets: « la guerre de 2020 »,
// « l'accord du 10 novembre 2020 », « la guerre (2020) »; not behind a noun of time: « au cours de 2020 ».
func (p *periodReader) tells(at int) bool {
	i := 0
	for i < len(p.tokens) && p.tokens[i].Start < at {
		i++
	}
	switch {
	case i < 2:
		return false
	case p.tokens[i-1].Text == "(":
		return true
	}
	before, of := p.tokens[i-2], p.tokens[i-1]
	return (isDe(of) || Fold(of.Text) == "du") && before.Kind == Word && !nounsOfTime[Fold(before.Text)]
}

// nounsOfTime are what a date completes without naming another thing: « au début de 2020 », « le mois de mars ».
var nounsOfTime = map[string]bool{
	"debut": true, "fin": true, "milieu": true, "cours": true, "lors": true, "courant": true, "moitie": true, "trimestre": true, "semestre": true,
	"jour": true, "journee": true, "soir": true, "nuit": true, "date": true, "semaine": true, "mois": true, "annee": true, "an": true,
	"printemps": true, "ete": true, "automne": true, "hiver": true, "partir": true, "compter": true, "periode": true,
}

// bounded keeps the side of the period that the preposition names.
func bounded(kind PeriodKind, p corpus.Period, loose bool) corpus.Period {
	switch {
	case kind == PeriodSince:
		return corpus.Period{From: p.From}
	case kind == PeriodBefore && loose:
		return corpus.Period{To: p.To}
	case kind == PeriodBefore:
		return corpus.Period{To: addDays(p.From, -1)}
	case kind == PeriodAfter && loose:
		return corpus.Period{From: p.From}
	case kind == PeriodAfter:
		return corpus.Period{From: addDays(p.To, 1)}
	}
	return p
}

// maxBetween is how many words may stand between « avant » and its date: « avant la deuxième guerre de 2020 ».
const maxBetween = 5

// relation reads the preposition before the date that starts at byte at, and where it begins. loose means that a noun stands between:
// what was before the war of 2020 may be of 2020.
func (p *periodReader) relation(at int) (kind PeriodKind, start int, loose bool) {
	i := 0
	for i < len(p.tokens) && p.tokens[i].Start < at {
		i++
	}
	start = at
	for k := i - 1; k >= max(0, i-maxBetween) && p.tokens[k].Kind != Punct; k-- {
		word := Fold(p.tokens[k].Text)
		near := k >= i-2
		switch {
		case !near && Fold(p.tokens[i-1].Text) == "en": // « avant Bakou en novembre 2020 »
			return PeriodIn, start, false
		case word == "depuis" || word == "des" && p.tokens[k].Text != "des" || word == "partir":
			return PeriodSince, p.tokens[k].Start, !near
		case word == "avant":
			return PeriodBefore, p.tokens[k].Start, !near
		case word == "jusqu'" || word == "jusque":
			return PeriodBefore, p.tokens[k].Start, true
		case word == "apres":
			return PeriodAfter, p.tokens[k].Start, !near
		case word == "entre" && near:
			return PeriodBetween, p.tokens[k].Start, false
		case k == i-1 && (word == "en" || word == "au" || word == "le" || word == "la" || word == "l'" || word == "a"):
			start = p.tokens[k].Start
		}
	}
	return PeriodIn, p.withNoun(i, start), false
}

// withNoun moves the beginning of a time to a noun of time before it, with its article: « l'année 2019 », « au mois de mars ».
func (p *periodReader) withNoun(i, start int) int {
	k := i - 1
	if k > 0 && (isDe(p.tokens[k]) || Fold(p.tokens[k].Text) == "du") {
		k--
	}
	if k < 0 || !nounsOfTime[Fold(p.tokens[k].Text)] {
		return start
	}
	start = p.tokens[k].Start
	if k > 0 && timeArticles[Fold(p.tokens[k-1].Text)] {
		start = p.tokens[k-1].Start
	}
	return start
}

var timeArticles = set("le la l l' au a en dans pendant durant")

// place gives a mention its days; a missing year is the latest possible one.
func (p *periodReader) place(m DateMention) (period corpus.Period, guessed bool) {
	switch {
	case m.Relative && (m.Date.Month == 0 || m.Offset > 0):
		return p.relative(m), false
	case !m.Period.IsZero():
		return m.Period, false
	case m.Date.Month == 0 || p.today.Year == 0:
		return corpus.Period{}, false
	}
	d := m.Date
	d.Year = p.today.Year
	if d.First().Compare(p.today) > 0 {
		d.Year--
	}
	for tries := 0; d.Check() != nil && tries < 8; tries++ { // 29 février
		d.Year--
	}
	if d.Check() != nil || d.Year <= 0 {
		return corpus.Period{}, false
	}
	return corpus.Period{From: d.First(), To: d.Last()}, true
}

// relative counts from today.
func (p *periodReader) relative(m DateMention) corpus.Period {
	if p.today.Year == 0 || p.today.Month == 0 || p.today.Day == 0 || m.Offset < -10000 || m.Offset > 10000 {
		return corpus.Period{}
	}
	t := time.Date(p.today.Year, time.Month(p.today.Month), p.today.Day, 0, 0, 0, 0, time.UTC)
	var from, to time.Time
	switch m.Unit {
	case Day:
		from = t.AddDate(0, 0, m.Offset)
		to = from
	case Week:
		from = t.AddDate(0, 0, 7*m.Offset-(int(t.Weekday())+6)%7)
		to = from.AddDate(0, 0, 6)
	case Month:
		from = time.Date(t.Year(), t.Month()+time.Month(m.Offset), 1, 0, 0, 0, 0, time.UTC)
		to = from.AddDate(0, 1, -1)
	case Year:
		if m.Date.Month > 0 {
			return corpus.Period{}
		}
		from = time.Date(t.Year()+m.Offset, 1, 1, 0, 0, 0, 0, time.UTC)
		to = from.AddDate(1, 0, -1)
	case Season:
		return corpus.Period{}
	default: // a weekday: the seven days up to today
		from, to = t.AddDate(0, 0, -7), t
	}
	if from.Year() < 1 || to.Year() > 9999 {
		return corpus.Period{}
	}
	return corpus.Period{From: corpus.DateOf(from), To: corpus.DateOf(to)}
}

func addDays(d corpus.Date, n int) corpus.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day+n, 0, 0, 0, 0, time.UTC)
	if t.Year() < 1 {
		return d
	}
	return corpus.DateOf(t)
}

// latest reads « récemment », « le dernier sommet », « les dernières déclarations », « en ce moment ».
func (p *periodReader) latest() {
	for i, t := range p.tokens {
		if t.Kind != Word {
			continue
		}
		switch Fold(t.Text) {
		case "recemment", "dernierement", "actuellement", "recent", "recente", "recents", "recentes":
		case "dernier", "derniere", "derniers", "dernieres":
			if i == 0 || p.tokens[i-1].Kind == Word && !articles[Fold(p.tokens[i-1].Text)] && !determiners[Fold(p.tokens[i-1].Text)] {
				continue
			}
		default:
			continue
		}
		p.asked.Latest = true
		p.asked.Spans = append(p.asked.Spans, corpus.Span{Start: t.Start, End: t.End})
		return
	}
}
