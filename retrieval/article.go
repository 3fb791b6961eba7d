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

// How many sentences say what an article is about: shortly, and with what it is about them.
const (
	openingSentences = 2
	leadSentences    = 3
)

// beginning is what the first passage of an article has of a question.
type beginning struct {
	terms mask // in the title and the first sentences
	lead  mask // with some more of them
	exact mask // anywhere in it; so are the others
	pairs uint64
	grams [4]uint64
}

// openings gives the candidates what their article has beyond them: how much of the question its title and first sentences hold, also
// beside the best of the candidates' articles (of those that all mention a thing, the ones that begin with it are about it), and which
// pairs of words its candidates or its first passage hold, weighed by how few of the articles do.
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
		b, f := begun[c.passage.Article], &c.features
		f[openingRel] = ratio(q.share(b.terms), best)
		f[articlePairs] = shareOfRare(pairs[c.passage.Article], weights)
		f[openingCover], f[openingExact], f[openingGrams] = q.share(b.lead), q.shareOfForms(b.exact, false), q.shareOfGrams(b.grams)
	}
}

// beginning reads the first passage of a candidate's article, which may be the candidate, already read.
func (q *query) beginning(c *candidate) (b beginning) {
	read := c
	switch {
	case c.passage.Ordinal == 0:
	case c.opening == nil:
		return b
	default:
		read = &candidate{passage: c.opening}
		q.pass(read)
	}
	b = beginning{terms: read.title, lead: read.title, exact: read.exact, pairs: read.pairs, grams: read.grams}
	for i, s := range read.sentences[:min(len(read.sentences), leadSentences)] {
		b.lead |= s
		if i < openingSentences {
			b.terms |= s
		}
	}
	return b
}
