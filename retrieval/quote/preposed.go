package quote

// preposed: the cue, then the words: X a dit que P, X affirme avoir vu, X : « … », ajoutant que P, Et de préciser que P.
func (f *finder) preposed(c *cue) bool {
	if c.verb.class == 'C' && !(f.at(c.last) == ":" && f.inQuote(c.last+1)) { // il fulmine : « … »
		return false
	}
	subject, ok := f.preSubject(c)
	if !ok {
		return false
	}
	cand := candidate{cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, follows: subject.last == 0, several: c.plural && !subject.plural, rank: 6}
	if f.object(c, cand) || f.accused(c, cand) || f.initialAttribute(c, cand) {
		return true
	}
	k := c.last
	_, to := f.sentence(c.main)
	for steps := 0; steps < maxSkips && k < to; steps++ {
		if done, ok := f.opening(c, cand, k); done {
			return ok
		}
		next := f.skip(c, k, to)
		if next == k {
			break
		}
		k = next
	}
	if at := f.farQue(c, k, to); at > 0 {
		return f.que(c, cand, at)
	}
	return f.nounObject(c, cand)
}

// farQue finds « que » behind long complements: a déclaré lors de la fête de la ville et de ses alentours que P. Only complements may stand between.
func (f *finder) farQue(c *cue, k, to int) int {
	if c.verb.class != 'A' || !c.verb.takes(takesQue) || !prepositions[f.at(k)] && !prepositions[f.at(c.last)] && f.at(k) != "et" {
		return 0
	}
	for j := k; j < min(k+maxFar, to); j++ {
		low := f.at(j)
		switch {
		case low == "que" || low == "qu'":
			if isAdverb(f.at(j-1)) || conjoined[f.at(j-1)] {
				return 0
			}
			return j
		case compares[low]:
			return 0
		case !f.word(j), f.inQuote(j), havings[low], beings[low], clauseOpeners[low] && low != "et", subjectPronouns[low], f.finiteVerb(j):
			return 0
		}
	}
	return 0
}

// maxFar bounds, in tokens, the complements between a cue and « que ».
const maxFar = 25

// compares are words of comparison, whose « que » reports nothing; conjoined those that make a conjunction with it: afin que.
var (
	compares  = wordList("compares")
	conjoined = wordList("conjoined")
)

// maxSkips bounds how many adverbs, dates and complements are passed between a cue and its words.
const maxSkips = 10

// opening tries the constructions that token k can open behind a cue. done says that token k opens one; ok, that it reports words.
func (f *finder) opening(c *cue, cand candidate, k int) (done, ok bool) {
	low := f.at(k)
	que := func(i int) bool { return f.at(i) == "que" || f.at(i) == "qu'" }
	switch {
	case low == ":":
		return true, f.colon(c, cand, k)
	case f.inQuote(k):
		return true, f.marked(c, cand, k)
	case que(k):
		return true, f.que(c, cand, k)
	case (low == "si" || low == "s'") && c.verb.takes(takesSi):
		return true, f.clause(cand, k+1, Indirect, "V si")
	case low == "du" && f.at(k+1) == "fait" && que(k+2) && c.verb.takes(takesQue):
		return true, f.clause(cand, k+3, Indirect, "V que")
	case low == "pour" && que(k+1) && c.verb.takes(takesPourQue):
		return true, f.clause(cand, k+2, Indirect, "V pour que")
	case f.infinitiveAt(k) && c.verb.takes(takesInf) && !c.negated && k <= c.last+6:
		return true, f.infinitive(c, cand, k)
	case (low == "de" || low == "d'") && f.infinitiveAt(k+1) && c.verb.takes(takesDe) && (c.moods != infinitive || c.past):
		return true, f.deInf(c, cand, k)
	case low == "à" && f.inQuote(k+1) && c.verb.takes(takesA) && k > c.last: // appelle X à « partir »
		return true, f.marked(c, cand, k+1)
	case low == "à" && f.infinitiveAt(k+1) && c.verb.takes(takesA):
		return true, f.calledUpon(c, cand, k)
	}
	return false, false
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
	if n, ok := f.coordinated(c); ok {
		return n, true
	}
	n, ok := f.subjectBefore(c)
	if !ok {
		return noun{}, false
	}
	if f.someone(c, &n) {
		return n, true
	}
	if c.verb.class != 'A' && !f.canSpeak(&n) {
		return noun{}, false
	}
	if n.head != nil && n.head.kind == headPaper && c.verb.class == 'B' {
		return noun{}, false
	}
	return n, f.canSpeak(&n) || n.definite || n.plural
}

// someone reports an indefinite group that « que » behind the verb shows to be a person: Un historique du parti estime que.
func (f *finder) someone(c *cue, n *noun) bool {
	low := f.at(n.first)
	if low != "un" && low != "une" || n.plural || c.plural || f.at(c.first-1) == "qui" || f.canSpeak(n) || !c.verb.takes(takesQue) || c.moods&(finite|participle) == 0 {
		return false
	}
	_, to := f.sentence(c.main)
	next := f.at(f.skipMoment(c.last, to))
	return next == "que" || next == "qu'"
}

// coordinated is the subject of the cue before in the sentence, when « et » joins the two: X a noté que P et a rappelé que Q.
func (f *finder) coordinated(c *cue) (noun, bool) {
	if low := f.at(c.first - 1); low != "et" && low != "puis" || len(f.found) == 0 {
		return noun{}, false
	}
	from, _ := f.sentence(c.first)
	last := &f.found[len(f.found)-1]
	return last.subject, last.cueAt >= from && last.cueAt < c.first && last.subject.last > 0
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
	groups := f.nounsBetween(from, c.first)
	if i := len(groups) - 1; i >= 0 && c.first == c.main && groups[i].last == c.first && !groups[i].named() && f.canSpeak(&groups[i].noun) {
		return groups[i].noun // un homme affirmant avoir été trompé
	}
	if len(f.found) > 0 {
		if last := &f.found[len(f.found)-1]; last.cueAt >= from {
			return noun{}
		}
	}
	if n, ok := f.citedBefore(from, c.first-1); ok {
		return n
	}
	n, _ := firstSubject(groups)
	if !f.canSpeak(&n) {
		return noun{}
	}
	return n
}

// citedBefore is the subject behind a verb of saying that ends before the comma at token k: « P, rappelle Le Courrier, précisant que … ».
func (f *finder) citedBefore(from, k int) (noun, bool) {
	if f.at(k) != "," {
		return noun{}, false
	}
	for j := k - 1; j >= max(from, k-maxLead); j-- {
		if c, ok := f.cueAt(j); ok && !f.inQuote(j) && (c.moods == finite || c.moods == participle) && c.clitic < 0 {
			if f.at(c.first-1) != "," && !f.inQuote(c.first-1) {
				return noun{}, false
			}
			n, ok := f.subjectAfter(&c)
			return n, ok && n.last == k && f.canSpeak(&n)
		}
	}
	return noun{}, false
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
		if end := f.adverbApart(k); end > k {
			return end
		}
		if end := f.parenthesis(k, to); end > k {
			return end
		}
		return k
	}
	if end := f.prepositional(k, to); end > k {
		return end
	}
	if c.verb.takes(takesDe) || c.verb.takes(takesA) || c.verb.takes(takesSur) && c.verb.takes(takesContre) || c.verb.lemma == "informer" || c.verb.lemma == "aviser" || c.verb.lemma == "prévenir" || c.verb.lemma == "avertir" {
		if n, ok := f.nounAt(k); ok && n.last <= to && !n.pronoun && !joiners[f.at(k)] {
			return f.toldPerson(c, &n)
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

// toldPerson returns where the one who is told something ends: « prévenir la mairie | des bruits qu'il entendait » tells no clause.
func (f *finder) toldPerson(c *cue, n *noun) int {
	if c.verb.takes(takesDe) || c.verb.takes(takesA) || n.named() || n.place != "" {
		return n.last
	}
	for k := n.first + 1; k < n.last; k++ {
		if f.at(k) == "des" || f.at(k) == "d'" {
			return k
		}
	}
	return n.last
}

// adverbApart passes an adverb between commas from token k on: souligne, elle, le « cynisme » du projet.
func (f *finder) adverbApart(k int) int {
	if f.at(k) != "," {
		return k
	}
	if n := f.adverbialAt(k + 1); n > 0 && f.at(k+1+n) == "," {
		return k + n + 2
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
	end := f.clauseEnd(k + 1)
	if c.moods == participle {
		end = f.secondVerb(k+1, end)
	}
	if f.at(c.first-1) == "qui" && f.at(c.first-2) == "," {
		end = f.resumed(k+1, end)
	}
	return f.clauseUntil(cand, k+1, end, Indirect, rule)
}

// resumed returns the comma behind which the main verb follows a relative that reports words: La région, qui a dit que P, | a refait la digue.
func (f *finder) resumed(k, end int) int {
	for j := k; j < end; j++ {
		if low := f.at(j + 1); f.at(j) == "," && !f.inQuote(j) && (havings[low] || beings[low] || f.finiteVerb(j+1) && f.predicate(j+1)) {
			return j
		}
	}
	return end
}

// extendForward gives quotations that follow at once to the same speaker: : « … » « … »
func (f *finder) extendForward(cand candidate) {
	q := int(f.toks[cand.first].quoted)
	for k := q; k < len(f.quotes) && k < q+3; k++ {
		if f.quotes[k].open != f.quotes[k-1].end() || f.quotes[k].words < 4 || f.heading(&f.quotes[k]) {
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
	if end := f.clauseEnd(k); end > q.close+2 && !f.lineBreak(q.close+1) && f.word(q.close+1) && !prepositionsBehind[f.at(q.close+1)] && !clauseOpeners[f.at(q.close+1)] {
		if _, isCue := f.cueAt(q.close + 1); !isCue && f.at(q.close+1) != "et" {
			cand.first, cand.last, cand.kind, cand.rule = k, end, Mixed, "V «N» …"
		}
	}
	f.add(cand)
	return true
}

// prepositionsBehind open what does not belong to the words behind a closing mark.
var prepositionsBehind = wordList("prepositionsBehind")
