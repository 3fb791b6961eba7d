package quote

import "slices"

// saying are participles of plain verbs of saying whose object « l' » can only be words.
var saying = wordList("saying")

// saidBefore: the words are the sentence before: « P. X l'a dit hier. », « P. C'est ce qu'a déclaré X. »
func (f *finder) saidBefore(c *cue) bool {
	if c.moods != participle || c.negated || !saying[f.at(c.main)] {
		return false
	}
	subject, ok := f.recaller(c)
	if !ok || !f.canSpeak(&subject) {
		return false
	}
	from, _ := f.sentence(c.main)
	if from == 0 || c.first-from > maxSubject {
		return false
	}
	words := f.sentTok[f.toks[from-1].sent]
	if from-words < 5 || f.lastFound(0) > words || f.hasMarks(words, from) || !f.hasVerb(words, from) {
		return false
	}
	cand := candidate{first: words, last: from, cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject,
		kind: Indirect, rule: "P. X l'a dit", rank: 6, doubt: 0.05}
	if f.firstPerson(words, from) {
		cand.kind = Direct
	}
	f.add(cand)
	return true
}

// saidAhead: the words are the clause behind: « Son père l'avoue, P », « le maire le reconnaît : P », without marks.
func (f *finder) saidAhead(c *cue) bool {
	if c.moods&(finite|participle) == 0 || c.negated || c.clitic >= 0 || f.stripped || !confessing[c.verb.lemma] || !f.between(c.first, c.main, "l'", "le") {
		return false
	}
	k := c.last
	for n := f.adverbialAt(k); n > 0; n = f.adverbialAt(k) {
		k += n
	}
	if low := f.at(k); low != "," && low != ":" || f.inQuote(k+1) {
		return false
	}
	subject, ok := f.preSubject(c)
	if !ok || !f.canSpeak(&subject) {
		return false
	}
	end := f.clauseEnd(k + 1)
	if end-k < 5 || !f.hasVerb(k+1, end) && !f.happens(k+1, end) || clauseOpeners[f.at(k+1)] || prepositions[f.at(k+1)] || havings[f.at(k+1)] || beings[f.at(k+1)] {
		return false
	}
	cand := candidate{cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, rank: 6, doubt: 0.05}
	return f.clauseUntil(cand, k+1, end, Indirect, "X le dit, P")
}

// confessing are verbs whose object « le » announces the clause behind.
var confessing = wordList("confessing")

// recaller is who said the sentence before: the subject of « l'a dit », or of « c'est ce qu'a dit X », « c'est ce qu'il a dit ».
func (f *finder) recaller(c *cue) (noun, bool) {
	if f.starts(c.first-4, "c'", "est", "ce", "qu'") {
		return f.subjectAfter(c)
	}
	if f.starts(c.first-5, "c'", "est", "ce", "qu'") || f.starts(c.first-5, "c'", "est", "ce", "que") {
		return f.nounAt(c.first - 1)
	}
	if !f.toldIt(c) {
		return noun{}, false
	}
	switch next := f.at(c.last); {
	case next == "que", next == "qu'", next == ":", f.inQuote(c.last):
		return noun{}, false
	}
	return f.preSubject(c)
}

// toldIt reports « l' » as the object of a cue.
func (f *finder) toldIt(c *cue) bool {
	return f.between(c.first, c.main, "l'")
}

// happens reports a verb with a subject in [from, to).
func (f *finder) happens(from, to int) bool {
	for k := from; k < to; k++ {
		if f.finiteVerb(k) {
			return true
		}
	}
	return false
}

// between reports one of the words among the tokens [from, to).
func (f *finder) between(from, to int, words ...string) bool {
	for k := from; k < to; k++ {
		if slices.Contains(words, f.at(k)) {
			return true
		}
	}
	return false
}
