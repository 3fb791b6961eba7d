package eval

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"propos/corpus"
	"propos/retrieval"
)

// Set is a question file with the collection it is asked of.
type Set struct {
	Name       string
	Library    *retrieval.Library
	Collection string
	Questions  []Question
	Held       bool // only judged, never fitted on
	Articles   map[string]corpus.Article
}

// Folds is into how many parts questions are divided for cross-validation: the questions of one article are always in the same part.
const Folds = 5

// sample is one question with its candidates' features.
type sample struct {
	question Question
	fold     int
	articles []string // of the candidates
	choice   Choice
}

// collect asks the questions of a set and keeps the features of all candidates.
func collect(ctx context.Context, set Set) ([]sample, error) {
	var out []sample
	var libs [Folds]*retrieval.Library
	for fold := range libs {
		var rest []Question
		for _, q := range set.Questions {
			if foldOf(q) != fold {
				rest = append(rest, q)
			}
		}
		m := retrieval.FittedModel()
		if !set.Held && !NoSalience {
			m.Salience = Salience(rest, set.Articles)
		} else if SalAll != nil && !NoSalience {
			m.Salience = SalAll
		}
		libs[fold] = set.Library.With(m)
		if fold == 0 {
			fmt.Println(set.Name, len(m.Salience))
		}
	}
	for _, q := range set.Questions {
		a, err := libs[foldOf(q)].Ask(ctx, set.Collection, retrieval.Question{Text: q.Text, Explain: true})
		if err != nil {
			return nil, fmt.Errorf("set %s, question %s: %w", set.Name, q.ID, err)
		}
		s := sample{question: q, fold: foldOf(q)}
		if a.Explanation != nil {
			s.read(a.Explanation.Candidates)
		}
		out = append(out, s)
	}
	return out, nil
}

func (s *sample) read(cs []retrieval.ExplainedCandidate) {
	for _, c := range cs {
		row := make([]float64, len(c.Features))
		for i, f := range c.Features {
			row[i] = f.Value
		}
		s.articles = append(s.articles, c.Article)
		s.choice.Features = append(s.choice.Features, row)
		s.choice.Right = append(s.choice.Right, slices.Contains(s.question.Targets(), c.Article))
	}
}

// foldOf puts a question in a part by its article, else by its own id.
func foldOf(q Question) int {
	h := fnv.New32a()
	key := q.Article
	if key == "" && len(q.Targets()) > 0 {
		key = q.Targets()[0]
	}
	_, _ = h.Write([]byte(cmp.Or(key, q.ID)))
	return int(h.Sum32()>>7) % Folds
}

// Ranking is a fitted ranking with its cross-validated scores.
type Ranking struct {
	Weights map[string]float64 // fitted on everything
	Sets    []SetScores
}

// SetScores are the cross-validated scores of one set.
type SetScores struct {
	Name   string
	Scores Scores
	Low    float64 // 95 % interval of R1
	High   float64
}

// FitRanking fits the ranking on the sets that are not held, with a ridge of l2, and judges all of them by weights that were fitted without
// the question's part. Only the named features are used; nil means all.
func FitRanking(ctx context.Context, sets []Set, l2 float64, features []string) (Ranking, error) {
	samples := make([][]sample, len(sets))
	for i, set := range sets {
		var err error
		if samples[i], err = collect(ctx, set); err != nil {
			return Ranking{}, err
		}
	}
	return fitRanking(sets, samples, l2, features), nil
}

func fitRanking(sets []Set, samples [][]sample, l2 float64, features []string) Ranking {
	names := retrieval.FeatureNames()
	use := make([]int, 0, len(names))
	for i, n := range names {
		if features == nil || slices.Contains(features, n) {
			use = append(use, i)
		}
	}
	var byFold [Folds + 1][]float64
	for fold := range byFold {
		var train []Choice
		for i, set := range sets {
			if set.Held {
				continue
			}
			for _, s := range samples[i] {
				if s.fold != fold || fold == Folds {
					train = append(train, s.choice.columns(use))
				}
			}
		}
		byFold[fold] = FitChoices(train, len(use), l2)
	}
	r := Ranking{Weights: map[string]float64{}}
	for k, i := range use {
		r.Weights[names[i]] = math.Round(byFold[Folds][k]*1000) / 1000
	}
	for i, set := range sets {
		r.Sets = append(r.Sets, judge(set.Name, samples[i], use, byFold[:]))
	}
	return r
}

// columns keeps some features.
func (c Choice) columns(use []int) Choice {
	out := Choice{Right: c.Right, Features: make([][]float64, len(c.Features))}
	for i, f := range c.Features {
		row := make([]float64, len(use))
		for k, j := range use {
			row[k] = f[j]
		}
		out.Features[i] = row
	}
	return out
}

// judge ranks every question by the weights that were fitted without its part.
func judge(name string, samples []sample, use []int, byFold [][]float64) SetScores {
	var sum Scores
	var first []float64
	for _, s := range samples {
		if !s.question.ShouldAnswer() {
			continue
		}
		before := sum.R1
		sum.add(s.question.Targets(), s.ranked(use, byFold[s.fold]))
		first = append(first, sum.R1-before)
	}
	out := SetScores{Name: name, Scores: sum.mean()}
	out.Low, out.High = interval(first)
	return out
}

// ranked orders the articles of the candidates by score.
func (s sample) ranked(use []int, w []float64) []string {
	c := s.choice.columns(use)
	order := make([]int, len(c.Features))
	scores := make([]float64, len(c.Features))
	for i, f := range c.Features {
		order[i], scores[i] = i, dot(f, w)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	var out []string
	for _, i := range order {
		if !slices.Contains(out, s.articles[i]) {
			out = append(out, s.articles[i])
		}
		if len(out) == 10 {
			break
		}
	}
	return out
}

// interval is the normal 95 % interval of a mean.
func interval(x []float64) (low, high float64) {
	if len(x) < 2 {
		return 0, 1
	}
	mean, square := 0.0, 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		square += (v - mean) * (v - mean)
	}
	half := 1.96 * math.Sqrt(square/float64(len(x)-1)/float64(len(x)))
	return mean - half, mean + half
}

func CollectAll(ctx context.Context, sets []Set) ([][]sample, error) {
	samples := make([][]sample, len(sets))
	for i, set := range sets {
		var err error
		if samples[i], err = collect(ctx, set); err != nil {
			return nil, err
		}
	}
	return samples, nil
}
func FitCollected(sets []Set, samples [][]sample, l2 float64, features []string) Ranking {
	return fitRanking(sets, samples, l2, features)
}

func JudgeFixed(set Set, samples []sample, m map[string]float64) SetScores {
	names := retrieval.FeatureNames()
	use := make([]int, len(names))
	w := make([]float64, len(names))
	for i, n := range names {
		use[i] = i
		w[i] = m[n]
	}
	by := make([][]float64, Folds+1)
	for i := range by {
		by[i] = w
	}
	return judge(set.Name, samples, use, by)
}

var NoSalience bool
var SalAll map[string]float64
