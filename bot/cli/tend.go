package cli

import (
	"context"
	"errors"
	"io/fs"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

type editCommand struct {
	ID string `arg:"" placeholder:"ID" help:"Le numéro de l'article."`
	details
	Body string `placeholder:"FICHIER" help:"Un fichier dont le texte remplace celui de l'article."`
}

// Run makes a new version of an article.
func (c *editCommand) Run(ctx context.Context, p *program) error {
	if !c.given() && c.Body == "" {
		return usage("Dis ce qu'il faut changer : --title, --source, --author, --date, --url ou --body.")
	}
	return p.tending(ctx, func(s *store.Store, d *desk.Desk) error {
		was, version, err := s.Article(ctx, p.collection, c.ID)
		if err != nil {
			return p.noSuch(c.ID, err)
		}
		a, err := c.apply(was)
		if err != nil {
			return err
		}
		if c.Body != "" {
			if a.Body, err = bodyIn(c.Body); err != nil {
				return err
			}
		}
		r, err := d.Edit(ctx, p.collection, "", version, a)
		return p.edited(a, r, err)
	})
}

// bodyIn reads the text of a file that holds one article, in any form and encoding that `add` reads.
func bodyIn(file string) (body string, err error) {
	for d, err := range intake.ReadPath(file, intake.Options{}) {
		var path *fs.PathError
		switch {
		case errors.As(err, &path):
			return "", err
		case err != nil:
			return "", usage("%s : %s.", harmless(place(d.Name, d.Line), true), harmless(refusalReason(err), true))
		case body != "":
			return "", usage("%s a plus d'un article.", phrase.Quoted(file))
		}
		body = d.Article.Body
	}
	if body == "" {
		return "", usage("%s : %s.", harmless(file, true), nothingThere())
	}
	return body, nil
}

// tending does something to articles that are in the store.
func (p *program) tending(ctx context.Context, do func(*store.Store, *desk.Desk) error) error {
	return p.withStore(ctx, func(s *store.Store) error { return do(s, p.deskOf(s, indexer{p})) })
}

// edited says what became of a correction.
func (p *program) edited(a corpus.Article, r store.Result, err error) error {
	var conflict *store.ConflictError
	var full *desk.QuotaError
	switch {
	case errors.As(err, &conflict):
		return said(exitBusy, "L'article %s a changé entre-temps (version %d). Relis-le et recommence.", a.ID, conflict.Version)
	case errors.Is(err, store.ErrEmpty):
		return usage("Le texte est vide.")
	case errors.As(err, &full):
		return fullFault(err)
	case err != nil:
		return p.noSuch(a.ID, err)
	case r.Outcome == store.Unchanged:
		p.say("Rien à changer : l'article %s est déjà ainsi.", a.ID)
	default:
		p.say("Corrigé : %s (article %s, version %d).", harmless(phrase.Title(heading(a)), true), a.ID, r.Version)
	}
	return nil
}

type removeCommand struct {
	IDs []string `arg:"" name:"id" placeholder:"ID" help:"Les numéros des articles."`
}

// Run hides articles.
func (c *removeCommand) Run(ctx context.Context, p *program) error {
	return p.each(ctx, c.IDs, "Retiré : article %s. Il peut revenir pendant 30 jours : propos restore %[1]s", func(d *desk.Desk, id string) error {
		return d.Remove(ctx, p.collection, "", id)
	})
}

type restoreCommand struct {
	IDs []string `arg:"" name:"id" placeholder:"ID" help:"Les numéros des articles."`
}

// Run shows removed articles again.
func (c *restoreCommand) Run(ctx context.Context, p *program) error {
	return p.each(ctx, c.IDs, "Revenu : article %s.", func(d *desk.Desk, id string) error {
		return d.Restore(ctx, p.collection, "", id)
	})
}

// each does something to every article and says so; the faults are gathered.
func (p *program) each(ctx context.Context, ids []string, done string, do func(*desk.Desk, string) error) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		var faults []error
		for _, id := range ids {
			if err := do(d, id); err != nil {
				faults = append(faults, p.noSuch(id, err))
				continue
			}
			p.say(done, id)
		}
		return errors.Join(faults...)
	})
}

type eraseCommand struct {
	IDs []string `arg:"" name:"id" placeholder:"ID" help:"Les numéros des articles."`
	Yes bool     `short:"y" help:"Effacer sans demander."`
}

// Run deletes articles, with all their versions, for good.
func (c *eraseCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(s *store.Store, d *desk.Desk) error {
		var faults []error
		for _, id := range c.IDs {
			e, err := s.Entry(ctx, p.collection, id)
			if err != nil && !errors.Is(err, store.ErrErased) {
				faults = append(faults, p.noSuch(id, err))
				continue
			}
			if err == nil {
				p.remark("%s (article %s)", harmless(phrase.Title(heading(e.Article)), true), id)
			}
		}
		if len(faults) > 0 {
			return errors.Join(faults...)
		}
		yes, err := p.agreed(c.Yes, phrase.Say("Effacer pour de bon %s, avec toutes leurs versions ?", phrase.Articles(len(c.IDs))))
		if err != nil {
			return err
		}
		if !yes {
			p.say("Rien n'est effacé.")
			return nil
		}
		return c.erase(ctx, p, d)
	})
}

// erase says that the articles are erased as soon as nobody finds them; then their words leave the files.
func (c *eraseCommand) erase(ctx context.Context, p *program, d *desk.Desk) error {
	err := d.Erase(ctx, p.collection, "", c.IDs...)
	if err == nil {
		p.say("Effacé pour de bon : %s.", phrase.Articles(len(c.IDs)))
		err = d.Settle(ctx, p.collection)
	}
	if ctx.Err() != nil {
		p.remark("Interrompu : la même commande finit d'effacer.")
	}
	return err
}
