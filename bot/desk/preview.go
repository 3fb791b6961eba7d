package desk

import (
	"context"
	"errors"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// Contents says what is found in an article.
type Contents struct {
	Passages, Quotes int
	Speakers         []string // who is quoted by name, in order of appearance
}

// ContentsOf looks into an article as the index will.
func ContentsOf(a corpus.Article) Contents {
	passages, _ := index.Cut(a.Body) // over the limit of passages: adding it says so
	found := quote.Extract(a.Title, a.Body)
	c := Contents{Passages: len(passages), Quotes: len(found.Quotes)}
	seen := map[string]bool{}
	for _, q := range found.Quotes {
		if name := q.Speaker.Name; name != "" && !seen[name] {
			seen[name] = true
			c.Speakers = append(c.Speakers, name)
		}
	}
	return c
}

// Twin is an article of the collection that a draft is a copy or another version of.
type Twin struct {
	store.Match
	Article corpus.Article // the version that holds; zero when it was erased
}

// Preview is what there is to see of a draft before it is added.
type Preview struct {
	Draft    intake.Draft
	Contents Contents
	Twin     *Twin // nil when the collection has nothing like it
}

// Shortens reports a draft that has only the beginning of an article which the collection has whole.
func (p Preview) Shortens() bool {
	return p.Twin != nil && p.Twin.Kind != corpus.Erase && p.Draft.Paywall && !p.Twin.Article.Partial
}

// Preview looks at a draft.
func (d *Desk) Preview(ctx context.Context, collection string, draft intake.Draft) (Preview, error) {
	p := Preview{Draft: draft, Contents: ContentsOf(draft.Article)}
	match, found, err := d.store.Twin(ctx, collection, draft.Article, fingerprints(draft.Article))
	if err != nil || !found {
		return p, err
	}
	p.Twin = &Twin{Match: match}
	entry, err := d.store.Entry(ctx, collection, match.ID)
	if err != nil && !errors.Is(err, store.ErrErased) {
		return p, err
	}
	p.Twin.Article = entry.Article
	return p, nil
}

// fingerprints are what the store recognises an article by.
func fingerprints(a corpus.Article) store.Fingerprints {
	print := intake.Fingerprint(a)
	return store.Fingerprints{URL: a.URL, Exact: print.Exact, Sim: print.Near}
}
