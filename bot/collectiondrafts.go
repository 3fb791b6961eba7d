package bot

import (
	"context"
	"errors"
	"slices"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

// draftsPage is how many drafts are on a page of the screen « Brouillons ».
const draftsPage = 10

// draftsLeaf draws the screen of the drafts: a page of them, the last first, and a choice of one to open.
func (b *bot) draftsLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	drafts, total, err := b.o.Desk.Drafts(ctx, r.GuildID, store.Page{Offset: page * draftsPage, Limit: draftsPage})
	if err != nil {
		return nil, err
	}
	if len(drafts) == 0 && page > 0 {
		return b.draftsLeaf(ctx, r, p, max(total-1, 0)/draftsPage) // the page is gone
	}
	if total == 0 {
		return []reply.Component{reply.Text(phrase.Say("Aucun brouillon n'attend. %s en commence un.", b.command.mention(r.GuildID, "ajouter")))}, nil
	}
	lines := []string{phrase.Say("**%s sept jours**", phrase.Count(total, "brouillon, gardé", "brouillons, gardés"))}
	var options []reply.Option
	var keys []string
	for _, d := range drafts {
		lines = append(lines, draftLine(d))
		h := draftHeading(d)
		options = append(options, reply.Option{Label: phrase.ShortTitle(h, 100), Value: d.Key, Description: phrase.Cut(phrase.Origin(h), 100)})
		keys = append(keys, d.Key)
	}
	p.put(aboutNext, strings.Join(keys, " "))
	parts := []reply.Component{reply.Text(strings.Join(lines, "\n")), reply.Select(reply.CustomID("add-open", p.key, 0), "Ouvrir un brouillon", options...)}
	page, count := pages(total, draftsPage, page)
	return append(parts, leafPager(p, page, count)...), nil
}

// draftLine says in a line what a draft is, whose, and until when it is kept.
func draftLine(d desk.Draft) string {
	h, from := draftHeading(d), phrase.Fine("d'un flux")
	if d.By != "" {
		from = "de <@" + d.By + ">"
	}
	entry := reply.Entry{Title: h.Title, Opening: h.Opening, Source: h.Source, URL: h.URL, Date: h.Date}
	return entry.Line() + " · " + from + ", " + phrase.Say("effacé %s", timestamp(d.At.Add(store.KeepDraft), 'R'))
}

// openDraft shows the draft that was chosen; those that follow it on the page wait their turn.
func (b *bot) openDraft(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	key, keys := oneValue(r), strings.Fields(p.get(aboutNext))
	if i := slices.Index(keys, key); i >= 0 {
		p.put(aboutNext, strings.Join(keys[i+1:], " "))
	}
	d, err := b.o.Desk.Draft(ctx, r.GuildID, key)
	if errors.Is(err, store.ErrNoDraft) {
		return b.redraw(ctx, r, p, phrase.Fine(draftGone))
	}
	if err != nil {
		return outcome{}, err
	}
	return b.draftScreen(ctx, r, p, d)
}

// backToDrafts shows the list of the drafts again.
func (b *bot) backToDrafts(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	p.put(panelLeaf, "drafts")
	return b.turnLeaf(ctx, r, p, page)
}
