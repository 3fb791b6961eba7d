package retrieval

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// refusalFeatures are what tells an answer from a passage that merely has words of the question, in the order in which they are shown.
// Each is between 0 and 1. They were chosen among some 690 by what each adds to the others (docs/evaluation.md), and none of them
// knows how many passages there are, so that one threshold holds in small and in large collections.
var refusalFeatures = [...]struct {
	name string
	of   func(*doubt) float64
}{
	{"bm25_share", (*doubt).bm25Share},
	{"gap", (*doubt).gap},
	{"gap_fifth", (*doubt).gapToFifth},
	{"article_gap", (*doubt).articleGap},
	{"same_article", (*doubt).sameArticle},
	{"found", (*doubt).found},
	{"title_second", (*doubt).secondInTitle},
	{"found_forms", (*doubt).foundForms},
	{"missed", (*doubt).missed},
	{"rarest_missed", (*doubt).rarestMissed},
	{"cov_kin", (*doubt).coverWithKin},
	{"only_here", (*doubt).onlyHere},
	{"names", (*doubt).names},
	{"capmiss", (*doubt).namesMissed},
	{"capmiss_exact", (*doubt).namesMissedExactly},
	{"unheard", (*doubt).unheard},
	{"common", (*doubt).common},
	{"common_missed", (*doubt).commonMissed},
	{"common_lost", (*doubt).commonLost},
	{"number_found", (*doubt).numberFound},
	{"near", (*doubt).near},
	{"salience", (*doubt).salience},
	{"pairs_local", func(d *doubt) float64 { return d.best.features[pairsLocal] }},
	{"fuzzy", func(d *doubt) float64 { return d.best.features[fuzzyMatch] }},
	{"kin", func(d *doubt) float64 { return d.best.features[kinFound] }},
}

// refusalCount is the number of features of refusing.
const refusalCount = len(refusalFeatures)

// RefusalNames returns the names of the refusing features, in order.
func RefusalNames() []string {
	out := make([]string, refusalCount)
	for i, f := range refusalFeatures {
		out[i] = f.name
	}
	return out
}

// knownRefusing reports whether the model may name a feature of refusing.
func knownRefusing(name string) bool { return name == "bias" || slices.Contains(RefusalNames(), name) }

// doubts measures how far the best of the ranked candidates, of which there is one at least, may be trusted to answer.
func (q *query) doubts(ranked []*candidate) (f [refusalCount]float64) {
	d := newDoubt(q, ranked)
	for i, feature := range refusalFeatures {
		f[i] = feature.of(d)
	}
	return f
}

// doubt is what the features of refusing look at: the best candidate among the others, and its best sentence.
type doubt struct {
	q        *query
	ranked   []*candidate
	best     *candidate
	all      mask    // every term, but those that are joined from others
	capital  mask    // of them, those that seem to be names
	number   mask    // of them, those that begin with a digit
	sentence int     // the sentence that carries most of the question, the title counted in; the first of equals
	inside   mask    // the terms in that sentence
	weight   float64 // Σ rarity of all terms
	most     float64 // the rarity of a word that no passage has
}

func newDoubt(q *query, ranked []*candidate) *doubt {
	d := &doubt{q: q, ranked: ranked, best: ranked[0], most: idf(q.passages, 0)}
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		d.all |= 1 << i
		d.weight += t.rarity
		switch {
		case t.capital:
			d.capital |= 1 << i
		case t.text[0] >= '0' && t.text[0] <= '9':
			d.number |= 1 << i
		}
	}
	top, own := -1.0, -1.0
	for i, s := range d.best.sentences {
		with, alone := q.share(s|d.best.title), q.share(s)
		if with > top || with == top && alone > own {
			top, own, d.sentence, d.inside = with, alone, i, s
		}
	}
	return d
}

// rarity is the weight of some terms: the sum of the idf of their folded, unstemmed forms.
func (d *doubt) rarity(m mask) float64 {
	sum := 0.0
	for m &= d.all; m != 0; m &= m - 1 {
		sum += d.q.terms[bits.TrailingZeros32(uint32(m))].rarity
	}
	return sum
}

// bm25Share is BM25 of the best candidate over the most that the question's terms could reach: Σ idf · (k1 + 1), with k1 = 1.2.
func (d *doubt) bm25Share() float64 {
	sum := 0.0
	for i := range d.q.terms {
		if !d.q.terms[i].joined {
			sum += 2.2 * d.q.terms[i].idf
		}
	}
	return min(ratio(d.best.bm25, sum), 1)
}

// gap is how far the ranking score is above the second passage's: 1 for ten or more, or for no second one.
func (d *doubt) gap() float64 {
	if len(d.ranked) < 2 {
		return 1
	}
	return max(0, min(d.best.score-d.ranked[1].score, 10)) / 10
}

// gapToFifth is how far the ranking score is above the fifth passage's, or the last one's of fewer: 1 for ten or more, or for no second one.
func (d *doubt) gapToFifth() float64 {
	if len(d.ranked) < 2 {
		return 1
	}
	return max(0, min(d.best.score-d.ranked[min(4, len(d.ranked)-1)].score, 10)) / 10
}

// articleGap is how far the ranking score is above that of the best passage of another article: 1 for two or more, or for no other article.
func (d *doubt) articleGap() float64 {
	for _, c := range d.ranked[1:] {
		if c.group() != d.best.group() {
			return max(0, min(d.best.score-c.score, 2)) / 2
		}
	}
	return 1
}

// sameArticle is how many of the first five passages are of the best one's article, over five.
func (d *doubt) sameArticle() float64 {
	n := 0
	for _, c := range d.ranked[:min(len(d.ranked), 5)] {
		if c.group() == d.best.group() {
			n++
		}
	}
	return float64(n) / 5
}

// fifth counts terms, at most five, over five.
func (d *doubt) fifth(m mask) float64 {
	return float64(min(bits.OnesCount32(uint32(m&d.all)), 5)) / 5
}

// found is how many terms the best sentence has.
func (d *doubt) found() float64 { return d.fifth(d.inside) }

// secondInTitle is the rarity of the second rarest term that the title has, in words that no passage has: what the whole article is about
// says little about the one thing that is asked of it.
func (d *doubt) secondInTitle() float64 {
	first, second := 0.0, 0.0
	for m := d.best.title & d.all; m != 0; m &= m - 1 {
		switch r := d.q.terms[bits.TrailingZeros32(uint32(m))].rarity; {
		case r > first:
			first, second = r, first
		case r > second:
			second = r
		}
	}
	return ratio(second, d.most)
}

// foundForms is the weight of the terms that passage or title have in the very form of the question, in words that no passage has; at most four.
func (d *doubt) foundForms() float64 { return min(ratio(d.rarity(d.best.forms), d.most), 4) / 4 }

// missed is the weight of the terms that neither passage nor title have as their own word, in words that no passage has; at most four.
func (d *doubt) missed() float64 { return min(ratio(d.rarity(d.all&^d.best.own), d.most), 4) / 4 }

// rarestMissed is the rarity of the rarest term that passage and title lack in its exact form, accents and all.
func (d *doubt) rarestMissed() float64 {
	top := 0.0
	for m := d.all &^ d.best.exact; m != 0; m &= m - 1 {
		top = max(top, d.q.terms[bits.TrailingZeros32(uint32(m))].rarity)
	}
	return ratio(top, d.most)
}

// coverWithKin is the share of the question that passage and title have, synonyms counted in.
func (d *doubt) coverWithKin() float64 { return d.q.share(d.best.all | d.best.akin) }

// onlyHere is the share of the question that passage and title have, and no passage of another article among the ranked ones.
func (d *doubt) onlyHere() float64 {
	var others mask
	for _, c := range d.ranked[1:] {
		if c.group() != d.best.group() {
			others |= c.all
		}
	}
	return d.q.share(d.best.all &^ others)
}

// names is how many words of the question seem to be names, at most four, over four.
func (d *doubt) names() float64 { return float64(min(bits.OnesCount32(uint32(d.capital)), 4)) / 4 }

// namesMissed is the weight, among all terms, of the names that passage and title lack in any spelling.
func (d *doubt) namesMissed() float64 {
	return ratio(d.rarity(d.capital&^(d.best.all|d.best.akin)), d.weight)
}

// namesMissedExactly is the weight, among all terms, of the names that passage and title lack in their exact form.
// It takes back a part of what namesMissed says where everything is spelt otherwise.
func (d *doubt) namesMissedExactly() float64 {
	return ratio(d.rarity(d.capital&^d.best.exact), d.weight)
}

// unheard is the share of the question in words that no passage of the collection has in any form, nor surely in another spelling.
func (d *doubt) unheard() float64 {
	var m mask
	for i := range d.q.terms {
		if d.q.terms[i].unheard {
			m = m.with(int16(i))
		}
	}
	return d.q.share(m)
}

// common is the weight, among all terms, of those in the best sentence or the title that are neither names nor numbers.
func (d *doubt) common() float64 {
	return ratio(d.rarity((d.inside|d.best.title)&^d.capital&^d.number), d.weight)
}

// commonMissed is the weight of the terms that are neither names nor numbers and not in the best sentence or title, among such terms.
func (d *doubt) commonMissed() float64 {
	words := d.all &^ d.capital &^ d.number
	return ratio(d.rarity(words&^(d.inside|d.best.title)), d.rarity(words))
}

// commonLost is the weight of the terms that are neither names nor numbers and neither in passage nor title, in words that no passage has;
// at most three.
func (d *doubt) commonLost() float64 {
	return min(ratio(d.rarity(d.all&^d.capital&^d.number&^d.best.all), d.most), 3) / 3
}

// numberFound is 1 when the best sentence or the title has a number of the question.
func (d *doubt) numberFound() float64 {
	if d.number&(d.inside|d.best.title) != 0 {
		return 1
	}
	return 0
}

// near is how close together the best sentence has its terms, times the share of the question that it has with the title:
// the number of terms over the words of the shortest run that has them all; 0 for fewer than two.
func (d *doubt) near() float64 {
	terms := bits.OnesCount32(uint32(d.inside & d.all))
	if terms < 2 {
		return 0
	}
	return float64(terms) / float64(d.shortestRun(terms)) * d.q.share(d.inside|d.best.title)
}

// shortestRun is the length in words of the shortest part of the best sentence that has so many different terms.
func (d *doubt) shortestRun(terms int) int {
	var last [maxTerms]int
	shortest, at := math.MaxInt, 0
	for _, t := range d.best.passage.Tokens() {
		if int(t.Sentence) != d.sentence {
			continue
		}
		at++
		m := d.q.match(t.Word).term
		if m < 0 || d.all&(1<<m) == 0 {
			continue
		}
		last[m] = at
		oldest, n := at, 0
		for _, p := range last {
			if p > 0 {
				oldest, n = min(oldest, p), n+1
			}
		}
		if n == terms {
			shortest = min(shortest, at-oldest+1)
		}
	}
	return shortest
}

// salience is the mean salience of the terms (Model.Salience), at most 1.5, over 1.5: low when the question has few words that an answer would have.
func (d *doubt) salience() float64 {
	sum, n := 0.0, 0
	for i := range d.q.terms {
		if t := &d.q.terms[i]; !t.joined {
			sum, n = sum+t.salience, n+1
		}
	}
	return min(ratio(sum, float64(n)), 1.5) / 1.5
}

// otherYear reports whether the question names a year that the passage lacks and that is neither its article's own nor one beside it:
// « la canicule de 1976 » is not answered by an article of 2020 that does not speak of 1976. Nothing is held against an article without a date.
// It is a rule and not a feature, for the articles that refusing is fitted on have no dates.
func (q *query) otherYear(c *candidate) bool {
	written := c.passage.Date.Year
	if written == 0 {
		return false
	}
	for i := range q.terms {
		t := &q.terms[i]
		year, err := strconv.Atoi(t.text)
		if err == nil && len(t.text) == 4 && year >= firstYear && year <= lastYear && c.all&(1<<i) == 0 && (year < written-1 || year > written+1) {
			return true
		}
	}
	return false
}

// Between them a number of four digits is read as a year.
const firstYear, lastYear = 1800, 2100
