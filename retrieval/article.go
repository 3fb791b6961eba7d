package retrieval

import (
	"maps"
	"slices"
)

// measure reads every candidate once and fills its features but those of quotations.
func (q *query) measure(cs []*candidate) {
	best, whole, most := 0.0, 0.0, 0.0
	for _, c := range cs {
		best, whole = max(best, c.bm25), max(whole, c.whole)
	}
	articles := map[string]*articleSum{}
	for _, c := range cs {
		q.read(c)
		c.features[bm25Rel], c.features[wholeRel] = ratio(c.bm25, best), ratio(c.whole, whole)
		a := articles[c.group()]
		if a == nil {
			a = new(articleSum)
			articles[c.group()] = a
		}
		a.best = max(a.best, c.features[bm25Rel])
		a.sum += c.features[bm25Rel]
		most = max(most, a.sum)
		a.all |= c.all
	}
	q.local(cs)
	q.openings(cs)
	for _, c := range cs {
		a := articles[c.group()]
		c.article = a.all
		c.features[artMax] = a.best
		c.features[articleCover] = q.share(a.all)
		c.features[artSum] = ratio(a.sum, most)
	}
}

// articleSum is what the candidates of one article have together.
type articleSum struct {
	best float64
	sum  float64
	all  mask
}

// openingSentences is how many sentences say what an article is about.
const openingSentences = 2

// beginning is what the first passage of an article has of a question.
type beginning struct {
	terms mask   // in the title and the first sentences
	pairs uint64 // anywhere in it
}

// openings gives the candidates what their article has beyond them: how much of the question its title and first sentences hold, beside
// the best of the candidates' articles (of those that all mention a thing, the ones that begin with it are about it), and which pairs
// of words its candidates or its first passage hold, weighed by how few of the articles do.
func (q *query) openings(cs []*candidate) {
	begun, pairs, best := make(map[string]beginning, len(cs)), make(map[string]uint64, len(cs)), 0.0
	for _, c := range cs {
		article := c.passage.Article
		if _, known := begun[article]; !known {
			b := q.beginning(c)
			begun[article], pairs[article] = b, b.pairs
			best = max(best, q.share(b.terms))
		}
		pairs[article] |= c.pairs
	}
	weights := q.pairRarity(slices.Collect(maps.Values(pairs)))
	for _, c := range cs {
		c.features[openingRel] = ratio(q.share(begun[c.passage.Article].terms), best)
		c.features[articlePairs] = shareOfRare(pairs[c.passage.Article], weights)
	}
}

// beginning reads the first passage of a candidate's article, which may be the candidate, already read.
func (q *query) beginning(c *candidate) (b beginning) {
	switch {
	case c.passage.Ordinal == 0:
		b = beginning{c.title, c.pairs}
		for _, s := range c.sentences[:min(len(c.sentences), openingSentences)] {
			b.terms |= s
		}
	case c.opening != nil:
		r, later := reading{q: q, c: new(candidate)}, mask(0)
		for _, t := range c.opening.TitleTokens() {
			r.word(t, &b.terms)
		}
		r.opened = false
		for _, t := range c.opening.Tokens() {
			if t.Sentence < openingSentences {
				r.word(t, &b.terms)
			} else {
				r.word(t, &later)
			}
		}
		b.pairs = r.pairs
	}
	return b
}
