package eval

import (
	"context"
	"math"
	"slices"

	"propos/retrieval"
	"propos/retrieval/french"
)

// rankingRidge is the ridge of the ranking fit in units of one question: little against thousands, enough to keep features that agree from
// opposing weights.
const rankingRidge = 3

// asks tells a question from a headline or a bag of keywords, which are ranked by weights of their own.
func asks(q Question) bool { return french.Question(q.Text).Asks }

// beyondPassages are features of an article's opening that only statements are ranked by: where an article is one passage, as those of most
// question files are, they repeat the features of the passage, and what they are worth beside it cannot be learnt.
var beyondPassages = []string{"opening_cov", "opening_acc", "opening_cg4"}

// ranking fits the order of candidates, of questions and of statements.
func (f *fitting) ranking(ctx context.Context) error {
	var questions, statements byFold[[]Choice]
	for _, set := range f.sets {
		if set.Held || set.refusing() {
			continue
		}
		f.say("ranking features of " + set.Name)
		answers, err := askAll(ctx, set, &f.models, retrieval.Question{Explain: true})
		if err != nil {
			return err
		}
		for i, a := range answers {
			if a.Explanation == nil {
				continue
			}
			q, choices := set.Questions[i], &statements
			if asks(q) {
				choices = &questions
			}
			c := choiceOf(q, a.Explanation.Candidates)
			for fold := range choices {
				if fold == all || foldOf(q) != fold {
					choices[fold] = append(choices[fold], c)
				}
			}
		}
	}
	names := retrieval.FeatureNames()
	for fold := range f.models {
		m := &f.models[fold]
		if len(questions[fold]) > 0 {
			m.Ranking = named(names, FitChoices(zeroed(beyondPassages, names, questions[fold]), len(names), rankingRidge))
		}
		m.Statements = nil
		if len(statements[fold]) > 0 {
			m.Statements = named(names, FitChoices(statements[fold], len(names), rankingRidge))
		}
	}
	return nil
}

func choiceOf(q Question, cs []retrieval.ExplainedCandidate) (c Choice) {
	for _, x := range cs {
		c.Features = append(c.Features, values(x.Features))
		c.Right = append(c.Right, slices.Contains(q.Targets(), x.Article))
	}
	return c
}

// zeroed takes some features for nothing.
func zeroed(left, names []string, choices []Choice) []Choice {
	for i, name := range names {
		if !slices.Contains(left, name) {
			continue
		}
		for _, c := range choices {
			for _, f := range c.Features {
				f[i] = 0
			}
		}
	}
	return choices
}

func values(shares []retrieval.Share) []float64 {
	out := make([]float64, len(shares))
	for i, s := range shares {
		out[i] = s.Value
	}
	return out
}

// named rounds weights, leaving out those that are nothing.
func named(names []string, w []float64) map[string]float64 {
	out := map[string]float64{}
	for i, n := range names {
		if v := math.Round(w[i]*1000) / 1000; v != 0 {
			out[n] = v
		}
	}
	return out
}
