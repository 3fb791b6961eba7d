package retrieval

import (
	"propos/retrieval/french"
)

// sameShare is how many of the words of two excerpts must be the same for them to say the same.
const sameShare = 0.8

// sameWords reports whether two excerpts are near-identical: by the Jaccard coefficient of their words.
func sameWords(a, b string) bool {
	x, y := wordSet(a), wordSet(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	return float64(both) >= sameShare*float64(len(x)+len(y)-both)
}

func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range french.Tokens(text) {
		out[french.Fold(t.Text)] = true
	}
	return out
}
