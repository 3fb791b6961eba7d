package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// Acronym is a short form that a text explains: « Organisation du Traité de sécurité collective (OTSC) ».
type Acronym struct {
	Short, Long         string
	ShortSpan, LongSpan corpus.Span
}

const (
	maxAcronymLetters = 10
	maxLongBytes      = 160 // how far from the bracket the long form may begin or end
)

// Acronyms returns the acronyms that a text explains in brackets, in order: the long form before « (OTSC) », or « OTSC (Organisation …) ».
// Every letter of the short form opens a word of the long form, in order, and the first letters are the same; function words may be passed,
// and one word in four may lack its letter (Haut-Commissariat des Nations unies pour les réfugiés is no HCR by this rule).
func Acronyms(text string) []Acronym {
	var out []Acronym
	for i := 0; i < len(text); {
		open := strings.IndexByte(text[i:], '(')
		if open < 0 {
			break
		}
		i += open + 1
		end := strings.IndexByte(text[i:min(len(text), i+maxLongBytes)], ')')
		if end <= 0 {
			continue
		}
		inside := Tokens(text[i : i+end])
		if a, ok := explained(text, i, inside); ok {
			out = append(out, a)
		}
	}
	return out
}

// explained reads the bracket whose content begins at i and has the given tokens.
func explained(text string, i int, inside []Token) (Acronym, bool) {
	low := max(0, i-1-maxLongBytes)
	for low < i-1 && !utf8.RuneStart(text[low]) {
		low++
	}
	if k := strings.LastIndexAny(text[low:i-1], ".;:!?()\n"); k >= 0 {
		low += k + 1
	}
	before := Tokens(text[low : i-1])
	if len(before) == 0 || len(inside) == 0 {
		return Acronym{}, false
	}
	if len(inside) == 1 && isAcronym(inside[0].Text) {
		if k := longStart(inside[0].Text, before); k >= 0 {
			return newAcronym(text, shift(inside[0], inside[0], i), shift(before[k], before[len(before)-1], low)), true
		}
	}
	last := before[len(before)-1]
	if isAcronym(last.Text) && spells(last.Text, inside) {
		return newAcronym(text, shift(last, last, low), shift(inside[0], inside[len(inside)-1], i)), true
	}
	return Acronym{}, false
}

func shift(first, last Token, by int) corpus.Span {
	return corpus.Span{Start: first.Start + by, End: last.End + by}
}

func newAcronym(text string, short, long corpus.Span) Acronym {
	return Acronym{Short: short.Of(text), Long: long.Of(text), ShortSpan: short, LongSpan: long}
}

// isAcronym accepts two to ten letters, most of them capitals: OTSC, BCE, OMS.
func isAcronym(word string) bool {
	upper, n := 0, 0
	for _, r := range word {
		n++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return n >= 2 && n <= maxAcronymLetters && upper >= 2 && upper*3 >= n*2
}

// longStart finds the latest word of before from which the rest spells the acronym; -1 for none.
func longStart(short string, before []Token) int {
	for k := len(before) - 1; k >= 0; k-- {
		if before[k].Kind == Word && spells(short, before[k:]) {
			return k
		}
	}
	return -1
}

// spells tells whether the words' first letters spell short, as Acronyms says.
func spells(short string, words []Token) bool {
	letters := []rune(Fold(short))
	missed, content := 0, 0
	for k, t := range words {
		folded := Fold(t.Text)
		first, _ := utf8.DecodeRuneInString(folded)
		function := t.Kind == Elision || IsStop(folded)
		match := len(letters) > 0 && first == letters[0]
		switch {
		case k == 0 && (!match || function):
			return false
		case match && !function:
			letters = letters[1:]
		case !function:
			missed++
		}
		if !function {
			content++
		}
	}
	return len(letters) == 0 && content >= 2 && missed*4 <= content
}
