package eval

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"runtime"

	"golang.org/x/sync/errgroup"

	"propos/corpus"
	"propos/retrieval"
)

// Set is a question file with the collection it is asked of.
type Set struct {
	Name      string
	Library   *retrieval.Library
	Questions []Question
	Articles  map[string]corpus.Article // by id: what the questions are about
	Held      bool                      // only judged, never fitted on
	Withheld  bool                      // some articles were left out to teach refusing: only fitted on, never judged
}

// refusing reports whether the set has questions that must be refused: it then fits the refusal, and the ranking of the others not again.
func (s *Set) refusing() bool {
	for _, q := range s.Questions {
		if !q.ShouldAnswer() {
			return true
		}
	}
	return false
}

// Ask asks the set's collection with the model that the program carries.
func (s *Set) Ask(ctx context.Context, q retrieval.Question) (retrieval.Answer, error) {
	return s.Library.Ask(ctx, Collection, q)
}

// Collection is the name under which sets are kept.
const Collection = "eval"

// Folds is into how many parts questions are divided for cross-validation: the questions of one article are always in the same part.
const Folds = 5

// foldOf puts a question in a part by its article, else by the article that answers, else by its own id.
func foldOf(q Question) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(cmp.Or(partKey(q), q.ID)))
	return int(h.Sum32()>>7) % Folds
}

// partKey is what the questions of one part have in common; "" when the question file does not say.
func partKey(q Question) string {
	if q.Article == "" && len(q.Targets()) > 0 {
		return q.Targets()[0]
	}
	return q.Article
}

// byFold is one value for the questions of each part, made without them, and one made with all.
type byFold[T any] [Folds + 1]T

// all is the index of the value that was made with every question.
const all = Folds

// askAll asks every question of a set, those of each part by their own model, on every processor.
func askAll(ctx context.Context, set *Set, models *byFold[retrieval.Model], options retrieval.Question) ([]retrieval.Answer, error) {
	var libs byFold[*retrieval.Library]
	for i := range libs {
		libs[i] = set.Library.With(models[i])
	}
	out := make([]retrieval.Answer, len(set.Questions))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range set.Questions {
		g.Go(func() (err error) {
			question, lib := options, libs[foldOf(q)]
			if set.Held {
				lib = libs[all]
			}
			question.Text = q.Text
			if out[i], err = lib.Ask(ctx, Collection, question); err != nil {
				return fmt.Errorf("set %s, question %s: %w", set.Name, q.ID, err)
			}
			return nil
		})
	}
	return out, g.Wait()
}
