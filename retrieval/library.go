package retrieval

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"propos/corpus"
	"propos/retrieval/index"
)

// Store is where a library reads articles. *store.Store is one; *Shelf is another.
type Store interface {
	// Changes returns the latest change of each article after a Rev, in order of Rev, at most limit.
	Changes(ctx context.Context, collection string, after corpus.Rev, limit int) ([]corpus.Change, error)
	// Article returns the version that holds now; an error that is ErrNoArticle or fs.ErrNotExist says that there is none.
	Article(ctx context.Context, collection, id string) (corpus.Article, int, error)
	// LastRev returns the Rev of the last change of any collection.
	LastRev(ctx context.Context) (corpus.Rev, error)
	// Since returns the last Rev before the collection began, or the last of all when there is no such collection.
	Since(ctx context.Context, collection string) (corpus.Rev, error)
}

// Errors of a Library that a caller can tell apart.
var (
	ErrNoArticle  = errors.New("no such article")
	ErrCollection = errors.New("a collection's name is 1 to 64 letters, digits, - or _")
)

// Options adjusts a Library. The zero Options is the product's default, with indexes in memory.
type Options struct {
	Dir   string       // folder of the indexes, one folder per collection in it; "" keeps them in memory
	Log   *slog.Logger // nil means slog.Default()
	Open  int          // how many indexes stay open at most, the least recently used close first; 0 means 64. In memory all stay.
	Model *Model       // nil means FittedModel
}

// Library answers questions from collections of articles. It is safe for concurrent use. The caller must Close it.
type Library struct {
	*shelves
	model weights
}

// shelves is the open collections, shared by the libraries that With makes.
type shelves struct {
	store  Store
	opts   Options
	log    *slog.Logger
	mu     sync.Mutex
	opened map[string]*shelf
	going  map[string]*departure // of each collection, the last of those under way
	closed bool
}

// New returns a library over a store. Indexes are opened, and made, when they are first asked for.
func New(s Store, o Options) *Library {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Open == 0 {
		o.Open = 64
	}
	model := FittedModel()
	if o.Model != nil {
		model = *o.Model
	}
	return &Library{&shelves{store: s, opts: o, log: o.Log, opened: map[string]*shelf{}, going: map[string]*departure{}}, model.weights()}
}

// With returns a library over the same open collections that ranks and refuses by another model. Closing either closes both.
func (l *Library) With(m Model) *Library { return &Library{l.shelves, m.weights()} }

// shelf is one collection while it is open.
type shelf struct {
	name     string
	after    *departure    // must end before the index is opened; nil for none
	ready    chan struct{} // closed when the index is open, or could not be
	err      error
	index    *index.Index
	reader   reader
	users    int       // guarded by Library.mu
	lastUsed time.Time // guarded by Library.mu

	syncing    sync.Mutex
	ahead      corpus.Rev // the last change applied while erased words are still in the index's files; 0 when none are; guarded by syncing
	purging    *purge     // the last purge, which may have ended; nil before the first; guarded by syncing
	rebuilding sync.Mutex // held while the index is made anew; it may be taken when syncing is held, not the other way round

	counting     sync.Mutex // guards what follows
	counted      Holdings
	countedState state

	naming   sync.Mutex // guards what follows
	named    *people
	renaming bool

	ending bool           // no work begins any more; read under syncing or naming, set under both
	work   sync.WaitGroup // waited for before the index is closed
}

// close ends what is under way and closes the index, if it could be opened. A purge is cut short: the next Sync begins it again.
func (s *shelf) close() error {
	<-s.ready
	if s.index == nil {
		return nil
	}
	s.syncing.Lock()
	s.naming.Lock()
	s.ending = true
	s.naming.Unlock()
	if s.purging != nil {
		s.purging.cancel()
	}
	s.syncing.Unlock()
	s.work.Wait()
	return s.index.Close()
}

// acquire opens a collection's index, or takes the open one. The caller must release it.
func (l *Library) acquire(name string) (*shelf, error) {
	if err := CheckCollection(name); err != nil {
		return nil, err
	}
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil, index.ErrClosed
	}
	s, ok := l.opened[name]
	if !ok {
		s = &shelf{name: name, after: l.going[name], ready: make(chan struct{})}
		l.opened[name] = s
	}
	s.users++
	s.lastUsed = time.Now()
	idle := l.idle()
	l.mu.Unlock()
	if idle != nil {
		l.shut(idle)
		l.end(idle)
	}
	if !ok {
		s.after.wait()
		s.index, s.err = l.open(name, &s.reader)
		close(s.ready)
	}
	<-s.ready
	if s.err != nil {
		l.release(s)
		return nil, s.err
	}
	return s, nil
}

// release ends one use of a shelf; one that could not be opened is forgotten, to be tried again.
func (l *Library) release(s *shelf) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s.users--
	if s.err != nil && l.opened[s.name] == s {
		delete(l.opened, s.name)
	}
}

// open opens the index of a collection. One that is damaged, or that this version cannot read, is removed: Sync fills a new one. One
// that another version of the analysis made answers until Sync has made a new one beside it.
func (l *Library) open(name string, r *reader) (*index.Index, error) {
	o := index.Options{Log: l.log}
	if l.opts.Dir == "" {
		return index.Memory(o)
	}
	dir := l.dir(name)
	x, err := index.Open(dir, o)
	if errors.Is(err, index.ErrStale) || errors.Is(err, index.ErrDamaged) {
		level := slog.LevelWarn
		if errors.Is(err, index.ErrStale) {
			level = slog.LevelInfo // as after every upgrade
		}
		l.log.Log(context.Background(), level, "index is made again", "collection", name, "err", err)
		if err := os.RemoveAll(dir); err != nil {
			return nil, fmt.Errorf("remove index %s: %w", dir, err)
		}
		r.begin(errors.Is(err, index.ErrStale), true)
		x, err = index.Open(dir, o)
	}
	if err == nil && x.Outdated() {
		l.log.Info("index of another version answers until it is made again", "collection", name)
		r.begin(true, false)
	}
	return x, err
}

func (l *Library) dir(name string) string { return filepath.Join(l.opts.Dir, name) }

// CheckCollection returns an error that wraps ErrCollection for a name that a collection cannot have. It is also the name of a folder.
func CheckCollection(name string) error {
	ok := name != "" && len(name) <= 64
	for _, c := range []byte(name) {
		ok = ok && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')
	}
	if !ok {
		return fmt.Errorf("collection %q: %w", name, ErrCollection)
	}
	return nil
}

// view pins the state of a collection for one question. done must be called. A *ReadingError says that there is nothing to answer from yet.
func (l *Library) view(name string) (s *shelf, v *index.View, done func(), err error) {
	for {
		if s, err = l.acquire(name); err != nil {
			return nil, nil, nil, err
		}
		if _, err = s.reader.state(); err == nil {
			v, err = s.index.View()
		}
		if err == nil {
			return s, v, func() { v.Close(); l.release(s) }, nil
		}
		l.release(s)
		if !errors.Is(err, index.ErrClosed) || !l.gone(s) {
			return nil, nil, nil, fmt.Errorf("read collection %s: %w", name, err)
		}
	}
}

// stored reads the version of an article that the index knows; ok is false when another one holds by now, or none: the next Sync has it.
func (l *Library) stored(ctx context.Context, s *shelf, id string, version int) (a corpus.Article, ok bool, err error) {
	a, now, err := l.store.Article(ctx, s.name, id)
	switch {
	case ctx.Err() != nil:
		return a, false, ctx.Err()
	case absent(err):
		return a, false, nil
	}
	return a, now == version, err
}

// absent reports that a Store has no such article, or none any more.
func absent(err error) bool { return errors.Is(err, ErrNoArticle) || errors.Is(err, fs.ErrNotExist) }

// Reading returns how far the reading of a collection's articles is; nil when all have been read. It is a *ReadingError when nothing
// can be answered meanwhile.
func (l *Library) Reading(collection string) (*Reading, error) {
	s, err := l.acquire(collection)
	if err != nil {
		return nil, err
	}
	defer l.release(s)
	return s.reader.state()
}

// Holdings counts what a collection holds.
func (l *Library) Holdings(ctx context.Context, collection string) (Holdings, error) {
	s, v, done, err := l.view(collection)
	if err != nil {
		return Holdings{}, err
	}
	defer done()
	return s.holdings(ctx, v)
}

// state tells what an index holds from what it held before. Its Rev alone does not while erased words are still in its files.
type state struct {
	rev                               corpus.Rev
	articles, passages, quotes, words int
}

func stateOf(s index.Stats) state { return state{s.Rev, s.Articles, s.Passages, s.Quotes, s.Words} }

// holdings counts articles and dates, once for each state of the index.
func (s *shelf) holdings(ctx context.Context, v *index.View) (Holdings, error) {
	stats := v.Stats()
	s.counting.Lock()
	defer s.counting.Unlock()
	if s.countedState == stateOf(stats) && stats.Rev > 0 {
		return s.counted, nil
	}
	h := Holdings{Articles: stats.Articles, Passages: stats.Passages, Dated: stats.Dated}
	var err error
	if h.First, h.Last, err = v.Extent(ctx); err != nil {
		return h, err
	}
	s.counted, s.countedState = h, stateOf(stats)
	return h, nil
}
