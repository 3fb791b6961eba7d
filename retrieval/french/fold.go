package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form by which words are compared: lower case, no accents, œ and æ as two letters, one kind of apostrophe.
// Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

// plain reports whether folding would change nothing: ASCII without capitals.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '`' {
			return false
		}
	}
	return true
}

func foldRune(b *strings.Builder, r rune) {
	switch {
	case isApostrophe(r):
		b.WriteByte('\'')
	case r < utf8.RuneSelf:
		b.WriteRune(unicode.ToLower(r))
	default:
		foldWide(b, unicode.ToLower(r))
	}
}

func foldWide(b *strings.Builder, r rune) {
	switch r {
	case 'é', 'è', 'ê', 'ë':
		b.WriteByte('e')
	case 'à', 'â', 'ä':
		b.WriteByte('a')
	case 'ç':
		b.WriteByte('c')
	case 'î', 'ï', 'ı':
		b.WriteByte('i')
	case 'ô', 'ö', 'ø':
		b.WriteByte('o')
	case 'ù', 'û', 'ü':
		b.WriteByte('u')
	case 'œ':
		b.WriteString("oe")
	case 'æ':
		b.WriteString("ae")
	case 'ß', 'ẞ':
		b.WriteString("ss")
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'þ':
		b.WriteString("th")
	default:
		foldDecomposed(b, r)
	}
}

// foldDecomposed drops the accents that Unicode can take apart, and folds what is left.
func foldDecomposed(b *strings.Builder, r rune) {
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.Is(unicode.Mn, d):
		case d == r:
			b.WriteRune(d)
		default:
			foldRune(b, d)
		}
	}
}
