package quote

import (
	"strings"

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
	subject bool // the first group of its sentence that hangs on no preposition, or one before its verb
	caption bool // in a line that is no sentence: a byline, a heading, a credit
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
	captions []bool           // by sentence: a line that is none
	things   map[string]bool  // folded names that the article writes behind an article: le Petit Marché
	byOffice map[string]int   // folded office without a name → entity
}

func newRoster(t *text, title *text) *roster {
	r := &roster{text: t, byName: map[string]int{}, byLast: map[string][]int{}, byFirst: map[string][]int{}, bySound: map[string][]int{}, byOffice: map[string]int{}}
	groups := r.groups()
	r.things = r.behindArticles(groups)
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

// captioned tells which sentences are lines that no mark ends, short ones between others: bylines, headings, titles of videos.
func (r *roster) captioned() []bool {
	out := make([]bool, len(r.sents))
	for s := range r.sents {
		from, to := r.sentTok[s], r.sentTok[s+1]
		if from == 0 || to <= from || to-from > maxCaption || to == len(r.toks) || !r.lineBreak(from) || !r.lineBreak(to) {
			continue
		}
		last := r.at(to - 1)
		out[s] = !endsClause(last) && r.toks[to-1].quoted == 0
	}
	return out
}

// maxCaption bounds a line that is no sentence, in tokens.
const maxCaption = 40

// behindArticles returns the names of several words that stand behind an article alone somewhere, which no person's does.
func (r *roster) behindArticles(groups []occurrence) map[string]bool {
	out := map[string]bool{}
	for i := range groups {
		if g := &groups[i]; g.named() && g.head == nil && !g.title && g.first < g.name[0] && g.name[1]-g.name[0] > 1 {
			out[strings.Join(r.nameWords(&g.noun), " ")] = true
		}
	}
	return out
}

// groups returns the noun groups of the whole text, outside marks.
func (r *roster) groups() []occurrence {
	var out []occurrence
	r.captions = r.captioned()
	for s := range r.sents {
		first := true
		for _, g := range r.nounsBetween(r.sentTok[s], r.sentTok[s+1]) {
			o := occurrence{noun: g.noun, prep: g.prep, subject: !g.prep && (first || g.named() && g.place == "" && r.verbFollows(g.last))}
			if !g.prep {
				first = false
			}
			o.caption = r.captions[s]
			if g.pronoun || !g.named() && g.head == nil && g.place == "" {
				continue
			}
			out = append(out, o)
		}
	}
	return out
}

// verbFollows reports an auxiliary, a negation or a reflexive pronoun at token k: what stands before it is a subject.
func (r *roster) verbFollows(k int) bool {
	switch low := r.at(k); low {
	case "ne", "n'", "se", "s'":
		return true
	default:
		return havings[low] && low != "avoir" && low != "ayant" || beings[low] && low != "être" && low != "étant"
	}
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
	if e, ok := r.relative(n); ok {
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
