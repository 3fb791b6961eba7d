package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

// entity is a speaker that the article may quote. An office that no name is linked to is an entity without a name.
type entity struct {
	Speaker
	full   corpus.Span // where the fullest name stands
	words  []string    // of the fullest name, folded
	person bool
	multi  bool // several people: « les syndicats », « ils »
	since  int  // token of the first mention outside marks; 0 when only the title has it
}

// occurrence is one place outside marks where an entity is named.
type occurrence struct {
	noun
	entity  int
	other   int  // the named person for whom a description is another word; -1
	prep    bool // behind a preposition
	subject bool // the first group of its sentence that hangs on no preposition
}

// roster is the entities of an article and where they stand, in order.
type roster struct {
	*text
	entities []entity
	seen     []occurrence
	byName   map[string]int   // folded full name → entity
	byLast   map[string][]int // folded surname → people
	byFirst  map[string][]int // folded first name → people
	bySound  map[string][]int // french.NameKey of the surname → people
	holders  []int            // people with an office
	byOffice map[string]int   // folded office without a name → entity
}

func newRoster(t *text, title *text) *roster {
	r := &roster{text: t, byName: map[string]int{}, byLast: map[string][]int{}, byFirst: map[string][]int{}, bySound: map[string][]int{}, byOffice: map[string]int{}}
	groups := r.groups()
	var singles []int
	for i := range groups {
		g := &groups[i]
		g.entity = -1
		if !g.named() || g.place != "" {
			continue
		}
		if !r.fullName(&g.noun) {
			singles = append(singles, i)
			continue
		}
		g.entity = r.addPerson(&g.noun)
	}
	if title != nil {
		r.readTitle(title)
	}
	for _, i := range singles {
		groups[i].entity = r.addSingle(&groups[i].noun)
	}
	r.linkOffices(groups)
	for i := range groups {
		if groups[i].entity < 0 {
			groups[i].entity = r.entityOf(&groups[i].noun, groups[i].first)
		}
		if e := groups[i].entity; e >= 0 {
			if r.entities[e].since == 0 {
				r.entities[e].since = groups[i].first
			}
			groups[i].other = -1
			r.seen = append(r.seen, groups[i])
		}
	}
	r.joinDescriptions()
	return r
}

// groups returns the noun groups of the whole text, outside marks.
func (r *roster) groups() []occurrence {
	var out []occurrence
	for s := range r.sents {
		first := true
		for _, g := range r.nounsBetween(r.sentTok[s], r.sentTok[s+1]) {
			o := occurrence{noun: g.noun, prep: g.prep, subject: !g.prep && first}
			if !g.prep {
				first = false
			}
			if g.pronoun || !g.named() && g.head == nil && g.place == "" {
				continue
			}
			out = append(out, o)
		}
	}
	return out
}

// fullName reports a person's name of two words at least, or behind a title or an office.
func (r *roster) fullName(n *noun) bool {
	first, last := n.name[0], n.name[1]
	if r.toks[first].place > 0 && int(r.toks[first].place) < last-first && !r.givenName(first) || acronym(r.toks[first].Text) {
		return false
	}
	caps := r.capitals(first, last)
	if caps < 2 {
		return false
	}
	if r.givenName(first) || n.title {
		return true
	}
	if n.head != nil && (n.head.kind == headOffice || n.head.kind == headPerson) {
		return true
	}
	if n.definite || n.plural || n.first < first && n.head == nil || placeNouns[r.at(first-1)] {
		return false
	}
	for k := first; k < last; k++ {
		if h, _ := r.headAt(k); h != nil && h.kind != headPerson || acronym(r.toks[k].Text) && k == first || domains[french.Fold(r.toks[k].Text)] || r.toks[k].place > 0 {
			return false
		}
	}
	return caps <= 4
}

func (r *roster) nameWords(n *noun) []string {
	var words []string
	for k := n.name[0]; k < n.name[1]; k++ {
		if r.word(k) {
			words = append(words, french.Fold(r.toks[k].Text))
		}
	}
	return words
}

// addPerson finds the person of a full name, or enters one.
func (r *roster) addPerson(n *noun) int {
	words := r.nameWords(n)
	key := strings.Join(words, " ")
	spelling := r.text.text(n.name[0], n.name[1])
	e, ok := r.byName[key]
	if !ok {
		e, ok = r.variant(words)
	}
	if !ok {
		e = r.enter(entity{Speaker: Speaker{Name: spelling, Gender: firstNames()[words[0]]}, full: r.span(n.name[0], n.name[1]), words: words, person: true})
	}
	r.byName[key] = e
	r.note(e, n, spelling)
	return e
}

// enter adds a person and indexes the name.
func (r *roster) enter(p entity) int {
	e := len(r.entities)
	r.entities = append(r.entities, p)
	last := surname(p.words)
	r.byName[strings.Join(p.words, " ")] = e
	r.byLast[last] = append(r.byLast[last], e)
	if len(p.words) > 1 {
		r.byFirst[p.words[0]] = append(r.byFirst[p.words[0]], e)
		key := french.NameKey(title(last))
		r.bySound[key] = append(r.bySound[key], e)
	}
	return e
}

// variant finds a person whose name is this one in another spelling: the same first name or its likeness, and a surname that
// sounds alike: Ilham Aliyev, Ilham Aliev.
func (r *roster) variant(words []string) (int, bool) {
	if len(words) < 2 {
		return 0, false
	}
	for _, e := range r.bySound[french.NameKey(title(surname(words)))] {
		p := &r.entities[e]
		if sameGiven(p.words[0], words[0]) && alike(surname(p.words), surname(words)) {
			return e, true
		}
	}
	return 0, false
}

// alike reports two folded words that spell one name.
func alike(a, b string) bool {
	return a == b || len(a) > 3 && len(b) > 3 && french.SameNameLikely(title(a), title(b))
}

// sameGiven reports two folded first names that are one in two spellings: Sergueï and Sergei, Djeyhoun and Jeyhun. Two that the
// table has are one only when nothing but their transliteration differs: never Marine and Marion, nor Michel and Michèle.
func sameGiven(a, b string) bool {
	x, known := firstNames()[a]
	y, both := firstNames()[b]
	switch {
	case a == b:
		return true
	case !known || !both:
		return alike(a, b)
	case x != y && x != "" && y != "":
		return false
	}
	return plainGiven.Replace(a+"$") == plainGiven.Replace(b+"$")
}

// plainGiven takes from a folded first name, closed by $, what languages that transliterate it write differently.
var plainGiven = strings.NewReplacer("gue", "ge", "gui", "gi", "dj", "j", "ou", "u", "y", "i", "ph", "f", "ks", "x", "ck", "k", "ch", "ch", "c", "k", "ii", "i", "e$", "$")

// title gives a folded word a capital, as SameNameLikely asks.
func title(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// surname is the part of a name that stands for the whole: the last word, with the particle words that belong to it left out.
func surname(words []string) string { return words[len(words)-1] }

// addSingle finds the person of a name of one word, or of a surname of several; -1 when the article names nobody so.
// Behind a title or an office the word enters a person of its own.
func (r *roster) addSingle(n *noun) int {
	words := r.nameWords(n)
	key := strings.Join(words, " ")
	if e, ok := r.byName[key]; ok {
		r.note(e, n, r.text.text(n.name[0], n.name[1]))
		return e
	}
	spelling := r.text.text(n.name[0], n.name[1])
	if e, ok := r.bySurname(words, n.gender); ok {
		r.note(e, n, spelling)
		return e
	}
	alone := len(words) == 1 && r.givenName(n.name[0]) && n.first == n.name[0] // Monique a dit
	if !alone && !n.title && (n.head == nil || n.head.kind != headOffice && n.head.kind != headPerson) {
		return -1
	}
	e := r.enter(entity{Speaker: Speaker{Name: spelling}, full: r.span(n.name[0], n.name[1]), words: words, person: true})
	r.note(e, n, spelling)
	return e
}

// bySurname finds the one person whose name ends with these words, or sounds so.
func (r *roster) bySurname(words []string, g Gender) (int, bool) {
	found, count := 0, 0
	for _, e := range r.byLast[surname(words)] {
		p := &r.entities[e]
		if len(p.words) >= len(words) && strings.HasSuffix(" "+strings.Join(p.words, " "), " "+strings.Join(words, " ")) && (g == "" || p.Gender == "" || g == p.Gender) {
			found, count = e, count+1
		}
	}
	if count == 0 && len(words) == 1 {
		for _, e := range r.bySound[french.NameKey(title(words[0]))] {
			if alike(surname(r.entities[e].words), words[0]) {
				found, count = e, count+1
			}
		}
		if given := r.byFirst[words[0]]; count == 0 && len(given) == 1 {
			found, count = given[0], 1
		}
	}
	return found, count == 1
}

// note adds to an entity what one mention shows: a spelling, an office, a gender, a nation.
func (r *roster) note(e int, n *noun, spelling string) {
	p := &r.entities[e]
	known := false
	for _, s := range p.Spellings {
		known = known || s == spelling
	}
	if !known {
		p.Spellings = append(p.Spellings, spelling)
	}
	if n.head != nil && n.head.kind == headOffice {
		r.addOffice(e, n.office)
	}
	if n.gender != "" && (n.title || n.head != nil && n.head.kind != headBody) && (n.title || p.Gender == "") {
		p.Gender = n.gender
	}
}

func (r *roster) addOffice(e int, o Office) {
	p := &r.entities[e]
	for _, have := range p.Offices {
		if have.Class == o.Class && have.Nation == o.Nation && have.Of == o.Of {
			return
		}
	}
	if len(p.Offices) == 0 {
		r.holders = append(r.holders, e)
	}
	p.Offices = append(p.Offices, o)
	if p.Nation == "" && !o.Former {
		p.Nation = o.Nation
	}
}

// linkOffices reads « NAME, OFFICE, »: an office behind a name belongs to it only when a mark closes it, else it opens the next clause.
func (r *roster) linkOffices(groups []occurrence) {
	for i := range groups {
		g := &groups[i]
		if g.entity < 0 || !r.entities[g.entity].person {
			continue
		}
		n, ok := r.officeBehind(g)
		if !ok {
			continue
		}
		r.addOffice(g.entity, n.office)
		if p := &r.entities[g.entity]; p.Gender == "" {
			p.Gender = n.gender
		}
	}
}

// officeBehind reads the office between marks behind a name: « NAME, OFFICE, », « NAME (OFFICE) ».
func (r *roster) officeBehind(g *occurrence) (n noun, ok bool) {
	if r.at(g.last) != "," && r.at(g.last) != "(" {
		return n, false
	}
	n = noun{first: g.last + 1}
	k := r.determiner(&n)
	if !r.office(&n, k) || n.named() || n.head.kind == headBody || n.head.kind == headPaper || n.plural {
		return n, false
	}
	switch r.at(n.last) {
	case ",", ".", ")", ";", ":", "":
		return n, true
	}
	return n, false
}

// readTitle enters the full names of the title, which give a surname in the body its first name.
func (r *roster) readTitle(head *text) {
	for _, g := range head.nounsBetween(0, len(head.toks)) {
		tr := roster{text: head}
		if !g.named() || g.place != "" || !tr.fullName(&g.noun) {
			continue
		}
		words := tr.nameWords(&g.noun)
		if _, ok := r.byName[strings.Join(words, " ")]; ok {
			continue
		}
		if _, ok := r.variant(words); ok {
			continue
		}
		e := r.enter(entity{Speaker: Speaker{Name: head.text(g.name[0], g.name[1]), Gender: firstNames()[words[0]]}, words: words, person: true})
		r.entities[e].Spellings = []string{r.entities[e].Name}
		if g.head != nil && g.head.kind == headOffice {
			r.addOffice(e, g.office)
		}
	}
}

// entityOf finds or enters the entity of a group that is no person's name: an office, a body, a place. -1 when the group stands for none.
func (r *roster) entityOf(n *noun, at int) int {
	switch {
	case n.named() && n.place == "" && (n.head == nil || n.head.kind == headBody):
		name := r.text.text(n.name[0], n.name[1])
		e := r.body(name, "", n.gender)
		if n.head == nil && !n.definite && !n.plural && !acronym(r.toks[n.name[0]].Text) {
			r.entities[e].Organisation = false // Petrov, Greenpeace: the article does not tell
		}
		return e
	case n.place != "":
		return r.body(r.text.text(n.name[0], n.name[1]), n.place, n.gender)
	case n.head == nil:
		return -1
	case n.head.kind == headBody || n.head.kind == headPaper:
		e := r.body(n.office.Text, n.office.Nation, n.gender)
		r.entities[e].multi = n.plural
		return e
	}
	if e, ok := r.holder(n, at); ok {
		return e
	}
	return r.unnamed(n)
}

func (r *roster) body(name, nation string, gender Gender) int {
	key := french.Fold(name)
	e, ok := r.byName[key]
	if !ok {
		e = len(r.entities)
		r.byName[key] = e
		r.entities = append(r.entities, entity{Speaker: Speaker{Name: name, Spellings: []string{name}, Organisation: true, Nation: nation}})
	}
	if r.entities[e].Gender == "" {
		r.entities[e].Gender = gender
	}
	return e
}

// unnamed enters an office that the article links to nobody.
func (r *roster) unnamed(n *noun) int {
	key := french.Fold(n.office.Text)
	e, ok := r.byOffice[key]
	if !ok {
		e = len(r.entities)
		r.byOffice[key] = e
		r.entities = append(r.entities, entity{Speaker: Speaker{Offices: []Office{n.office}, Gender: n.gender, Nation: n.office.Nation}, person: !n.plural, multi: n.plural})
	}
	return e
}

// means is whom a mention means: the person whom it describes, else its own entity.
func (o *occurrence) means() int {
	if o.other >= 0 {
		return o.other
	}
	return o.entity
}

// holder finds the person of the article who holds an office: the nearest before token at, else one named later.
func (r *roster) holder(n *noun, at int) (int, bool) {
	if n.plural {
		return 0, false
	}
	best, found := -1, 0
	for i := len(r.holders) - 1; i >= max(0, len(r.holders)-maxHolders); i-- {
		e := r.holders[i]
		p := &r.entities[e]
		if p.Name == "" || n.gender != "" && p.Gender != "" && n.gender != p.Gender {
			continue
		}
		fits := 0
		for _, o := range p.Offices {
			fits = max(fits, o.fit(n.office))
		}
		if fits > found {
			best, found = e, fits
		} else if fits == found && fits > 0 && r.lastSeen(e, at) > r.lastSeen(best, at) {
			best = e
		}
	}
	return best, found > 0
}

// lastSeen returns the last place before token at where an entity was named; -1 when only later.
func (r *roster) lastSeen(e, at int) int {
	end := sort.Search(len(r.seen), func(i int) bool { return r.seen[i].first >= at })
	for i := end - 1; i >= max(0, end-maxHolders); i-- {
		if r.seen[i].entity == e {
			return r.seen[i].first
		}
	}
	return -1
}

// maxHolders bounds how many people, or mentions, are looked through for the holder of an office.
const maxHolders = 200
