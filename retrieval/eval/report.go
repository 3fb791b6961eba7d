package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"propos/retrieval"
)

// Report is what a run over a question file shows.
type Report struct {
	Scores        Scores
	Answered      int             // questions with an answer that were answered
	AnswerInFirst float64         // share of the answerable questions with "answers" whose first citation holds one of them, refused ones included
	Took          []time.Duration // of each question, in order of length
}

// Measure asks every question of a collection.
func Measure(ctx context.Context, lib *retrieval.Library, collection string, questions []Question) (Report, error) {
	var r Report
	withAnswers, hits := 0, 0
	for _, q := range questions {
		a, err := lib.Ask(ctx, collection, retrieval.Question{Text: q.Text})
		if err != nil {
			return r, fmt.Errorf("question %s: %w", q.ID, err)
		}
		r.Took = append(r.Took, a.Took)
		if !q.ShouldAnswer() {
			continue
		}
		r.Scores.add(q.Targets(), a.Ranked)
		if a.Answered() {
			r.Answered++
		}
		if len(q.Answers) > 0 {
			withAnswers++
			cs := a.Citations
			if len(cs) == 0 {
				cs = a.Related
			}
			if len(cs) > 0 && holdsAny(cs[0].Text, q.Answers) {
				hits++
			}
		}
	}
	r.Scores = r.Scores.mean()
	if withAnswers > 0 {
		r.AnswerInFirst = float64(hits) / float64(withAnswers)
	}
	slices.Sort(r.Took)
	return r, nil
}

// holdsAny reports whether text holds one of the strings.
func holdsAny(text string, any []string) bool {
	for _, s := range any {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}
