package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/retrieval"
)

// press is the handler of one verb of a custom_id.
type press func(ctx context.Context, r *request, key string, page int) (outcome, error)

// presses is the table of verbs: what each button, select and form does.
func (b *bot) presses() map[string]press {
	return map[string]press{
		"prev":     b.turn(-1),
		"next":     b.turn(+1),
		"voice":    b.turn(0),
		"more":     b.fold(true),
		"less":     b.fold(false),
		"context":  b.context,
		"share":    b.share,
		"precise":  b.precise,
		"refine":   b.precise,
		"asked":    b.asked,
		"report":   b.report,
		"reason":   b.reported,
		"delete":   b.delete,
		"request":  b.requestArticle,
		"server":   b.chooseServer,
		"servers":  b.changeServer,
		"verify":   b.verifyPicked,
		"articles": b.turnArticles,
		"erase":    b.eraseData,
	}
}

// pressed answers a button, a select or a form.
func (b *bot) pressed(id string) handler {
	return func(ctx context.Context, r *request) (outcome, error) {
		verb, key, page, ok := reply.ReadCustomID(id)
		if tend := b.onPanels[verb]; ok && tend != nil {
			return b.onPanel(verb, key, page, tend)(ctx, r)
		}
		do := b.onAnswers[verb]
		if !ok || do == nil {
			return b.gone(r), nil
		}
		return do(ctx, r, key, page)
	}
}

// gone says that a button's answer is not there any more.
func (b *bot) gone(r *request) outcome {
	return show(givenBack(r, phrase.Say(expired, b.command.mention(r.GuildID, "demander"))))
}

// open reads the record that a button is about. ok is false when there is none, or not for this person in this place: a record
// is open in its own server alone, and in a direct conversation to the asker who is still a member of the server.
func (b *bot) open(ctx context.Context, r *request, key string) (rec record, ok bool, err error) {
	rec, ok, err = b.recall(ctx, key)
	if !ok || err != nil {
		return rec, false, err
	}
	if r.GuildID != "" {
		return rec, rec.Collection == r.GuildID, nil
	}
	if rec.Asker != r.person {
		return rec, false, nil
	}
	ok, err = b.shares(ctx, rec.Collection, r.person)
	return rec, ok, err
}

// onScreen is what the message says that a button stands on.
type onScreen struct {
	header string
	shared bool
	mine   bool // of the person who pressed
	note   string
}

// screen reads the message of a button.
func screen(r *request, rec record) onScreen {
	s := onScreen{mine: rec.Asker == r.person, shared: true}
	if r.Message == nil {
		return s
	}
	s.shared = r.GuildID == "" || r.Message.Flags&discordgo.MessageFlagsEphemeral == 0
	if texts := messageTexts(r.Message.Components); len(texts) > 0 {
		s.header = texts[0]
	}
	return s
}

// messageTexts lists the texts of a message's components, in order.
func messageTexts(components []discordgo.MessageComponent) []string {
	var texts []string
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.Container:
			texts = append(texts, messageTexts(c.Components)...)
		case *discordgo.TextDisplay:
			texts = append(texts, c.Content)
		}
	}
	return texts
}

// page draws a page of a record as it stands now.
func (b *bot) page(ctx context.Context, rec record, s onScreen, page int, more bool) (reply.Message, error) {
	v := reply.View{Key: rec.Key, Header: s.header, Page: max(0, min(page, len(rec.Cited)-1)), Pages: len(rec.Cited), From: rec.articles(),
		Shared: s.shared, More: more, Listed: rec.Kind == ofQuotes, Labels: b.labels(ctx, rec.Collection), Note: s.note}
	if len(rec.Cited) == 0 {
		return reply.Absent(phrase.Fine(goneErased), v), nil
	}
	c, _, gone, err := b.restore(ctx, rec.Collection, rec.Cited[v.Page])
	switch {
	case err != nil:
		return reply.Message{}, err
	case gone != "":
		return reply.Absent(gone, v), nil
	}
	return reply.Answer(c, "", v), nil
}

// onto changes the message that the button stands on when it is the presser's; on somebody else's answer it makes them
// a private copy.
func (b *bot) onto(ctx context.Context, r *request, rec record, page int, more bool) (outcome, error) {
	s := screen(r, rec)
	if s.mine {
		m, err := b.page(ctx, rec, s, page, more)
		return change(m), err
	}
	copied := rec.copyFor(r.person)
	s.note = b.keepIfPossible(ctx, &copied)
	s.shared = false
	m, err := b.page(ctx, copied, s, page, more)
	return show(m.Private()), err
}

// turn shows another page.
func (b *bot) turn(by int) press {
	return func(ctx context.Context, r *request, key string, page int) (outcome, error) {
		rec, ok, err := b.open(ctx, r, key)
		if !ok || err != nil {
			return b.gone(r), err
		}
		return b.onto(ctx, r, rec, page+by, false)
	}
}

// fold opens or closes the second row of buttons.
func (b *bot) fold(more bool) press {
	return func(ctx context.Context, r *request, key string, page int) (outcome, error) {
		rec, ok, err := b.open(ctx, r, key)
		if !ok || err != nil {
			return b.gone(r), err
		}
		return b.onto(ctx, r, rec, page, more)
	}
}

// cite restores the citation that a button is about.
func (b *bot) cite(ctx context.Context, r *request, key string, page int) (c retrieval.Citation, body string, refusal *outcome, err error) {
	rec, ok, err := b.open(ctx, r, key)
	if err != nil {
		return c, "", nil, err
	}
	if !ok || page >= len(rec.Cited) {
		o := b.gone(r)
		return c, "", &o, nil
	}
	c, body, gone, err := b.restore(ctx, rec.Collection, rec.Cited[page])
	if gone != "" {
		o := say("%s", gone)
		return c, "", &o, nil
	}
	return c, body, nil, err
}

// context shows the paragraphs around a citation, to who pressed.
func (b *bot) context(ctx context.Context, r *request, key string, page int) (outcome, error) {
	c, body, refusal, err := b.cite(ctx, r, key, page)
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	return show(reply.Context(c, body, b.labels(ctx, r.GuildID))), nil
}

// share shows the page to everybody in the channel.
func (b *bot) share(ctx context.Context, r *request, key string, page int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if !ok || err != nil {
		return b.gone(r), err
	}
	s := screen(r, rec)
	switch {
	case !s.mine:
		return say(notYours), nil
	case !b.mayWrite(ctx, r):
		return say("Tu ne peux pas écrire dans ce salon : je ne peux donc rien y partager pour toi."), nil
	}
	copied := rec.copyFor(r.person)
	if err := b.keep(ctx, copied); err != nil {
		return outcome{}, err
	}
	m, err := b.forAll(ctx, r, copied, s, page)
	if err != nil {
		return outcome{}, err
	}
	o := show(m)
	o.sent = func(ctx context.Context, message string) { b.sentAnswer(ctx, copied.Key, r.ChannelID, message) }
	return o, nil
}

// forAll draws what is on the screen for everybody, under a header that says who shares it.
func (b *bot) forAll(ctx context.Context, r *request, rec record, s onScreen, page int) (reply.Message, error) {
	texts := messageTexts(r.Message.Components)
	s.header, s.shared = reply.SharedHeader(reply.QuestionOf(s.header), r.person), true
	if rec.Kind != ofVerdict || len(rec.Cited) == 0 || len(texts) < 2 {
		return b.page(ctx, rec, s, page, false)
	}
	_, _, gone, err := b.restore(ctx, rec.Collection, rec.Cited[0])
	if err != nil || gone != "" {
		return reply.Absent(gone, reply.View{Header: s.header}), err
	}
	return reply.SharedVerdict(s.header, texts[1:], rec.Key), nil
}

// mayWrite reports whether the person may write where the interaction took place.
func (b *bot) mayWrite(ctx context.Context, r *request) bool {
	if _, thread := b.channelOf(ctx, r.ChannelID); thread {
		return r.may(discordgo.PermissionSendMessagesInThreads)
	}
	return r.may(discordgo.PermissionSendMessages)
}

// delete takes an answer away, with what is kept of it.
func (b *bot) delete(ctx context.Context, r *request, key string, _ int) (outcome, error) {
	rec, ok, err := b.open(ctx, r, key)
	if err != nil {
		return outcome{}, err
	}
	if ok && rec.Asker != r.person {
		return say(notYours), nil
	}
	if !ok {
		return b.gone(r), nil
	}
	if err := b.o.Store.DropAnswer(ctx, key); err != nil {
		return outcome{}, err
	}
	b.talks.forget(key)
	return outcome{nothing: true, after: func(ctx context.Context) error { return b.api.withdraw(ctx, r.Interaction) }}, nil
}
