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

// foldedChoice is a Choice with the set and the part that its question is in.
type foldedChoice struct {
	Choice
	set  *Set
	fold int
	asks bool
}

// ranking fits the order of candidates, of questions and of statements.
func (f *fitting) ranking(ctx context.Context) error {
	if err := f.choose(ctx); err != nil {
		return err
	}
	names := retrieval.FeatureNames()
	parallel(len(f.models), func(fold int) {
		m := &f.models[fold]
		m.Ranking, m.Statements = nil, nil
		if questions := choicesOutside(f.choices, fold, true); len(questions) > 0 {
			m.Ranking = named(names, FitChoices(questions, len(names), rankingRidge))
		}
		if statements := choicesOutside(f.choices, fold, false); len(statements) > 0 {
			m.Statements = named(names, FitChoices(statements, len(names), rankingRidge))
		}
	})
	return nil
}

// choose asks the questions of every set that ranking is fitted on for the features of their candidates.
func (f *fitting) choose(ctx context.Context) error {
	names := retrieval.FeatureNames()
	return f.eachTaught(ctx, false, func(set *Set, q Question, e *retrieval.Explanation) {
		c := foldedChoice{choiceOf(q, e.Candidates), set, foldOf(q), asks(q)}
		if c.asks {
			c.zero(beyondPassages, names)
		}
		f.choices = append(f.choices, c)
	})
}

// choicesOutside returns the choices of questions, or of statements, that are not in a part.
func choicesOutside(choices []foldedChoice, fold int, asks bool) (out []Choice) {
	for _, c := range choices {
		if c.asks == asks && c.fold != fold {
			out = append(out, c.Choice)
		}
	}
	return out
}

func choiceOf(q Question, cs []retrieval.ExplainedCandidate) (c Choice) {
	for _, x := range cs {
		c.Features = append(c.Features, values(x.Features))
		c.Right = append(c.Right, slices.Contains(q.Targets(), x.Article))
	}
	return c
}

// zero takes some features for nothing.
func (c Choice) zero(left, names []string) {
	for i, name := range names {
		if !slices.Contains(left, name) {
			continue
		}
		for _, f := range c.Features {
			f[i] = 0
		}
	}
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
