package index

import "hash/maphash"

// Bloom is a Bloom filter of forms and stems, with one hash: to ask it is cheaper than to look a word's four forms up, most of which are
// in no table of a question. The zero Bloom is empty.
type Bloom [1 << 16 / 64]uint64

// Add puts a form or a stem in.
func (b *Bloom) Add(form string) {
	m := mark(form)
	b[m>>6] |= 1 << (m & 63)
}

// MayHave reports whether one of a word's forms and stems may have been put in. That none was is certain; that one was is not.
func (b *Bloom) MayHave(w *Word) bool {
	for _, m := range w.marks {
		if b[m>>6]&(1<<(m&63)) != 0 {
			return true
		}
	}
	return false
}

var markSeed = maphash.MakeSeed()

// mark is a form's place in a Bloom. It differs from one run of the program to the next and is not stored.
func mark(form string) uint16 { return uint16(maphash.String(markSeed, form)) }
