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
	cand := candidate{cue: f.span(i, i+width), cueAt: i, lemma: lemma, subject: n, kind: Indirect, rank: 6}
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
	n, ok := f.nounAt(k)
	if !ok {
		return noun{}, false
	}
	if f.at(k-1) == "pour" {
		return n, n.named() && (n.place == "" || f.at(n.last) == ",") || n.head != nil && n.head.kind != headPaper && n.definite && n.head.class != "" || n.title
	}
	return n, f.canSpeak(&n)
}

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
	n, ok := f.nounAt(k)
	bare := ok && n.head != nil && !determiners[f.at(k)] // ancien ambassadeur en Jordanie
	from := f.at(k) == "de" || f.at(k) == "du"           // Pour Tareq Baconi, de l'International Crisis Group,
	if !bare && !from && (!ok || n.head == nil || f.at(n.last) != ",") {
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
	after := f.clauseEnd(end + 1)
	if f.at(end) == "," && after-end > 2*(left-from) && left-from < 6 {
		cand.first, cand.last, cand.rule = end+1, after, "selon X, P"
	} else {
		cand.first, cand.last, cand.rule = from, left+1, "P, selon X"
	}
	if cand.last-cand.first < 3 {
		return
	}
	if !f.hasVerb(cand.first, cand.last) {
		return
	}
	cand.rank = 5
	f.addClause(cand)
}

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
		case low == ";":
			return j
		case low == "," && j > k+1 && f.leaves(j+1):
			return j
		case low == "." && f.orphan(j) && f.stripped && j > k+1:
			return j
		case low == "tandis" && f.at(j+1) == "que" && j > k+3, low == "après" && f.at(j+1) == "avoir" && j > k+3:
			return j
		case j > k+3 && f.at(j-1) != "," && (low == "en" || low == "tout"):
			if c, ok := f.cueAt(j + 1); ok && c.moods == gerund && c.verb.class == 'A' && (f.at(c.last) == "que" || f.at(c.last) == "qu'") {
				return j
			}
		case low == "et" && j > k+3 && f.newCue(j+1):
			return j
		}
	}
	return f.dropPoint(limit)
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
			return next == "que" || next == "qu'" || f.inQuote(c.last)
		}
		if !havings[f.at(j)] && !clitics[f.at(j)] && !isAdverb(f.at(j)) && f.at(j) != "en" {
			return false
		}
	}
	return false
}

// leaves reports whether the words behind a comma are the journalist's again.
func (f *finder) leaves(k int) bool {
	switch low := f.at(k); {
	case (low == "tandis" || low == "alors") && (f.at(k+1) == "que" || f.at(k+1) == "qu'"):
		return true
	case low == "après" && (f.at(k+1) == "avoir" || f.at(k+1) == "que"), low == "avant" && f.at(k+1) == "de", low == "sans" && f.at(k+1) == "toutefois":
		return true
	case low == "selon", low == "d'après", low == "d'" && f.at(k+1) == "après":
		return true
	case low == "qui" && f.upper(k-2):
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
			return c.moods == gerund && (f.at(c.last) == "que" || f.at(c.last) == "qu'" || c.verb.class == 'A' || f.inQuote(c.last)) || c.clitic >= 0 || f.invertedHere(&c)
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

// loose: quotations that no cue took: behind « X : », behind « les propos de X : », between quotations of one speaker, or a cue in the sentence.
func (f *finder) loose() {
	for k := range f.quotes {
		if f.taken[k] {
			continue
		}
		q := &f.quotes[k]
		switch {
		case f.nounColon(k, q):
		case f.strangeCue(q):
		case f.sameSentence(q):
		case f.continues(k, q):
		case f.implied(k, q):
		}
	}
}

// speechNouns name words: les propos de X : « … ».
var speechNouns = wordList("speechNouns")

// nounColon: « NP : “ … ” » and « les propos de NP : “ … ” ».
func (f *finder) nounColon(k int, q *quoted) bool {
	if f.at(q.open-1) != ":" || q.words < 3 {
		return false
	}
	from, _ := f.sentence(q.open)
	if f.toks[q.open-1].sent != f.toks[q.open].sent {
		from, _ = f.sentence(q.open - 1)
	}
	cand := candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "N : «Q»", rank: 7}
	groups := f.nounsBetween(max(from, q.open-40), q.open-1)
	for j := len(groups) - 1; j >= 0; j-- {
		g := groups[j]
		if speechNouns[f.at(g.first)] || speechNouns[f.at(g.first+1)] {
			cand.cue, cand.lemma, cand.cueAt = f.span(g.first, g.first+2), f.at(g.first+1), g.first
			n, ok := f.complementNoun(g)
			if ok {
				cand.subject, cand.via = n, f.reporter(from, g.first)
				f.add(cand)
				return true
			}
		}
	}
	if len(groups) > 0 {
		g := groups[len(groups)-1]
		last := g.noun
		if g.prep && f.at(g.first-1) != "par" {
			last = noun{}
		}
		if last.last == q.open-1 && f.canSpeak(&last) && (last.named() || last.head != nil) {
			cand.subject = last
			f.add(cand)
			return true
		}
	}
	if n, ok := firstSubject(groups); ok && q.words >= 5 && f.canSpeak(&n) {
		cand.subject, cand.doubt = n, 0.25
		f.add(cand)
		return true
	}
	cand.doubt = 0.3
	if q.words >= 6 {
		cand.follows = true
		f.add(cand)
		return true
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
		if !ok || c.verb.class == 'C' || c.negated {
			continue
		}
		subject, ok := f.anySubject(&c)
		if !ok {
			continue
		}
		if q.words < 4 && (!c.verb.takes(takesNoun) && !c.verb.takes(takesAttr) || q.words < 2) || f.titled(q) || q.words < 6 && f.upper(q.first) {
			return false
		}
		cand := candidate{first: q.first, last: q.last, cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, follows: subject.last == 0,
			kind: Direct, rule: "V … «Q»", rank: 2, doubt: 0.1}
		f.add(cand)
		return true
	}
	return false
}

func (f *finder) anySubject(c *cue) (noun, bool) {
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
	f.add(candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "continued", follows: true, rank: 1, doubt: 0.15})
	return true
}

// implied: long words between marks, without a cue, that are a sentence and no title.
func (f *finder) implied(k int, q *quoted) bool {
	if q.words < 9 || f.heading(q) || f.titled(q) {
		return false
	}
	f.add(candidate{first: q.first, last: q.last, cueAt: -1, kind: Direct, rule: "alone", follows: true, rank: 1, doubt: 0.45})
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
	return titleNouns[f.at(k)] && !f.toks[k].Upper()
}

// heading reports a quotation that fills its line: a cross-heading, or a banner.
func (f *finder) heading(q *quoted) bool {
	return (q.open == 0 || f.lineBreak(q.open)) && f.lineBreak(min(q.close+1, len(f.toks))) && q.words < 16 && !endsClause(f.at(q.last-1))
}
