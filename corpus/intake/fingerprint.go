package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// Print is what is kept of a text to recognise it again. The zero Print is that of an empty text.
type Print struct {
	Exact string // the same for texts of the same words, whatever their case, accents, signs and spaces; "" without words
	Near  uint64 // differs in few bits (store.NearBits) for texts that share most of their words; 0 for a text too short to tell
	Words int
}

// nearWords is the number of words below which texts share too much by chance.
const nearWords = 40

// Fingerprint returns the print of an article's body. Title, date and the rest do not count: they are corrected by hand.
// Near is a simhash (Charikar 2002) of the body's runs of three words.
func Fingerprint(a corpus.Article) Print {
	var p Print
	var votes tallies
	var before, last uint64
	plain := make([]byte, 0, len(a.Body)+1)
	for w := range strings.FieldsFuncSeq(a.Body, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		p.Words++
		start := len(plain)
		plain = append(appendPlain(plain, w), ' ')
		h := fnv64(plain[start:])
		if p.Words >= 3 {
			votes.add(mix(mix(mix(before)^last) ^ h))
		}
		before, last = last, h
	}
	if p.Words > 0 {
		sum := sha256.Sum256(plain)
		p.Exact = hex.EncodeToString(sum[:16])
	}
	if p.Words >= nearWords {
		p.Near = votes.majority()
	}
	return p
}

// tallies counts, for each of 64 bits, how many numbers had it set: bit b of planes[k] is bit k of the count for b.
type tallies struct {
	planes [32]uint64
	n      uint64
}

func (t *tallies) add(h uint64) {
	t.n++
	for k := 0; h != 0; k++ {
		t.planes[k], h = t.planes[k]^h, t.planes[k]&h
	}
}

// majority returns the number whose bits are those that more than half of the numbers had set.
func (t *tallies) majority() uint64 {
	var out uint64
	for b := range 64 {
		var count uint64
		for k, plane := range t.planes {
			count |= plane >> b & 1 << k
		}
		if 2*count > t.n {
			out |= 1 << b
		}
	}
	return out
}

// fnv64 is FNV-1a.
func fnv64(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// mix is the finalizer of splitmix64: every bit of the result depends on every bit of h.
func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

// appendPlain appends w in lower case without the accents of French.
func appendPlain(dst []byte, w string) []byte {
	for _, r := range w {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			dst = append(dst, byte(r))
			continue
		}
		switch r = unicode.ToLower(r); r {
		case 'à', 'â':
			r = 'a'
		case 'é', 'è', 'ê', 'ë':
			r = 'e'
		case 'î', 'ï':
			r = 'i'
		case 'ô':
			r = 'o'
		case 'ù', 'û', 'ü':
			r = 'u'
		case 'ç':
			r = 'c'
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
