package quote

import (
	"strings"

	"propos/retrieval/french"
)

// clauseEnd returns the token behind the words that a cue governs from token k on: the sentence's end, or a comma behind which
// the journalist speaks again.
func (f *finder) clauseEnd(k int) int {
	if k >= len(f.toks) {
		return len(f.toks)
	}
	_, to := f.sentence(k)
	limit := min(to, k+160)
	for j := k; j < limit; j++ {
		if q := f.toks[j].quoted; q > 0 {
			j = max(j, min(f.quotes[q-1].close, limit-1))
			continue
		}
		low := f.at(j)
		switch {
		case low == ";", low == "©", low == ":" && j > k+3 && !f.inQuote(j+1) && f.hasVerb(k, j) && f.hasVerb(j+1, limit):
			return j
		case low == "," && j > k+1 && (f.leaves(j+1) || f.at(j+1) == "qui" && f.upper(j-1) && f.hasVerb(k, j)):
			return j
		case low == "." && f.orphan(j) && f.stripped && j > k+1:
			return j
		case low == "tandis" && f.at(j+1) == "que" && j > k+3, low == "après" && f.at(j+1) == "avoir" && j > k+3:
			return j
		case j > k+3 && f.at(j-1) != "," && (low == "en" || low == "tout"):
			if f.reportsBeside(j + 1) {
				return j
			}
		case low == "et" && j > k+3 && (f.newCue(j+1) || f.newPart(k, j+1)):
			return j
		}
	}
	if q := f.toks[max(limit-1, k)].quoted; q > 0 && f.quotes[q-1].closed && f.quotes[q-1].close-k < maxClause { // sentences more in the same marks
		limit = max(limit, f.quotes[q-1].close+1)
	}
	return f.dropPoint(limit)
}

// maxClause bounds the words of a clause, in tokens.
const maxClause = 400

// reportsBeside reports a gerund at token k, behind « en », that has words of its own: tout en rappelant que, en dénonçant une « folie ».
func (f *finder) reportsBeside(k int) bool {
	if f.at(k) == "en" {
		k++
	}
	c, ok := f.cueAt(k)
	if !ok || c.moods != gerund || c.verb.class == 'C' {
		return false
	}
	if next := f.at(c.last); next == "que" || next == "qu'" {
		return c.verb.class == 'A'
	}
	return f.inQuote(c.last) || determiners[f.at(c.last)] && (f.inQuote(c.last+1) || f.inQuote(c.last+2))
}

func (f *finder) dropPoint(to int) int {
	for to > 0 && (f.at(to-1) == "." || f.at(to-1) == ",") && !f.inQuote(to-1) {
		to--
	}
	return to
}

// newCue reports a cue with its own frame right behind « et »: et a ajouté que, et dénoncé « … ».
func (f *finder) newCue(k int) bool {
	for j := k; j < min(k+5, len(f.toks)); j++ {
		if f.inQuote(j) {
			return false
		}
		if c, ok := f.cueAt(j); ok {
			next := f.at(c.last)
			return next == "que" || next == "qu'" || f.inQuote(c.last) || ownDeterminers[next] && intentions[f.at(c.last+1)]
		}
		if !havings[f.at(j)] && !beings[f.at(j)] && !clitics[f.at(j)] && !isAdverb(f.at(j)) && f.at(j) != "en" {
			return false
		}
	}
	return false
}

// newPart reports behind « et » a gerund with an object of its own, or a participle whose auxiliary does not stand among the words from
// token from on: X a dit que la ville irait bien | et appelé les habitants à patienter.
func (f *finder) newPart(from, k int) bool {
	c, ok := f.cueAt(k)
	if !ok || c.verb.class == 'C' || !determiners[f.at(c.last)] {
		return false
	}
	if c.moods == gerund {
		return c.verb.takes(takesNoun) && (f.inQuote(c.last+1) || f.inQuote(c.last+2))
	}
	if c.moods != participle {
		return false
	}
	for j := from; j < k; j++ {
		if havings[f.at(j)] || beings[f.at(j)] {
			return false
		}
	}
	return true
}

// leaves reports whether the words behind a comma are the journalist's again.
func (f *finder) leaves(k int) bool {
	switch low := f.at(k); {
	case (low == "tandis" || low == "alors") && (f.at(k+1) == "que" || f.at(k+1) == "qu'"):
		return true
	case low == "après" && (f.at(k+1) == "avoir" || f.at(k+1) == "que"), low == "avant" && f.at(k+1) == "de", low == "sans" && (f.at(k+1) == "toutefois" || f.at(k+1) == "pour" && f.at(k+2) == "autant" || f.infinitiveAt(k+1)):
		return true
	case low == "ce" && f.at(k+1) == "qui":
		return true
	case f.mainClause(k), low == "et" && f.mainClause(k+1), low == "mais" && f.mainClause(k+1):
		return true
	case low == "selon", low == "d'après", low == "d'" && f.at(k+1) == "après", f.starts(k, "au", "moment", "où"), f.starts(k, "à", "l'", "heure", "où"):
		return true
	}
	for j := k; j < min(k+7, len(f.toks)); j++ {
		if f.inQuote(j) || !f.word(j) {
			return false
		}
		if c, ok := f.cueAt(j); ok {
			if c.first > k+1 {
				return false
			}
			next := f.at(c.last)
			own := next == "que" || next == "qu'" || c.verb.class == 'A' || f.inQuote(c.last) || ownDeterminers[next] && intentions[f.at(c.last+1)]
			return c.moods == gerund && own || c.clitic >= 0 || f.invertedHere(&c)
		}
	}
	return false
}

// mainClause reports a subject with a verb of saying and its words at token k: Alors que X assure que P, | le maire estime que Q.
func (f *finder) mainClause(k int) bool {
	n, ok := f.nounAt(k)
	if !ok || n.pronoun || f.isFused(k) || !f.canSpeak(&n) {
		return false
	}
	for j := n.last; j < min(n.last+4, len(f.toks)); j++ {
		if c, ok := f.cueAt(j); ok {
			low := f.at(c.last)
			return c.first == n.last && (c.moods == finite || c.moods == participle) && (low == "que" || low == "qu'" || f.inQuote(c.last))
		}
	}
	return false
}

// invertedHere reports a cue with its subject behind it: a indiqué le ministre.
func (f *finder) invertedHere(c *cue) bool {
	if c.moods == infinitive || c.verb.class == 'C' {
		return false
	}
	n, ok := f.subjectAfter(c)
	return ok && (n.named() || n.head != nil)
}

// within returns the first comma behind a cue whose clause a conjunction opens, at the latest end: Bien qu'elle nie avoir menti, | X a dit.
func (f *finder) within(c *cue, end int) int {
	start, _ := f.sentence(c.main)
	for j := c.first - 1; j > start; j-- {
		if f.at(j) == "," && !f.inQuote(j) {
			start = j + 1
		}
	}
	low, next := f.at(start), f.at(start+1)
	if start >= c.first || low == "s'" && next != "il" && next != "ils" {
		return end
	}
	if !(conjoined[low] && (next == "que" || next == "qu'")) && !conditions[low] {
		return end
	}
	for j := c.last; j < end; j++ {
		if f.at(j) == "," && !f.inQuote(j) {
			return j
		}
	}
	return end
}

// conditions are conjunctions that open a clause before the main one.
var conditions = wordList("conditions")

// clause adds the words from token k to the end of the clause.
func (f *finder) clause(cand candidate, k int, kind Kind, rule string) bool {
	return f.clauseUntil(cand, k, f.clauseEnd(k), kind, rule)
}

// clauseUntil adds the words [k, end), without a subject that stands behind a comma at their end.
func (f *finder) clauseUntil(cand candidate, k, end int, kind Kind, rule string) bool {
	if s := cand.subject.first; s > k+1 && s < end && f.at(s-1) == "," { // Précisant que P, X est parti
		end = s - 1
	}
	if end-k < 2 {
		return false
	}
	cand.first, cand.last, cand.kind, cand.rule = k, end, kind, rule
	f.addClause(cand)
	return true
}

// addClause adds a clause: Mixed where it holds marks; only the quotation, where the clause leads to one by a colon;
// each quotation by itself, where they make up most of it.
func (f *finder) addClause(cand candidate) {
	if !f.hasMarks(cand.first, cand.last) {
		f.add(cand)
		return
	}
	cand.kind = Mixed
	for k := cand.first + 1; k < cand.last-2; k++ {
		if f.at(k) == ":" && !f.inQuote(k) && f.inQuote(k+1) {
			q := &f.quotes[f.toks[k+1].quoted-1]
			cand.first, cand.last, cand.kind = q.first, q.last, Direct
			f.add(cand)
			return
		}
	}
	if parts := f.mostlyMarked(cand.first, cand.last); parts != nil {
		for _, q := range parts {
			cand.first, cand.last, cand.kind = q.first, q.last, Direct
			f.add(cand)
		}
		return
	}
	f.add(cand)
}

// mostlyMarked returns the quotations of [first, last) when there are several of some length and little stands around them.
func (f *finder) mostlyMarked(first, last int) []*quoted {
	var parts []*quoted
	inside := 0
	for k := first; k < last; k++ {
		q := f.toks[k].quoted
		if q == 0 {
			continue
		}
		inside++
		if p := &f.quotes[q-1]; len(parts) == 0 || parts[len(parts)-1] != p {
			if p.words < 4 {
				return nil
			}
			parts = append(parts, p)
		}
	}
	if len(parts) < 2 || inside*10 < (last-first)*7 {
		return nil
	}
	return parts
}

// hasVerb reports a conjugated verb in [first, last); a quotation of some length counts as one.
func (f *finder) hasVerb(first, last int) bool {
	for k := first; k < last; k++ {
		if f.inQuote(k) && f.quotes[f.toks[k].quoted-1].words >= 4 || !f.inQuote(k) && f.conjugated(k) {
			return true
		}
	}
	return false
}

// conjugated reports a verb at token k, by its auxiliary, its subject pronoun or its ending.
func (f *finder) conjugated(k int) bool {
	low := f.at(k)
	switch {
	case verbSigns[low], low == "a" && !f.toks[k].Upper(), low == "s'" && f.at(k+1) != "il" && f.at(k+1) != "":
		return true
	case f.toks[k].Kind != french.Word || f.toks[k].Upper() || len(low) < 4:
	case finiteEnding(low):
		return true
	}
	form := verbForms()[low]
	return form != nil && form.moods&finite != 0 && !nounHomographs[low]
}

// verbSigns are words that show a conjugated verb: auxiliaries, pronouns beside it, the commonest verbs.
var verbSigns = wordList("verbSigns")

// finiteEnding reports the endings that few words but verbs have.
func finiteEnding(low string) bool {
	for _, e := range wordLists["finiteEndings"] {
		if strings.HasSuffix(low, e) && !endsLikeVerb[low] {
			return true
		}
	}
	return false
}

// endsLikeVerb are nouns, adverbs and adjectives with such endings.
var endsLikeVerb = wordList("endsLikeVerb")

func (f *finder) hasMarks(first, last int) bool {
	for k := first; k < last; k++ {
		if f.inQuote(k) {
			return true
		}
	}
	return false
}
