package quote

import (
	"strings"

	"propos/corpus"
)

// Introduction is a place where a text says who somebody is: an office or a description beside the name.
type Introduction struct {
	Span   corpus.Span // name and office together: « le Premier ministre arménien Nikol Pachinian », « Sergueï Lavrov, ministre russe des Affaires étrangères »
	Office corpus.Span // the office alone, without its article
	Person Speaker     // the person, with the spellings and offices of the whole text
	Held   Office
}

// Introductions returns the places where a text says who somebody is, in order. Pure, and linear in the length of the text.
func Introductions(body string) []Introduction {
	r := newRoster(newText(body), nil)
	var out []Introduction
	for i := range r.seen {
		g := &r.seen[i]
		if !r.entities[g.entity].person || !g.named() {
			continue
		}
		if in, ok := r.introduction(g); ok {
			in.Person = r.speaker(g.entity)
			out = append(out, in)
		}
	}
	return out
}

// introduction reads the office before a name, or the one behind it.
func (r *roster) introduction(g *occurrence) (Introduction, bool) {
	if g.head != nil && g.head.kind != headBody && g.head.kind != headPaper && g.office.Text != "" {
		return r.introduced(&g.noun, &g.noun)
	}
	if n, ok := r.officeBehind(g); ok {
		return r.introduced(&g.noun, &n)
	}
	return Introduction{}, false
}

// introduced makes the value of a group that is named and one that holds the office.
func (r *roster) introduced(named, n *noun) (Introduction, bool) {
	whole := r.span(named.first, max(named.last, n.last))
	at := strings.Index(whole.Of(r.text.body), n.office.Text)
	held := corpus.Span{Start: whole.Start + at, End: whole.Start + at + len(n.office.Text)}
	return Introduction{Span: whole, Office: held, Held: n.office}, at >= 0
}
