package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"propos/bot/phrase"
	"propos/retrieval/eval"
)

type evalFitCommand struct {
	Sets     string `arg:"" placeholder:"FICHIER" help:"Les jeux de questions : un tableau JSON de {name, questions, articles, untitled, held}."`
	From     string `placeholder:"DOSSIER" default:"." help:"Le dossier d'où partent les chemins de ce fichier."`
	Ablation bool   `help:"Mesurer aussi ce qui se perd sans chaque famille de signes : quelques minutes de plus."`
	Out      string `short:"o" placeholder:"FICHIER" help:"Où écrire le modèle ; sans cette option, il est seulement mesuré."`
}

// Run fits ranking and refusing, prints the cross-validated figures, and writes the model.
func (c *evalFitCommand) Run(ctx context.Context, p *program) (err error) {
	f, err := os.Open(c.Sets)
	if err != nil {
		return err
	}
	defer f.Close()
	specs, err := eval.ReadSetSpecs(f)
	if err != nil {
		return usage("%s : %v.", phrase.Quoted(c.Sets), err)
	}
	temp, err := os.MkdirTemp("", "propos-fit-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	say := func(doing string) { p.log.Info("fit", "step", doing) }
	sets, err := eval.OpenSets(ctx, specs, c.From, temp, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, eval.CloseSets(sets)) }()
	fitted, err := eval.Fit(ctx, sets, eval.Options{Ablation: c.Ablation, Progress: say})
	if err != nil {
		return err
	}
	table := fitted.Table()
	if fitted.Ablation != nil {
		table += "\n" + fitted.Ablation.Table()
	}
	for _, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		p.line(line)
	}
	if c.Out == "" {
		return nil
	}
	return writeModel(c.Out, fitted)
}

func writeModel(file string, fitted eval.Fitted) error {
	b, err := json.MarshalIndent(fitted.Model, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}
