// Package french analyses French text: tokens, folded forms, stems, sentences, names, dates and numbers.
//
// It serves articles and questions alike, so that both always meet on the same forms.
// The package is pure (values in, values out) and knows nothing of indexes or speakers.
// All positions are byte offsets into the text that was given.
package french

import (
	"unicode"
	"unicode/utf8"
)

// Kind says what a token is.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota // letters, with digits, inner apostrophes and accents: "Arménie", "aujourd’hui", "G20"
	Elision             // a cut word with its apostrophe: "l’", "qu'", "jusqu’"
	Number              // starts with a digit: "2020", "100 000", "1,5", "22h00", "1er"
	Punct               // one mark; "..." is one token
)

// Token is a piece of a text. Text is the text's own bytes [Start, End).
type Token struct {
	Text       string
	Start, End int
	Kind       Kind
	Joined     bool // hangs on the token before by a hyphen: "Karabagh" in "Haut-Karabagh", "il" in "a-t-il"
	NewLine    bool // a line end stands between it and the token before
}

// Upper reports whether the token begins with a capital letter.
func (t Token) Upper() bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return unicode.IsUpper(r)
}

// Tokens returns the words, elisions and numbers of text, in order. Hyphens separate (see Token.Joined).
func Tokens(text string) []Token { return scan(text, false) }

// Scan returns what Tokens does and the marks between: everything but spaces and the hyphens inside words.
func Scan(text string) []Token { return scan(text, true) }

func scan(text string, marks bool) []Token {
	out := make([]Token, 0, len(text)/4+1)
	joined, line := false, false
	add := func(i, end int, kind Kind) {
		out = append(out, Token{text[i:end], i, end, kind, joined, line})
		joined, line = false, false
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsDigit(r):
			end := numberEnd(text, i)
			add(i, end, Number)
			i = end
		case unicode.IsLetter(r):
			end, kind := wordEnd(text, i)
			add(i, end, kind)
			i = end
		case isHyphen(r) && insideWord(text, i, n):
			i, joined = i+n, true
		default:
			joined, line = false, line || r == '\n'
			end := i + n
			if marks && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) {
				end = markEnd(text, i, n)
				add(i, end, Punct)
			}
			i = end
		}
	}
	return out
}

// markEnd is one mark, or a run of full stops.
func markEnd(text string, i, n int) int {
	end := i + n
	for text[i] == '.' && end < len(text) && text[end] == '.' {
		end++
	}
	return end
}

// wordEnd finds the end of the word that starts at i; an elided word ends after its apostrophe.
func wordEnd(text string, i int) (int, Kind) {
	end := runEnd(text, i)
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+n:])
		if !isApostrophe(r) || !unicode.IsLetter(next) && !(isElision(text[i:end]) && startsQuoted(text[end+n:])) {
			break
		}
		if isElision(text[i:end]) {
			return end + n, Elision
		}
		end = runEnd(text, end+n)
	}
	return end, Word
}

// startsQuoted tells whether an elided word's continuation comes behind a digit, a mark or a space: l’« art », d' “x”, qu' il, d'11.
func startsQuoted(rest string) bool {
	for k, r := range rest {
		switch {
		case k > 4:
			return false
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '«', r == '“', r == '"':
			return true
		case !unicode.IsSpace(r) || r == '\n':
			return false
		}
	}
	return false
}

// runEnd is the end of the run of letters, digits and combining marks at i.
func runEnd(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			return i
		}
		i += n
	}
	return i
}

// numberEnd takes digits and letters, groups of three after a space or a point ("100 000", "1.000.000"), and decimals ("1,5", "3.14").
func numberEnd(text string, i int) int {
	end := runEnd(text, i)
	lead := end - i
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		digits := digitsAt(text, end+n)
		thousands := digits == 3 && lead <= 3 && (r == ' ' || r == '\u00a0' || r == '\u202f' || r == '.')
		decimals := digits > 0 && (r == ',' || r == '.')
		if !thousands && !decimals || !onlyDigits(text[i:end]) {
			return end
		}
		end = runEnd(text, end+n)
	}
	return end
}

// onlyDigits accepts digits with the separators already taken.
func onlyDigits(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

func digitsAt(text string, i int) int {
	n := 0
	for i+n < len(text) && text[i+n] >= '0' && text[i+n] <= '9' {
		n++
	}
	return n
}

// insideWord tells whether the hyphen of n bytes at i stands between two letters or digits.
func insideWord(text string, i, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	return (unicode.IsLetter(before) || unicode.IsDigit(before) || before == '.') && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', '‘', '′', '`', '´':
		return true
	}
	return false
}

// isElision recognises the words that French cuts before a vowel.
func isElision(word string) bool {
	if len(word) > 8 {
		return false
	}
	switch Fold(word) {
	case "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu", "presqu", "quelqu", "entr":
		return true
	}
	return false
}
