// Package index keeps passages and quotes in bleve, and finds them again.
//
// It is the only package that knows bleve, and it uses bleve's storage engine, scorch, alone: segments, postings,
// dictionaries, batches and durability. Analysis is package french's; scoring is our own textbook BM25 over scorch's postings,
// because bleve's scores take the square root of tf, count idf twice, and cannot hold the spellings of a name as one term.
// So there is no mapping, no analyzer registry and no query language: every field is written by document.go and read by search.go.
//
// An Index holds one collection. Everything in it is computed from articles and may be deleted at any time:
// Open says ErrStale or ErrDamaged when what is on disk cannot be used, and Rebuild makes it anew beside, then swaps.
//
// Reading goes through a View: one unchanging state of the index, for as long as one question takes.
package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"propos/corpus"
)

// Errors of Open, Apply and reading. Each is wrapped with what was being done.
var (
	ErrInUse   = errors.New("the index is already open, here or in another process")
	ErrStale   = errors.New("the index was made by another version of the program")
	ErrDamaged = errors.New("the index is damaged")
	ErrClosed  = errors.New("the index is closed")
)

// Options adjusts an Index. The zero Options is the product's default.
type Options struct {
	Log       *slog.Logger // nil means slog.Default(). scorch itself writes to the standard logger: slog.SetDefault takes that too
	CacheSize int          // bytes of analysed passages kept in memory; 0 means 16 MB
}

// Index is the index of one collection. It is safe for concurrent use: readers never wait for writers.
type Index struct {
	dir   string // "" in memory
	opts  Options
	words *Vocabulary
	cache *cache

	writing sync.Mutex // one Apply or swap at a time

	mu     sync.Mutex // guards what follows
	cur    *store
	closed bool
}

// Open opens the index in dir, and makes an empty one when there is none. The caller must Close it.
// It returns ErrInUse when another Index has it open, ErrStale or ErrDamaged when it must be made again (Rebuild).
// After a crash or damage it may open at an earlier Rev than the last applied to it: always whole articles, never after an acknowledged
// Apply unless files were changed by others.
func Open(dir string, o Options) (*Index, error) {
	s, err := openCurrent(dir, o.Log)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	return newIndex(dir, o, s), nil
}

// Memory returns an empty index that lives in memory, for small collections: its batches are never merged.
func Memory(o Options) (*Index, error) {
	s, err := newStore("", o.Log)
	if err != nil {
		return nil, fmt.Errorf("open index in memory: %w", err)
	}
	return newIndex("", o, s), nil
}

func newIndex(dir string, o Options, s *store) *Index {
	if o.CacheSize == 0 {
		o.CacheSize = 16 << 20
	}
	return &Index{dir: dir, opts: o, words: new(Vocabulary), cache: newCache(o.CacheSize), cur: s}
}

// Close waits for the writer and for open Views, then closes the files. It may be called twice.
func (x *Index) Close() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	if x.closed {
		x.mu.Unlock()
		return nil
	}
	x.closed = true
	s := x.cur
	x.mu.Unlock()
	if err := s.close(); err != nil {
		return fmt.Errorf("close index %s: %w", x.dir, err)
	}
	return nil
}

// acquire returns the current store, held until its release is called.
func (x *Index) acquire() (*store, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, ErrClosed
	}
	x.cur.held.Add(1)
	return x.cur, nil
}

// writable is acquire for a writer. After a batch that could not be written it first opens the files again, at the state they hold.
// The caller holds x.writing.
func (x *Index) writable() (*store, error) {
	s, err := x.acquire()
	if err != nil || !s.isFrozen() {
		return s, err
	}
	s.release()
	x.mu.Lock()
	if err := x.reopen(); err != nil {
		x.mu.Unlock()
		return nil, err
	}
	x.mu.Unlock()
	return x.acquire()
}

// reopen closes the files, when the last View lets go, and opens them again; new Views wait. The caller holds x.mu.
// When they cannot be opened the index is closed.
func (x *Index) reopen() error {
	old := x.cur
	x.closed = true
	if err := old.close(); err != nil {
		return err
	}
	s, err := openCurrent(x.dir, x.opts.Log)
	if err != nil {
		return err
	}
	s.number = old.number + 1
	x.cur, x.closed = s, false
	return nil
}

// Rev returns the last change that the index holds; 0 when it is empty or closed.
func (x *Index) Rev() corpus.Rev {
	v, err := x.View()
	if err != nil {
		return 0
	}
	defer v.Close()
	return v.Stats().Rev
}

// Outdated reports that another version of the analysis made the index. It answers as it did then, and only a Rebuild changes it.
func (x *Index) Outdated() bool {
	s, err := x.acquire()
	if err != nil {
		return false
	}
	defer s.release()
	return s.outdated
}

// Err returns why the index cannot write at present (a full disk), or nil. Reading goes on; a later write that succeeds clears it.
func (x *Index) Err() error {
	s, err := x.acquire()
	if err != nil {
		return err
	}
	defer s.release()
	return s.health.err()
}

// Analyse returns the tokens of a text, as those of passages are: a question's words meet an article's.
func (x *Index) Analyse(text string) []Token { return x.words.Analyse(text) }

// ctxErr wraps the context's error with what was being done.
func ctxErr(ctx context.Context, doing string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
