package retrieval

import (
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// pairNames notes which given names of a topic stand before their surname: words on « Claire Vidal » are none on « Claire Bertin ».
func (q *query) pairNames() {
	q.surnames = map[int16]int16{}
	for i := 1; i < len(q.tokens); i++ {
		given, ok := q.byForm[q.tokens[i-1].Form]
		surname, known := q.byForm[q.tokens[i].Form]
		if !ok || !known || !q.terms[given].capital || !q.terms[surname].capital {
			continue
		}
		if _, isGiven := french.GivenName(q.tokens[i-1].Form); isGiven {
			q.surnames[given] = surname
		}
	}
}

// namesake reports whether the word at i, which is a term of the topic, is the given name of somebody else than the topic means: another
// capitalised word stands right behind it.
func (q *query) namesake(words []index.Token, i int, term int16) bool {
	surname, ok := q.surnames[term]
	if !ok || i+1 >= len(words) {
		return false
	}
	next := words[i+1]
	return next.Upper && next.Kind == french.Word && next.Start-words[i].End <= 1 && q.match(next.Word).term != surname
}
