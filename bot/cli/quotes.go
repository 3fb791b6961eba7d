package cli

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
	"propos/retrieval/remote"
)

type quotesCommand struct {
	File   string `arg:"" optional:"" placeholder:"FICHIER" help:"Un fichier JSON Lines {\"id\",\"article\"} dont lire les citations (avec --json)."`
	Person string `short:"p" aliases:"personne" placeholder:"PERSONNE" help:"Qui parle : un nom, sous toutes ses graphies, ou une fonction."`
	Topic  string `short:"t" aliases:"sujet" placeholder:"SUJET" help:"De quoi."`
	scope
	Limit  int  `short:"n" placeholder:"N" help:"Combien de citations au plus (25)."`
	Offset int  `placeholder:"N" help:"Combien en passer d'abord."`
	People bool `help:"Lister plutôt les personnes citées."`
	JSON   bool `name:"json" help:"Écrire un objet JSON par ligne."`
}

// Run lists quotations, or the people quoted, or reads those of a file.
func (c *quotesCommand) Run(ctx context.Context, p *program) error {
	if c.File != "" {
		if !c.JSON {
			return usage("Lire les citations d'un fichier demande --json.")
		}
		return p.quotesOfFile(ctx, c.File)
	}
	filter, err := c.filter()
	if err != nil {
		return err
	}
	return p.withLibrary(ctx, func(l *library) error {
		if c.People {
			return p.people(ctx, l, c.JSON)
		}
		return c.list(ctx, p, l, filter)
	})
}

func (c *quotesCommand) list(ctx context.Context, p *program, l *library, filter retrieval.QuoteFilter) error {
	r, err := l.answer(ctx, remote.Request{Kind: remote.Quotes, Collection: p.collection, Filter: filter})
	if err != nil {
		return err
	}
	if c.JSON {
		err = p.quotesJSON(r.Quotes)
	} else {
		p.showQuotes(r.Quotes, filter)
	}
	if err == nil && len(r.Quotes.Citations) == 0 {
		return errSilent(exitNoAnswer)
	}
	return err
}

func (c *quotesCommand) filter() (retrieval.QuoteFilter, error) {
	period, err := c.period()
	if err != nil {
		return retrieval.QuoteFilter{}, err
	}
	if c.Limit < 0 || c.Limit > 1000 || c.Offset < 0 {
		return retrieval.QuoteFilter{}, usage("--limit va de 1 à 1000, et --offset commence à 0.")
	}
	return retrieval.QuoteFilter{Person: c.Person, Topic: c.Topic, Source: c.Source, Period: period, Limit: c.Limit, Offset: c.Offset}, nil
}

func (p *program) quotesJSON(list retrieval.QuoteList) error {
	for _, c := range list.Citations {
		if err := p.writeJSON(c); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) showQuotes(list retrieval.QuoteList, f retrieval.QuoteFilter) {
	if len(list.Citations) == 0 {
		p.showNoQuotes(list, f)
		return
	}
	p.showCitations(list.Citations)
	if first := f.Offset + 1; len(list.Citations) < list.Total {
		p.remark("Citations %d à %d sur %d. La suite : --offset %d", first, f.Offset+len(list.Citations), list.Total, f.Offset+len(list.Citations))
	}
}

func (p *program) showNoQuotes(list retrieval.QuoteList, f retrieval.QuoteFilter) {
	if f.Offset > 0 && list.Total > 0 {
		p.say("Il n'y a que %s : --offset va jusqu'à %d.", phrase.Count(list.Total, "citation", "citations"), list.Total-1)
		return
	}
	p.line(harmless(phrase.NoQuotes(f, list), true))
	if hint := phrase.DidYouMean(list.Similar); hint != "" {
		p.line(hint)
	}
}

// people lists who is quoted.
func (p *program) people(ctx context.Context, l *library, json bool) error {
	r, err := l.answer(ctx, remote.Request{Kind: remote.People, Collection: p.collection})
	if err != nil {
		return err
	}
	for _, person := range r.People {
		if json {
			if err := p.writeJSON(personLine(person)); err != nil {
				return err
			}
			continue
		}
		p.line(p.bold(harmless(person.Name, true)) + phrase.Say(" : %s dans %s", phrase.Count(person.Quotes, "citation", "citations"), phrase.Articles(person.Articles)))
		if more := spellings(person); more != "" {
			p.line("  " + p.faint(harmless(more, true)))
		}
	}
	if len(r.People) == 0 {
		p.remark("Aucun article ne cite personne.")
		return errSilent(exitNoAnswer)
	}
	return nil
}

// maxSpellings is how many other spellings and offices are shown of a person; --json gives them all.
const maxSpellings = 6

// spellings lists the other ways in which a person is written, and their offices.
func spellings(person retrieval.Person) string {
	var other []string
	for _, s := range person.Spellings {
		if s.Text != person.Name {
			other = append(other, s.Text)
		}
	}
	other = append(other, person.Offices...)
	if len(other) > maxSpellings {
		other = append(other[:maxSpellings:maxSpellings], "…")
	}
	return strings.Join(other, ", ")
}

// jsonPerson is one line of `quotes --people --json`.
type jsonPerson struct {
	Name      string   `json:"name"`
	Spellings []string `json:"spellings"`
	Offices   []string `json:"offices"`
	Quotes    int      `json:"quotes"`
	Articles  int      `json:"articles"`
}

func personLine(p retrieval.Person) jsonPerson {
	out := jsonPerson{Name: p.Name, Spellings: []string{}, Offices: orEmpty(p.Offices), Quotes: p.Quotes, Articles: p.Articles}
	for _, s := range p.Spellings {
		out.Spellings = append(out.Spellings, s.Text)
	}
	return out
}
