package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
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
	Quote   string         `json:"quote"` // the quotation as it stands now; "" for an excerpt that is none, or when it is gone
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
		for _, m := range all {
			quote, err := p.reported(ctx, s, d, m)
			if err != nil {
				return err
			}
			if c.JSON {
				err = p.matterJSON(m, quote)
			} else {
				err = p.matterLine(ctx, s, m, quote)
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

// reported returns the quotation that reports are about, as it stands now; "" when there is none.
func (p *program) reported(ctx context.Context, s *store.Store, d *desk.Desk, m desk.Matter) (string, error) {
	if m.Quote == "" {
		return "", nil
	}
	e, err := s.Entry(ctx, p.collection, m.Article)
	if isGone(err) || err == nil && e.Kind == corpus.Remove {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	quotes, err := d.Quotes(ctx, p.collection, m.Article)
	for _, q := range quotes {
		if q.Key == m.Quote {
			return q.Text, err
		}
	}
	return "", err
}

func (p *program) matterJSON(m desk.Matter, quote string) error {
	line := jsonMatter{matterNumber(m), m.Kind, len(m.Tasks), m.Text, []jsonFault{}, m.Article, quote, moment(m.Since), moment(m.Last)}
	for _, f := range m.Faults {
		line.Faults = append(line.Faults, jsonFault{f.Text, f.People})
	}
	return p.writeJSON(line)
}

func (p *program) matterLine(ctx context.Context, s *store.Store, m desk.Matter, quote string) error {
	number := p.bold(strconv.FormatInt(matterNumber(m), 10)) + "  "
	since := ", " + phrase.OnDate(corpus.DateOf(m.Since.Local()))
	if m.Kind == store.Question {
		p.line(number + harmless(phrase.Quoted(m.Text), true))
		p.line("    " + p.faint(phrase.Times("question transmise", len(m.Tasks))+since))
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
	if quote != "" {
		for _, line := range wrap(quote, p.width-6, nil, nil) {
			p.line("    │ " + line)
		}
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
