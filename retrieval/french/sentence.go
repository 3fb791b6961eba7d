package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// Sentences cuts text into sentences, in order, without the spaces between them. A sentence never crosses a paragraph
// and is never cut inside « » or “ ” that are closed in the same paragraph, after an abbreviation (M., MM., J.-Y.) or an ellipsis that goes on.
func Sentences(text string) []corpus.Span {
	var out []corpus.Span
	for _, p := range Paragraphs(text) {
		out = appendSentences(out, text, p)
	}
	return out
}

// Paragraphs returns the paragraphs of text: its lines, but a line that plainly goes on with the one before
// (no end mark, then a small letter) belongs to it. Blank lines always separate.
func Paragraphs(text string) []corpus.Span {
	var out []corpus.Span
	blank := true
	for i := 0; i < len(text); {
		end := len(text)
		if k := strings.IndexByte(text[i:], '\n'); k >= 0 {
			end = i + k
		}
		line := trimSpan(text, corpus.Span{Start: i, End: end})
		switch {
		case line.Len() <= 0:
			blank = true
		case !blank && goesOn(text, out[len(out)-1], line):
			out[len(out)-1].End = line.End
		default:
			out, blank = append(out, line), false
		}
		i = end + 1
	}
	return out
}

// goesOn tells whether line continues the paragraph before it: text that was wrapped at a fixed width.
func goesOn(text string, before, line corpus.Span) bool {
	last, _ := utf8.DecodeLastRuneInString(before.Of(text))
	first, _ := utf8.DecodeRuneInString(line.Of(text))
	return unicode.IsLower(first) && (unicode.IsLower(last) || last == ',')
}

func trimSpan(text string, s corpus.Span) corpus.Span {
	part := text[s.Start:s.End]
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(part))
	return s
}

// appendSentences cuts one paragraph.
func appendSentences(out []corpus.Span, text string, p corpus.Span) []corpus.Span {
	guillemet, quote := lastMark(text, p, "»"), lastMark(text, p, "”")
	start, depth := p.Start, 0
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(text[i:p.End])
		switch {
		case r == '«' && guillemet > i, r == '“' && quote > i:
			depth++
		case (r == '»' || r == '”') && depth > 0:
			depth--
		}
		i += n
		if depth > 0 || !mayEnd(r) {
			continue
		}
		if end, ok := sentenceEnd(text, p, i, r); ok {
			out = append(out, corpus.Span{Start: start, End: end})
			start = skipSpaces(text, end, p.End)
			i = start
		}
	}
	if start < p.End {
		out = append(out, corpus.Span{Start: start, End: p.End})
	}
	return out
}

// lastMark returns where the last closing mark of a kind stands in the paragraph (-1: nowhere):
// a mark that is never closed must not swallow the rest.
func lastMark(text string, p corpus.Span, mark string) int {
	if k := strings.LastIndex(p.Of(text), mark); k >= 0 {
		return p.Start + k
	}
	return -1
}

func mayEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '»', '”':
		return true
	}
	return false
}

// sentenceEnd decides whether the sentence ends behind the mark r that ends at i, and where, closing marks included.
func sentenceEnd(text string, p corpus.Span, i int, r rune) (int, bool) {
	if (r == '»' || r == '”') && !endsInside(text[p.Start:i]) {
		return 0, false
	}
	if r == '.' && abbreviated(text[p.Start:i-1]) {
		return 0, false
	}
	end := skipClosers(text, i, p.End)
	if end >= p.End {
		return p.End, true
	}
	next := skipSpaces(text, end, p.End)
	if next == end {
		return end, r == '.' && glued(text, i, p)
	}
	first, _ := utf8.DecodeRuneInString(text[next:])
	return end, opensSentence(first)
}

// endsInside tells whether the words before a closing mark end with an end mark: « … ! »
func endsInside(quoted string) bool {
	_, n := utf8.DecodeLastRuneInString(quoted)
	quoted = strings.TrimRightFunc(quoted[:len(quoted)-n], unicode.IsSpace)
	r, _ := utf8.DecodeLastRuneInString(quoted)
	return r == '.' || r == '!' || r == '?' || r == '…'
}

func opensSentence(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("«“\"([—–-•", r)
}

// skipClosers passes further end marks, and closing marks even behind a space: « … ? ».
func skipClosers(text string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		j := i
		if r == '\u00a0' || r == '\u202f' || r == ' ' {
			j = i + n
			r, n = utf8.DecodeRuneInString(text[j:end])
			if r != '»' && r != '!' && r != '?' {
				return i
			}
		}
		if !strings.ContainsRune(".!?…»”)]\"’'", r) {
			return i
		}
		i = j + n
	}
	return i
}

func skipSpaces(text string, i, end int) int {
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

// glued finds two sentences without a space between: "française.La ministre".
func glued(text string, i int, p corpus.Span) bool {
	before := strings.TrimSuffix(text[p.Start:i], ".")
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	first, n := utf8.DecodeRuneInString(text[i:p.End])
	second, _ := utf8.DecodeRuneInString(text[i+n : p.End])
	return utf8.RuneCountInString(word) >= 3 && word == strings.ToLower(word) && unicode.IsUpper(first) && (unicode.IsLower(second) || isApostrophe(second) || unicode.IsSpace(second))
}

// abbreviations end with a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"m": true, "mm": true, "mme": true, "mmes": true, "mlle": true, "mgr": true, "dr": true, "pr": true, "me": true, "mr": true, "mrs": true, "ms": true, "st": true, "ste": true,
	"av": true, "bd": true, "cf": true, "ex": true, "env": true, "no": true, "n°": true, "p": true, "pp": true, "art": true, "vol": true, "chap": true, "fig": true, "tel": true, "ndlr": true,
	"janv": true, "fevr": true, "juil": true, "sept": true, "oct": true, "nov": true, "dec": true, "gal": true, "cdt": true, "col": true, "cap": true, "lt": true, "jr": true, "sr": true, "vs": true,
}

// abbreviated tells whether the word that ends before (its full stop left out) is an abbreviation or an initial.
func abbreviated(before string) bool {
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && r != '°' })+1:]
	if word == "" {
		return false
	}
	if utf8.RuneCountInString(word) == 1 {
		r, _ := utf8.DecodeRuneInString(word)
		return unicode.IsUpper(r)
	}
	return abbreviations[Fold(word)]
}
