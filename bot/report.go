package bot

import (
	"context"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
	"propos/retrieval"
)

// reasons are what can be wrong with an answer, as members and moderators read it.
func reasons() []string {
	return []string{phrase.Fine("Ce n'est pas lui qui parle"), "Hors sujet", "Extrait mal coupé", phrase.Fine("L'article a été démenti")}
}

// report asks what is wrong.
func (b *bot) report(ctx context.Context, r *request, key string, page int) (outcome, error) {
	if _, ok, err := b.open(ctx, r, key); !ok || err != nil {
		return b.gone(r), err
	}
	var list []reply.Option
	for i, text := range reasons() {
		list = append(list, reply.Option{Label: text, Value: strconv.Itoa(i)})
	}
	m := reply.Note(phrase.Fine("Qu'est-ce qui ne va pas ? Les modérateurs le verront, sans ton nom.")).
		With(reply.Select(reply.CustomID("reason", key, page), "Choisis", list...))
	return show(m.Private()), nil
}

// reported hands a report over to the moderators.
func (b *bot) reported(ctx context.Context, r *request, key string, page int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if !ok || err != nil || page >= len(rec.Cited) {
		return b.gone(r), err
	}
	n, err := strconv.Atoi(oneValue(r))
	if err != nil || n < 0 || n >= len(reasons()) {
		return say(unexpected), nil
	}
	if wait := b.limits.wait(r.GuildID, r.person, time.Now()); wait > 0 {
		return slowDown(wait), nil
	}
	c := rec.Cited[page]
	err = b.handOver(ctx, rec.Collection, store.Task{Kind: store.Report, Text: reasons()[n], Article: c.Article, Quote: c.Key, Answer: key, Asker: r.person})
	if err != nil {
		return outcome{}, err
	}
	return change(reply.Note(phrase.Fine("Merci : les modérateurs le verront, sans ton nom."))), nil
}

// oneValue returns what was chosen in a select; "" when it is not exactly one thing.
func oneValue(r *request) string {
	if r.Type != discordgo.InteractionMessageComponent {
		return ""
	}
	if values := r.MessageComponentData().Values; len(values) == 1 {
		return values[0]
	}
	return ""
}

// requestArticle hands the unanswered question over to the moderators.
func (b *bot) requestArticle(ctx context.Context, r *request, key string, _ int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if !ok || err != nil {
		return b.gone(r), err
	}
	s := screen(r, rec)
	text := reply.QuestionOf(s.header)
	if k, known := b.talks.recall(time.Now(), rec.Collection, key); known {
		text = k.question
	}
	if !s.mine {
		return say(notYours), nil
	}
	if text == "" {
		return b.gone(r), nil
	}
	if !b.takesRequests(ctx, rec.Collection) {
		return say("Ce serveur ne prend pas de demandes d'articles."), nil
	}
	if wait := b.limits.wait(r.GuildID, r.person, time.Now()); wait > 0 {
		return slowDown(wait), nil
	}
	if err := b.handOver(ctx, rec.Collection, store.Task{Kind: store.Question, Text: text, Answer: key, Asker: r.person}); err != nil {
		return outcome{}, err
	}
	m := reply.Note(s.header).With(reply.Text(phrase.Fine("C'est transmis : les modérateurs verront ta question, sans ton nom.")))
	return change(m), nil
}

// precise opens the form to ask again, with the question in it.
func (b *bot) precise(ctx context.Context, r *request, key string, page int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if !ok || err != nil {
		return b.gone(r), err
	}
	s := screen(r, rec)
	if !s.mine {
		return say(notYours), nil
	}
	text := reply.QuestionOf(s.header)
	if k, known := b.talks.recall(time.Now(), rec.Collection, key); known {
		text = k.question
	}
	return open(reply.Form(reply.CustomID("asked", key, page), phrase.Fine("Ta question, autrement"),
		reply.Lines("question", "Question", text, maxQuestion, true))), nil
}

// asked answers the question of the form, anew and in full, with the visibility of the message that the form came from.
func (b *bot) asked(ctx context.Context, r *request, key string, _ int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if !ok || err != nil {
		return b.gone(r), err
	}
	s := screen(r, rec)
	r.decide(r.GuildID != "" && (!s.shared || !b.mayWrite(ctx, r)))
	return b.reply(ctx, r, question(formText(r, "question")), false, false)
}

// formText returns what was written in an input of a form.
func formText(r *request, id string) string {
	for _, input := range formInputs(r) {
		if input.CustomID == id {
			return input.Value
		}
	}
	return ""
}

// formInputs returns the inputs of a form that was sent.
func formInputs(r *request) (inputs []*discordgo.TextInput) {
	if r.Type != discordgo.InteractionModalSubmit {
		return nil
	}
	for _, row := range r.ModalSubmitData().Components {
		if row, ok := row.(*discordgo.ActionsRow); ok {
			for _, c := range row.Components {
				if input, ok := c.(*discordgo.TextInput); ok {
					inputs = append(inputs, input)
				}
			}
		}
	}
	return inputs
}

// question makes a question of nothing but words.
func question(text string) retrieval.Question { return retrieval.Question{Text: text} }
