package retrieval

import (
	"strings"

	"propos/retrieval/french"
	"propos/retrieval/index"
)

// addKin lets a word be found under the words of its family, and, when it cannot be a name, be recognised by its synonyms.
func (t *term) addKin() {
	word := t.word.Lower
	t.family = french.Family(word)
	for _, k := range t.family {
		if !k.Stop {
			t.concept.Terms = append(t.concept.Terms, stemTerm(k.Stems))
		}
	}
	if !t.capital {
		t.synonyms = french.Synonyms(word)
	}
	t.addCompatriots()
}

// addCompatriots takes the country for its inhabitants, and the other way round: « chinois » for « Chine ».
func (t *term) addCompatriots() {
	place, ok := french.PlaceOf(t.word.Form)
	if !ok || place.Kind > french.PlaceDemonym || place.Proper && !t.capital {
		return
	}
	for _, r := range french.Related(place.Code) {
		if r.Kind <= french.PlaceDemonym && !strings.Contains(r.Text, " ") {
			t.synonyms = append(t.synonyms, french.Kin{Word: r.Text, Stems: french.StemsOf(r.Text)})
		}
	}
}

// stemTerm is the term of a word under its two stems.
func stemTerm(s french.Stems) index.Term {
	t := index.Term{Field: index.Stem, Text: s.Folded}
	if s.Stemmed != s.Folded {
		t.Alt = s.Stemmed
	}
	return t
}

// tableKin makes matching take the words of a family for the term's own, after the words of the question themselves.
func (q *query) tableKin() {
	q.byAccents, q.bySynonym = map[string]int16{}, map[string]mask{}
	for i := range q.terms {
		for _, k := range q.terms[i].family {
			if k.Stop {
				first(q.byAccents, k.Word, int16(i))
				continue
			}
			first(q.byStem, k.Folded, int16(i))
			first(q.byStem, k.Stemmed, int16(i))
		}
		q.tableSynonyms(i)
	}
}

func (q *query) tableSynonyms(i int) {
	for _, k := range q.terms[i].synonyms {
		if k.Stop {
			continue
		}
		q.bySynonym[k.Folded] |= 1 << i
		if k.Stemmed != k.Folded {
			q.bySynonym[k.Stemmed] |= 1 << i
		}
	}
}
