package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/retrieval"
)

// How long a handler may take before the person sees « réfléchit… », and before it is given up.
const (
	deferAfter   = 1500 * time.Millisecond
	handlerLimit = 90 * time.Second
	lastWords    = 3 * time.Second // for saying that something was cut short
)

// Answers to an interaction, as Discord numbers them.
const (
	respondMessage     = 4
	respondDefer       = 5
	respondDeferUpdate = 6
	respondUpdate      = 7
	respondSuggest     = 8
	respondForm        = 9
	maxSuggestions     = 25
	maxSuggestion      = 100
	unexpected         = "Quelque chose a cloché de mon côté. Réessaie dans un instant ; si cela recommence, préviens la personne qui m'héberge."
	restarting         = "Je redémarre, et n'ai pas fini. Ce qui est fait est gardé : recommence dans un instant."
	expired            = "Ce bouton ne répond plus : la réponse a été effacée ou date de plus de trente jours. Repose ta question avec %s."
	notYours           = "Seule la personne qui a posé la question peut faire cela."
)

// request is one interaction as the handlers see it.
type request struct {
	*discordgo.Interaction
	person     string // the user's id
	collection string // the server's id; "" in a direct conversation until it is chosen
	private    bool   // the answer is to be seen by its reader alone; changed by decide

	mu     sync.Mutex
	frozen bool // « réfléchit… » has been sent: who will see the answer cannot change any more
}

// decide sets who will see the answer, unless that is on the screen already.
func (r *request) decide(private bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.frozen {
		r.private = private
	}
}

// freeze ends the time for decisions and returns the last.
func (r *request) freeze() (private bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.frozen = true
	return r.private
}

// newRequest reads who asks and where. Until it is decided otherwise, answers in a server are private.
func newRequest(i *discordgo.Interaction) *request {
	r := &request{Interaction: i, collection: i.GuildID, private: i.GuildID != ""}
	switch {
	case i.Member != nil && i.Member.User != nil:
		r.person = i.Member.User.ID
	case i.User != nil:
		r.person = i.User.ID
	}
	return r
}

// may reports whether the person has a permission in the channel of the request. In a direct conversation: yes.
func (r *request) may(permission int64) bool {
	return r.Member == nil || r.Member.Permissions&(permission|discordgo.PermissionAdministrator) != 0
}

// outcome is what a handler wants done. Exactly one of the first four is set.
type outcome struct {
	message *reply.Message // a new message, or with update the new state of the message that the button stands on
	update  bool
	form    *reply.Modal
	suggest []suggestion
	nothing bool // the button has done its work; nothing changes on the screen

	sent  func(ctx context.Context, message string) // is called with the id of a new message
	after func(ctx context.Context) error           // is called when the answer has arrived
}

// suggestion is one line of an autocompletion.
type suggestion struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// show makes the outcome of a new message; show(m) of one that only the person sees.
func show(m reply.Message) outcome { return outcome{message: &m} }

// say makes the outcome of one sentence of our own that only the person sees.
func say(format string, args ...any) outcome {
	return show(reply.Note(phrase.Say(format, args...)).Private())
}

// change makes the outcome of a changed message.
func change(m reply.Message) outcome { return outcome{message: &m, update: true} }

// open makes the outcome of a form.
func open(f reply.Modal) outcome { return outcome{form: &f} }

// handler answers one kind of request.
type handler func(ctx context.Context, r *request) (outcome, error)

// handle answers an interaction: at once when the handler is quick, else after « réfléchit… ».
func (b *bot) handle(ctx context.Context, i *discordgo.Interaction) {
	ctx, cancel := context.WithTimeout(ctx, handlerLimit)
	defer cancel()
	r := newRequest(i)
	result := make(chan outcome, 1)
	b.work.Go(func() {
		o := outcome{}
		defer func() { result <- o }()
		defer b.guard("handler")
		o = b.attempt(ctx, r)
	})
	timer := time.NewTimer(deferAfter)
	defer timer.Stop()
	var err error
	select {
	case o := <-result:
		err = b.respond(ctx, r, whole(o))
	case <-timer.C:
		err = b.respondLate(ctx, r, result)
	}
	b.o.Status.update(func(s *State) { s.Answered++ })
	if err != nil {
		b.o.Status.update(func(s *State) { s.Failed++ })
		b.log.Warn("an answer did not arrive", "kind", i.Type.String(), "server", i.GuildID, "cause", err)
	}
}

// whole returns the outcome, or our regrets when a handler left none.
func whole(o outcome) outcome {
	if o.message == nil && o.form == nil && o.suggest == nil && !o.nothing {
		return say(unexpected)
	}
	return o
}

// attempt runs the handler and turns an error into words.
func (b *bot) attempt(ctx context.Context, r *request) outcome {
	o, err := b.route(ctx, r)(ctx, r)
	var reading *retrieval.ReadingError
	switch {
	case err == nil:
		return o
	case errors.As(err, &reading) && r.Type != discordgo.InteractionApplicationCommandAutocomplete:
		return show(givenBack(r, phrase.NotYet(reading.Reading)))
	case b.ctx.Err() != nil:
		return show(withWritten(r, phrase.Fine(restarting)))
	}
	b.o.Status.update(func(s *State) { s.Failed++ })
	b.tell(err)
	b.log.Error("a request failed", "kind", r.Type.String(), "server", r.GuildID, "cause", err)
	if r.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return outcome{suggest: []suggestion{}}
	}
	return show(withWritten(r, regrets(err)))
}

// respond acknowledges with the outcome itself.
func (b *bot) respond(ctx context.Context, r *request, o outcome) error {
	c := callback{Type: respondMessage, Data: o.message}
	switch {
	case o.suggest != nil:
		c = callback{Type: respondSuggest, Data: map[string]any{"choices": o.suggest}}
	case o.form != nil:
		c = callback{Type: respondForm, Data: o.form}
	case o.nothing:
		c = callback{Type: respondDeferUpdate}
	case o.update:
		c = callback{Type: respondUpdate, Data: o.message.Edit()}
	}
	id, err := b.api.acknowledge(ctx, r.Interaction, c)
	if err != nil {
		return fmt.Errorf("answer an interaction: %w", err)
	}
	return o.arrived(ctx, id)
}

// arrived runs what a handler wanted done once its answer is on the screen.
func (o outcome) arrived(ctx context.Context, message string) error {
	if o.sent != nil {
		o.sent(ctx, message)
	}
	if o.after != nil {
		return o.after(ctx)
	}
	return nil
}

// respondLate acknowledges first, with the visibility that the answer will have, and sends the outcome when it is there.
func (b *bot) respondLate(ctx context.Context, r *request, result <-chan outcome) error {
	b.o.Status.update(func(s *State) { s.Slow++ })
	if r.Type == discordgo.InteractionApplicationCommandAutocomplete {
		err := b.respond(ctx, r, outcome{suggest: []suggestion{}})
		<-result
		return err
	}
	onMessage := r.Message != nil
	c := callback{Type: respondDefer}
	switch {
	case onMessage:
		c.Type = respondDeferUpdate
	case r.freeze():
		c.Data = map[string]int{"flags": int(discordgo.MessageFlagsEphemeral)}
	}
	_, err := b.api.acknowledge(ctx, r.Interaction, c)
	o := whole(<-result)
	if err != nil {
		return fmt.Errorf("acknowledge an interaction: %w", err)
	}
	if ctx.Err() != nil { // the handler was cut short, and says so
		words, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
		defer cancel()
		ctx = words
	}
	return b.deliver(ctx, r, o, onMessage)
}

// deliver sends an outcome after the acknowledgement.
func (b *bot) deliver(ctx context.Context, r *request, o outcome, onMessage bool) (err error) {
	id := ""
	switch {
	case o.nothing:
	case o.message == nil: // a form cannot open any more
		o = say("Cela a pris trop de temps. Réessaie, s'il te plaît.")
		fallthrough
	case onMessage && !o.update:
		id, err = b.api.follow(ctx, r.Interaction, *o.message)
	default:
		id, err = b.api.finish(ctx, r.Interaction, *o.message)
	}
	if err != nil {
		return fmt.Errorf("send a late answer: %w", err)
	}
	return o.arrived(ctx, id)
}
