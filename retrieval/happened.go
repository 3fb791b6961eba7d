package retrieval

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// askHappened answers a question that asks what happened: with what articles tell, else by its other words.
func (l *Library) askHappened(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, a *Answer) error {
	if done, err := l.tellHappened(ctx, s, v, u, question, a); done || err != nil {
		return err
	}
	u.Looked = strings.TrimSpace(withoutHappening(u.words()))
	if timeless := withoutTime(u.Looked, question.Today); !u.narrows(question) || len(newQuery(timeless, s.index.Analyse(timeless)).terms) > 0 {
		return l.askWords(ctx, s, v, u, question, a)
	}
	return l.tellNamed(ctx, s, v, u, question, a)
}

// tellNamed shows the passages that name a day of which no article is: « Que s'est-il passé le 11 septembre 2001 ? » What names a month or a
// year so is only perhaps related.
func (l *Library) tellNamed(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, a *Answer) error {
	a.Understood.Timed, a.Reason = true, ReasonNoneThen
	q := newQuery(u.Looked, s.index.Analyse(u.Looked))
	ranked, err := l.rank(ctx, v, q, filterOf(question))
	if err != nil {
		return err
	}
	naming := slices.DeleteFunc(ranked, func(c *candidate) bool {
		return !slices.ContainsFunc(french.Times(c.passage.Text, c.passage.Date), func(named corpus.Period) bool { return inside(named, u.Period) })
	})
	switch {
	case len(naming) == 0:
		return nil
	case u.Period.From != u.Period.To:
		a.Related, err = l.citations(ctx, s, v, q, naming, maxRelated)
		return err
	}
	a.Confidence = l.model.threshold
	return l.show(ctx, s, v, q, naming, question, a)
}

// tellHappened answers « Que s'est-il passé en mars 2024 ? » and « Quoi de neuf sur l'Arménie ? » with what the articles of that time, and on
// that subject, begin with: first what most of them tell, or the newest where the newest are asked for. done is false for a question that
// is decided by its words like any other: of no time, or of a subject or a time that no article of its own has.
func (l *Library) tellHappened(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, a *Answer) (done bool, err error) {
	words := withoutTime(withoutHappening(u.words()), question.Today)
	topic := newQuery(words, s.index.Analyse(words))
	filter := filterOf(question)
	if u.narrows(question) {
		filter.Period = u.Period
	}
	if filter.Period.IsZero() && !u.Latest && len(topic.terms) > 0 {
		return false, nil
	}
	leads, err := v.Leads(ctx, filter, MaxWithin)
	if err != nil {
		return false, err
	}
	if len(topic.terms) > 0 {
		if leads, err = l.leadsAbout(ctx, v, topic, leads); err != nil {
			return false, err
		}
	}
	if len(leads) == 0 {
		return false, nil
	}
	a.Understood.Timed, a.Understood.Within = true, len(leads)
	events := eventsOf(s, leads)
	if a.Understood.Latest = filter.Period.IsZero(); !a.Understood.Latest {
		slices.SortStableFunc(events, func(x, y event) int { return cmp.Compare(len(y.also), len(x.also)) })
		a.Understood.Agreed = len(events[0].also) > 0
	}
	return true, l.showEvents(ctx, s, v, events, question, a)
}

// withoutHappening drops the words that ask what happened.
func withoutHappening(words string) string {
	h := french.Happening(words)
	return words[:h.Start] + words[h.End:]
}

// leadsAbout keeps the leads that have every word of the topic, in the passage or its title.
func (l *Library) leadsAbout(ctx context.Context, v *index.View, topic *query, leads []*index.Passage) ([]*index.Passage, error) {
	if err := l.weighed(ctx, v, topic); err != nil {
		return nil, err
	}
	all := mask(0)
	for i := range topic.terms {
		if !topic.terms[i].joined {
			all = all.with(int16(i))
		}
	}
	return slices.DeleteFunc(leads, func(p *index.Passage) bool {
		return all&^topic.held(p.Tokens()).and(topic.held(p.TitleTokens())).found != 0
	}), nil
}

// event is what several articles tell: the newest of them, and the others.
type event struct {
	lead *index.Passage
	also []*index.Passage
}

// sameEvent is how alike two titles must be to tell of the same, by the Dice coefficient of the weights of their words; the words that both
// have are two at least.
const sameEvent = 0.5

// eventsOf puts together the articles whose titles tell of the same, those with most others first to gather them; the events come in the
// order of their newest article.
func eventsOf(s *shelf, leads []*index.Passage) []event {
	t := newTitles(s, leads)
	near := make([][]int, len(leads))
	order := make([]int, len(leads))
	for i := range leads {
		near[i], order[i] = t.near(i), i
	}
	slices.SortStableFunc(order, func(i, j int) int { return len(near[j]) - len(near[i]) })
	told := make([]bool, len(leads))
	members := make(map[int][]int, len(leads)) // by the newest one
	for _, i := range order {
		if told[i] {
			continue
		}
		var group []int
		for _, j := range append(near[i], i) {
			if !told[j] {
				told[j] = true
				group = append(group, j)
			}
		}
		slices.Sort(group)
		members[group[0]] = group
	}
	var out []event
	for i := range leads {
		if group, ok := members[i]; ok {
			e := event{lead: leads[i]}
			for _, j := range group[1:] {
				e.also = append(e.also, leads[j])
			}
			out = append(out, e)
		}
	}
	return out
}

// titles are the content words of the titles of some passages.
type titles struct {
	words  [][]string       // the stems of each, once
	having map[string][]int // the titles that have a stem
}

func newTitles(s *shelf, leads []*index.Passage) titles {
	t := titles{make([][]string, len(leads)), map[string][]int{}}
	for i, p := range leads {
		for _, token := range s.index.Analyse(p.Title) {
			if stem := token.Stems[1]; !token.Stop && token.Kind != french.Elision && !slices.Contains(t.words[i], stem) {
				t.words[i] = append(t.words[i], stem)
				t.having[stem] = append(t.having[stem], i)
			}
		}
	}
	return t
}

// near returns the other titles that tell of the same as title i.
func (t *titles) near(i int) (out []int) {
	shared, count := map[int]float64{}, map[int]int{}
	for _, w := range t.words[i] {
		for _, j := range t.having[w] {
			shared[j] += t.weight(w)
			count[j]++
		}
	}
	for j, n := range count {
		if j != i && n >= 2 && 2*shared[j] >= sameEvent*(t.total(i)+t.total(j)) {
			out = append(out, j)
		}
	}
	slices.Sort(out)
	return out
}

func (t *titles) weight(stem string) float64 { return idf(len(t.words), len(t.having[stem])) }

func (t *titles) total(i int) (sum float64) {
	for _, w := range t.words[i] {
		sum += t.weight(w)
	}
	return sum
}

// showEvents cites how the newest article of each event begins, and names the others.
func (l *Library) showEvents(ctx context.Context, s *shelf, v *index.View, events []event, question Question, a *Answer) error {
	limit := limitOf(question)
	for _, e := range events {
		if len(a.Ranked) < limit && !slices.Contains(a.Ranked, e.lead.Article) {
			a.Ranked = append(a.Ranked, e.lead.Article)
		}
		if len(a.Citations) >= min(limit, maxCitations) {
			continue
		}
		q := newQuery(e.lead.Title, s.index.Analyse(e.lead.Title))
		if err := l.weighed(ctx, v, q); err != nil {
			return err
		}
		cited, err := l.excerpts(ctx, s, v, q, []*candidate{{passage: e.lead}}, 1)
		if err != nil {
			return err
		}
		for _, c := range cited {
			c.Marks, c.Also = nil, headingsOf(e.also)
			a.Citations = append(a.Citations, c)
		}
	}
	a.Reason, a.Confidence = ReasonAnswered, 1
	if len(a.Citations) == 0 {
		a.Reason = ReasonNoMatch // every article has changed since the index was written
	}
	return nil
}

// headingsOf describes articles by their first passages.
func headingsOf(leads []*index.Passage) []Heading {
	var out []Heading
	for _, p := range leads {
		out = append(out, Heading{ID: p.Article, Title: p.Title, Source: p.Source, Date: p.Date, Opening: opening(p.Text), Version: p.Version})
	}
	return out
}
