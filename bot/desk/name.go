package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"propos/corpus/store"
	"propos/retrieval"
)

// ErrNoName says that a name was taken back already, or never given.
var ErrNoName = errors.New("no such name")

// AddName says that words mean a person, and returns the name as it is kept. The next answer heeds it. A name that cannot be is a
// *retrieval.NameError. Words that are an office are kept as one, whether or not n says so.
func (d *Desk) AddName(ctx context.Context, collection, by string, n store.Name) (store.Name, error) {
	n.Person, n.Words, n.By = tidy(n.Person), tidy(n.Words), by
	n.Office = n.Office || retrieval.IsOffice(n.Words)
	given, err := Advised{d.store}.Advice(ctx, collection)
	if err != nil {
		return n, err
	}
	if err := given.Check(retrieval.Name{Person: n.Person, Words: n.Words, Office: n.Office, Period: n.Period}); err != nil {
		return n, fmt.Errorf("give the name %q: %w", n.Words, err)
	}
	n.ID, err = d.store.AddName(ctx, collection, n)
	return n, err
}

// tidy leaves one space between words.
func tidy(words string) string { return strings.Join(strings.Fields(words), " ") }

// DropName takes a name back and returns it, or ErrNoName. The next answer does without it.
func (d *Desk) DropName(ctx context.Context, collection, by string, id int64) (store.Name, error) {
	names, err := d.store.Names(ctx, collection)
	if err != nil {
		return store.Name{}, err
	}
	i := slices.IndexFunc(names, func(n store.Name) bool { return n.ID == id })
	if i < 0 {
		return store.Name{}, ErrNoName
	}
	return names[i], d.store.DropName(ctx, collection, id, by)
}
