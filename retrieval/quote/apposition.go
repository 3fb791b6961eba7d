package quote

import (
	"propos/retrieval/french"
)

// apposed takes the name that stands behind an office: « le ministre Jean Martin », « le ministre, Jean Martin », and notes it.
func (t *text) apposed(n *noun, k int) {
	at := k
	if t.at(at) == "(" { // (2003-2016), (LR)
		for j := at; j < min(at+8, len(t.toks)); j++ {
			if t.at(j) == ")" {
				at = j + 1
				break
			}
		}
	}
	if t.at(at) == "," && n.head.words != nil {
		at++
	}
	if n.plural || at >= len(t.toks) || t.inQuote(at) || at > k && t.lineBreak(at) {
		return
	}
	begin := at
	title := false
	if end, g, ok := t.titleAt(at); ok {
		begin, n.gender, title = end, g, true
	}
	end := t.nameAt(begin)
	if end == 0 || t.rank(begin) || t.toks[begin].place > 0 && int(t.toks[begin].place) >= end-begin {
		return
	}
	if at > k && !title && t.capitals(begin, end) < 2 && !t.givenName(begin) {
		return
	}
	if at == k && !title && (t.capitals(begin, end) == 1 || !t.givenName(begin)) && t.at(end) == "," {
		// la directrice de France Inter, Jeanne Martin: what follows at once was still the complement
		if full := t.nameAt(end + 1); full > 0 && t.givenName(end+1) && t.capitals(end+1, full) >= 2 {
			begin, end = end+1, full
		}
	}
	if at == k && !title && n.office.Of != "" && !t.givenName(begin) && t.capitals(begin, end) == 1 && t.at(k-1) != "" && !t.upper(k-1) {
		n.last = end // du parti Fatah
		return
	}
	n.name, n.last, n.title = [2]int{begin, end}, end, title
}

// rank reports a capitalised word that goes on with an office or opens another: Maire Adjointe, Président Général.
func (t *text) rank(k int) bool {
	n := noun{}
	h, _ := t.headAt(k)
	return h != nil && !t.givenName(k) || t.qualifier(&n, k) || t.at(k) == "général" || t.at(k) == "générale"
}

// maxComplement bounds, in tokens, what may stand between an office and its holder's name.
const maxComplement = 18

// farName finds the name behind a long complement: « l'adjointe chargée des espaces verts et du funéraire, Jeanne Martin ».
// Only a full name that no preposition governs, with nothing but the complement's words between, is the holder's.
func (t *text) farName(n *noun, k int) {
	for end := k + maxComplement; k < end && k < len(t.toks) && !t.inQuote(k); {
		switch low := t.at(k); {
		case low == ",":
			t.nameBehindComma(n, k+1)
			return
		case joiners[low] && t.inQuote(k+1): // l'avocat de "Zoé", Me Paul Durand
			q := &t.quotes[t.toks[k+1].quoted-1]
			if q.words > 3 {
				return
			}
			k = min(q.close+1, len(t.toks))
			continue
		case low == "(":
			k = t.closingBracket(k) + 1
			continue
		case t.endsComplement(k):
			return
		}
		name := t.nameAt(k)
		if name == 0 {
			k++
			continue
		}
		if t.holderAt(n, k, name) {
			return
		}
		k = name
	}
}

// closingBracket returns where the bracket that opens at token k closes, at most six tokens on.
func (t *text) closingBracket(k int) int {
	end := k + 1
	for end < k+6 && t.at(end) != ")" {
		end++
	}
	return end
}

// endsComplement reports a token that no complement of an office holds: a mark, a verb, a clause, a preposition of place or time.
func (t *text) endsComplement(k int) bool {
	low := t.at(k)
	switch {
	case !t.word(k), t.toks[k].first, havings[low], beings[low], t.finiteVerb(k):
		return true
	case clauseOpeners[low] && low != "et" && low != "où", verbForms()[low] != nil && !nounHomographs[low]:
		return true
	}
	return prepositions[low] && !joiners[low] && !complementPrepositions[low]
}

// complementPrepositions open a complement of an office besides « de »: adjointe à la culture, conseiller pour l'Afrique.
var complementPrepositions = wordList("complementPrepositions")

// holderAt takes the full name [k, end) within a complement, or the one that ends it, for the holder's. done is true as well where a name stands
// that a preposition governs: the complement's own, behind which nothing is looked for.
func (t *text) holderAt(n *noun, k, end int) (done bool) {
	before := t.at(k - 1)
	if !prepositions[before] && !determiners[before] && t.capitals(k, end) >= 2 && t.givenName(k) {
		n.name, n.last = [2]int{k, end}, end
		return true
	}
	if prepositions[before] && t.givenName(k) {
		return true
	}
	split := t.splitName(k, end)
	if split == end || !t.givenName(split) || t.capitals(split, end) < 2 {
		return false
	}
	n.name, n.last = [2]int{split, end}, end
	return true
}

// nameBehindComma takes a full name in apposition, or another office with its holder: « le chef d'état-major, le général Paul Durand ».
func (t *text) nameBehindComma(n *noun, k int) {
	if begin, _, ok := t.titleAt(k); ok {
		if name := t.nameAt(begin); name > 0 {
			n.name, n.last, n.title = [2]int{begin, name}, name, true
		}
		return
	}
	if name := t.nameAt(k); name > 0 && t.capitals(k, name) >= 2 && (t.givenName(k) || endsClause(t.at(name)) && t.toks[k].place == 0) {
		n.name, n.last = [2]int{k, name}, name
		return
	}
	other := noun{first: k}
	at := t.determiner(&other)
	if h, end := t.headAt(at); at > k && h != nil && h.kind == headOffice {
		other.head = h
		if end = t.complements(&other, end); t.capitals(end, max(end, t.nameAt(end))) >= 2 {
			n.name, n.last = [2]int{end, t.nameAt(end)}, t.nameAt(end)
		}
	}
}

// capitals counts the capitalised words of a name, hyphenated ones as one.
func (t *text) capitals(first, last int) int {
	c := 0
	for k := first; k < last; k++ {
		if t.upper(k) && !t.toks[k].Joined {
			c++
		}
	}
	return c
}

func (t *text) givenName(k int) bool {
	_, ok := firstNames()[french.Fold(t.toks[k].Text)]
	return ok
}
