package cli

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/store"
)

type labelsCommand struct {
	List   labelsListCommand   `cmd:"" default:"withargs" help:"Lister les mentions."`
	Set    labelsSetCommand    `cmd:"" help:"Donner une mention à une source : on la lit dans Discord à côté de chacun de ses extraits."`
	Remove labelsRemoveCommand `cmd:"" help:"Retirer la mention d'une source."`
}

type labelsListCommand struct {
	JSON bool `name:"json" help:"Écrire un objet JSON par mention."`
}

// jsonLabel is one line of `labels --json`.
type jsonLabel struct {
	Source string `json:"source"`
	Label  string `json:"label"`
}

// Run lists what is shown beside sources.
func (c *labelsListCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		labels, err := d.Labels(ctx, p.collection)
		if err != nil {
			return err
		}
		if len(labels) == 0 && !c.JSON {
			p.say("Aucune source n'a de mention. Par exemple : propos labels set Sputnik \"média d'État russe\"")
		}
		for _, source := range slices.Sorted(maps.Keys(labels)) {
			if !c.JSON {
				p.line(labelLine(source, labels[source]))
			} else if err := p.writeJSON(jsonLabel{source, labels[source]}); err != nil {
				return err
			}
		}
		return nil
	})
}

// labelLine is a source as Discord shows it: « Sputnik (média d’État russe) ».
func labelLine(source, label string) string {
	return harmless(source+" ("+label+")", true)
}

type labelsSetCommand struct {
	Source string   `arg:"" placeholder:"SOURCE" help:"La source, telle que les articles l'écrivent."`
	Label  []string `arg:"" placeholder:"MENTION" help:"Ce qu'on lit à côté d'elle."`
}

// Run shows a label beside a source; the next answer in Discord has it.
func (c *labelsSetCommand) Run(ctx context.Context, p *program) error {
	label := strings.Join(c.Label, " ")
	if strings.Trim(label, "() ") == "" {
		return usage("Donne la mention ; pour n'en avoir aucune : propos labels remove SOURCE")
	}
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		source, shown, err := d.SetLabel(ctx, p.collection, "", c.Source, label)
		switch {
		case errors.Is(err, desk.ErrLongLabel):
			return usage("Une mention a %s au plus.", phrase.Count(desk.MaxLabel, "signe", "signes"))
		case errors.Is(err, desk.ErrManyLabels):
			return said(exitNoAnswer, "Il y a déjà %s : c'est le plus que je garde.", phrase.Count(desk.MaxLabels, "mention", "mentions"))
		case err != nil:
			return noSource(c.Source, err)
		}
		p.line(labelLine(source, shown))
		return nil
	})
}

// noSource says that no article is of a source; other errors stay.
func noSource(source string, err error) error {
	if errors.Is(err, desk.ErrNoSource) {
		return said(exitNoAnswer, "Aucun article n'est de la source %s.", harmless(phrase.Quoted(phrase.Cut(source, 100)), true))
	}
	return err
}

type labelsRemoveCommand struct {
	Source string `arg:"" placeholder:"SOURCE" help:"La source que « labels » montre."`
}

// Run shows nothing more beside a source.
func (c *labelsRemoveCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		source, _, err := d.SetLabel(ctx, p.collection, "", c.Source, "")
		if err != nil {
			return noSource(c.Source, err)
		}
		p.say("%s n'a plus de mention.", harmless(phrase.Quoted(source), true))
		return nil
	})
}
