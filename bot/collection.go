package bot

import (
	"context"
	"strconv"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// leaf is one screen of /collection.
type leaf struct {
	name  string // in the panel and in the select
	label string
	count int // what waits or is there; below 0 is not shown
	draw  func(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error)
}

// Values of a panel of /collection.
const (
	panelLeaf = "leaf" // name of the screen shown
	panelPage = "page" // its page, from 0
)

// listPresses is the table of the buttons and selects on several screens of /collection, or on that of its articles.
func (b *bot) listPresses() map[string]panelPress {
	return map[string]panelPress{
		"list-leaf":    b.chooseLeaf,
		"list-turn":    b.turnLeaf,
		"list-back":    b.back,
		"list-find":    b.findArticles,
		"list-found":   b.foundArticles,
		"list-source":  b.chooseSource,
		"list-removed": b.showRemoved,
	}
}

// leaves is the table of the screens of /collection, in the order of the select.
func (b *bot) leaves(ctx context.Context, collection string) ([]leaf, error) {
	c, err := b.o.Store.Counts(ctx, collection)
	if err != nil {
		return nil, err
	}
	matters, err := b.o.Desk.Matters(ctx, collection)
	if err != nil {
		return nil, err
	}
	names, err := b.o.Store.Names(ctx, collection)
	if err != nil {
		return nil, err
	}
	drafts, err := b.o.Store.CountDrafts(ctx, collection)
	if err != nil {
		return nil, err
	}
	feeds, err := b.o.Desk.Feeds(ctx, collection)
	if err != nil {
		return nil, err
	}
	return []leaf{
		{"matters", "À traiter", len(matters), b.mattersLeaf},
		{"drafts", "Brouillons", drafts, b.draftsLeaf},
		{"articles", "Articles", c.Visible, b.articlesLeaf},
		{"feeds", "Flux", len(feeds), b.feedsLeaf},
		{"names", "Noms", len(names), b.namesLeaf},
		{"journal", "Journal", -1, b.journalLeaf},
		{"backup", "Sauvegarde", -1, b.backupLeaf},
	}, nil
}

// collectionCommand answers /collection: a panel, on what waits for a moderator where something does, else on the articles.
func (b *bot) collectionCommand(ctx context.Context, r *request) (outcome, error) {
	p := b.newPanel(r)
	p.put(panelBack, "list-back")
	if file, given := r.attachment("fichier"); given {
		return b.askImport(ctx, r, p, file)
	}
	matters, err := b.o.Desk.Matters(ctx, r.GuildID)
	if err != nil {
		return outcome{}, err
	}
	if p.put(panelLeaf, "matters"); len(matters) == 0 {
		p.put(panelLeaf, "articles")
	}
	m, err := b.collectionPanel(ctx, r, p, "")
	return show(m.Private()), err
}

// chooseLeaf shows another screen.
func (b *bot) chooseLeaf(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	p.put(panelLeaf, oneValue(r))
	return b.turnLeaf(ctx, r, p, 0)
}

// turnLeaf shows another page of the screen.
func (b *bot) turnLeaf(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	p.put(panelPage, strconv.Itoa(page))
	return b.redraw(ctx, r, p, "")
}

// redraw shows the screen of /collection on which the panel is as it stands now, under a sentence about what was just done ("" for none).
func (b *bot) redraw(ctx context.Context, r *request, p *panel, note string) (outcome, error) {
	m, err := b.collectionPanel(ctx, r, p, note)
	return change(m), err
}

// collectionPanel draws the panel of /collection.
func (b *bot) collectionPanel(ctx context.Context, r *request, p *panel, note string) (reply.Message, error) {
	all, err := b.leaves(ctx, r.GuildID)
	if err != nil {
		return reply.Message{}, err
	}
	now := all[0]
	var options []reply.Option
	for _, l := range all {
		if l.name == p.get(panelLeaf) {
			now = l
		}
	}
	for _, l := range all {
		label := l.label
		if l.count >= 0 {
			label += " (" + phrase.Number(l.count) + ")"
		}
		options = append(options, reply.Option{Label: label, Value: l.name, Default: l.name == now.name})
	}
	page, _ := strconv.Atoi(p.get(panelPage)) // "" is the first
	parts, err := now.draw(ctx, r, p, page)
	if err != nil {
		return reply.Message{}, err
	}
	choice := reply.Select(reply.CustomID("list-leaf", p.key, 0), phrase.Fine("Que veux-tu voir ?"), options...)
	return reply.Panel(b.collectionTitle(r.GuildID), note, &choice, parts...), nil
}

// collectionTitle names a server's collection.
func (b *bot) collectionTitle(guild string) string {
	name, ok := b.places.name(guild)
	if !ok {
		return "La collection de ce serveur"
	}
	return phrase.Say("Collection %s", phrase.Of(phrase.Cut(name, 100)))
}

// pages returns how many pages a list takes, and the page to show when asked for one, which may be past the end.
func pages(total, size, asked int) (page, count int) {
	count = max((total+size-1)/size, 1)
	return max(0, min(asked, count-1)), count
}

// pageOf returns the part of a list that a page shows.
func pageOf[T any](all []T, size, page int) []T {
	return all[min(page*size, len(all)):min((page+1)*size, len(all))]
}

// leafPager is the pager of a screen of /collection.
func leafPager(p *panel, page, count int) []reply.Component {
	return reply.Pager(page, count, func(to int) string { return reply.CustomID("list-turn", p.key, to) })
}

// back returns to the screen of /collection on which the panel was.
func (b *bot) back(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	return b.redraw(ctx, r, p, "")
}

// sure asks once more before yes is pressed, with a way back to the screen.
func (b *bot) sure(r *request, p *panel, text string, yes reply.Component) outcome {
	no := reply.Button("Non, revenir", reply.CustomID("list-back", p.key, 0))
	return change(reply.Panel(b.collectionTitle(r.GuildID), "", nil, reply.Text(text), reply.Row(yes, no)))
}
