package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// timed are candidates, or quotations, told apart by a period, each part in the order that they had.
type timed[T any] struct {
	within   []T // of an article whose date can lie in the period, or with words that name such a time
	undated  []T // of an article whose year is not known, with words that do not name such a time
	elsewhen []T // of another time
}

// first are those of the period, then those that may be of it.
func (t timed[T]) first() []T { return slices.Concat(t.within, t.undated) }

// tell puts x where it belongs: by the date of its article, and by the times that its words name.
func (t *timed[T]) tell(x T, period corpus.Period, written corpus.Date, text string) {
	names := func() bool {
		return slices.ContainsFunc(french.Times(text, written), func(p corpus.Period) bool { return meet(p, period) })
	}
	switch {
	case period.Holds(written) || names():
		t.within = append(t.within, x)
	case written.Year == 0:
		t.undated = append(t.undated, x)
	default:
		t.elsewhen = append(t.elsewhen, x)
	}
}

// meet reports whether a period with both ends has a day of another one.
func meet(p, o corpus.Period) bool {
	return (o.To.IsZero() || p.From.Compare(o.To.Last()) <= 0) && (o.From.IsZero() || p.To.Compare(o.From.First()) >= 0)
}

// timedBy tells candidates apart by a period.
func timedBy(ranked []*candidate, period corpus.Period) (t timed[*candidate]) {
	for _, c := range ranked {
		t.tell(c, period, c.passage.Date, c.passage.Title+"\n"+c.passage.Text)
	}
	return t
}

// decideInTime answers a question that says of when the answer must be. Passages of that time answer where they can, first by all the
// question's words, then, for an article of those days need not name them, by the words that do not name the time; passages without a
// date answer else. Passages of another time never do: of these the nearest in time are perhaps related.
func (l *Library) decideInTime(ctx context.Context, s *shelf, v *index.View, u *understanding, q *query, ranked []*candidate, question Question, a *Answer) error {
	t := timedBy(ranked, u.Period)
	if l.answers(q, t.within, a) {
		a.Understood.Timed = t.within[0] != ranked[0]
		return l.show(ctx, s, v, q, t.first(), question, a)
	}
	bare, written, err := l.writtenThen(ctx, s, v, u, question)
	if err != nil {
		return err
	}
	if l.answers(bare, written, a) && !bare.otherYear(written[0]) {
		a.Understood.Timed = true
		return l.show(ctx, s, v, bare, written, question, a)
	}
	if l.answers(q, t.undated, a) {
		return l.show(ctx, s, v, q, t.undated, question, a)
	}
	if !l.answers(q, ranked, a) || !slices.Contains(t.elsewhen, ranked[0]) {
		return l.decide(ctx, s, v, q, ranked, question, a)
	}
	a.Reason, a.Ranked, a.Understood.Timed = ReasonOtherTime, rankedArticles(ranked, limitOf(question)), true
	near := nearestFirst(worth(t.elsewhen), u.Period, func(c *candidate) corpus.Date { return c.passage.Date })
	a.Related, err = l.excerpts(ctx, s, v, q, near, maxRelated)
	return err
}

// answers reports whether the first of some candidates may be trusted to answer, and keeps how far.
func (l *Library) answers(q *query, ranked []*candidate, a *Answer) bool {
	if len(ranked) == 0 {
		return false
	}
	doubts := q.doubts(ranked)
	a.Confidence = l.model.confidence(&doubts)
	return a.Confidence >= l.model.threshold
}

// writtenThen ranks the passages of the articles of a period by the words of the question that do not name it.
func (l *Library) writtenThen(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question) (*query, []*candidate, error) {
	words := withoutTime(u.words(), question.Today)
	q := newQuery(words, s.index.Analyse(words))
	q.kind = u.asked.Kind
	filter := filterOf(question)
	filter.Period = u.Period
	ranked, err := l.rank(ctx, v, q, filter)
	return q, ranked, err
}

// withoutTime drops the words that name the time of a question.
func withoutTime(words string, today corpus.Date) string {
	spans := french.QuestionPeriod(words, today).Spans
	for _, s := range slices.Backward(spans) {
		words = words[:s.Start] + words[s.End:]
	}
	return words
}

// inTime tells the quotations of a voice apart by the time that the question names: those of that time and those without a date, then
// the others. found are of all times, and may lack some of a voice with many.
func (h *hearing) inTime(ctx context.Context, who *voice, topic *query, found []*speech, period corpus.Period, question Question, ranked []*candidate) (then, elsewhen []*speech, err error) {
	filter := filterOf(question)
	filter.Period = period
	dated, err := h.by(ctx, who, topic, filter, ranked)
	if err != nil {
		return nil, nil, err
	}
	var t timed[*speech]
	for _, x := range addSpeeches(dated, found) {
		t.tell(x, period, x.date, x.Near+"\n"+x.Text)
	}
	slices.SortStableFunc(t.within, moreTelling)
	return t.first(), t.elsewhen, nil
}

// otherTime says that a voice is quoted on the topic at another time only, and shows the nearest.
func (h *hearing) otherTime(ctx context.Context, elsewhen []*speech, topic *query, period corpus.Period, a *Answer) (err error) {
	a.Reason = ReasonOtherTime
	near := nearestFirst(elsewhen, period, func(x *speech) corpus.Date { return x.date })
	a.Related, err = h.citeSaid(ctx, near, topic, maxRelated)
	return err
}

// maxRelated is how many excerpts a refusal shows at most as perhaps related.
const maxRelated = 2

// nearestFirst orders by the days between a date and the period, those without a year last; of equals the earlier place counts.
func nearestFirst[T any](list []T, period corpus.Period, dateOf func(T) corpus.Date) []T {
	away := func(x T) int { return daysFrom(dateOf(x), period) }
	return slices.SortedStableFunc(slices.Values(list), func(x, y T) int { return cmp.Compare(away(x), away(y)) })
}

// daysFrom counts the days between a date and a period: 0 inside.
func daysFrom(d corpus.Date, p corpus.Period) int {
	switch {
	case d.Year == 0:
		return math.MaxInt
	case !p.From.IsZero() && d.Last().Compare(p.From.First()) < 0:
		return daysBetween(d.Last(), p.From.First())
	case !p.To.IsZero() && d.First().Compare(p.To.Last()) > 0:
		return daysBetween(p.To.Last(), d.First())
	}
	return 0
}

func daysBetween(a, b corpus.Date) int { return int(noon(b).Sub(noon(a)) / (24 * time.Hour)) }

func noon(d corpus.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 12, 0, 0, 0, time.UTC)
}

// equalScore is how far below the best score a passage counts as answering about equally well: the scores are log-odds
// (the model is a conditional logit), so that the best one is at most twice as likely to be the right one.
const equalScore = math.Ln2

// newestOfEquals puts the newest first among the candidates that answer about as well as the best. The others stay where they are.
func newestOfEquals(ranked []*candidate, u *Understood) []*candidate {
	n := 0
	for n < len(ranked) && ranked[n].score >= ranked[0].score-equalScore {
		n++
	}
	newest := slices.Clone(ranked)
	slices.SortStableFunc(newest[:n], func(x, y *candidate) int { return y.passage.Date.Compare(x.passage.Date) })
	u.Timed = newest[0] != ranked[0]
	return newest
}
