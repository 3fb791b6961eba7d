package retrieval_test

import (
	"context"
	"errors"
	"testing"

	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

// unread is a store whose articles cannot be read any more.
type unread struct {
	*store.Store
	fault error
}

func (u *unread) Article(ctx context.Context, collection, id string) (corpus.Article, int, error) {
	if u.fault != nil {
		return corpus.Article{}, 0, u.fault
	}
	return u.Store.Article(ctx, collection, id)
}

// TestUnreadableStore: what cannot be read is a fault, never « je ne sais pas ».
func TestUnreadableStore(t *testing.T) {
	s, _, _ := onDisk(t)
	u := &unread{Store: s}
	l := opened(t, u, retrieval.Options{})
	synced(t, l, "local")
	u.fault = errors.New("input/output error")
	for what, do := range map[string]func() error{
		"a question": func() error {
			_, err := l.Ask(t.Context(), "local", retrieval.Question{Text: "Quand le groupe de Minsk a-t-il été créé ?"})
			return err
		},
		"a search": func() error {
			_, err := l.Search(t.Context(), "local", retrieval.Question{Text: "corridor Nakhitchevan"})
			return err
		},
		"quotations": func() error {
			_, err := l.Quotes(t.Context(), "local", retrieval.QuoteFilter{Person: "Lavrov"})
			return err
		},
		"a check": func() error {
			_, err := l.Verify(t.Context(), "local", "La Turquie est notre partenaire dans de nombreux domaines", "")
			return err
		},
	} {
		if err := do(); !errors.Is(err, u.fault) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
