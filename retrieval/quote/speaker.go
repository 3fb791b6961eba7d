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
	s := resolver{roster: r, last: -1}
	for _, i := range order {
		c := &found[i]
		out[i] = s.resolve(c)
		out[i].certainty = max(0, out[i].certainty-c.doubt)
		if out[i].entity >= 0 {
			s.last, s.lastSent = out[i].entity, r.toks[at(c)].sent
		}
	}
	return out
}

func (s *resolver) resolve(c *candidate) attribution {
	n := &c.subject
	switch {
	case n.last == 0:
		return s.same(c)
	case n.pronoun:
		return s.pronoun(c)
	}
	e := s.known(n)
	if e < 0 {
		return attribution{entity: -1, certainty: 0.6}
	}
	p := &s.entities[e]
	switch {
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
			if o.Class == n.office.Class && o.Class != "" && !o.Former {
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
	if s.last < 0 || s.toks[c.first].sent-s.lastSent > 4 {
		return attribution{entity: -1, certainty: 0.3}
	}
	if p := &s.entities[s.last]; !p.person && p.Nation == "" {
		return attribution{s.last, HowContinued, 0.55} // a newspaper seldom goes on speaking
	}
	return attribution{s.last, HowContinued, 0.75}
}

// pronoun finds who « il » is: by gender, nearness, subject, and who spoke last.
func (s *resolver) pronoun(c *candidate) attribution {
	at := c.subject.first
	if c.first < at {
		at = c.first // « … », a-t-il dit: the one meant stands before the words
	}
	here := s.toks[c.subject.first].sent
	if at < c.subject.first {
		here = s.toks[at].sent
	}
	best, score, second := -1, -100.0, -100.0
	weigh := func(e int, points float64) {
		switch {
		case points > score && e == best:
			score = points
		case points > score:
			best, score, second = e, points, score
		case e != best && points > second:
			second = points
		}
	}
	end := sort.Search(len(s.seen), func(i int) bool { return s.seen[i].first >= at })
	if low := s.at(c.subject.first); low == "ce" || low == "cette" {
		return s.latter(&c.subject, end)
	}
	for i := end - 1; i >= 0 && i >= end-40; i-- {
		o := &s.seen[i]
		p := &s.entities[o.entity]
		away := float64(here - s.toks[o.first].sent)
		if away > 8 {
			break
		}
		if !s.agrees(p, &c.subject, o) {
			continue
		}
		points := -away - float64(end-1-i)*0.1
		if o.prep {
			points -= 4
		}
		if o.subject {
			points += 2
		}
		if o.entity == s.last && here-s.lastSent <= 5 {
			points += 3
		}
		switch {
		case away == 0 && o.subject && at == c.subject.first && (p.person || p.Nation != ""):
			points += 4 // « l'Azerbaïdjan a lancé une opération qu'il a qualifiée »
		case !p.person:
			points -= 3
		}
		if p.Name == "" {
			points -= 0.5
		}
		weigh(o.entity, points)
	}
	if s.last >= 0 && here-s.lastSent <= 5 && s.agrees(&s.entities[s.last], &c.subject, nil) && s.entities[s.last].person {
		weigh(s.last, 2.5-float64(here-s.lastSent)*0.8)
	}
	if best < 0 {
		return attribution{entity: -1, certainty: 0.3}
	}
	certainty := 0.82
	if score-second < 1.5 {
		certainty = 0.6
	}
	if p := &s.entities[best]; score < -3 || !p.person && p.Nation == "" {
		certainty = 0.45
	}
	return attribution{best, HowPronoun, certainty}
}

// latter finds « ce dernier »: the person named last.
func (s *resolver) latter(n *noun, end int) attribution {
	for i := end - 1; i >= max(0, end-20); i-- {
		if p := &s.entities[s.seen[i].entity]; p.person && s.agrees(p, n, nil) {
			return attribution{s.seen[i].entity, HowPronoun, 0.8}
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
