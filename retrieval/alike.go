package retrieval

import (
	"propos/retrieval/french"
)

// sameShare is how many of the words of two excerpts must be the same for them to say the same.
const sameShare = 0.8

// An excerpt whose words stand nearly all in another, longer or shorter, repeats it: the same sentence with another one beside it.
// Excerpts of fewer words could do so by chance.
const (
	repeatedShare = 0.9
	repeatedWords = 10
)

// sameWords reports whether two excerpts are near-identical, by the Jaccard coefficient of their words, or one repeats the other.
func sameWords(a, b string) bool {
	x, y := wordSet(a), wordSet(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	fewer := min(len(x), len(y))
	return float64(both) >= sameShare*float64(len(x)+len(y)-both) || fewer >= repeatedWords && float64(both) >= repeatedShare*float64(fewer)
}

func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range french.Tokens(text) {
		out[french.Fold(t.Text)] = true
	}
	return out
}
