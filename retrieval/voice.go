package retrieval

import (
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/quote"
)

// voice is whose words are asked for: some people, the holders of an office, or a country or organisation.
type voice struct {
	asked  string          // as asked
	people []quote.Speaker // who may be meant
	office *quote.Office
	leads  bool     // whoever holds the office leads what is asked
	nation string   // of a country or an organisation that speaks for itself
	words  []string // of a name that is no known person's
	exact  bool     // the name stands so in the collection; else it is the nearest one
}

// listen finds out whose words a phrase asks for.
func listen(phrase string, p *people, advice *Advice, date corpus.Date) voice {
	v := voice{asked: phrase, exact: true}
	name, ok := advice.person(phrase, date)
	if !ok && advice.knows(phrase) {
		name, ok = phrase, true
	}
	if ok {
		v.people, _ = p.find(nameWords(name))
		v.people = slices.DeleteFunc(v.people, func(s quote.Speaker) bool { return !sameName(s.Name, name) })
		if len(v.people) == 0 {
			v.people = []quote.Speaker{{Name: name, Spellings: []string{name}}}
		}
		return v
	}
	s, ok := quote.Phrase(phrase)
	if ok && s.Name == "" && len(s.Offices) > 0 {
		v.office = &s.Offices[0]
		return v
	}
	if place, found := french.PlaceOf(placeKey(phrase)); found && place.Kind != french.PlaceDemonym {
		v.nation = place.Code
		return v
	}
	v.words = nameWords(phrase)
	if ok && s.Name != "" {
		v.words = nameWords(s.Name)
	}
	v.people, v.exact = p.find(v.words)
	if !v.exact && len(v.people) > 1 {
		v.people = nearest(v.people, strings.Join(v.words, " "))
	}
	return v
}

// placeKey is french.PlaceKey of a phrase without its article.
func placeKey(phrase string) string {
	tokens := french.Tokens(phrase)
	for len(tokens) > 1 && (tokens[0].Kind == french.Elision || isArticle(french.Fold(tokens[0].Text))) {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 {
		return ""
	}
	return french.PlaceKey(phrase[tokens[0].Start:])
}

// nearest keeps the people whose names are most like what was typed.
func nearest(people []quote.Speaker, typed string) []quote.Speaker {
	best, kept := -1.0, []quote.Speaker(nil)
	for _, s := range people {
		like := 0.0
		for _, w := range nameWords(s.Name) {
			like = max(like, french.TrigramDice(typed, w))
		}
		switch {
		case like > best:
			best, kept = like, []quote.Speaker{s}
		case like == best:
			kept = append(kept, s)
		}
	}
	return kept
}

// terms are the index terms of quotations that may be the voice's.
func (v *voice) terms(p *people) []string {
	var out []string
	for _, s := range v.people {
		out = append(out, personTerms(&s)...)
	}
	switch {
	case v.office != nil:
		out = append(out, termOffice+v.office.Class+":"+v.office.Nation)
		for i := range p.all {
			if holds(&p.all[i], v.office) {
				out = append(out, personTerms(&p.all[i])...)
			}
		}
	case v.nation != "":
		out = append(out, termBody+v.nation, termNation+v.nation)
	case len(v.people) == 0:
		for _, w := range v.words {
			out = append(out, termWord+w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// personTerms find a person by surname, and by the offices that somebody without a name may hold in another article.
func personTerms(s *quote.Speaker) []string {
	var out []string
	for _, spelling := range append([]string{s.Name}, s.Spellings...) {
		if words := nameWords(spelling); len(words) > 0 {
			out = append(out, termWord+words[len(words)-1])
		}
	}
	for _, o := range s.Offices {
		if o.Class != "" && (o.Nation != "" || o.Of != "") {
			out = append(out, termOffice+o.Class+":"+o.Nation)
		}
	}
	return out
}

func holds(s *quote.Speaker, office *quote.Office) bool {
	return slices.ContainsFunc(s.Offices, func(o quote.Office) bool { return o.Answers(*office) })
}

// anyState reports whether an office is asked for without its state or body: « le Premier ministre » has many holders.
func (v *voice) anyState() bool { return v.office != nil && v.office.Nation == "" && v.office.Of == "" }

// inOffice reports whether an article gives an office to somebody, and not as a former one when the present one is asked for.
func inOffice(s *quote.Speaker, office *quote.Office) bool {
	return slices.ContainsFunc(s.Offices, func(o quote.Office) bool { return o.Answers(*office) && o.Former == office.Former })
}

// is reports whether a resolved speaker is the voice, and how well: 1 is the very one, less is somebody who speaks for it.
func (v *voice) is(s *quote.Speaker, own *quote.Speaker) float64 {
	switch {
	case v.office != nil:
		switch {
		case s.Organisation:
			return 0
		case inOffice(own, v.office), holds(s, v.office) && !v.anyState():
			return 1
		case holds(s, v.office) || holds(own, v.office):
			return 0.5 // in another article, or once
		}
	case v.nation != "":
		if s.Organisation && s.Nation == v.nation {
			return 1
		}
		if slices.ContainsFunc(append(slices.Clone(own.Offices), s.Offices...), func(o quote.Office) bool { return o.Nation == v.nation }) {
			return 0.6
		}
	case len(v.people) > 0:
		if slices.ContainsFunc(v.people, func(p quote.Speaker) bool { return sameName(p.Name, s.Name) }) {
			return 1
		}
	default:
		have := nameWords(s.Name)
		for _, w := range v.words {
			if !slices.Contains(have, w) {
				return 0
			}
		}
		if len(v.words) > 0 {
			return 1
		}
	}
	return 0
}

// name is how the voice is called in an answer: the one known name, else what was asked.
func (v *voice) name() string {
	if len(v.people) == 1 {
		return v.people[0].Name
	}
	return v.asked
}
