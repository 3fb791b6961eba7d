package bot

import (
	"context"
	"errors"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
	"propos/retrieval"
)

// addition is what a panel remembers of the last addition, to take it back.
type addition struct {
	ID              string
	Version, Before int
}

// accept adds the draft on the screen.
func (b *bot) accept(ctx context.Context, r *request, p *panel, d desk.Draft) (outcome, error) {
	if d.Paywall && !d.Article.Partial || !d.Settled() {
		return b.draftScreen(ctx, r, p, d) // a button of an earlier state
	}
	added, err := b.o.Desk.Accept(ctx, r.GuildID, r.person, d.Key)
	var full *desk.QuotaError
	switch {
	case errors.As(err, &full):
		return b.draftScreen(ctx, r, p, d, fullSentence(full))
	case errors.Is(err, store.ErrNoDraft):
		return onScreenOf(r, reply.Note(phrase.Fine(draftGone)).With(b.nextRow(p)...)), nil
	case err != nil:
		return outcome{}, err
	}
	return b.addedScreen(r, p, added)
}

// fullSentence says that a collection is full, and what can be done.
func fullSentence(full *desk.QuotaError) string {
	what := phrase.Articles(full.Articles)
	if full.Articles == 0 {
		what = phrase.Say("%s de textes", phrase.Number(int(full.Bytes>>20))+phrase.NoBreak+"Mo")
	}
	return phrase.Say("La collection est pleine : %s au plus. Efface ce qui ne sert plus, ou demande plus à la personne qui m'héberge.", what)
}

// addedScreen says what became of a draft, and offers to take it back.
func (b *bot) addedScreen(r *request, p *panel, added desk.Added) (outcome, error) {
	if err := p.putJSON(aboutAdded, addition{added.ID, added.Version, added.Before}); err != nil {
		return outcome{}, err
	}
	p.put(panelArticle, added.ID)
	a := added.Article
	title := "*" + reply.Inline(phrase.ShortTitle(retrieval.Heading{Title: a.Title, Opening: opening(a.Body)}, 150)) + "*"
	contents := phrase.Contents(added.Contents.Passages, added.Contents.Quotes)
	text := ""
	switch added.Outcome {
	case store.Added:
		text = phrase.Say("Ajouté à la collection de %s : %s (%s).", b.serverName(r.GuildID), title, contents)
	case store.NewVersion:
		text = phrase.Say("Nouvelle version dans la collection de %s : %s (%s).", b.serverName(r.GuildID), title, contents)
	case store.Erased:
		return onScreenOf(r, reply.Note(phrase.Fine("Cet article a été effacé définitivement : il ne peut pas revenir.")).With(b.nextRow(p)...)), nil
	default:
		return onScreenOf(r, reply.Note(phrase.Say("La collection de %s a déjà cet article : %s.", b.serverName(r.GuildID), title)).With(b.nextRow(p)...)), nil
	}
	buttons := reply.Row(reply.Button(phrase.Fine("Annuler l'ajout"), reply.CustomID("add-unadd", p.key, 0)),
		reply.Button("Corriger", reply.CustomID("art-edit", p.key, 0)))
	return onScreenOf(r, reply.Note(text).With(buttons).With(b.nextRow(p)...)), nil
}

// serverName writes the name of a server in bold.
func (b *bot) serverName(guild string) string {
	name, ok := b.places.name(guild)
	if !ok {
		return "ce serveur"
	}
	return "**" + reply.Inline(name) + "**"
}

// unadd takes the last addition back.
func (b *bot) unadd(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	var last addition
	if !p.getJSON(aboutAdded, &last) {
		return say(unexpected), nil
	}
	err := b.o.Desk.Undo(ctx, r.GuildID, r.person, last.ID, last.Version, last.Before)
	text := phrase.Fine("L'ajout est annulé : l'article est retiré, et peut revenir pendant trente jours.")
	switch {
	case errors.Is(err, desk.ErrChanged), errors.Is(err, store.ErrErased):
		text = phrase.Fine("Quelqu'un a changé cet article depuis : je ne touche plus à rien.")
	case err != nil:
		return outcome{}, err
	case last.Before > 0:
		text = phrase.Fine("L'ajout est annulé : l'article est comme avant.")
	}
	return onScreenOf(r, reply.Note(text).With(b.nextRow(p)...)), nil
}
