package eval

import (
	"context"
	"math"
	"slices"
	"strings"

	"propos/retrieval"
	"propos/retrieval/french"
)

// Fitted is a model with the figures that cross-validation gives for it.
type Fitted struct {
	Model retrieval.Model
	Rows  []Row
	Worth []Worth // of the features of refusing, in their order; nil without a refusing set

	Ablation *Ablation // nil when it was not asked for
}

// Options is what else a fit does.
type Options struct {
	Ablation bool               // measure also what is lost without each family of features: some minutes
	Progress func(doing string) // told what is being done; may be nil
}

// Row is the figures of one set.
type Row struct {
	Set           string
	Scores        Scores
	Low, High     float64            // 95 % interval of Scores.R1
	Standalone    Scores             // of the questions that are known to stand alone
	AnswerInFirst float64            // share of the questions with "answers" whose first excerpt, of at most 500 characters, holds one
	WithSpeaker   float64            // share of those of them that name a speaker whose first excerpt holds one and is given to that speaker
	Answered      map[string]float64 // for a refusing set: the share answered at the threshold, by kind
	First         First              // for a refusing set
}

// First is how often the right passage is the first: for the answerable questions that are answered, and for all questions of which something
// is perhaps related (from retrieval.RelatedFloor to the threshold), or nothing (below).
type First struct{ Answered, Related, Unrelated float64 }

// Fit fits ranking and refusing on the sets that are not held. Every figure is of a model that was made without the question's part,
// or, for a held set, without any of its questions.
func Fit(ctx context.Context, sets []*Set, options Options) (Fitted, error) {
	f := fitting{sets: sets, progress: options.Progress}
	shareParts(sets)
	for _, step := range []func(context.Context) error{f.salience, f.ranking, f.refusing, f.judge} {
		if err := step(ctx); err != nil {
			return Fitted{}, err
		}
	}
	m := f.models[all]
	m.Threshold = math.Round(m.Threshold*1000) / 1000
	fitted := Fitted{Model: m, Rows: f.rows, Worth: f.worth}
	if options.Ablation {
		fitted.Ablation = f.ablation()
	}
	return fitted, nil
}

// shareParts puts a question that stands in several sets in the same part in all of them: where its article was withdrawn, the question
// file does not say which it was.
func shareParts(sets []*Set) {
	keys := map[string]string{}
	for _, set := range sets {
		for _, q := range set.Questions {
			if key := partKey(q); key != "" && keys[q.ID] == "" {
				keys[q.ID] = key
			}
		}
	}
	for _, set := range sets {
		for i := range set.Questions {
			if q := &set.Questions[i]; q.Article == "" {
				q.Article = keys[q.ID]
			}
		}
	}
}

// fitting is a Fit under way.
type fitting struct {
	sets     []*Set
	progress func(string)
	models   byFold[retrieval.Model]
	choices  []foldedChoice // what ranking was fitted on
	cases    []foldedCase   // what refusing was fitted on
	rows     []Row
	worth    []Worth
}

func (f *fitting) say(doing string) {
	if f.progress != nil {
		f.progress(doing)
	}
}

// eachTaught asks the questions of the sets that are not held, of those that fit the refusal or of the others, and hands over what the
// program explains of each.
func (f *fitting) eachTaught(ctx context.Context, refusing bool, do func(*Set, Question, *retrieval.Explanation)) error {
	for _, set := range f.sets {
		if set.Held || set.refusing() != refusing {
			continue
		}
		f.say("features of " + set.Name)
		answers, err := askAll(ctx, set, &f.models, retrieval.Question{Explain: true})
		if err != nil {
			return err
		}
		for i, a := range answers {
			if a.Explanation != nil {
				do(set, set.Questions[i], a.Explanation)
			}
		}
	}
	return nil
}

// salience learns how telling words of questions are.
func (f *fitting) salience(context.Context) error {
	for fold := range f.models {
		f.models[fold] = retrieval.FittedModel()
		f.models[fold].Salience = f.salienceWithout(fold)
	}
	return nil
}

// salienceWithout learns from the questions outside a part; each question once, though several sets have it.
func (f *fitting) salienceWithout(fold int) map[string]float64 {
	var questions []Question
	seen := map[string]bool{}
	for _, set := range f.sets {
		if set.Held || set.refusing() {
			continue
		}
		for _, q := range set.Questions {
			if asks(q) && !seen[q.ID] && (fold == all || foldOf(q) != fold) {
				seen[q.ID] = true
				questions = append(questions, q)
			}
		}
	}
	return Salience(questions, f.articles())
}

func (f *fitting) articles() articleLookup {
	return func(id string) (string, bool) {
		for _, set := range f.sets {
			if a, ok := set.Articles[id]; ok {
				return a.Title + "\n" + a.Body, true
			}
		}
		return "", false
	}
}

// judge asks every set by the fitted models.
func (f *fitting) judge(ctx context.Context) error {
	threshold := -1.0
	for _, set := range f.sets {
		if set.Withheld {
			continue
		}
		f.say("figures of " + set.Name)
		answers, err := askAll(ctx, set, &f.models, retrieval.Question{})
		if err != nil {
			return err
		}
		if set.refusing() {
			if threshold < 0 {
				threshold = confidenceFor(set.Questions, answers)
			}
			f.rows = append(f.rows, Row{Set: set.Name, Answered: answeredAt(threshold, set.Questions, answers), First: firstBy(threshold, set.Questions, answers)})
			continue
		}
		f.rows = append(f.rows, rowOf(set, answers))
	}
	if threshold >= 0 {
		f.models[all].Threshold = threshold
	}
	return nil
}

// confidenceFor is the confidence that AnswerShare of the answerable questions reach.
func confidenceFor(questions []Question, answers []retrieval.Answer) float64 {
	var p []float64
	for i, a := range answers {
		if questions[i].ShouldAnswer() {
			p = append(p, a.Confidence)
		}
	}
	return quantile(p, 1-AnswerShare)
}

// answeredAt is the share of each kind of question whose confidence reaches the threshold.
func answeredAt(threshold float64, questions []Question, answers []retrieval.Answer) map[string]float64 {
	n, yes := map[string]float64{}, map[string]float64{}
	for i, a := range answers {
		n[questions[i].Kind]++
		if a.Confidence >= threshold {
			yes[questions[i].Kind]++
		}
	}
	out := map[string]float64{}
	for kind, count := range n {
		out[kind] = yes[kind] / count
	}
	return out
}

// firstBy counts how often the right passage is the first, by what becomes of the question.
func firstBy(threshold float64, questions []Question, answers []retrieval.Answer) First {
	var answered, related, unrelated tally
	for i, a := range answers {
		q := questions[i]
		right := q.ShouldAnswer() && len(a.Ranked) > 0 && slices.Contains(q.Targets(), a.Ranked[0])
		switch {
		case a.Confidence >= threshold && q.ShouldAnswer():
			answered.count(right)
		case a.Confidence >= threshold:
		case a.Confidence >= retrieval.RelatedFloor:
			related.count(right)
		default:
			unrelated.count(right)
		}
	}
	return First{answered.share(), related.share(), unrelated.share()}
}

// rowOf scores the ranked articles and the first excerpts of a set.
func rowOf(set *Set, answers []retrieval.Answer) Row {
	row := Row{Set: set.Name}
	var first []float64
	var held, said tally
	for i, a := range answers {
		q := set.Questions[i]
		before := row.Scores.R1
		row.Scores.add(q.Targets(), a.Ranked)
		first = append(first, row.Scores.R1-before)
		if q.Standalone != nil && *q.Standalone {
			row.Standalone.add(q.Targets(), a.Ranked)
		}
		if len(q.Answers) == 0 {
			continue
		}
		excerpts := append(a.Citations, a.Related...)
		holds := len(excerpts) > 0 && holdsAny(excerpts[0].Text, q.Answers)
		held.count(holds)
		if q.Speaker != nil && *q.Speaker != "" {
			said.count(holds && sameSpeaker(*q.Speaker, excerpts[0].Speaker))
		}
	}
	row.Scores, row.Standalone = row.Scores.mean(), row.Standalone.mean()
	row.Low, row.High = interval(first)
	row.AnswerInFirst, row.WithSpeaker = held.share(), said.share()
	return row
}

// tally counts what is so among what was looked at.
type tally struct{ yes, all int }

func (t *tally) count(yes bool) {
	t.all++
	if yes {
		t.yes++
	}
}

// share is 0 of nothing.
func (t *tally) share() float64 { return float64(t.yes) / math.Max(float64(t.all), 1) }

// sameSpeaker reports whether one name, folded, has all words of the other: « Macron » for « Emmanuel Macron ».
func sameSpeaker(a, b string) bool {
	x, y := strings.Fields(french.Fold(a)), strings.Fields(french.Fold(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
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
