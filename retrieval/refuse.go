package retrieval

import "math"

// The features of refusing, in order; they read the best candidate, but for gap and p1.
const (
	refuseBestSentence = iota
	refuseCover
	refuseArticleCover
	refuseCapitalsMissed
	refusePairs
	refuseGrams
	refuseFuzzy
	refuseGap
	refuseShare
	refuseExact
	refuseRarestMissed
	refuseTerms
	refuseSaidBy
	refuseSaidAbout
	refusalCount
)

// refusalNames are the names by which the model file gives their weights.
var refusalNames = [refusalCount]string{
	"bs_sal", "cov", "cov_art", "capmiss", "rawbi_t", "cg4", "fuzzy", "gap", "p1", "ex_acc", "raremiss", "terms", "said_by", "said_about",
}

// RefusalNames returns the names of the refusing features, in order.
func RefusalNames() []string { return append([]string(nil), refusalNames[:]...) }

// doubts measures how far the best of the ranked candidates may be trusted to answer.
func (q *query) doubts(ranked []*candidate) (f [refusalCount]float64) {
	best := ranked[0]
	f[refuseBestSentence] = best.features[bestSentence]
	f[refuseCover] = best.features[cover]
	f[refuseArticleCover] = q.share(best.article)
	f[refuseCapitalsMissed] = q.capitalsMissed(best)
	f[refusePairs] = best.features[rawPairs]
	f[refuseGrams] = best.features[charGrams]
	f[refuseFuzzy] = best.features[fuzzyMatch]
	f[refuseExact] = best.features[exactForms]
	f[refuseRarestMissed] = q.rarestMissed(best)
	f[refuseTerms] = min(float64(len(q.terms)), 10) / 10
	f[refuseSaidBy] = best.features[saidBy]
	f[refuseSaidAbout] = best.features[saidAbout]
	f[refuseGap], f[refuseShare] = lead(ranked)
	return f
}

// capitalsMissed is the weight of the question's capitalised words that stand nowhere in passage or title, among all terms.
func (q *query) capitalsMissed(c *candidate) float64 {
	missed, all := 0.0, 0.0
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		all += t.idf
		if t.capital && c.all&(1<<i) == 0 {
			missed += t.idf
		}
	}
	return ratio(missed, all)
}

// rarestMissed is 1 when the rarest term of the question stands neither in passage nor title.
func (q *query) rarestMissed(c *candidate) float64 {
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

// lead is how far the best candidate stands before the second, and its softmax share of all.
func lead(ranked []*candidate) (gap, share float64) {
	sum := 0.0
	for _, c := range ranked {
		sum += math.Exp(c.score - ranked[0].score)
	}
	if len(ranked) > 1 {
		gap = ranked[0].score - ranked[1].score
	} else {
		gap = 1
	}
	return min(gap, 5), 1 / sum
}
