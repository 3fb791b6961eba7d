package remote

import (
	"context"
	"fmt"

	"propos/retrieval"
)

// Library is what requests are answered from; *retrieval.Library is one.
type Library interface {
	Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error)
	Search(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error)
	Quotes(ctx context.Context, collection string, f retrieval.QuoteFilter) (retrieval.QuoteList, error)
	People(ctx context.Context, collection string) ([]retrieval.Person, error)
	Verify(ctx context.Context, collection, quotation, person string) (retrieval.Verdict, error)
	ArticleQuotes(ctx context.Context, collection, article string) ([]retrieval.ArticleQuote, error)
}

// From answers requests from a library of this process.
func From(l Library) func(context.Context, Request) (Response, error) {
	return func(ctx context.Context, q Request) (r Response, err error) {
		switch q.Kind {
		case Ask:
			r.Answer, err = l.Ask(ctx, q.Collection, q.Question)
		case Search:
			r.Answer, err = l.Search(ctx, q.Collection, q.Question)
		case Quotes:
			r.Quotes, err = l.Quotes(ctx, q.Collection, q.Filter)
		case People:
			r.People, err = l.People(ctx, q.Collection)
		case Verify:
			r.Verdict, err = l.Verify(ctx, q.Collection, q.Quotation, q.Person)
		case ArticleQuotes:
			r.ArticleQuotes, err = l.ArticleQuotes(ctx, q.Collection, q.Article)
		default:
			err = fmt.Errorf("unknown kind of request %q", q.Kind)
		}
		return r, err
	}
}
