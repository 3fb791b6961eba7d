package desk

import (
	"context"
	"sync"
	"time"

	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

// queues lets one at a time do something about a key, the others in line; it keeps nothing about keys that nobody is at. The zero queues is empty.
type queues struct {
	mu  sync.Mutex
	all map[string]*queue
}

type queue struct {
	turn    chan struct{} // holds a token while somebody is at it
	waiting int           // how many are at it or in line
	free    time.Time     // when the next may begin
}

// enter waits for its turn and returns what ends it. pause is for how long nobody may begin after the end.
func (q *queues) enter(ctx context.Context, key string, pause time.Duration) (leave func(), err error) {
	q.mu.Lock()
	if q.all == nil {
		q.all = map[string]*queue{}
	}
	line := q.all[key]
	if line == nil {
		line = &queue{turn: make(chan struct{}, 1)}
		q.all[key] = line
	}
	line.waiting++
	q.mu.Unlock()
	select {
	case line.turn <- struct{}{}:
	case <-ctx.Done():
		q.leave(key, line)
		return nil, context.Cause(ctx)
	}
	leave = func() {
		line.free = time.Now().Add(pause)
		<-line.turn
		q.leave(key, line)
	}
	if err := wait(ctx, time.Until(line.free)); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

// leave forgets a line when its pause is over or nobody waits; a line that others wait in stays.
func (q *queues) leave(key string, line *queue) {
	q.mu.Lock()
	defer q.mu.Unlock()
	line.waiting--
	for k, l := range q.all {
		if l.waiting == 0 && !time.Now().Before(l.free) {
			delete(q.all, k)
		}
	}
}

// wait waits for some time, or for the end of ctx, whose cause it returns.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// politely gets a page or a feed: one at a time from each host, with a pause in between.
func (d *Desk) politely(ctx context.Context, req fetch.Request) (fetch.Response, error) {
	leave, err := d.hosts.enter(ctx, intake.Host(req.URL), d.o.Pause)
	if err != nil {
		return fetch.Response{}, err
	}
	defer leave()
	return d.o.Fetcher.Get(ctx, req)
}

// hourly counts what came to each collection within the last hour, in memory: a restart begins anew. The zero hourly has counted nothing.
type hourly struct {
	mu   sync.Mutex
	came map[string][]time.Time
}

// take reports whether one more may come now, at most limit within an hour, and counts it.
func (h *hourly) take(collection string, limit int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	if h.came == nil {
		h.came = map[string][]time.Time{}
	}
	came := h.came[collection]
	for len(came) > 0 && now.Sub(came[0]) >= time.Hour {
		came = came[1:]
	}
	if len(came) >= limit {
		h.came[collection] = came
		return false
	}
	h.came[collection] = append(came, now)
	return true
}

// giveBack takes back what was counted last.
func (h *hourly) giveBack(collection string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if came := h.came[collection]; len(came) > 0 {
		h.came[collection] = came[:len(came)-1]
	}
}
