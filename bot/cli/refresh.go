package cli

import (
	"context"
	"errors"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/intake"
	"propos/corpus/store"
)

type refreshCommand struct {
	ID  string `arg:"" placeholder:"ID" help:"Le numéro de l'article."`
	Yes bool   `short:"y" help:"Accepter ce que la page dit, sans demander."`
}

// Run fetches the page of an article again, shows what differs, and takes it over when the person agrees.
func (c *refreshCommand) Run(ctx context.Context, p *program) error {
	return p.tending(ctx, func(_ *store.Store, d *desk.Desk) error {
		found, err := d.Refresh(ctx, p.collection, c.ID)
		if err != nil {
			return p.notRefreshed(c.ID, err)
		}
		if found.Short {
			p.remark("%s Je garde donc le texte que j'ai.", phrase.Paywall(intake.Host(found.Was.URL), found.Words))
		}
		if found.Same() {
			p.say("La page n'a pas changé.")
			return nil
		}
		p.showDifference(found.Difference)
		yes, err := p.agreed(c.Yes, phrase.Fine("Accepter ce que la page dit maintenant ?"))
		if err != nil {
			return err
		}
		if !yes {
			p.say("L'article %s reste tel qu'il était.", c.ID)
			return nil
		}
		r, err := d.Renew(ctx, p.collection, "", found, true, true)
		return p.edited(found.Now, r, err)
	})
}

// notRefreshed says why a page could not be fetched or read.
func (p *program) notRefreshed(id string, err error) error {
	why, known := phrase.NotArticle(err)
	switch {
	case known:
		return said(exitPartly, "Je n'ai pas pu actualiser l'article %s : %s. Il reste tel qu'il est.", id, harmless(why, true))
	case errors.Is(err, desk.ErrNoAddress):
		return said(exitUsage, "L'adresse de l'article %s est inconnue. Pour la donner : propos edit %[1]s --url ADRESSE", id)
	}
	return p.noSuch(id, err)
}

// showDifference lists what differs between two states of an article.
func (p *program) showDifference(d desk.Difference) {
	for _, f := range d.Fields {
		p.say("%s : %s → %s", phrase.Field(string(f)), known(harmless(phrase.FieldText(string(f), d.Was), true)), known(harmless(phrase.FieldText(string(f), d.Now), true)))
	}
	for _, s := range d.Removed {
		p.line("− " + harmless(s, true))
	}
	for _, s := range d.Added {
		p.line("+ " + harmless(s, true))
	}
	if d.Text && len(d.Removed)+len(d.Added) == 0 {
		p.say("Le texte a les mêmes phrases, autrement disposées.")
	}
}
