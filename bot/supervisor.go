package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"propos/bot/phrase"
)

// supervisor keeps one shard connected: a fresh connection each time, never before Discord's rules allow it.
type supervisor struct {
	log     *slog.Logger
	status  *Status
	api     *api
	gate    *gate
	pause   time.Duration // see Options.Pause
	connect func() *connection
	lost    bool // a connection that was READY; the next one is a reconnection
}

// gate spaces the identifies of all shards of a process.
type gate struct {
	mu    sync.Mutex
	pause time.Duration
	last  time.Time
}

// pass waits for its turn.
func (g *gate) pass(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.last.IsZero() {
		if err := sleep(ctx, time.Until(g.last.Add(g.pause))); err != nil {
			return err
		}
	}
	g.last = time.Now()
	return nil
}

// run connects again and again until ctx ends (nil) or Discord refuses the bot (a *Refusal).
func (s *supervisor) run(ctx context.Context) error {
	var closing sync.WaitGroup
	defer closing.Wait()
	wanted := time.Duration(0)
	for failures := 0; ; failures++ {
		if err := sleep(ctx, max(backoff(s.pause/4, failures), wanted)); err != nil {
			return nil
		}
		began := time.Now()
		ready, err := s.once(ctx, &closing)
		if ctx.Err() != nil {
			return nil
		}
		var refused *Refusal
		if err = asRefusal(err); errors.As(err, &refused) {
			s.status.update(func(st *State) { st.Problem = refused.Remedy })
			return refused
		}
		what := "cannot connect to Discord"
		if ready {
			failures, what = 0, "gateway connection ended"
		}
		s.log.Log(ctx, telling(failures+1), what, "cause", err, "after", time.Since(began).Round(time.Millisecond), "times", failures+1)
		wanted = s.status.heed(err)
		if ready || errors.Is(err, errReconnect) {
			failures = -1 // it works: the gate alone spaces the identifies
		}
	}
}

// telling is the level at which a failure is logged, that is the nth of a row: the 1st, 2nd, 4th, 8th… is a warning. A network that is away
// for a day takes ten lines of the log.
func telling(n int) slog.Level {
	if n&(n-1) == 0 {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// once waits for its turn, connects, and returns when the connection is over, with why; ready says that it was READY.
func (s *supervisor) once(ctx context.Context, closing *sync.WaitGroup) (ready bool, err error) {
	if err := s.afford(ctx); err != nil {
		return false, err
	}
	if err := s.gate.pass(ctx); err != nil {
		return false, err
	}
	c := s.connect()
	if err := c.open(ctx); err != nil {
		return false, err
	}
	s.status.update(func(st *State) {
		st.Open, st.Problem, st.Waiting = st.Open+1, "", ""
		if s.lost {
			st.Reconnects++
		}
	})
	defer closing.Go(c.close)
	defer s.status.update(func(st *State) { st.Open-- })
	s.lost = true
	select {
	case <-ctx.Done():
		return true, ctx.Err()
	case <-c.ended():
		return true, c.because(nil)
	}
}

// afford waits until the day's budget of identifies allows another one.
func (s *supervisor) afford(ctx context.Context) error {
	gateway, err := s.api.gateway(ctx)
	if err != nil {
		return fmt.Errorf("ask for the gateway: %w", err)
	}
	wait := budgetWait(gateway.SessionStartLimit)
	if wait > 0 {
		s.log.Warn("few identifies are left today", "left", gateway.SessionStartLimit.Remaining, "wait", wait.Round(time.Second))
		s.status.update(func(st *State) {
			st.Waiting = phrase.Say("Presque toutes les connexions du jour sont utilisées : nouvel essai dans %s.", phrase.Lasting(wait))
		})
	}
	return sleep(ctx, wait)
}

// sleep waits, or returns early with the error of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
