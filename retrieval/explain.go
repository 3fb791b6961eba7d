package retrieval

// explain shows what was looked for and what every feature added, for all candidates.
func (l *Library) explain(q *query, ranked []*candidate, doubts *[refusalCount]float64) *Explanation {
	e := new(Explanation)
	for _, t := range q.terms {
		e.Terms = append(e.Terms, ExplainedTerm{Word: t.text, Variants: t.variants, Passages: t.df})
	}
	ranking := l.model.rankingOf(q.asks)
	for _, c := range ranked {
		x := ExplainedCandidate{Article: c.passage.Article, Group: c.group(), Passage: c.passage.Ordinal, Score: c.score}
		for i, v := range c.features {
			x.Features = append(x.Features, Share{featureNames[i], v, ranking[i], v * ranking[i]})
		}
		e.Candidates = append(e.Candidates, x)
	}
	names := RefusalNames()
	for i, v := range doubts {
		e.Refusal = append(e.Refusal, Share{names[i], v, l.model.refusing[i], v * l.model.refusing[i]})
	}
	e.Refusal = append(e.Refusal, Share{"bias", 1, l.model.bias, l.model.bias})
	return e
}
