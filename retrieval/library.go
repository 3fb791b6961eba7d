package retrieval

import (
	"context"
	"errors"

	"propos/corpus"
)

// Store is where a library reads articles. *store.Store is one; Fixed is another.
type Store interface {
	// Changes returns the latest change of each article after a Rev, in order of Rev, at most limit.
	Changes(ctx context.Context, collection string, after corpus.Rev, limit int) ([]corpus.Change, error)
	// Article returns the version that holds now, also of a removed article.
	Article(ctx context.Context, collection, id string) (corpus.Article, int, error)
}

// ErrNoArticle is returned for an id that the collection does not hold.
var ErrNoArticle = errors.New("no such article")

// Fixed is a Store of articles that never change, all in one collection whatever its name: the demonstration, a file under evaluation.
type Fixed []corpus.Article

// Changes implements Store: article i was put at Rev i+1.
func (f Fixed) Changes(_ context.Context, collection string, after corpus.Rev, limit int) ([]corpus.Change, error) {
	var out []corpus.Change
	for i := int(after); i < len(f) && len(out) < limit; i++ {
		out = append(out, corpus.Change{Rev: corpus.Rev(i + 1), Collection: collection, Article: f[i].ID, Version: 1, Kind: corpus.Put})
	}
	return out, nil
}

// Article implements Store.
func (f Fixed) Article(_ context.Context, _, id string) (corpus.Article, int, error) {
	for _, a := range f {
		if a.ID == id {
			return a, 1, nil
		}
	}
	return corpus.Article{}, 0, ErrNoArticle
}
