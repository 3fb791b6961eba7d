package remote

import (
	"context"
	"fmt"

	"propos/retrieval"
)

// Library is what requests are answered from; *retrieval.Library is one.
type Library interface {
	Ask(ctx context.Context, collection string, q retrieval.Question) (retrieval.Answer, error)
	Holdings(ctx context.Context, collection string) (retrieval.Holdings, error)
}

// From answers requests from a library of this process.
func From(l Library) func(context.Context, Request) (Response, error) {
	return func(ctx context.Context, q Request) (r Response, err error) {
		switch q.Kind {
		case Ask:
			r.Answer, err = l.Ask(ctx, q.Collection, q.Question)
		case Holdings:
			r.Holdings, err = l.Holdings(ctx, q.Collection)
		default:
			err = fmt.Errorf("unknown kind of request %q", q.Kind)
		}
		return r, err
	}
}
