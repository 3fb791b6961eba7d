package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How much one person and one server may ask. A burst is what a lively moment needs; the rate is what lasts.
const (
	personEvery  = 3 * time.Second
	personBurst  = 8
	serverEvery  = 100 * time.Millisecond
	serverBurst  = 60
	maxLimiters  = 20_000
	limiterSleep = 10 * time.Minute // a limiter unused for so long is full again and forgotten
)

// limits keeps a limiter for each person in each server and one for each server.
type limits struct {
	mu  sync.Mutex
	all map[string]*limiter
}

type limiter struct {
	*rate.Limiter
	used time.Time
}

func newLimits() *limits { return &limits{all: map[string]*limiter{}} }

// wait returns 0 and counts the question when the person may ask now, else how long to wait.
func (l *limits) wait(guild, person string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	own := l.of("p "+person, personEvery, personBurst, now)
	all := []*limiter{own}
	if guild != "" { // direct messages share no server
		all = append(all, l.of("s "+guild, serverEvery, serverBurst, now))
	}
	for _, limiter := range all {
		r := limiter.ReserveN(now, 1)
		if delay := r.DelayFrom(now); delay > 0 {
			r.CancelAt(now)
			return delay
		}
	}
	return 0
}

// of returns the limiter of a key. The caller holds l.mu.
func (l *limits) of(key string, every time.Duration, burst int, now time.Time) *limiter {
	found, ok := l.all[key]
	if !ok {
		l.prune(now)
		found = &limiter{Limiter: rate.NewLimiter(rate.Every(every), burst)}
		l.all[key] = found
	}
	found.used = now
	return found
}

// prune forgets limiters that are full again when the table is large. The caller holds l.mu.
func (l *limits) prune(now time.Time) {
	if len(l.all) < maxLimiters {
		return
	}
	for key, limiter := range l.all {
		if now.Sub(limiter.used) > limiterSleep {
			delete(l.all, key)
		}
	}
	if len(l.all) >= maxLimiters {
		clear(l.all)
	}
}
