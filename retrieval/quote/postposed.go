package quote

// postposed: the words, then the cue: « … », a-t-il dit / « … » affirme X / P, a déclaré X.
func (f *finder) postposed(c *cue) bool {
	if c.moods != finite && c.moods != participle || c.object && c.clitic < 0 {
		return false
	}
	if low := f.at(c.first - 1); c.clitic < 0 && (low == "il" || low == "elle") && f.inQuote(c.first-2) && !f.upper(c.first-1) && endsClause(f.at(c.last)) {
		c.first, c.clitic = c.first-1, c.first-1 // « … » il a ajouté.
	}
	left := c.first - 1
	comma := f.at(left) == ","
	if comma {
		left--
	}
	closesQuote := left >= 0 && f.inQuote(left)
	if left < 0 || f.lineBreak(c.first) && !closesQuote {
		return false
	}
	subject, ok := f.postSubject(c, closesQuote, comma)
	if !ok {
		return false
	}
	cand := candidate{cue: f.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: subject, several: c.plural && !subject.plural}
	cand.via = f.relayedBy(subject.last)
	if closesQuote {
		return f.behindMarks(c, cand, left)
	}
	if !comma && !(f.at(left) == "?" || f.at(left) == "!" || f.at(left) == ")" || f.at(left) == "…" || f.at(left) == "...") && !f.stripped {
		return false
	}
	if !comma && f.stripped && (c.clitic < 0 && !subject.named() && subject.head == nil || f.word(left) && determiners[f.at(left)]) {
		return false
	}
	return f.behindClause(c, cand, left)
}

// relayedBy reads « , cité par l'agence TASS » behind a speaker.
func (f *finder) relayedBy(k int) noun {
	if f.at(k) == "," {
		k++
	}
	switch f.at(k) {
	case "cité", "citée", "cités", "citées", "repris", "reprise", "rapporté", "rapportés":
		if f.at(k+1) == "par" {
			n, _ := f.nounAt(k + 2)
			return n
		}
	}
	return noun{}
}

// postSubject is the subject behind the verb: an inverted pronoun, or a noun group; « il a ajouté » right behind a closing mark counts, too.
func (f *finder) postSubject(c *cue, closesQuote, comma bool) (noun, bool) {
	if c.clitic >= 0 {
		low := f.at(c.clitic)
		if low == "on" {
			return f.learntFrom(c)
		}
		n := noun{first: c.clitic, last: c.clitic + 1, pronoun: true, gender: genderOf(low == "elle" || low == "elles"), plural: low == "ils" || low == "elles"}
		return n, true
	}
	n, ok := f.subjectAfter(c)
	if low := f.at(n.first); closesQuote && comma && (low == "un" || low == "une") && n.last > n.first+1 { // « … », énumère un cadre
		ok = true
	}
	if !ok {
		return noun{}, false
	}
	if n.pronoun && f.at(n.last) != "qui" {
		return noun{}, false
	}
	if !closesQuote && (c.verb.class == 'C' || !n.named() && n.place == "" && n.head == nil) {
		return noun{}, false
	}
	if k := n.last; f.at(k) == "de" && !closesQuote && !(n.named() && f.upper(k+1)) || f.at(k) == "que" || f.at(k) == "qu'" { // a object with its clause: a annoncé la décision que
		return noun{}, false
	}
	return n, true
}

// learntFrom is the source of « a-t-on appris mardi auprès du parquet », « apprend-on de source policière ».
func (f *finder) learntFrom(c *cue) (noun, bool) {
	_, to := f.sentence(c.main)
	k := f.skipMoment(c.last, to)
	if c.verb.lemma != "apprendre" {
		if n, ok := f.saidAt(c.last); ok {
			return n, true
		}
		return f.saidAt(k)
	}
	if f.at(k) == "auprès" {
		k++
	}
	if low := f.at(k); low == "de" || low == "d'" {
		k++
	} else if low != "du" && low != "des" {
		return noun{}, false
	}
	n, ok := f.nounAt(k)
	return n, ok && f.canSpeak(&n)
}

// saidAt is the body of « indique-t-on au parquet », « dit-on à Matignon », « fait-on valoir dans l'entourage du maire ».
func (f *finder) saidAt(k int) (noun, bool) {
	switch f.at(k) {
	case "à", "dans", "chez":
		k++
	case "du":
		if !f.starts(k, "du", "côté") {
			return noun{}, false
		}
		if k += 2; f.at(k) == "de" {
			k++
		}
	case "au", "aux":
	default:
		return noun{}, false
	}
	n, ok := f.nounAt(k)
	if ok && n.head == nil && n.definite && !n.named() { // au rectorat, dans l'entourage
		n.head = &head{kind: headBody}
	}
	return n, ok && (n.place != "" || n.head != nil && n.head.kind == headBody || n.named() && n.definite)
}

// behindMarks: a closing mark stands before the cue.
func (f *finder) behindMarks(c *cue, cand candidate, left int) bool {
	q := &f.quotes[f.toks[left].quoted-1]
	if !c.verb.takes(takesQuote) && c.clitic < 0 && c.verb.class != 'A' {
		return false
	}
	if c.clitic < 0 && f.titled(q) && f.at(q.close+1) != "," { // l'article intitulé « … » cite X
		return false
	}
	if f.relays(c, &cand.subject) && f.relayed(q, cand) {
		return true
	}
	from := f.clauseBefore(q.open)
	cand.rank = 9
	if from < q.open && f.openClause(from, q.open) {
		cand.first, cand.last, cand.kind, cand.rule = from, left+1, Mixed, "clause, V NP"
		if c.clitic >= 0 {
			cand.rule = "clause, V-il"
		}
		if f.endsMarked(&cand, q) {
			f.add(cand)
		} else {
			f.addClause(cand)
		}
		return true
	} else {
		cand.first, cand.last, cand.kind, cand.rule = q.first, q.last, Direct, "«Q», V NP"
	}
	if c.clitic >= 0 {
		cand.rule = "«Q», V-il"
	}
	if cand.kind == Direct && q.words < 2 && q.last-q.first < 2 && c.clitic < 0 && f.at(left+1) != "," {
		return false
	}
	f.add(cand)
	f.extendBack(cand)
	return true
}

// relays reports a subject behind the words that is their channel rather than their author: rapporte Le Monde, selon l'AFP.
func (f *finder) relays(c *cue, n *noun) bool {
	switch {
	case c.verb.lemma == "rapporter" || c.verb.lemma == "relater" || c.verb.lemma == "relayer" || c.verb.lemma == "citer":
		return true
	case n.pronoun || n.title || n.place != "":
		return false
	case n.head != nil:
		return n.head.kind == headBody || n.head.kind == headPaper
	}
	return n.named() && (n.definite || acronym(f.toks[n.name[0]].Text))
}

// relayed reports words that a cue before them has given to their speaker: X a déclaré que « … », rapporte Le Monde. The subject behind relays them.
func (f *finder) relayed(q *quoted, behind candidate) bool {
	from, _ := f.sentence(q.open)
	for i := len(f.found) - 1; i >= 0 && f.found[i].cueAt >= from; i-- {
		c := &f.found[i]
		holds := c.first <= q.first && q.last <= c.last && c.rule != nounWithMarks
		if (c.first == q.first || holds) && c.cueAt < q.open && (c.subject.last > 0 || c.follows) {
			if !behind.subject.pronoun {
				c.via = behind.subject
			}
			return true
		}
	}
	return false
}
