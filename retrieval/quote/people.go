package quote

import "propos/corpus"

// Source is what one article adds to the table of people.
type Source struct {
	Article string      // its id
	Date    corpus.Date // of publication
	People  []Speaker   // of Extract
}

// People is the table of a collection's people: their spellings, and the offices they held when.
// It is built from every article, is the same whatever their order, is never changed, and is safe for concurrent use.
type People struct{}

// NewPeople builds the table.
func NewPeople(sources []Source) *People { return &People{} }

// All returns the people of the collection by folded name, the spellings of one person joined.
func (p *People) All() []Speaker { return nil }

// Person returns the person whom a name means in the collection: a full name, a spelling of it, or a surname that only one person bears.
func (p *People) Person(name string) (Speaker, bool) { return Speaker{}, false }

// Resolve returns who said a quote of an article of that date, how that is known and how surely. It is the quote's own speaker, under the
// collection's name, or, for an office alone, who held that class of office for that nation in articles around the date;
// never for a bare « le ministre », which stays nameless.
func (p *People) Resolve(q Quote, date corpus.Date) (Speaker, How, float64) {
	return q.Speaker, q.How, q.Certainty
}
