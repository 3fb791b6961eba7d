package retrieval

import (
	"context"
	"math/bits"
	"slices"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// ruled is how far the ranked candidates may be trusted to answer: as far as their words say, but RelatedFloor at most where a rule knows better.
func (l *Library) ruled(ctx context.Context, s *shelf, q *query, ranked []*candidate, trust float64) (float64, error) {
	if trust <= RelatedFloor || len(ranked) == 0 {
		return trust, nil
	}
	if lacks, err := l.lacks(ctx, s, q, ranked); err != nil || !lacks {
		return trust, err
	}
	return RelatedFloor, nil
}

// lacks reports whether the best of the ranked candidates, of which there is one at least, cannot answer, however alike its words: it speaks of
// another year or place, it has next to nothing of the question, a number is asked for and it has none, or what is asked of somebody is told in
// words that it does not have.
// These are rules and not features, for they hold whatever the other signs say.
func (l *Library) lacks(ctx context.Context, s *shelf, q *query, ranked []*candidate) (bool, error) {
	if q.otherYear(ranked[0]) || q.barely(ranked[0]) || q.countless(ranked) || q.untold(ranked) {
		return true, nil
	}
	return l.elsewhere(ctx, s, q, ranked[0])
}

// fewPassages is below how many passages that a passage is far ahead of the others says little: mostly no other has anything of the question.
const fewPassages = 200

// barely reports whether a passage has too little of the question, in a collection where hardly another can have more: less than two fifths of
// its weight, or of several words one that weighs no more than the others.
func (q *query) barely(c *candidate) bool {
	has := q.share(c.all | c.akin)
	return q.passages < fewPassages && (has < 0.4 || has <= 0.5 && bits.OnesCount32(uint32(c.all)) == 1)
}

// countless reports whether the question asks for a number, and no sentence with its words has one, in the best passage and in those of
// the same article that are worth showing. Of « depuis combien de temps » a date may tell.
func (q *query) countless(ranked []*candidate) bool {
	if q.kind != french.KindNumber || !q.asksCount() && !q.asksNumber() {
		return false
	}
	return !slices.ContainsFunc(worth(ranked), func(c *candidate) bool {
		return c.passage.Article == ranked[0].passage.Article && len(q.answersOf(c)) > 0
	})
}

// asksNumber reports whether the question asks for what is always told in numbers. A rank, a frequency or a share may be told in other words.
func (q *query) asksNumber() bool {
	for i, t := range q.tokens {
		switch t.Form {
		case "nombre", "taux", "pourcentage", "somme", "montant", "distance", "vitesse", "superficie", "temperature", "age", "salaire":
			if q.behindWhich(i) {
				return true
			}
		}
	}
	return false
}

func (q *query) asksCount() bool {
	i := slices.IndexFunc(q.tokens, func(t index.Token) bool { return t.Form == "combien" })
	return i >= 0 && (i == 0 || q.tokens[i-1].Form != "depuis")
}

// answersOf returns what the sentences of a passage with words of the question hold of the kind that is asked for.
func (q *query) answersOf(c *candidate) (out []corpus.Span) {
	if !q.marked() {
		return nil
	}
	for _, sentence := range french.Sentences(c.passage.Text) {
		if q.found(c.passage.Tokens(), sentence) != 0 {
			out = append(out, q.answersIn(c, sentence, c.passage.Text)...)
		}
	}
	return out
}

// maxAgreeing is how many candidates behind the best are looked at for whether they say the same.
const maxAgreeing = 5

// rivals are the candidates without those of other articles that say the same as the best: near-identical ones, and those that give the same
// date or number. That several articles agree is no reason to doubt the first.
func (q *query) rivals(ranked []*candidate) []*candidate {
	out := ranked[:1:1]
	var answers []string
	if q.kind == french.KindDate || q.kind == french.KindNumber {
		answers = q.answerWords(ranked[0])
	}
	for i, c := range ranked[1:] {
		close := i < maxAgreeing && c.group() != ranked[0].group()
		if !close || !sameTokens(c.passage, ranked[0].passage) && !q.agrees(c, answers) {
			out = append(out, c)
		}
	}
	return out
}

// agrees reports whether a candidate has one of some answers.
func (q *query) agrees(c *candidate, answers []string) bool {
	return len(answers) > 0 && slices.ContainsFunc(q.answerWords(c), func(a string) bool { return slices.Contains(answers, a) })
}

// answerWords are the answers of a candidate, folded.
func (q *query) answerWords(c *candidate) (out []string) {
	for _, a := range q.answersOf(c) {
		out = append(out, french.Fold(q.telling(a, c.passage.Text).Of(c.passage.Text)))
	}
	return out
}
