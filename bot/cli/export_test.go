package cli

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"propos/bot"
	"propos/bot/desk"
	"propos/bot/health"
	"propos/config"
	"propos/corpus/store"
	"propos/retrieval"
)

// For the tests beside.
var (
	Wrap     = wrap
	Harmless = harmless
)

// Keeper is the part of serve that keeps a store by the clock.
type Keeper struct{ v *server }

// NewKeeper returns the keeper of a store whose data directory is dir, by a clock of the test.
func NewKeeper(dir string, s *store.Store, c config.Config, now func() time.Time) *Keeper {
	p := &program{settings: c, data: dir, log: slog.New(slog.DiscardHandler)}
	return &Keeper{&server{program: p, store: s, now: now}}
}

// Online is the part of serve that is at Discord, beside the one that keeps the store.
type Online struct{ v *server }

// NewOnline returns that part for the store of a data directory; it reaches Discord by dial, and logs into log.
func NewOnline(dir string, s *store.Store, c config.Config, log *slog.Logger, dial func(ctx context.Context, network, address string) (net.Conn, error)) *Online {
	p := &program{settings: c, data: dir, log: log}
	lib := retrieval.New(desk.Advised{Store: s}, retrieval.Options{Dir: p.indexes(), Log: log})
	return &Online{&server{program: p, store: s, library: lib, desk: p.deskOf(s, lib), status: new(bot.Status), questions: new(health.Questions), now: time.Now, dial: dial,
		refused: make(chan struct{}, 1)}}
}

// Run serves until ctx ends, with all that a serve does but what listens on the machine itself.
func (o *Online) Run(ctx context.Context) error {
	var g errgroup.Group
	o.v.works(ctx, &g)
	return errors.Join(g.Wait(), o.v.library.Close())
}

// Pages are the health pages.
func (o *Online) Pages() http.Handler {
	return health.Handler(health.Options{State: o.v.state, Questions: o.v.questions})
}

// Backups makes scheduled backups until ctx ends.
func (k *Keeper) Backups(ctx context.Context) { k.v.keepBackups(ctx) }

// Erasures keeps what was erased out of the backups until ctx ends.
func (k *Keeper) Erasures(ctx context.Context) {
	k.v.persist(ctx, "erasures", k.v.followErasures)
}

// Expire deletes what has been kept long enough until ctx ends.
func (k *Keeper) Expire(ctx context.Context) { k.v.expire(ctx) }

// State returns what the health pages show.
func (k *Keeper) State() health.State {
	k.v.mu.Lock()
	defer k.v.mu.Unlock()
	state := k.v.counts
	state.Trouble = k.v.troubles.text()
	return state
}

// Warm reads ahead as a serve over a data directory does after its start.
func Warm(ctx context.Context, dir string, s *store.Store, log *slog.Logger) error {
	p := &program{data: dir, log: log}
	lib := retrieval.New(s, retrieval.Options{Dir: p.indexes(), Log: log})
	v := &server{program: p, store: s, library: lib}
	return errors.Join(v.syncAll(ctx), v.warm(ctx), lib.Close())
}
