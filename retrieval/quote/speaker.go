package quote

import (
	"sort"

	"propos/corpus"
)

// attribution is what resolving a candidate's subject gives.
type attribution struct {
	entity    int // -1 unknown
	how       How
	certainty float64
}

// resolver goes through the candidates in the order of their cues and keeps who spoke last.
type resolver struct {
	*roster
	last     int // entity of the last quotation; -1 before the first
	lastSent int32
	lastAt   int // token of the mention of who spoke last

	relay     int          // entity of the last paper or body that words were taken from: « selon le communiqué »
	relaySent int32        // its sentence
	spoke     map[int]bool // entities without a name that words were given to
}

// resolveAll attributes the candidates; the result is in their order.
func (r *roster) resolveAll(found []candidate) []attribution {
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	at := func(c *candidate) int {
		if c.cueAt >= 0 {
			return c.cueAt
		}
		return c.first
	}
	sort.SliceStable(order, func(a, b int) bool { return at(&found[order[a]]) < at(&found[order[b]]) })
	out := make([]attribution, len(found))
	s := resolver{roster: r, last: -1, relaySent: -1, spoke: map[int]bool{}}
	for _, i := range order {
		c := &found[i]
		out[i] = s.resolve(c)
		out[i].certainty = max(0, out[i].certainty-c.doubt)
		if e := out[i].entity; e >= 0 {
			s.spoke[e] = s.entities[e].Name == ""
			if r.captions[r.toks[at(c)].sent] {
				continue
			}
			if s.channel(c, e) {
				s.relay, s.relaySent = e, r.toks[at(c)].sent
			} else if s.last < 0 || !s.aside(c, e) {
				s.last, s.lastSent, s.lastAt = e, r.toks[at(c)].sent, c.subject.first
			}
		}
	}
	return out
}

// channel reports a body behind « selon » or « comme le révèle »: the text goes on about the people, not about the paper.
func (s *resolver) channel(c *candidate, e int) bool {
	return c.source && !s.entities[e].person && s.entities[e].Nation == ""
}

// aside reports words of somebody without a name inside a sentence that goes on about the named person who spoke last:
// « … car, selon sa mère, P. « … », dit-elle. »
func (s *resolver) aside(c *candidate, e int) bool {
	from, _ := s.sentence(max(c.cueAt, 0))
	return c.lemma == "selon" && c.cueAt > from && c.first > c.cueAt && s.entities[e].Name == "" && s.entities[e].person && s.entities[s.last].Name != ""
}

func (s *resolver) resolve(c *candidate) attribution {
	n := &c.subject
	switch {
	case c.nobody:
		return attribution{entity: -1, certainty: 0.3}
	case n.last == 0:
		return s.same(c)
	case n.pronoun:
		return s.pronoun(c)
	}
	e := s.known(n)
	if e < 0 || s.entities[e].person && s.entities[e].Name == "" {
		if a := s.meant(c, e); a.entity >= 0 {
			return a
		}
	}
	if e < 0 {
		return attribution{entity: -1, certainty: 0.6}
	}
	p := &s.entities[e]
	switch {
	case c.several && p.person && !p.multi:
		return attribution{e, HowName, weakCertainty} // one of several who spoke together
	case n.named() && n.head != nil && p.person:
		return attribution{e, HowApposition, 0.97}
	case n.named() || !p.person:
		return attribution{e, HowName, 0.93}
	case p.Name == "":
		return attribution{e, HowNone, 0.75}
	}
	if n.office.Nation == "" && n.office.Of == "" && s.rivals(n, e) {
		return attribution{e, HowOffice, 0.55}
	}
	return attribution{e, HowOffice, 0.85}
}

// rivals reports another entity of the article that holds an office of the same class: « l'avocat » is then a guess.
func (s *resolver) rivals(n *noun, e int) bool {
	for i := max(0, len(s.entities)-maxHolders); i < len(s.entities); i++ {
		if i == e {
			continue
		}
		for _, o := range s.entities[i].Offices {
			if o.Class == n.office.Class && (o.Class != "" || firstWord(o.Text) == firstWord(n.office.Text)) && !o.Former {
				return true
			}
		}
	}
	return false
}

// known returns the entity of a group: as it was met in reading, or found now.
func (s *resolver) known(n *noun) int {
	i := sort.Search(len(s.seen), func(i int) bool { return s.seen[i].first >= n.first })
	for ; i < len(s.seen) && s.seen[i].first < n.last; i++ {
		if s.seen[i].last <= n.last {
			return s.seen[i].entity
		}
	}
	if n.named() && n.place == "" {
		if e, ok := s.bySurname(s.nameWords(n), n.gender); ok {
			return e
		}
	}
	return s.entityOf(n, n.first)
}

// same continues with the last speaker, when that was near.
func (s *resolver) same(c *candidate) attribution {
	if sent := s.toks[c.first].sent; s.relaySent == sent && s.lastSent < sent {
		return attribution{s.relay, HowContinued, 0.55}
	}
	if s.last < 0 || s.toks[c.first].sent-s.lastSent > 4 {
		return attribution{entity: -1, certainty: 0.3}
	}
	if e := s.turned(c); c.cueAt < 0 && e >= 0 {
		if s.entities[e].Name == "" {
			return attribution{entity: -1, certainty: 0.3}
		}
		return attribution{e, HowContinued, weakCertainty}
	}
	if p := &s.entities[s.last]; !p.person && p.Nation == "" {
		return attribution{s.last, HowContinued, 0.55} // a newspaper seldom goes on speaking
	}
	return attribution{s.last, HowContinued, 0.75}
}

// turned finds whom the sentence before words without a cue is about, when that is another person than who spoke last; -1 when it is not.
func (s *resolver) turned(c *candidate) int {
	from := s.toks[c.first].sent - 1
	for i := s.before(c.first) - 1; i >= 0 && s.toks[s.seen[i].first].sent >= from && s.toks[s.seen[i].first].sent > s.lastSent; i-- {
		o := &s.seen[i]
		if o.means() == s.last {
			return -1
		}
		if p := &s.entities[o.means()]; o.subject && !o.caption && p.person && !p.multi {
			return o.means()
		}
	}
	return -1
}

// Weights of the search for whom a pronoun means, in sentences of distance (notes of the annotation; not fitted).
const (
	farSentences   = 8    // further back nobody is meant
	seenBack       = 40   // mentions that are looked through
	perMention     = 0.1  // each mention between
	governed       = -4.0 // behind a preposition
	subjectBonus   = 2.0  // the first subject of its sentence
	speakerBonus   = 3.0  // spoke last, not long ago
	speakerNear    = 5    // sentences: not long ago
	sameClause     = 4.0  // the subject of the very sentence: l'Azerbaïdjan a lancé une opération qu'il a qualifiée
	noPerson       = -3.0 // an organisation
	noName         = -2.0 // an office that nobody is linked to: often another word for who spoke
	lastSpeaker    = 2.5  // spoke last, wherever named
	lastPerSent    = 0.8  // less for each sentence since
	clearMargin    = 1.5  // between the best and the next: below it the choice is a guess
	clearCertainty = 0.82
	guessCertainty = 0.6
	weakCertainty  = 0.45
)

// ballot keeps the best entity and the score of the next.
type ballot struct {
	best          int
	score, second float64
}

func (b *ballot) weigh(e int, points float64) {
	switch {
	case points > b.score && e == b.best:
		b.score = points
	case points > b.score:
		b.best, b.score, b.second = e, points, b.score
	case e != b.best && points > b.second:
		b.second = points
	}
}

// pronoun finds who « il » is: by gender, nearness, subject, and who spoke last.
func (s *resolver) pronoun(c *candidate) attribution {
	at := min(c.subject.first, c.begins()) // « … », a-t-il dit: the one meant stands before the words
	here := s.toks[at].sent
	end := s.before(at)
	switch s.at(c.subject.first) {
	case "ce", "cette", "celui", "celle":
		return s.latter(&c.subject, end)
	}
	b := ballot{-1, -100, -100}
	shifted := s.shifted(&c.subject, end)
	for i := end - 1; i >= max(0, end-seenBack); i-- {
		o := &s.seen[i]
		away := here - s.toks[o.first].sent
		if away > farSentences {
			break
		}
		if s.agrees(&s.entities[o.means()], &c.subject, o) {
			b.weigh(o.means(), s.points(o, c, int(away), shifted, here)-float64(end-1-i)*perMention)
		}
	}
	if p := s.last; p >= 0 && !shifted && here-s.lastSent <= speakerNear && s.agrees(&s.entities[p], &c.subject, nil) {
		points := lastSpeaker - float64(here-s.lastSent)*lastPerSent
		if !s.entities[p].person {
			points += noPerson / 2
		}
		b.weigh(p, points)
	}
	return s.elected(b)
}

// before returns how many mentions stand before token at.
func (r *roster) before(at int) int {
	return sort.Search(len(r.seen), func(i int) bool { return r.seen[i].first >= at })
}

// shifted reports that, since somebody last spoke, a sentence has had another person for its subject: the text has turned to that one.
func (s *resolver) shifted(n *noun, end int) bool {
	for i := end - 1; i >= max(0, end-seenBack) && s.toks[s.seen[i].first].sent > s.lastSent; i-- {
		o := &s.seen[i]
		if p := &s.entities[o.means()]; o.subject && !o.caption && o.means() != s.last && p.person && p.Name != "" && s.agrees(p, n, o) {
			return true
		}
	}
	return false
}

// points weighs one mention.
func (s *resolver) points(o *occurrence, c *candidate, away int, shifted bool, here int32) float64 {
	p := &s.entities[o.means()]
	points := -float64(away)
	said := o.means() == s.last && o.first == s.lastAt && o.last > o.first // selon un témoin: who speaks, though behind a preposition
	switch {
	case o.prep && c.lemma == "répondre" && away <= 1 && s.asked(o), s.interviewed(o):
		points += speakerBonus + subjectBonus
	case o.prep && !said:
		points += governed
	}
	if o.caption {
		points += governed
	} else if o.subject {
		points += subjectBonus
	}
	if o.means() == s.last && !shifted && here-s.lastSent <= speakerNear {
		points += speakerBonus
	}
	switch {
	case away == 0 && o.subject && c.subject.first < c.first && (p.person || p.Nation != ""):
		points += sameClause
	case !p.person && p.Nation == "" && o.subject && away == 1 && s.collective(c):
		points += speakerBonus
	case !p.person:
		points += noPerson
	}
	if p.Name == "" && !said {
		points += noName
	}
	return points
}

// collective reports words that begin with « nous »: a body may say them.
func (s *resolver) collective(c *candidate) bool {
	low := s.at(c.first)
	return low == "nous" || low == "notre" || low == "nos"
}

// asked reports a person to whom something is put: a demandé conseil à Paul Durand.
func (s *resolver) asked(o *occurrence) bool {
	low := s.at(o.first - 1)
	return o.named() && (low == "à" || low == "au")
}

// interviewed reports the guest of a programme or the one a journalist asks: a reçu Anne Durand sur le plateau, a interrogé Anne Durand.
func (s *resolver) interviewed(o *occurrence) bool {
	verb := s.at(o.first - 1)
	if !o.named() || !receives[verb] && !questions[verb] {
		return false
	}
	_, to := s.sentence(o.first)
	for k := o.last; k < to && !questions[verb]; k++ {
		if programmes[s.at(k)] {
			return true
		}
	}
	return questions[verb]
}

// receives and questions are participles of what a host does with a guest; programmes are where.
var (
	receives   = wordList("receives")
	questions  = wordList("questions")
	programmes = wordList("programmes")
)

// elected makes an attribution of a ballot.
func (s *resolver) elected(b ballot) attribution {
	if b.best < 0 {
		return attribution{entity: -1, certainty: 0.3}
	}
	p := &s.entities[b.best]
	switch {
	case b.score < noPerson, !p.person && p.Nation == "":
		return attribution{b.best, HowPronoun, weakCertainty}
	case b.score-b.second < clearMargin:
		return attribution{b.best, HowPronoun, guessCertainty}
	}
	return attribution{b.best, HowPronoun, clearCertainty}
}

// latter finds « ce dernier »: the person named last.
func (s *resolver) latter(n *noun, end int) attribution {
	for i := end - 1; i >= max(0, end-20); i-- {
		if p := &s.entities[s.seen[i].means()]; p.person && s.agrees(p, n, nil) {
			return attribution{s.seen[i].means(), HowPronoun, 0.8}
		}
	}
	return attribution{entity: -1, certainty: 0.3}
}

// agrees reports whether an entity can be meant by a pronoun.
func (s *resolver) agrees(p *entity, n *noun, o *occurrence) bool {
	if n.plural != p.multi {
		return false
	}
	if n.gender != "" && p.Gender != "" && n.gender != p.Gender {
		return false
	}
	if !p.person && o != nil && o.gender != "" && n.gender != "" && o.gender != n.gender {
		return false
	}
	return p.person || o == nil || !o.prep
}

// evidence is where the speaker's fullest name stands.
func (s *roster) evidence(a attribution) corpus.Span {
	if a.entity < 0 || a.how == HowName {
		return corpus.Span{}
	}
	return s.entities[a.entity].full
}
