package quote

import (
	"strings"

	"propos/retrieval/french"
)

// infinitive: affirme avoir vu, a annoncé ne pas vouloir. The words end with the first comma; without marks, only what reports a fact or a will.
func (f *finder) infinitive(c *cue, cand candidate, k int) bool {
	if !f.marks(k) && (c.verb.class != 'A' || !f.states(k)) {
		return false
	}
	end := f.within(c, f.clauseEnd(k))
	for j := k + 3; j < end; j++ {
		if f.at(j) == "," && !f.inQuote(j) && f.lastMark(j, end) == 0 {
			end = j
		}
	}
	if c.moods == gerund && f.word(c.first-1) && f.at(c.first) != "en" {
		end = f.mainVerb(k+1, end)
	}
	end = f.secondVerb(k, end)
	if s := cand.subject.first; s > k+1 && s < end && f.at(s-1) == "," { // Reconnaissant avoir « menti », elle a dit
		end = s - 1
	}
	for k < end && (times[f.at(k)] || f.adverbialAt(k) > 0 && !subjectPronouns[f.at(k)] && !clitics[f.at(k)]) { // a dit mardi | avoir vu
		k += max(1, f.adverbialAt(k))
	}
	if end-k < 2 {
		return false
	}
	cand.first, cand.last = k, end
	cand.kind, cand.rule = Indirect, "V INF"
	f.addClause(cand)
	return true
}

// mainVerb returns where the verb of the sentence stands behind a gerund's words: un homme affirmant avoir été trompé | a porté plainte.
func (f *finder) mainVerb(k, end int) int {
	for j := k; j < end; j++ {
		low, before := f.at(j), f.at(j-1)
		if f.inQuote(j) || low == "avoir" || low == "être" || low == "ayant" || low == "étant" || !havings[low] && !beings[low] {
			continue
		}
		if !subjectPronouns[before] && !clauseOpeners[before] && !clitics[before] {
			return j
		}
	}
	return end
}

// secondVerb returns where « et » joins another verb of the same subject to a report without a verb of its own in that tense:
// a reconnu avoir menti | et a promis de payer.
func (f *finder) secondVerb(k, end int) int {
	present := false
	for j := k; j < end-1; j++ {
		low := f.at(j)
		if f.inQuote(j) {
			continue
		}
		present = present || (low == "a" || low == "ont") && !f.subordinate(k, j)
		next := f.at(j + 1)
		if j > k+2 && (low == "et" || low == "mais" || low == "puis") && (next == "a" || next == "ont") && !present && f.pastParticiple(j+2) {
			return j
		}
	}
	return end
}

// subordinate reports a verb at token j whose clause a relative opens behind token k: un pays | qu'elle a colonisé, qui a payé.
func (f *finder) subordinate(k, j int) bool {
	at := j - 1
	if subjectPronouns[f.at(at)] {
		at--
	}
	return at > k && clauseOpeners[f.at(at)]
}

// states reports an infinitive of being, having, wanting, or one that is denied.
func (f *finder) states(k int) bool {
	for j := k; j < k+5; j++ {
		if stateVerbs[f.at(j)] {
			return true
		}
	}
	return false
}

// stateVerbs are infinitives that tell how things are, and the words of negation before one.
var stateVerbs = wordList("stateVerbs")

// infinitiveAt reports an infinitive at token k, behind « ne pas », « ne plus » and pronouns.
func (f *finder) infinitiveAt(k int) bool {
	for range 4 {
		low := f.at(k)
		if clitics[low] || low == "pas" || low == "plus" || isAdverb(low) {
			k++
			continue
		}
		break
	}
	if !f.word(k) || f.toks[k].Upper() || f.inQuote(k) && f.toks[k].quoted == 0 {
		return false
	}
	low := f.at(k)
	if f.toks[k].Kind != french.Word || len(low) < 4 || notInfinitives[low] {
		return false
	}
	n := len(low)
	return low[n-2:] == "er" || low[n-2:] == "ir" || low[n-2:] == "re" && (infinitivesRe[low] || endsIn(low, infinitiveEndings))
}

// notInfinitives end like infinitives.
var notInfinitives = wordList("notInfinitives")

// infinitivesRe are the verbs in -re of common use; most words in -re are none.
var infinitivesRe = wordList("infinitivesRe")

// infinitiveEndings are endings of verbs in -re that few nouns have; notInfinitives has those.
var infinitiveEndings = wordLists["infinitiveEndings"]

func endsIn(low string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	return false
}

// accused: accuse X, …, de mentir.
func (f *finder) accused(c *cue, cand candidate) bool {
	if !c.verb.takes(takesDe) || c.verb.class != 'B' || c.verb.takes(takesInf) { // regretter de INF accuses nobody
		return false
	}
	_, to := f.sentence(c.main)
	if at := f.accusation(c.last, to); at > 0 {
		return f.deInf(c, cand, at)
	}
	return c.verb.lemma == "accuser" && f.accusedOf(c, cand, to)
}

// accusedOf: accuse X d'ingérence. The one accused belongs to the words.
func (f *finder) accusedOf(c *cue, cand candidate, to int) bool {
	from := f.skipMoment(c.last, to)
	n, ok := f.nounAt(from)
	if !ok || n.pronoun || !f.canSpeak(&n) || !f.canSpeak(&cand.subject) || f.marks(from) {
		return false
	}
	at := n.last
	for at > from && !f.deed(at) { // la mairie de négligence: what nounAt took for its complement
		at--
	}
	if at == from || at >= to {
		return false
	}
	end := f.clauseEnd(at)
	for j := at; j < end; j++ {
		if f.at(j) == "," {
			end = j
		}
	}
	cand.rank = 4
	return f.clauseUntil(cand, from, end, Indirect, accuses)
}

// accusation finds « de » + infinitive behind the one accused, across what stands between commas.
func (f *finder) accusation(k, to int) int {
	for j := k; j < min(k+45, to); j++ {
		if f.inQuote(j) {
			return 0
		}
		if low := f.at(j); (low == "de" || low == "d'") && f.infinitiveAt(j+1) {
			return j
		}
	}
	return 0
}

// deed reports « de » and a common noun without an article at token k: d'ingérence, de corruption.
func (f *finder) deed(k int) bool {
	low := f.at(k)
	return (low == "de" || low == "d'") && f.word(k+1) && !f.upper(k+1) && !determiners[f.at(k+1)] && !f.infinitiveAt(k+1)
}

// calledUpon: appelle X à partir. Without marks only what a person asks somebody else: the one asked belongs to the words.
func (f *finder) calledUpon(c *cue, cand candidate, k int) bool {
	if f.marks(k + 1) {
		return f.clause(cand, k+1, Indirect, "V à INF")
	}
	n := &cand.subject
	from := f.skipMoment(c.last, k)
	if c.verb.lemma == "inviter" || c.moods == infinitive || from >= k || n.plural || !n.pronoun && !n.named() && (n.head == nil || n.head.kind != headOffice && n.head.kind != headBody) {
		return false
	}
	cand.rank = 5
	return f.clauseUntil(cand, from, f.clauseEnd(k+1), Indirect, "V à INF")
}

// accuses is the rule of deInf: what is told of the one accused is no report of theirs.
const accuses = "V de INF"

// deInf: accuse X de mentir, promet de partir. The one accused belongs to the words.
func (f *finder) deInf(c *cue, cand candidate, k int) bool {
	from := k + 1
	if k > c.last && c.verb.class == 'B' {
		from = c.last
		for from < k && f.adverbialAt(from) > 0 {
			from += f.adverbialAt(from)
		}
	}
	if c.verb.class != 'B' && !f.marks(from) {
		return false
	}
	cand.rank = 5
	return f.clauseUntil(cand, from, f.clauseEnd(k+1), Indirect, accuses)
}

// marks reports a quotation in the clause that begins at token k.
func (f *finder) marks(k int) bool { return f.lastMark(k, f.clauseEnd(k)) > 0 }

// colon: X a déclaré : « … », or without marks where the page lost them.
func (f *finder) colon(c *cue, cand candidate, k int) bool {
	if !c.verb.takes(takesQuote) && !c.verb.takes(takesNoun) {
		return false
	}
	if f.inQuote(k + 1) {
		q := &f.quotes[f.toks[k+1].quoted-1]
		if q.open != k+1 {
			return false
		}
		cand.first, cand.last, cand.kind, cand.rule, cand.rank = q.first, q.last, Direct, "V : «Q»", 8
		f.add(cand)
		f.extendForward(cand)
		return true
	}
	_, to := f.sentence(k)
	if c.verb.class == 'A' && c.verb.takes(takesQuote) && k+1 < len(f.toks) && (f.upper(k+1) || f.stripped || c.verb.takes(takesQue) && f.hasVerb(k+1, to)) {
		cand.first, cand.last, cand.kind, cand.rule = k+1, to, Direct, "V : Q"
		f.add(cand)
		return true
	}
	return false
}
