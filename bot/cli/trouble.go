package cli

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// troubles are what fails at present and is tried again by itself, under the name of the work. The zero troubles is none.
type troubles struct {
	mu  sync.Mutex
	all map[string]string
}

// note keeps what fails; "" says that it works again. It reports whether that is news.
func (t *troubles) note(work, sentence string) (news bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	news = t.all[work] != sentence
	if t.all == nil {
		t.all = map[string]string{}
	}
	t.all[work] = sentence
	return news
}

// text is everything that fails, on one line.
func (t *troubles) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var lines []string
	for _, sentence := range t.all {
		if sentence != "" && !slices.Contains(lines, sentence) {
			lines = append(lines, sentence)
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, " ")
}

// How long to wait before what failed is tried again: twice as long each time, from a second up to a minute.
const (
	firstPause   = time.Second
	longestPause = time.Minute
)

func pauseAfter(failures int, first, longest time.Duration) time.Duration {
	return min(first<<min(failures, 20), longest)
}

// persist does some work until ctx ends. When it fails, the log and the health pages say so, and it is tried again: a full disk or a
// store that cannot be read ends nothing but itself. The work calls well when it has got something done.
func (v *server) persist(ctx context.Context, work string, do func(ctx context.Context, well func()) error) {
	failures := 0
	well := func() {
		failures = 0
		if v.troubles.note(work, "") {
			v.log.Info("works again", "work", work)
		}
	}
	for ctx.Err() == nil {
		err := do(ctx, well)
		if ctx.Err() != nil {
			return
		}
		pause := pauseAfter(failures, firstPause, longestPause)
		v.failed(work, err, pause)
		failures++
		wait(ctx, pause)
	}
}

// failed says that some work failed, and when it is tried again. What fails for the same reason again and again is told once, above debug.
func (v *server) failed(work string, err error, again time.Duration) {
	lines, _ := explain(err)
	line := strings.Join(lines, " ")
	level := slog.LevelDebug
	if v.troubles.note(work, line) {
		level = slog.LevelError
	}
	v.log.Log(context.Background(), level, "failed", "work", work, "err", err, "again_in", again)
}

// wait waits, or returns early when ctx ends.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
