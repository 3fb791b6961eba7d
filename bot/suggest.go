package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/french"
)

// catalogs remembers, for each collection, the persons and sources that autocompletion suggests.
type catalogs struct {
	mu  sync.Mutex
	all map[string]*catalog
}

// catalog is what one collection can suggest, as of a Rev.
type catalog struct {
	mu      sync.Mutex
	rev     corpus.Rev
	at      time.Time
	persons []retrieval.Person // most quoted first
	folded  [][]string         // the spellings of each person without case and accents
	origins []string           // most frequent first
}

const (
	catalogLife = 5 * time.Second // for so long, changes may go unseen
	maxCatalogs = 64
)

func newCatalogs() *catalogs { return &catalogs{all: map[string]*catalog{}} }

// of returns the catalog of a collection, made anew when the articles have changed.
func (c *catalogs) of(ctx context.Context, b *bot, collection string) (*catalog, error) {
	c.mu.Lock()
	if len(c.all) >= maxCatalogs && c.all[collection] == nil {
		clear(c.all)
	}
	k, ok := c.all[collection]
	if !ok {
		k = &catalog{}
		c.all[collection] = k
	}
	c.mu.Unlock()
	k.mu.Lock()
	defer k.mu.Unlock()
	if time.Since(k.at) < catalogLife {
		return k, nil
	}
	rev, err := b.o.Store.LastRev(ctx)
	if err != nil || rev == k.rev && !k.at.IsZero() {
		k.at = time.Now()
		return k, err
	}
	if err := k.fill(ctx, b, collection); err != nil {
		return nil, err
	}
	k.rev, k.at = rev, time.Now()
	return k, nil
}

// fill reads the persons and sources. The caller holds k.mu.
func (k *catalog) fill(ctx context.Context, b *bot, collection string) (err error) {
	if k.persons, err = b.o.Library.People(ctx, collection); err != nil {
		return err
	}
	k.persons = slices.Clone(k.persons)
	slices.SortStableFunc(k.persons, func(x, y retrieval.Person) int { return cmp.Compare(y.Quotes, x.Quotes) })
	k.folded = k.folded[:0]
	for _, p := range k.persons {
		spellings := []string{french.Fold(p.Name)}
		for _, s := range p.Spellings {
			spellings = append(spellings, french.Fold(s.Text))
		}
		k.folded = append(k.folded, spellings)
	}
	lines, _, err := b.o.Store.Articles(ctx, collection, store.Filter{}, store.Page{})
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, l := range lines {
		counts[l.Article.Source]++
	}
	delete(counts, "")
	k.origins = k.origins[:0]
	for source := range counts {
		k.origins = append(k.origins, source)
	}
	slices.SortFunc(k.origins, func(x, y string) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
	return nil
}

// people returns the persons of a collection, most quoted first.
func (c *catalogs) people(ctx context.Context, b *bot, collection string) ([]retrieval.Person, error) {
	k, err := c.of(ctx, b, collection)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.persons), nil
}

// sources returns the sources of a collection, most frequent first.
func (c *catalogs) sources(ctx context.Context, b *bot, collection string) ([]string, error) {
	k, err := c.of(ctx, b, collection)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.origins), nil
}

// suggest completes the option that is being typed.
func (b *bot) suggest(ctx context.Context, r *request) (outcome, error) {
	if r.GuildID == "" {
		id, err := b.o.Store.Choice(ctx, r.person)
		if err != nil {
			return outcome{}, err
		}
		if ok, err := b.shares(ctx, id, r.person); !ok || err != nil {
			return outcome{suggest: []suggestion{}}, err
		}
		r.collection = id
	}
	for _, o := range r.ApplicationCommandData().Options {
		if o.Focused {
			found, err := b.suggestions(ctx, r.collection, o.Name, r.options().text(o.Name))
			return outcome{suggest: offered(found)}, err
		}
	}
	return outcome{suggest: []suggestion{}}, nil
}

// suggestions returns what an option can be, given what is typed of it.
func (b *bot) suggestions(ctx context.Context, collection, option, typed string) ([]string, error) {
	switch option {
	case "titre":
		lines, _, err := b.o.Store.Articles(ctx, collection, store.Filter{Text: typed}, store.Page{Limit: maxSuggestions})
		var titles []string
		for _, l := range lines {
			titles = append(titles, strings.TrimSuffix(phrase.Cut(l.Article.Title, maxTitleWords), "…"))
		}
		return titles, err
	case "source":
		sources, err := b.catalogs.sources(ctx, b, collection)
		return filtered(sources, typed), err
	}
	k, err := b.catalogs.of(ctx, b, collection)
	if err != nil {
		return nil, err
	}
	return k.named(typed), nil
}

// filtered returns the texts that have the typed letters, those that begin with them first.
func filtered(all []string, typed string) []string {
	want := french.Fold(strings.TrimSpace(typed))
	var first, rest []string
	for _, s := range all {
		switch folded := french.Fold(s); {
		case strings.HasPrefix(folded, want):
			first = append(first, s)
		case strings.Contains(folded, want):
			rest = append(rest, s)
		}
	}
	return append(first, rest...)
}

// named returns the persons of whom a spelling has the typed letters at the beginning of a word, most quoted first.
func (k *catalog) named(typed string) []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	want := french.Fold(strings.TrimSpace(typed))
	var found []string
	for i, p := range k.persons {
		for _, s := range k.folded[i] {
			if strings.HasPrefix(s, want) || strings.Contains(s, " "+want) || strings.Contains(s, "-"+want) {
				found = append(found, p.Name)
				break
			}
		}
		if len(found) == maxSuggestions {
			break
		}
	}
	return found
}

// offered makes suggestions of texts, within Discord's limits and without repeats.
func offered(texts []string) []suggestion {
	list := []suggestion{}
	seen := map[string]bool{}
	for _, s := range texts {
		if s == "" || seen[s] || len([]rune(s)) > maxSuggestion {
			continue
		}
		seen[s] = true
		if list = append(list, suggestion{s, s}); len(list) == maxSuggestions {
			break
		}
	}
	return list
}
