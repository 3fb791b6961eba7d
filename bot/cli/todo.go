package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/remote"
)

type todoCommand struct {
	List todoListCommand `cmd:"" default:"withargs" help:"Lister ce qui attend, les signalements d'abord ; jamais avec qui l'a transmis."`
	Done todoDoneCommand `cmd:"" help:"Marquer comme fait : la chose quitte la liste."`
}

type todoListCommand struct {
	JSON bool `name:"json" help:"Écrire un objet JSON par chose à traiter."`
}

// jsonMatter is one line of `todo --json`. Times are RFC 3339; what does not belong to the kind is "" or empty.
type jsonMatter struct {
	Number  int64          `json:"number"`
	Kind    store.TaskKind `json:"kind"`
	Times   int            `json:"times"`
	Text    string         `json:"text"` // of a question
	Faults  []jsonFault    `json:"faults"`
	Article string         `json:"article"`
	Quote   string         `json:"quote"`  // the quotation as it stands now; "" for an excerpt that is none, or when it is gone
	Answer  string         `json:"answer"` // id of an article that answers the question by now; "" when none does
	Since   string         `json:"since"`
	Last    string         `json:"last"`
}

type jsonFault struct {
	Text  string `json:"text"`
	Times int    `json:"times"`
}

// Run lists what waits for moderators.
func (c *todoListCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(s *store.Store, d *desk.Desk) error {
		all, err := d.Matters(ctx, p.collection)
		if err != nil {
			return err
		}
		if len(all) == 0 && !c.JSON {
			p.say("Rien à traiter.")
		}
		answers, err := p.answersNow(ctx, s, all)
		if err != nil {
			return err
		}
		for _, m := range all {
			quote, err := p.reported(ctx, s, d, m)
			if err != nil {
				return err
			}
			if c.JSON {
				err = p.matterJSON(m, quote, answers[matterNumber(m)])
			} else {
				err = p.matterLine(ctx, s, m, quote, answers[matterNumber(m)])
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// matterNumber is what people call a matter by: its first task, which stays while others come and go.
func matterNumber(m desk.Matter) int64 { return m.Tasks[0] }

// answersNow returns the articles that answer questions by now, by the numbers of the matters. What cannot be asked yet has no answer.
func (p *program) answersNow(ctx context.Context, s *store.Store, all []desk.Matter) (map[int64]retrieval.Heading, error) {
	counts, err := s.Counts(ctx, p.collection)
	if err != nil || counts.Visible == 0 || !slices.ContainsFunc(all, func(m desk.Matter) bool { return m.Kind == store.Question }) {
		return nil, err
	}
	found := map[int64]retrieval.Heading{}
	return found, p.withLibrary(ctx, func(l *library) error {
		for _, m := range all {
			if m.Kind != store.Question {
				continue
			}
			q := retrieval.Question{Text: m.Text, Today: corpus.DateOf(time.Now()), Limit: 1}
			r, err := l.answer(ctx, remote.Request{Kind: remote.Ask, Collection: p.collection, Question: q})
			var reading *retrieval.ReadingError
			switch {
			case errors.As(err, &reading):
			case err != nil:
				return err
			case r.Answer.Answered():
				found[matterNumber(m)] = r.Answer.Citations[0].Article
			}
		}
		return nil
	})
}

// reported returns the quotation that reports are about, as it stands now; the zero ArticleQuote when there is none.
func (p *program) reported(ctx context.Context, s *store.Store, d *desk.Desk, m desk.Matter) (quote retrieval.ArticleQuote, err error) {
	if m.Quote == "" {
		return quote, nil
	}
	e, err := s.Entry(ctx, p.collection, m.Article)
	if isGone(err) || err == nil && e.Kind == corpus.Remove {
		return quote, nil
	}
	if err != nil {
		return quote, err
	}
	quotes, err := d.Quotes(ctx, p.collection, m.Article)
	for _, q := range quotes {
		if q.Key == m.Quote {
			return q, err
		}
	}
	return quote, err
}

func (p *program) matterJSON(m desk.Matter, quote retrieval.ArticleQuote, answer retrieval.Heading) error {
	line := jsonMatter{matterNumber(m), m.Kind, len(m.Tasks), m.Text, []jsonFault{}, m.Article, quote.Text, answer.ID, moment(m.Since), moment(m.Last)}
	for _, f := range m.Faults {
		line.Faults = append(line.Faults, jsonFault{f.Text, f.People})
	}
	return p.writeJSON(line)
}

func (p *program) matterLine(ctx context.Context, s *store.Store, m desk.Matter, quote retrieval.ArticleQuote, answer retrieval.Heading) error {
	number := p.bold(strconv.FormatInt(matterNumber(m), 10)) + "  "
	since := ", " + phrase.OnDate(corpus.DateOf(m.Since.Local()))
	if m.Kind == store.Question {
		p.line(number + harmless(phrase.Quoted(m.Text), true))
		p.line("    " + p.faint(phrase.Times("question transmise", len(m.Tasks))+since))
		if answer.ID != "" {
			p.line("    " + phrase.AnsweredNow(harmless(phrase.Title(answer), true)+phrase.Say(" (article n° %s)", harmless(answer.ID, true))))
		}
		return nil
	}
	var faults []string
	for _, f := range m.Faults {
		faults = append(faults, phrase.Shared(harmless(f.Text, true), f.People))
	}
	title, err := p.articleName(ctx, s, m.Article)
	if err != nil {
		return err
	}
	p.line(number + strings.Join(faults, ", "))
	p.line("    " + title)
	if quote.Text != "" {
		for _, line := range wrap(quote.Text, p.width-6, nil, nil) {
			p.line("    │ " + line)
		}
	}
	if done := phrase.Corrected(quote); done != "" {
		p.line("    " + done)
	}
	p.line("    " + p.faint(phrase.Times("signalé", len(m.Tasks))+since))
	return nil
}

// articleName names an article with its id; of an erased one only the id is left.
func (p *program) articleName(ctx context.Context, s *store.Store, id string) (string, error) {
	number := phrase.Say("article n° %s", harmless(id, true))
	e, err := s.Entry(ctx, p.collection, id)
	if isGone(err) {
		return number, nil
	}
	return harmless(phrase.Title(heading(e.Article)), true) + " (" + number + ")", err
}

// isGone reports that nothing is left of an article.
func isGone(err error) bool {
	return errors.Is(err, store.ErrErased) || errors.Is(err, store.ErrNotFound)
}

type todoDoneCommand struct {
	Numbers []int64 `arg:"" optional:"" placeholder:"NUMÉRO" help:"Les numéros que « todo » montre."`
	All     bool    `help:"Tout ce qui attend."`
}

// Run takes things off the list; when one of the numbers is not there, nothing is done.
func (c *todoDoneCommand) Run(ctx context.Context, p *program) error {
	if (len(c.Numbers) > 0) == c.All {
		return usage("Donne les numéros que « propos todo » montre, ou --all.")
	}
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		all, err := d.Matters(ctx, p.collection)
		if err != nil {
			return err
		}
		done, err := c.chosen(all)
		if err != nil {
			return err
		}
		var tasks []int64
		for _, m := range done {
			tasks = append(tasks, m.Tasks...)
		}
		if len(tasks) == 0 {
			p.say("Rien à traiter.")
			return nil
		}
		if err := d.Finish(ctx, p.collection, "", tasks...); err != nil {
			return err
		}
		p.say("C'est fait : %s.", phrase.Count(len(done), "chose a quitté la liste", "choses ont quitté la liste"))
		return nil
	})
}

// chosen returns the matters that are meant, each once.
func (c *todoDoneCommand) chosen(all []desk.Matter) (done []desk.Matter, err error) {
	if c.All {
		return all, nil
	}
	for _, number := range slices.Compact(slices.Sorted(slices.Values(c.Numbers))) {
		i := slices.IndexFunc(all, func(m desk.Matter) bool { return matterNumber(m) == number })
		if i < 0 {
			return nil, said(exitNoAnswer, "Rien n'attend sous le numéro %d. Voir : propos todo", number)
		}
		done = append(done, all[i])
	}
	return done, nil
}
