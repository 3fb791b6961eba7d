package quote

// speaksAgain returns the words that go on behind an incise between marks: [k, last), without the journalist's own and a colon where another mark
// opens: « Tout va bien, a-t-il dit, avant d'ajouter : « … » ».
func (f *finder) speaksAgain(k, last int) (from, to int) {
	if !prepositions[f.at(k)] && f.at(k) != "tout" {
		return k, last
	}
	for j := k; j+1 < last; j++ {
		if family, width := f.markAt(j + 1); f.at(j) == ":" && family != 0 {
			for family, _ = f.markAt(last - 1); family != 0; family, _ = f.markAt(last - 1) {
				last--
			}
			return j + 1 + width, last
		}
	}
	return k, last
}

// innerSubject is who speaks in an incise between marks: an inverted pronoun, or a name that ends its clause.
func (f *finder) innerSubject(c *cue) (noun, bool) {
	if c.clitic >= 0 {
		low := f.at(c.clitic)
		return noun{first: c.clitic, last: c.clitic + 1, pronoun: true, gender: genderOf(low == "elle")}, low == "il" || low == "elle"
	}
	_, to := f.sentence(c.main)
	from := f.prepositional(c.last, to) // explique à Radio Loire Paul Durand
	if n, ok := f.innerOffice(from); ok {
		return n, true
	}
	at, g, title := f.titleAt(from)
	if !title {
		at = from
	}
	end := f.nameAt(at)
	if end == 0 || !endsClause(f.at(end)) || f.toks[at].place > 0 || !title && f.capitals(at, end) < 2 {
		return noun{}, false
	}
	return noun{first: from, last: end, name: [2]int{at, end}, title: title, gender: g}, true
}

// innerOffice is the holder of an office whose name ends the clause: le pilote Jean Martin.
func (f *finder) innerOffice(k int) (noun, bool) {
	n := noun{first: k}
	h, at := f.headAt(f.determiner(&n))
	if h == nil || at >= len(f.toks) || h.kind != headOffice && h.kind != headPerson {
		return noun{}, false
	}
	end := f.nameAt(at)
	if end == 0 {
		return f.innerUnnamed(&n, h, at)
	}
	if !endsClause(f.at(end)) || f.capitals(at, end) < 2 {
		return noun{}, false
	}
	n.name, n.last = [2]int{at, end}, end
	return n, true
}

// innerUnnamed is somebody without a name who ends the words: « P, a ironisé un proche des deux hommes ».
func (f *finder) innerUnnamed(n *noun, h *head, at int) (noun, bool) {
	start := f.determiner(n)
	q := &f.quotes[f.toks[at-1].quoted-1]
	end := at
	for end < min(at+8, q.last) && f.word(end) && verbForms()[f.at(end)] == nil {
		end++
	}
	if start == n.first || end < q.last && (!endsClause(f.at(end)) || f.cuedBehind(q)) {
		return noun{}, false
	}
	n.head, n.last, n.office = h, end, Office{Class: h.class, Text: f.text.text(start, end)}
	return *n, true
}

// cuedBehind reports a verb of saying right behind a quotation: its subject says the whole.
func (f *finder) cuedBehind(q *quoted) bool {
	if f.at(q.end()) != "," {
		return false
	}
	_, ok := f.cueAt(q.end() + 1)
	return ok
}

// inner: a cue inside one pair of marks: « A, a-t-il dit. B ». It makes two quotations of one.
func (f *finder) inner(i int) {
	t := f.text
	q := &t.quotes[t.toks[i].quoted-1]
	if i < q.first || i >= q.last || q.words < 6 {
		return
	}
	form := verbForms()[t.at(i)]
	if form == nil || form.moods&(finite|participle) == 0 {
		return
	}
	c, ok := t.cueAt(i)
	if !ok || c.first <= q.first || t.at(c.first-1) != "," || !c.verb.takes(takesQuote) {
		return
	}
	n, ok := f.innerSubject(&c)
	if !ok {
		return
	}
	end := max(c.last, n.last)
	for end < q.last && !endsClause(t.at(end)) {
		end++
	}
	if end-c.last > 12 {
		return
	}
	cand := candidate{cue: t.span(c.first, c.last), cueAt: c.main, lemma: c.verb.lemma, subject: n, kind: Direct, rule: "incise", rank: 10}
	cand.first, cand.last = q.first, c.first-1
	f.add(cand)
	if end+1 < q.last {
		cand.first, cand.last = f.speaksAgain(end+1, q.last)
		f.add(cand)
	}
}
