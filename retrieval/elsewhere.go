package retrieval

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// setting is a place or a year of a question, to which an answer is tied: « à Manchester », « au Sri Lanka », « en 1968 ».
type setting struct {
	terms  mask
	year   int    // 0 for a place
	nation string // the code of the country, as french.Place has it; "" for a year, and for a place of which only the name is known
}

// elsewhere reports whether the question names a place or a year of which the article of the best candidate does not speak. The passage need
// not name it: an article often does only once. Whether a year fits an article that has a date is for otherYear to say.
func (l *Library) elsewhere(ctx context.Context, s *shelf, q *query, best *candidate) (bool, error) {
	missing := slices.DeleteFunc(q.settings(best.passage.Date), func(x setting) bool { return x.terms&^(best.all|best.akin) == 0 })
	if len(missing) == 0 {
		return false, nil
	}
	a, unchanged, err := l.stored(ctx, s, best.passage.Article, best.passage.Version)
	if err != nil || !unchanged {
		return false, err // no excerpt of it will be shown
	}
	text := a.Title + "\n" + a.Body
	return !q.speaksOf(text, s.index.Analyse(text), missing), nil
}

// settings are the places and years of the question, but for places that articles take for granted, and the years if the article has a date.
func (q *query) settings(written corpus.Date) []setting {
	out := q.places()
	if written.Year != 0 {
		return out
	}
	for i := range q.terms {
		if year := yearOf(q.terms[i].text); year > 0 {
			out = append(out, setting{terms: 1 << i, year: year})
		}
	}
	return out
}

// yearOf reads a year in four digits; 0 for anything else.
func yearOf(word string) int {
	year, err := strconv.Atoi(word)
	if err != nil || len(word) != 4 || year < 1000 || year > lastYear {
		return 0
	}
	return year
}

// places are the places in which something is: names behind « à », « en », « au » and « aux ».
func (q *query) places() (out []setting) {
	for i := 1; i < len(q.tokens); i++ {
		n, ok := q.byForm[q.tokens[i].Form]
		if !ok || !q.terms[n].capital || q.granted(n) {
			continue
		}
		place, known := french.PlaceOf(q.tokens[i].Form)
		known = known && place.Kind == french.PlaceName
		switch q.tokens[i-1].Lower {
		case "à", "en":
			ok = known || placeLike(q.tokens[i].Form)
		case "au", "aux":
			ok = known // « au Parlement »
		default:
			ok = false
		}
		if ok {
			out = append(out, setting{terms: 1 << n, nation: place.Code})
		}
	}
	return out
}

// granted reports whether a term is so common in the collection that articles need not say it: those of a French paper are of France.
func (q *query) granted(term int16) bool { return q.terms[term].df*commonPlace > q.passages }

// commonPlace is one passage in how many must name a place for other articles to take it for granted.
const commonPlace = 50

// placeLike reports whether a capitalised word behind « à » or « en » may be a place: no given name, no century and no part of the world,
// which articles on its countries do not name.
func placeLike(form string) bool {
	_, given := french.GivenName(form)
	return !given && strings.Trim(form, "ivxlcdm") != "" && strings.Trim(strings.TrimSuffix(form, "eme"), "ivxlcdm") != "" && !slices.Contains(worldParts[:], form)
}

var worldParts = [...]string{"afrique", "amerique", "ameriques", "antarctique", "arctique", "asie", "eurasie", "europe", "occident", "oceanie", "orient"}

// speaksOf reports whether an article speaks of all the settings. A country it may name by its people or its capital. An article without a
// date may have been written in a year that it does not name, but not long before one that it does.
func (q *query) speaksOf(text string, words []index.Token, settings []setting) bool {
	var has mask
	latest := 0
	for _, w := range words {
		m := q.match(w.Word)
		has = has.with(m.term) | m.akin
		latest = max(latest, yearOf(w.Form))
	}
	places := french.Places(french.Tokens(text))
	return !slices.ContainsFunc(settings, func(x setting) bool {
		switch {
		case x.terms&^has == 0:
			return false
		case x.year > 0:
			return x.year < latest-1
		}
		return !slices.ContainsFunc(places, func(p french.PlaceMention) bool { return x.nation != "" && p.Code == x.nation })
	})
}
