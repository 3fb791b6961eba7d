package bot

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval/french"
)

// catalogs keeps the titles and sources of collections for autocompletion, which has to be faster than a search of the
// store. Each is read once and then follows the store's changes, so that what was removed is suggested to nobody any more.
type catalogs struct {
	store *store.Store
	mu    sync.Mutex
	all   map[string]*catalog
}

// catalog is what one collection can suggest, as of a Rev of the store.
type catalog struct {
	mu      sync.Mutex
	rev     corpus.Rev       // 0 before the first reading
	entries map[string]entry // by the article's id
	order   []string         // ids, oldest first; those without an entry are gone
}

// entry is one article of a catalog. name is the title, or the first words of an article without one.
type entry struct {
	title, name, folded, source string // folded is of name
	date                        corpus.Date
}

const (
	maxCatalogs = 16
	maxChanges  = 500 // read at a time
)

func newCatalogs(s *store.Store) *catalogs {
	return &catalogs{store: s, all: map[string]*catalog{}}
}

// with calls do with the catalog of a collection, brought up to date. do must not keep it.
func (c *catalogs) with(ctx context.Context, collection string, do func(*catalog)) error {
	c.mu.Lock()
	if len(c.all) >= maxCatalogs && c.all[collection] == nil {
		clear(c.all)
	}
	k, ok := c.all[collection]
	if !ok {
		k = &catalog{entries: map[string]entry{}}
		c.all[collection] = k
	}
	c.mu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.update(ctx, c.store, collection); err != nil {
		return err
	}
	do(k)
	return nil
}

// update reads what has changed since the catalog's Rev, or everything the first time, and again where the collection that was read has
// been forgotten since. The caller holds k.mu.
func (k *catalog) update(ctx context.Context, s *store.Store, collection string) error {
	rev, err := s.LastRev(ctx)
	if err != nil {
		return err
	}
	since, err := s.Since(ctx, collection)
	switch {
	case err != nil:
		return err
	case k.rev <= since:
		return k.fill(ctx, s, collection, rev)
	}
	return k.follow(ctx, s, collection, rev)
}

// follow reads what has changed from the catalog's Rev up to one of the store.
func (k *catalog) follow(ctx context.Context, s *store.Store, collection string, rev corpus.Rev) error {
	for k.rev != rev {
		changes, err := s.Changes(ctx, collection, k.rev, maxChanges)
		if err != nil {
			return err
		}
		for _, change := range changes {
			if err := k.apply(ctx, s, change); err != nil {
				return err
			}
		}
		if len(changes) < maxChanges {
			k.rev = rev
			return nil
		}
		k.rev = changes[len(changes)-1].Rev
	}
	return nil
}

// fill reads the whole collection, which holds at least the changes up to rev.
func (k *catalog) fill(ctx context.Context, s *store.Store, collection string, rev corpus.Rev) error {
	lines, _, err := s.Articles(ctx, collection, store.Filter{}, store.Page{})
	if err != nil {
		return err
	}
	k.entries, k.order = map[string]entry{}, nil
	for _, l := range slices.Backward(lines) {
		k.put(l.Article, l.Opening)
	}
	k.rev = rev
	return nil
}

// apply follows one change.
func (k *catalog) apply(ctx context.Context, s *store.Store, change corpus.Change) error {
	delete(k.entries, change.Article)
	if !change.Visible() {
		return nil
	}
	a, _, err := s.Article(ctx, change.Collection, change.Article)
	switch {
	case errors.Is(err, store.ErrRemoved), errors.Is(err, store.ErrErased), errors.Is(err, store.ErrNotFound):
		return nil // a later change, which comes next
	case err != nil:
		return err
	}
	k.put(a, opening(a.Body))
	return nil
}

// put adds an article, which has no body in a list.
func (k *catalog) put(a corpus.Article, opening string) {
	name := a.Title
	if name == "" {
		name = phrase.Cut(opening, maxSuggestion)
	}
	k.entries[a.ID] = entry{a.Title, name, french.Fold(name), a.Source, a.Date}
	k.order = append(k.order, a.ID)
	if len(k.order) > 2*len(k.entries)+1000 { // mostly articles that came again
		k.tidy()
	}
}

// tidy leaves in the order the last mention alone of each article.
func (k *catalog) tidy() {
	seen := map[string]bool{}
	var order []string
	for _, id := range slices.Backward(k.order) {
		if _, here := k.entries[id]; here && !seen[id] {
			seen[id] = true
			order = append(order, id)
		}
	}
	slices.Reverse(order)
	k.order = order
}

// titles returns titles that have the typed words, the newest first, at most limit.
func (k *catalog) titles(typed string, limit int) []string {
	want := french.Fold(strings.TrimSpace(typed))
	var found []string
	for _, id := range slices.Backward(k.order) {
		if e, here := k.entries[id]; here && e.title != "" && strings.Contains(e.folded, want) && !slices.Contains(found, e.title) {
			if found = append(found, e.title); len(found) == limit {
				break
			}
		}
	}
	return found
}

// articles returns the articles whose title, or first words where there is none, have the typed words, the newest first, at most limit:
// each in one line, with its key (articleKey) as the value.
func (k *catalog) articles(typed string, limit int) []suggestion {
	want := french.Fold(strings.TrimSpace(typed))
	found, seen := []suggestion{}, map[string]bool{}
	for _, id := range slices.Backward(k.order) {
		e, here := k.entries[id]
		if !here || seen[id] || !strings.Contains(e.folded, want) {
			continue
		}
		seen[id] = true
		found = append(found, suggestion{articleName(corpus.Article{Title: e.name, Source: e.source, Date: e.date}, ""), articleKey(id)})
		if len(found) == limit {
			break
		}
	}
	return found
}

// sources returns the sources, most frequent first.
func (k *catalog) sources() []string {
	counts := map[string]int{}
	for _, e := range k.entries {
		counts[e.source]++
	}
	delete(counts, "")
	return slices.SortedFunc(maps.Keys(counts), func(x, y string) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
}
