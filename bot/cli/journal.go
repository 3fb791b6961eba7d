package cli

import (
	"context"
	"strconv"

	"propos/bot/phrase"
	"propos/corpus/store"
)

type journalCommand struct {
	Limit  int  `short:"n" default:"20" placeholder:"N" help:"Combien d'actes au plus (20)."`
	Offset int  `placeholder:"N" help:"Combien en passer d'abord."`
	JSON   bool `name:"json" help:"Écrire un objet JSON par acte."`
}

// jsonAct is one line of `journal --json`; "at" is RFC 3339.
type jsonAct struct {
	At      string `json:"at"`
	By      string `json:"by"` // a Discord user's id; "" for the command line, a feed, or somebody who had it erased
	Kind    string `json:"kind"`
	Subject string `json:"subject"`
	Version int    `json:"version"`
}

// Run lists who did what when, the last first.
func (c *journalCommand) Run(ctx context.Context, p *program) error {
	if c.Limit < 1 || c.Offset < 0 {
		return usage("--limit commence à 1, et --offset à 0.")
	}
	return p.withStore(ctx, func(s *store.Store) error {
		acts, err := s.Journal(ctx, p.collection, store.Page{Offset: c.Offset, Limit: c.Limit})
		if err != nil {
			return err
		}
		if len(acts) == 0 && !c.JSON {
			p.say("Rien n'a encore été fait.")
		}
		for _, a := range acts {
			if err := p.actLine(ctx, s, a, c.JSON); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *program) actLine(ctx context.Context, s *store.Store, a store.Act, json bool) error {
	if json {
		return p.writeJSON(jsonAct{moment(a.At), a.By, a.Kind, a.Subject, a.Version})
	}
	d := phrase.Deed{Kind: a.Kind, Subject: a.Subject, Version: a.Version}
	if d.OnArticle() {
		var err error
		if d.Article, err = p.articleName(ctx, s, a.Subject); err != nil {
			return err
		}
	}
	line := p.faint(phrase.Say("%s · ", a.At.Local().Format("02/01/2006 à 15:04"))) + d.Sentence(oneLine)
	if _, person := strconv.ParseUint(a.By, 10, 64); person == nil {
		line += p.faint(" · par " + a.By)
	}
	p.line(line)
	return nil
}

// oneLine is harmless for what stands in a line.
func oneLine(text string) string { return harmless(text, true) }
