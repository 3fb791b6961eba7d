package quote

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
	for k := c.first; k < c.main; k++ {
		if f.at(k) == "l'" {
			return true
		}
	}
	return false
}
