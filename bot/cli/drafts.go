package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

type draftsCommand struct {
	List   draftsListCommand   `cmd:"" default:"withargs" help:"Lister les brouillons, le dernier d'abord."`
	Show   draftsShowCommand   `cmd:"" help:"Montrer un brouillon : ce qui serait gardé, et ce qui a été laissé de côté."`
	Accept draftsAcceptCommand `cmd:"" help:"Ajouter des brouillons à la collection."`
	Drop   draftsDropCommand   `cmd:"" help:"Abandonner des brouillons."`
}

type draftsListCommand struct {
	JSON bool `name:"json" help:"Écrire un objet JSON par brouillon."`
}

// jsonDraft is one line of `drafts --json`. Times are RFC 3339; ready is whether `drafts accept` asks for nothing more.
type jsonDraft struct {
	Number  int         `json:"number"`
	Key     string      `json:"key"`
	Title   string      `json:"title"`
	Source  string      `json:"source"`
	Author  string      `json:"author"`
	Date    corpus.Date `json:"date"`
	URL     string      `json:"url"`
	Words   int         `json:"words"`
	Paywall bool        `json:"paywall"`
	Ready   bool        `json:"ready"`
	By      string      `json:"by"` // "" for a feed
	At      string      `json:"at"`
	Until   string      `json:"until"`
}

// Run lists what waits to be added.
func (c *draftsListCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		drafts, _, err := d.Drafts(ctx, p.collection, store.Page{})
		if err != nil {
			return err
		}
		if len(drafts) == 0 && !c.JSON {
			p.say("Aucun brouillon n'attend.")
		}
		for i, draft := range drafts {
			if err := p.draftLine(i+1, draft, c.JSON); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *program) draftLine(number int, d desk.Draft, json bool) error {
	a, until := d.Article, d.At.Add(store.KeepDraft)
	if json {
		return p.writeJSON(jsonDraft{number, d.Key, a.Title, a.Source, a.Author, a.Date, a.URL, d.Words, d.Paywall, missing(d) == nil, d.By, moment(d.At), moment(until)})
	}
	h := heading(a)
	p.line(p.bold(strconv.Itoa(number)) + "  " + harmless(phrase.Title(h), true))
	p.line("    " + p.faint(harmless(phrase.Say("%s · %s · %s", phrase.Origin(h), draftAuthor(d), untilDay(until)), true)))
	p.line("    " + p.faint(d.Key))
	return nil
}

// draftAuthor says where a draft comes from.
func draftAuthor(d desk.Draft) string {
	if d.By == "" {
		return phrase.Fine("d'un flux")
	}
	return phrase.Say("d'un modérateur (%s)", d.By)
}

func untilDay(t time.Time) string {
	return phrase.Say("gardé jusqu'au %s", phrase.Date(corpus.DateOf(t.Local())))
}

// missing says what must be known before a draft can be added, as in Discord; nil when nothing.
func missing(d desk.Draft) error {
	switch {
	case d.Paywall && !d.Article.Partial:
		return usage("%s Pour garder ce début : --partial. Pour l'article entier : propos add FICHIER", phrase.Paywall(intake.Host(d.Article.URL), d.Words))
	case !d.Settled():
		return usage("La date de parution n'est pas dans l'article : donne-la avec --date, ou dis avec --date \"\" qu'elle est inconnue.")
	}
	return nil
}

// drafts returns the drafts that were asked for, by the number that the list shows or by their key, each once.
func (p *program) drafts(ctx context.Context, d *desk.Desk, asked []string) (found []desk.Draft, err error) {
	all, _, err := d.Drafts(ctx, p.collection, store.Page{})
	if err != nil {
		return nil, err
	}
	for _, one := range asked {
		i := slices.IndexFunc(all, func(x desk.Draft) bool { return x.Key == one })
		if n, err := strconv.Atoi(one); err == nil && i < 0 {
			i = n - 1
		}
		if i < 0 || i >= len(all) {
			return nil, said(exitNoAnswer, "Il n'y a pas de brouillon %s. Voir : propos drafts", harmless(phrase.Quoted(one), true))
		}
		if !slices.ContainsFunc(found, func(x desk.Draft) bool { return x.Key == all[i].Key }) {
			found = append(found, all[i])
		}
	}
	return found, nil
}

type draftsShowCommand struct {
	Draft string `arg:"" placeholder:"NUMÉRO|CLÉ" help:"Le numéro ou la clé que « drafts » montre."`
}

// Run shows a draft as « add » shows an article before it is kept.
func (c *draftsShowCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		found, err := p.drafts(ctx, d, []string{c.Draft})
		if err != nil {
			return err
		}
		w := adding{p: p, desk: d}
		return w.preview(ctx, found[0].Draft)
	})
}

type draftsAcceptCommand struct {
	Drafts []string `arg:"" placeholder:"NUMÉRO|CLÉ" help:"Le numéro ou la clé que « drafts » montre."`
	details
	Partial bool `help:"D'une page réservée aux abonnés, garder le début que tout le monde lit."`
}

// Run adds drafts; one that lacks its date, or is the beginning of a page for subscribers, stays until that is settled.
func (c *draftsAcceptCommand) Run(ctx context.Context, p *program) error {
	if len(c.Drafts) > 1 && c.given() {
		return usage("--title, --source, --author, --date et --url vont avec un seul brouillon.")
	}
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		found, err := p.drafts(ctx, d, c.Drafts)
		if err != nil {
			return err
		}
		w := adding{p: p, desk: d}
		for _, draft := range found {
			if err := c.accept(ctx, &w, draft); err != nil {
				return err
			}
		}
		if w.failed {
			return errSilent(exitPartly)
		}
		return nil
	})
}

// accept adds one draft, after what was given of it.
func (c *draftsAcceptCommand) accept(ctx context.Context, w *adding, d desk.Draft) error {
	var err error
	if d.Article, err = c.apply(d.Article); err != nil {
		return err
	}
	d.Undated = d.Undated || c.Date != nil && d.Article.Date.IsZero()
	d.Article.Partial = d.Article.Partial || c.Partial && d.Paywall
	if err := missing(d); err != nil {
		return err
	}
	if c.given() || c.Partial {
		if d, err = w.desk.Keep(ctx, w.p.collection, d); err != nil {
			return err
		}
	}
	added, err := w.desk.Accept(ctx, w.p.collection, "", d.Key)
	var full *desk.QuotaError
	switch {
	case errors.Is(err, store.ErrNoDraft):
		return said(exitNoAnswer, "Ce brouillon n'est plus là. Voir : propos drafts")
	case errors.As(err, &full):
		return fullFault(full)
	case err != nil:
		return err
	}
	w.kept(d.Draft, added)
	return nil
}

type draftsDropCommand struct {
	Drafts []string `arg:"" placeholder:"NUMÉRO|CLÉ" help:"Le numéro ou la clé que « drafts » montre."`
}

// Run throws drafts away.
func (c *draftsDropCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		found, err := p.drafts(ctx, d, c.Drafts)
		if err != nil {
			return err
		}
		for _, draft := range found {
			if err := d.Drop(ctx, p.collection, draft.Key); err != nil {
				return err
			}
			p.say("Abandonné : %s.", harmless(phrase.Title(heading(draft.Article)), true))
		}
		return nil
	})
}
