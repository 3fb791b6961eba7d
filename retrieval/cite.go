package retrieval

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// excerptLength is how long an excerpt may be, in characters.
const excerptLength = 500

// excerpt is a part of a candidate's passage that is worth showing.
type excerpt struct {
	span  corpus.Span   // bytes of the passage's text
	marks []corpus.Span // of the same, in order, apart
}

// excerptOf chooses the sentences to show: those in a row, of at most excerptLength characters, that carry most of the question.
func (q *query) excerptOf(c *candidate) excerpt {
	text := c.passage.Text
	spans := french.Sentences(text)
	if len(spans) == 0 {
		return excerpt{}
	}
	best := q.bestWindow(c, spans, text)
	e := excerpt{span: best}
	if !showable(best.Of(text)) {
		e.span = q.cutLong(c, best)
	}
	e.marks = q.marks(c.passage.Tokens(), e.span)
	e.marks = append(e.marks, q.answerMarks(c, spans, e.span, text)...)
	if c.answerMark.Len() > 0 && e.span.Contains(c.answerMark) {
		e.marks = append(e.marks, c.answerMark)
	}
	e.marks = mergeSpans(e.marks)
	return e
}

// sentenceWorth is what one sentence has of the question.
type sentenceWorth struct {
	found  mask    // terms
	forms  mask    // terms in their own form
	answer float64 // 1 when it holds something of the kind that is asked for, beside the question's own words; countsAsked, definesAsked, tellsAsked
	ended  bool    // with a mark: a caption, a heading or a credit has none
}

// tellsAsked is what a sentence is worth as an answer that has the words which tell what is asked of somebody: more than any other of the passage.
const tellsAsked = 5

// looseBeside reports whether a sentence is none, and has nothing of the question that its neighbours lack.
func (w sentenceWorth) looseBeside(neighbours mask) bool {
	return !w.ended && w.answer == 0 && w.found&^neighbours == 0
}

// worth reads the sentences of a passage.
func (q *query) worth(c *candidate, spans []corpus.Span, text string) []sentenceWorth {
	out := make([]sentenceWorth, len(spans))
	n := 0
	for _, t := range c.passage.Tokens() {
		for n+1 < len(spans) && int(t.Start) >= spans[n+1].Start {
			n++
		}
		m := q.match(t.Word)
		out[n].found, out[n].forms = out[n].found.with(m.term), out[n].forms.with(m.form)
	}
	asked := q.relations()
	for i := range out {
		last, _ := utf8.DecodeLastRuneInString(spans[i].Of(text))
		out[i].ended = strings.ContainsRune(".!?…:;»”\")]", last)
		switch {
		case out[i].found == 0:
		case len(asked) > 0:
			if tellsIn(asked, c, spans[i]) {
				out[i].answer = tellsAsked
			}
		default:
			out[i].answer = q.answerOf(c, spans[i], text)
		}
	}
	return out
}

// marked reports whether what is asked for is of a kind that can be found in a sentence, and marked.
func (q *query) marked() bool {
	return q.kind != french.KindNone && q.kind != french.KindQuote && q.kind != french.KindYesNo && q.kind != french.KindList
}

// answersIn returns what a sentence holds of the kind that is asked for, but for the question's own words.
func (q *query) answersIn(c *candidate, sentence corpus.Span, text string) []corpus.Span {
	if !q.marked() {
		return nil
	}
	var out []corpus.Span
	for _, a := range french.AnswerSpans(q.kind, sentence.Of(text)) {
		a = corpus.Span{Start: a.Start + sentence.Start, End: a.End + sentence.Start}
		if q.found(c.passage.Tokens(), q.telling(a, text)) == 0 {
			out = append(out, a)
		}
	}
	return out
}

// telling is the part of an answer that the question must not have itself: of « 800 morts » the number, for the question may count the dead.
func (q *query) telling(a corpus.Span, text string) corpus.Span {
	if q.kind == french.KindNumber {
		if at := strings.IndexFunc(a.Of(text), unicode.IsSpace); at > 0 {
			a.End = a.Start + at
		}
	}
	return a
}

// newsWeight is what a word counts in an excerpt of an answer when the title, which stands beside it, has it too; worthPassing how much of the
// question an excerpt must add to stand before another, by how far its passage is below in the ranking; tellingKind what something of the kind
// that is asked for adds to a sentence, and tellingNews to an excerpt as one among its article's. Found by trial on PIAF with its articles whole: the answer stands in the first excerpt of 81 % of the
// right articles, where it did in 79 %.
const (
	newsWeight   = 0.3
	worthPassing = 0.1
	tellingKind  = 0.3
	tellingNews  = 0.2
	maxTelling   = 2 // of what a sentence is worth as an answer
)

// news is what of the question some words of an excerpt tell a reader who sees the title beside: the title's own words count little in the
// answer to a question, and in full beside a statement, which a reader wants to recognise.
func (q *query) news(c *candidate, found mask) float64 {
	if !q.asks {
		return q.share(found)
	}
	return (1-newsWeight)*q.share(found&^c.title) + newsWeight*q.share(found)
}

// newsOfForms is news of the words in their own form.
func (q *query) newsOfForms(c *candidate, forms mask) float64 {
	if !q.asks {
		return q.shareOfForms(forms, false)
	}
	return (1-newsWeight)*q.shareOfForms(forms&^c.title, false) + newsWeight*q.shareOfForms(forms, false)
}

// newsFirst puts first, of the best passage's article, the passage whose excerpt tells the most.
func (q *query) newsFirst(ranked []*candidate) []*candidate {
	own := func(c *candidate) bool { return c.passage.Article == ranked[0].passage.Article }
	if len(ranked) < 2 || !slices.ContainsFunc(ranked[1:], own) {
		return ranked
	}
	best, most := 0, 0.0
	for i, c := range ranked {
		if !own(c) {
			continue
		}
		shown := q.excerptOf(c).span
		news := q.news(c, q.found(c.passage.Tokens(), shown)) - worthPassing*(ranked[0].score-c.score)
		news += tellingNews * min(q.answerShown(c, shown), maxTelling)
		if i == 0 || news > most {
			best, most = i, news
		}
	}
	return slices.Concat(ranked[best:best+1], ranked[:best], ranked[best+1:])
}

// answeringFirst puts first, where the best passage has nothing of the kind that is asked for beside the question's words, the best of its
// article's other passages that has. ranked is not empty of what is worth showing.
func (q *query) answeringFirst(ranked []*candidate) []*candidate {
	if len(ranked) == 0 || !q.marked() || q.answers(ranked[0]) {
		return ranked
	}
	for i, c := range ranked {
		if i > 0 && c.passage.Article == ranked[0].passage.Article && q.answers(c) {
			return slices.Concat(ranked[i:i+1], ranked[:i], ranked[i+1:])
		}
	}
	return ranked
}

// answers reports whether the excerpt of a passage has something of the kind that is asked for, in a sentence with words of the question.
func (q *query) answers(c *candidate) bool { return q.answerShown(c, q.excerptOf(c).span) > 0 }

// answerShown is the most that a sentence of an excerpt is worth as an answer.
func (q *query) answerShown(c *candidate, shown corpus.Span) (most float64) {
	spans := french.Sentences(c.passage.Text)
	for i, w := range q.worth(c, spans, c.passage.Text) {
		if shown.Contains(spans[i]) {
			most = max(most, w.answer)
		}
	}
	return most
}

// bestWindow finds the run of whole sentences with the greatest value; of equal ones the longer, then the earlier. It neither begins nor
// ends with a caption or a heading that adds nothing.
func (q *query) bestWindow(c *candidate, spans []corpus.Span, text string) corpus.Span {
	worth := q.worth(c, spans, text)
	best, bestValue := corpus.Span{}, -1.0
	for i := range spans {
		var found, behind, forms mask // in the window, and in it without its first sentence
		top := 0.0
		for j := i; j < len(spans); j++ {
			window := corpus.Span{Start: spans[i].Start, End: spans[j].End}
			if j > i && !showable(window.Of(text)) {
				break
			}
			if !window.Contains(c.answer) && c.answer.Len() > 0 {
				continue
			}
			w := worth[j]
			loose := j > i && (worth[j].looseBeside(found) || worth[i].looseBeside(behind|w.found))
			found, forms = found|w.found, forms|w.forms
			if j > i {
				behind |= w.found
			}
			top = max(top, q.news(c, w.found)+0.3*q.newsOfForms(c, w.forms)+tellingKind*w.answer)
			if loose {
				continue
			}
			value := q.news(c, found) + 0.3*q.newsOfForms(c, forms) + top + 0.0004*float64(min(window.Len(), 2*excerptLength))
			if value > bestValue {
				best, bestValue = window, value
			}
		}
	}
	return best
}

func characters(s string) int { return utf8.RuneCountInString(s) }

// atMost reports whether a text has at most n characters. It does not read all of a long one.
func atMost(n int, s string) bool {
	return len(s) <= n || len(s) <= utf8.UTFMax*n && characters(s) <= n
}

// showable reports whether a text is short enough for an excerpt.
func showable(s string) bool { return atMost(excerptLength, s) }

// cutLong cuts a sentence that is too long at clauses, around the words that matter most.
func (q *query) cutLong(c *candidate, s corpus.Span) corpus.Span {
	text := c.passage.Text
	best, bestValue := corpus.Span{}, -1.0
	for window := range clauseWindows(text, clauseStarts(text, s)) {
		if !window.Contains(c.answer) && c.answer.Len() > 0 {
			continue
		}
		value := q.share(q.found(c.passage.Tokens(), window)) + 0.0002*float64(window.Len())
		if value > bestValue {
			best, bestValue = window, value
		}
	}
	if best.Len() <= 0 {
		return cutWords(text, s)
	}
	return best
}

// clauseWindows yields, from each clause of a sentence on, as many clauses as can be shown, without the spaces around them. The clauses are
// given by where they begin, and where the last one ends.
func clauseWindows(text string, cuts []int) iter.Seq[corpus.Span] {
	return func(yield func(corpus.Span) bool) {
		window := func(i, j int) corpus.Span { return trim(text, corpus.Span{Start: cuts[i], End: cuts[j]}) }
		end := 0
		for i := range cuts {
			for end = max(end, i); end+1 < len(cuts) && showable(window(i, end+1).Of(text)); {
				end++
			}
			if end > i && !yield(window(i, end)) {
				return
			}
		}
	}
}

// clauseStarts returns where clauses of a sentence begin, and its end.
func clauseStarts(text string, s corpus.Span) []int {
	out := []int{s.Start}
	for i, r := range s.Of(text) {
		at := s.Start + i + utf8.RuneLen(r)
		if strings.ContainsRune(",;:–—.!?»”", r) && at < s.End {
			if next, _ := utf8.DecodeRuneInString(text[at:]); unicode.IsSpace(next) {
				out = append(out, at)
			}
		}
	}
	return append(out, s.End)
}

// cutWords takes as many words as fit.
func cutWords(text string, s corpus.Span) corpus.Span {
	n, last := 0, 0
	for i, r := range s.Of(text) {
		if n++; n > excerptLength {
			break
		}
		if unicode.IsSpace(r) {
			last = i
		}
	}
	if last == 0 {
		for i := range s.Of(text) {
			if last = i; characters(text[s.Start:s.Start+i]) >= excerptLength {
				break
			}
		}
	}
	return trim(text, corpus.Span{Start: s.Start, End: s.Start + last})
}

func trim(text string, s corpus.Span) corpus.Span {
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(part))
	return s
}

// found returns the terms of the question inside a span.
func (q *query) found(tokens []index.Token, s corpus.Span) (m mask) {
	for _, t := range tokens {
		if int(t.Start) >= s.Start && int(t.End) <= s.End {
			m = m.with(q.match(t.Word).term)
		}
	}
	return m
}

// marks returns the words of the question inside a span; words side by side are one mark.
func (q *query) marks(tokens []index.Token, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	marked := false
	for _, t := range tokens {
		if int(t.Start) < s.Start || int(t.End) > s.End {
			continue
		}
		if q.match(t.Word).term < 0 {
			marked = false
			continue
		}
		if marked && int(t.Start)-out[len(out)-1].End <= 1 {
			out[len(out)-1].End = int(t.End)
		} else {
			out = append(out, corpus.Span{Start: int(t.Start), End: int(t.End)})
		}
		marked = true
	}
	return out
}

// marksOf returns the words of the question in a whole text.
func (q *query) marksOf(tokens []index.Token) []corpus.Span {
	if len(tokens) == 0 {
		return nil
	}
	return q.marks(tokens, corpus.Span{Start: 0, End: int(tokens[len(tokens)-1].End)})
}

// shifted moves spans of a passage to the article's body.
func shifted(spans []corpus.Span, by int) []corpus.Span {
	out := make([]corpus.Span, len(spans))
	for i, s := range spans {
		out[i] = corpus.Span{Start: s.Start + by, End: s.End + by}
	}
	return out
}

// mergeSpans puts spans in order and joins those that overlap.
func mergeSpans(spans []corpus.Span) []corpus.Span {
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	var out []corpus.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
