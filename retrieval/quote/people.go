package quote

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
)

// Source is what one article adds to the table of people.
type Source struct {
	Article string      // its id
	Date    corpus.Date // of publication
	People  []Speaker   // of Extract
}

// People is the table of a collection's people: their spellings, and the offices they held when.
// It is built from every article, is the same whatever their order, is never changed, and is safe for concurrent use.
//
// Two names are one person's when they are the same but for case and accents; when first names and surnames both are spellings
// of one another (Ilham Aliyev, Ilham Aliev); never by a surname's sound alone.
type People struct {
	people  []known          // by folded name
	byName  map[string]int   // folded spelling of two words at least
	byLast  map[string][]int // folded surname
	bySeat  map[seat][]tenure
	classes []string // of offices, in order
}

// seat is what two offices must have in common to be the same: the class, and of a state's office the nation, of any other the body, folded.
type seat struct{ class, scope string }

func seatOf(o Office) seat {
	if stateOffice(o.Class) {
		return seat{o.Class, o.Nation}
	}
	return seat{o.Class, french.Fold(o.Of)}
}

// known is a person of the collection.
type known struct {
	Speaker
	count map[string]int // articles by spelling
}

// tenure is an office that an article gives to a person at a date.
type tenure struct {
	person int
	office Office
	date   corpus.Date
}

// NewPeople builds the table.
func NewPeople(sources []Source) *People {
	sources = slices.Clone(sources)
	slices.SortFunc(sources, func(a, b Source) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Article, b.Article))
	})
	p := &People{byName: map[string]int{}, byLast: map[string][]int{}, bySeat: map[seat][]tenure{}}
	p.enterNames(sources)
	for _, s := range sources {
		for i := range s.People {
			p.add(&s.People[i], s.Date)
		}
	}
	p.choose()
	for s := range p.bySeat {
		p.classes = append(p.classes, s.class)
	}
	slices.Sort(p.classes)
	p.classes = slices.Compact(p.classes)
	return p
}

// enterNames groups the full names of the collection, in the order of the alphabet, so that no order of articles shows.
func (p *People) enterNames(sources []Source) {
	names := map[string]bool{}
	for _, s := range sources {
		for _, person := range s.People {
			for _, spelling := range person.Spellings {
				if words := nameWords(spelling); len(words) > 1 {
					names[strings.Join(words, " ")] = true
				}
			}
		}
	}
	bySound := map[string][]int{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		words := strings.Fields(name)
		key := french.NameKey(title(surname(words)))
		at := slices.IndexFunc(bySound[key], func(i int) bool { return sameName(p.people[i].Name, name) })
		if at >= 0 {
			p.byName[name] = bySound[key][at]
			continue
		}
		p.byName[name] = len(p.people)
		bySound[key] = append(bySound[key], len(p.people))
		p.byLast[surname(words)] = append(p.byLast[surname(words)], len(p.people))
		p.people = append(p.people, known{Speaker: Speaker{Name: name}, count: map[string]int{}})
	}
	for name, i := range p.byName {
		last := surname(strings.Fields(name))
		if !slices.Contains(p.byLast[last], i) {
			p.byLast[last] = append(p.byLast[last], i)
		}
	}
	for last := range p.byLast {
		slices.Sort(p.byLast[last])
	}
}

// nameWords are the folded words of a name.
func nameWords(name string) []string {
	var words []string
	for _, tok := range french.Tokens(name) {
		words = append(words, french.Fold(tok.Text))
	}
	return words
}

// sameName reports two folded full names that spell one person: first names and surnames both alike.
func sameName(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return sameGiven(x[0], y[0]) && alike(surname(x), surname(y))
}

// add enters what one article shows of a person.
func (p *People) add(s *Speaker, date corpus.Date) {
	i, ok := p.find(s)
	if !ok {
		return
	}
	person := &p.people[i]
	for _, spelling := range s.Spellings {
		person.count[spelling]++
	}
	if person.Gender == "" {
		person.Gender = s.Gender
	}
	for _, o := range s.Offices {
		p.bySeat[seatOf(o)] = append(p.bySeat[seatOf(o)], tenure{i, o, date})
		if person.Nation == "" && !o.Former {
			person.Nation = o.Nation
		}
		if !slices.ContainsFunc(person.Offices, func(h Office) bool { return h.Class == o.Class && h.Nation == o.Nation && h.Of == o.Of }) {
			person.Offices = append(person.Offices, o)
		}
	}
}

// find returns the person of the collection that a speaker of an article is: by a full spelling, else by a surname that one person bears,
// with a gender and nation that do not contradict.
func (p *People) find(s *Speaker) (int, bool) {
	for _, spelling := range s.Spellings {
		if i, ok := p.byName[strings.Join(nameWords(spelling), " ")]; ok {
			return i, true
		}
	}
	for _, spelling := range s.Spellings {
		words := nameWords(spelling)
		if len(words) == 0 {
			continue
		}
		if bearers := p.byLast[surname(words)]; len(bearers) == 1 {
			b := &p.people[bearers[0]]
			if (s.Gender == "" || b.Gender == "" || s.Gender == b.Gender) && (s.Nation == "" || b.Nation == "" || s.Nation == b.Nation) {
				return bearers[0], true
			}
		}
	}
	return 0, false
}

// choose names each person by the spelling of two words or more that most articles have, the longer and then the first of the alphabet on a tie.
func (p *People) choose() {
	for i := range p.people {
		person := &p.people[i]
		order := slices.SortedFunc(maps.Keys(person.count), func(a, b string) int {
			full := func(s string) int { return min(len(nameWords(s)), 2) }
			return cmp.Or(full(b)-full(a), person.count[b]-person.count[a], len(b)-len(a), cmp.Compare(a, b))
		})
		if len(order) > 0 {
			person.Name, person.Spellings = order[0], order
		}
	}
}

// All returns the people of the collection by folded name, the spellings of one person joined.
func (p *People) All() []Speaker {
	out := make([]Speaker, 0, len(p.people))
	for i := range p.people {
		out = append(out, p.people[i].Speaker)
	}
	slices.SortFunc(out, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(french.Fold(a.Name), french.Fold(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// Person returns the person whom a name means in the collection: a full name, a spelling of it, or a surname that only one person bears.
func (p *People) Person(name string) (Speaker, bool) {
	words := nameWords(name)
	if len(words) == 0 {
		return Speaker{}, false
	}
	if i, ok := p.byName[strings.Join(words, " ")]; ok {
		return p.people[i].Speaker, true
	}
	if i, ok := p.find(&Speaker{Spellings: []string{name}}); ok && (len(words) == 1 || strings.HasSuffix(strings.Join(nameWords(p.people[i].Name), " "), strings.Join(words, " "))) {
		return p.people[i].Speaker, true
	}
	return Speaker{}, false
}

// near is how many years from a quotation an article may be that says who held an office then.
const near = 2

// Resolve returns who said a quote of an article of that date, how that is known and how surely. It is the quote's own speaker, under the
// collection's name, or, for an office alone, who held that class of office for that nation in articles around the date;
// never for a bare « le ministre », which stays nameless.
func (p *People) Resolve(q Quote, date corpus.Date) (Speaker, How, float64) {
	speaker, byTable := p.identify(q.Speaker, date)
	switch {
	case byTable:
		return speaker, HowTable, min(q.Certainty, tableCertainty)
	case speaker.Name != q.Speaker.Name && len(nameWords(q.Speaker.Name)) == 1: // a surname that one person of the collection bears
		return speaker, q.How, min(q.Certainty, tableCertainty)
	}
	return speaker, q.How, q.Certainty
}

// tableCertainty is the most that other articles can prove.
const tableCertainty = 0.7

// identify returns the person of the collection that a speaker of an article is, and whether the table of offices told.
func (p *People) identify(s Speaker, date corpus.Date) (found Speaker, byTable bool) {
	switch {
	case s.Organisation:
	case s.Known():
		if i, ok := p.find(&s); ok {
			return p.people[i].Speaker, false
		}
	case len(s.Offices) > 0:
		if i, ok := p.holder(s.Offices[0], date); ok && agree(p.people[i].Gender, s.Gender) {
			return p.people[i].Speaker, true
		}
	}
	return s, false
}

func agree(a, b Gender) bool { return a == "" || b == "" || a == b }

// holder returns the one person who, in articles around the date, holds an office of that class for that nation or body;
// ok is false when there is none, when articles disagree, or when the office has neither nation nor complement.
func (p *People) holder(o Office, date corpus.Date) (person int, ok bool) {
	if o.Nation == "" && o.Of == "" || o.Class == "" || o.Former {
		return 0, false
	}
	var best []tenure
	for _, s := range p.seats(o) {
		for _, t := range p.bySeat[s] {
			if proves(t.office, o) && !t.office.Former && close(t.date, date) {
				best = append(best, t)
			}
		}
	}
	if len(best) == 0 {
		return 0, false
	}
	vague := o.Class == "MIN" || looseClass("MIN", o.Class) // « le ministre russe », « le diplomate russe »: there are several
	nearest := slices.MinFunc(best, func(a, b tenure) int { return distance(a.date, date) - distance(b.date, date) })
	for _, t := range best {
		if t.person != nearest.person && (vague || distance(t.date, date) <= distance(nearest.date, date)) {
			return 0, false
		}
	}
	return nearest.person, true
}

// seats are those of the table in which a holder of an office may stand.
func (p *People) seats(o Office) []seat {
	if !looseClass("MIN", o.Class) {
		return []seat{seatOf(o)}
	}
	out := make([]seat, len(p.classes))
	for i, class := range p.classes {
		out[i] = seat{class, o.Nation}
	}
	return out
}

// proves reports whether an office of another article can be the one that a mention names. A state's office must be of the same nation
// in both: every state has a minister of education. Any other must be of the same body: maire de Blois.
func proves(have, asked Office) bool {
	if stateOffice(asked.Class) || looseClass("MIN", asked.Class) {
		return asked.Nation != "" && have.Nation == asked.Nation && have.fit(asked) > 0 && stateOffice(have.Class)
	}
	return have.Class == asked.Class && asked.Of != "" && french.Fold(have.Of) == french.Fold(asked.Of) && have.fit(asked) > 0
}

func stateOffice(class string) bool {
	switch class {
	case "PM", "PRES", "CHANC", "VP", "SECR", "ROI", "EMIR", "PRESELECT":
		return true
	}
	return ministerial(class)
}

func close(a, b corpus.Date) bool { return distance(a, b) <= near*366 || a.Year == 0 || b.Year == 0 }

// distance is about how many days lie between two dates; 0 when a year is unknown.
func distance(a, b corpus.Date) int {
	if a.Year == 0 || b.Year == 0 {
		return 0
	}
	days := func(d corpus.Date) int { return d.Year*366 + d.Month*31 + d.Day }
	return max(days(a)-days(b), days(b)-days(a))
}
