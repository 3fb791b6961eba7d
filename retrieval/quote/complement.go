package quote

import (
	"strings"

	"propos/retrieval/french"
)

// complements passes what an office is of: adjectives, nations, « de … » groups; it returns the token behind.
func (t *text) complements(n *noun, k int) int {
	adjectives := 0
	for k < len(t.toks) && (t.word(k) || t.abbreviated(k)) && !t.inQuote(k) && k < n.first+24 {
		low := t.at(k)
		switch {
		case low == "(":
			k += 3
		case t.toks[k].Joined:
			k++
		case t.nationAt(k) != "" && !t.upper(k):
			if n.office.Nation == "" {
				n.office.Nation = t.nationAt(k)
			}
			k += int(t.toks[k].place)
		case joiners[low] || low == "à" && t.at(k+1) == "la" && n.office.Class != "":
			end := t.complement(n, k)
			if end == k {
				return k
			}
			k = end
		case (low == "au" || low == "aux") && takesTo(n.office.Class) && t.upper(k+1) && t.toks[k+1].place == 0:
			k += 2
		case t.starts(k, "en", "chef"), t.starts(k, "par", "intérim"):
			k += 2
		case (low == "chargé" || low == "chargée") && joiners[t.at(k+1)]:
			k++
		case t.upper(k) && (acronym(t.toks[k].Text) || parties[low]) && t.spaced(k) && n.head.kind != headBody: // le député LR
			n.of(t.toks[k].Text)
			k++
		case t.partyAt(k) > 0:
			end := k + t.partyAt(k)
			n.of(t.text(k, end))
			k = end
		case !t.upper(k) && t.adjective(k) && adjectives < 3:
			adjectives++
			k++
		default:
			return k
		}
	}
	return k
}

// complement passes one « de … » group and notes it: a nation, or the words.
func (t *text) complement(n *noun, k int) int {
	start := k
	k++
	if t.at(k-1) == "à" {
		k++
	}
	if t.word(k) && t.toks[k].Kind == french.Number && t.at(k+1) == "ans" { // la star de 53 ans
		return k + 2
	}
	for t.word(k) && (determiners[t.at(k)] || t.at(k) == "l'") && t.at(k) != "plus" {
		k++
	}
	if !t.word(k) || t.inQuote(k) || times[t.at(k)] && !t.upper(k) {
		return start
	}
	from := k
	if k = t.complementWords(k); k == from {
		return start
	}
	if end := t.holderInside(from, k); end > k {
		k = end
		if n.inner = start; t.at(start) != "du" {
			n.inner++
		}
	}
	if nation := t.nationAt(from); nation != "" && n.office.Nation == "" {
		n.office.Nation = nation
	} else if n.office.Of == "" {
		n.office.Of = t.text(from, k)
	}
	return k
}

// of notes the first complement of an office.
func (n *noun) of(words string) {
	if n.office.Of == "" {
		n.office.Of = words
	}
}

// abbreviated reports an abbreviation in brackets at token k, before what goes on with the office: le député Les Verts (EELV) du Rhône.
func (t *text) abbreviated(k int) bool {
	return t.at(k) == "(" && k+3 < len(t.toks) && acronym(t.toks[k+1].Text) && t.at(k+2) == ")" && joiners[t.at(k+3)]
}

// partyAt returns how many tokens a name with a capital article of its own takes inside a sentence: le groupe La France debout, député Les Verts.
func (t *text) partyAt(k int) int {
	if low := t.at(k); low != "la" && low != "le" && low != "les" || !t.upper(k) || !t.upper(k+1) || t.toks[k].first || !t.spaced(k) {
		return 0
	}
	end := max(t.nameAt(k+1), k+2)
	if t.at(end) == "en" && t.word(end+1) && !t.upper(end+1) {
		return end + 2 - k
	}
	for !t.upper(end) && t.word(end) && t.adjective(end) && end < k+4 {
		end++
	}
	return end - k
}

// holderInside passes the name behind a complement that is itself somebody's office: in « le bras droit de la maire Anne Durand » the name
// is the mayor's.
func (t *text) holderInside(from, k int) int {
	h, _ := t.headAt(from)
	if h == nil || h.kind != headOffice && h.kind != headPerson || !definiteArticle(t.at(from-1)) || !t.word(k) || !t.spaced(k) {
		return k
	}
	at := k
	if end, _, ok := t.titleAt(k); ok {
		at = end
	}
	return max(k, t.nameAt(at))
}

// definiteArticle reports a singular determiner of one known person.
func definiteArticle(low string) bool {
	switch low {
	case "le", "la", "l'", "du", "son", "sa", "ce", "cet", "cette":
		return true
	}
	return false
}

// complementWords passes the words of a complement: capitals and what follows them, or a common noun with its adjectives.
func (t *text) complementWords(k int) int {
	from := k
	limit := from + 3
	if t.upper(k) {
		end := max(t.nameAt(k), k+1)
		k, limit = t.splitName(k, end), from+4
	} else if t.adjective(k) {
		k++
		if n := t.partyAt(k); n > 0 {
			return k + n
		}
	} else {
		return from
	}
	if n := t.territoryAt(from, k); n > 0 {
		return k + n
	}
	for k < limit && t.word(k) && !t.upper(k) && t.adjective(k) && t.nationAt(k) == "" {
		k++
	}
	return k
}

// territoryAt returns how many tokens the name at k takes that says which « région » or « département » is meant: « la présidente de la région
// Val Doré | Anne Durand »; 0 where a person's name stands there: « la présidente de la région Anne Durand ».
func (t *text) territoryAt(from, k int) int {
	if k != from+1 || !territories[t.at(from)] || t.upper(from) || !t.upper(k) || !t.spaced(k) {
		return 0
	}
	end := t.nameAt(k)
	joined := k+1 < end && t.toks[k+1].Joined
	if _, given := firstNames()[french.Fold(t.toks[k].Text)]; given && !joined && t.toks[k].place == 0 {
		return 0
	}
	return max(t.splitName(k, max(end, k+1))-k, 0)
}

// territories are nouns behind which the name of one stands without « de ».
var territories = wordList("territories")

// parties are names of parties that are written like abbreviations, but not in capitals only.
var parties = wordList("parties")

// takesTo reports an office whose domain stands behind « à »: secrétaire d'État aux Transports.
func takesTo(class string) bool {
	return class == "MIN" || class == "SECR" || class == "REP" || class == "DEP"
}

// adjective reports a small word that can follow a noun as its adjective: none of the closed classes, no verb of saying.
func (t *text) adjective(k int) bool {
	low := t.at(k)
	if toldOf[low] || clauseOpeners[low] || prepositions[low] || determiners[low] || havings[low] || beings[low] || clitics[low] || isAdverb(low) || times[low] || subjectPronouns[low] || low == "pas" || low == "se" {
		return false
	}
	if f := verbForms()[low]; f != nil && f.moods&(finite|gerund|infinitive) != 0 || finiteEnding(low) || t.finiteVerb(k) {
		return false
	}
	return t.toks[k].Kind == french.Word && t.spaced(k)
}

// toldOf are participles that follow a noun and belong to no name of it.
var toldOf = wordList("toldOf")

// nationAt returns the state of a place that begins at token k.
func (t *text) nationAt(k int) string {
	if k < 0 || k >= len(t.toks) || t.toks[k].place <= 0 {
		return ""
	}
	return t.nations[k].Code
}

// refineClass tells a minister by the complement.
func refineClass(class, of string) string {
	if class != "MIN" {
		return class
	}
	switch {
	case strings.HasPrefix(of, "affaires etrangeres"), strings.HasPrefix(of, "europe et des affaires etrangeres"):
		return "FM"
	case strings.HasPrefix(of, "defense"), strings.HasPrefix(of, "armees"):
		return "DEF"
	case strings.HasPrefix(of, "interieur"):
		return "INT"
	case of != "":
		return "MIN:" + strings.Fields(of)[0]
	}
	return class
}
