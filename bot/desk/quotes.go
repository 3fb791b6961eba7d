package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/quote"
)

// ErrNobody says that a person's name has no letter in it.
var ErrNobody = errors.New("no name")

// Limits of what moderators write beside a quotation, in characters.
const (
	MaxPerson = 100
	MaxNote   = 300
)

// Quotes returns the quotations of a visible article in their order, hidden ones too.
func (d *Desk) Quotes(ctx context.Context, collection, id string) ([]retrieval.ArticleQuote, error) {
	if err := d.sync(ctx, collection); err != nil {
		return nil, err
	}
	return d.library.ArticleQuotes(ctx, collection, id)
}

// People returns whom a quotation of an article may be of: those that it quotes, then those that it names, at most limit.
func (d *Desk) People(ctx context.Context, collection, id string, quotes []retrieval.ArticleQuote, limit int) ([]string, error) {
	a, _, err := d.store.Article(ctx, collection, id)
	if err != nil {
		return nil, err
	}
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) && len(names) < limit {
			names = append(names, name)
		}
	}
	for _, q := range quotes {
		add(q.Speaker)
	}
	for _, person := range quote.Extract(a.Title, a.Body).People {
		add(person.Name)
	}
	return names, nil
}

// SetSpeaker gives a quotation, named by Citation.Key, to a person, and returns the name: the collection's own, where what was typed means exactly one
// person that it quotes. ErrNobody says that nothing was typed; the other errors are the store's.
func (d *Desk) SetSpeaker(ctx context.Context, collection, by, article, key, typed string) (name string, err error) {
	if name = tidy(typed); !strings.ContainsFunc(name, unicode.IsLetter) {
		return "", ErrNobody
	}
	if name, err = d.known(ctx, collection, name); err != nil {
		return "", err
	}
	return name, d.store.Correct(ctx, collection, store.Correction{Article: article, Quote: key, Kind: store.Speaker, Value: name, By: by})
}

// known returns the name under which the collection knows the person whom words mean; the words when it knows nobody, or several.
func (d *Desk) known(ctx context.Context, collection, typed string) (string, error) {
	list, err := d.library.Quotes(ctx, collection, retrieval.QuoteFilter{Person: typed, Limit: 1})
	if err != nil || list.Person == nil || list.Person.Name == "" {
		return typed, err
	}
	return list.Person.Name, nil
}

// UnsetSpeaker lets the article's own words say again who speaks.
func (d *Desk) UnsetSpeaker(ctx context.Context, collection, by, article, key string) error {
	return d.store.Uncorrect(ctx, collection, article, key, store.Speaker, by)
}

// Hide takes a quotation out of all answers, or with hidden false shows it again. Its article stays.
func (d *Desk) Hide(ctx context.Context, collection, by, article, key string, hidden bool) error {
	if !hidden {
		return d.store.Uncorrect(ctx, collection, article, key, store.Hide, by)
	}
	return d.store.Correct(ctx, collection, store.Correction{Article: article, Quote: key, Kind: store.Hide, By: by})
}

// SetNote puts a note beside a quotation, in place of the one that is there; "" takes it away.
func (d *Desk) SetNote(ctx context.Context, collection, by, article, key, note string) error {
	if note = tidy(note); note == "" {
		return d.store.Uncorrect(ctx, collection, article, key, store.Remark, by)
	}
	return d.store.Correct(ctx, collection, store.Correction{Article: article, Quote: key, Kind: store.Remark, Value: note, By: by})
}
