package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval/french"
)

// Matter is one thing for moderators to look at, however many people handed it over: questions that ask the same, or reports about the
// same quotation.
type Matter struct {
	Kind    store.TaskKind
	Tasks   []int64   // at least one, the oldest first
	Text    string    // of a question, as it was first put
	Faults  []Fault   // of reports: what is said to be wrong, what most people say first
	Article string    // of reports: what they are about
	Quote   string    // of reports: the quotation's key; "" for an excerpt that is none
	Answer  string    // key of the last answer that was reported
	Since   time.Time // the first task
	Last    time.Time // the last one
}

// Fault is what people say is wrong with an answer, and how many say it.
type Fault struct {
	Text   string
	People int
}

// Matters returns what waits for moderators: reports first, since what they are about is shown to members meanwhile; then what most
// people handed over; then the oldest. Who handed a thing over is not in it.
func (d *Desk) Matters(ctx context.Context, collection string) ([]Matter, error) {
	tasks, err := d.store.Tasks(ctx, collection)
	if err != nil {
		return nil, err
	}
	return gather(tasks), nil
}

// gather puts the tasks that are about the same together.
func gather(tasks []store.Task) []Matter {
	var all []Matter
	at := map[string]int{}
	for _, t := range tasks {
		key := subject(t)
		i, known := at[key]
		if !known {
			i = len(all)
			at[key], all = i, append(all, Matter{Kind: t.Kind, Article: t.Article, Quote: t.Quote, Since: t.At})
			if t.Kind == store.Question {
				all[i].Text = t.Text
			}
		}
		all[i].add(t)
	}
	slices.SortStableFunc(all, func(x, y Matter) int {
		return cmp.Or(cmp.Compare(rank(x.Kind), rank(y.Kind)), cmp.Compare(len(y.Tasks), len(x.Tasks)), x.Since.Compare(y.Since))
	})
	return all
}

func rank(k store.TaskKind) int {
	if k == store.Report {
		return 0
	}
	return 1
}

// add counts a task in.
func (m *Matter) add(t store.Task) {
	m.Tasks, m.Last, m.Answer = append(m.Tasks, t.ID), t.At, t.Answer
	if t.Kind != store.Report {
		return
	}
	i := slices.IndexFunc(m.Faults, func(f Fault) bool { return f.Text == t.Text })
	if i < 0 {
		i, m.Faults = len(m.Faults), append(m.Faults, Fault{Text: t.Text})
	}
	m.Faults[i].People++
	slices.SortStableFunc(m.Faults, func(x, y Fault) int { return cmp.Compare(y.People, x.People) })
}

// subject is the same for tasks that are about the same.
func subject(t store.Task) string {
	if t.Kind == store.Report {
		return "report\x00" + t.Article + "\x00" + t.Quote
	}
	return "question\x00" + asking(t.Text)
}

// asking is the same for questions that ask the same thing, whatever the order of their words, the endings, and the small words between:
// the kind of answer that is asked for, then the stems of the words with a meaning of their own, in order of the alphabet. Where the
// question says whose words it wants, and about what, only those two count. A question of small words alone is like itself only.
func asking(question string) string {
	asked := french.Question(question)
	var stems []string
	for _, t := range french.Tokens(question) {
		folded := french.Fold(t.Text)
		if t.Kind != french.Elision && !french.IsStop(folded) && !french.IsQuestionStop(folded) && weighs(asked, t) {
			stems = append(stems, french.StemsOf(t.Text).Stemmed)
		}
	}
	if len(stems) == 0 {
		return french.Fold(strings.TrimSpace(question))
	}
	slices.Sort(stems)
	return string(asked.Kind) + " " + strings.Join(slices.Compact(stems), " ")
}

// weighs reports whether a word of a question is part of what it asks.
func weighs(asked french.Asked, t french.Token) bool {
	inside := func(s corpus.Span) bool { return s.Start <= t.Start && t.End <= s.End }
	if asked.Kind == french.KindQuote && asked.Speaker.Len() > 0 && asked.Topic.Len() > 0 {
		return inside(asked.Speaker) || inside(asked.Topic)
	}
	return !inside(asked.Verb)
}

// Finish ends tasks; those that somebody ended meanwhile stay as they are.
func (d *Desk) Finish(ctx context.Context, collection, by string, tasks ...int64) error {
	if err := d.store.SettleTasks(ctx, collection, by, tasks...); err != nil {
		return err
	}
	return d.store.Note(ctx, collection, store.Act{By: by, Kind: ActSettle, Subject: strconv.Itoa(len(tasks))})
}

// ActSettle is the kind of the act in a journal that things were settled; its subject is how many.
const ActSettle = "settle"
