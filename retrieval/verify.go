package retrieval

import (
	"context"
	"errors"
	"fmt"

	"propos/corpus"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// verifyArticles is how many articles a quotation is compared with.
const verifyArticles = 20

// Verify checks a quotation: do the articles have it, word for word or nearly, and is it the person's? person may be "".
func (l *Library) Verify(ctx context.Context, collection, quotation, person string) (Verdict, error) {
	s, v, done, err := l.view(collection)
	if err != nil {
		return Verdict{}, err
	}
	defer done()
	verdict, err := l.verify(ctx, s, v, quotation, person)
	if err != nil {
		return Verdict{}, fmt.Errorf("verify a quotation in collection %s: %w", collection, err)
	}
	return verdict, nil
}

// place is where a quotation stands best.
type place struct {
	article corpus.Article
	version int
	match   quote.Verdict
	speech  *speech // nil when nobody says it
}

func (l *Library) verify(ctx context.Context, s *shelf, v *index.View, quotation, who string) (Verdict, error) {
	out := Verdict{Outcome: Absent, Articles: v.Stats().Articles}
	h, err := l.hear(ctx, s, v)
	if err != nil {
		return out, err
	}
	var asked *voice
	if who = plainLine(who); who != "" {
		heard := listen(who, h.people, h.advice, corpus.Date{})
		asked = &heard
		if len(heard.people) == 1 && heard.exact {
			p := person(&heard.people[0])
			out.Person = &p
		}
	}
	quotation = plainLine(cutText(quotation, MaxQuestion))
	q := newQuery(quotation, s.index.Analyse(quotation))
	ranked, err := l.rank(ctx, v, q, index.Filter{})
	if err != nil || len(ranked) == 0 {
		return out, err
	}
	best, err := h.place(ctx, quotation, rankedArticles(ranked, verifyArticles), asked)
	if err != nil || best == nil {
		return out, err
	}
	out.Outcome = best.outcome(asked)
	c := h.citePlace(best)
	out.Citation = &c
	if best.match.Match == quote.Near {
		out.Diff = diff(best.match, best.article.Body)
	}
	return out, nil
}

// place compares the quotation with articles and returns where it stands best: exact before near, the person asked about before others.
func (h *hearing) place(ctx context.Context, quotation string, ids []string, asked *voice) (*place, error) {
	said, err := h.speeches(ctx, index.QuoteQuery{Filter: index.Filter{Articles: ids}}, maxSpeeches*4)
	if err != nil {
		return nil, err
	}
	var best *place
	for _, id := range ids {
		a, version, err := h.lib.store.Article(ctx, h.shelf.name, id)
		if absent(err) && ctx.Err() == nil {
			continue
		}
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		m := quote.Verify(quotation, a.Body)
		if m.Match == quote.Absent {
			continue
		}
		p := &place{a, version, m, nil}
		for _, x := range said {
			if x.article == id && 2*overlap(x.Span, m.Span).Len() >= m.Span.Len() && (p.speech == nil || overlap(x.Span, m.Span).Len() > overlap(p.speech.Span, m.Span).Len()) {
				p.speech = x
			}
		}
		if best == nil || p.rank(asked) > best.rank(asked) {
			best = p
		}
	}
	return best, nil
}

// rank orders places: exact before near, the asked person's before other people's, those before nobody's.
func (p *place) rank(asked *voice) float64 {
	r := p.match.Share
	if p.match.Match == quote.Exact {
		r += 10
	}
	if p.speech != nil {
		r++
		if asked != nil && asked.is(&p.speech.speaker, &p.speech.Speaker) == 1 {
			r += 2
		}
	}
	return r
}

// outcome says how the quotation compares, with the person asked about where there is one.
func (p *place) outcome(asked *voice) Outcome {
	exact := p.match.Match == quote.Exact
	other := asked != nil && p.speech != nil && p.speech.speaker.Name != "" && asked.is(&p.speech.speaker, &p.speech.Speaker) < 1
	switch {
	case !exact && other:
		return NearOther
	case !exact:
		return Near
	case p.speech == nil:
		return ExactUnspoken
	case other && p.speech.certainty >= uncertain:
		return ExactOther
	case p.speech.certainty < uncertain || p.speech.speaker.Name == "" && asked != nil:
		return ExactUnsure
	}
	return Exact
}

// citePlace cuts the excerpt where the quotation stands.
func (h *hearing) citePlace(p *place) Citation {
	if p.speech != nil && p.speech.version == p.version {
		if c, ok := h.cite(p.speech, nil, p.article, p.version, nil); ok {
			c.Marks = []corpus.Span{}
			if in := overlap(c.Span, p.match.Span); in.Len() > 0 {
				c.Marks = append(c.Marks, in)
			}
			return c
		}
	}
	span := p.match.Span
	if !showable(span.Of(p.article.Body)) {
		span = cutWords(p.article.Body, span)
	}
	return Citation{Text: span.Of(p.article.Body), Span: span, Article: heading(p.article, p.version), Marks: []corpus.Span{span}}
}

// diff lists the runs of words in both, only asked and only found, in the order of the article.
func diff(v quote.Verdict, body string) []DiffPart {
	var out []DiffPart
	at := v.Span.Start
	for _, d := range v.Differences {
		if d.Span.Start > at {
			out = append(out, DiffPart{Text: body[at:d.Span.Start], Given: true, Found: true})
		}
		if d.Asked != "" {
			out = append(out, DiffPart{Text: d.Asked, Given: true})
		}
		if d.Said != "" {
			out = append(out, DiffPart{Text: d.Said, Found: true})
		}
		at = max(at, d.Span.End)
	}
	if at < v.Span.End {
		out = append(out, DiffPart{Text: body[at:v.Span.End], Given: true, Found: true})
	}
	return out
}

// cutText shortens a text to at most n bytes, between characters.
func cutText(s string, n int) string {
	for n > 0 && n < len(s) && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:min(n, len(s))]
}
