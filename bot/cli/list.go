package cli

import (
	"context"
	"errors"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

type listCommand struct {
	Text string `arg:"" optional:"" placeholder:"MOTS" help:"Seulement ceux dont le titre, la source ou l'auteur a ces mots."`
	scope
	Removed bool `help:"Les articles retirés, qui peuvent encore revenir."`
	Limit   int  `short:"n" placeholder:"N" help:"Combien au plus (tous)."`
	Offset  int  `placeholder:"N" help:"Combien en passer d'abord."`
	JSON    bool `name:"json" help:"Écrire un objet JSON par article."`
}

// jsonLine is one line of `list --json`.
type jsonLine struct {
	ID      string      `json:"id"`
	Title   string      `json:"title"`
	Source  string      `json:"source"`
	Author  string      `json:"author"`
	Date    corpus.Date `json:"date"`
	URL     string      `json:"url"`
	Opening string      `json:"opening"`
	Bytes   int         `json:"bytes"`
	Version int         `json:"version"`
	Added   string      `json:"added"`
}

// Run lists articles, the newest given first.
func (c *listCommand) Run(ctx context.Context, p *program) error {
	period, err := c.period()
	if err != nil {
		return err
	}
	if c.Limit < 0 || c.Offset < 0 {
		return usage("--limit et --offset ne peuvent pas être négatifs.")
	}
	return p.withStore(ctx, func(s *store.Store) error {
		filter := store.Filter{Text: c.Text, Source: c.Source, Period: period, Removed: c.Removed}
		lines, total, err := s.Articles(ctx, p.collection, filter, store.Page{Offset: c.Offset, Limit: c.Limit})
		if err != nil {
			return err
		}
		for _, l := range lines {
			if err := p.listLine(l, c.JSON); err != nil {
				return err
			}
		}
		if !c.JSON {
			p.remark("%s sur %s.", phrase.Articles(len(lines)), phrase.Number(total))
		}
		return nil
	})
}

func (p *program) listLine(l store.Line, json bool) error {
	a := l.Article
	if json {
		return p.writeJSON(jsonLine{a.ID, a.Title, a.Source, a.Author, a.Date, a.URL, l.Opening, l.Bytes, l.Version, l.Added.UTC().Format("2006-01-02T15:04:05Z")})
	}
	h := heading(a)
	h.Opening = l.Opening
	p.line(p.bold(a.ID) + "  " + harmless(phrase.Title(h), true))
	p.line("    " + p.faint(harmless(phrase.Origin(h), true)))
	return nil
}

// withStore opens the store for a command that does not search, and closes it. With no store there is nothing yet.
func (p *program) withStore(ctx context.Context, do func(*store.Store) error) error {
	if !p.hasStore() {
		return said(exitNoAnswer, "Il n'y a encore aucun article. Ajoute le premier : propos add FICHIER")
	}
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	err = do(s)
	if closing := s.Close(); err == nil {
		err = closing
	}
	return err
}

// noSuch says why there is no such article; other errors stay.
func (p *program) noSuch(id string, err error) error {
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, retrieval.ErrNoArticle):
		return said(exitNoAnswer, "Il n'y a pas d'article « %s » dans la collection %s. « propos list » les montre tous.", id, p.collection)
	case errors.Is(err, store.ErrErased):
		return said(exitNoAnswer, "L'article %s a été effacé.", id)
	case errors.Is(err, store.ErrRemoved):
		return said(exitNoAnswer, "L'article %s est retiré. Pour le faire revenir : propos restore %s", id, id)
	}
	return err
}
