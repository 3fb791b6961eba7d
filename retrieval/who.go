package retrieval

import (
	"context"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// introducedBy returns the candidates that introduce the person whom « Qui est X ? » asks about, an office or a description beside the
// name, or the holder whom « Qui est le ministre … ? » asks for: those that say most first. None when nobody is asked about so.
func (l *Library) introducedBy(ctx context.Context, s *shelf, v *index.View, u *understanding, ranked []*candidate) ([]*candidate, error) {
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
	var found []*candidate
	telling := map[*candidate]int{}
	for _, c := range ranked {
		if n := c.introduce(&who); n > 0 {
			telling[c] = n
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *candidate) int { return telling[b] - telling[a] })
	return found, nil
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
		return in.Held.Answers(*v.office) && in.Held.Former == v.office.Former
	}
	have := nameWords(in.Person.Name)
	return slices.ContainsFunc(v.people, func(p quote.Speaker) bool {
		return slices.ContainsFunc(p.Spellings, func(spelling string) bool {
			words := nameWords(spelling)
			return len(have) > 0 && len(words) >= len(have) && slices.Equal(words[len(words)-len(have):], have)
		})
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
