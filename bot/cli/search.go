package cli

import (
	"context"

	"propos/retrieval/remote"
)

type searchCommand struct {
	Words []string `arg:"" optional:"" placeholder:"MOTS" help:"Des mots, ou \"une expression exacte\" ; « - » lit une recherche par ligne (avec --json)."`
	scope
	Limit int  `short:"n" placeholder:"N" help:"Combien d'extraits au plus (3 ; 10 avec --json)."`
	JSON  bool `name:"json" help:"Écrire un objet JSON par recherche."`
}

// Run shows the passages that have the words.
func (c *searchCommand) Run(ctx context.Context, p *program) error {
	ask := askCommand{scope: c.scope, Limit: c.Limit, JSON: c.JSON}
	question, err := ask.question()
	if err != nil {
		return err
	}
	return p.answerAll(ctx, remote.Search, c.Words, question, c.JSON)
}
