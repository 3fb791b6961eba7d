package bot

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/retrieval"
)

// asking is a question on its way, from a command, a message, a form or a button.
type asking struct {
	collection string
	channel    string
	person     string
	place      string // the server's name where it must be said, in direct messages; else ""
	shared     bool   // everybody will see the answer
	question   retrieval.Question
	search     bool // passages are wanted, not an answer
}

// answered is an answer that can be sent.
type answered struct {
	message reply.Message
	key     string
}

// answer asks the library and makes the message. It keeps the answer for its buttons and the question for follow-ups.
func (b *bot) answer(ctx context.Context, a asking) (answered, error) {
	a.question.Today = corpus.DateOf(time.Now())
	ask := b.o.Library.Ask
	if a.search {
		ask = b.o.Library.Search
	}
	answer, err := ask(ctx, a.collection, a.question)
	if err != nil {
		return answered{}, err
	}
	if answer.Reason == retrieval.ReasonNothing && answer.Holdings.Articles == 0 {
		return answered{message: b.emptyCollection(a.collection)}, nil
	}
	answer.Citations = b.verbatim(ctx, a.collection, answer.Citations)
	answer.Related = b.verbatim(ctx, a.collection, answer.Related)
	if answer.Answered() && len(answer.Citations) == 0 {
		answer.Reason = retrieval.ReasonUnsure // a bug, logged by verbatim: nothing is shown rather than something wrong
	}
	return b.draw(ctx, a, answer)
}

// draw keeps an answer and makes its message.
func (b *bot) draw(ctx context.Context, a asking, answer retrieval.Answer) (answered, error) {
	citations := answer.Citations
	if len(citations) == 0 && len(answer.Others) > 0 {
		citations = b.voices(ctx, a.collection, answer) // behind [Voir ses propos]
	}
	r := newRecord(ofQuestion, a.collection, a.person, citations)
	note := b.keepIfPossible(ctx, &r)
	b.talks.remember(talk{a.collection, a.question.Text, answer.Understood, time.Now()}, r.Key, placeKey(a.channel, a.person))
	v := reply.View{Key: r.Key, Header: a.header(), Shared: a.shared, Pages: len(answer.Citations), From: r.articles(),
		Labels: b.labels(ctx, a.collection), Place: a.where(), Closed: !b.takesRequests(ctx, a.collection), Note: note}
	if answer.Reading != nil {
		v.Note = phrase.Reading(*answer.Reading)
	}
	if len(answer.Citations) == 0 {
		return answered{reply.Refusal(phrase.InPeriod(answer, a.question.Period), v), r.Key}, nil
	}
	return answered{reply.Answer(answer.Citations[0], phrase.Understood(answer), v), r.Key}, nil
}

// header is what stands above the answer: the question, what it was narrowed to, and whose articles were searched.
func (a asking) header() string {
	place := ""
	if a.place != "" {
		place = phrase.Say("Dans la collection %s", phrase.Of(a.place))
	}
	return reply.Header(a.question.Text, phrase.Narrowed(a.question.Speaker, a.question.Source, a.question.Period), place)
}

// where completes « les articles ».
func (a asking) where() string {
	if a.place != "" {
		return phrase.Of(a.place)
	}
	return "de ce serveur"
}

// voices returns what the first of the others said, for [Voir ses propos].
func (b *bot) voices(ctx context.Context, collection string, answer retrieval.Answer) []retrieval.Citation {
	list, err := b.o.Library.Quotes(ctx, collection, retrieval.QuoteFilter{Person: answer.Others[0].Speaker, Topic: answer.Understood.Topic, Limit: 10})
	if err != nil {
		b.log.Error("the words of others cannot be read", "cause", err)
	}
	return b.verbatim(ctx, collection, list.Citations)
}

func (b *bot) emptyCollection(collection string) reply.Message {
	return reply.Note(phrase.Say("Il n'y a encore aucun article ici. Un modérateur peut en ajouter avec %s.", b.command.mention(collection, "ajouter")))
}

// askCommand answers /demander and /rechercher.
func (b *bot) askCommand(ctx context.Context, r *request) (outcome, error) {
	options := r.options()
	q := retrieval.Question{Text: options.text("question"), Speaker: options.text("personne"), Source: options.text("source")}
	search := q.Text == ""
	if search {
		q.Text = options.text("texte")
	}
	var fault string
	if q.Period, fault = options.period(); fault != "" {
		return say("%s", fault), nil
	}
	return b.reply(ctx, r, q, search, !search)
}

// reply answers a question of an interaction, in the collection that it is about; follows says that it may go on from what
// the person last asked in the channel.
func (b *bot) reply(ctx context.Context, r *request, q retrieval.Question, search, follows bool) (outcome, error) {
	if utf8.RuneCountInString(q.Text) > maxQuestion {
		return show(tooLong().Private()), nil
	}
	if wait := b.limits.wait(r.GuildID, r.person, time.Now()); wait > 0 {
		return slowDown(wait), nil
	}
	place, refusal, err := b.settle(ctx, r, q.Text)
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	if k, ok := b.talks.recall(time.Now(), r.collection, placeKey(r.ChannelID, r.person)); ok && follows {
		q.Before = &k.understood
	}
	a, err := b.answer(ctx, asking{collection: r.collection, channel: r.ChannelID, person: r.person, place: place, shared: !r.private || r.GuildID == "", question: q, search: search})
	if err != nil {
		return outcome{}, err
	}
	return b.sending(r, a), nil
}

// sending shows an answer with the visibility of the request, and keeps where a public one stands.
func (b *bot) sending(r *request, a answered) outcome {
	if r.private {
		return show(a.message.Private())
	}
	o := show(a.message)
	o.sent = func(ctx context.Context, message string) { b.sentAnswer(ctx, a.key, r.ChannelID, message) }
	return o
}

// sentAnswer keeps where an answer stands that others can see. An answer that was erased while it was on its way, by its asker or with
// an article that it cites, is taken away again.
func (b *bot) sentAnswer(ctx context.Context, key, channel, message string) {
	if key == "" || message == "" {
		return
	}
	b.erasing.RLock()
	err := b.o.Store.SentAnswer(ctx, key, channel, message)
	gone := false
	if err == nil {
		gone, err = b.citesErased(ctx, key)
	}
	b.erasing.RUnlock()
	switch {
	case gone:
		b.note(b.api.remove(ctx, channel, message))
	case err != nil:
		b.log.Error("the place of an answer cannot be kept", "cause", err)
	}
}

// citesErased reports whether an answer is not kept any more, or an article that it cites was erased, be it before it was kept.
func (b *bot) citesErased(ctx context.Context, key string) (bool, error) {
	rec, ok, err := b.recall(ctx, key)
	if err != nil || !ok || string(rec.Citations) == "null" {
		return err == nil, err
	}
	for _, c := range rec.Cited {
		if _, err := b.o.Store.Entry(ctx, rec.Collection, c.Article); absent(err) {
			return true, nil
		} else if err != nil {
			return false, err
		}
	}
	return false, nil
}

// tooLong says how long a question may be.
func tooLong() reply.Message {
	return reply.Note(phrase.Say("Ta question est trop longue pour moi : %s au plus.", phrase.Count(maxQuestion, "caractère", "caractères")))
}

func slowDown(wait time.Duration) outcome {
	seconds := int(wait.Seconds()) + 1
	return say("Doucement ! Tu pourras poser ta prochaine question dans %s.", phrase.Count(seconds, "seconde", "secondes"))
}

// value returns what a pointer points to, or nothing.
func value(o *outcome) outcome {
	if o == nil {
		return outcome{}
	}
	return *o
}

// options are the options of a command, by name.
type options map[string]*discordgo.ApplicationCommandInteractionDataOption

func (r *request) options() options {
	all := options{}
	for _, o := range r.ApplicationCommandData().Options {
		all[o.Name] = o
	}
	return all
}

// text returns an option of words; "" when it was not given.
func (o options) text(name string) string {
	if option, ok := o[name]; ok && option.Type == discordgo.ApplicationCommandOptionString {
		return option.StringValue()
	}
	return ""
}

// flag returns a yes or no; given is false when there is none.
func (o options) flag(name string) (yes, given bool) {
	if option, ok := o[name]; ok && option.Type == discordgo.ApplicationCommandOptionBoolean {
		return option.BoolValue(), true
	}
	return false, false
}

// period reads the options du and au; fault says in French what cannot be read.
func (o options) period() (p corpus.Period, fault string) {
	for name, date := range map[string]*corpus.Date{"du": &p.From, "au": &p.To} {
		if *date, fault = typedDate(o.text(name)); fault != "" {
			return p, fault
		}
	}
	return p, phrase.PeriodFault(p)
}
