package quote

import (
	"propos/corpus"
	"propos/retrieval/french"
)

// candidate is what a frame found, before speakers are resolved.
type candidate struct {
	first, last int // tokens of the words, marks at the ends left out: [first, last)
	cue         corpus.Span
	cueAt       int // token of the cue, -1 without one
	lemma       string
	kind        Kind
	rule        string
	subject     noun // zero when implicit
	via         noun // through whom the words come: « cité par l'agence », « X rappelle les propos de Y »; zero when nobody is named
	several     bool // a plural verb with one name: X et Y ont déclaré
	follows     bool // same speaker as the cue before, unless a subject is given
	nobody      bool // words with a speaker of their own whom no frame found: nobody is guessed
	lead        int  // token where the clause begins that ends with the words: Paul « a menti », dit-elle; 0 when they are no clause's end
	rank        int  // the higher wins where two overlap
	doubt       float64
	source      bool // behind « selon » and its like
}

// finder runs the frames over a text and collects candidates.
type finder struct {
	*text
	found    []candidate
	taken    []bool         // by quotation: a frame used it
	repeated map[string]int // how often a short quotation stands in the text
}

func (f *finder) add(c candidate) {
	c.first, c.last = f.trim(c.first, c.last)
	if c.first >= c.last {
		return
	}
	f.found = append(f.found, c)
	for k := c.first; k < c.last; {
		q := int(f.toks[k].quoted)
		if q == 0 {
			k++
			continue
		}
		f.taken[q-1] = true
		k = max(k+1, f.quotes[q-1].close)
	}
}

// trim drops marks and punctuation at the ends of a stretch; a mark stays when its partner is inside.
func (f *finder) trim(first, last int) (int, int) {
	for first < last && f.toks[first].Kind == french.Punct && f.at(first) != "[" && f.at(first) != "(" && f.at(first) != "…" && f.at(first) != "..." && !f.opensInside(first, last) {
		first++
	}
	for first < last && (f.at(last-1) == "," || f.at(last-1) == ";" || f.at(last-1) == ":" || f.at(last-1) == ".") && !f.inQuote(last-1) {
		last--
	}
	if first < last {
		if q := f.toks[first].quoted; q > 0 && f.quotes[q-1].open == first && f.quotes[q-1].close >= last-1 {
			return f.quotes[q-1].first, f.quotes[q-1].last
		}
	}
	return first, last
}

// opensInside reports whether token first opens a quotation that closes before last, and is not the whole.
func (f *finder) opensInside(first, last int) bool {
	q := f.toks[first].quoted
	return q > 0 && f.quotes[q-1].open == first && f.quotes[q-1].close < last
}

func findQuotes(t *text) []candidate {
	f := &finder{text: t, taken: make([]bool, len(t.quotes)), repeated: countShort(t)}
	for i := 0; i < len(t.toks); i++ {
		if t.inQuote(i) {
			f.inner(i)
			continue
		}
		if n := f.source(i); n > 0 {
			i += n
			continue
		}
		if n := f.announced(i); n > 0 {
			i += n
			continue
		}
		if c, ok := t.cueAt(i); ok {
			f.frames(&c)
			i = max(i, c.last-1)
		}
	}
	f.loose()
	return f.found
}

// frames tries the frames of a cue in order.
func (f *finder) frames(c *cue) {
	if f.saidBefore(c) {
		return
	}
	if f.postposed(c) {
		return
	}
	if f.saidAhead(c) {
		return
	}
	f.preposed(c)
}

// endsMarked narrows a clause to its one quotation of some length, when it ends with it: la réforme a franchi « une étape importante », a dit X.
func (f *finder) endsMarked(cand *candidate, q *quoted) bool {
	own := q.words >= 6 && f.at(q.open-1) == "," && f.firstPerson(q.first, q.first+1)
	if q.words < 4 || !own && f.hasMarks(cand.first, q.open) {
		return false
	}
	cand.lead = cand.first
	cand.first, cand.last, cand.kind = q.first, q.last, Direct
	return true
}

// begins is the token where the words begin, with the clause whose end they are: whom it names is no speaker.
func (c *candidate) begins() int {
	if c.lead > 0 {
		return c.lead
	}
	return c.first
}

// extendBack gives the words of quotations that stand right before, with nothing between, to the same speaker: « … » « … », a-t-il dit.
func (f *finder) extendBack(cand candidate) {
	if cand.kind != Direct {
		return
	}
	q := f.toks[cand.first].quoted
	if q == 0 {
		return
	}
	for k := int(q) - 2; k >= 0 && k >= int(q)-4; k-- {
		prev := &f.quotes[k]
		if f.taken[k] || prev.end() != f.quotes[k+1].open || prev.words < 4 || f.heading(prev) {
			return
		}
		more := cand
		more.first, more.last, more.rule, more.rank = prev.first, prev.last, "continued", 3
		f.add(more)
	}
}

// clauseBefore returns where the clause that holds token k begins: behind the last cue's end, strong mark or sentence start.
func (f *finder) clauseBefore(k int) int {
	from, _ := f.sentence(k)
	for j := k - 1; j >= from; j-- {
		if f.inQuote(j) {
			continue
		}
		if low := f.at(j); low == ";" || low == ":" {
			return j + 1
		}
	}
	return from
}

// openClause reports whether the words before a quotation [from, to) make one clause with it, so that the whole is what is reported:
// « Pékin peut « jouer un rôle » », not « Il a ajouté : «.
func (f *finder) openClause(from, to int) bool {
	words := 0
	for k := from; k < to; k++ {
		if f.word(k) && !f.inQuote(k) {
			words++
		}
		if f.inQuote(k) {
			words++
			continue
		}
		if _, ok := f.cueAt(k); ok {
			return false
		}
	}
	if f.inQuote(to-1) && f.quotes[f.toks[to-1].quoted-1].words >= 4 {
		return false
	}
	last := f.at(to - 1)
	return words >= 1 && last != ":" && last != "." && !(last == "," && words <= 4) && !f.lineBreak(to)
}

// behindClause: a clause without marks stands before the cue.
func (f *finder) behindClause(c *cue, cand candidate, left int) bool {
	from := f.clauseBefore(c.first)
	if prev := f.lastFound(from); prev > from {
		from = prev
	}
	if f.at(from) == "," {
		from++
	}
	if c.verb.takes(takesA) && c.clitic < 0 && !f.stripped { // La femme, inquiète, a appelé son compagnon
		return false
	}
	words := 0
	for k := from; k <= left; k++ {
		if f.word(k) {
			words++
		}
	}
	if words < 3 {
		return false
	}
	long := longClause
	if f.toks[from].first && f.upper(from) && cand.subject.named() && endsClause(f.at(cand.subject.last)) { // Durand cherche alors un abri, raconte Le Courrier.
		long = shortClause
	}
	if !f.hasVerb(from, left+1) && !f.orphan(c.first-1) && (words < long || c.verb.class != 'A' || !f.canSpeak(&cand.subject)) {
		return false
	}
	cand.first, cand.last, cand.kind, cand.rule, cand.rank = from, left+1, Indirect, "P, V NP", 7
	if c.clitic >= 0 {
		cand.rule = "P, V-il"
	}
	if f.stripped && f.orphan(c.first-1) {
		cand.kind = Direct
		cand.first = f.ownWords(from)
	}
	f.addClause(cand)
	return true
}

// longClause is how many words before a plain verb of saying and its speaker are a clause, though no verb is recognised among them.
const longClause = 8

// shortClause is the same for the beginning of a sentence, before an incise with a name.
const shortClause = 5

// lastFound returns the token behind the last candidate and its cue in the sentence that begins at from.
func (f *finder) lastFound(from int) int {
	if len(f.found) == 0 {
		return 0
	}
	c := &f.found[len(f.found)-1]
	end := c.last
	if c.cueAt >= end {
		end = c.cueAt + 1
		if c.subject.last > end {
			end = c.subject.last
		}
		for end < len(f.toks) && f.word(end) && !f.lineBreak(end) && !f.toks[end].first {
			end++
		}
	}
	if end <= from {
		return 0
	}
	return end
}

// ownWords moves the start of words whose marks are lost back over sentences that go on speaking in the first person.
func (f *finder) ownWords(from int) int {
	limit := 0
	if n := len(f.found); n > 0 {
		limit = f.lastFound(0)
	}
	for steps := 0; steps < 6; steps++ {
		if from <= limit || from == 0 {
			return from
		}
		s := f.toks[from-1].sent
		start := f.sentTok[s]
		if start < limit || f.lineBreak(from) || !f.firstPerson(start, from) && !f.cutShort(from) {
			return from
		}
		from = start
	}
	return from
}

// cutShort reports a marked cut right before token from: « … (...) … ».
func (f *finder) cutShort(from int) bool {
	return f.at(from-1) == ")" && (f.at(from-2) == "..." || f.at(from-2) == "…") || f.at(from-1) == "]" && (f.at(from-2) == "…" || f.at(from-2) == "...")
}

// firstPerson reports a word of the first or second person in [from, to).
func (f *finder) firstPerson(from, to int) bool {
	for k := from; k < to; k++ {
		switch f.at(k) {
		case "je", "j'", "nous", "notre", "nos", "mon", "ma", "mes", "me", "moi", "vous", "votre", "on", "ça", "m'":
			return true
		}
	}
	return false
}
