package retrieval

import (
	"slices"
	"unicode"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// countsAsked is what a sentence is worth that has a number of the very thing of which « combien de … » asks, where any other number is worth 1;
// countedShare how much of the question such a sentence must have to stand before the best passage of its article. Found by trial on PIAF with its
// articles whole.
const (
	countsAsked  = 6
	countedShare = 0.3
)

// answerOf is what a sentence is worth as an answer by what it holds of the kind that is asked for.
func (q *query) answerOf(c *candidate, sentence corpus.Span, text string) float64 {
	all := q.answersIn(c, sentence, text)
	switch {
	case len(all) == 0:
		return 0
	case len(q.countedIn(c, all, sentence, text)) > 0:
		return countsAsked
	case q.defines(c, all, sentence):
		return definesAsked
	}
	return 1
}

// countedIn are those of some numbers of a sentence that number what « combien de … » asks for.
func (q *query) countedIn(c *candidate, numbers []corpus.Span, sentence corpus.Span, text string) (out []corpus.Span) {
	counted := q.counted()
	if counted < 0 {
		return nil
	}
	for _, a := range numbers {
		if q.found(c.passage.Tokens(), withCounted(a, sentence, text))&(1<<counted) != 0 {
			out = append(out, a)
		}
	}
	return out
}

// answerMarks are what the sentences of an excerpt hold of the kind that is asked for: where any number what is asked for, those alone.
func (q *query) answerMarks(c *candidate, spans []corpus.Span, shown corpus.Span, text string) []corpus.Span {
	var all, counted []corpus.Span
	for _, sentence := range spans {
		if shown.Contains(sentence) && q.found(c.passage.Tokens(), sentence) != 0 {
			answers := q.answersIn(c, sentence, text)
			all, counted = append(all, answers...), append(counted, q.countedIn(c, answers, sentence, text)...)
		}
	}
	if len(counted) > 0 {
		return counted
	}
	return all
}

// counted is the term of which « combien de … » asks the number; -1 for none.
func (q *query) counted() int16 {
	k := slices.IndexFunc(q.tokens, func(t index.Token) bool { return t.Form == "combien" })
	if k < 0 || k+2 >= len(q.tokens) || q.kind != french.KindNumber || q.tokens[k+1].Form != "de" && q.tokens[k+1].Form != "d" {
		return -1
	}
	if term, ok := q.byForm[q.tokens[k+2].Form]; ok {
		return term
	}
	return -1
}

// withCounted lengthens the span of a number by the two words in which stands what it counts: « 25 jeunes », « 600 nouveaux clients ».
func withCounted(number, sentence corpus.Span, text string) corpus.Span {
	words := 0
	for i, r := range text[number.End:sentence.End] {
		switch {
		case unicode.IsSpace(r):
			words++
		case unicode.IsPunct(r) && r != '-' && r != '\'' && r != '’':
			words = 3
		}
		if words > 2 {
			return corpus.Span{Start: number.Start, End: number.End + i}
		}
	}
	return corpus.Span{Start: number.Start, End: sentence.End}
}

// countedFirst puts first, where the first passage to be shown has no number of what « combien de … » asks the number of, the passage of its article
// that has, in the sentence with most of the question; it need not be one that is worth showing otherwise.
func (q *query) countedFirst(shown, ranked []*candidate) []*candidate {
	if len(shown) == 0 || q.counted() < 0 || q.answerShown(shown[0], q.excerptOf(shown[0]).span) >= countsAsked {
		return shown
	}
	var best *candidate
	most := float64(countedShare)
	for _, c := range ranked {
		if c.passage.Article != shown[0].passage.Article {
			continue
		}
		spans := french.Sentences(c.passage.Text)
		for _, w := range q.worth(c, spans, c.passage.Text) {
			if share := q.share(w.found); w.answer == countsAsked && share > most {
				best, most = c, share
			}
		}
	}
	if best == nil {
		return shown
	}
	return withFirst(best, shown)
}
