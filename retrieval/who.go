package retrieval

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// introducedBy returns the candidates that introduce the person whom « Qui est X ? » asks about, an office or a description beside the
// name, or the holder whom « Qui est le ministre … ? » or « Qui dirige … ? » asks for: those that say most first. None when nobody is asked
// about so.
func (l *Library) introducedBy(ctx context.Context, s *shelf, v *index.View, u *understanding, ranked []*candidate) ([]*candidate, error) {
	voices, err := l.askedWho(ctx, s, v, u)
	if err != nil || len(voices) == 0 {
		return nil, err
	}
	var found []*candidate
	telling := map[*candidate]int{}
	for _, c := range ranked {
		for i := range voices {
			if n := c.introduce(&voices[i]); n > 0 {
				telling[c] = n
				found = append(found, c)
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *candidate) int { return telling[b] - telling[a] })
	return found, nil
}

// askedWho returns whose introduction a question asks for: one person, the holder of one office, or of one of those whose holders lead something.
func (l *Library) askedWho(ctx context.Context, s *shelf, v *index.View, u *understanding) ([]voice, error) {
	if body, presides := french.Led(u.Text); body.Len() > 0 {
		return leadersOf(part(u.Text, body), presides), nil
	}
	if u.Topic == "" || u.asked.Kind != french.KindDefinition && u.asked.Kind != french.KindPerson {
		return nil, nil
	}
	h, err := l.hear(ctx, s, v)
	if err != nil {
		return nil, err
	}
	who := listen(u.Topic, h.people, h.advice, u.Period.To)
	if !who.introducible() {
		return nil, nil
	}
	return []voice{who}, nil
}

// Classes of offices whose holders lead a body, and a state.
var (
	leaders = [...]string{"PRES", "DIR", "LEAD", "SG", "MAIRE", "RECT"}
	rulers  = [...]string{"PRES", "PM", "CHANC", "ROI", "EMIR"}
)

// leadersOf are the offices that « Qui dirige X ? » asks for; none where X has no name: « Qui dirige l'usine ? ».
func leadersOf(body string, presides bool) (out []voice) {
	office, classes := quote.Office{Of: body, Text: "tête de " + body}, leaders[:]
	if place, ok := french.PlaceOf(placeKey(body)); ok && place.Kind == french.PlaceName {
		office, classes = quote.Office{Nation: place.Code}, rulers[:]
	} else if !strings.ContainsFunc(body, unicode.IsUpper) {
		return nil
	}
	if presides {
		classes = classes[:1]
	}
	for _, class := range classes {
		held := office
		held.Class = class
		out = append(out, voice{asked: body, office: &held, leads: true, exact: true})
	}
	return out
}

// introducible reports whether the voice is one person, or the holder of one office: never of a bare « le ministre ».
func (v *voice) introducible() bool {
	if v.office != nil {
		return v.office.Nation != "" || v.office.Of != ""
	}
	return len(v.people) > 0 && v.nation == ""
}

// introduce looks for the best place where the passage says who the voice is, and keeps it as the passage's answer.
// It returns how much that place tells: 2 for an office of a state or of a body, 1 for another description, 0 for none.
func (c *candidate) introduce(v *voice) (telling int) {
	for _, in := range quote.Introductions(c.passage.Text) {
		n := 0
		switch {
		case !v.meets(&in):
		case in.Held.Nation != "" || in.Held.Of != "":
			n = 2
		default:
			n = 1
		}
		if n > telling {
			telling, c.answer, c.answerMark = n, in.Span, in.Office
			if v.office != nil {
				c.answerMark = behind(in.Span, in.Office, c.passage.Text, in.Person.Spellings)
			}
		}
	}
	return telling
}

// meets reports whether an introduction is of the person, or of the holder of the office, who is asked about.
func (v *voice) meets(in *quote.Introduction) bool {
	if v.office != nil {
		return in.Held.Answers(*v.office) && in.Held.Former == v.office.Former && (!v.leads || v.whole(in.Held))
	}
	have := nameWords(in.Person.Name)
	return slices.ContainsFunc(v.people, func(p quote.Speaker) bool {
		return slices.ContainsFunc(p.Spellings, func(spelling string) bool {
			words := nameWords(spelling)
			return len(have) > 0 && len(words) >= len(have) && slices.Equal(words[len(words)-len(have):], have)
		})
	})
}

// whole reports whether an office is of all that « Qui dirige X ? » asks about: who directs « Valmer Nord » does not direct Valmer, nor does
// who presides a state's court, or a company with the state's name, lead the state.
func (v *voice) whole(held quote.Office) bool {
	rest, body := held.Text, v.asked
	if v.office.Nation != "" {
		places := french.Places(french.Tokens(rest))
		if held.Of != "" || len(places) == 0 {
			return held.Of == ""
		}
		rest, body = rest[places[len(places)-1].End:], ""
	} else if noun := strings.IndexByte(rest, ' '); noun >= 0 {
		rest = rest[noun:]
	}
	have := nameWords(body)
	return !slices.ContainsFunc(french.Tokens(rest), func(t french.Token) bool {
		return t.Upper() && t.Text != strings.ToUpper(t.Text) && !slices.Contains(have, french.Fold(t.Text))
	})
}

// behind returns where the name stands in an introduction.
func behind(whole, office corpus.Span, text string, spellings []string) corpus.Span {
	for _, s := range spellings {
		if at := strings.Index(whole.Of(text), s); at >= 0 {
			return corpus.Span{Start: whole.Start + at, End: whole.Start + at + len(s)}
		}
	}
	return office
}
