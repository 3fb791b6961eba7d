package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/retrieval"
)

// maxQuotation is the longest quotation that is checked, in characters.
const maxQuotation = 1000

// verifyCommand answers /verifier.
func (b *bot) verifyCommand(ctx context.Context, r *request) (outcome, error) {
	o := r.options()
	return b.verify(ctx, r, o.text("citation"), o.text("personne"), false)
}

// verify checks a quotation; onMenu puts the verdict in the place of the menu that the quotation was picked from.
func (b *bot) verify(ctx context.Context, r *request, quotation, person string, onMenu bool) (outcome, error) {
	quotation = bare(quotation)
	if words := len(strings.Fields(quotation)); words < 2 {
		return say("Donne-moi une phrase de deux mots au moins."), nil
	}
	if utf8.RuneCountInString(quotation) > maxQuotation {
		return say("La citation est trop longue pour moi : %s au plus.", phrase.Count(maxQuotation, "caractère", "caractères")), nil
	}
	if wait := b.limits.wait(r.GuildID, r.person, time.Now()); wait > 0 {
		return slowDown(wait), nil
	}
	_, refusal, err := b.settle(ctx, r, "")
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	verdict, err := b.o.Library.Verify(ctx, r.collection, quotation, person)
	if err != nil {
		return outcome{}, err
	}
	if verdict.Citation != nil && len(b.verbatim(ctx, r.collection, []retrieval.Citation{*verdict.Citation})) == 0 {
		return outcome{}, fmt.Errorf("the words that a verdict shows are not in article %s", verdict.Citation.Article.ID)
	}
	v := reply.View{Shared: !r.private || r.GuildID == "", Labels: b.labels(ctx, r.collection)}
	if verdict.Citation != nil {
		rec := newRecord(ofVerdict, r.collection, r.person, []retrieval.Citation{*verdict.Citation})
		v.Note = b.keepIfPossible(ctx, &rec)
		v.Key = rec.Key
	}
	m := reply.Verdict(quotation, verdict, v)
	if onMenu {
		return change(m), nil
	}
	return b.sending(r, answered{m, v.Key}), nil
}

// bare takes the quotation marks off the ends of a quotation.
func bare(s string) string { return strings.Trim(s, " \u00a0\u202f\n\t«»“”\"") }

// quotations returns what stands between quotation marks in a text, two words at least; when nothing does, the text itself.
func quotations(text string) []string {
	closing := map[rune]rune{'«': '»', '“': '”', '"': '"'}
	var found []string
	start, want := 0, rune(0)
	for i, r := range text {
		switch {
		case want != 0 && r == want:
			if inner := bare(text[start:i]); len(strings.Fields(inner)) >= 2 {
				found = append(found, inner)
			}
			want = 0
		case want == 0 && closing[r] != 0:
			start, want = i+utf8.RuneLen(r), closing[r]
		}
	}
	if len(found) == 0 && bare(text) != "" {
		return []string{bare(text)}
	}
	return found
}

// target returns what the message of a message command says.
func target(r *request) string {
	data := r.ApplicationCommandData()
	if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
		return ""
	}
	return said(data.Resolved.Messages[data.TargetID])
}

// verifyMessage answers « Vérifier la citation »: the one quotation of the message, or a choice of several.
func (b *bot) verifyMessage(ctx context.Context, r *request) (outcome, error) {
	found := quotations(target(r))
	switch len(found) {
	case 0:
		return say("Ce message n'a pas de texte que je puisse vérifier."), nil
	case 1:
		return b.verify(ctx, r, found[0], "", false)
	}
	key := strings.ToLower(rand.Text())
	var list []reply.Option
	for i, q := range found {
		if i < 25 {
			list = append(list, reply.Option{Label: phrase.Cut(q, 100), Value: strconv.Itoa(i)})
		}
	}
	b.waiting.put(key, strings.Join(found, "\x00"))
	m := reply.Note(phrase.Say("Ce message contient %s. Laquelle dois-je vérifier ?", phrase.Count(len(found), "citation", "citations"))).
		With(reply.Select(reply.CustomID("verify", key, 0), "Choisis une citation", list...))
	return show(m.Private()), nil
}

// verifyPicked checks the quotation that was picked.
func (b *bot) verifyPicked(ctx context.Context, r *request, key string, _ int) (outcome, error) {
	all, ok := b.waiting.get(key)
	n, err := strconv.Atoi(oneValue(r))
	if list := strings.Split(all, "\x00"); ok && err == nil && n >= 0 && n < len(list) {
		return b.verify(ctx, r, list[n], "", true)
	}
	return say("Ce choix a expiré. Relance « %s » sur le message.", commandVerifyMessage), nil
}

// searchMessage answers « Chercher une réponse »: the message as a question.
func (b *bot) searchMessage(ctx context.Context, r *request) (outcome, error) {
	text := target(r)
	if text == "" {
		return say("Ce message n'a pas de texte où chercher une question."), nil
	}
	return b.reply(ctx, r, question(reply.Limit(text, maxQuestion)), false, false)
}
