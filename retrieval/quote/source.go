package quote

// source tries the frames without a verb at token i: « selon X, P », « d'après X », « pour X », « ainsi que le rapporte X, P ».
// It returns how many tokens it took, 0 when none stands there.
func (f *finder) source(i int) int {
	width, lemma := f.sourceWord(i)
	if width == 0 {
		return 0
	}
	n, ok := f.sourceNoun(i + width)
	if !ok {
		return 0
	}
	if n.pronoun && f.word(n.last) && f.adjective(n.last) {
		return 0 // les propos, selon lui réitérés, de X
	}
	from, to := f.sentence(i)
	cand := candidate{cue: f.span(i, i+width), cueAt: i, lemma: lemma, subject: n, kind: Indirect, rank: 6, source: true}
	end := n.last
	for end < to && f.at(end) != "," && end < n.last+16 && !f.inQuote(end) {
		end++
	}
	switch {
	case f.opensSentence(i, from):
		f.sourceFirst(cand, i, end, to)
	case f.at(i-1) == "," || f.inQuote(i-1) || f.at(i-1) == "(" || f.at(i-1) == ")" || i > from && f.stripped && f.at(i-1) != "qui":
		f.sourceLast(cand, i, from, end, to)
	case f.at(i-1) == "qui" || f.at(i-1) == "qu'" || f.at(i-1) == "que" || f.at(i-1) == "car":
		return 0
	case lemma != "pour" && i-from >= 4:
		f.sourceLast(cand, i, from, end, to)
	default:
		return 0
	}
	return n.last - i - 1
}

// sourceWord recognises the words that name a source, and their lemma.
func (f *finder) sourceWord(i int) (int, string) {
	switch f.at(i) {
	case "selon":
		if low := f.at(i + 1); low == "que" || low == "qu'" || low == "si" || low == "ce" && f.at(i+2) != "dernier" {
			return 0, ""
		}
		return 1, "selon"
	case "d'après":
		return 1, "d'après"
	case "d'":
		if f.at(i+1) == "après" {
			return 2, "d'après"
		}
	case "à":
		if f.starts(i, "à", "en", "croire") {
			return 3, "à en croire"
		}
	case "pour":
		from, _ := f.sentence(i)
		if f.opensSentence(i, from) {
			return 1, "pour"
		}
	case "ainsi", "comme":
		return f.relay(i)
	}
	return 0, ""
}

// relay recognises « Ainsi que le rapporte X », « Comme l'a expliqué X ».
func (f *finder) relay(i int) (int, string) {
	k := i + 1
	if f.at(i) == "ainsi" {
		if f.at(k) != "que" {
			return 0, ""
		}
		k++
	}
	if f.at(k) != "le" && f.at(k) != "l'" {
		return 0, ""
	}
	for j := k + 1; j < min(k+6, len(f.toks)); j++ {
		form := verbForms()[f.at(j)]
		if form != nil && form.verbs[0].class == 'A' && form.moods&(finite|participle) != 0 && !havings[f.at(j)] {
			return j + 1 - i, form.verbs[0].lemma
		}
	}
	return 0, ""
}

// sourceNoun is the source itself: a noun group, or a pronoun behind « selon ».
func (f *finder) sourceNoun(k int) (noun, bool) {
	switch f.at(k) {
	case "lui", "elle", "eux", "elles":
		return noun{first: k, last: k + 1, pronoun: true, gender: genderOf(f.at(k) == "elle" || f.at(k) == "elles"), plural: f.at(k) == "eux" || f.at(k) == "elles"}, true
	case "son", "sa", "ses":
		if low := f.at(k + 1); low == "mots" || low == "dires" || low == "propres" || low == "propos" || low == "termes" {
			return noun{first: k, last: k + 2, pronoun: true}, true
		}
	}
	if determiners[f.at(k)] && colleagues[f.at(k+1)] && joiners[f.at(k+2)] { // nos confrères du Courrier
		if k += 2; f.at(k) != "du" {
			k++
		}
	}
	n, ok := f.nounAt(k)
	if !ok {
		return noun{}, false
	}
	if f.at(k-1) == "pour" {
		return n, n.named() && (n.place == "" || f.at(n.last) == ",") || n.head != nil && n.head.kind != headPaper && n.definite && (n.head.class != "" || f.at(n.first) == "ce" || f.at(n.first) == "cet" || f.at(n.first) == "cette") || n.title
	}
	return n, f.canSpeak(&n)
}

// colleagues are what a paper calls another paper's people: the paper is the source.
var colleagues = wordList("colleagues")

// opensSentence reports whether token i begins its sentence, but for a small word: Mais selon X.
func (f *finder) opensSentence(i, from int) bool {
	if i == from {
		return true
	}
	for k := from; k < i; k++ {
		low := f.at(k)
		if f.word(k) && low != "mais" && low != "et" && low != "or" && low != "car" && low != "toujours" && low != "ainsi" && low != "enfin" {
			return false
		}
	}
	return i-from <= 2
}

// sourceFirst: Selon X, P.
func (f *finder) sourceFirst(cand candidate, i, end, to int) {
	if f.at(end) != "," {
		if f.inQuote(cand.subject.last) {
			end = cand.subject.last - 1
		} else {
			return
		}
	}
	if cand.lemma == "pour" && f.at(cand.subject.last) != "," && !f.inQuote(cand.subject.last) && f.at(cand.subject.last) != ":" {
		return
	}
	// an apposition between commas: Selon X, ministre de Y, P
	if apposition := f.appositionEnd(end, to); apposition > end {
		end = apposition
	}
	cand.first, cand.last, cand.rule = end+1, f.clauseEnd(end+1), "selon X, P"
	if !f.whole(&cand) {
		f.addClause(cand)
	}
}

// whole makes a candidate that is one quotation and no more Direct, and adds it.
func (f *finder) whole(cand *candidate) bool {
	k := cand.first
	if !f.inQuote(k) {
		return false
	}
	q := &f.quotes[f.toks[k].quoted-1]
	if q.open != k || cand.last > q.close+2 {
		return false
	}
	cand.first, cand.last, cand.kind = q.first, q.last, Direct
	f.add(*cand)
	return true
}

// appositionEnd returns the comma that closes an apposition opened by the comma at token end: a role or an unnamed noun between commas.
func (f *finder) appositionEnd(end, to int) int {
	k := end + 1
	if low := f.at(k); low == "qui" || low == "dont" { // Selon Paul Durand, qui a pris la suite de Jeanne Martin, P
		for j := k; j < min(k+maxLead, to); j++ {
			if f.at(j) == "," {
				return j
			}
		}
		return end
	}
	n, ok := f.nounAt(k)
	bare := ok && n.head != nil && !determiners[f.at(k)] && f.at(k) != "de"                             // ancien ambassadeur en Jordanie
	from := f.at(k) == "de" && !pluralDeterminers[f.at(k+1)] && !preNouns[f.at(k+1)] || f.at(k) == "du" // Pour Paul Durand, de l'International Crisis Group,
	if !bare && !from && !toldOf[f.at(k)] && (!ok || n.head == nil || f.at(n.last) != "," || f.at(k) == "de") {
		return end
	}
	for ; k < min(end+16, to); k++ {
		if f.at(k) == "," {
			return k
		}
		if havings[f.at(k)] || beings[f.at(k)] {
			return end
		}
	}
	return end
}

// sourceLast: P, selon X / « … », selon X / P, selon X, P.
func (f *finder) sourceLast(cand candidate, i, from, end, to int) {
	left := i - 1
	if f.at(left) == "," || f.at(left) == "(" {
		left--
	}
	if left < from {
		return
	}
	if f.inQuote(left) {
		c := cue{first: i, last: i + 1, main: i, clitic: 0, verb: &verb{lemma: cand.lemma, class: 'A', frames: takesQuote}}
		f.behindMarks(&c, cand, left)
		return
	}
	from = max(f.clauseBefore(i), f.lastFound(from))
	if f.at(from) == "," {
		from++
	}
	if cand.subject.pronoun && cand.subject.last == cand.subject.first+1 && f.anotherCue(from, left) { // X a appelé à revoir ce qui, selon lui, nuit
		return
	}
	after := f.clauseEnd(end + 1)
	if f.at(end) == "," && (after-end > 2*(left-from) && left-from < 6 || prepositions[f.at(left)] || clauseOpeners[f.at(left)]) {
		cand.first, cand.last, cand.rule = end+1, after, "selon X, P"
	} else {
		cand.first, cand.last, cand.rule = from, left+1, "P, selon X"
	}
	if apart := f.appositionEnd(end, to); f.at(apart) == "," && f.told(from, left+1, apart+1, after) {
		cand.first, cand.last, cand.rule = from, after, "N, selon X, V"
	}
	cand.first, cand.last = f.trim(cand.first, cand.last)
	if cand.last-cand.first < 3 || f.at(cand.first) == "qui" && cand.last-cand.first < 5 {
		return
	}
	if !f.hasVerb(cand.first, cand.last) && !(cand.first > end && f.hasMarks(cand.first, cand.last)) {
		return
	}
	cand.rank = 5
	f.addClause(cand)
}

// told reports a subject [from, to) whose verb stands behind the source that parts the two: La hausse, selon le bilan, | atteint 3 %.
// Another verb of saying there has words of its own.
func (f *finder) told(from, to, verb, end int) bool {
	return verb < end && f.predicate(verb) && !f.hasVerb(from, to) && !f.hasMarks(from, end) && !f.anotherCue(verb, min(verb+4, end))
}

// predicate reports a conjugated verb at token k, behind the pronouns that lean on it: s'étend, ne sera, resteront.
func (f *finder) predicate(k int) bool {
	from := k
	for clitics[f.at(k)] && !determiners[f.at(k)] {
		k++
	}
	if f.inQuote(k) || !f.word(k) {
		return false
	}
	return k > from && f.at(from) != "y" && f.at(from) != "en" || (havings[f.at(k)] || beings[f.at(k)] || finiteEnding(f.at(k)) || f.finiteVerb(k))
}

// reportNouns are acts of saying whose author stands behind « par » and whose words behind « de » or « que ».
var reportNouns = wordList("reportNouns")

// announced: « l'annonce répétée par X de son intention de partir ». It returns how many tokens it took.
func (f *finder) announced(i int) int {
	if !reportNouns[f.at(i)] || !determiners[f.at(i-1)] {
		return 0
	}
	k := i + 1
	if f.at(k) != "par" {
		k++
	}
	if f.at(k) != "par" {
		return 0
	}
	n, ok := f.nounAt(k + 1)
	if !ok || !f.canSpeak(&n) {
		return 0
	}
	switch f.at(n.last) {
	case "de", "d'", "que", "qu'":
	default:
		return 0
	}
	end := f.clauseEnd(n.last + 1)
	for j := n.last + 1; j < end; j++ {
		if f.at(j) == "," && !f.inQuote(j) {
			end = j
		}
	}
	f.add(candidate{first: n.last + 1, last: end, cue: f.span(i, i+1), cueAt: i, lemma: f.at(i), kind: Indirect, rule: "N par X de", subject: n, rank: 5})
	return n.last - i
}
