package quote

import (
	"sort"

	"propos/retrieval/french"
)

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
	switch r.at(r.officeEnd(&n)) {
	case ",", ".", ")", ";", ":", "":
		return n, true
	}
	return n, false
}

// officeEnd returns the token behind an office and what follows it inside its apposition: « fondatrice des « Amis de Blois » », « son rival à l'élection
// du 3 mai ». Behind a definite article nothing is passed: « NAME, le ministre dans un discours, a dit » has two people.
func (r *roster) officeEnd(n *noun) int {
	end := n.last
	quote := end
	if joiners[r.at(end)] {
		quote++
	}
	if r.inQuote(quote) {
		if q := &r.quotes[r.toks[quote].quoted-1]; q.open == quote && q.words <= 4 {
			return q.close + 1
		}
	}
	if low := r.at(n.first); low == "le" || low == "la" || low == "l'" && !n.oneOf || low == "ce" || low == "cette" {
		return end
	}
	limit := min(end+maxComplement, len(r.toks))
	for range 3 {
		next := r.prepositional(end, limit)
		if next == end && joiners[r.at(end)] {
			next = r.timeAt(end + 1)
		}
		if next <= end+1 {
			break
		}
		end = next
	}
	return end
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

// kin are the nouns of family.
var kin = wordList("kin")

// relative finds who « l'épouse de Paul Durand » is: the one other Durand of the article whose gender agrees.
func (r *roster) relative(n *noun) (int, bool) {
	if n.plural || n.office.Of == "" || len(n.head.words) != 1 || !kin[n.head.words[0]] {
		return 0, false
	}
	of, ok := r.byName[french.Fold(n.office.Of)]
	if !ok || !r.entities[of].person || len(r.entities[of].words) < 2 {
		return 0, false
	}
	found, count := 0, 0
	for _, e := range r.byLast[surname(r.entities[of].words)] {
		if p := &r.entities[e]; e != of && len(p.words) > 1 && n.gender != "" && p.Gender == n.gender {
			found, count = e, count+1
		}
	}
	return found, count == 1
}
