package retrieval

import (
	"context"

	"propos/corpus"
)

// Shelf is a Store of articles that never change, all in one collection whatever its name:
// the demonstration, a file under evaluation.
type Shelf struct {
	articles []corpus.Article
	byID     map[string]int
}

// NewShelf returns a shelf of articles, which must have ids.
func NewShelf(articles []corpus.Article) *Shelf {
	s := &Shelf{articles: articles, byID: make(map[string]int, len(articles))}
	for i, a := range articles {
		s.byID[a.ID] = i
	}
	return s
}

// Changes implements Store: article i was put at Rev i+1.
func (s *Shelf) Changes(_ context.Context, collection string, after corpus.Rev, limit int) ([]corpus.Change, error) {
	var out []corpus.Change
	for i := int(after); i < len(s.articles) && len(out) < limit; i++ {
		out = append(out, corpus.Change{Rev: corpus.Rev(i + 1), Collection: collection, Article: s.articles[i].ID, Version: 1, Kind: corpus.Put})
	}
	return out, nil
}

// Article implements Store.
func (s *Shelf) Article(_ context.Context, _, id string) (corpus.Article, int, error) {
	i, ok := s.byID[id]
	if !ok {
		return corpus.Article{}, 0, ErrNoArticle
	}
	return s.articles[i], 1, nil
}

// Since implements Store.
func (s *Shelf) Since(context.Context, string) (corpus.Rev, error) { return 0, nil }

// LastRev implements Store.
func (s *Shelf) LastRev(context.Context) (corpus.Rev, error) {
	return corpus.Rev(len(s.articles)), nil
}
