package cli

import (
	"context"
	"strings"
	"time"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
	"propos/retrieval/remote"
)

type chatCommand struct {
	scope
	Limit int `short:"n" placeholder:"N" help:"Combien d'extraits au plus (3)."`
}

// Run holds a conversation on standard input until « /quitter » or its end. Each question builds on what the last one was about.
func (c *chatCommand) Run(ctx context.Context, p *program) error {
	ask := askCommand{scope: c.scope, Limit: c.Limit}
	question, err := ask.question()
	if err != nil {
		return err
	}
	return p.withLibrary(ctx, func(l *library) error {
		if p.asks {
			p.remark("Pose une question, puis une autre. « /aide » explique, « /quitter » termine.")
		}
		talk := conversation{p: p, library: l, question: question}
		for {
			line, ok := p.nextLine(ctx)
			if !ok || ctx.Err() != nil {
				return ctx.Err()
			}
			if done, err := talk.hear(ctx, strings.TrimSpace(line)); done || err != nil {
				return err
			}
		}
	})
}

// nextLine reads a line, with a prompt on a terminal; it gives up when ctx ends, though the reading itself cannot be interrupted.
func (p *program) nextLine(ctx context.Context) (string, bool) {
	if p.asks {
		p.prompt()
	}
	type read struct {
		line string
		ok   bool
	}
	lines := make(chan read, 1)
	go func() { // ends with the process when ctx ends first: nobody can interrupt a read of a terminal
		line, ok := p.readLine()
		lines <- read{line, ok}
	}()
	select {
	case <-ctx.Done():
		return "", false
	case r := <-lines:
		return r.line, r.ok
	}
}

// conversation is what a chat remembers: what the last question was about.
type conversation struct {
	p        *program
	library  *library
	question retrieval.Question // what every question has: scope and limit
	before   *retrieval.Understood
}

// hear takes one line; done says that the person has left.
func (t *conversation) hear(ctx context.Context, line string) (done bool, err error) {
	switch strings.ToLower(line) {
	case "":
		return false, nil
	case "/quitter", "/quit", "/q":
		return true, nil
	case "/oublier":
		t.before = nil
		t.p.say("C'est oublié.")
		return false, nil
	case "/aide", "/help":
		t.help()
		return false, nil
	}
	if strings.HasPrefix(line, "/") {
		t.p.say("Je ne connais pas %s. « /aide » montre ce que je comprends.", line)
		return false, nil
	}
	q := t.question
	q.Text, q.Before, q.Today = line, t.before, corpus.DateOf(time.Now())
	r, err := t.library.answer(ctx, remote.Request{Kind: remote.Ask, Collection: t.p.collection, Question: q})
	if err != nil {
		return false, err
	}
	if r.Answer.Reason != retrieval.ReasonFollowUp && r.Answer.Reason != retrieval.ReasonEmpty {
		t.before = &r.Answer.Understood
	}
	t.p.showAnswer(phrase.InPeriod(r.Answer, q.Period))
	t.p.line("")
	return false, nil
}

func (t *conversation) help() {
	for _, line := range []string{
		"Pose une question : « Qu'a dit Lavrov sur la Turquie ? »",
		"Puis continue : « Et sur l'Arménie ? », « Et Aliyev ? », « Quand ? »",
		"/oublier   repartir de zéro",
		"/quitter   terminer",
	} {
		t.p.line(phrase.Fine(line))
	}
}
