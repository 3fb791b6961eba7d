package eval

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"propos/retrieval"
	"propos/retrieval/french"
)

// Asker answers a question: the method of a library for one collection, in this process or another.
type Asker func(ctx context.Context, q retrieval.Question) (retrieval.Answer, error)

// Result is one question with what came of it.
type Result struct {
	Question Question
	Answered bool
	Ranked   []string // ids, best first
	First    string   // the first citation's text; "" when there is none
	Speaker  string   // of the first citation
	Took     time.Duration
}

// Ask asks every question, in order.
func Ask(ctx context.Context, ask Asker, questions []Question, progress func(done, total int)) ([]Result, error) {
	out := make([]Result, 0, len(questions))
	for i, q := range questions {
		a, err := ask(ctx, retrieval.Question{Text: q.Text})
		if err != nil {
			return out, fmt.Errorf("question %s: %w", q.ID, err)
		}
		r := Result{Question: q, Answered: a.Answered(), Ranked: a.Ranked, Took: a.Took}
		if len(a.Citations) > 0 {
			r.First, r.Speaker = a.Citations[0].Text, a.Citations[0].Speaker
		}
		out = append(out, r)
		if progress != nil {
			progress(i+1, len(questions))
		}
	}
	return out, nil
}

// Fault says what is wrong with a result. The zero Fault is none.
type Fault string

// The faults, the gravest first.
const (
	WronglyAnswered Fault = "answered"      // there was nothing to answer
	WronglyRefused  Fault = "refused"       // there was
	WrongArticle    Fault = "wrong article" // the first article is not one of those that answer
	WrongExcerpt    Fault = "wrong excerpt" // the first citation holds none of the answers
	WrongSpeaker    Fault = "wrong speaker" // the first citation is of somebody else, or of nobody
)

// Fault returns the gravest fault of the result. A question says what it can be judged by: what it leaves out is not judged. Where there is
// evidence, it stands for the article.
func (r Result) Fault() Fault {
	q := r.Question
	switch targets := q.Targets(); {
	case !q.ShouldAnswer():
		if r.Answered {
			return WronglyAnswered
		}
		return ""
	case !r.Answered:
		return WronglyRefused
	case len(q.Evidence) == 0 && len(targets) > 0 && (len(r.Ranked) == 0 || !slices.Contains(targets, r.Ranked[0])):
		return WrongArticle
	case !r.holds():
		return WrongExcerpt
	case q.Speaker != nil && *q.Speaker != "" && french.Fold(*q.Speaker) != french.Fold(r.Speaker):
		return WrongSpeaker
	}
	return ""
}

// holds reports whether the first citation holds one of the answers or pieces of evidence; with neither, every citation does.
func (r Result) holds() bool {
	wanted := append(slices.Clone(r.Question.Answers), r.Question.Evidence...)
	return len(wanted) == 0 || holdsAny(r.First, wanted)
}

// Sheet sums up results. Shares are of the questions that they speak of.
type Sheet struct {
	Scores         // of the questions that name the articles that answer
	Questions  int // all
	Answerable int // of them
	Refused    int // answerable ones that were refused
	Answered   int // unanswerable ones that were answered
	Judged     int // answerable ones that say what the first citation must hold
	FirstHolds int // of them, whose first citation holds it, refused ones not
	P50, P99   time.Duration
}

// Sum sums up results.
func Sum(results []Result) Sheet {
	var s Sheet
	took := make([]time.Duration, 0, len(results))
	for _, r := range results {
		s.Questions++
		took = append(took, r.Took)
		q := r.Question
		if !q.ShouldAnswer() {
			if r.Answered {
				s.Answered++
			}
			continue
		}
		s.Answerable++
		if !r.Answered {
			s.Refused++
		}
		if len(q.Targets()) > 0 {
			s.Scores.add(q.Targets(), r.Ranked)
		}
		if len(q.Answers)+len(q.Evidence) > 0 {
			s.Judged++
			if r.Answered && r.holds() {
				s.FirstHolds++
			}
		}
	}
	s.Scores = s.Scores.mean()
	slices.Sort(took)
	s.P50, s.P99 = percentile(took, 50), percentile(took, 99)
	return s
}

// percentile of sorted times; 0 of none.
func percentile(sorted []time.Duration, p int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*p/100]
}

// ByKind parts results by the kind of their question, in order of kind.
func ByKind(results []Result) (kinds []string, parts map[string][]Result) {
	parts = map[string][]Result{}
	for _, r := range results {
		kind := strings.TrimSpace(r.Question.Kind)
		if _, seen := parts[kind]; !seen {
			kinds = append(kinds, kind)
		}
		parts[kind] = append(parts[kind], r)
	}
	slices.Sort(kinds)
	return kinds, parts
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
