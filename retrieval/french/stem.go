package french

import (
	"strings"

	"github.com/kljensen/snowball/french"
)

// maxStemmed is the longest word, in bytes, that is stemmed; longer ones stand for themselves.
const maxStemmed = 64

// Stem returns the Snowball stem of one word, lower-cased but with its accents. It must not be applied twice.
func Stem(word string) string {
	word = strings.ToLower(word)
	if len(word) > maxStemmed {
		return word
	}
	return french.Stem(word, true)
}

// Stems are the two forms under which a word is found. A family of words shares at least one of them:
// stemming first joins more verbs, folding first finds the same form from a question without accents.
// Measured on 65,839 lemma families: together they join 84.5 % of verb pairs, either alone at most 80.5 %.
type Stems struct {
	Stemmed string // Fold(Stem(word))
	Folded  string // Stem(Fold(word))
}

// StemsOf returns both forms of a word.
func StemsOf(word string) Stems {
	stem, folded := Stem(word), Fold(word)
	if folded == strings.ToLower(word) { // most words have no accent, and stemming is what costs
		return Stems{Stemmed: Fold(stem), Folded: stem}
	}
	return Stems{Stemmed: Fold(stem), Folded: Stem(folded)}
}

// Same reports whether two words are forms of one another.
func (s Stems) Same(o Stems) bool {
	return s.Folded == o.Folded || s.Stemmed == o.Stemmed || s.Stemmed == o.Folded || s.Folded == o.Stemmed
}
