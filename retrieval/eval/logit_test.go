package eval_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"propos/retrieval/eval"
)

// TestFitChoices finds the weights that data was drawn with.
func TestFitChoices(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	want := []float64{2, -1, 0}
	var choices []eval.Choice
	for range 3000 {
		c := eval.Choice{}
		best, top := 0, math.Inf(-1)
		for i := range 5 {
			f := []float64{r.Float64(), r.Float64(), r.Float64()}
			gumbel := -math.Log(-math.Log(r.Float64()))
			if s := want[0]*f[0] + want[1]*f[1] + want[2]*f[2] + gumbel; s > top {
				best, top = i, s
			}
			c.Features, c.Right = append(c.Features, f), append(c.Right, false)
		}
		c.Right[best] = true
		choices = append(choices, c)
	}
	for i, w := range eval.FitChoices(choices, 3, 0.01) {
		if math.Abs(w-want[i]) > 0.2 {
			t.Errorf("weight %d is %.2f, want about %.2f", i, w, want[i])
		}
	}
}

// TestFitCases finds a logistic model, intercept last.
func TestFitCases(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var cases []eval.Case
	for range 5000 {
		x := r.Float64()
		cases = append(cases, eval.Case{Features: []float64{x}, Right: r.Float64() < eval.Sigmoid(4*x-1), Weight: 1})
	}
	w := eval.FitCases(cases, 1, 0.01)
	if math.Abs(w[0]-4) > 0.4 || math.Abs(w[1]+1) > 0.3 {
		t.Errorf("fitted %.2f, %.2f; want about 4, -1", w[0], w[1])
	}
}

// TestFitDecision decides rightly about the threshold, where one line for all cases would not: far from it, the feature tells the contrary.
func TestFitDecision(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var cases []eval.Case
	for range 5000 {
		x := r.Float64()
		right := r.Float64() < eval.Sigmoid(12*x-4)
		if x > 0.8 {
			right = r.Float64() < 0.8
		}
		cases = append(cases, eval.Case{Features: []float64{x}, Right: right, Weight: 1})
	}
	whole := eval.FitCases(cases, 1, 0.3)
	near := eval.FitDecision(cases, 1)
	if near[0] <= whole[0] {
		t.Errorf("slope %.2f near the threshold, %.2f over all: want it steeper", near[0], whole[0])
	}
	sum := 0.0
	for _, c := range cases {
		sum += c.Weight / float64(len(cases))
	}
	if math.Abs(sum-1) > 1e-9 {
		t.Errorf("mean weight %.3f, want 1", sum)
	}
}

func TestReadQuestions(t *testing.T) {
	got, err := eval.ReadQuestions(strings.NewReader("{\"question\":\"Quoi ?\",\"kind\":\"none\",\"more\":1}\n\n{\"id\":\"a\",\"question\":\"Qui ?\",\"articles\":[\"x\"]}\n"))
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	if got[0].ID != "line-1" || got[0].ShouldAnswer() || !got[1].ShouldAnswer() || got[1].Targets()[0] != "x" {
		t.Errorf("got %+v", got)
	}
	for _, bad := range []string{"{", `{"id":"x"}`, `[]`} {
		if _, err := eval.ReadQuestions(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func FuzzReadQuestions(f *testing.F) {
	f.Add(`{"question":"Qui ?"}`)
	f.Fuzz(func(t *testing.T, file string) {
		questions, err := eval.ReadQuestions(strings.NewReader(file))
		for _, q := range questions {
			if err == nil && (q.Text == "" || q.ID == "") {
				t.Fatalf("question without text or id: %+v", q)
			}
		}
	})
}

func TestReadSetSpecs(t *testing.T) {
	for _, bad := range []string{"", "{}", `[{"name":"x"}]`, `[{"name":"x","questions":"q","articles":["a"],"typo":1}]`} {
		if _, err := eval.ReadSetSpecs(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
