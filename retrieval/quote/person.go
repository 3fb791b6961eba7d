package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/retrieval/french"
)

// fullName reports a person's name of two words at least, or behind a title or an office.
func (r *roster) fullName(n *noun) bool {
	first, last := n.name[0], n.name[1]
	if c, _ := utf8.DecodeRuneInString(r.toks[first].Text); c >= beyondLatin { // a translation beside the article
		return false
	}
	if r.toks[first].place > 0 && int(r.toks[first].place) < last-first && !r.givenName(first) || acronym(r.toks[first].Text) {
		return false
	}
	caps := r.capitals(first, last)
	if caps < 2 || r.initials(first, last) {
		return false
	}
	if r.givenName(first) || n.title {
		return true
	}
	if n.head != nil && (n.head.kind == headOffice || n.head.kind == headPerson) {
		return true
	}
	if n.definite || n.plural || n.first < first && n.head == nil || r.things[strings.Join(r.nameWords(n), " ")] || placeNouns[r.at(first-1)] {
		return false
	}
	for k := first; k < last; k++ {
		if h, _ := r.headAt(k); h != nil && h.kind != headPerson || acronym(r.toks[k].Text) && k == first || domains[french.Fold(r.toks[k].Text)] || r.toks[k].place > 0 {
			return false
		}
	}
	return caps <= 4
}

// initials reports that [first, last) holds single letters only.
func (r *roster) initials(first, last int) bool {
	for k := first; k < last; k++ {
		if r.word(k) && utf8.RuneCountInString(r.toks[k].Text) > 1 {
			return false
		}
	}
	return true
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
		if e, ok = r.initialled(words); ok && len(words[0]) > 1 {
			r.rename(e, words, n)
		}
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

// initialled finds the one person whose name is this one with an initial for a first name, or the other way about: P. Durand, Paul Durand.
func (r *roster) initialled(words []string) (int, bool) {
	found, count := 0, 0
	for _, e := range r.byLast[surname(words)] {
		given := r.entities[e].words[0]
		if len(words) == 2 && len(r.entities[e].words) == 2 && given[0] == words[0][0] && (len(given) == 1) != (len(words[0]) == 1) {
			found, count = e, count+1
		}
	}
	return found, count == 1
}

// rename gives a person, whose first name was an initial, the full name of a group.
func (r *roster) rename(e int, words []string, n *noun) {
	p := &r.entities[e]
	p.Name, p.words, p.full = r.text.text(n.name[0], n.name[1]), words, r.span(n.name[0], n.name[1])
	p.Spellings = append([]string{p.Name}, p.Spellings...)
	if p.Gender == "" {
		p.Gender = firstNames()[words[0]]
	}
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
	described := len(words) == 1 && n.first == n.name[0] && r.describedBehind(n)
	alone := described || len(words) == 1 && r.givenName(n.name[0]) && n.first == n.name[0] // Monique a dit
	if !alone && !n.title && (n.head == nil || n.head.kind != headOffice && n.head.kind != headPerson) {
		return -1
	}
	p := Speaker{Name: spelling}
	if alone {
		p.Gender = firstNames()[words[0]]
	}
	e := r.enter(entity{Speaker: p, full: r.span(n.name[0], n.name[1]), words: words, person: true})
	r.note(e, n, spelling)
	return e
}

// describedBehind reports that a bare name is followed by what its bearer does: Zoralie, jeune chanteuse de Blois, sort un album.
func (r *roster) describedBehind(n *noun) bool {
	low := r.at(n.first)
	if acronym(r.toks[n.first].Text) || r.lowerSeen[low] || r.at(n.last) != "," || r.at(n.first-1) == "," || joiners[r.at(n.first-1)] && r.at(n.first-1) != "de" {
		return false
	}
	o, ok := r.officeBehind(&occurrence{noun: *n})
	return ok && (o.head.kind == headOffice || o.head.kind == headPerson)
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
