package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"propos/retrieval/index"
)

// People returns everybody whom the articles of a collection quote by a name (« une source » has none), the most quoted first.
func (l *Library) People(ctx context.Context, collection string) ([]Person, error) {
	return l.census(ctx, collection, 0)
}

// recentQuotes is how many quotations Quoted looks at.
const recentQuotes = 2000

// Quoted returns the names of at most limit persons whom the articles that came last quote, the most quoted first.
func (l *Library) Quoted(ctx context.Context, collection string, limit int) ([]string, error) {
	people, err := l.census(ctx, collection, recentQuotes)
	var names []string
	for _, p := range people[:min(len(people), limit)] {
		names = append(names, p.Name)
	}
	return names, err
}

// census counts who is quoted, by all quotations, or by the last of them where last is above 0.
func (l *Library) census(ctx context.Context, collection string, last int) ([]Person, error) {
	h, done, err := l.listenTo(ctx, collection)
	if err != nil {
		return nil, err
	}
	defer done()
	all := map[string]*tallied{}
	err = h.view.EachQuote(ctx, last, func(hit index.QuoteHit) error {
		x := &speech{article: hit.Article}
		var err error
		if x.said, err = unpackSaid(hit.Blob); err != nil {
			return fmt.Errorf("read quotation of article %s: %w", hit.Article, err)
		}
		h.resolve(x)
		if !x.hidden && x.certainty >= uncertain && strings.ContainsFunc(x.speaker.Name, unicode.IsUpper) {
			tally(all, x)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list people of collection %s: %w", collection, err)
	}
	out := make([]Person, 0, len(all))
	for _, c := range all {
		c.order()
		out = append(out, c.Person)
	}
	slices.SortFunc(out, func(a, b Person) int { return cmp.Or(b.Quotes-a.Quotes, cmp.Compare(a.Name, b.Name)) })
	return out, nil
}

// tallied is a person while quotations are counted, which come article by article.
type tallied struct {
	Person
	article string // of the last quotation
}

// tally adds a quotation to what is counted of its speaker. It keeps nothing else of it.
func tally(all map[string]*tallied, x *speech) {
	c := all[x.speaker.Name]
	if c == nil {
		c = &tallied{Person: person(&x.speaker)}
		all[x.speaker.Name] = c
	}
	c.Quotes++
	if c.article != x.article {
		c.Articles, c.article = c.Articles+1, x.article
	}
	c.spelt(strings.Clone(x.Speaker.Name))
}
