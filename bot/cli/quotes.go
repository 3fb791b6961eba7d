package cli

import "context"

type quotesCommand struct {
	File string `arg:"" placeholder:"FICHIER" help:"Un fichier JSON Lines {\"id\",\"article\"} dont lire les citations ; « - » est l'entrée standard."`
	JSON bool   `name:"json" help:"Écrire un objet JSON par ligne."`
}

// Run writes the quotations of a file.
func (c *quotesCommand) Run(ctx context.Context, p *program) error {
	if !c.JSON {
		return usage("Lire les citations d'un fichier demande --json.")
	}
	return p.quotesOfFile(ctx, c.File)
}
