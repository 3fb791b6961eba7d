package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

const (
	articlesPage  = 10 // articles on a page of /articles
	maxTitleWords = 60 // characters of the option titre: it travels in the custom_id of the arrows
)

// articlesCommand answers /articles.
func (b *bot) articlesCommand(ctx context.Context, r *request) (outcome, error) {
	_, refusal, err := b.settle(ctx, r, "")
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	o := r.options()
	m, err := b.articles(ctx, r.collection, store.Filter{Text: o.text("titre"), Source: o.text("source")}, 0)
	if err != nil || r.GuildID == "" {
		return show(m), err
	}
	return show(m.Private()), nil
}

// articles draws one page of a list of articles.
func (b *bot) articles(ctx context.Context, collection string, f store.Filter, page int) (reply.Message, error) {
	lines, total, err := b.o.Store.Articles(ctx, collection, f, store.Page{Offset: page * articlesPage, Limit: articlesPage})
	if err != nil {
		return reply.Message{}, err
	}
	if total == 0 && f == (store.Filter{}) {
		return b.emptyCollection(collection), nil
	}
	var entries []reply.Entry
	for _, l := range lines {
		entries = append(entries, entryOf(l))
	}
	key := filterKey(f)
	return reply.Articles(articlesHeader(f, total), entries, page*articlesPage, total, articlesPage,
		reply.CustomID("articles", key, max(page-1, 0)), reply.CustomID("articles", key, page+1)), nil
}

// entryOf is an article of the store as a list shows it.
func entryOf(l store.Line) reply.Entry {
	return reply.Entry{Title: l.Article.Title, Opening: l.Opening, Source: l.Article.Source, URL: l.Article.URL, Date: l.Article.Date}
}

func articlesHeader(f store.Filter, total int) string {
	text := phrase.Articles(total)
	if f.Removed {
		text = phrase.Count(total, "article retiré", "articles retirés")
	}
	if rest, none := strings.CutPrefix(text, "0"+phrase.NoBreak); none {
		text = "Aucun " + rest
	}
	if f.Text != "" {
		text += phrase.Say(" dont le titre, la source ou l'auteur contient %s", phrase.Quoted(f.Text))
	}
	if f.Source != "" {
		text += phrase.Say(" de %s", phrase.Cut(f.Source, 80))
	}
	return "**" + reply.Inline(text) + "**"
}

// filterKey writes a filter so that it fits into a custom_id: the words as they are, the source as a hash.
func filterKey(f store.Filter) string {
	words := strings.NewReplacer(":", "\u2236", "|", "\u2223").Replace(f.Text)
	return words + "|" + sourceHash(f.Source)
}

// readFilter reads what filterKey wrote; sources are those of the collection.
func readFilter(key string, sources []string) (f store.Filter, ok bool) {
	words, hash, ok := strings.Cut(key, "|")
	f.Text = strings.NewReplacer("\u2236", ":", "\u2223", "|").Replace(words)
	if hash == "" {
		return f, ok
	}
	for _, s := range sources {
		if sourceHash(s) == hash {
			f.Source = s
			return f, ok
		}
	}
	return f, false
}

func sourceHash(source string) string {
	if source == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(source))
	return hex.EncodeToString(sum[:4])
}

// turnArticles shows another page of a list of articles.
func (b *bot) turnArticles(ctx context.Context, r *request, key string, page int) (outcome, error) {
	_, refusal, err := b.settle(ctx, r, "")
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	var f store.Filter
	ok := false
	err = b.catalogs.with(ctx, r.collection, func(k *catalog) { f, ok = readFilter(key, k.sources()) })
	if err != nil {
		return outcome{}, err
	}
	if !ok || page > 1_000_000 {
		return b.gone(r), nil
	}
	m, err := b.articles(ctx, r.collection, f, page)
	return change(m), err
}
