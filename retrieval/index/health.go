package index

import (
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// callbackName is the name under which scorch finds asyncError: its registry is global and must be filled before any index opens.
const callbackName = "propos"

func init() { scorch.RegistryAsyncErrorCallbacks[callbackName] = asyncError }

// watched finds the health of the store in a directory: scorch's callback is given no more than the path.
var watched sync.Map // string → *health

func watch(dir string, h *health) { watched.Store(dir, h) }

func unwatch(dir string) { watched.Delete(dir) }

func asyncError(err error, path string) {
	if h, ok := watched.Load(path); ok {
		h.(*health).failed(err)
	}
}

// health is what scorch's background work last met. When it fails to write, scorch tries again at once and for ever
// (measured: 1,400 times a second on a full disk), so failed makes it wait.
type health struct {
	log  *slog.Logger
	done chan struct{}
	once sync.Once

	mu     sync.Mutex
	last   error
	times  int
	broken error
}

const (
	firstPause = 50 * time.Millisecond
	maxPause   = 5 * time.Second
)

func newHealth(log *slog.Logger) *health {
	if log == nil {
		log = slog.Default()
	}
	return &health{log: log, done: make(chan struct{})}
}

// failed records the error and waits, longer each time, in the goroutine of scorch that met it.
func (h *health) failed(err error) {
	h.mu.Lock()
	h.last = err
	h.times++
	times, pause := h.times, min(firstPause<<min(h.times-1, 10), maxPause)
	h.mu.Unlock()
	if times&(times-1) == 0 { // the 1st, 2nd, 4th, 8th…: a disk that is full for a day takes few lines
		h.log.Error("index cannot write", "error", err, "times", times, "again_in", pause)
	}
	select {
	case <-time.After(pause):
	case <-h.done:
	}
}

func (h *health) succeeded() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last, h.times = nil, 0
}

func (h *health) err() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return errors.Join(h.broken, h.last)
}

// stop ends all waiting.
func (h *health) stop() { h.once.Do(func() { close(h.done) }) }

// damaged records that a read met a damaged segment: nothing waits, and no later write clears it.
func (h *health) damaged(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.broken == nil {
		h.broken = err
		h.log.Error("index is damaged", "error", err)
	}
}
