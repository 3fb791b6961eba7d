package french

import (
	_ "embed"
	"strings"
)

//go:embed table/dictionary.txt
var dictionary string

// InDictionary reports whether a word, in any of its regular forms, is one of a French dictionary's 50,000: it is then no spelling of
// another one. Names, words of fewer than four letters and irregular forms are not in it.
func InDictionary(word string) bool {
	stems := StemsOf(word)
	return listed(stems.Folded) || listed(stems.Stemmed)
}

func listed(stem string) bool { return strings.Contains(dictionary, "\n"+stem+"\n") }
