package bot

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

// dataCommand answers /mes-donnees: what is kept of the person, and a way to erase it.
func (b *bot) dataCommand(ctx context.Context, r *request) (outcome, error) {
	held, err := b.o.Store.Held(ctx, r.person)
	if err != nil {
		return outcome{}, err
	}
	handed, err := b.o.Store.HandedOver(ctx, r.person)
	if err != nil {
		return outcome{}, err
	}
	lines := []string{"**" + phrase.Fine("Ce que je garde de toi") + "**"}
	if held.Answers > 0 {
		lines = append(lines, "- "+phrase.Say("%s, pour que leurs boutons marchent : quels extraits, quand, où ; pas ta question. Elles s'effacent après trente jours.",
			phrase.Count(held.Answers, "réponse que je t’ai donnée", "réponses que je t’ai données")))
	}
	if held.Drafts > 0 {
		lines = append(lines, "- "+phrase.Count(held.Drafts, "brouillon d’article", "brouillons d’articles"))
	}
	lines = append(lines, handedLines(handed)...)
	if name, ok := b.places.name(held.Choice); ok {
		lines = append(lines, "- "+phrase.Say("Le serveur où je cherche quand tu m'écris en privé : %s", reply.Inline(name)))
	}
	if held.Acts > 0 {
		lines = append(lines, "- "+phrase.Say("%s en tant que modérateur ; l'effacement en ôte ton identifiant, pas les articles.",
			phrase.Count(held.Acts, "action", "actions")))
	}
	if len(lines) == 1 {
		lines = append(lines, phrase.Fine("Rien."))
	}
	lines = append(lines, "-# "+phrase.Fine("Les modérateurs ne voient pas ton nom sur ce que tu leur transmets. Tes autres questions ne sont écrites nulle part ; je les oublie au bout de trente minutes."))
	if b.o.Contact != "" {
		lines = append(lines, "-# "+phrase.Fine("À qui écrire au sujet de tes données : ")+reply.Inline(b.o.Contact))
	}
	m := reply.Note(strings.Join(lines, "\n"))
	if held.Answers+held.Drafts+held.Acts+len(handed) > 0 || held.Choice != "" {
		m = m.With(reply.Row(reply.DangerButton("Effacer mes données", reply.CustomID("erase", r.person, 0))))
	}
	return show(m.Private()), nil
}

// shownHanded is how many of the things handed over are listed word for word.
const shownHanded = 10

// handedLines lists what the person handed to moderators.
func handedLines(handed []store.Task) []string {
	if len(handed) == 0 {
		return nil
	}
	lines := []string{"- " + phrase.Say("%s aux modérateurs :", phrase.Count(len(handed), "message que tu as transmis", "messages que tu as transmis"))}
	for _, t := range handed[:min(len(handed), shownHanded)] {
		lines = append(lines, "  - "+reply.Inline(phrase.Cut(t.Text, 120)))
	}
	return lines
}

// eraseData asks once more, then erases everything that is kept of the person, public answers included.
func (b *bot) eraseData(ctx context.Context, r *request, key string, page int) (outcome, error) {
	if key != r.person {
		return say(notYours), nil
	}
	if page == 0 {
		sure := reply.Note(phrase.Fine("Tes réponses, y compris celles que d'autres voient, et tes choix seront effacés. C'est définitif.")).
			With(reply.Row(reply.DangerButton("Oui, tout effacer", reply.CustomID("erase", r.person, 1))))
		return change(sure), nil
	}
	answers, err := b.forget(ctx, r.person)
	if err != nil {
		return outcome{}, err
	}
	left := 0
	for _, a := range answers {
		b.talks.forget(a.Key)
		if a.Message == "" {
			continue
		}
		if err := b.api.remove(ctx, a.Channel, a.Message); err != nil {
			left++
			b.log.Warn("a public answer cannot be deleted", "server", a.Collection, "cause", err)
		}
	}
	b.talks.forgetPerson(r.person)
	text := phrase.Fine("C'est effacé.")
	if left > 0 {
		text += " " + phrase.Say("Je n'ai pas le droit de supprimer %s : demande-le aux modérateurs.", phrase.Count(left, "message public", "messages publics"))
	}
	return change(reply.Note(text)), nil
}

// forget erases what the store has of a person and returns the answers that it had, whose messages are to be deleted.
func (b *bot) forget(ctx context.Context, person string) ([]store.Answer, error) {
	b.erasing.Lock() // an answer on its way is either in the list, or finds its record gone
	defer b.erasing.Unlock()
	answers, err := b.o.Store.AnswersOf(ctx, person)
	if err != nil {
		return nil, err
	}
	return answers, b.o.Store.ErasePerson(ctx, person)
}
