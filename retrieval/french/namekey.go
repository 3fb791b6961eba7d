package french

import (
	"strings"
	"unicode/utf8"
)

// NameKey returns a key that the usual transliterations of one name share: Pachinian, Pashinyan → pSn; Karabagh, Qarabakh → krbk.
// It only proposes (Aliyev and alive share a key, too): see SameNameLikely. Apply it to capitalised words only.
//
// The rules, on the folded word, longest first: sch tch sh ch cz → S; kh gh q qu ck → k; ph → f; dj dzh zh → j; ts tz → s; x → ks;
// w ff and a final f → v; c before e i y → s, else k; g → k; h, a leading y and vowels are dropped, doubles are one;
// a word that begins with a vowel gets an a. Other letters stand for themselves; marks are dropped.
func NameKey(word string) string {
	var buf [32]byte
	out := buf[:0]
	word = strings.TrimLeft(Fold(word), "hy'")
	for i := 0; i < len(word); {
		n, code := keySound(word[i:])
		if i == 0 && isVowel(word[0]) {
			code = "a"
		}
		i += n
		for _, c := range []byte(code) {
			if c >= utf8.RuneSelf || len(out) == 0 || out[len(out)-1] != c {
				out = append(out, c)
			}
		}
	}
	return string(out)
}

// keySounds are the groups of letters that NameKey reads as one sound, by first letter, longest first.
var keySounds = map[byte][]struct{ letters, code string }{
	's': {{"sch", "S"}, {"sh", "S"}},
	't': {{"tch", "S"}, {"ts", "s"}, {"tz", "s"}},
	'c': {{"ch", "S"}, {"cz", "S"}, {"ck", "k"}, {"ce", "s"}, {"ci", "s"}, {"cy", "s"}, {"c", "k"}},
	'k': {{"kh", "k"}},
	'g': {{"gh", "k"}, {"g", "k"}},
	'q': {{"qu", "k"}, {"q", "k"}},
	'p': {{"ph", "f"}},
	'd': {{"dzh", "j"}, {"dj", "j"}},
	'z': {{"zh", "j"}},
	'x': {{"x", "ks"}},
	'w': {{"w", "v"}},
	'f': {{"ff", "v"}},
}

// keySound reads one sound at the start of rest: the bytes it takes, and its code ("" for one that is dropped).
func keySound(rest string) (int, string) {
	c := rest[0]
	if c >= utf8.RuneSelf {
		_, n := utf8.DecodeRuneInString(rest)
		return n, rest[:n]
	}
	if c == 'f' && len(rest) == 1 {
		return 1, "v"
	}
	for _, s := range keySounds[c] {
		if strings.HasPrefix(rest, s.letters) {
			return len(s.letters), s.code
		}
	}
	if c == 'h' || isVowel(c) || c < '0' || c > '9' && c < 'a' || c > 'z' {
		return 1, ""
	}
	return 1, rest[:1]
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// SameNameLikely reports whether two capitalised words may be spellings of one name: the same NameKey, and letters alike enough
// (TrigramDice ≥ .15 for keys of 4 sounds and more, .25 for 3, .30 for 2 with lengths that differ by at most 2; shorter keys never).
// It proposes candidates for search; it must not decide who spoke.
func SameNameLikely(a, b string) bool {
	key := NameKey(a)
	if key != NameKey(b) {
		return false
	}
	a, b = Fold(a), Fold(b)
	if a == b {
		return true
	}
	dice := TrigramDice(a, b)
	switch n := utf8.RuneCountInString(key); {
	case n >= 4:
		return dice >= .15
	case n == 3:
		return dice >= .25
	case n == 2:
		gap := utf8.RuneCountInString(a) - utf8.RuneCountInString(b)
		return dice >= .30 && -2 <= gap && gap <= 2
	}
	return false
}

// maxTrigrams is how many trigrams of a word TrigramDice compares.
const maxTrigrams = 64

// TrigramDice returns how alike two folded words are, from 0 to 1: twice the number of shared trigrams (each word between two
// marks of its ends, so that a shared beginning counts) over the number of both. It looks at the first 64 letters and does not allocate.
func TrigramDice(a, b string) float64 {
	if a == b {
		return 1
	}
	var ra, rb [maxTrigrams][3]rune
	na, nb := trigrams(a, &ra), trigrams(b, &rb)
	if na == 0 || nb == 0 {
		return 0
	}
	var used uint64
	shared := 0
	for i := range na {
		for j := range nb {
			if used&(1<<j) == 0 && ra[i] == rb[j] {
				used |= 1 << j
				shared++
				break
			}
		}
	}
	return 2 * float64(shared) / float64(na+nb)
}

// trigrams fills out and returns how many there are.
func trigrams(word string, out *[maxTrigrams][3]rune) int {
	n := 0
	last := [2]rune{0, '^'}
	add := func(r rune) {
		if last[0] != 0 && n < maxTrigrams {
			out[n] = [3]rune{last[0], last[1], r}
			n++
		}
		last[0], last[1] = last[1], r
	}
	for _, r := range word {
		add(r)
	}
	add('$')
	return n
}
