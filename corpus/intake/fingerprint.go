package intake

import (
	"hash/fnv"
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// Print is what is kept of a text to recognise it again. Two texts with the same Exact are the same but for case, accents
// on capitals, signs and spaces; texts whose Near differ in few bits share most of their runs of three words.
type Print struct {
	Exact uint64 // FNV-1a of the words
	Near  uint64 // simhash (Charikar 2002) of the runs of three words
	Words int
}

// nearBits is the number of bits of 64 by which two versions of one text may differ.
const nearBits = 8

// Fingerprint returns the print of an article's body. The title and the rest do not count: they are corrected by hand.
func Fingerprint(a corpus.Article) Print {
	var p Print
	var votes [64]int32
	exact := fnv.New64a()
	var last [2]uint64
	var word [64]byte
	for w := range strings.FieldsFuncSeq(a.Body, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		b := lowerInto(word[:0], w)
		exact.Write(b)
		exact.Write([]byte{' '})
		h := hashBytes(b)
		p.Words++
		if p.Words >= 3 {
			vote(&votes, mix(mix(last[0])*3+last[1])^h*5)
		}
		last[0], last[1] = last[1], h
	}
	p.Exact = exact.Sum64()
	for i, v := range votes {
		if v > 0 {
			p.Near |= 1 << i
		}
	}
	return p
}

// Same reports whether the two texts have the same words.
func (p Print) Same(o Print) bool { return p.Words > 0 && p.Words == o.Words && p.Exact == o.Exact }

// NearTo reports whether the two texts can be versions of one article: long enough to tell, of like length, and near.
func (p Print) NearTo(o Print) bool {
	if p.Same(o) {
		return true
	}
	short, long := min(p.Words, o.Words), max(p.Words, o.Words)
	return short >= 40 && long <= 2*short && bits.OnesCount64(p.Near^o.Near) <= nearBits
}

// Distance returns the number of bits by which the two Near differ, 0 to 64.
func (p Print) Distance(o Print) int { return bits.OnesCount64(p.Near ^ o.Near) }

func vote(votes *[64]int32, h uint64) {
	h = mix(h)
	for i := range votes {
		votes[i] += int32(h>>i&1)<<1 - 1
	}
}

// mix is the finalizer of splitmix64: every bit of the result depends on every bit of h.
func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

func hashBytes(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// lowerInto appends w in lower case, its capitals with the accents they may lack left out.
func lowerInto(dst []byte, w string) []byte {
	for _, r := range w {
		r = unicode.ToLower(r)
		switch r {
		case 'à', 'â':
			r = 'a'
		case 'é', 'è', 'ê', 'ë':
			r = 'e'
		case 'î', 'ï':
			r = 'i'
		case 'ô':
			r = 'o'
		case 'ù', 'û':
			r = 'u'
		case 'ç':
			r = 'c'
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
