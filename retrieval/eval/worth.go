package eval

import (
	"math"
	"slices"
)

// Worth is what one feature of refusing adds to the others.
type Worth struct {
	Feature string
	Loss    float64 // how much the mean cross-validated log-loss of a decision, in thousandths of a nat, grows without it
}

// foldedCase is a Case with the set, the part and the kind of its question.
type foldedCase struct {
	Case
	set  *Set
	fold int
	kind string
}

// outside returns the cases that are not in a part.
func outside(cases []foldedCase, fold int) []Case {
	out := make([]Case, 0, len(cases))
	for _, c := range cases {
		if c.fold != fold {
			out = append(out, c.Case)
		}
	}
	return out
}

// worthOf fits the decision, every case alike, again without each feature in turn.
func worthOf(names []string, cases []foldedCase) []Worth {
	whole := lossOf(cases, len(names))
	out := make([]Worth, len(names))
	parallel(len(names), func(i int) {
		out[i] = Worth{names[i], 1000 * (lossOf(without(cases, i), len(names)-1) - whole)}
	})
	return out
}

// without drops some features.
func without(cases []foldedCase, features ...int) []foldedCase {
	out := slices.Clone(cases)
	for i := range out {
		out[i].Features = except(out[i].Features, features)
	}
	return out
}

// except copies the features that are not among some.
func except(all []float64, left []int) []float64 {
	out := make([]float64, 0, len(all)-len(left))
	for i, v := range all {
		if !slices.Contains(left, i) {
			out = append(out, v)
		}
	}
	return out
}

// lossOf is the mean log-loss of the cases, each judged by a fit on the other parts.
func lossOf(cases []foldedCase, features int) float64 {
	loss := 0.0
	for fold := range Folds {
		w := FitCases(outside(cases, fold), features, refusingRidge)
		for _, c := range cases {
			if c.fold != fold {
				continue
			}
			z := c.logit(w)
			if c.Right {
				z = -z
			}
			loss += max(z, 0) + math.Log1p(math.Exp(-math.Abs(z)))
		}
	}
	return loss / max(float64(len(cases)), 1)
}
