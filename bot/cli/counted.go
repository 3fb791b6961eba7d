package cli

import (
	"context"
	"time"

	"propos/bot"
	"propos/bot/health"
	"propos/retrieval"
)

// counted counts the questions that a library answers, and their time.
type counted struct {
	bot.Library
	questions *health.Questions
}

// Ask answers, and counts the question.
func (c counted) Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error) {
	begun := time.Now()
	a, err := c.Library.Ask(ctx, collection, q)
	outcome := health.Refused
	switch {
	case err != nil:
		outcome = health.Failed
	case a.Answered():
		outcome = health.Answered
	}
	c.questions.Count(outcome, time.Since(begun))
	return a, err
}
