package french

import (
	"strings"

	"propos/corpus"
)

// DateMention is a date, a period or a relative time named in a text.
type DateMention struct {
	corpus.Span               // without article or preposition: « 9 novembre 2020 », « semaine dernière »
	Date        corpus.Date   // what is known of one day, month or year (a month also of « mars dernier »); zero for longer periods and other relative times
	Period      corpus.Period // the days it can mean; zero without a year, and for relative times
	Relative    bool          // counts from the day of speaking: « hier », « la semaine dernière », « mardi », « il y a trois mois »
	Unit        Unit          // of a relative time
	Offset      int           // of a relative time, in units: -1 for « hier » and « la semaine dernière »; 0 also when it is not known
}

// Unit is a unit of the calendar.
type Unit string

// The units of relative times.
const (
	Day     Unit = "day"
	Week    Unit = "week"
	Month   Unit = "month"
	Year    Unit = "year"
	Season  Unit = "season"  // « l'été dernier »: which one is not kept
	Weekday Unit = "weekday" // « mardi »: some day near the one of speaking
)

// Dates returns the dates named in text, in order and without overlap: « lundi 27 février », « mars 1992 », « en 2020 »,
// « les 9 et 10 novembre », « 12/11/2020 » (day first), « l'été 2023 », « le XXIe siècle », « les années 1980 », « hier », « la semaine dernière ».
// Nothing is completed: a date without a year has none. A number of four digits is a year only where the words around it say so.
func Dates(text string) []DateMention { return datesIn(Scan(text)) }

func datesIn(tokens []Token) []DateMention {
	r := dateReader{tokens: tokens}
	for i := 0; i < len(tokens); {
		i = max(r.read(i), i+1)
	}
	return r.out
}

// dateReader walks over tokens; each reading method returns the index behind what it took, 0 for nothing.
type dateReader struct {
	tokens []Token
	out    []DateMention
}

func (r *dateReader) read(i int) int {
	t := r.tokens[i]
	if t.Kind == Number {
		return r.first(i, r.dayMonth, r.numeric, r.iso, r.year, r.century)
	}
	if t.Kind != Word {
		return 0
	}
	switch r.at(i).class {
	case monthWord:
		return r.month(i)
	case weekdayWord:
		return r.weekday(i)
	case seasonWord:
		return r.season(i)
	case relativeDay:
		return r.relative(i, i+1, Day, r.at(i).value)
	case unitOfTime:
		return r.first(i, r.decade, r.lastUnit, r.thisUnit)
	case beforeWord:
		if i+1 < len(r.tokens) && r.tokens[i+1].Joined && r.at(i+1) == (dateWord{relativeDay, -1}) {
			return r.relative(i, i+2, Day, -2)
		}
	case thereWord:
		return r.ago(i)
	}
	if t.Upper() {
		return r.century(i)
	}
	return 0
}

func (r *dateReader) first(i int, readers ...func(int) int) int {
	for _, read := range readers {
		if end := read(i); end > 0 {
			return end
		}
	}
	return 0
}

// add enters the mention that covers tokens [i, end) and returns end.
func (r *dateReader) add(i, end int, m DateMention) int {
	m.Span = corpus.Span{Start: r.tokens[i].Start, End: r.tokens[end-1].End}
	if m.Period.IsZero() && m.Date.Year > 0 {
		m.Period = corpus.Period{From: m.Date.First(), To: m.Date.Last()}
	}
	r.out = append(r.out, m)
	return end
}

func (r *dateReader) relative(i, end int, unit Unit, offset int) int {
	return r.add(i, end, DateMention{Relative: true, Unit: unit, Offset: offset})
}

// small returns a whole number of at most three digits ("1er" is 1); false for anything else.
func (r *dateReader) small(i, low, high int) (int, bool) {
	if i >= len(r.tokens) || r.tokens[i].Kind != Number {
		return 0, false
	}
	s := r.tokens[i].Text
	if s == "1er" {
		s = "1"
	}
	if len(s) > 4 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, low <= n && n <= high
}

func (r *dateReader) text(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].Text
}

// yearAt reads the year that follows a month or a season.
func (r *dateReader) yearAt(i int) (int, bool) {
	if i >= len(r.tokens) || len(r.tokens[i].Text) != 4 {
		return 0, false
	}
	return r.small(i, 1000, 2199)
}

// monthAt reads a month behind a day; shortened ones may have a full stop. It returns the index behind.
func (r *dateReader) monthAt(i int) (month, end int) {
	w := r.at(i)
	switch w.class {
	case monthWord:
		return w.value, i + 1
	case shortMonth:
		if r.text(i+1) == "." && r.tokens[i+1].Start == r.tokens[i].End {
			return w.value, i + 2
		}
		return w.value, i + 1
	}
	return 0, 0
}

// dayMonth reads « 9 novembre 2020 », « 9 et 10 novembre », « 9 au 12 novembre 2020 ».
func (r *dateReader) dayMonth(i int) int {
	day, ok := r.small(i, 1, 31)
	if !ok {
		return 0
	}
	second, k := 0, i+1
	if n, ok := r.small(i+2, day+1, 31); ok && joinsDays(r.text(i+1)) {
		second, k = n, i+3
	} else if n, ok := r.small(i+1, day+1, 31); ok && r.tokens[i+1].Joined {
		second, k = n, i+2
	}
	month, end := r.monthAt(k)
	if end == 0 {
		return 0
	}
	year := 0
	if y, ok := r.yearAt(end); ok {
		year, end = y, end+1
	}
	d := corpus.Date{Year: year, Month: month, Day: day}
	if d.Check() != nil {
		return 0
	}
	last := corpus.Date{Year: year, Month: month, Day: second}
	if second == 0 || last.Check() != nil {
		return r.add(i, end, DateMention{Date: d})
	}
	m := DateMention{Date: corpus.Date{Year: year, Month: month}}
	if year > 0 {
		m.Period = corpus.Period{From: d, To: last}
	}
	return r.add(i, end, m)
}

func joinsDays(word string) bool { return word == "et" || word == "au" || word == "ou" }

// numeric reads 12/11/2020 and 12.11.2020.
func (r *dateReader) numeric(i int) int {
	t := r.tokens[i].Text
	if len(t) >= 8 && strings.Count(t, ".") == 2 {
		if d, n, err := corpus.FrenchDatePrefix(t); err == nil && n == len(t) {
			return r.add(i, i+1, DateMention{Date: d})
		}
		return 0
	}
	day, ok := r.small(i, 1, 31)
	month, okMonth := r.small(i+2, 1, 12)
	year, okYear := r.yearAt(i + 4)
	d := corpus.Date{Year: year, Month: month, Day: day}
	if !ok || !okMonth || !okYear || r.text(i+1) != "/" || r.text(i+3) != "/" || d.Check() != nil {
		return 0
	}
	return r.add(i, i+5, DateMention{Date: d})
}

// iso reads 2020-11-21.
func (r *dateReader) iso(i int) int {
	year, ok := r.yearAt(i)
	month, okMonth := r.small(i+1, 1, 12)
	day, okDay := r.small(i+2, 1, 31)
	d := corpus.Date{Year: year, Month: month, Day: day}
	if !ok || !okMonth || !okDay || !r.tokens[i+1].Joined || !r.tokens[i+2].Joined || d.Check() != nil {
		return 0
	}
	return r.add(i, i+3, DateMention{Date: d})
}

// year reads « en 2020 », « (1988-1994) », « de 2019 à 2021 », « la guerre de 2020 ».
func (r *dateReader) year(i int) int {
	if end := r.ancient(i); end > 0 {
		return end
	}
	year, ok := r.yearAt(i)
	if !ok || !r.yearHere(i) {
		return 0
	}
	k := i + 1
	if k < len(r.tokens) && !r.tokens[k].Joined && (r.text(k) == "et" || r.text(k) == "à") {
		k++
	}
	if last, ok := r.yearAt(k); ok && last > year && (k > i+1 || r.tokens[k].Joined) {
		p := corpus.Period{From: corpus.Date{Year: year}.First(), To: corpus.Date{Year: last}.Last()}
		return r.add(i, k+1, DateMention{Period: p})
	}
	return r.add(i, i+1, DateMention{Date: corpus.Date{Year: year}})
}

// ancient reads « 500 av. J.-C. », which no Date holds, and « en 574 ».
func (r *dateReader) ancient(i int) int {
	if end := r.beforeChrist(i + 1); end > 0 {
		return r.add(i, end, DateMention{})
	}
	year, ok := r.small(i, 100, 999)
	next := r.text(i + 1)
	if !ok || i == 0 || Fold(r.tokens[i-1].Text) != "en" || !(next == "" || r.tokens[i+1].Kind == Punct && !r.counted(i) || next == "et" || next == "par") {
		return 0
	}
	return r.add(i, i+1, DateMention{Date: corpus.Date{Year: year}})
}

// beforeChrist passes « av. J.-C. » and « avant J.-C. »; 0 when they do not stand at i.
func (r *dateReader) beforeChrist(i int) int {
	if w := r.text(i); w != "av" && w != "avant" {
		return 0
	}
	k := i + 1
	for k < len(r.tokens) && k < i+6 && strings.Contains("J.C.", r.text(k)) {
		k++
	}
	if k == i+1 || k == i+2 && r.text(i+1) == "." {
		return 0
	}
	return k
}

// yearHere tells whether the words around the number at i make it a year.
func (r *dateReader) yearHere(i int) bool {
	before := r.at(i - 1)
	switch {
	case before.class == yearMark, r.text(i-1) == "(" && !r.counted(i):
		return true
	case before.class == beforeWord, before.class == yearPreposition, before.class == unitOfTime && before.value == 4, i > 0 && isDe(r.tokens[i-1]):
		return !r.counted(i)
	}
	return i > 0 && r.tokens[i-1].Kind == Word && i+1 < len(r.tokens) && r.tokens[i+1].Joined && len(r.tokens[i+1].Text) == 4 && !r.counted(i+1)
}

// counted tells whether the number at i counts something: « 2000 personnes », « 1500 € ».
func (r *dateReader) counted(i int) bool {
	if i+1 >= len(r.tokens) {
		return false
	}
	t := r.tokens[i+1]
	if t.Kind == Punct {
		return strings.Contains("%‰€$£°", t.Text)
	}
	return t.Kind == Word && !t.Joined && !t.Upper() && !IsStop(Fold(t.Text))
}

// month reads « mars 1992 », and a month alone behind a word that makes it one: « en mars », « fin octobre ».
func (r *dateReader) month(i int) int {
	d := corpus.Date{Month: r.at(i).value}
	if year, ok := r.yearAt(i + 1); ok {
		d.Year = year
		return r.add(i, i+2, DateMention{Date: d})
	}
	switch r.at(i - 1).class {
	case yearMark, yearPreposition, beforeWord:
	case unitOfTime: // au mois de mars
	default:
		if !(i > 1 && isDe(r.tokens[i-1]) && r.at(i-2) == (dateWord{unitOfTime, 3})) {
			return r.lastSeason(i, DateMention{Date: d, Relative: true, Unit: Year})
		}
	}
	if end := r.lastSeason(i, DateMention{Date: d, Relative: true, Unit: Year}); end > 0 {
		return end
	}
	return r.add(i, i+1, DateMention{Date: d})
}

// weekday reads « lundi 27 février », « mardi dernier », « mercredi ».
func (r *dateReader) weekday(i int) int {
	k := i + 1
	if r.text(k) == "," {
		k++
	}
	if r.text(k) == "le" {
		k++
	}
	if k < len(r.tokens) && r.tokens[k].Kind == Number {
		if end := r.dayMonth(k); end > 0 {
			r.out[len(r.out)-1].Start = r.tokens[i].Start
			return end
		}
	}
	if w := r.at(i + 1); w.class == whichOne {
		return r.relative(i, i+2, Weekday, w.value)
	}
	return r.relative(i, i+1, Weekday, 0)
}

// season reads « été 2023 », « printemps de 2021 », « hiver 2020-2021 », « été dernier ».
func (r *dateReader) season(i int) int {
	k := i + 1
	if k < len(r.tokens) && isDe(r.tokens[k]) {
		k++
	}
	year, ok := r.yearAt(k)
	if !ok || r.counted(k) {
		return r.lastSeason(i, DateMention{Relative: true, Unit: Season})
	}
	end := k + 1
	if _, ok := r.yearAt(end); ok && r.tokens[end].Joined {
		end++
	}
	return r.add(i, end, DateMention{Period: seasonOf(r.at(i).value, year)})
}

// lastSeason reads « dernier » or « prochain » behind a month or a season.
func (r *dateReader) lastSeason(i int, m DateMention) int {
	w := r.at(i + 1)
	if w.class != whichOne {
		return 0
	}
	m.Offset = w.value
	return r.add(i, i+2, m)
}

// seasonOf returns the days that people mean by a season: wider than the astronomical one. Winter begins in the year.
func seasonOf(season, year int) corpus.Period {
	switch season {
	case 1:
		return corpus.Period{From: corpus.Date{Year: year, Month: 3, Day: 1}, To: corpus.Date{Year: year, Month: 6, Day: 21}}
	case 2:
		return corpus.Period{From: corpus.Date{Year: year, Month: 6, Day: 1}, To: corpus.Date{Year: year, Month: 9, Day: 22}}
	case 3:
		return corpus.Period{From: corpus.Date{Year: year, Month: 9, Day: 1}, To: corpus.Date{Year: year, Month: 12, Day: 21}}
	}
	return corpus.Period{From: corpus.Date{Year: year, Month: 12, Day: 1}, To: corpus.Date{Year: year + 1, Month: 3, Day: 21}}
}

// decade reads « années 1980 », « années 80 », « année 2020 », « an 1515 ».
func (r *dateReader) decade(i int) int {
	if r.at(i).value != 4 {
		return 0
	}
	if r.tokens[i].Text[len(r.tokens[i].Text)-1] != 's' {
		if year, ok := r.yearAt(i + 1); ok {
			return r.add(i+1, i+2, DateMention{Date: corpus.Date{Year: year}})
		}
		return 0
	}
	start, ok := r.yearAt(i + 1)
	if n, small := r.small(i+1, 10, 90); small && len(r.text(i+1)) == 2 {
		start, ok = 1900+n, true
	}
	if !ok || start%10 != 0 {
		return 0
	}
	return r.add(i, i+2, DateMention{Period: corpus.Period{From: corpus.Date{Year: start}.First(), To: corpus.Date{Year: start + 9}.Last()}})
}

// century reads « XXIe siècle », « 18e siècle ».
func (r *dateReader) century(i int) int {
	if r.at(i+1) != (dateWord{unitOfTime, 6}) {
		return 0
	}
	n := romanOrdinal(r.tokens[i].Text)
	if n == 0 {
		if v, ordinal, ok := digitsValue(r.tokens[i].Text); ok && ordinal && v >= 1 && v <= 21 {
			n = int(v)
		}
	}
	if n < 1 || n > 21 {
		return 0
	}
	if end := r.beforeChrist(i + 2); end > 0 {
		return r.add(i, end, DateMention{})
	}
	return r.add(i, i+2, DateMention{Period: corpus.Period{From: corpus.Date{Year: 100*n - 99}.First(), To: corpus.Date{Year: 100 * n}.Last()}})
}

// romanOrdinal reads "XXIe", "Ier", "XVIIIème"; 0 for anything else.
func romanOrdinal(s string) int {
	end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("IVX", r) })
	if end <= 0 || !strings.Contains(" e er ème eme è ", " "+s[end:]+" ") {
		return 0
	}
	values := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	n := 0
	for i := range end {
		v := values[s[i]]
		if i+1 < end && v < values[s[i+1]] {
			v = -v
		}
		n += v
	}
	return n
}
