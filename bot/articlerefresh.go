package bot

import (
	"context"
	"errors"
	"slices"
	"sync"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

// fetched keeps the last pages that were fetched again, by the panel that shows them, until they are accepted. A page has up to a
// megabyte of text, so they are few: who comes too late fetches again.
type fetched struct {
	mu    sync.Mutex
	all   map[string]desk.Refreshed
	order []string // keys, oldest first
}

const maxFetched = 16

func newFetched() *fetched { return &fetched{all: map[string]desk.Refreshed{}} }

func (f *fetched) put(key string, r desk.Refreshed) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(key)
	if len(f.order) == maxFetched {
		f.drop(f.order[0])
	}
	f.all[key], f.order = r, append(f.order, key)
}

// take returns what is kept for a panel and forgets it.
func (f *fetched) take(key string) (r desk.Refreshed, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, ok = f.all[key]
	f.drop(key)
	return r, ok
}

// drop forgets what is kept for a panel. The caller holds f.mu.
func (f *fetched) drop(key string) {
	delete(f.all, key)
	f.order = slices.DeleteFunc(f.order, func(k string) bool { return k == key })
}

// What [Accepter] and its neighbours take over, as the page of their custom_id.
const (
	renewAll = iota
	renewText
	renewNothing
)

// fetchArticle fetches the page of the article again and shows what differs.
func (b *bot) fetchArticle(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	found, err := b.o.Desk.Refresh(ctx, r.GuildID, p.get(panelArticle))
	if err != nil {
		return b.fetchFailed(ctx, r, p, err)
	}
	short := ""
	if found.Short {
		short = phrase.Paywall("", found.Words) + " " + phrase.Fine("Je garde donc le texte que j'ai.")
	}
	if found.Same() {
		if short == "" {
			short = phrase.Fine("La page n'a pas changé.")
		}
		return b.articleHome(ctx, r, p, short)
	}
	return b.offerRenewal(r, p, found, phrase.Fine("Ce que la page dit maintenant"), short), nil
}

// offerRenewal shows how what was read differs from the article, and offers to take it over.
func (b *bot) offerRenewal(r *request, p *panel, found desk.Refreshed, title, note string) outcome {
	b.fetched.put(p.key, found)
	id := func(what int) string { return reply.CustomID("art-renew", p.key, what) }
	row := []reply.Component{reply.MainButton("Accepter", id(renewAll))}
	if found.Text && len(found.Fields) > 0 {
		row = append(row, reply.Button("Accepter le texte seul", id(renewText)))
	}
	row = append(row, reply.Button(phrase.Fine("Garder l'ancien"), id(renewNothing)))
	return onScreenOf(r, reply.Panel(title, note, nil, differences(found.Difference), reply.Row(row...)))
}

// takeFile reads the file that came with /article and shows how it differs from the article of the panel.
func (b *bot) takeFile(ctx context.Context, r *request, p *panel, file source) (outcome, error) {
	read, err := b.read(ctx, file)
	switch {
	case err != nil:
		return outcome{}, err
	case read.lot != nil:
		return b.articleHome(ctx, r, p, phrase.Fine("Ce fichier contient plusieurs articles : rien n'est changé."))
	case read.err != nil:
		return b.articleHome(ctx, r, p, phrase.Say("Rien n'est changé. %s", read.why()))
	}
	found, err := b.o.Desk.Compare(ctx, r.GuildID, p.get(panelArticle), read.draft)
	switch {
	case err != nil:
		return b.fetchFailed(ctx, r, p, err)
	case found.Same():
		return b.articleHome(ctx, r, p, phrase.Fine("Ce fichier dit la même chose que l'article."))
	}
	return b.offerRenewal(r, p, found, phrase.Fine("Ce que dit le fichier"), ""), nil
}

// fetchFailed says why the page could not be fetched or read.
func (b *bot) fetchFailed(ctx context.Context, r *request, p *panel, err error) (outcome, error) {
	why, known := phrase.NotArticle(err)
	switch {
	case known:
		return b.articleHome(ctx, r, p, phrase.Say("Je n'ai pas pu actualiser l'article : %s. Il reste tel qu'il est.", reply.Inline(why)))
	case errors.Is(err, desk.ErrNoAddress):
		return b.articleHome(ctx, r, p, phrase.Fine("L'adresse de cet article est inconnue : donne-la par Modifier."))
	case errors.Is(err, store.ErrRemoved), absent(err):
		return b.articleHome(ctx, r, p, "")
	}
	return outcome{}, err
}

// renewArticle takes over what the page says now, or nothing of it.
func (b *bot) renewArticle(ctx context.Context, r *request, p *panel, what int) (outcome, error) {
	found, ok := b.fetched.take(p.key)
	switch {
	case what == renewNothing:
		return b.articleHome(ctx, r, p, phrase.Fine("L'article reste tel qu'il était."))
	case !ok || found.Was.ID != p.get(panelArticle):
		return b.articleHome(ctx, r, p, phrase.Fine("Je n'ai plus ce que j'avais lu : recommence."))
	}
	result, err := b.o.Desk.Renew(ctx, r.GuildID, r.person, found, what == renewAll, true)
	var conflict *store.ConflictError
	switch {
	case errors.As(err, &conflict):
		return b.articleHome(ctx, r, p, phrase.Say("L'article a changé entre-temps (version %s) : rien n'est enregistré. Recommence.", phrase.Number(conflict.Version)))
	case err != nil:
		return b.editFailed(ctx, r, p, err)
	}
	return b.articleHome(ctx, r, p, phrase.Say("Enregistré : c'est la version %s. Ce que vous avez dit de ses citations reste.", phrase.Number(result.Version)))
}
