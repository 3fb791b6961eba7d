package eval

import (
	"context"
	"math"
	"slices"

	"propos/retrieval"
)

// AnswerShare is the share of the answerable questions that the threshold lets be answered.
const AnswerShare = 0.85

// refusingRidge is the ridge of the decision to answer, in units of one question.
const refusingRidge = 0.3

// The decision is fitted again so many times, with cases weighed by how near they are to the threshold: by a Gaussian of this width in
// logits. What is far on either side is decided rightly or wrongly whatever the weights are.
const (
	refits    = 2
	nearWidth = 1.0
)

// refusing fits the decision to answer, and sets the threshold by which AnswerShare of the answerable questions of the first refusing set are answered.
func (f *fitting) refusing(ctx context.Context) error {
	if err := f.decide(ctx); err != nil || len(f.cases) == 0 {
		return err
	}
	names := retrieval.RefusalNames()
	parallel(len(f.models), func(fold int) {
		taught := outside(f.cases, fold)
		w := FitDecision(taught, len(names))
		f.models[fold].Refusing = named(append(slices.Clone(names), "bias"), w)
		f.models[fold].Threshold = Sigmoid(thresholdFor(taught, w))
	})
	f.say("what each feature of refusing is worth")
	f.worth = worthOf(names, f.cases)
	return nil
}

// decide asks the questions of every refusing set that is not held for the features of the decision.
func (f *fitting) decide(ctx context.Context) error {
	return f.eachTaught(ctx, true, func(set *Set, q Question, e *retrieval.Explanation) {
		features := values(e.Refusal)
		f.cases = append(f.cases, foldedCase{Case{features[:len(features)-1], q.ShouldAnswer(), 1}, set, foldOf(q), q.Kind})
	})
}

// FitDecision fits a logistic regression to cases of equal weight, and then anew to those near the threshold that it gives (AnswerShare).
// The intercept is the last weight. The cases are left with the weights of the last fit, of which the mean is 1.
func FitDecision(cases []Case, features int) []float64 {
	w := FitCases(cases, features, refusingRidge)
	for range refits {
		threshold, sum := thresholdFor(cases, w), 0.0
		for i := range cases {
			off := (cases[i].logit(w) - threshold) / nearWidth
			cases[i].Weight = math.Exp(-off * off / 2)
			sum += cases[i].Weight
		}
		for i := range cases {
			cases[i].Weight *= float64(len(cases)) / sum
		}
		w = FitCases(cases, features, refusingRidge)
	}
	return w
}

// logit is what the model makes of the case: above 0, answering is more likely right than not.
func (c *Case) logit(w []float64) float64 {
	return dot(c.Features, w) + w[len(c.Features)]
}

// thresholdFor is the logit that AnswerShare of the answerable cases reach; 0 when there is none.
func thresholdFor(cases []Case, w []float64) float64 {
	var z []float64
	for i := range cases {
		if cases[i].Right {
			z = append(z, cases[i].logit(w))
		}
	}
	return quantile(z, 1-AnswerShare)
}

// quantile is the value below which a share of the values are, and which the others reach; 0 of none.
func quantile(values []float64, below float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[int(float64(len(values))*below)]
}
