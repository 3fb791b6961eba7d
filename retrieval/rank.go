package retrieval

import (
	"context"
	"slices"
	"strings"

	"propos/retrieval/index"
)

// depth is how many passages are ranked by their features. More lift no figure: the right one is among 50 for 95 %.
const depth = 50

// rank finds the candidates for a question and puts them in order, best first.
func (l *Library) rank(ctx context.Context, v *index.View, q *query, filter index.Filter) ([]*candidate, error) {
	if len(q.terms) == 0 {
		return nil, nil
	}
	forms, err := l.widened(ctx, v, q)
	if err != nil {
		return nil, err
	}
	found, err := v.Search(ctx, index.Query{Concepts: q.concepts(), Filter: filter}, depth)
	if err != nil {
		return nil, err
	}
	q.weigh(found.Passages, found.DF, forms)
	cs, err := candidates(ctx, v, found.Hits)
	if err != nil {
		return nil, err
	}
	q.measure(cs)
	ranking := l.model.rankingOf(q.asks)
	for _, c := range cs {
		c.score = dot(ranking, &c.features)
	}
	slices.SortStableFunc(cs, better)
	return cs, nil
}

// widened gives a query the salience of its terms, of too many the rarest, and their other spellings. It returns how many passages have each
// term's unstemmed form.
func (l *Library) widened(ctx context.Context, v *index.View, q *query) (forms []int, err error) {
	q.salient(l.model.salience)
	if len(q.terms) > maxTerms {
		df, err := q.frequencies(ctx, v)
		if err != nil {
			return nil, err
		}
		q.keepRarest(df)
	}
	if forms, err = q.formFrequencies(ctx, v); err != nil {
		return nil, err
	}
	return forms, q.widen(ctx, v, forms)
}

// candidates reads the passages of hits, and how their articles begin.
func candidates(ctx context.Context, v *index.View, hits []index.Hit) ([]*candidate, error) {
	passages, err := v.Passages(ctx, hits)
	if err != nil {
		return nil, err
	}
	openings, err := v.Openings(ctx, hits)
	if err != nil {
		return nil, err
	}
	cs := make([]*candidate, len(passages))
	for i, p := range passages {
		cs[i] = &candidate{passage: p, bm25: hits[i].Score, whole: hits[i].Whole, opening: openings[i]}
	}
	return cs, nil
}

// better orders candidates: by score, then the newer article, then by id and place.
func better(a, b *candidate) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	if c := b.passage.Date.Compare(a.passage.Date); c != 0 {
		return c
	}
	if c := strings.Compare(a.passage.Article, b.passage.Article); c != 0 {
		return c
	}
	return a.passage.Ordinal - b.passage.Ordinal
}

// frequencies counts the passages of each term.
func (q *query) frequencies(ctx context.Context, v *index.View) ([]int, error) {
	out := make([]int, len(q.terms))
	for i, t := range q.terms {
		for _, x := range t.concept.Terms {
			n, err := v.DF(ctx, x)
			if err != nil {
				return nil, err
			}
			out[i] = max(out[i], n)
		}
	}
	return out, nil
}

// formFrequencies counts the passages of each term's unstemmed form.
func (q *query) formFrequencies(ctx context.Context, v *index.View) ([]int, error) {
	out := make([]int, len(q.terms))
	for i, t := range q.terms {
		if t.joined {
			continue
		}
		n, err := v.DF(ctx, index.Term{Field: index.Form, Text: t.word.Form})
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

// rankedArticles returns the ids of the candidates' articles, best first, at most limit.
func rankedArticles(cs []*candidate, limit int) []string {
	var out []string
	for _, c := range cs {
		if len(out) == limit {
			break
		}
		if !slices.Contains(out, c.passage.Article) {
			out = append(out, c.passage.Article)
		}
	}
	return out
}

// firstThen puts the first of some articles before those of another ranking, of which it keeps the length.
func firstThen(first, ranking []string) []string {
	if len(first) == 0 || len(ranking) == 0 {
		return ranking
	}
	best := first[:1:1]
	for _, id := range ranking {
		if id != best[0] && len(best) < max(len(ranking), len(first)) {
			best = append(best, id)
		}
	}
	return best
}
