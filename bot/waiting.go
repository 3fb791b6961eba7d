package bot

import (
	"sync"
	"time"
)

// waiting keeps a few words for some minutes, until their owner comes back to them: the question that waits for the choice
// of a server, the quotations of a message that wait for one to be picked. It is in memory alone.
type waiting struct {
	mu  sync.Mutex
	all map[string]waitingText
}

type waitingText struct {
	text string
	at   time.Time
}

const (
	waitingLife = 15 * time.Minute
	maxWaiting  = 2000
)

func newWaiting() *waiting { return &waiting{all: map[string]waitingText{}} }

// put keeps a text; an empty one takes the place of what was kept.
func (w *waiting) put(key, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.all) >= maxWaiting {
		clear(w.all)
	}
	w.all[key] = waitingText{text, time.Now()}
}

// take returns a text and forgets it.
func (w *waiting) take(key string) (text string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	kept, ok := w.all[key]
	delete(w.all, key)
	return kept.text, ok && time.Since(kept.at) <= waitingLife
}

// get returns a text and keeps it.
func (w *waiting) get(key string) (text string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	kept, ok := w.all[key]
	return kept.text, ok && time.Since(kept.at) <= waitingLife
}
