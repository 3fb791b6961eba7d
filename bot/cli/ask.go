package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// scope narrows a question to some articles.
type scope struct {
	Source string `placeholder:"SOURCE" help:"Seulement les articles de cette source."`
	From   string `aliases:"du" placeholder:"DATE" help:"Seulement depuis cette date : « 2020 », « nov. 2020 » ou « 12/11/2020 »."`
	To     string `aliases:"au" placeholder:"DATE" help:"Seulement jusqu'à cette date."`
}

// period reads the dates; both faults are returned.
func (s scope) period() (corpus.Period, error) {
	from, wrongFrom := readDate("--from", s.From)
	to, wrongTo := readDate("--to", s.To)
	if err := errors.Join(wrongFrom, wrongTo); err != nil {
		return corpus.Period{}, err
	}
	p := corpus.Period{From: from, To: to}
	if fault := phrase.PeriodFault(p); fault != "" {
		return corpus.Period{}, usage("%s", fault)
	}
	return p, nil
}

// readDate reads a date that a person typed for a flag.
func readDate(flag, typed string) (corpus.Date, error) {
	d, err := corpus.ParseFrenchDate(typed)
	if err != nil {
		return d, usage("%s : %s", flag, harmless(phrase.DateFault(typed, d, err), true))
	}
	return d, nil
}

type askCommand struct {
	Question []string `arg:"" optional:"" placeholder:"QUESTION" help:"La question ; « - » lit une question par ligne sur l'entrée standard (avec --json)."`
	Person   string   `short:"p" aliases:"personne" placeholder:"PERSONNE" help:"Seulement les propos de cette personne."`
	scope
	Limit   int  `short:"n" placeholder:"N" help:"Combien d'extraits au plus (3 ; 10 avec --json)."`
	Explain bool `help:"Montrer comment les extraits ont été choisis."`
	JSON    bool `name:"json" help:"Écrire un objet JSON par question."`
}

// Run answers one question, or one a line of standard input.
func (c *askCommand) Run(ctx context.Context, p *program) error {
	question, err := c.question()
	if err != nil {
		return err
	}
	return p.answerAll(ctx, remote.Ask, c.Question, question, c.JSON)
}

func (c *askCommand) question() (retrieval.Question, error) {
	period, err := c.period()
	if err != nil {
		return retrieval.Question{}, err
	}
	limit, err := readLimit(c.Limit, c.JSON)
	return retrieval.Question{Speaker: c.Person, Source: c.Source, Period: period, Limit: limit, Explain: c.Explain, Today: corpus.DateOf(time.Now())}, err
}

// readLimit is how many citations to ask for: people read three, programs ten.
func readLimit(given int, json bool) (int, error) {
	switch {
	case given < 0 || given > 100:
		return 0, usage("--limit va de 1 à 100.")
	case given > 0:
		return given, nil
	case json:
		return 10, nil
	}
	return 3, nil
}

// answerAll answers what was typed, or each line of standard input.
func (p *program) answerAll(ctx context.Context, kind remote.Kind, words []string, q retrieval.Question, json bool) error {
	q.Text = strings.ToValidUTF8(strings.Join(words, " "), "\uFFFD")
	lines := q.Text == "-"
	switch {
	case lines && !json:
		return usage("« - » lit une question par ligne et demande --json.")
	case strings.TrimSpace(q.Text) == "":
		return nothingAsked(kind)
	}
	return p.withLibrary(ctx, func(l *library) error {
		if lines {
			return p.answerLines(ctx, l, kind, q)
		}
		return p.answerOne(ctx, l, kind, q, json)
	})
}

// nothingAsked says what was to be typed.
func nothingAsked(kind remote.Kind) error {
	if kind == remote.Search {
		return usage("Il manque les mots à chercher. Par exemple : propos search \"trêve humanitaire\"")
	}
	return usage("Il manque la question. Par exemple : propos ask \"Qu'a dit Lavrov sur la Turquie ?\"")
}

func (p *program) answerOne(ctx context.Context, l *library, kind remote.Kind, q retrieval.Question, json bool) error {
	r, err := l.answer(ctx, remote.Request{Kind: kind, Collection: p.collection, Question: q})
	if err != nil {
		return err
	}
	if json {
		err = p.writeJSON(answerLine(`""`, q.Text, r.Answer))
	} else {
		p.showAnswer(phrase.InPeriod(r.Answer, q.Period))
	}
	if err == nil && !r.Answer.Answered() {
		return errSilent(exitNoAnswer)
	}
	return err
}
