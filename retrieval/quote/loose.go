package quote

import "unicode/utf8"

// loose: quotations that no cue took: behind « X : », behind « les propos de X : », between quotations of one speaker, or a cue in the sentence.
func (f *finder) loose() {
	for k := range f.quotes {
		q := &f.quotes[k]
		if f.taken[k] || !f.latin(q) {
			continue
		}
		switch {
		case f.nounColon(k, q):
		case f.signed(q):
		case f.strangeCue(q):
		case f.sameSentence(q):
		case f.guest(q):
		case f.continues(k, q):
		case f.implied(k, q):
		}
	}
}

// speechNouns name words: les propos de X : « … ».
var speechNouns = wordList("speechNouns")

// captions open a line that names a work or another article.
var captions = wordList("captions")

// nounColon: « NP : “ … ” » and « les propos de NP : “ … ” ».
func (f *finder) nounColon(k int, q *quoted) bool {
	if f.at(q.open-1) != ":" || q.words < 3 {
		return false
	}
	from, _ := f.sentence(q.open)
	if captions[f.at(from)] { // Source 2 : « … », Lire aussi : « … »
		return true
	}
	if f.toks[q.open-1].sent != f.toks[q.open].sent {
		from, _ = f.sentence(q.open - 1)
	}
	cand := candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "N : «Q»", rank: 7}
	if n, ok := f.signature(q); ok {
		cand.subject = n
		f.add(cand)
		return true
	}
	groups := f.nounsBetween(max(from, q.open-40), q.open-1)
	if f.wordsOf(&cand, groups, from) {
		f.add(cand)
		return true
	}
	if len(groups) > 0 {
		last := groups[len(groups)-1]
		if (!last.prep || f.at(last.first-1) == "par") && last.last == q.open-1 && (last.named() || last.head != nil) {
			cand.subject = last.noun
			f.add(cand)
			return true
		}
	}
	return f.colonAfter(cand, groups, q.words)
}

// colonAfter gives a quotation behind a colon to the subject of the words before it, doubtfully; a long one without a subject to who spoke last.
func (f *finder) colonAfter(cand candidate, groups []group, words int) bool {
	n, ok := firstSubject(groups)
	if who, found := f.onlyPerson(groups); found && !(ok && f.canSpeak(&n)) {
		n, ok = who, true
	}
	switch {
	case ok && words >= 5 && f.canSpeak(&n) && !(n.named() && placeNouns[f.at(n.name[0])]): // Affaire Durand : « … »
		cand.subject, cand.doubt = n, 0.25
	case words >= 6:
		cand.follows, cand.doubt = true, 0.3
	default:
		return false
	}
	f.add(cand)
	return true
}

// onlyPerson is the one group that hangs on no preposition and holds a full name: Une remarque qui a surpris Paul Durand : « … »
func (f *finder) onlyPerson(groups []group) (n noun, ok bool) {
	for _, g := range groups {
		if g.prep || !g.named() || g.place != "" || f.capitals(g.name[0], g.name[1]) < 2 {
			continue
		}
		if ok {
			return noun{}, false
		}
		n, ok = g.noun, true
	}
	return n, ok
}

// signature is the name behind a quotation that ends its line: Inondations : « Tout va bien », Paul Durand.
func (f *finder) signature(q *quoted) (noun, bool) {
	k := q.close + 1
	if !q.closed || f.at(k) != "," {
		return noun{}, false
	}
	end := f.nameAt(k + 1)
	if end == 0 || f.capitals(k+1, end) < 2 || f.toks[k+1].place > 0 || !f.lineBreak(end) && f.at(end) != "par" && f.at(end) != "" {
		return noun{}, false
	}
	return noun{first: k + 1, last: end, name: [2]int{k + 1, end}}, true
}

// signed: a quotation that fills its line but for the name behind it: « Tout va bien ici pour nous tous » Paul Durand, « … » (Paul Durand).
func (f *finder) signed(q *quoted) bool {
	if !q.closed || q.words < 6 || !f.lineBreak(q.open) || f.titled(q) {
		return false
	}
	k, closing := q.close+1, 0
	switch f.at(k) {
	case "(":
		k, closing = k+1, 1
	case "-", "–", "—":
		k++
	}
	end := f.nameAt(k)
	last := end + closing
	if end == 0 || f.capitals(k, end) < 2 || f.toks[k].place > 0 || len(f.toks[k].Text) < 3 || acronym(f.toks[k].Text) || !f.lineBreak(last) || last > end && f.at(end) != ")" {
		return false
	}
	f.add(candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "«Q» N", subject: noun{first: k, last: end, name: [2]int{k, end}}, rank: 5, doubt: 0.05})
	return true
}

// wordsOf reads « les propos de X : »; the subject of the cue before is who recalls them.
func (f *finder) wordsOf(cand *candidate, groups []group, from int) bool {
	for j := len(groups) - 1; j >= 0; j-- {
		g := groups[j]
		if !speechNouns[f.at(g.first)] && !speechNouns[f.at(g.first+1)] {
			continue
		}
		cand.cue, cand.lemma, cand.cueAt = f.span(g.first, g.first+2), f.at(g.first+1), g.first
		if n, ok := f.complementNoun(g); ok {
			cand.subject, cand.via = n, f.reporter(from, g.first)
			return true
		}
	}
	return false
}

// reporter is who recalls somebody's words: the subject of the last cue before them.
func (f *finder) reporter(from, to int) noun {
	for k := to - 1; k >= from; k-- {
		if f.inQuote(k) {
			continue
		}
		if c, ok := f.cueAt(k); ok {
			n, _ := f.anySubject(&c)
			if c.moods == gerund && n.last == 0 {
				n, _ = firstSubject(f.nounsBetween(from, c.first))
			}
			return n
		}
	}
	return noun{}
}

// strangeCue: a verb that verbs.tsv does not know, right behind a quotation, with an inverted pronoun or a named subject:
// « … », a-t-il fanfaronné / « … », a tenté de convaincre le ministre.
func (f *finder) strangeCue(q *quoted) bool {
	if !q.closed || q.words < 3 {
		return false
	}
	k := q.close + 1
	if f.at(k) == "," {
		k++
	}
	if !f.word(k) || f.inQuote(k) || f.upper(k) {
		return false
	}
	c := cue{first: k, main: k, last: k + 1, clitic: -1, verb: &verb{class: 'A', frames: takesQuote}}
	for j := k + 1; j < k+4; j++ {
		if f.word(j) && f.toks[j].Joined && (f.at(j) == "il" || f.at(j) == "elle") {
			c.clitic, c.last = j, j+1
		}
	}
	if c.clitic < 0 && !f.strangeVerb(&c) {
		return false
	}
	subject, ok := f.postSubject(&c, true, true)
	if !ok || c.clitic < 0 && !subject.named() && (subject.head == nil || subject.head.kind == headPaper || subject.head.words == nil) {
		return false
	}
	f.add(candidate{first: q.first, last: q.last, cue: f.span(c.first, c.last), cueAt: k, kind: Direct, rule: "«Q», ? NP", subject: subject, rank: 4, doubt: 0.1})
	return true
}

// strangeVerb extends a cue over « a [adverbs] PARTICIPLE [de INFINITIVE] »; false when none stands there.
func (f *finder) strangeVerb(c *cue) bool {
	k := c.first
	for clitics[f.at(k)] {
		k++
	}
	if at := k + 1; f.saysAt(at) || (f.at(at) == "à" || f.at(at) == "de") && f.saysAt(at+1) { // préfère tempérer, tient à préciser
		for c.last = at + 1; !f.saysAt(c.last - 1); c.last++ {
		}
		return !determiners[f.at(k)] && !prepositions[f.at(k)]
	}
	if !havings[f.at(k)] && !(beings[f.at(k)] && f.at(k-1) == "s'") {
		return false
	}
	k++
	for n := f.adverbialAt(k); n > 0; n = f.adverbialAt(k) {
		k += n
	}
	if !f.word(k) || f.upper(k) || determiners[f.at(k)] || prepositions[f.at(k)] {
		return false
	}
	k++
	if low := f.at(k); low == "de" || low == "d'" || low == "à" {
		if !f.infinitiveAt(k + 1) {
			return false
		}
		k += 2
	}
	c.last = k
	return true
}

// saysAt reports the infinitive of a verb of saying at token k.
func (f *finder) saysAt(k int) bool {
	form := verbForms()[f.at(k)]
	return form != nil && form.moods&infinitive != 0
}

// complementNoun is X of « les propos, selon lui réitérés, de X ».
func (f *finder) complementNoun(g group) (noun, bool) {
	_, to := f.sentence(g.first)
	for k := g.first + 1; k < min(g.first+14, to); k++ {
		if low := f.at(k); low == "de" || low == "d'" || low == "du" {
			at := k + 1
			if low == "du" {
				at = k
			}
			if n, ok := f.nounAt(at); ok && f.canSpeak(&n) {
				return n, true
			}
		}
	}
	return noun{}, false
}

// sameSentence: a cue stands before, in the sentence of the quotation, and its frame took other words or none.
func (f *finder) sameSentence(q *quoted) bool {
	from, _ := f.sentence(q.open)
	for k := q.open - 1; k >= max(from, q.open-40); k-- {
		if f.inQuote(k) {
			continue
		}
		c, ok := f.cueAt(k)
		if !ok || c.verb.class == 'C' || c.negated || f.within(&c, q.open) < q.open {
			continue
		}
		subject, ok := f.anySubject(&c)
		if !ok {
			continue
		}
		if q.words < 4 && (!c.verb.takes(takesNoun) && !c.verb.takes(takesAttr) || q.words < 2) || f.titled(q) || q.words < 6 && f.upper(q.first) || q.words <= 3 && manyBefore[f.at(q.open-1)] {
			return false
		}
		cand := candidate{first: q.first, last: q.last, cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, follows: subject.last == 0,
			kind: Direct, rule: "V … «Q»", rank: 2, doubt: 0.1}
		f.add(cand)
		return true
	}
	return false
}

// manyBefore stand before a name between marks for several people: la colère des « bonnets verts ».
var manyBefore = wordList("manyBefore")

func (f *finder) anySubject(c *cue) (noun, bool) {
	if f.at(c.first-1) == "," && (c.moods == finite || c.moods == participle) { // P, a dit X, mais « … »
		if n, ok := f.postSubject(c, false, true); ok && f.canSpeak(&n) {
			return n, true
		}
	}
	if n, ok := f.preSubject(c); ok {
		return n, true
	}
	if c.moods == finite || c.moods == participle {
		return f.postSubject(c, true, true)
	}
	return noun{}, false
}

// continues: a quotation that opens a sentence right behind another's sentence, with no cue of its own, goes on with its speaker.
func (f *finder) continues(k int, q *quoted) bool {
	if k == 0 || q.words < 5 || f.titled(q) || f.heading(q) || !f.toks[q.open].first && !f.lineBreak(q.open) {
		return false
	}
	if f.toks[q.open].sent-f.toks[f.quotes[k-1].open].sent > 3 {
		return false
	}
	if f.ownCue(q) {
		return false
	}
	f.add(candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "continued", follows: true, rank: 1, doubt: 0.15})
	return true
}

// guests open a sentence that tells where somebody spoke.
var guests = wordList("guests")

// guest: the sentence behind a quotation introduces who spoke: « … » Invité de Radio Loire, le maire Paul Durand a voulu rassurer.
func (f *finder) guest(q *quoted) bool {
	k := q.close + 1
	for f.at(k) == "." {
		k++
	}
	if !q.closed || q.words < 5 || f.heading(q) || k >= len(f.toks) || !guests[f.at(k)] || !f.toks[k].first {
		return false
	}
	_, to := f.sentence(k)
	for _, g := range f.nounsBetween(k+1, to) {
		if f.at(g.first-1) == "," && !g.prep && g.named() && g.place == "" {
			f.add(candidate{first: q.first, last: q.last, cueAt: k, kind: Direct, rule: "«Q». Invité, N", subject: g.noun, rank: 3, doubt: 0.15})
			return true
		}
	}
	return false
}

// ownCue reports « selon X » in a quotation, or a verb of saying behind a comma in its sentence: the words have a speaker of their own, whom no frame found.
func (f *finder) ownCue(q *quoted) bool {
	if !q.closed {
		return false
	}
	for k := q.first + 1; k < q.last; k++ {
		if f.at(k) == "selon" && f.at(k-1) == "," {
			return true
		}
	}
	_, to := f.sentence(q.close)
	for k := q.close + 1; k < to; k++ {
		if f.inQuote(k) || f.at(k-1) != "," {
			continue
		}
		if c, ok := f.cueAt(k); ok && (c.moods == finite || c.moods == participle) {
			return true
		}
		if c, ok := f.cueAt(k + 1); ok && c.first == k && c.moods == participle {
			return true
		}
	}
	return false
}

// latin reports a quotation in our alphabet: another is a translation beside the article.
func (f *finder) latin(q *quoted) bool {
	r, _ := utf8.DecodeRuneInString(f.toks[q.first].Text)
	return r < beyondLatin
}

// beyondLatin is the first code point behind the Latin letters.
const beyondLatin = 0x250

// implied: long words between marks, without a cue, that are a sentence and no title.
func (f *finder) implied(k int, q *quoted) bool {
	if q.words < 9 || f.heading(q) || f.titled(q) {
		return false
	}
	f.add(candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "alone", follows: true, nobody: f.ownCue(q), rank: 1, doubt: 0.45})
	return true
}

// titleNouns name things that have titles or mottoes: a quotation right behind one is its name.
var titleNouns = wordList("titleNouns")

// titled reports a quotation that is the name of a work, a plan, a label: « une conférence intitulée “…” ».
func (f *finder) titled(q *quoted) bool {
	k := q.open - 1
	for k > 0 && (f.at(k) == "du" || f.at(k) == "de" || isAdverb(f.at(k))) {
		k--
	}
	if f.at(k) == "," && f.upper(k-1) { // un parti baptisé Demain, « demain pour tous »
		for k--; k > 0 && f.upper(k); k-- {
		}
	}
	return titleNouns[f.at(k)] && !f.toks[k].Upper()
}

// heading reports a quotation that fills its line: a cross-heading, or a banner.
func (f *finder) heading(q *quoted) bool {
	return (q.open == 0 || f.lineBreak(q.open)) && f.lineBreak(min(q.close+1, len(f.toks))) && q.words < 16 && !endsClause(f.at(q.last-1))
}
