package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/retrieval/french"
)

// unglued parts the words of a credit from those that a page has glued them to: « avertit Durandpar Le Courrier », « ParPaul Durand »,
// « Paul DurandPublié le 3 mai ».
func unglued(body string, toks []french.Token) []french.Token {
	words := map[string]bool{}
	for _, tok := range toks {
		words[tok.Text] = true
	}
	out := make([]french.Token, 0, len(toks))
	for i, tok := range toks {
		if n := glueAt(body, toks, i, words); n > 0 {
			first, second := parted(tok, n)
			out = append(out, first, second)
			continue
		}
		out = append(out, tok)
	}
	return out
}

const (
	credit    = "par"    // glued behind a title
	opening   = "Par"    // glued before a name
	published = "Publié" // glued behind a name
)

// glueAt returns the length in bytes of the first of the two words that token i is; 0 when it is one word.
func glueAt(body string, toks []french.Token, i int, words map[string]bool) int {
	text := toks[i].Text
	if stem, ok := strings.CutSuffix(text, published); ok && len(stem) > 2 && unicode.IsLower(lastRune(stem)) {
		return len(stem)
	}
	if rest, ok := strings.CutPrefix(text, opening); ok && rest != "" {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) && !acronym(text) {
			return len(opening)
		}
	}
	stem, ok := strings.CutSuffix(text, credit)
	if !ok || len(stem) < len(credit) || i+1 >= len(toks) {
		return 0
	}
	if toks[i+1].Upper() && (words[stem] || acronym(toks[i+1].Text)) || endsLine(body, toks, i) && !isGiven(text) {
		return len(stem)
	}
	return 0
}

// maxCredit bounds, in tokens, the name of a paper behind « par » at the end of a line; minTitle is how many stand before it.
const (
	maxCredit = 5
	minTitle  = 3
)

// endsLine reports a token with a title before it on its line and a few words behind: the name of a paper.
func endsLine(body string, toks []french.Token, i int) bool {
	if i < minTitle || strings.Contains(body[toks[i-minTitle].Start:toks[i].Start], "\n") {
		return false
	}
	last := min(i+maxCredit, len(toks)-1)
	behind := body[toks[i].End:toks[last].End]
	line, _, cut := strings.Cut(behind, "\n")
	return (cut || last == len(toks)-1) && !strings.ContainsAny(line, ",;:!?") && !strings.HasSuffix(line, ".")
}

func isGiven(word string) bool {
	_, ok := firstNames()[french.Fold(word)]
	return ok
}

// parted makes two tokens of one, the first of n bytes.
func parted(tok french.Token, n int) (first, second french.Token) {
	first, second = tok, tok
	first.Text, first.End = tok.Text[:n], tok.Start+n
	second.Text, second.Start, second.Joined = tok.Text[n:], tok.Start+n, false
	return first, second
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
