package cli

import (
	"context"
	"errors"
	"iter"
	"slices"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/intake"
	"propos/corpus/store"
)

type importCommand struct {
	Files []string `arg:"" placeholder:"FICHIER|DOSSIER|ZIP" help:"Textes, Markdown, HTML, JSON, JSON Lines (aussi .gz), zip, ou dossiers de ceux-là ; « - » lit l'entrée standard."`
	JSON  bool     `name:"json" help:"Écrire un objet JSON par article : ce qu'il est devenu."`
	Later bool     `help:"Ne pas indexer maintenant : la prochaine question, ou le bot, le fera."`
}

// importBatch is how many articles go to the store in one transaction.
const importBatch = 200

// Run adds what the files hold. What is refused is reported and the rest goes on.
func (c *importCommand) Run(ctx context.Context, p *program) error {
	if i := slices.IndexFunc(c.Files, isAddress); i >= 0 {
		return usage("« import » lit des fichiers. Pour une page : propos add %s", c.Files[i])
	}
	return p.withDesk(ctx, func(d *desk.Desk) error {
		bar := p.progress("Import", phrase.Articles)
		w := importing{p: p, desk: d, bar: bar, size: int(sizeOf(c.Files) / 1024), json: c.JSON, counts: map[store.Outcome]int{}}
		err := w.all(ctx, c.Files)
		bar.done()
		w.report()
		if ctx.Err() != nil {
			p.remark("Interrompu : la même commande ajoute le reste.")
		}
		full := fullFault(w.full)
		if err == nil && w.changed() && !c.Later {
			err = d.Sync(ctx, p.collection, nil)
		}
		if err == nil && full == nil && len(w.refused) > 0 {
			return errSilent(exitPartly)
		}
		return errors.Join(err, full)
	})
}

// importing is an import under way.
type importing struct {
	p       *program
	desk    *desk.Desk
	bar     *progress
	json    bool
	size    int // of all files, in kB
	read    int64
	batch   []intake.Draft
	counts  map[store.Outcome]int
	refused []refused
	full    error    // the collection filled up: a *desk.QuotaError
	others  []string // what came with articles: « 2 noms »
}

// refused is something that is no article.
type refused struct{ Name, Reason string }

func (w *importing) all(ctx context.Context, files []string) error {
	options := intake.Options{Progress: func(n int64) { w.read += n }}
	for _, file := range files {
		whole, err := w.whole(ctx, file)
		if err != nil {
			return err
		}
		switch {
		case w.full != nil:
			return nil
		case whole:
			continue
		}
		found := false
		for draft, err := range w.drafts(file, options) {
			found = true
			if ctx.Err() != nil {
				return errors.Join(w.flush(context.WithoutCancel(ctx)), ctx.Err())
			}
			if w.full != nil {
				return nil
			}
			if err != nil {
				if err := w.refuse(draft, refusalReason(err)); err != nil {
					return err
				}
				continue
			}
			if err := w.take(ctx, draft); err != nil {
				return err
			}
		}
		if !found {
			if err := w.refuse(intake.Draft{Name: file}, nothingThere()); err != nil {
				return err
			}
		}
	}
	return w.flush(ctx)
}

// drafts reads a file, a folder or, for « - », standard input.
func (w *importing) drafts(file string, options intake.Options) iter.Seq2[intake.Draft, error] {
	if file == "-" {
		return intake.Read(standardInput, w.p.in, options)
	}
	return intake.ReadPath(file, options)
}

// refuse notes what is no article, and why.
func (w *importing) refuse(d intake.Draft, reason string) error {
	r := refused{place(d.Name, d.Line), reason}
	w.refused = append(w.refused, r)
	if w.json {
		return w.p.writeJSON(importLine{Name: d.Name, Line: d.Line, Outcome: "refused", Reason: r.Reason})
	}
	return nil
}

func (w *importing) take(ctx context.Context, d intake.Draft) error {
	if w.batch = append(w.batch, d); len(w.batch) < importBatch {
		return nil
	}
	return w.flush(ctx)
}

// flush stores the batch. What is reported as added is on the disk.
func (w *importing) flush(ctx context.Context) error {
	if len(w.batch) == 0 {
		return nil
	}
	results, full, err := w.desk.AddAll(ctx, w.p.collection, "", w.batch)
	if err != nil {
		return err
	}
	w.full = full
	for i, r := range results {
		w.counts[r.Outcome]++
		if w.json {
			line := importLine{Name: w.batch[i].Name, Line: w.batch[i].Line, ID: r.ID, Version: r.Version, Outcome: string(r.Outcome)}
			if err := w.p.writeJSON(line); err != nil {
				return err
			}
		}
	}
	w.batch = w.batch[:0]
	w.bar.share(int(w.read/1024), w.size, w.total())
	return nil
}

func (w *importing) total() (n int) {
	for _, c := range w.counts {
		n += c
	}
	return n
}

// changed reports whether anything new can be found.
func (w *importing) changed() bool { return w.counts[store.Added]+w.counts[store.NewVersion] > 0 }

// importLine is one line of `import --json`.
type importLine struct {
	Name    string `json:"name"`
	Line    int    `json:"line,omitempty"`
	ID      string `json:"id,omitempty"`
	Version int    `json:"version,omitempty"`
	Outcome string `json:"outcome"`
	Reason  string `json:"reason,omitempty"`
}

// maxRefused is how many refusals are listed one by one.
const maxRefused = 50

// report says what became of everything, on standard error when standard output is JSON.
func (w *importing) report() {
	say := w.p.say
	if w.json {
		say = w.p.remark
	}
	n := w.counts
	say("%s.", phrase.Given{Added: n[store.Added], NewVersions: n[store.NewVersion], Unchanged: n[store.Unchanged], Removed: n[store.Removed],
		Erased: n[store.Erased], Refused: len(w.refused)}.Sentence())
	if len(w.others) > 0 {
		say("Et avec eux : %s.", phrase.List(w.others, "et"))
	}
	for i, r := range w.refused {
		if i == maxRefused {
			w.p.remark("… et %s. « --json » les montre tous.", phrase.Count(len(w.refused)-i, "autre refus", "autres refus"))
			break
		}
		w.p.remark("%s : %s.", harmless(r.Name, true), harmless(r.Reason, true))
	}
}
