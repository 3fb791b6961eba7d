package retrieval

import (
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
)

// definesAsked is what a sentence is worth that says what the thing is of which « C'est quoi X ? » asks: « X, une région que … ».
const definesAsked = countsAsked

// defines reports whether one of some descriptions of a sentence, « une région … », stands right behind the words that are asked about, all of which
// the sentence has. « Au Val-Doré, la nuit a été calme » describes nothing.
func (q *query) defines(c *candidate, descriptions []corpus.Span, sentence corpus.Span) bool {
	if q.kind != french.KindDefinition || !q.holds(q.found(c.passage.Tokens(), sentence)) {
		return false
	}
	text := c.passage.Text
	return slices.ContainsFunc(descriptions, func(d corpus.Span) bool {
		first, rest, _ := strings.Cut(d.Of(text), " ")
		if first != "un" && first != "une" || strings.IndexAny(rest, "\"«“") == 0 || setsOff(text[sentence.Start:d.Start]) {
			return false
		}
		before := int16(-1)
		for _, t := range c.passage.Tokens() {
			if int(t.Start) >= d.Start {
				break
			}
			if !t.Stop && int(t.Start) >= sentence.Start {
				before = q.match(t.Word).term
			}
		}
		return before >= 0
	})
}

// setsOff reports whether what stands before a description is no more than the circumstance that opens the sentence: « Au Val-Doré, une maire … ».
func setsOff(before string) bool {
	words := french.Tokens(before)
	return len(words) > 0 && slices.Contains(circumstances[:], french.Fold(words[0].Text)) && strings.Count(before, ",") == 1
}

// circumstances open a group of words that tells when, where or how, up to the first comma.
var circumstances = [...]string{
	"dans", "en", "a", "au", "aux", "pour", "par", "sur", "sous", "avec", "sans", "selon", "depuis", "lors", "apres", "avant", "pendant", "entre", "alors", "quand",
	"lorsque", "si", "comme", "face", "afin", "malgre", "devant", "chez", "vers", "outre", "grace", "contre", "pres", "loin", "d'apres", "durant",
}

// holds reports whether some words are all that the question has.
func (q *query) holds(found mask) bool {
	for i := range q.terms {
		if !q.terms[i].joined && found&(1<<i) == 0 {
			return false
		}
	}
	return true
}

// definingFirst puts first, where the first passage to be shown does not say what the thing is that is asked about, the best of all that does, of
// whatever article.
func (q *query) definingFirst(shown, ranked []*candidate) []*candidate {
	if len(shown) == 0 || q.kind != french.KindDefinition || q.answerShown(shown[0], q.excerptOf(shown[0]).span) >= definesAsked {
		return shown
	}
	i := slices.IndexFunc(ranked, func(c *candidate) bool {
		spans := french.Sentences(c.passage.Text)
		return slices.ContainsFunc(q.worth(c, spans, c.passage.Text), func(w sentenceWorth) bool { return w.answer >= definesAsked })
	})
	if i < 0 {
		return shown
	}
	return withFirst(ranked[i], shown)
}

// withFirst puts a candidate before others, among which it may be.
func withFirst(first *candidate, others []*candidate) []*candidate {
	return append([]*candidate{first}, slices.DeleteFunc(slices.Clone(others), func(c *candidate) bool { return c == first })...)
}
