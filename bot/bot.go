// Package bot is Propos in Discord: its commands, its conversations and its connection.
//
// Run keeps the bot connected and answers until its context ends. Everything that a button needs stands in the store or in
// the button, so that a restart loses nothing but half-finished forms. Package reply decides how things look; this
// package decides who may see and do what, and when.
package bot

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"propos/bot/desk"
	"propos/corpus/store"
)

// Options sets a bot up. Token, Library and Store are required; the zero value of the rest is the product's default.
type Options struct {
	Token   string       // without "Bot "
	Library Library      // the articles
	Store   *store.Store // what people did

	Desk        *desk.Desk    // what moderators do; nil means that their commands are not offered
	API         string        // base address of Discord's API; "" means DiscordAPI
	Servers     []string      // ids of the servers that the bot serves, it leaves the others; empty means all
	TestServers []string      // register the commands in these servers alone, at once; empty means everywhere
	PersonRate  int           // questions a minute that one person may ask; 0 means no limit
	ServerRate  int           // questions a minute that one server may ask; 0 means no limit
	Contact     string        // whom to write to about personal data, shown by /aide
	Version     string        // of the program, shown by /aide
	Log         *slog.Logger  // nil means slog.Default()
	Status      *Status       // is kept up to date; nil means nobody looks
	Refused     func()        // is called when the disk does not take what is to be kept, from any goroutine and at once; nil means nobody looks
	Pause       time.Duration // shortest time between two identifies; 0 means 5 s, Discord's rule
	Silence     time.Duration // a gateway that says nothing for so long is dead; 0 means 90 s
	KeepLeft    time.Duration // how long the articles of a server without the bot are kept; 0 means for ever
	Grace       time.Duration // how long answers under way may take after the end of ctx; 0 means 10 s

	// Dial connects to Discord; nil means by the network of the machine.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// withDefaults fills in the defaults.
func (o Options) withDefaults() Options {
	if o.API == "" {
		o.API = DiscordAPI
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Status == nil {
		o.Status = new(Status)
	}
	if o.Dial == nil {
		o.Dial = machine().DialContext
	}
	for value, standard := range map[*time.Duration]time.Duration{&o.Pause: 5 * time.Second, &o.Silence: 90 * time.Second, &o.Grace: 10 * time.Second} {
		if *value == 0 {
			*value = standard
		}
	}
	return o
}

// Run connects to Discord and serves until ctx ends; then it takes no more events, lets the answers under way finish for
// Options.Grace, and returns nil when nothing that it started runs any more.
// It returns a *Refusal when Discord does not accept the bot as it is set up, and keeps trying through every other trouble.
func Run(ctx context.Context, o Options) error {
	o = o.withDefaults()
	client := newClient(o.API, o.Dial)
	defer client.CloseIdleConnections()
	b := newBot(ctx, o, newAPI(o.Token, client))
	defer b.finish()
	shards, err := b.identify(ctx)
	if err != nil {
		return quiet(ctx, err)
	}
	return quiet(ctx, b.supervise(ctx, client, shards))
}

// quiet returns nil for an error that the end of ctx explains.
func quiet(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// identify learns the bot's own id and the number of shards, trying until Discord answers.
func (b *bot) identify(ctx context.Context) (shards int, err error) {
	wanted := time.Duration(0)
	for failures := 0; ; failures++ {
		if err := sleep(ctx, max(backoff(b.o.Pause/4, failures), wanted)); err != nil {
			return 0, err
		}
		shards, err = b.hello(ctx)
		if err == nil || ctx.Err() != nil {
			return shards, err
		}
		if status := statusOf(err); status == http.StatusUnauthorized || status == http.StatusForbidden {
			refusal := asRefusal(err)
			b.o.Status.update(func(s *State) { s.Problem = refusal.(*Refusal).Remedy })
			return 0, refusal
		}
		b.o.Log.Log(ctx, telling(failures+1), "cannot connect to Discord", "cause", err, "times", failures+1)
		wanted = b.o.Status.heed(err)
	}
}

func (b *bot) hello(ctx context.Context) (shards int, err error) {
	id, err := b.api.self(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask who the bot is: %w", err)
	}
	gateway, err := b.api.gateway(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask for the gateway: %w", err)
	}
	b.api.app = id
	return max(gateway.Shards, 1), nil
}

// supervise runs the shards.
func (b *bot) supervise(ctx context.Context, client *http.Client, shards int) error {
	b.o.Status.update(func(s *State) { s.Shards = shards })
	g, ctx := errgroup.WithContext(ctx)
	gate := &gate{pause: b.o.Pause}
	for i := range shards {
		s := &supervisor{log: b.o.Log.With("shard", i), status: b.o.Status, api: b.api, gate: gate, pause: b.o.Pause,
			connect: func() *connection {
				return newConnection(b.o.Token, client, &dialer{dial: b.o.Dial, silence: b.o.Silence}, i, shards, b)
			}}
		g.Go(func() error { return s.run(ctx) })
	}
	g.Go(func() error { return b.forgetLeft(ctx) })
	return g.Wait()
}
