package quote

import (
	"slices"

	"propos/corpus"
)

// Extract returns the quotations and the people of an article. It never fails: a text without quotations has none.
// The title is read for names only; positions are those of the body. Time is linear in the length of the body.
func Extract(title, body string) Article {
	t := newText(body)
	var head *text
	if title != "" {
		head = newText(title)
	}
	r := newRoster(t, head)
	found := settle(findQuotes(t), len(t.toks))
	who := r.resolveAll(found)
	var a Article
	for i := range found {
		a.Quotes = append(a.Quotes, r.quote(&found[i], who[i]))
	}
	for i := range r.entities {
		if e := &r.entities[i]; e.person && e.Name != "" {
			a.People = append(a.People, r.speaker(i))
		}
	}
	return a
}

// settle orders the candidates by position and keeps, of those that overlap, the one of the higher rank, else the longer.
func settle(found []candidate, tokens int) []candidate {
	slices.SortStableFunc(found, func(a, b candidate) int { return a.first - b.first })
	relay(found)
	slices.SortStableFunc(found, func(a, b candidate) int {
		if a.rank != b.rank {
			return b.rank - a.rank
		}
		return (b.last - b.first) - (a.last - a.first)
	})
	var kept []candidate
	covered := make([]bool, tokens)
	for _, c := range found {
		free := true
		for k := c.first; k < c.last && free; k++ {
			free = !covered[k]
		}
		if !free {
			continue
		}
		for k := c.first; k < c.last; k++ {
			covered[k] = true
		}
		kept = append(kept, c)
	}
	slices.SortFunc(kept, func(a, b candidate) int { return a.first - b.first })
	return kept
}

// relay notes reports inside reports: where one candidate's words hold another's cue and words, the outer speaker reports the inner.
func relay(found []candidate) {
	for i := range found {
		c := &found[i]
		for j := max(0, i-maxRelay); j < min(len(found), i+maxRelay); j++ {
			d := &found[j]
			if c.via.last == 0 && c.cueAt >= 0 && d.first <= c.cueAt && c.cueAt < d.last && d.first <= c.first && c.last <= d.last &&
				(d.cueAt < d.first || d.cueAt >= d.last) && d.subject.last > 0 && !d.subject.pronoun && d.subject.first != c.subject.first {
				c.via = d.subject
				if !c.subject.pronoun && c.subject.last > 0 && c.cueAt-d.first <= maxLead && c.last >= d.last-2 && d.rule != accuses {
					c.rank = max(c.rank, d.rank+1) // Selon X, Y a déclaré que P: the words are Y's
				}
			}
		}
	}
}

// maxLead is how many tokens may stand between the start of a report and the cue of the report inside it that takes its place.
const maxLead = 14

// maxRelay bounds how many candidates on either side are looked at for a report around one.
const maxRelay = 12

// quote makes the exported value of a candidate.
func (r *roster) quote(c *candidate, a attribution) Quote {
	q := Quote{Span: r.span(c.first, c.last), Cue: c.lemma, CueSpan: c.cue, Kind: c.kind, Rule: c.rule, How: a.how, Certainty: a.certainty, Evidence: r.evidence(a)}
	q.Mention = r.mention(&c.subject)
	if q.Mention.Kind == ByName && a.entity >= 0 && r.entities[a.entity].Organisation {
		q.Mention.Kind = ByOrganisation
	}
	if c.via.last > 0 {
		q.ReportedBy = r.reporter(&c.via, a.entity)
	}
	if a.entity >= 0 {
		q.Speaker = r.speaker(a.entity)
	} else if c.subject.office.Text != "" {
		q.Speaker = Speaker{Offices: []Office{c.subject.office}, Gender: c.subject.gender, Nation: c.subject.office.Nation}
	}
	q.Fragments = r.fragments(c)
	q.Sentence = r.shown(c)
	return q
}

// reporter is the speaker through whom words come; nil when it is the speaker of the words.
func (r *roster) reporter(via *noun, author int) *Speaker {
	s := resolver{roster: r, last: -1}
	e := s.known(via)
	if e < 0 || e == author {
		return nil
	}
	speaker := r.speaker(e)
	return &speaker
}

func (r *roster) speaker(e int) Speaker {
	s := r.entities[e].Speaker
	s.Spellings = slices.Clone(s.Spellings)
	s.Offices = slices.Clone(s.Offices)
	return s
}

// mention makes the exported value of a subject.
func (r *roster) mention(n *noun) Mention {
	if n.last == 0 {
		return Mention{Kind: Implicit}
	}
	m := Mention{Span: r.span(n.first, n.last), Text: r.text.text(n.first, n.last), Kind: ByOffice}
	switch {
	case n.pronoun:
		m.Kind = ByPronoun
	case n.place != "", n.head != nil && (n.head.kind == headBody || n.head.kind == headPaper):
		m.Kind = ByOrganisation
	case n.named():
		m.Kind = ByName
	}
	return m
}

// fragments are the parts of a candidate between marks.
func (r *roster) fragments(c *candidate) []corpus.Span {
	whole := r.span(c.first, c.last)
	var out []corpus.Span
	for k := c.first; k < c.last; k++ {
		q := int(r.toks[k].quoted)
		if q == 0 {
			continue
		}
		span := r.quotes[q-1].span
		span.Start, span.End = max(span.Start, whole.Start), min(span.End, whole.End)
		if span.Start < span.End {
			out = append(out, span)
		}
		for k+1 < c.last && int(r.toks[k+1].quoted) == q {
			k++
		}
	}
	return out
}

// shown is the run of sentences that holds the words, the cue and the mention.
func (r *roster) shown(c *candidate) corpus.Span {
	from, to := r.toks[c.first].sent, r.toks[c.last-1].sent
	for _, k := range []int{c.cueAt, c.subject.first, c.subject.last - 1} {
		if c.subject.last == 0 && k != c.cueAt || k < 0 {
			continue
		}
		from, to = min(from, r.toks[k].sent), max(to, r.toks[k].sent)
	}
	return corpus.Span{Start: r.sents[from].Start, End: r.sents[to].End}
}
