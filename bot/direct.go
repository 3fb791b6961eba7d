package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// maxShared is how many servers are asked whether a person is their member, when the person has not chosen one yet.
const maxShared = 100

// place is a server whose collection a direct message can search.
type place struct{ id, name string }

// settle decides which collection a request is about and sets it: the server's; in a direct conversation the chosen one, or
// the only one shared. The name is returned where it has to be said. refusal is what to show instead of an answer.
func (b *bot) settle(ctx context.Context, r *request, pending string) (name string, refusal *outcome, err error) {
	if r.GuildID != "" {
		return "", nil, nil
	}
	chosen, choices, err := b.directCollection(ctx, r.person)
	if err != nil {
		return "", nil, err
	}
	if chosen.id == "" {
		o := show(b.whichServer(r.person, choices, pending))
		return "", &o, nil
	}
	r.collection = chosen.id
	return chosen.name, nil, nil
}

// directCollection returns the server whose collection a person's direct messages search, having asked Discord whether
// the person is still a member; or, when none is chosen yet and several are shared, those.
func (b *bot) directCollection(ctx context.Context, person string) (chosen place, choices []place, err error) {
	id, err := b.o.Store.Choice(ctx, person)
	if err != nil {
		return place{}, nil, err
	}
	if id != "" {
		ok, err := b.shares(ctx, id, person)
		if err != nil {
			return place{}, nil, err
		}
		if name, here := b.places.name(id); ok && here {
			return place{id, name}, nil, nil
		}
	}
	if choices, err = b.sharedPlaces(ctx, person); err != nil || len(choices) != 1 {
		return place{}, choices, err
	}
	return choices[0], nil, nil
}

// shares reports whether the bot is in the server, serves it, and the person is its member now.
func (b *bot) shares(ctx context.Context, guild, person string) (bool, error) {
	if _, here := b.places.name(guild); !here || !b.serves(guild) {
		return false, nil
	}
	return b.api.isMember(ctx, guild, person)
}

// sharedPlaces returns the servers with articles that the person is a member of, by name.
func (b *bot) sharedPlaces(ctx context.Context, person string) ([]place, error) {
	collections, err := b.o.Store.Collections(ctx)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	var found []place
	asked := 0
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(8)
	for _, c := range collections {
		name, here := b.places.name(c.Name)
		if !here || asked == maxShared {
			continue
		}
		counts, err := b.o.Store.Counts(ctx, c.Name)
		if err != nil {
			return nil, errors.Join(err, g.Wait())
		}
		if counts.Visible == 0 {
			continue
		}
		asked++
		g.Go(func() error {
			ok, err := b.shares(ctx, c.Name, person)
			if ok {
				mu.Lock()
				found = append(found, place{c.Name, name})
				mu.Unlock()
			}
			return err
		})
	}
	err = g.Wait()
	slices.SortFunc(found, func(x, y place) int { return strings.Compare(x.name+x.id, y.name+y.id) })
	return found, err
}

// whichServer asks the person once which server's collection to search. The question waits in memory.
func (b *bot) whichServer(person string, choices []place, pending string) reply.Message {
	if len(choices) == 0 {
		return reply.Note(phrase.Say("Nous ne partageons aucun serveur qui ait des articles. Pose ta question là où l'on m'a invité."))
	}
	var list []reply.Option
	for _, p := range choices {
		list = append(list, reply.Option{Label: p.name, Value: p.id})
	}
	b.waiting.put(person, pending)
	return reply.Note(phrase.Fine("Sur quel serveur dois-je chercher ?")).
		With(reply.Select(reply.CustomID("server", "x", 0), phrase.Fine("Choisis un serveur"), list...))
}

// chooseServer keeps the choice and answers the question that waited for it.
func (b *bot) chooseServer(ctx context.Context, r *request, _ string, _ int) (outcome, error) {
	values := r.MessageComponentData().Values
	if r.GuildID != "" || len(values) != 1 {
		return say(unexpected), nil
	}
	ok, err := b.shares(ctx, values[0], r.person)
	if err != nil {
		return outcome{}, err
	}
	if !ok {
		return say("Ce serveur n'est plus accessible ici."), nil
	}
	if err := b.o.Store.Choose(ctx, r.person, values[0]); err != nil {
		return outcome{}, err
	}
	name, _ := b.places.name(values[0])
	pending, waiting := b.waiting.take(r.person)
	if !waiting || pending == "" {
		return change(reply.Note(phrase.Say("C'est noté : je cherche dans la collection %s.", phrase.Of(reply.Inline(name))))), nil
	}
	a, err := b.answer(ctx, asking{collection: values[0], channel: r.ChannelID, person: r.person, place: name, shared: true, question: question(pending)})
	if err != nil {
		return outcome{}, err
	}
	o := change(a.message)
	b.sentAnswer(ctx, a.key, r.ChannelID, r.Message.ID)
	return o, nil
}

// changeServer shows the choice again.
func (b *bot) changeServer(ctx context.Context, r *request, _ string, _ int) (outcome, error) {
	choices, err := b.sharedPlaces(ctx, r.person)
	if err != nil {
		return outcome{}, err
	}
	return show(b.whichServer(r.person, choices, "")), nil
}
