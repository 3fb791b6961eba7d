package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

// mattersPage is how many things to look at stand on a page: with three buttons each, a message holds no more.
const mattersPage = 4

// nothingToDo is what the screen « À traiter » says when nothing waits.
const nothingToDo = "Rien à traiter. Les questions que des membres transmettent (« Demander un article ») et les réponses qu'ils signalent arrivent ici."

// todoPresses is the table of what is done about things to look at.
func (b *bot) todoPresses() map[string]panelPress {
	return map[string]panelPress{
		"todo-ask":    b.onMatter(b.askMatter),
		"todo-add":    b.onMatter(b.addForMatter),
		"todo-see":    b.onMatter(b.seeMatter),
		"todo-done":   b.onMatter(b.finishMatter),
		"todo-all":    b.askFinishAll,
		"todo-finish": b.finishAll,
	}
}

// mattersLeaf draws the screen of what waits for moderators, never with who asked or reported.
func (b *bot) mattersLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	all, err := b.o.Desk.Matters(ctx, r.GuildID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return []reply.Component{reply.Text(phrase.Fine(nothingToDo))}, nil
	}
	page, count := pages(len(all), mattersPage, page)
	var parts []reply.Component
	last := int64(0)
	for i, m := range pageOf(all, mattersPage, page) {
		one, err := b.matter(ctx, r, p, m)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			parts = append(parts, reply.Separator())
		}
		parts = append(parts, one...)
	}
	for _, m := range all {
		last = max(last, slices.Max(m.Tasks))
	}
	parts = append(append(parts, reply.Separator()), leafPager(p, page, count)...)
	return append(parts, reply.Row(reply.Button("Tout marquer comme fait", reply.CustomID("todo-all", p.key, int(last))))), nil
}

// matter draws one thing to look at, with what can be done about it.
func (b *bot) matter(ctx context.Context, r *request, p *panel, m desk.Matter) ([]reply.Component, error) {
	id := func(verb string) string { return reply.CustomID(verb, p.key, int(m.Tasks[0])) }
	done := reply.Button("Fait", id("todo-done"))
	if m.Kind == store.Question {
		answered, err := b.answeredNow(ctx, r.GuildID, m.Text)
		if err != nil {
			return nil, err
		}
		text := reply.Asked(m.Text, phrase.Times("transmise", len(m.Tasks))+" · "+timestamp(m.Since, 'R'), answered)
		return []reply.Component{reply.Text(text), reply.Row(reply.Button("Chercher", id("todo-ask")), reply.Button("Ajouter un article", id("todo-add")), done)}, nil
	}
	c, gone, err := b.reportedWords(ctx, r.GuildID, m)
	if err != nil {
		return nil, err
	}
	text := reply.Reported(faults(m.Faults), c, phrase.Times("signalé", len(m.Tasks))+" · "+timestamp(m.Since, 'R'), gone)
	see := reply.Button("Voir la citation", id("todo-see"))
	if m.Quote == "" {
		see.Label = phrase.Fine("Voir l'article")
	}
	return []reply.Component{reply.Text(text), reply.Row(see, done)}, nil
}

// faults says what people say is wrong: « Hors sujet (2), Extrait mal coupé ».
func faults(all []desk.Fault) string {
	var parts []string
	for _, f := range all {
		parts = append(parts, phrase.Shared(reply.Inline(phrase.Cut(f.Text, 100)), f.People))
	}
	return strings.Join(parts, ", ")
}

// answeredNow says which article answers a question by now; "" when none does.
func (b *bot) answeredNow(ctx context.Context, collection, question string) (string, error) {
	a, err := b.o.Library.Ask(ctx, collection, retrieval.Question{Text: question, Today: corpus.DateOf(time.Now()), Limit: 1})
	if err != nil || !a.Answered() {
		return "", err
	}
	return phrase.AnsweredNow("*" + reply.Inline(phrase.ShortTitle(a.Citations[0].Article, 80)) + "*"), nil
}

// reportedWords returns the words that reports are about as they stand now; gone says why there are none.
func (b *bot) reportedWords(ctx context.Context, collection string, m desk.Matter) (c *retrieval.Citation, gone string, err error) {
	entry, err := b.o.Store.Entry(ctx, collection, m.Article)
	switch {
	case errors.Is(err, store.ErrErased), errors.Is(err, store.ErrNotFound):
		return nil, phrase.Fine(goneErased), nil
	case err != nil:
		return nil, "", err
	case entry.Kind == corpus.Remove:
		return nil, phrase.Fine(goneRemoved), nil
	}
	if m.Quote != "" {
		return b.reportedQuote(ctx, collection, m)
	}
	rec, ok, err := b.recall(ctx, m.Answer)
	if err != nil || !ok {
		return nil, reply.Inline(phrase.ShortTitle(heading(entry), 80)), err
	}
	for _, one := range rec.Cited {
		if one.Article == m.Article && one.Key == "" {
			restored, _, gone, err := b.restore(ctx, collection, one)
			if gone != "" || err != nil {
				return nil, gone, err
			}
			return &restored, "", nil
		}
	}
	return nil, reply.Inline(phrase.ShortTitle(heading(entry), 80)), nil
}

// reportedQuote finds a reported quotation in its article.
func (b *bot) reportedQuote(ctx context.Context, collection string, m desk.Matter) (*retrieval.Citation, string, error) {
	quotes, err := b.o.Desk.Quotes(ctx, collection, m.Article)
	if err != nil {
		return nil, "", err
	}
	for _, q := range quotes {
		if q.Key == m.Quote {
			return &q.Citation, phrase.Corrected(q), nil
		}
	}
	return nil, phrase.Fine(goneChanged), nil
}

// onMatter makes a press of what is to be done about the thing that a task belongs to; the page of the custom_id is the task.
func (b *bot) onMatter(do func(context.Context, *request, *panel, desk.Matter) (outcome, error)) panelPress {
	return func(ctx context.Context, r *request, p *panel, task int) (outcome, error) {
		all, err := b.o.Desk.Matters(ctx, r.GuildID)
		if err != nil {
			return outcome{}, err
		}
		for _, m := range all {
			if slices.Contains(m.Tasks, int64(task)) {
				return do(ctx, r, p, m)
			}
		}
		return b.redraw(ctx, r, p, phrase.Fine("C'était déjà fait."))
	}
}

// askMatter asks a question that was handed over, for the moderator alone to see.
func (b *bot) askMatter(ctx context.Context, r *request, _ *panel, m desk.Matter) (outcome, error) {
	return b.reply(ctx, r, question(m.Text), false, false)
}

// seeMatter opens the article of a report, at the quotation that it is about where there is one.
func (b *bot) seeMatter(ctx context.Context, r *request, p *panel, m desk.Matter) (outcome, error) {
	return b.articlePanel(ctx, r, p, m.Article, m.Quote)
}

// addForMatter opens the form of an article that answers a question.
func (b *bot) addForMatter(_ context.Context, _ *request, p *panel, _ desk.Matter) (outcome, error) {
	return open(addForm(p)), nil
}

// finishMatter takes a thing off the list.
func (b *bot) finishMatter(ctx context.Context, r *request, p *panel, m desk.Matter) (outcome, error) {
	if err := b.o.Desk.Finish(ctx, r.GuildID, r.person, m.Tasks...); err != nil {
		return outcome{}, err
	}
	return b.redraw(ctx, r, p, phrase.Fine("✅ C'est fait."))
}

// askFinishAll asks whether all that waits is done; what comes after the last task that was on the screen is not.
func (b *bot) askFinishAll(_ context.Context, r *request, p *panel, last int) (outcome, error) {
	yes := reply.DangerButton("Oui, tout est fait", reply.CustomID("todo-finish", p.key, last))
	return b.sure(r, p, phrase.Fine("Marquer comme fait tout ce qui attend ? Les questions et les signalements quitteront la liste."), yes), nil
}

// finishAll takes all off the list that was there when it was asked for.
func (b *bot) finishAll(ctx context.Context, r *request, p *panel, last int) (outcome, error) {
	all, err := b.o.Desk.Matters(ctx, r.GuildID)
	if err != nil {
		return outcome{}, err
	}
	var tasks []int64
	for _, m := range all {
		tasks = append(tasks, slices.DeleteFunc(m.Tasks, func(id int64) bool { return id > int64(last) })...)
	}
	if err := b.o.Desk.Finish(ctx, r.GuildID, r.person, tasks...); err != nil {
		return outcome{}, err
	}
	return b.redraw(ctx, r, p, phrase.Fine("✅ Tout est fait."))
}
