package quote

import "propos/retrieval/french"

// preposed: the cue, then the words: X a dit que P, X affirme avoir vu, X : « … », ajoutant que P, Et de préciser que P.
func (f *finder) preposed(c *cue) bool {
	if c.verb.class == 'C' {
		return false
	}
	subject, ok := f.preSubject(c)
	if !ok {
		return false
	}
	cand := candidate{cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, follows: subject.last == 0, rank: 6}
	k := c.last
	if f.object(c, cand) {
		return true
	}
	_, to := f.sentence(c.main)
	if c.verb.takes(takesDe) && c.verb.class == 'B' {
		if at := f.accusation(k, to); at > 0 {
			return f.deInf(c, cand, at)
		}
	}
	if c.moods == gerund && c.verb.takes(takesAttr) && f.toks[c.first].first {
		for j := k; j < to; j++ {
			if f.at(j) == "," && !f.inQuote(j) {
				return f.attribute(c, cand, k, j)
			}
		}
	}
	for steps := 0; steps < 10 && k < to; steps++ {
		switch low := f.at(k); {
		case low == ":":
			return f.colon(c, cand, k)
		case f.inQuote(k):
			return f.marked(c, cand, k)
		case low == "que" || low == "qu'":
			return f.que(c, cand, k)
		case (low == "si" || low == "s'") && c.verb.takes(takesSi):
			return f.clause(cand, k+1, Indirect, "V si")
		case low == "pour" && (f.at(k+1) == "que" || f.at(k+1) == "qu'") && c.verb.takes(takesPourQue):
			return f.clause(cand, k+2, Indirect, "V pour que")
		case f.infinitiveAt(k) && c.verb.takes(takesInf) && !c.negated && k <= c.last+6:
			return f.infinitive(c, cand, k)
		case (low == "de" || low == "d'") && f.infinitiveAt(k+1) && c.verb.takes(takesDe) && (c.moods != infinitive || c.past):
			return f.deInf(c, cand, k)
		case low == "à" && f.infinitiveAt(k+1) && c.verb.takes(takesA):
			return f.marks(k+1) && f.clause(cand, k+1, Indirect, "V à INF")
		}
		next := f.skip(c, k, to)
		if next == k {
			break
		}
		k = next
	}
	return f.nounObject(c, cand)
}

// preSubject is the subject before the verb; a gerund and an infinitive of narration may have none, and follow the cue before.
func (f *finder) preSubject(c *cue) (noun, bool) {
	switch c.moods {
	case gerund:
		return f.gerundSubject(c), true
	case infinitive:
		if n, ok := f.subjectBefore(c); ok && f.canSpeak(&n) && f.at(c.first) != "de" && f.at(c.first) != "d'" {
			return n, true
		}
		return noun{}, true
	}
	if c.clitic >= 0 {
		return noun{}, false
	}
	n, ok := f.subjectBefore(c)
	if !ok {
		return noun{}, false
	}
	if c.verb.class != 'A' && !f.canSpeak(&n) {
		return noun{}, false
	}
	if n.head != nil && n.head.kind == headPaper && c.verb.class == 'B' {
		return noun{}, false
	}
	return n, f.canSpeak(&n) || n.definite || n.plural
}

// gerundSubject finds who says « ajoutant que »: behind the comma when the gerund opens the sentence, else the subject before;
// zero when the cue before tells.
func (f *finder) gerundSubject(c *cue) noun {
	from, to := f.sentence(c.first)
	if f.toks[c.first].first || c.first-from <= 1 {
		for _, g := range f.nounsBetween(c.last, to) {
			if !g.prep && f.at(g.first-1) == "," && f.canSpeak(&g.noun) {
				return g.noun
			}
		}
		return noun{}
	}
	if len(f.found) > 0 {
		if last := &f.found[len(f.found)-1]; last.cueAt >= from {
			return noun{}
		}
	}
	n, _ := firstSubject(f.nounsBetween(from, c.first))
	if !f.canSpeak(&n) {
		return noun{}
	}
	return n
}

// skip passes what may stand between a cue and its words: adverbs, dates, « à X », « dans un communiqué », a short object.
func (f *finder) skip(c *cue, k, to int) int {
	if n := f.adverbialAt(k); n > 0 {
		return k + n
	}
	if end := f.timeAt(k); end > k {
		return end
	}
	if f.at(k) == "," {
		if end := f.parenthesis(k, to); end > k {
			return end
		}
		return k
	}
	if end := f.prepositional(k, to); end > k {
		return end
	}
	if c.verb.takes(takesDe) || c.verb.takes(takesA) || c.verb.lemma == "informer" || c.verb.lemma == "aviser" || c.verb.lemma == "prévenir" || c.verb.lemma == "avertir" {
		if n, ok := f.nounAt(k); ok && n.last <= to && !n.pronoun {
			return n.last
		}
	}
	if f.at(k) == "(" {
		for j := k + 1; j < min(k+12, to); j++ {
			if f.at(j) == ")" {
				return j + 1
			}
		}
	}
	return k
}

// parenthesis passes « , … , » between a cue and its words: a déclaré, la semaine dernière, vouloir.
func (f *finder) parenthesis(k, to int) int {
	for j := k + 1; j < min(k+14, to); j++ {
		if f.inQuote(j) || f.at(j) == ":" {
			return k
		}
		if f.at(j) == "," {
			if low := f.at(j + 1); low == "que" || low == "qu'" || f.infinitiveAt(j+1) {
				return j + 1
			}
			return k
		}
	}
	return k
}

// infinitiveAt reports an infinitive at token k, behind « ne pas », « ne plus » and pronouns.
func (f *finder) infinitiveAt(k int) bool {
	for range 4 {
		low := f.at(k)
		if low == "ne" || low == "n'" || low == "pas" || low == "plus" || low == "se" || low == "s'" || low == "y" || low == "en" || low == "l'" || low == "le" || low == "la" || low == "les" || low == "lui" || low == "leur" || isAdverb(low) {
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
	return low[n-2:] == "er" || low[n-2:] == "ir" || low[n-2:] == "re" && infinitivesRe[low]
}

// notInfinitives end like infinitives.
var notInfinitives = wordList("notInfinitives")

// infinitivesRe are the verbs in -re of common use; most words in -re are none.
var infinitivesRe = wordList("infinitivesRe")

// que: X a dit que P; P up to the end of the clause.
func (f *finder) que(c *cue, cand candidate, k int) bool {
	if !c.verb.takes(takesQue) || c.negated && c.verb.lemma != "nier" {
		return false
	}
	if c.verb.class == 'B' && c.moods != gerund && cand.subject.last == 0 {
		return false
	}
	if low := f.at(k + 1); low == "ce" && f.at(k+2) == "soit" {
		return false
	}
	rule := map[mood]string{gerund: "PART que", infinitive: "INF que"}[c.moods]
	if rule == "" {
		rule = "V que"
	}
	return f.clause(cand, k+1, Indirect, rule)
}

// infinitive: affirme avoir vu, a annoncé ne pas vouloir. The words end with the first comma; without marks, only what reports a fact or a will.
func (f *finder) infinitive(c *cue, cand candidate, k int) bool {
	if !f.marks(k) && (c.verb.class != 'A' || !f.states(k)) {
		return false
	}
	end := f.clauseEnd(k)
	for j := k + 3; j < end; j++ {
		if f.at(j) == "," && !f.inQuote(j) && f.lastMark(j, end) == 0 {
			end = j
		}
	}
	if end-k < 2 {
		return false
	}
	cand.first, cand.last = k, end
	cand.kind, cand.rule = Indirect, "V INF"
	f.addClause(cand)
	return true
}

// states reports an infinitive of being, having, wanting, or one that is denied.
func (f *finder) states(k int) bool {
	for j := k; j < k+5; j++ {
		switch f.at(j) {
		case "être", "avoir", "vouloir", "pouvoir", "devoir", "n'", "ne", "souhaiter", "espérer", "craindre":
			return true
		}
	}
	return false
}

// marks reports a quotation in the clause that begins at token k.
func (f *finder) marks(k int) bool { return f.lastMark(k, f.clauseEnd(k)) > 0 }

// clause adds the words from token k to the end of the clause.
func (f *finder) clause(cand candidate, k int, kind Kind, rule string) bool {
	end := f.clauseEnd(k)
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
	return f.clause(cand, from, Indirect, "V de INF")
}

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
	if c.verb.class == 'A' && c.verb.takes(takesQuote) && k+1 < len(f.toks) && (f.upper(k+1) || f.stripped) {
		_, to := f.sentence(k)
		cand.first, cand.last, cand.kind, cand.rule = k+1, to, Direct, "V : Q"
		f.add(cand)
		return true
	}
	return false
}

// extendForward gives quotations that follow at once to the same speaker: : « … » « … »
func (f *finder) extendForward(cand candidate) {
	q := int(f.toks[cand.first].quoted)
	for k := q; k < len(f.quotes) && k < q+3; k++ {
		if f.quotes[k].open != f.quotes[k-1].close+1 || f.quotes[k].words < 4 {
			return
		}
		more := cand
		more.first, more.last, more.rule, more.rank = f.quotes[k].first, f.quotes[k].last, "continued", 3
		f.add(more)
	}
}

// marked: the cue, then marks with nothing between but adverbs: X a dit « … », X dénonce « … ».
func (f *finder) marked(c *cue, cand candidate, k int) bool {
	q := &f.quotes[f.toks[k].quoted-1]
	if q.open != k {
		return false
	}
	cand.first, cand.last, cand.kind, cand.rule, cand.rank = q.first, q.last, Direct, "V «Q»", 8
	if c.verb.takes(takesNoun) && !c.verb.takes(takesQuote) {
		cand.kind = Mixed
	}
	if end := f.clauseEnd(k); end > q.close+2 && !f.lineBreak(q.close+1) && f.word(q.close+1) && !prepositionsBehind[f.at(q.close+1)] {
		if _, isCue := f.cueAt(q.close + 1); !isCue && f.at(q.close+1) != "et" {
			cand.first, cand.last, cand.kind, cand.rule = k, end, Mixed, "V «N» …"
		}
	}
	f.add(cand)
	return true
}

// prepositionsBehind open what does not belong to the words behind a closing mark.
var prepositionsBehind = wordList("prepositionsBehind")

// nounObject: X salue les efforts visant à « … »; the object with its marks. Without marks, only « souligner », which always reports.
func (f *finder) nounObject(c *cue, cand candidate) bool {
	_, to := f.sentence(c.main)
	end := min(f.clauseEnd(c.last), to)
	k := c.last
	for n := f.adverbialAt(k); n > 0; n = f.adverbialAt(k) {
		k += n
	}
	switch low := f.at(k); {
	case c.verb.takes(takesNoun) && f.word(k) && (determiners[low] || low == "du"):
	case c.verb.takes(takesSur) && low == "sur", c.verb.takes(takesContre) && low == "contre", c.verb.takes(takesPour) && low == "pour",
		c.verb.takes(takesDeNoun) && (low == "de" || low == "d'" || low == "du" || low == "des"):
		if low != "du" && low != "des" {
			k++
		}
	case c.verb.takes(takesAttr):
		return f.attribute(c, cand, k, end)
	default:
		return false
	}
	if last := f.lastMark(k, end); last > k {
		if f.anotherCue(k, last) || last-k > 45 || f.ledByColon(k, last) {
			return false
		}
		cand.first, cand.last, cand.kind, cand.rule, cand.rank = k, last, Mixed, "V N «…»", 4
		f.add(cand)
		return true
	}
	if c.verb.lemma == "souligner" && end-k >= 6 && !c.negated {
		cand.first, cand.last, cand.kind, cand.rule, cand.rank = k, end, Indirect, "V N", 2
		f.add(cand)
		return true
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

// ledByColon reports a colon before a quotation in [k, end): the words belong to the noun before it.
func (f *finder) ledByColon(k, end int) bool {
	for ; k+1 < end; k++ {
		if f.at(k) == ":" && !f.inQuote(k) && f.inQuote(k+1) {
			return true
		}
	}
	return false
}

// lastMark returns the token behind the last closing mark in [k, end) and the noun group it stands in, 0 when there is none.
func (f *finder) lastMark(k, end int) int {
	last := 0
	for j := k; j < end; j++ {
		if q := f.toks[j].quoted; q > 0 {
			last = min(f.quotes[q-1].close+1, len(f.toks))
			j = last - 1
		}
	}
	return last
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
	k := c.last
	if c.verb.takes(takesPart) && (f.at(k) == "de" || f.at(k) == "d'") {
		k++
	} else if c.verb.lemma != "exprimer" && c.verb.lemma != "réaffirmer" && c.verb.lemma != "annoncer" && c.verb.lemma != "affirmer" && c.verb.lemma != "confirmer" {
		return false
	}
	if d := f.at(k); d != "sa" && d != "son" && d != "leur" && d != "ses" && d != "leurs" {
		return false
	}
	if !intentions[f.at(k+1)] || f.at(k+2) != "de" && f.at(k+2) != "d'" && f.at(k+2) != "que" && !(f.at(k+2) == "à" && f.infinitiveAt(k+3)) {
		return false
	}
	cand.rank = 5
	return f.clause(cand, k+3, Indirect, "exprimer son N de INF")
}

// intentions are nouns of will and feeling that take « de » + infinitive.
var intentions = wordList("intentions")
