package cli

import (
	"context"
	"log/slog"
	"time"

	"propos/bot/health"
	"propos/config"
	"propos/corpus/store"
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

// Backups makes scheduled backups until ctx ends.
func (k *Keeper) Backups(ctx context.Context) { k.v.keepBackups(ctx) }

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
