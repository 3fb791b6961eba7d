package retrieval

import (
	"math"
	"slices"

	"propos/retrieval/french"
)

// The features of refusing are those of the best candidate's ranking, by their names, and these.
const (
	capitalsMissed = iota // weight of the question's capitalised words that stand nowhere in passage or title: the strongest sign
	rarestMissed          // 1 when the rarest term is missing
	bm25Share             // BM25 of the best candidate over the most that the question's terms could reach
	leadGap               // ranking score above the second candidate, at most 5
	leadShare             // softmax of the first score over all candidates
	elsewhere             // how much more of the question the best-covering other candidate holds
	termCount             // content words of the question, at most ten, over ten
	numbersMissed         // weight of the question's numbers that are missing
	oneTerm               // 1 for a question of a single content word
	respelt               // weight of the terms found only in another spelling
	corrected             // weight of the terms that nobody writes so, taken for typing errors
	answerMissing         // 1 when a date, number, person or place is asked for, and the best sentence has none
	wholeSentence         // 1 when one sentence, with the title, has every term
	wholePassage          // 1 when the passage has every term
	refusalExtras
)

// extraNames are the names of these further features.
var extraNames = [refusalExtras]string{"capmiss", "raremiss", "bm25_share", "gap", "p1", "elsewhere", "terms", "nummiss", "one_term", "respelt", "corrected", "no_answer", "full_sentence", "full_passage"}

// refusalCount is the number of all features of refusing.
const refusalCount = featureCount + refusalExtras

// RefusalNames returns the names of the refusing features, in order.
func RefusalNames() []string { return append(FeatureNames(), extraNames[:]...) }

// doubts measures how far the best of the ranked candidates may be trusted to answer.
func (q *query) doubts(ranked []*candidate) (f [refusalCount]float64) {
	best := ranked[0]
	copy(f[:], best.features[:])
	extra := f[featureCount:]
	extra[capitalsMissed] = q.missing(best, func(t *term) bool { return t.capital })
	extra[numbersMissed] = q.missing(best, func(t *term) bool { return t.text[0] >= '0' && t.text[0] <= '9' })
	extra[rarestMissed] = q.rarestMissing(best)
	extra[bm25Share] = ratio(best.bm25, q.mostBM25())
	extra[leadGap], extra[leadShare] = lead(ranked)
	for _, c := range ranked[1:] {
		extra[elsewhere] = max(extra[elsewhere], c.features[cover]-best.features[cover])
	}
	extra[termCount] = min(float64(len(q.terms)), 10) / 10
	extra[oneTerm] = indicator(len(q.terms) == 1)
	extra[respelt] = q.share(best.all &^ best.own)
	extra[corrected] = q.share(q.correctedTerms())
	extra[answerMissing] = indicator(answerable[q.kind] && best.features[kindFound] == 0)
	extra[wholeSentence] = indicator(best.features[bestSentence] > 0.999)
	extra[wholePassage] = indicator(best.features[cover] > 0.999)
	return f
}

// answerable are the kinds of answer that rules find well enough for their absence to be a sign.
var answerable = map[french.AnswerKind]bool{french.KindDate: true, french.KindNumber: true, french.KindPerson: true, french.KindPlace: true}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// correctedTerms are the terms taken for typing errors.
func (q *query) correctedTerms() (m mask) {
	for i := range q.terms {
		if q.terms[i].corrected {
			m = m.with(int16(i))
		}
	}
	return m
}

// missing is the weight of the terms of one sort that stand neither in passage nor title, among all terms.
func (q *query) missing(c *candidate, sort func(*term) bool) float64 {
	missed, all := 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		all += t.idf
		if c.all&(1<<i) == 0 && sort(t) {
			missed += t.idf
		}
	}
	return ratio(missed, all)
}

// rarestMissing is 1 when the rarest term of the question stands neither in passage nor title.
func (q *query) rarestMissing(c *candidate) float64 {
	rarest := -1
	for i := range q.terms {
		if !q.terms[i].joined && (rarest < 0 || q.terms[i].idf > q.terms[rarest].idf) {
			rarest = i
		}
	}
	if rarest >= 0 && c.all&(1<<rarest) == 0 {
		return 1
	}
	return 0
}

// mostBM25 is what a passage reaches that is made of the question's terms alone: Σ weight · idf · (k1 + 1), with k1 = 1.2.
func (q *query) mostBM25() float64 {
	sum := 0.0
	for i := range q.terms {
		if !q.terms[i].joined {
			sum += 2.2 * q.terms[i].idf
		}
	}
	return sum
}

// lead is how far the best candidate stands before the second, and its softmax share of all.
func lead(ranked []*candidate) (gap, share float64) {
	sum := 0.0
	for _, c := range ranked {
		sum += math.Exp(c.score - ranked[0].score)
	}
	gap = 5
	if len(ranked) > 1 {
		gap = min(ranked[0].score-ranked[1].score, 5)
	}
	return gap, 1 / sum
}

// knownRefusing reports whether the model may name a feature of refusing.
func knownRefusing(name string) bool { return name == "bias" || slices.Contains(RefusalNames(), name) }
