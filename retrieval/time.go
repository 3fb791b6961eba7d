package retrieval

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
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

// tell puts x where it belongs: by the date of its article, and by the times that its words name, which fit as told.
func (t *timed[T]) tell(x T, period corpus.Period, written corpus.Date, text string, fits func(named, period corpus.Period) bool) {
	names := func() bool {
		return slices.ContainsFunc(french.Times(text, written), func(named corpus.Period) bool { return fits(named, period) })
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

// inside reports whether a period with both ends lies in another one.
func inside(p, o corpus.Period) bool {
	return (o.To.IsZero() || p.To.Compare(o.To.Last()) <= 0) && (o.From.IsZero() || p.From.Compare(o.From.First()) >= 0)
}

// timedBy tells candidates apart by a period.
func timedBy(ranked []*candidate, period corpus.Period) (t timed[*candidate]) {
	for _, c := range ranked {
		t.tell(c, period, c.passage.Date, c.passage.Title+"\n"+c.passage.Text, meet)
	}
	return t
}

// anyDated reports whether a candidate's article has a date. Where none has, a time is a word of the question like the others.
func anyDated(ranked []*candidate) bool {
	return slices.ContainsFunc(ranked, func(c *candidate) bool { return c.passage.Date.Year != 0 })
}

// maxYearsBack is how many years before the latest possible one are tried for a day or a month without its year.
const maxYearsBack = 10

// decideInYears is decideInTime, in the years that a time without its year can mean: the newest with an answer. a is the answer so far.
func (l *Library) decideInYears(ctx context.Context, s *shelf, v *index.View, u *understanding, q *query, ranked []*candidate, question Question, a Answer) (Answer, error) {
	latest := a
	err := l.decideInTime(ctx, s, v, u, q, ranked, question, &latest)
	for back := 1; u.anyYear() && back <= maxYearsBack && u.Period.From.Year-back >= a.Holdings.First.Year; back++ {
		if err != nil || latest.Answered() {
			break
		}
		earlier, then := *u, a
		earlier.Period.From.Year -= back
		earlier.Period.To.Year -= back
		if earlier.Period.From.Check() != nil || earlier.Period.To.Check() != nil {
			continue // 29 février
		}
		then.Understood.Period = earlier.Period
		if err = l.decideInTime(ctx, s, v, &earlier, q, ranked, question, &then); then.Answered() {
			latest = then
		}
	}
	return latest, err
}

// decideInTime answers a question that says of when the answer must be. Passages of that time answer where they can: the best of all,
// else those that have the question's words, or, since an article of those days need not name them, those of its articles that have its
// other words, whichever may be trusted more. Passages without a date answer else. Passages of another time never do.
func (l *Library) decideInTime(ctx context.Context, s *shelf, v *index.View, u *understanding, q *query, ranked []*candidate, question Question, a *Answer) error {
	t := timedBy(ranked, u.Period)
	trusted := l.model.threshold
	naming, err := l.ruled(ctx, s, q, t.within, l.trust(q, t.within, &t))
	if err != nil {
		return err
	}
	if naming >= trusted && t.within[0] == ranked[0] {
		a.Confidence, a.Understood.Timed = naming, u.Period.Holds(ranked[0].passage.Date)
		return l.show(ctx, s, v, q, t.first(), question, a)
	}
	filter := filterOf(question)
	filter.Period = u.Period
	bare, written, err := l.rankBare(ctx, s, v, u, question, filter)
	if err != nil {
		return err
	}
	dated, err := l.ruled(ctx, s, bare, written, l.confidenceOf(bare, written))
	if err != nil {
		return err
	}
	undated, err := l.ruled(ctx, s, q, t.undated, l.trust(q, t.undated, &t))
	if err != nil {
		return err
	}
	switch {
	case naming >= trusted && naming >= dated:
		a.Confidence, a.Understood.Timed = naming, true
		return l.show(ctx, s, v, q, t.first(), question, a)
	case dated >= trusted:
		a.Confidence, a.Understood.Timed = dated, true
		return l.show(ctx, s, v, bare, written, question, a)
	case undated >= trusted && !u.anyYear():
		a.Confidence = undated
		return l.show(ctx, s, v, q, t.undated, question, a)
	}
	return l.refuseInTime(ctx, s, v, u, q, ranked, question, a)
}

// trust is how far the first of some candidates may be trusted to answer beside all that are not of another time; 0 when there is none.
func (l *Library) trust(q *query, some []*candidate, t *timed[*candidate]) float64 {
	if len(some) == 0 {
		return 0
	}
	rest := slices.DeleteFunc(t.first(), func(c *candidate) bool { return c == some[0] })
	slices.SortStableFunc(rest, better)
	return l.confidenceOf(q, append([]*candidate{some[0]}, rest...))
}

// refuseInTime refuses a question that nothing of its time answers. Whether something of another time does is for its words beside the
// time to say; the nearest in time is perhaps related.
func (l *Library) refuseInTime(ctx context.Context, s *shelf, v *index.View, u *understanding, q *query, ranked []*candidate, question Question, a *Answer) error {
	bare, ever, err := l.rankBare(ctx, s, v, u, question, filterOf(question))
	if err != nil {
		return err
	}
	trust := l.confidenceOf(q, ranked) // that it answers but for the time
	a.Understood.Timed, a.Confidence = true, min(trust, RelatedFloor)
	if c := l.confidenceOf(bare, ever); c > trust {
		q, ranked, trust = bare, ever, c
	}
	a.Reason, a.Ranked = ReasonUnsure, rankedArticles(ranked, limitOf(question))
	switch elsewhen := timedBy(ranked[:min(len(ranked), 1)], u.Period).elsewhen; {
	case len(ranked) == 0:
		a.Reason = ReasonNoMatch
	case len(elsewhen) > 0 && trust >= l.model.threshold:
		a.Reason = ReasonOtherTime
	}
	if trust >= RelatedFloor {
		near := nearestFirst(worth(ranked), u.Period, func(c *candidate) corpus.Date { return c.passage.Date })
		a.Related, err = l.excerpts(ctx, s, v, q, near, maxRelated)
	}
	return err
}

// confidenceOf is how far the first of some candidates may be trusted to answer; 0 when there is none. It is fitted on collections in which
// articles seldom agree: where some do, it is what it would be without them, if that is more.
func (l *Library) confidenceOf(q *query, ranked []*candidate) float64 {
	if len(ranked) == 0 {
		return 0
	}
	doubts := q.doubts(ranked)
	confidence := l.model.confidence(&doubts)
	if rivals := q.rivals(ranked); len(rivals) < len(ranked) {
		doubts = q.doubts(rivals)
		confidence = max(confidence, l.model.confidence(&doubts))
	}
	return confidence
}

// rankBare ranks passages by the words of the question that do not name its time.
func (l *Library) rankBare(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, filter index.Filter) (*query, []*candidate, error) {
	words := withoutTime(u.words(), question.Today)
	q := newQuery(words, s.index.Analyse(words))
	q.kind, q.asks = u.asked.Kind, u.asked.Asks
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
		around := strings.Replace(x.Near, x.Text, "", 1) // times that the words themselves name are not when they were said
		t.tell(x, period, x.date, around, inside)
	}
	slices.SortStableFunc(t.within, moreTelling)
	return t.first(), t.elsewhen, nil
}

// newestDays are the days before the newest article in which what somebody said last is looked for, as long as there is nothing.
var newestDays = [...]int{30, 365}

// addNewest adds the newest quotations of a voice to those found, which may lack some of a voice with many. last is the date of the
// collection's newest article.
func (h *hearing) addNewest(ctx context.Context, who *voice, topic *query, found []*speech, last corpus.Date, question Question, ranked []*candidate) ([]*speech, error) {
	if last.Year == 0 || len(found) == 0 {
		return found, nil
	}
	for _, days := range newestDays {
		filter := filterOf(question)
		filter.Period.From = corpus.DateOf(noon(last.First()).AddDate(0, 0, -days))
		if filter.Period.From.Compare(question.Period.From) < 0 {
			return found, nil
		}
		newest, err := h.by(ctx, who, topic, filter, ranked)
		if err != nil {
			return nil, err
		}
		if found = addSpeeches(newest, found); len(onlyAbout(newest)) > 0 {
			break
		}
	}
	return found, nil
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

// newestOfEquals puts the newest first among the candidates that answer about as well as the best and have the same words of the
// question. The others stay where they are. equals is how many there are.
func newestOfEquals(ranked []*candidate) (newest []*candidate, equals int) {
	var same, rest []*candidate
	for _, c := range ranked {
		if c.score >= ranked[0].score-equalScore && c.all == ranked[0].all {
			same = append(same, c)
		} else {
			rest = append(rest, c)
		}
	}
	slices.SortStableFunc(same, func(x, y *candidate) int { return y.passage.Date.Compare(x.passage.Date) })
	return append(same, rest...), len(same)
}
