package quote

import "strings"

// epithet says for whom a description can be another word.
type epithet byte

const (
	noEpithet  epithet = iota
	anyPerson          // « le trentenaire », « cette mère de famille »: whoever was named
	professing         // « la chanteuse », « l'élu »: whoever was named and holds no office that contradicts it
)

// anybody are the words for any person; epithets those that the press puts for somebody it has just named.
var (
	anybody  = anybodyList()
	epithets = wordList("epithets")
)

func anybodyList() map[string]bool {
	set := wordList("anybody")
	for _, phrase := range wordLists["anybodyPhrases"] {
		set[phrase] = true
	}
	return set
}

// epithetOf tells what a group describes: only a definite singular one, in the article's words and no possessor's (« son avocat » is another).
func (t *text) epithetOf(n *noun) epithet {
	if n.named() || n.plural || n.pronoun || n.head == nil {
		return noEpithet
	}
	low := t.at(n.first)
	pointed := low == "ce" || low == "cet" || low == "cette"
	if low != "le" && low != "la" && low != "l'" && !pointed {
		return noEpithet
	}
	word := strings.Join(n.head.words, " ")
	switch {
	case t.aged(n), word == inhabitant:
		return professing
	case n.office.Former && n.head.kind == headOffice:
		return professing
	case n.office.Of != "" && !pointed && n.head.class == "":
		return noEpithet
	case anybody[word], pointed && n.head.kind == headPerson:
		return anyPerson
	case epithets[word]:
		return professing
	}
	return noEpithet
}

// aged reports a description that ends with an age: l'avocat de 57 ans, la Bretonne de 51 ans.
func (t *text) aged(n *noun) bool {
	k := n.last - 1
	return t.at(k) == "ans" && k > n.first+1 && t.toks[k-1].Text[0] >= '0' && t.toks[k-1].Text[0] <= '9'
}

// inhabitant is the word of the head that a group such as « le Marseillais » is given.
const inhabitant = "inhabitant"

// inhabitantAt reports « le Marseillais », « la Bretonne » at token k: the press calls a person so whom it has named.
func (t *text) inhabitantAt(n *noun, k int) bool {
	if low := t.at(k - 1); low != "le" && low != "la" && low != "l'" || n.plural || !t.upper(k) || t.upper(k+1) || t.toks[k].place > 0 && int(t.toks[k].place) > 1 {
		return false
	}
	low := t.at(k)
	return len(low) > 5 && !notInhabitants[low] && (inhabitants[low] || endsIn(low, inhabitantEndings))
}

// inhabitants are inhabitants whose word has no ending of its own; inhabitantEndings those that few other capitalised nouns have, but notInhabitants.
var (
	inhabitants       = wordList("inhabitants")
	inhabitantEndings = wordLists["inhabitantEndings"]
	notInhabitants    = wordList("notInhabitants")
)

// families are classes of offices that one person may hold together, or be called by: the mayor is « l'élu », the surgeon « le spécialiste ».
var families = familyList()

func familyList() map[string]int {
	out := map[string]int{}
	for i, line := range wordLists["families"] {
		for _, class := range strings.Fields(line) {
			out[class] = i + 1
		}
	}
	return out
}

// family is the number of a class's family; 0 when it has none.
func family(class string) int {
	if ministerial(class) {
		class = "MIN"
	}
	return families[class]
}

// elected are the classes of mandates that somebody who presides a party may hold.
var elected = map[string]bool{"ELU": true, "DEP": true, "SEN": true, "MEP": true}

// contradicted reports an office of the person that a description cannot be another word for.
func contradicted(p *entity, n *noun) bool {
	for _, o := range p.Offices {
		switch {
		case o.Class == n.office.Class && o.Of != "" && n.office.Of != "" && !sharesWord(o.Of, n.office.Of):
			return true
		case o.Class == "" || o.Class == n.office.Class || o.fit(n.office) > 0 || n.office.Former:
		case o.Nation == "" && elected[n.office.Class] && (o.Class == "PRES" || o.Class == "VP"): // the vice-president of a party is « l'eurodéputé »
		case n.office.Class == "LEAD" && (o.Class == "PRES" || o.Class == "PM"):
		case n.office.Class != "" && family(o.Class) == family(n.office.Class) && family(o.Class) > 0:
		default:
			return true
		}
	}
	return false
}

// Certainty that a description stands for the person who was named.
const (
	anyCertainty     = 0.65
	epithetCertainty = 0.55
)

// meant finds the named person for whom a description is another word: who spoke last, unless the text has turned to another,
// else the only one named in the sentences before. entity is the description's own, -1 when it has none.
func (s *resolver) meant(c *candidate, own int) attribution {
	n := &c.subject
	kind := s.epithetOf(n)
	if kind == noEpithet || own >= 0 && s.spoke[own] {
		return attribution{entity: -1}
	}
	at := min(n.first, c.begins())
	end := s.before(at)
	e := s.last
	near := e >= 0 && s.entities[e].person && s.toks[at].sent-s.lastSent <= speakerNear && !s.shifted(n, end)
	switch {
	case near && s.entities[e].Name == "":
		if kind == anyPerson && s.agrees(&s.entities[e], n, nil) && s.since(e) < s.since(own) {
			return attribution{e, HowNone, anyCertainty}
		}
		return attribution{entity: -1}
	case !near:
		e = s.onlyNamed(n, end, s.toks[at].sent-farSentences)
	}
	if e < 0 || !s.stands(n, kind, own, e) {
		return attribution{entity: -1}
	}
	if kind == anyPerson {
		return attribution{e, HowOffice, anyCertainty}
	}
	return attribution{e, HowOffice, epithetCertainty}
}

// since is the token where the article first mentions an entity; behind all when it has none.
func (r *roster) since(e int) int {
	if e < 0 {
		return len(r.toks)
	}
	return r.entities[e].since
}

// stands reports whether a description can stand for a person: the gender agrees, no office contradicts it, and the article did not use it
// before it named the person.
func (r *roster) stands(n *noun, kind epithet, own, e int) bool {
	p := &r.entities[e]
	if !p.person || n.gender != "" && p.Gender != "" && n.gender != p.Gender || kind == professing && contradicted(p, n) {
		return false
	}
	return r.since(own) >= p.since
}

// onlyNamed returns the one named person, of a gender that agrees, whom the sentences from one on name before the mention end, those that hang
// on no preposition before the others; -1 when there is none or more than one.
func (r *roster) onlyNamed(n *noun, end int, from int32) int {
	if e := r.oneNamed(n, end, from, true); e >= 0 {
		return e
	}
	return r.oneNamed(n, end, from, false)
}

// oneNamed is onlyNamed among the mentions that hang on no preposition, or among all.
func (r *roster) oneNamed(n *noun, end int, from int32, free bool) int {
	found := -1
	for i := end - 1; i >= max(0, end-seenBack) && r.toks[r.seen[i].first].sent >= from; i-- {
		e := r.seen[i].entity
		p := &r.entities[e]
		if found < 0 && r.rivalOf(&r.seen[i], n) {
			return -1
		}
		if free && r.seen[i].prep || r.seen[i].caption || !p.person || p.Name == "" || p.multi || n.gender != "" && p.Gender != "" && n.gender != p.Gender || e == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = e
	}
	return found
}

// rivalOf reports a mention of somebody else without a name, whom the description may mean: « son épouse », then « la jeune femme ».
func (r *roster) rivalOf(o *occurrence, n *noun) bool {
	p := &r.entities[o.entity]
	return p.person && p.Name == "" && !p.multi && !o.prep && n.gender != "" && p.Gender == n.gender && r.epithetOf(&o.noun) == noEpithet
}

// joinDescriptions gives the mentions that describe a person whom the sentences before name, and no other of that gender, to that person.
func (r *roster) joinDescriptions() {
	for i := range r.seen {
		o := &r.seen[i]
		own := o.entity
		if p := &r.entities[own]; !p.person || p.Name != "" {
			continue
		}
		kind := r.epithetOf(&o.noun)
		if kind == noEpithet {
			continue
		}
		if e := r.onlyNamed(&o.noun, i, r.toks[o.first].sent-descriptionBack); e >= 0 && r.stands(&o.noun, kind, own, e) {
			o.other = e
		}
	}
}

// descriptionBack is how many sentences before a description the person may be named.
const descriptionBack = 4
