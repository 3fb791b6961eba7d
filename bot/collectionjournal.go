package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

// actsPage is how many acts of the journal stand on a page.
const actsPage = 12

// journalLeaf draws the screen of the journal: who did what when, the last first.
func (b *bot) journalLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	acts, err := b.o.Store.Journal(ctx, r.GuildID, store.Page{Offset: page * actsPage, Limit: actsPage + 1})
	if err != nil {
		return nil, err
	}
	more := len(acts) > actsPage
	var lines []string
	for _, a := range acts[:min(len(acts), actsPage)] {
		line, err := b.act(ctx, r.GuildID, a)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		lines = []string{phrase.Fine("Rien n'a encore été fait.")}
	}
	turner := reply.Turner(page, more, func(to int) string { return reply.CustomID("list-turn", p.key, to) })
	return append([]reply.Component{reply.Text(strings.Join(lines, "\n"))}, turner...), nil
}

// act writes one line of the journal.
func (b *bot) act(ctx context.Context, collection string, a store.Act) (string, error) {
	what, err := b.deed(ctx, collection, a)
	line := "- " + timestamp(a.At, 'f') + " · " + what
	if _, person := strconv.ParseUint(a.By, 10, 64); person == nil {
		line += " · <@" + a.By + ">"
	}
	return line, err
}

// deed says what was done: « article ajouté : *titre* », « nom donné : « Pashinyan » ».
func (b *bot) deed(ctx context.Context, collection string, a store.Act) (string, error) {
	d := phrase.Deed{Kind: a.Kind, Subject: a.Subject, Version: a.Version}
	var err error
	if d.OnArticle() {
		d.Article, err = b.actTitle(ctx, collection, a.Subject)
	}
	return d.Sentence(reply.Inline), err
}

// actTitle names an article of the journal; of an erased one only the number is left.
func (b *bot) actTitle(ctx context.Context, collection, id string) (string, error) {
	e, err := b.o.Store.Entry(ctx, collection, id)
	if errors.Is(err, store.ErrErased) || errors.Is(err, store.ErrNotFound) {
		return phrase.Fine("article n° ") + reply.Inline(phrase.Cut(id, 40)), nil
	}
	return "*" + reply.Inline(phrase.ShortTitle(heading(e), 80)) + "*", err
}
