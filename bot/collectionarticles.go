package bot

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
	"propos/retrieval"
)

// Values of a panel that filter the articles.
const (
	panelWords   = "words"
	panelSource  = "source"
	panelRemoved = "removed" // not "": the removed articles instead of the visible
)

// articlesFilter reads the filter of a panel.
func articlesFilter(p *panel) store.Filter {
	return store.Filter{Text: p.get(panelWords), Source: p.get(panelSource), Removed: p.get(panelRemoved) != ""}
}

// articlesLeaf draws the screen of the articles: a page of them, a select that opens one, and ways to find others.
func (b *bot) articlesLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	f := articlesFilter(p)
	lines, total, err := b.o.Store.Articles(ctx, r.GuildID, f, store.Page{Offset: page * articlesPage, Limit: articlesPage})
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 && page > 0 {
		return b.articlesLeaf(ctx, r, p, max(total-1, 0)/articlesPage) // the page is gone
	}
	parts := []reply.Component{reply.Text(b.articlesText(r.GuildID, f, total, lines))}
	if len(lines) > 0 {
		parts = append(parts, reply.Select(reply.CustomID("article", p.key, 0), "Ouvrir un article", articleOptions(lines)...))
	}
	err = b.catalogs.with(ctx, r.GuildID, func(k *catalog) {
		if sources := k.sources(); len(sources) > 1 || f.Source != "" {
			parts = append(parts, reply.Select(reply.CustomID("list-source", p.key, 0), "Toutes les sources", sourceOptions(sources, f.Source)...))
		}
	})
	page, count := pages(total, articlesPage, page)
	return append(append(parts, leafPager(p, page, count)...), articlesRow(p, f)), err
}

// articlesText lists a page of articles.
func (b *bot) articlesText(guild string, f store.Filter, total int, lines []store.Line) string {
	text := []string{articlesHeader(f, total)}
	for _, l := range lines {
		line := entryOf(l).Line()
		if f.Removed {
			line += " · " + phrase.Say("effacé %s", timestamp(l.Changed.Add(store.KeepRemoved), 'R'))
		}
		text = append(text, line)
	}
	if total == 0 && f == (store.Filter{}) {
		text = []string{phrase.Say("Il n'y a encore aucun article. Ajoutes-en avec %s.", b.command.mention(guild, "ajouter"))}
	}
	return strings.Join(text, "\n")
}

// articleOptions are the articles of a page, to open one.
func articleOptions(lines []store.Line) []reply.Option {
	var options []reply.Option
	for _, l := range lines {
		h := retrieval.Heading{Title: l.Article.Title, Opening: l.Opening, Source: l.Article.Source, Date: l.Article.Date, URL: l.Article.URL}
		options = append(options, reply.Option{Label: phrase.Title(h), Value: articleKey(l.Article.ID), Description: phrase.Origin(h)})
	}
	return options
}

// sourceOptions are the most frequent sources, after the choice of all; the present one is among them.
func sourceOptions(sources []string, present string) []reply.Option {
	options := []reply.Option{{Label: "Toutes les sources", Value: "-", Default: present == ""}}
	if len(sources) > reply.MaxOptions-1 {
		sources = append(sources[:reply.MaxOptions-2:reply.MaxOptions-2], present)
	}
	seen := map[string]bool{"": true}
	for _, s := range sources {
		if !seen[s] {
			options = append(options, reply.Option{Label: s, Value: sourceHash(s), Default: s == present})
		}
		seen[s] = true
	}
	return options
}

// articlesRow is the row of buttons below the articles.
func articlesRow(p *panel, f store.Filter) reply.Component {
	buttons := []reply.Component{reply.Button("Chercher un titre", reply.CustomID("list-find", p.key, 0))}
	if f.Removed {
		buttons = append(buttons, reply.Button("Articles visibles", reply.CustomID("list-removed", p.key, 0)))
	} else {
		buttons = append(buttons, reply.Button("Articles retirés", reply.CustomID("list-removed", p.key, 1)))
	}
	if f.Text != "" || f.Source != "" {
		buttons = append(buttons, reply.Button("Tout montrer", reply.CustomID("list-found", p.key, 0)))
	}
	return reply.Row(buttons...)
}

// findArticles opens the form of the words to look for in titles.
func (b *bot) findArticles(_ context.Context, _ *request, p *panel, _ int) (outcome, error) {
	return open(reply.Form(reply.CustomID("list-found", p.key, 0), "Chercher un article",
		reply.Line("words", phrase.Fine("Mots du titre, de la source, de l'auteur"), p.get(panelWords), 100, false))), nil
}

// foundArticles shows the articles that have the words of the form; without a form, all.
func (b *bot) foundArticles(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	p.put(panelWords, strings.TrimSpace(formText(r, "words")))
	p.put(panelSource, "")
	return b.turnLeaf(ctx, r, p, 0)
}

// chooseSource shows the articles of one source, or of all.
func (b *bot) chooseSource(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	chosen, source := oneValue(r), ""
	err := b.catalogs.with(ctx, r.GuildID, func(k *catalog) {
		for _, s := range k.sources() {
			if sourceHash(s) == chosen {
				source = s
			}
		}
	})
	if err != nil {
		return outcome{}, err
	}
	p.put(panelSource, source)
	return b.turnLeaf(ctx, r, p, 0)
}

// showRemoved shows the articles that can still come back (page 1), or those that are there (0).
func (b *bot) showRemoved(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	p.put(panelRemoved, map[bool]string{true: "1"}[page == 1])
	return b.turnLeaf(ctx, r, p, 0)
}
