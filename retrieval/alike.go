package retrieval

import (
	"propos/retrieval/french"
	"propos/retrieval/index"
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
	both, fewer := inBoth(x, y), min(len(x), len(y))
	return mostlySame(x, y, both) || fewer >= repeatedWords && float64(both) >= repeatedShare*float64(fewer)
}

// sameTokens reports whether two passages, whose words are known, are near-identical as a whole.
func sameTokens(a, b *index.Passage) bool {
	if n, m := len(a.Tokens()), len(b.Tokens()); n > 2*m || m > 2*n {
		return false
	}
	x, y := formSet(a.Tokens()), formSet(b.Tokens())
	return mostlySame(x, y, inBoth(x, y))
}

func mostlySame(x, y map[string]bool, both int) bool {
	return float64(both) >= sameShare*float64(len(x)+len(y)-both)
}

func inBoth(x, y map[string]bool) (n int) {
	for w := range x {
		if y[w] {
			n++
		}
	}
	return n
}

func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range french.Tokens(text) {
		out[french.Fold(t.Text)] = true
	}
	return out
}

func formSet(tokens []index.Token) map[string]bool {
	out := make(map[string]bool, len(tokens))
	for _, t := range tokens {
		out[t.Form] = true
	}
	return out
}
