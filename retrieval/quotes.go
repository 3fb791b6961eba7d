package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"propos/corpus"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// Quotes returns who said what: the quotations of a person, on a topic, of a period.
func (l *Library) Quotes(ctx context.Context, collection string, f QuoteFilter) (QuoteList, error) {
	h, done, err := l.listenTo(ctx, collection)
	if err != nil {
		return QuoteList{}, err
	}
	defer done()
	list, err := h.list(ctx, f)
	if err != nil {
		return QuoteList{}, fmt.Errorf("list quotations of collection %s: %w", collection, err)
	}
	return list, nil
}

func (h *hearing) list(ctx context.Context, f QuoteFilter) (list QuoteList, err error) {
	f.Person, f.Topic = plainLine(f.Person), plainLine(f.Topic)
	topic, err := h.topic(ctx, f.Topic)
	if err != nil {
		return list, err
	}
	filter := index.Filter{Period: f.Period, Source: f.Source}
	var found []*speech
	if f.Person == "" {
		found, err = h.anybody(ctx, topic, filter)
	} else {
		var who voice
		if who, err = h.voice(ctx, f.Person, f.Period.To); err != nil {
			return list, err
		}
		found, err = h.by(ctx, &who, topic, filter, nil)
		list.name(&who, found)
	}
	if err != nil {
		return list, err
	}
	found = onlyAbout(found)
	if topic == nil {
		slices.SortStableFunc(found, byDate)
	}
	list.Total = len(found)
	if list.Person != nil && list.Person.Quotes == 0 {
		list.Person.Quotes = len(found)
	}
	list.Citations, err = h.page(ctx, found, topic, f)
	return list, err
}

// ArticleQuotes returns all quotations of one article in their order, those that moderators hide too. Each stands in its sentence alone.
// There is none for an article that is not visible.
func (l *Library) ArticleQuotes(ctx context.Context, collection, article string) ([]ArticleQuote, error) {
	h, done, err := l.listenTo(ctx, collection)
	if err != nil {
		return nil, err
	}
	defer done()
	found, err := h.allSpeeches(ctx, index.QuoteQuery{Filter: index.Filter{Articles: []string{article}}}, math.MaxInt32)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	a, version, err := l.store.Article(ctx, collection, article)
	if err != nil {
		return nil, fmt.Errorf("list quotations of article %s: %w", article, err)
	}
	slices.SortFunc(found, func(x, y *speech) int { return cmp.Or(x.Span.Start-y.Span.Start, x.ordinal-y.ordinal) })
	out := make([]ArticleQuote, 0, len(found))
	for _, x := range found {
		if c, ok := h.cite(x, nil, a, version, nil); ok && version == x.version {
			c.Speaker = x.speaker.Name
			out = append(out, ArticleQuote{Citation: c, Hidden: x.hidden, Given: x.given})
		}
	}
	return out, nil
}

// anybody returns the quotations of all speakers, on a topic where there is one.
func (h *hearing) anybody(ctx context.Context, topic *query, filter index.Filter) ([]*speech, error) {
	q := index.QuoteQuery{Filter: filter}
	if topic != nil {
		q.Concepts = append(topic.concepts(), topic.relatedConcepts()...)
	}
	found, err := h.speeches(ctx, q, maxSpeeches)
	for _, x := range found {
		x.fit = 1
		h.judge(x, topic, nil)
	}
	slices.SortStableFunc(found, moreTelling)
	return found, err
}

// byDate orders quotations by the date of their article, unknown dates last, then by place.
func byDate(a, b *speech) int {
	known := func(x *speech) int {
		if x.date.Year == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(known(a)-known(b), a.date.Compare(b.date), cmp.Compare(a.article, b.article), a.Span.Start-b.Span.Start)
}

// name says who was meant.
func (list *QuoteList) name(who *voice, found []*speech) {
	switch {
	case len(who.people) == 1 && who.exact:
		p := person(&who.people[0])
		list.Person = &p
	case len(who.people) > 0:
		for _, s := range who.people[:min(len(who.people), 5)] {
			list.Similar = append(list.Similar, s.Name)
		}
	case len(found) > 0:
		p := person(&found[0].speaker)
		list.Person = &p
	}
	if list.Person != nil {
		list.Person.count(found)
	}
}

// person describes a speaker without counts.
func person(s *quote.Speaker) Person {
	p := Person{Name: s.Name}
	for _, spelling := range s.Spellings {
		p.Spellings = append(p.Spellings, Spelling{Text: spelling})
	}
	for _, o := range s.Offices {
		if o.Text != "" && !slices.Contains(p.Offices, o.Text) {
			p.Offices = append(p.Offices, o.Text)
		}
	}
	return p
}

// count adds up quotations, articles, and the spellings that articles use.
func (p *Person) count(found []*speech) {
	articles := map[string]bool{}
	for _, x := range found {
		p.Quotes++
		articles[x.article] = true
		p.spelt(x.Speaker.Name)
	}
	p.Articles = len(articles)
	p.order()
}

// spelt counts one use of a spelling.
func (p *Person) spelt(used string) {
	i := slices.IndexFunc(p.Spellings, func(s Spelling) bool { return s.Text == used })
	switch {
	case i >= 0:
		p.Spellings[i].Quotes++
	case used != "":
		p.Spellings = append(p.Spellings, Spelling{used, 1})
	}
}

// order puts the most used spelling first.
func (p *Person) order() {
	slices.SortStableFunc(p.Spellings, func(a, b Spelling) int { return b.Quotes - a.Quotes })
}

// page cuts the excerpts of one page of a list.
func (h *hearing) page(ctx context.Context, found []*speech, topic *query, f QuoteFilter) ([]Citation, error) {
	limit := cmp.Or(max(f.Limit, 0), 25)
	found = found[min(max(f.Offset, 0), len(found)):]
	found = found[:min(limit, len(found))]
	out := make([]Citation, 0, len(found))
	bodies := map[string]corpus.Article{}
	for _, x := range found {
		a, ok := bodies[x.article]
		if !ok {
			var err error
			if a, ok, err = h.lib.stored(ctx, h.shelf, x.article, x.version); err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			bodies[x.article] = a
		}
		if c, ok := h.cite(x, nil, a, x.version, topic); ok {
			out = append(out, c)
		}
	}
	return out, nil
}
