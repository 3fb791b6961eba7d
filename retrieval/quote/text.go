package quote

import (
	"strings"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

// token is a token of the body with what the frames ask of it.
type token struct {
	french.Token
	low    string // lower case, one kind of apostrophe, accents kept
	quoted int32  // 1 + the index of the outermost quotation that holds it; 0 outside
	sent   int32  // index of its sentence
	gap    bool   // a space stands before it
	first  bool   // first word of its sentence or of a quotation
	place  int16  // > 0: begins a place of that many tokens; < 0: goes on with one
}

// text is a body made ready for the frames. It is not changed once made.
type text struct {
	body      string
	toks      []token
	sents     []corpus.Span
	sentTok   []int // first token of each sentence, and len(toks)
	quotes    []quoted
	nations   map[int]french.Place // by the token that begins the place
	stripped  bool                 // the page lost its quotation marks: spaces stand alone before commas
	flat      bool                 // the page lost its line breaks: headings are glued to what follows
	lowerSeen map[string]bool      // words that the body writes in small letters somewhere
	upperSeen map[string]bool      // words that it writes with a capital inside a sentence
}

func newText(body string) *text {
	t := &text{body: body, flat: len(body) >= minFlat && !strings.Contains(body, "\n"), nations: map[int]french.Place{}, lowerSeen: map[string]bool{}, upperSeen: map[string]bool{}}
	scanned := unglued(body, french.Scan(body))
	t.toks = make([]token, len(scanned))
	for i, tok := range scanned {
		t.toks[i] = token{Token: tok, low: lower(tok.Text), gap: i == 0 || scanned[i-1].End < tok.Start && !tok.Joined}
	}
	t.blankAddresses()
	t.cutSentences()
	t.markPlaces(scanned)
	t.pairMarks()
	t.recut()
	for i := range t.toks {
		switch tok := &t.toks[i]; {
		case tok.Kind != french.Word:
		case !tok.Upper():
			t.lowerSeen[tok.low] = true
		case !tok.first:
			t.upperSeen[tok.low] = true
		}
	}
	t.stripped = t.lostMarks()
	return t
}

// lower returns the lower-case form of a token with one kind of apostrophe.
func lower(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c == '`' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.ToLower(s)
	for _, mark := range []string{"’", "ʼ", "‘", "′", "`", "´"} {
		if strings.Contains(s, mark) {
			s = strings.ReplaceAll(s, mark, "'")
		}
	}
	return s
}

// blankAddresses makes the words of a web address marks, so that no frame reads them.
func (t *text) blankAddresses() {
	for i := 0; i < len(t.toks); i++ {
		if low := t.toks[i].low; low != "http" && low != "https" && low != "www" {
			continue
		}
		for ; i < len(t.toks); i++ {
			t.toks[i].Kind, t.toks[i].low = french.Punct, "/"
			if i+1 < len(t.toks) && strings.ContainsAny(t.body[t.toks[i].End:t.toks[i+1].Start], " \n\u00a0") {
				break
			}
		}
	}
}

func (t *text) cutSentences() {
	t.sents = french.Sentences(t.body)
	t.sentTok = make([]int, 0, len(t.sents)+1)
	s := 0
	for i := range t.toks {
		tok := &t.toks[i]
		for s+1 < len(t.sents) && t.sents[s+1].Start <= tok.Start {
			s++
		}
		for len(t.sentTok) <= s {
			t.sentTok = append(t.sentTok, i)
			tok.first = true
		}
		tok.sent = int32(s)
		if i > 0 && t.toks[i-1].Kind == french.Punct && t.toks[i-1].first && t.toks[i-1].low != "," {
			tok.first = true
		}
	}
	for len(t.sentTok) <= len(t.sents) {
		t.sentTok = append(t.sentTok, len(t.toks))
	}
}

// recut cuts the sentences that a mark without a partner had swallowed, and those glued behind a closing mark.
func (t *text) recut() {
	var sents []corpus.Span
	var starts []int
	for s := range t.sents {
		from := t.sentTok[s]
		for k := from + 1; k < t.sentTok[s+1]; k++ {
			if !t.endsBefore(k) {
				continue
			}
			sents, starts = append(sents, t.span(from, k)), append(starts, from)
			from = k
		}
		if from < t.sentTok[s+1] {
			sents, starts = append(sents, t.span(from, t.sentTok[s+1])), append(starts, from)
		}
	}
	t.sents, t.sentTok = sents, append(starts, len(t.toks))
	for s := range sents {
		for k := t.sentTok[s]; k < t.sentTok[s+1]; k++ {
			t.toks[k].sent = int32(s)
		}
		t.toks[t.sentTok[s]].first = true
		if k := t.sentTok[s]; t.toks[k].Kind == french.Punct && k+1 < len(t.toks) {
			t.toks[k+1].first = true
		}
	}
}

// endsBefore reports a sentence's end between tokens k-1 and k that french.Sentences could not see.
func (t *text) endsBefore(k int) bool {
	q := t.toks[k-1].quoted
	if q > 0 && q == t.toks[k].quoted || !t.toks[k].gap {
		return false
	}
	opening := t.toks[k].quoted > 0 && t.toks[k].quoted != q
	if q > 0 { // behind a closing mark
		last := t.at(t.quotes[q-1].last - 1)
		ended := last == "." || last == "!" || last == "?" || last == "…" || last == "..."
		if t.upper(k) && !t.toks[k].Joined {
			low := t.at(k)
			return ended || determiners[low] || lineStarts[low]
		}
		return opening && (ended || t.upper(t.quotes[t.toks[k].quoted-1].first))
	}
	switch t.at(k - 1) {
	case "!", "?":
	case ".":
		if k < 2 || len(t.toks[k-2].Text) < 3 || t.upper(k-2) && len(t.toks[k-2].Text) < 4 {
			return false
		}
	default:
		return t.flat && t.gluedLine(k)
	}
	return t.upper(k) || opening
}

// gluedLine reports a new line before token k of a page that lost its line breaks: behind a word that ends one, a small word with a capital,
// « … la colère des syndicats | Le ministre a … ».
func (t *text) gluedLine(k int) bool {
	low, before := t.at(k), t.at(k-1)
	if !t.upper(k) || !lineStarts[low] || !t.word(k-1) || t.toks[k].Joined || len(t.toks[k].Text) > 1 && acronym(t.toks[k].Text) {
		return false
	}
	if subjectPronouns[low] {
		return !clauseOpeners[before] && !prepositions[before]
	}
	return (!t.upper(k-1) || acronym(t.toks[k-1].Text)) && t.word(k+1) && !t.upper(k+1) && !determiners[before] && !prepositions[before] && !clauseOpeners[before] && !titleNouns[before]
}

// lineStarts are small words that a sentence often begins with.
var lineStarts = wordList("lineStarts")

// minFlat is the length in bytes from which a body without a line break is a page that lost them.
const minFlat = 600

func (t *text) markPlaces(scanned []french.Token) {
	i := 0
	for _, p := range french.Places(scanned) {
		for i < len(t.toks) && t.toks[i].Start < p.Start {
			i++
		}
		from := i
		for i < len(t.toks) && t.toks[i].End <= p.End {
			t.toks[i].place = -1
			i++
		}
		if i > from {
			t.toks[from].place = int16(i - from)
			t.nations[from] = p.Place
		}
	}
}

// lostMarks reports a page whose quotation marks were dropped by the program that copied it: « , a averti » with a space
// before the comma, where French puts none, at least twice, and no guillemets.
func (t *text) lostMarks() bool {
	orphans := 0
	for i := 1; i < len(t.toks); i++ {
		if t.orphan(i) {
			orphans++
		}
	}
	return orphans >= 2
}

// orphan reports a comma or full stop that stands alone between spaces, behind a word outside marks.
func (t *text) orphan(i int) bool {
	tok := &t.toks[i]
	if i == 0 || !tok.gap || tok.low != "," && tok.low != "." {
		return false
	}
	return t.toks[i-1].Kind != french.Punct || strings.Contains("!?)…]", t.toks[i-1].Text)
}

// at returns the lower-case form of token i, "" outside the text.
func (t *text) at(i int) string {
	if i < 0 || i >= len(t.toks) {
		return ""
	}
	return t.toks[i].low
}

// word reports whether token i is a word, elision or number outside marks.
func (t *text) word(i int) bool {
	return i >= 0 && i < len(t.toks) && t.toks[i].Kind != french.Punct
}

// upper reports whether token i is a word with a capital.
func (t *text) upper(i int) bool { return t.word(i) && t.toks[i].Upper() }

// inQuote reports whether token i stands between marks, or is one.
func (t *text) inQuote(i int) bool { return i >= 0 && i < len(t.toks) && t.toks[i].quoted > 0 }

// maxSentence bounds, in tokens, how far a frame looks on either side: a list of a thousand lines is no sentence.
const maxSentence = 250

// sentence returns the range of tokens of the sentence of token i, at most maxSentence away from it.
func (t *text) sentence(i int) (from, to int) {
	s := t.toks[i].sent
	return max(t.sentTok[s], i-maxSentence), min(t.sentTok[s+1], i+maxSentence)
}

// span returns the bytes of the tokens [from, to).
func (t *text) span(from, to int) corpus.Span {
	if from >= to || from < 0 || to > len(t.toks) {
		return corpus.Span{}
	}
	return corpus.Span{Start: t.toks[from].Start, End: t.toks[to-1].End}
}

// text returns the body between the first and the last of the tokens [from, to).
func (t *text) text(from, to int) string { return t.span(from, to).Of(t.body) }

// starts reports whether the tokens from i on have the given lower-case forms.
func (t *text) starts(i int, words ...string) bool {
	for k, w := range words {
		if t.at(i+k) != w {
			return false
		}
	}
	return true
}
