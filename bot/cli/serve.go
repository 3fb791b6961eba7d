package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"propos/bot"
	"propos/bot/clock"
	"propos/bot/desk"
	"propos/bot/health"
	"propos/bot/phrase"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
	"propos/retrieval"
	"propos/retrieval/remote"
)

type serveCommand struct{}

// Run is the Discord bot, until a signal. It owns the data directory: it keeps the indexes in step with the store, answers the reading
// commands of other processes, backs up, and shows its health. Without a token, or refused by Discord, it does all but answer members,
// and says what is missing.
func (serveCommand) Run(ctx context.Context, p *program) (err error) {
	if p.settings.DiscordToken == "" && p.settings.HealthAddress == "" {
		return said(exitSettings, "%s", noToken())
	}
	lock, err := p.ownData(ctx)
	if err != nil {
		return ownedElsewhere(err)
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	s, err := p.openToServe(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	lib := retrieval.New(desk.Advised{Store: s}, retrieval.Options{Dir: p.indexes(), Log: p.log})
	defer func() { err = errors.Join(err, lib.Close()) }()
	v := &server{program: p, store: s, library: lib, desk: p.deskOf(s, lib), status: new(bot.Status), questions: new(health.Questions), now: time.Now,
		refused: make(chan struct{}, 1), reading: phrase.Fine("Je lis les articles.")}
	return v.run(ctx)
}

func noToken() string {
	return phrase.Fine("Il n'y a pas de jeton de bot : donne PROPOS_DISCORD_TOKEN (ou PROPOS_DISCORD_TOKEN_FILE). La ligne de commande, elle, répond : propos ask \"…\"")
}

// ownData makes this process the owner of the data directory; a short command that owns it is waited for.
func (p *program) ownData(ctx context.Context) (*datadir.Lock, error) {
	if p.data == "" {
		return nil, noDataDir()
	}
	return ownWithin(ctx, p.data, ownerPatience)
}

// openToServe looks through the store for damage first, and keeps a backup before its tables change.
func (p *program) openToServe(ctx context.Context) (*store.Store, error) {
	s, err := store.Open(ctx, p.file(), store.Options{Log: p.log, Check: true,
		BeforeMigration: func(ctx context.Context, s *store.Store, from, to int) error {
			return p.backupTo(ctx, s, fmt.Sprintf("%s%d-%s%s", beforePrefix, to, stamp(time.Now()), backupSuffix))
		}})
	var corrupt *store.CorruptError
	if errors.As(err, &corrupt) {
		if newest, ok := p.newestBackup(); ok {
			return nil, said(exitIO, "%s est abîmé (%s). La dernière sauvegarde : propos recover %s", corrupt.File, corrupt.Detail, newest.path)
		}
	}
	return s, err
}

// server is a serve under way.
type server struct {
	*program
	store     *store.Store
	library   *retrieval.Library
	desk      *desk.Desk
	status    *bot.Status
	questions *health.Questions
	now       func() time.Time                                                     // the clock on the wall
	dial      func(ctx context.Context, network, address string) (net.Conn, error) // to Discord; nil is by the machine's network
	troubles  troubles
	refused   chan struct{} // has one when the disk has just refused something

	mu      sync.Mutex
	reading string // how far the reading of the articles is; "" when all have been read
	problem string // what a person must mend
	counts  health.State
}

func (v *server) run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	if err := v.health(ctx, g); err != nil {
		return err
	}
	if l, err := remote.Listen(v.data); err == nil {
		g.Go(func() error { return ended(ctx, remote.Serve(ctx, l, v.answer)) })
	} else {
		v.log.Warn("other processes must wait", "err", err)
	}
	v.works(ctx, g)
	return g.Wait()
}

// works starts all that goes on until ctx ends.
func (v *server) works(ctx context.Context, g *errgroup.Group) {
	for _, work := range []func(context.Context){
		func(ctx context.Context) { v.persist(ctx, "articles", v.follow) }, v.keepBackups, v.expire,
		func(ctx context.Context) { v.persist(ctx, "erasures", v.followErasures) },
		func(ctx context.Context) { v.persist(ctx, "disk", v.watchDisk) },
		func(ctx context.Context) { v.persist(ctx, "feeds", v.pollFeeds) },
	} {
		g.Go(func() error { work(ctx); return nil })
	}
	g.Go(func() error { return v.discord(ctx) })
}

// ended returns nil for an error that the end of ctx explains.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// answer answers another process from articles that are in step with the store; while many are being read, from those that were.
func (v *server) answer(ctx context.Context, q remote.Request) (remote.Response, error) {
	reading, err := v.library.Reading(q.Collection)
	if err == nil && reading == nil {
		err = v.library.Sync(ctx, q.Collection, nil)
	}
	if err != nil {
		return remote.Response{}, err
	}
	return remote.From(v.library)(ctx, q)
}

// pollFeeds looks at the feeds of every collection when they are due.
func (v *server) pollFeeds(ctx context.Context, well func()) error {
	return v.desk.Poll(ctx, v.log, well)
}

// discord runs the bot. What only a person can mend is said and shown; the rest of the program goes on.
func (v *server) discord(ctx context.Context) error {
	if v.settings.DiscordToken == "" {
		v.log.Warn("no Discord token", "remedy", noToken())
		<-ctx.Done()
		return nil
	}
	err := bot.Run(ctx, bot.Options{Desk: v.desk,
		Token: v.settings.DiscordToken.Reveal(), Library: counted{v.library, v.questions}, Store: v.store, API: v.settings.DiscordAPI, Servers: v.settings.Servers,
		TestServers: v.settings.TestServers, Contact: v.settings.Contact, Version: version(), Log: v.log, Status: v.status,
		PersonRate: v.settings.PersonRate, ServerRate: v.settings.ServerRate, KeepLeft: v.settings.KeepLeft, Refused: v.diskRefused, Dial: v.dial,
	})
	var refusal *bot.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	v.log.Error("refused by Discord", "remedy", refusal.Remedy, "err", refusal.Err)
	v.set(func() { v.problem = refusal.Remedy })
	<-ctx.Done()
	return nil
}

func (v *server) set(change func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	change()
}

// health opens the health pages where an address is set.
func (v *server) health(ctx context.Context, g *errgroup.Group) error {
	if v.settings.HealthAddress == "" {
		return nil
	}
	l, err := net.Listen("tcp", v.settings.HealthAddress)
	if err != nil {
		return said(exitSettings, "PROPOS_HEALTH_ADDR=%s : %v.", v.settings.HealthAddress, rootCause(err))
	}
	g.Go(func() error {
		err := health.Serve(ctx, l, health.Options{State: v.state, Questions: v.questions, Version: version(), Log: v.log})
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
	return nil
}

// state is what the health pages show now.
func (v *server) state() health.State {
	connection := v.status.State()
	v.mu.Lock()
	defer v.mu.Unlock()
	state := v.counts
	state.FeedFaults = v.desk.FeedFaults()
	state.Connected, state.Reconnects, state.Servers = connection.Connected, connection.Reconnects, connection.Servers
	state.Handled, state.HandledLate, state.HandledFault = connection.Answered, connection.Slow, connection.Failed
	state.Problem, state.Trouble, state.Waiting = cmp.Or(v.problem, connection.Problem), v.troubles.text(), v.reading
	switch {
	case v.settings.DiscordToken == "":
		state.Waiting = sentences(v.reading, noToken())
	case !connection.Connected:
		state.Waiting = sentences(unconnected(connection.Since), connection.Waiting, v.reading)
	}
	return state
}

// sentences joins those that say something.
func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

// unconnected says that there is no connection to Discord, and since when; zero is since the start.
func unconnected(since time.Time) string {
	if since.IsZero() {
		return phrase.Fine("Je me connecte à Discord.")
	}
	return phrase.Say("Pas de connexion à Discord depuis %s : je réessaie.", phrase.Lasting(time.Since(since)))
}

// How often expire looks at the clock, how often it deletes, and for how long the clock must have gone evenly by then.
const (
	expireLook  = 10 * time.Minute
	expireEvery = 24 * time.Hour
	expireTrust = 10 * time.Minute
)

// expire deletes once a day what has been kept long enough, by a clock that has not leapt just before.
func (v *server) expire(ctx context.Context) {
	var (
		began = time.Now()
		watch clock.Watch
		due   time.Duration
	)
	for ctx.Err() == nil {
		now, ran := v.now(), time.Since(began)
		if even := watch.Look(now, ran); even >= expireTrust && ran >= due {
			due = ran + expireEvery
			v.expireNow(ctx, now)
		}
		wait(ctx, expireLook)
	}
}

func (v *server) expireNow(ctx context.Context, now time.Time) {
	n, err := v.store.Expire(ctx, now)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		v.failed("expire", err, expireEvery)
	default:
		v.troubles.note("expire", "")
		v.log.Info("expired", "answers", n.Answers, "drafts", n.Drafts, "articles", n.Articles)
	}
}

type healthcheckCommand struct{}

// Run asks the health page of a running serve, as a container does.
func (healthcheckCommand) Run(ctx context.Context, p *program) error {
	if p.settings.HealthAddress == "" {
		return said(exitSettings, "Il n'y a pas de page de santé : donne PROPOS_HEALTH_ADDR, par exemple 127.0.0.1:8080.")
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := health.Check(ctx, p.settings.HealthAddress); err != nil {
		return said(exitNoAnswer, "%s", err.Error())
	}
	p.say("En bonne santé.")
	return nil
}

func (p *program) backups() string { return filepath.Join(p.data, "backups") }
