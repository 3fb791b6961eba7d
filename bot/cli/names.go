package cli

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

type namesCommand struct {
	List   namesListCommand   `cmd:"" default:"withargs" help:"Lister les noms donnés."`
	Set    namesSetCommand    `cmd:"" help:"Dire que des mots désignent une personne : une autre graphie, ou une fonction."`
	Remove namesRemoveCommand `cmd:"" help:"Retirer un nom donné."`
}

type namesListCommand struct {
	JSON bool `name:"json" help:"Écrire un objet JSON par nom."`
}

// jsonName is one line of `names --json`.
type jsonName struct {
	ID     int64       `json:"id"`
	Person string      `json:"person"`
	Words  string      `json:"words"`
	Office bool        `json:"office"`
	Since  corpus.Date `json:"since"`
	Until  corpus.Date `json:"until"`
}

// Run lists what was said of names.
func (c *namesListCommand) Run(ctx context.Context, p *program) error {
	return p.withStore(ctx, func(s *store.Store) error {
		names, err := s.Names(ctx, p.collection)
		if err != nil {
			return err
		}
		if len(names) == 0 && !c.JSON {
			p.say("Aucun nom n'a été donné. Par exemple : propos names set \"Nikol Pachinian\" Pashinyan")
		}
		for _, n := range names {
			if !c.JSON {
				p.line(nameLine(n))
			} else if err := p.writeJSON(jsonName{n.ID, n.Person, n.Words, n.Office, n.Period.From, n.Period.To}); err != nil {
				return err
			}
		}
		return nil
	})
}

// nameLine is one name: « 1. « Pashinyan » = Nikol Pachinian ».
func nameLine(n store.Name) string {
	return strconv.FormatInt(n.ID, 10) + ". " + phrase.NameLine(harmless(n.Person, true), harmless(n.Words, true), n.Period)
}

type namesSetCommand struct {
	Person string   `arg:"" placeholder:"PERSONNE" help:"Le nom sous lequel la personne est montrée."`
	Words  []string `arg:"" placeholder:"MOTS" help:"Comment des articles l'écrivent, ou la fonction qu'elle tient."`
	Office bool     `help:"Les mots sont une fonction, pas un nom (le plus souvent, je le reconnais)."`
	Since  string   `placeholder:"DATE" help:"Début de la fonction."`
	Until  string   `placeholder:"DATE" help:"Fin de la fonction."`
}

// Run gives a person another spelling or an office; the next answer heeds it.
func (c *namesSetCommand) Run(ctx context.Context, p *program) error {
	n := store.Name{Person: c.Person, Words: strings.Join(c.Words, " "), Office: c.Office}
	var since, until error
	n.Period.From, since = readDate("--since", c.Since)
	n.Period.To, until = readDate("--until", c.Until)
	if err := errors.Join(since, until); err != nil {
		return err
	}
	return p.withDesk(ctx, func(d *desk.Desk) error {
		n, err := d.AddName(ctx, p.collection, "", n)
		var refusal *retrieval.NameError
		switch {
		case errors.As(err, &refusal):
			return usage("%s", harmless(phrase.NameRefusal(refusal), true))
		case err != nil:
			return err
		}
		p.line(nameLine(n))
		return nil
	})
}

type namesRemoveCommand struct {
	ID int64 `arg:"" placeholder:"NUMÉRO" help:"Le numéro que « names » montre."`
}

// Run takes a name back.
func (c *namesRemoveCommand) Run(ctx context.Context, p *program) error {
	return p.withDesk(ctx, func(d *desk.Desk) error {
		n, err := d.DropName(ctx, p.collection, "", c.ID)
		if errors.Is(err, desk.ErrNoName) {
			return said(exitNoAnswer, "Il n'y a pas de nom numéro %d. Voir : propos names", c.ID)
		}
		if err == nil {
			p.say("Retiré : %s.", nameLine(n))
		}
		return err
	})
}
