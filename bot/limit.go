package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How many of a minute's questions may come at once: what a lively moment needs.
const (
	personBurst  = 8
	serverBurst  = 60
	maxLimiters  = 20_000
	limiterSleep = 10 * time.Minute // a limiter unused for so long is full again and forgotten
)

// limits keeps a limiter for each person in each server and one for each server.
type limits struct {
	person, server int // a minute; 0 is no limit
	mu             sync.Mutex
	all            map[string]*limiter
}

type limiter struct {
	*rate.Limiter
	used time.Time
}

func newLimits(person, server int) *limits {
	return &limits{person: person, server: server, all: map[string]*limiter{}}
}

// wait returns 0 and counts the question when the person may ask now, else how long to wait: then it counts for nobody.
func (l *limits) wait(guild, person string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []*limiter
	if l.person > 0 {
		all = append(all, l.of("p "+person, l.person, personBurst, now))
	}
	if l.server > 0 && guild != "" { // direct messages share no server
		all = append(all, l.of("s "+guild, l.server, serverBurst, now))
	}
	var asked []*rate.Reservation
	wait := time.Duration(0)
	for _, limiter := range all {
		r := limiter.ReserveN(now, 1)
		asked, wait = append(asked, r), max(wait, r.DelayFrom(now))
	}
	if wait > 0 {
		for _, r := range asked {
			r.CancelAt(now)
		}
	}
	return wait
}

// of returns the limiter of a key. The caller holds l.mu.
func (l *limits) of(key string, perMinute, burst int, now time.Time) *limiter {
	found, ok := l.all[key]
	if !ok {
		l.prune(now)
		found = &limiter{Limiter: rate.NewLimiter(rate.Limit(perMinute)/60, min(burst, perMinute))}
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
