package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

// removeArticle hides the article.
func (b *bot) removeArticle(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	err := b.o.Desk.Remove(ctx, r.GuildID, r.person, p.get(panelArticle))
	if err != nil && !absent(err) {
		return outcome{}, err
	}
	return b.articleHome(ctx, r, p, "")
}

// restoreArticle shows the article again.
func (b *bot) restoreArticle(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	err := b.o.Desk.Restore(ctx, r.GuildID, r.person, p.get(panelArticle))
	if err != nil && !absent(err) {
		return outcome{}, err
	}
	return b.articleHome(ctx, r, p, phrase.Fine("Il est revenu : on le trouve de nouveau."))
}

// eraseWord is what one types to erase an article for good.
const eraseWord = "EFFACER"

// askErase explains what erasing is.
func (b *bot) askErase(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	id := p.get(panelArticle)
	citing, err := b.o.Store.AnswersCiting(ctx, r.GuildID, id)
	if err != nil {
		return outcome{}, err
	}
	lines := []string{
		phrase.Fine("- Son texte, toutes ses versions, ses brouillons, ce que vous avez dit de ses citations et ce que des membres en ont signalé sont détruits."),
		"- " + citingText(len(public(citing))),
		phrase.Fine("- Rien ne le fait revenir : ni un flux, ni un import, ni une sauvegarde. On peut seulement l'ajouter à nouveau, exprès."),
		phrase.Fine("- Le journal garde « Article n° … effacé », sans titre ni texte."),
		"-# " + phrase.Fine("Pour le cacher seulement, et pouvoir revenir : Retirer."),
	}
	row := reply.Row(reply.DangerButton("Effacer définitivement…", reply.CustomID("art-sure", p.key, 0)), reply.Button("Ne rien effacer", reply.CustomID("article", p.key, 0)))
	title := phrase.Say("Effacer définitivement l'article n° %s ?", phrase.Cut(id, 60))
	return onScreenOf(r, reply.Panel(title, "", nil, reply.Text(strings.Join(lines, "\n")), row)), nil
}

// citingText says what becomes of the messages that cite an article.
func citingText(n int) string {
	if n == 0 {
		return "Aucun de mes messages publics ne le cite."
	}
	return phrase.Say("Je supprime %s.", phrase.Count(n, "message public qui le cite", "messages publics qui le citent"))
}

// public returns the answers that stand where the bot can delete them.
func public(answers []store.Answer) []store.Answer {
	var out []store.Answer
	for _, a := range answers {
		if a.Channel != "" && a.Message != "" {
			out = append(out, a)
		}
	}
	return out
}

// sureErase asks for the word that erases.
func (b *bot) sureErase(_ context.Context, _ *request, p *panel, _ int) (outcome, error) {
	return open(reply.Form(reply.CustomID("art-erased", p.key, 0), "Effacer définitivement",
		reply.Line("sure", phrase.Say("Écris %s pour confirmer", eraseWord), "", 20, true))), nil
}

// eraseArticle erases the article for good, then takes the bot's own messages that cite it away.
func (b *bot) eraseArticle(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	if !strings.EqualFold(strings.TrimSpace(formText(r, "sure")), eraseWord) {
		return b.articleHome(ctx, r, p, phrase.Say("Rien n'est effacé : il fallait écrire %s.", eraseWord))
	}
	id := p.get(panelArticle)
	citing, err := b.eraseWithAnswers(ctx, r, id)
	if errors.Is(err, store.ErrNotFound) {
		return b.articleHome(ctx, r, p, "")
	}
	if err != nil {
		return outcome{}, err
	}
	title := phrase.Say("Article n° %s effacé", phrase.Cut(id, 60))
	now := phrase.Fine("Plus personne ne le trouve.")
	if len(citing) > 0 {
		now += " " + phrase.Say("Je supprime %s…", phrase.Count(len(citing), "message qui le cite", "messages qui le citent"))
	}
	o := onScreenOf(r, reply.Panel(title, "", nil, reply.Text(now)))
	o.after = func(context.Context) error {
		b.spawn("erase", func(ctx context.Context) { b.finishErasing(ctx, r, title, citing) })
		return nil
	}
	return o, nil
}

// eraseWithAnswers erases an article and returns the answers whose messages are to be deleted. One that is on its way is either among
// them, or finds the article gone once it has arrived (sentAnswer).
func (b *bot) eraseWithAnswers(ctx context.Context, r *request, id string) ([]store.Answer, error) {
	if err := b.o.Desk.Erase(ctx, r.GuildID, r.person, id); err != nil {
		return nil, err
	}
	answers, err := b.o.Store.AnswersCiting(ctx, r.GuildID, id)
	for _, a := range answers {
		b.talks.forget(a.Key)
	}
	return public(answers), err
}

// eraseLimit is how long the deleting of messages and the making of the index anew may take: the panel can be changed for so long.
const eraseLimit = 13 * time.Minute

// finishErasing deletes the messages, waits until the words have left every file, and says on the panel what came of it.
func (b *bot) finishErasing(ctx context.Context, r *request, title string, citing []store.Answer) {
	ctx, cancel := context.WithTimeout(ctx, eraseLimit)
	defer cancel()
	var left []store.Answer
	for _, a := range citing {
		if err := b.api.remove(ctx, a.Channel, a.Message); err != nil {
			b.log.Warn("a message that cites an erased article cannot be deleted", "server", r.GuildID, "cause", err)
			left = append(left, a)
		}
	}
	settled := b.o.Desk.Settle(ctx, r.GuildID)
	if settled != nil {
		b.log.Error("erased words are still in a file", "server", r.GuildID, "cause", settled)
	}
	m := reply.Panel(title, "", nil, reply.Text(erasedText(r.GuildID, len(citing)-len(left), left, settled == nil)))
	if _, err := b.api.finish(ctx, r.Interaction, m); err != nil {
		b.log.Warn("an answer did not arrive", "kind", "erase", "server", r.GuildID, "cause", err)
	}
}

// erasedText says what became of an erasure.
func erasedText(guild string, deleted int, left []store.Answer, settled bool) string {
	lines := []string{phrase.Fine("Ses mots ne sont plus dans aucun de mes fichiers, sauvegardes comprises.")}
	if !settled {
		lines = []string{phrase.Fine("Plus personne ne le trouve. Ses mots quitteront mes derniers fichiers dès qu'ils auront pu être récrits.")}
	}
	if deleted > 0 {
		lines = append(lines, phrase.Capital(phrase.Count(deleted, "message qui le citait est supprimé", "messages qui le citaient sont supprimés"))+".")
	}
	if len(left) > 0 {
		lines = append(lines, phrase.Say("Je ne peux plus supprimer %s :", phrase.Count(len(left), "message", "messages")))
		for i, a := range left {
			if i == 10 {
				lines = append(lines, "- "+phrase.Say("et %s", phrase.Count(len(left)-i, "autre", "autres")))
				break
			}
			lines = append(lines, "- https://discord.com/channels/"+guild+"/"+a.Channel+"/"+a.Message)
		}
	}
	lines = append(lines, "-# "+phrase.Fine("Les réponses privées encore à l'écran de membres disparaissent quand ils les ferment ; leurs boutons ne montrent plus rien de l'article."))
	return strings.Join(lines, "\n")
}
