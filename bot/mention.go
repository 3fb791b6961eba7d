package bot

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
	"propos/retrieval"
)

// concerns reports whether a message is for the bot: a direct message, or one that mentions it by name or by a reply to it.
func (b *bot) concerns(m *discordgo.Message) bool {
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return false
	}
	if m.GuildID == "" {
		return true
	}
	if !b.serves(m.GuildID) {
		return false
	}
	for _, u := range m.Mentions {
		if u.ID == b.api.app {
			return true
		}
	}
	return strings.Contains(m.Content, "<@"+b.api.app+">") || strings.Contains(m.Content, "<@!"+b.api.app+">")
}

// isThanks reports whether a message does nothing but thank.
func isThanks(text string) bool {
	lower := strings.ToLower(text)
	return isGreeting(text) && (strings.Contains(lower, "merci") || strings.Contains(lower, "thank"))
}

// mark is a mention, a channel or an emoji of Discord's in a message.
var mark = regexp.MustCompile(`<(@[!&]?|#|a?:\w+:)\d+>`)

// spoken returns the words of a text, without what only Discord understands.
func spoken(content string) string {
	return strings.Join(strings.Fields(mark.ReplaceAllString(content, " ")), " ")
}

// said returns what a message says: its own words, else those that it forwards, else those of its first embed.
func said(m *discordgo.Message) string {
	texts := []string{m.Content}
	for _, s := range m.MessageSnapshots {
		if s.Message != nil {
			texts = append(texts, s.Message.Content)
		}
	}
	for _, e := range m.Embeds {
		texts = append(texts, e.Description)
	}
	for _, text := range texts {
		if text = spoken(text); text != "" {
			return text
		}
	}
	return ""
}

// greetings are the words of messages that ask nothing.
var greetings = map[string]bool{"bonjour": true, "bonsoir": true, "salut": true, "coucou": true, "hello": true, "hey": true, "yo": true, "hi": true,
	"merci": true, "thanks": true, "thank": true, "you": true, "beaucoup": true, "ok": true, "super": true, "propos": true, "toi": true, "à": true, "tous": true, "le": true, "bot": true}

// isGreeting reports whether a message asks nothing: it is empty, or all its words greet or thank.
func isGreeting(text string) bool {
	for _, word := range wordsOf(text) {
		if !greetings[word] {
			return false
		}
	}
	return true
}

// wordsOf returns the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// helpCalls are the messages that ask what the bot is or does.
var helpCalls = map[string]bool{"aide": true, "aide moi": true, "à l aide": true, "help": true, "help me": true, "commandes": true,
	"qui es tu": true, "tu es qui": true, "t es qui": true, "es tu un bot": true, "que fais tu": true, "tu fais quoi": true, "que sais tu faire": true, "tu sais faire quoi": true,
	"que peux tu faire": true, "tu peux faire quoi": true, "à quoi sers tu": true, "tu sers à quoi": true, "comment tu marches": true, "comment marches tu": true, "comment fonctionnes tu": true}

// asksForHelp reports whether a message asks about the bot, and not about the articles; it may begin with a greeting.
func asksForHelp(text string) bool {
	words := wordsOf(text)
	for len(words) > 0 && greetings[words[0]] {
		words = words[1:]
	}
	return helpCalls[strings.Join(words, " ")]
}

// converse answers a message that is for the bot with an ordinary reply, so that replies to it carry their text.
func (b *bot) converse(ctx context.Context, m *discordgo.Message) {
	ctx, cancel := context.WithTimeout(ctx, handlerLimit)
	defer cancel()
	b.o.Status.update(func(s *State) { s.Answered++ })
	if b.limits.wait(m.GuildID, m.Author.ID, time.Now()) > 0 {
		b.note(b.api.react(ctx, m.ChannelID, m.ID, "⏳"))
		return
	}
	if isThanks(said(m)) {
		b.note(b.api.react(ctx, m.ChannelID, m.ID, "👍"))
		return
	}
	a, err := b.typing(ctx, m)
	var reading *retrieval.ReadingError
	switch {
	case errors.As(err, &reading):
		a = answered{message: reply.Note(phrase.NotYet(reading.Reading))}
	case err != nil:
		b.o.Status.update(func(s *State) { s.Failed++ })
		b.tell(err)
		b.log.Error("a message cannot be answered", "server", m.GuildID, "cause", err)
		a = answered{message: reply.Note(regrets(err))}
	}
	id, err := b.api.send(ctx, m.ChannelID, a.message.ReplyTo(m.ID))
	if err != nil {
		b.note(err)
		return
	}
	b.sentAnswer(ctx, a.key, m.ChannelID, id)
}

// typing is spokenAnswer, with « Propos écrit… » on the screen when it takes long.
func (b *bot) typing(ctx context.Context, m *discordgo.Message) (answered, error) {
	done := make(chan struct{})
	defer close(done)
	b.work.Go(func() {
		timer := time.NewTimer(deferAfter)
		defer timer.Stop()
		select {
		case <-done:
		case <-timer.C:
			b.note(b.api.typing(ctx, m.ChannelID))
		}
	})
	return b.spokenAnswer(ctx, m)
}

// note logs that Discord did not take a message: most often the bot may not write there.
func (b *bot) note(err error) {
	if err != nil {
		b.log.Warn("an answer did not arrive", "kind", "message", "cause", err)
	}
}

// spokenAnswer is the answer to a message.
func (b *bot) spokenAnswer(ctx context.Context, m *discordgo.Message) (answered, error) {
	text := said(m)
	a := asking{collection: m.GuildID, channel: m.ChannelID, person: m.Author.ID, shared: true, question: question(text)}
	if m.GuildID != "" {
		if channel, _ := b.channelOf(ctx, m.ChannelID); !b.isPublic(ctx, m.GuildID, channel) {
			return answered{message: reply.Note(phrase.Say("Ici, je réponds en privé : %s", b.command.mention(m.GuildID, "demander")))}, nil
		}
	}
	switch {
	case isGreeting(text), asksForHelp(text):
		return answered{message: b.greeting(m.GuildID)}, nil
	case utf8.RuneCountInString(text) > maxQuestion:
		return answered{message: tooLong()}, nil
	}
	if m.GuildID == "" {
		chosen, choices, err := b.directCollection(ctx, m.Author.ID)
		if err != nil {
			return answered{}, err
		}
		if chosen.id == "" {
			return answered{message: b.whichServer(m.Author.ID, choices, text)}, nil
		}
		a.collection, a.place = chosen.id, chosen.name
	}
	before, err := b.before(ctx, m, a.collection)
	if err != nil {
		return answered{}, err
	}
	a.question.Before = before
	return b.answer(ctx, a)
}

// greeting is one line of help.
func (b *bot) greeting(guild string) reply.Message {
	return reply.Note(phrase.Say("Bonjour ! Pose-moi une question sur ce que disent nos articles : %s, ou mentionne-moi. Le reste est dans %s.",
		b.command.mention(guild, "demander"), b.command.mention(guild, "aide")))
}

// before returns what the conversation was about: the answer that the message replies to, the answer that its thread
// hangs on, or what the person last asked in the channel; nil when there is nothing.
func (b *bot) before(ctx context.Context, m *discordgo.Message, collection string) (*retrieval.Understood, error) {
	to := m.ReferencedMessage
	if to != nil && (to.Author == nil || to.Author.ID != b.api.app) {
		to = nil
	}
	keys := []string{placeKey(m.ChannelID, m.Author.ID)}
	started, err := b.o.Store.AnswerIn(ctx, m.ChannelID) // a thread has the id of the message that it hangs on
	switch {
	case to != nil:
		keys = append([]string{answerKey(to.Components)}, keys...)
	case err == nil:
		keys = append(keys, started.Key)
	case !errors.Is(err, store.ErrNoAnswer):
		return nil, err
	}
	if k, ok := b.talks.recall(time.Now(), collection, keys...); ok {
		return &k.understood, nil
	}
	if to == nil && err == nil {
		if to, err = b.api.message(ctx, started.Channel, started.Message); err != nil {
			return nil, nil // it is gone: the question stands alone
		}
	}
	return b.again(ctx, collection, to)
}

// again understands a question that the memory has lost, from the words that stand in its answer.
func (b *bot) again(ctx context.Context, collection string, answer *discordgo.Message) (*retrieval.Understood, error) {
	if answer == nil {
		return nil, nil
	}
	texts := messageTexts(answer.Components)
	if len(texts) == 0 || reply.QuestionOf(texts[0]) == "" {
		return nil, nil
	}
	a, err := b.o.Library.Ask(ctx, collection, question(reply.QuestionOf(texts[0])))
	if err != nil {
		return nil, err
	}
	return &a.Understood, nil
}

// answerKey finds the key of the answer that a message's buttons carry.
func answerKey(components []discordgo.MessageComponent) string {
	for _, c := range components {
		inner := []discordgo.MessageComponent{}
		switch c := c.(type) {
		case *discordgo.Container:
			inner = c.Components
		case *discordgo.ActionsRow:
			inner = c.Components
		case *discordgo.Button:
			if _, key, _, ok := reply.ReadCustomID(c.CustomID); ok {
				return key
			}
		}
		if key := answerKey(inner); key != "" {
			return key
		}
	}
	return ""
}
