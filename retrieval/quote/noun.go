package quote

import (
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
)

// noun is a noun group that can stand for a speaker: « le ministre russe des Affaires étrangères Sergueï Lavrov ».
type noun struct {
	first, last int         // tokens [first, last)
	head        *head       // the noun of offices.tsv, nil when there is none
	office      Office      // when head is an office or a person
	gender      Gender      // of the determiner, the head or the title
	plural      bool        // « les ministres »
	oneOf       bool        // « l'un des ministres »
	name        [2]int      // tokens of the proper name, empty when there is none
	title       bool        // the name stands behind M. or Mme
	place       string      // nation of a place that stands alone: Moscou, l'Arménie
	pronoun     bool        // il, elle, ce dernier, celui-ci
	definite    bool        // le, la, ce
	inner       int         // token where a group with a name of its own begins inside: de la maire Anne Durand; 0 without one
	near        corpus.Span // a name beside the group, in apposition
}

func (n *noun) named() bool { return n.name[1] > n.name[0] }

// nounAt parses the noun group that begins at token i; ok is false when none does.
func (t *text) nounAt(i int) (noun, bool) {
	if !t.word(i) || t.inQuote(i) {
		return noun{}, false
	}
	n := noun{first: i, last: i}
	if t.pronounGroup(&n) {
		return n, true
	}
	if t.another(&n) {
		return n, true
	}
	k := t.determiner(&n)
	if n.plural && t.markedGroup(&n, k) {
		return n, true
	}
	if end, g, ok := t.titleAt(k); ok {
		if last := t.nameAt(end); last > 0 {
			n.name, n.last, n.gender, n.title = [2]int{end, last}, last, g, true
			return n, true
		}
	}
	end := t.nameAt(k)
	if end > 0 && t.givenName(k) && t.capitals(k, end) >= 2 {
		return t.properGroup(n, k, end), true
	}
	if at := k + 2; t.at(k) == "ex" && at < len(t.toks) && t.toks[k+1].Joined && t.capitals(at, max(at, t.nameAt(at))) >= 2 { // l'ex-détenu Jean Martin
		n.head, n.name, n.last = &head{kind: headPerson}, [2]int{at, t.nameAt(at)}, t.nameAt(at)
		return n, true
	}
	if k > i && t.inhabitantAt(&n, k) {
		return t.inhabitantGroup(n, k), true
	}
	if t.office(&n, k) {
		return n, true
	}
	if end > 0 {
		return t.properGroup(n, k, end), true
	}
	if k == i {
		return noun{}, false
	}
	return t.commonGroup(n, k)
}

// markedGroup takes several people under a name between marks: les « gilets jaunes ».
func (t *text) markedGroup(n *noun, k int) bool {
	if low := t.at(k - 1); !t.inQuote(k) || low != "les" && low != "ces" {
		return false
	}
	q := &t.quotes[t.toks[k].quoted-1]
	if q.open != k || !q.closed || q.words > 3 {
		return false
	}
	n.head, n.office.Text, n.last = &head{kind: headBody}, t.text(q.first, q.last), q.close+1
	return true
}

// pronounGroup takes « il », « ce dernier », « celui-ci », « l'intéressé ».
func (t *text) pronounGroup(n *noun) bool {
	i := n.first
	switch low := t.at(i); {
	case low == "il" || low == "elle":
		n.last, n.gender = i+1, genderOf(low == "elle")
	case low == "ils" || low == "elles":
		n.last, n.gender, n.plural = i+1, genderOf(low == "elles"), true
	case (low == "ce" || low == "cette") && (t.at(i+1) == "dernier" || t.at(i+1) == "dernière") && !t.upper(i+2):
		n.last, n.gender = i+2, genderOf(low == "cette")
	case (low == "celui" || low == "celle") && t.at(i+1) == "ci":
		n.last, n.gender = i+2, genderOf(low == "celle")
	case (low == "celui" || low == "celle") && t.at(i+1) == "qui":
		n.last, n.gender = i+1, genderOf(low == "celle")
	case (low == "lui" || low == "elle") && t.toks[i].first:
		n.last, n.gender = i+1, genderOf(low == "elle")
	default:
		return false
	}
	n.pronoun = true
	return true
}

// others are the words behind « un » that stand for one more person of a kind.
var others = wordList("others")

// another takes « un autre », « une dernière » where no noun follows.
func (t *text) another(n *noun) bool {
	low := t.at(n.first)
	if low != "un" && low != "une" || !others[t.at(n.first+1)] {
		return false
	}
	if next := t.at(n.first + 2); next != "" && !endsClause(next) && !havings[next] && verbForms()[next] == nil {
		return false
	}
	n.last, n.gender, n.head = n.first+2, genderOf(low == "une"), &head{kind: headPerson, words: []string{t.at(n.first + 1)}}
	n.office.Text = t.at(n.first + 1)
	return true
}

func genderOf(feminine bool) Gender {
	if feminine {
		return Feminine
	}
	return Masculine
}

// pluralDeterminers open a plural group; preNouns may stand between a determiner and its noun; preOffices before an office.
var (
	pluralDeterminers = wordList("pluralDeterminers")
	preNouns          = wordList("preNouns")
	preOffices        = wordList("preOffices")
)

// determiner passes the articles that open a group and notes what they show.
func (t *text) determiner(n *noun) int {
	k := n.first
	if t.at(k) == "l'" && (t.at(k+1) == "un" || t.at(k+1) == "une") && (t.at(k+2) == "de" || t.at(k+2) == "des" || t.at(k+2) == "d'") {
		n.gender, n.oneOf = genderOf(t.at(k+1) == "une"), true // l'un de ses porte-parole
		for k += 3; t.at(k) == "ses" || t.at(k) == "ces" || t.at(k) == "leurs" || t.at(k) == "nos" || t.at(k) == "les"; k++ {
		}
		return k
	}
	for ; k < n.first+3 && t.word(k); k++ {
		switch low := t.at(k); {
		case low == "le" || low == "ce" || low == "cet":
			n.gender, n.definite = Masculine, true
		case low == "la" || low == "cette":
			n.gender, n.definite = Feminine, true
		case low == "un":
			n.gender = Masculine
		case low == "une":
			n.gender = Feminine
		case low == "l'" || low == "son" || low == "leur":
			n.definite = true
		case low == "sa":
			n.gender, n.definite = Feminine, true
		case pluralDeterminers[low], low == "nombreux", low == "nombreuses":
			n.plural = true
		case low == "du" || low == "au":
			n.gender, n.definite = Masculine, true
		case preNouns[low]:
		default:
			return k
		}
	}
	return k
}

// office parses « [ancien] ministre [russe] [des Affaires étrangères] [NAME] » at token k.
func (t *text) office(n *noun, k int) bool {
	start := k
	for k < start+3 && t.qualifier(n, k) {
		k++
	}
	h, end := t.headAt(k)
	if h == nil {
		return false
	}
	n.head = h
	if h.gender != "" && n.gender == "" {
		n.gender = h.gender
	}
	n.office.Class = h.class
	if strings.HasSuffix(t.at(end-1), "s") && h.words[len(h.words)-1] != t.at(end-1) {
		n.plural = !n.oneOf
	}
	k = t.complements(n, end)
	if h.kind == headBody || h.kind == headPaper {
		if e := t.nameAt(k); e > 0 && t.spaced(k) {
			k = e
		}
		if end := t.markedName(n, k); end > k {
			k = end
		}
		n.last = k
		n.office.Text = t.text(start, k)
		return true
	}
	n.office.Text = t.text(start, k)
	n.office.Class = refineClass(n.office.Class, french.Fold(n.office.Of))
	n.last = k
	if t.apposed(n, k); !n.named() && !n.plural {
		t.farName(n, k)
	}
	return true
}

// markedName takes the name between marks behind a body or a paper: le magazine « Le Temps ». It returns the token behind, k when none is.
func (t *text) markedName(n *noun, k int) int {
	if !t.inQuote(k) {
		return k
	}
	q := &t.quotes[t.toks[k].quoted-1]
	if q.open != k || !q.closed || q.words > 4 || !t.upper(q.first) || !t.upper(q.last-1) {
		return k
	}
	n.name = [2]int{q.first, q.last}
	return q.close + 1
}

// qualifier passes the adjectives that may stand before an office.
func (t *text) qualifier(n *noun, k int) bool {
	switch t.at(k) {
	case "ancien", "ancienne", "anciens", "ex", "feu":
		n.office.Former = true
		return true
	}
	if h, _ := t.headAt(k); h == nil {
		return preOffices[t.at(k)]
	}
	return false
}

// headAt finds the longest entry of offices.tsv at token k.
func (t *text) headAt(k int) (*head, int) {
	if !t.word(k) {
		return nil, 0
	}
	for _, h := range heads()[singular(french.Fold(t.toks[k].Text))] {
		if end := t.matchHead(k, h.words); end > 0 {
			found := h
			return &found, end
		}
	}
	if folded := french.Fold(t.toks[k].Text); singular(folded) != folded {
		for _, h := range heads()[folded] {
			if end := t.matchHead(k, h.words); end > 0 {
				found := h
				return &found, end
			}
		}
	}
	return nil, 0
}

// matchHead compares the words of an entry, hyphens and elisions as written apart, with the tokens from k on.
func (t *text) matchHead(k int, words []string) int {
	for w, word := range words {
		for p, part := range strings.FieldsFunc(word, func(r rune) bool { return r == '-' }) {
			for q, piece := range strings.SplitAfter(part, "'") {
				folded := french.Fold(t.at(k))
				if piece != folded && (w > 0 || p > 0 || q > 0 || singular(folded) != piece) && singular(folded) != piece {
					return 0
				}
				if p > 0 && !t.toks[k].Joined {
					return 0
				}
				k++
			}
		}
	}
	return k
}

// singular drops the s of a plural; a rough cut, for looking up.
func singular(s string) string {
	if len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's' {
		return s[:len(s)-1]
	}
	return s
}

// inhabitantGroup makes a person of « le Marseillais [de 30 ans] ».
func (t *text) inhabitantGroup(n noun, k int) noun {
	n.head, n.last = &head{kind: headPerson, words: []string{inhabitant}}, k+1
	if t.at(k+1) == "de" && t.at(k+3) == "ans" {
		n.last = k + 4
	}
	n.office.Text = t.text(k, n.last)
	return n
}

// properGroup makes a group of the name [k, end).
func (t *text) properGroup(n noun, k, end int) noun {
	if low := t.at(end); n.definite && end == k+1 && t.toks[k].place == 0 && !t.givenName(k) && (low == "de" || low == "d'") && t.upper(end+1) { // le Palais de Tokyo
		end = max(end, t.nameAt(end+1))
	}
	n.last = end
	n.name = [2]int{k, end}
	if size := int(t.toks[k].place); size > 0 {
		if size >= end-k || t.capitals(k+size, end) < 2 {
			n.place = t.nationAt(k)
		}
	}
	if t.at(end) == "(" && t.at(end+2) == ")" {
		n.near = t.toks[end+1].at()
	}
	return n
}

func (tok token) at() corpus.Span { return corpus.Span{Start: tok.Start, End: tok.End} }

// abstracts are nouns that say nothing: cette fois, de la même façon.
var abstracts = wordList("abstracts")

// commonNoun reports a word that can be a noun behind a determiner: one of no closed class.
func (t *text) commonNoun(k int) bool {
	low := t.at(k)
	return t.toks[k].Kind == french.Word && !clauseOpeners[low] && !subjectPronouns[low] && !prepositions[low] && !times[low]
}

// commonGroup makes a group of a determiner and common nouns: « chaque camp », « la jeune femme ».
func (t *text) commonGroup(n noun, k int) (noun, bool) {
	from := k
	for k < len(t.toks) && k < from+3 && t.word(k) && !t.upper(k) && !t.inQuote(k) && (k == from && t.commonNoun(k) || t.adjective(k)) {
		k++
	}
	if k == from || abstracts[t.at(from)] {
		return noun{}, false
	}
	if h, _ := t.headAt(k); h != nil && h.kind == headBody && t.upper(k) && t.spaced(k) { // la prestigieuse Université de Blois
		if whole := n; t.office(&whole, k) {
			return whole, true
		}
	}
	n.head = &head{kind: headPerson}
	for k < len(t.toks) && joiners[t.at(k)] && k < n.first+16 {
		end := t.complement(&n, k)
		if end == k {
			break
		}
		k = end
	}
	n.office.Text = t.text(from, k)
	n.office.Class = ""
	n.last = k
	t.apposed(&n, k)
	if !n.oneOf { // l'un de ses camarades is a person, « ses camarades » may be anything
		n.head = nil
	}
	return n, true
}
