package bot_test

import (
	"context"

	"propos/retrieval"
)

// libraryOf is the library as the bot needs it.
type libraryOf struct{ *retrieval.Library }

func (l libraryOf) Search(ctx context.Context, c string, q retrieval.Question) (retrieval.Answer, error) {
	return l.Ask(ctx, c, q)
}
func (l libraryOf) Quotes(context.Context, string, retrieval.QuoteFilter) (retrieval.QuoteList, error) {
	return retrieval.QuoteList{}, nil
}
func (l libraryOf) People(context.Context, string) ([]retrieval.Person, error) {
	return []retrieval.Person{{Name: "Sergueï Lavrov", Quotes: 12, Spellings: []retrieval.Spelling{{Text: "Sergueï Lavrov", Quotes: 12}}}}, nil
}
func (l libraryOf) Verify(context.Context, string, string, string) (retrieval.Verdict, error) {
	return retrieval.Verdict{Outcome: retrieval.Absent, Articles: 12}, nil
}
