package quote

import (
	"strings"

	"propos/retrieval/french"
)

// nounObject: X salue les efforts visant à « … »; the object with its marks. Without marks, only « souligner », which always reports.
func (f *finder) nounObject(c *cue, cand candidate) bool {
	_, to := f.sentence(c.main)
	end := f.within(c, min(f.clauseEnd(c.last), to))
	k := c.last
	k = f.skipMoment(k, end)
	if low := f.at(k); c.verb.takes(takesPart) && (low == "à" || low == "au" || low == "aux") { // fait part au maire de sa « joie »
		k = f.prepositional(k, end)
	}
	switch low := f.at(k); {
	case c.verb.takes(takesNoun) && f.word(k) && (determiners[low] || low == "du"):
	case c.verb.takes(takesA) && (low == "à" || low == "au" || low == "aux"), c.verb.takes(takesSur) && low == "sur", c.verb.takes(takesContre) && low == "contre", c.verb.takes(takesPour) && low == "pour",
		(c.verb.takes(takesDeNoun) || c.verb.takes(takesPart)) && (low == "de" || low == "d'" || low == "du" || low == "des"):
		if low != "du" && low != "des" {
			k++
		}
	case c.verb.takes(takesAttr):
		return f.attribute(c, cand, k, end)
	default:
		return false
	}
	if last := f.lastMark(k, end); last > k {
		if f.anotherCue(k, last) || last-k > 45 || f.ledByColon(k, last) || f.namesWork(k, last) {
			return false
		}
		cand.first, cand.last, cand.kind, cand.rule, cand.rank = k, last, Mixed, nounWithMarks, 4
		f.add(cand)
		return true
	}
	if least := bareObjects[c.verb.lemma]; least > 0 && end-k >= least && !c.negated {
		cand.first, cand.last, cand.kind, cand.rule, cand.rank = k, end, Indirect, "V N", 2
		f.add(cand)
		return true
	}
	return false
}

// bareObjects are verbs that report words whatever their object is, without marks too, and how many tokens it must have: souligner
// l'importance du dialogue dans la région, nier toute rivalité, reprocher à X une ambition.
var bareObjects = map[string]int{"souligner": 6, "nier": 2, "démentir": 2, "reprocher": 2}

// nounWithMarks is the rule of nounObject for a noun with marks.
const nounWithMarks = "V N «…»"

// skipMoment passes adverbs and dates, « dès dimanche » and « dans un tweet » among them, from token k on.
func (f *finder) skipMoment(k, to int) int {
	for range maxSkips {
		next := f.adverbApart(k + f.adverbialAt(k))
		if end := f.timeAt(next); end > next {
			next = end
		}
		if low := f.at(next); low == "dès" || low == "dans" || low == "lors" || low == "depuis" || low == "devant" {
			if end := f.prepositional(next, to); end > next {
				next = end
			}
		}
		if next == k {
			break
		}
		k = next
	}
	return k
}

// namesWork reports that the last quotation of [k, end) is the name of a work, a party, a plan.
func (f *finder) namesWork(k, end int) bool {
	for j := min(end, len(f.toks)) - 1; j >= k; j-- {
		if q := f.toks[j].quoted; q > 0 {
			return f.titled(&f.quotes[q-1])
		}
	}
	return false
}

// ledByColon reports a colon before a quotation in [k, end): the words belong to the noun before it.
func (f *finder) ledByColon(k, end int) bool {
	for ; k+1 < end; k++ {
		if f.at(k) == ":" && !f.inQuote(k) && f.inQuote(k+1) {
			return true
		}
	}
	return false
}

// anotherCue reports a verb of saying outside marks in [k, end): the marks are its own.
func (f *finder) anotherCue(k, end int) bool {
	for ; k < end; k++ {
		if f.inQuote(k) {
			continue
		}
		if c, ok := f.cueAt(k); ok && c.moods != infinitive {
			return true
		}
	}
	return false
}

// lastMark returns the token behind the last closing mark in [k, end) and the noun group it stands in, 0 when there is none.
func (f *finder) lastMark(k, end int) int {
	last := 0
	for j := k; j < end; j++ {
		if last > 0 && f.at(j) == "," && f.acts(j+1) {
			return last
		}
		if q := f.toks[j].quoted; q > 0 {
			end := min(f.quotes[q-1].close+1, len(f.toks))
			if !f.byword(&f.quotes[q-1]) {
				last = end
			}
			j = end - 1
		}
	}
	return last
}

// byword reports a name that the article keeps between marks: les « bonnets verts », three times at least.
func (f *finder) byword(q *quoted) bool {
	return f.repeated[q.key(f.text)] >= 3
}

// key is what a short quotation is counted by: its words, folded; "" for one of more than three words.
func (q *quoted) key(t *text) string {
	if q.words > 3 {
		return ""
	}
	return french.Fold(q.span.Of(t.body))
}

// countShort counts the short quotations of a text by their words.
func countShort(t *text) map[string]int {
	count := map[string]int{}
	for k := range t.quotes {
		if key := t.quotes[k].key(t); key != "" {
			count[key]++
		}
	}
	return count
}

// acts reports a gerund at token k: the journalist tells what the speaker does besides.
func (f *finder) acts(k int) bool {
	if f.at(k) == "tout" {
		k++
	}
	if f.at(k) == "en" {
		k++
	}
	return f.word(k) && !f.upper(k) && len(f.at(k)) > 5 && strings.HasSuffix(f.at(k), "ant")
}

// initialAttribute: Qualifiant « d'inacceptable » le projet, X …
func (f *finder) initialAttribute(c *cue, cand candidate) bool {
	if c.moods != gerund || !c.verb.takes(takesAttr) || !f.toks[c.first].first {
		return false
	}
	_, to := f.sentence(c.main)
	for k := c.last; k < to; k++ {
		if f.at(k) == "," && !f.inQuote(k) {
			return f.attribute(c, cand, c.last, k)
		}
	}
	return false
}

// attribute: X qualifie Y de « … », juge Y « … », se dit « prêt ».
func (f *finder) attribute(c *cue, cand candidate, k, end int) bool {
	last := f.lastMark(k, end)
	if last == 0 {
		return false
	}
	if c.moods == gerund {
		last = end
	}
	cand.first, cand.last, cand.kind, cand.rule, cand.rank = k, max(last, k), Mixed, "V de «A»", 5
	f.add(cand)
	return true
}

// object: exprimer sa volonté de INF, faire part de son souhait de.
func (f *finder) object(c *cue, cand candidate) bool {
	_, to := f.sentence(c.main)
	k := f.skipMoment(c.last, to)
	if low := f.at(k); c.verb.takes(takesPart) && (low == "à" || low == "au" || low == "aux") {
		k = f.prepositional(k, to)
	}
	if c.verb.takes(takesPart) && (f.at(k) == "de" || f.at(k) == "d'") {
		k++
	} else if c.verb.lemma != "exprimer" && c.verb.lemma != "réaffirmer" && c.verb.lemma != "annoncer" && c.verb.lemma != "affirmer" && c.verb.lemma != "confirmer" && c.verb.lemma != "dire" {
		return false
	}
	if !ownDeterminers[f.at(k)] {
		return false
	}
	if f.feeling(c, k) {
		cand.rank = 3
		return f.clause(cand, k, Indirect, "exprimer son N")
	}
	if !intentions[f.at(k+1)] || f.at(k+2) != "de" && f.at(k+2) != "d'" && f.at(k+2) != "que" && !(f.at(k+2) == "à" && f.infinitiveAt(k+3)) {
		return false
	}
	cand.rank = 5
	return f.clauseUntil(cand, k+3, f.within(c, f.clauseEnd(k+3)), Indirect, "exprimer son N de INF")
}

// feeling reports at token k somebody's own feeling with what it is about: fait part de ses craintes devant, dit sa colère contre.
func (f *finder) feeling(c *cue, k int) bool {
	if c.verb.lemma != "dire" && !c.verb.takes(takesPart) || !possessives[f.at(k)] || !intentions[f.at(k+1)] {
		return false
	}
	low := f.at(k + 2)
	return prepositions[low] && low != "de" && low != "d'" && low != "que" && low != "qu'" && !f.infinitiveAt(k+3)
}

// possessives stand before what is somebody's own.
var possessives = wordList("possessives")

// ownDeterminers stand before a will or a feeling: sa volonté, l'espoir.
var ownDeterminers = wordList("ownDeterminers")

// intentions are nouns of will and feeling that take « de » + infinitive.
var intentions = wordList("intentions")
