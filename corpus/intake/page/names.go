package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names reports whether a line holds nothing but names, as the line of an article's authors does: at most twelve words,
// all of them capitalised but particles and what joins names (« Jeanne de La Tour et Paul Martin, avec AFP », « la rédaction »).
func Names(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '/' || r == '&' })
	if len(words) == 0 || len(words) > 12 || strings.HasSuffix(s, ".") || strings.ContainsAny(s, "?!:;«»0123456789") {
		return false
	}
	names := 0
	for _, w := range words {
		switch w := strings.TrimLeft(w, "(\"'"); w {
		case "de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "et", "avec", "pour", "à", "al", "el", "ben", "bin", "rédaction", "agences":
		default:
			for _, elided := range [...]string{"d'", "d’", "l'", "l’"} {
				w = strings.TrimPrefix(w, elided)
			}
			if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
				return false
			}
			names++
		}
	}
	return names > 0 || s == "la rédaction"
}
