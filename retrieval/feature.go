package retrieval

import (
	"math/bits"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// mask is a set of terms of a question.
type mask uint32

func (m mask) with(i int16) mask {
	if i < 0 {
		return m
	}
	return m | 1<<i
}

func (m mask) count() int { return bits.OnesCount32(uint32(m)) }

// candidate is a passage that may answer, with what ranking found out about it.
type candidate struct {
	passage   *index.Passage
	bm25      float64
	whole     float64        // BM25 of the whole article
	opening   *index.Passage // the first of its article; nil when there is none
	features  [featureCount]float64
	score     float64
	title     mask   // terms found in the title
	sentences []mask // terms found in each sentence
	all       mask   // terms found in title or text
	own       mask   // terms found as their own word, or surely in another spelling
	article   mask   // terms found in any candidate of the same article
	forms     mask   // terms found in the same folded form, or a variant
	exact     mask   // terms found with their accents, unstemmed
	capital   mask   // capitalised terms found capitalised
	akin      mask   // terms of which title or text has a synonym
	alike     [maxTerms]float64
	pairs     uint64
	grams     [4]uint64

	answer, answerMark corpus.Span // where the passage answers by a rule, whatever its words, and what to mark there; zero for nowhere
}

// group is what ranking takes for one article: passages given apart may share a group.
func (c *candidate) group() string {
	if c.passage.Group != "" {
		return c.passage.Group
	}
	return c.passage.Article
}

// The features of ranking, in the order of candidate.features. Each is between 0 and 1.
const (
	bm25Rel = iota
	artMax
	bestSentence
	exactForms
	exactCapitals
	rawPairs
	charGrams
	twoBest
	fuzzyMatch
	articleCover
	cover
	artSum
	pairsLocal
	gramsLocal
	inOrder
	kindFound
	kinFound
	wholeRel
	bestSquared
	openingRel
	articlePairs
	openingCover
	openingExact
	openingGrams
	featureCount
)

// featureNames are the names by which features are shown, and by which the model file gives their weights.
var featureNames = [featureCount]string{
	"bm25_rel", "art_max", "bs_sal", "ex_acc", "ex_cap", "rawbi_t", "cg4", "all_bs", "fuzzy", "cov_art", "cov", "art_sum", "pairs_local", "grams_local", "in_order", "kind", "kin", "whole", "bs_sq", "opening", "art_pairs",
	"opening_cov", "opening_acc", "opening_cg4",
}

// FeatureNames returns the names of the ranking features, in order.
func FeatureNames() []string { return append([]string(nil), featureNames[:]...) }

// read passes over the words of a candidate, and takes the features that they give.
func (q *query) read(c *candidate) {
	r := q.pass(c)
	r.finish()
}

// pass notes which of the question's words, pairs and letters a passage has, and where.
func (q *query) pass(c *candidate) *reading {
	r := &reading{q: q, c: c}
	for _, t := range c.passage.TitleTokens() {
		r.word(t, &c.title)
	}
	r.opened = false
	for _, t := range c.passage.Tokens() {
		for int(t.Sentence) >= len(c.sentences) {
			c.sentences = append(c.sentences, 0)
			r.wordsBySentence = append(r.wordsBySentence, 0)
		}
		r.sentence = int(t.Sentence)
		r.word(t, &c.sentences[t.Sentence])
	}
	return r
}

// reading is the state of one pass over a candidate.
type reading struct {
	q               *query
	c               *candidate
	previous        string
	opened          bool
	sentence        int
	wordsBySentence []uint64 // words of the question found in each sentence of the text
}

func (r *reading) word(t index.Token, found *mask) {
	m := r.q.match(t.Word)
	if m == &r.q.nothing {
		r.opened = false
		return
	}
	c := r.c
	*found = found.with(m.term)
	if !m.other {
		c.own = c.own.with(m.term)
	}
	c.akin |= m.akin
	c.forms, c.exact = c.forms.with(m.form), c.exact.with(m.exact)
	if t.Upper && m.form >= 0 {
		c.capital = c.capital.with(m.form)
	}
	if r.opened && m.close {
		r.pair(m.same)
	}
	r.previous, r.opened = m.same, m.open
	for _, g := range m.grams {
		c.grams[g>>6] |= 1 << (g & 63)
	}
	for _, a := range m.alike {
		c.alike[a.term] = max(c.alike[a.term], a.dice)
	}
	if m.word >= 0 && m.word < 64 && r.wordsBySentence != nil {
		r.wordsBySentence[r.sentence] |= 1 << m.word
	}
}

// pair notes that two words stand side by side as they do in the question.
func (r *reading) pair(second string) {
	for i, p := range r.q.pairs {
		if i < 64 && p.first == r.previous && p.second == second {
			r.c.pairs |= 1 << i
		}
	}
}

func (r *reading) finish() {
	q, c, f := r.q, r.c, &r.c.features
	c.all = c.title
	for _, s := range c.sentences {
		c.all |= s
		f[bestSentence] = max(f[bestSentence], q.share(s|c.title))
	}
	f[bestSquared] = f[bestSentence] * f[bestSentence]
	f[cover] = q.share(c.all)
	f[kinFound] = q.share(c.akin &^ c.all)
	f[kindFound] = q.kindIn(c)
	f[exactForms] = q.shareOfForms(c.exact, false)
	f[exactCapitals] = q.shareOfForms(c.capital, true)
	f[rawPairs] = q.shareOfPairs(c.pairs)
	f[charGrams] = q.shareOfGrams(c.grams)
	f[twoBest] = twoBestSentences(r.wordsBySentence, q.words)
	f[fuzzyMatch] = q.fuzzy(c)
}

// share is the weight of the terms found among all terms: Σ idf of found / Σ idf.
func (q *query) share(found mask) float64 {
	sum, all := 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		all += t.idf
		if found&(1<<i) != 0 {
			sum += t.idf
		}
	}
	return ratio(sum, all)
}

// shareOfForms is the same with the weights of unstemmed forms; of capitalised terms only, if so asked.
func (q *query) shareOfForms(found mask, capitals bool) float64 {
	sum, all := 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined || capitals && !t.capital {
			continue
		}
		all += t.idfForm
		if found&(1<<i) != 0 {
			sum += t.idfForm
		}
	}
	return ratio(sum, all)
}

// shareOfPairs is the weight of the question's pairs of words found side by side.
func (q *query) shareOfPairs(found uint64) float64 {
	sum, all := 0.0, 0.0
	for i, p := range q.pairs {
		all += p.idf
		if i < 64 && found&(1<<i) != 0 {
			sum += p.idf
		}
	}
	return ratio(sum, all)
}

// shareOfGrams is the weight of the question's 4-grams found in the passage's content words.
func (q *query) shareOfGrams(found [4]uint64) float64 {
	sum, all := 0.0, 0.0
	for i, g := range q.grams {
		all += g.idf
		if found[i>>6]&(1<<(i&63)) != 0 {
			sum += g.idf
		}
	}
	return ratio(sum, all)
}

// twoBestSentences is the mean, over the two best sentences, of the share of the question's words found, stop words included.
func twoBestSentences(found []uint64, words int) float64 {
	best, second := 0, 0
	for _, s := range found {
		switch n := bits.OnesCount64(s); {
		case n > best:
			best, second = n, best
		case n > second:
			second = n
		}
	}
	return ratio(float64(best+second)/2, float64(words))
}

// fuzzy is the weight of the terms that are not found, each times its likeness with the most alike stem of the passage.
func (q *query) fuzzy(c *candidate) float64 {
	sum, all := 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		all += t.idf
		if c.all&(1<<i) == 0 {
			sum += t.idf * c.alike[i]
		}
	}
	return ratio(sum, all)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// local weighs pairs and grams by how few candidates have them.
func (q *query) local(cs []*candidate) {
	have, grams := make([]uint64, len(cs)), make([]int, len(q.grams))
	for k, c := range cs {
		have[k] = c.pairs
		for i := range grams {
			if c.grams[i>>6]&(1<<(i&63)) != 0 {
				grams[i]++
			}
		}
	}
	pairs := q.pairRarity(have)
	for _, c := range cs {
		c.features[pairsLocal] = shareOfRare(c.pairs, pairs)
		sum, all := 0.0, 0.0
		for i, n := range grams {
			w := idf(len(cs), n)
			all += w
			if c.grams[i>>6]&(1<<(i&63)) != 0 {
				sum += w
			}
		}
		c.features[gramsLocal] = ratio(sum, all)
		c.features[inOrder] = q.ordered(c)
	}
}

// pairRarity weighs each pair of the question by how few of the sets of pairs have it: their idf.
func (q *query) pairRarity(sets []uint64) []float64 {
	weights := make([]float64, len(q.pairs))
	for i := range weights {
		n := 0
		for _, s := range sets {
			if i < 64 && s&(1<<i) != 0 {
				n++
			}
		}
		weights[i] = idf(len(sets), n)
	}
	return weights
}

// shareOfRare is the weight of the pairs found among all.
func shareOfRare(found uint64, weights []float64) float64 {
	sum, all := 0.0, 0.0
	for i, w := range weights {
		all += w
		if i < 64 && found&(1<<i) != 0 {
			sum += w
		}
	}
	return ratio(sum, all)
}

// ordered is the share of neighbouring terms of the question that stand in the same order, at most three words apart.
func (q *query) ordered(c *candidate) float64 {
	if len(q.terms) < 2 {
		return 0
	}
	var have uint64
	for _, list := range [][]index.Token{c.passage.TitleTokens(), c.passage.Tokens()} {
		last, at := int16(-1), 0
		for k, t := range list {
			m := q.match(t.Word).term
			if m < 0 {
				continue
			}
			if last >= 0 && m == last+1 && k-at <= 4 {
				have |= 1 << m
			}
			last, at = m, k
		}
	}
	sum, all := 0.0, 0.0
	for i := 1; i < len(q.terms); i++ {
		w := q.terms[i].idf + q.terms[i-1].idf
		all += w
		if have&(1<<i) != 0 {
			sum += w
		}
	}
	return ratio(sum, all)
}

// kindIn tells whether the best sentence, or the one after it, holds what the question asks for.
func (q *query) kindIn(c *candidate) float64 {
	if q.kind == french.KindNone || q.kind == french.KindQuote || q.kind == french.KindYesNo || q.kind == french.KindList {
		return 0
	}
	best, at := -1.0, 0
	for i, s := range c.sentences {
		if v := q.share(s); v > best {
			best, at = v, i
		}
	}
	spans := french.Sentences(c.passage.Text)
	if at >= len(spans) {
		return 0
	}
	sentence := spans[at].Of(c.passage.Text)
	for _, a := range french.AnswerSpans(q.kind, sentence) {
		known := false
		for _, t := range c.passage.Tokens() {
			if int(t.Start) >= spans[at].Start+a.Start && int(t.End) <= spans[at].Start+a.End && q.match(t.Word).term >= 0 {
				known = true
			}
		}
		if !known {
			return 1
		}
	}
	return 0
}
