package bot

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/retrieval/french"
)

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
func (b *bot) suggestions(ctx context.Context, collection, option, typed string) (found []string, err error) {
	switch option {
	case "titre":
		err = b.catalogs.with(ctx, collection, func(k *catalog) {
			for _, title := range k.titles(typed, maxSuggestions) {
				found = append(found, strings.TrimSuffix(phrase.Cut(title, maxTitleWords), "…"))
			}
		})
	case "source":
		err = b.catalogs.with(ctx, collection, func(k *catalog) { found = filtered(k.sources(), typed) })
	default:
		found, err = b.o.Library.Complete(ctx, collection, typed, maxSuggestions)
	}
	return found, err
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
