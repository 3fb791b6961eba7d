package cli

import (
	"context"
	"errors"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/store"
	"propos/retrieval"
)

type correctCommand struct {
	ID      string  `arg:"" placeholder:"ID" help:"Le numéro de l'article."`
	Quote   int     `arg:"" optional:"" placeholder:"CITATION" help:"Le numéro de la citation ; sans lui, la liste."`
	Speaker *string `placeholder:"PERSONNE" help:"Qui parle ; \"\" reprend la correction."`
	Note    *string `placeholder:"NOTE" help:"Une note montrée avec elle (« démenti le 12 mai 2021 ») ; \"\" l'ôte."`
	Hide    bool    `xor:"shown" help:"Ne plus la citer."`
	Show    bool    `xor:"shown" help:"La citer de nouveau."`
	JSON    bool    `name:"json" help:"Écrire la liste, un objet JSON par ligne."`
}

// Run lists the quotations of an article, or corrects one; the next answer heeds it.
func (c *correctCommand) Run(ctx context.Context, p *program) error {
	changes := c.Speaker != nil || c.Note != nil || c.Hide || c.Show
	if (c.Quote != 0) != changes {
		return usage("Donne le numéro d'une citation avec --speaker, --note, --hide ou --show ; ou l'article seul, pour la liste.")
	}
	return p.tending(ctx, func(s *store.Store, d *desk.Desk) error {
		if _, _, err := s.Article(ctx, p.collection, c.ID); err != nil {
			return p.noSuch(c.ID, err)
		}
		quotes, err := d.Quotes(ctx, p.collection, c.ID)
		switch {
		case err != nil:
			return err
		case !changes:
			return c.list(p, quotes)
		case c.Quote < 1 || c.Quote > len(quotes):
			return usage("L'article %s a %s : il n'y a pas de n° %d.", c.ID, phrase.Count(len(quotes), "citation", "citations"), c.Quote)
		}
		return c.correct(ctx, p, d, quotes[c.Quote-1])
	})
}

// jsonTended is one line of `correct --json`.
type jsonTended struct {
	Number  int                `json:"number"`
	Quote   retrieval.Citation `json:"citation"`
	Hidden  bool               `json:"hidden"`
	Given   bool               `json:"speaker_given"`
	Remark  string             `json:"note"`
	Unknown bool               `json:"speaker_unknown"`
}

// list shows the quotations with their numbers.
func (c *correctCommand) list(p *program, quotes []retrieval.ArticleQuote) error {
	for i, q := range quotes {
		if c.JSON {
			if err := p.writeJSON(jsonTended{i + 1, q.Citation, q.Hidden, q.Given, q.Note, q.Speaker == ""}); err != nil {
				return err
			}
			continue
		}
		p.line(p.bold(harmless(quoteTitle(i+1, q), true)))
		for _, line := range wrap(q.Text, p.width-2, nil, nil) {
			p.line("│ " + line)
		}
		if known := phrase.Known(q.Citation); known != "" && q.Speaker != "" {
			p.line(p.faint(harmless(known, true)))
		}
		if q.Note != "" {
			p.line(p.faint(harmless(phrase.Say("Note des modérateurs : %s", q.Note), true)))
		}
	}
	if len(quotes) == 0 {
		p.remark("Cet article ne cite personne.")
		return errSilent(exitNoAnswer)
	}
	return nil
}

// quoteTitle is « 2. Sergueï Lavrov (masquée) ».
func quoteTitle(number int, q retrieval.ArticleQuote) string {
	title := phrase.Number(number) + ". " + q.Speaker
	if q.Speaker == "" {
		title += phrase.Fine("on ne sait pas qui parle")
	}
	if q.Hidden {
		title += " (masquée)"
	}
	return title
}

// correct does what was asked to one quotation.
func (c *correctCommand) correct(ctx context.Context, p *program, d *desk.Desk, q retrieval.ArticleQuote) error {
	if c.Speaker != nil {
		if err := c.speaker(ctx, p, d, q.Key); err != nil {
			return err
		}
	}
	if c.Note != nil {
		if len([]rune(*c.Note)) > desk.MaxNote {
			return usage("Une note a %s au plus.", phrase.Count(desk.MaxNote, "signe", "signes"))
		}
		if err := d.SetNote(ctx, p.collection, "", c.ID, q.Key, *c.Note); err != nil {
			return err
		}
		p.say("La note est enregistrée.")
	}
	if c.Hide || c.Show {
		if err := d.Hide(ctx, p.collection, "", c.ID, q.Key, c.Hide); err != nil {
			return err
		}
		p.say("%s", map[bool]string{true: phrase.Fine("Masquée : aucune réponse ne la montre plus."), false: phrase.Fine("Elle peut de nouveau être citée.")}[c.Hide])
	}
	return nil
}

// speaker gives the quotation to a person, or takes that back.
func (c *correctCommand) speaker(ctx context.Context, p *program, d *desk.Desk, key string) error {
	if *c.Speaker == "" {
		if err := d.UnsetSpeaker(ctx, p.collection, "", c.ID, key); err != nil {
			return err
		}
		p.say("C'est de nouveau ce que dit l'article.")
		return nil
	}
	if len([]rune(*c.Speaker)) > desk.MaxPerson {
		return usage("Un nom a %s au plus.", phrase.Count(desk.MaxPerson, "signe", "signes"))
	}
	name, err := d.SetSpeaker(ctx, p.collection, "", c.ID, key, *c.Speaker)
	if errors.Is(err, desk.ErrNobody) {
		return usage("--speaker : donne un nom.")
	}
	if err != nil {
		return err
	}
	p.say("Ces mots sont maintenant %s.", phrase.Of(harmless(name, true)))
	return nil
}
