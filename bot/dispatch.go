package bot

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/semaphore"
)

// bot is one Run.
type bot struct {
	o        Options
	log      *slog.Logger
	api      *api
	places   *places
	limits   *limits
	seen     *recent
	talks    *talks
	waiting  *waiting
	panels   *panels
	notices  *notices
	unkept   unkept
	jobs     jobs
	uploads  *http.Client
	reading  *semaphore.Weighted // of sources
	working  *semaphore.Weighted // of jobs
	fetched  *fetched
	catalogs *catalogs
	command  registration

	onAnswers map[string]press // by their verbs
	onPanels  map[string]panelPress

	ctx     context.Context // of the handlers: outlives Run's context by the grace
	cancel  context.CancelFunc
	erasing sync.RWMutex   // held for writing while a person's data are erased
	work    sync.WaitGroup // handlers under way
	mu      sync.Mutex
	closed  bool // no new handler starts
}

func newBot(ctx context.Context, o Options, a *api) *bot {
	b := &bot{o: o, log: o.Log, api: a,
		places: newPlaces(), limits: newLimits(o.PersonRate, o.ServerRate), seen: newRecent(4096), talks: newTalks(),
		waiting: newWaiting(), panels: newPanels(), notices: newNotices(), fetched: newFetched(),
		uploads: newUploads(), reading: semaphore.NewWeighted(maxReading), working: semaphore.NewWeighted(maxJobs), catalogs: newCatalogs(o.Store),
	}
	b.onAnswers, b.onPanels = b.presses(), b.panelPresses()
	b.ctx, b.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return b
}

// finish lets the handlers under way end, for the length of the grace.
func (b *bot) finish() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		b.work.Wait()
		close(done)
	}()
	timer := time.NewTimer(b.o.Grace)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		b.log.Warn("answers under way are cut short", "after", b.o.Grace)
	}
	b.cancel()
	<-done
}

// spawn runs a handler of its own, unless the bot is closing, and reports whether it does. A panic ends the handler, not the bot.
func (b *bot) spawn(what string, do func(ctx context.Context)) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	b.work.Go(func() {
		defer b.guard(what)
		do(b.ctx)
	})
	return true
}

// guard reports a panic of a handler, which is a bug of this program.
func (b *bot) guard(what string) {
	if fault := recover(); fault != nil {
		b.o.Status.update(func(s *State) { s.Failed++ })
		b.log.Error("a handler panicked", "handler", what, "stack", string(debug.Stack()))
	}
}

// The events of a connection.

func (b *bot) ready(r *discordgo.Ready) {
	b.log.Info("connected to Discord", "servers", len(r.Guilds))
	b.spawn("register", b.register)
}

func (b *bot) interaction(i *discordgo.Interaction) {
	if b.seen.add(i.ID) {
		b.spawn("interaction", func(ctx context.Context) { b.handle(ctx, i) })
	}
}

func (b *bot) message(m *discordgo.Message) {
	if m.Author == nil || m.Author.Bot || m.WebhookID != "" || !b.concerns(m) || !b.seen.add(m.ID) {
		return
	}
	b.spawn("message", func(ctx context.Context) { b.converse(ctx, m) })
}

func (b *bot) guild(g *discordgo.Guild) {
	b.places.arrive(g)
	b.o.Status.update(func(s *State) { s.Servers = b.places.count() })
	if !b.serves(g.ID) {
		b.spawn("leave", func(ctx context.Context) { b.leave(ctx, g) })
	}
}

func (b *bot) guildGone(g *discordgo.Guild) {
	if !g.Unavailable { // an outage, not a farewell
		b.places.leave(g.ID)
		b.o.Status.update(func(s *State) { s.Servers = b.places.count() })
	}
}

func (b *bot) thread(c *discordgo.Channel) { b.places.thread(c) }

// recent remembers the last ids, so that an event that comes twice is answered once.
type recent struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int
}

func newRecent(size int) *recent {
	return &recent{ids: make(map[string]bool, size), ring: make([]string, size)}
}

// add reports whether the id is new.
func (r *recent) add(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids[id] {
		return false
	}
	delete(r.ids, r.ring[r.next])
	r.ring[r.next], r.ids[id] = id, true
	r.next = (r.next + 1) % len(r.ring)
	return true
}
