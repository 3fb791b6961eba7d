package bot

import (
	"context"

	"propos/retrieval"
)

// Library is what the bot asks of the articles; *retrieval.Library is one.
type Library interface {
	Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error)
	Search(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error)
	Quotes(ctx context.Context, collection string, f retrieval.QuoteFilter) (retrieval.QuoteList, error)
	// Quoted returns the names of at most limit persons whom the newest articles quote most.
	Quoted(ctx context.Context, collection string, limit int) ([]string, error)
	// Complete returns at most limit names of persons, of whom a spelling, or words that moderators gave them, begins with what is typed.
	Complete(ctx context.Context, collection, typed string, limit int) ([]string, error)
	Verify(ctx context.Context, collection, quotation, person string) (retrieval.Verdict, error)
	Holdings(ctx context.Context, collection string) (retrieval.Holdings, error)
}
