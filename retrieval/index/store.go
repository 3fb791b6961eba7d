package index

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"
)

// fingerprint names the form of what is stored. Raise formatVersion with every change of fields, analysis or passages.
const (
	formatVersion = 1
	fingerprint   = "propos index"
)

// Internal keys, written with every batch.
var (
	keyFingerprint = []byte("fingerprint")
	keyTotals      = []byte("totals")
)

func currentFingerprint() string {
	return fmt.Sprintf("%s %d, passages %d", fingerprint, formatVersion, cutVersion)
}

// store is one scorch index: a directory that is written once by one generation of the Index.
type store struct {
	dir    string
	number uint64 // differs from every other store's of the Index
	scorch bleve.Index
	queue  *bleve.AnalysisQueue
	health *health
	held   sync.WaitGroup // views
	once   sync.Once
}

// openCurrent opens the generation that dir's CURRENT file names, or makes the first; then removes what other generations left.
func openCurrent(dir string, log *slog.Logger) (*store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	name, err := readCurrent(dir)
	if err != nil {
		return nil, err
	}
	first := name == ""
	if first {
		name = generation(1)
	}
	s, err := openStore(filepath.Join(dir, name), log)
	if err != nil {
		return nil, err
	}
	if first {
		if err := writeCurrent(dir, name); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	removeOthers(dir, name)
	return s, nil
}

// openStore opens one scorch index and checks its fingerprint; dir "" is memory.
func openStore(dir string, log *slog.Logger) (*store, error) {
	s := &store{dir: dir, queue: bleve.NewAnalysisQueue(1), health: newHealth(log)}
	if dir != "" {
		watch(dir, s.health)
	}
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.abandon())
	}
	if err := s.checkFingerprint(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// open opens scorch, which panics on a truncated segment.
func (s *store) open() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	config := map[string]any{"path": s.dir, "bolt_timeout": "2s", "asyncErrorCallbackName": callbackName}
	s.scorch, err = scorch.NewScorch(scorch.Name, config, s.queue)
	if err != nil {
		return err
	}
	switch err := s.scorch.Open(); {
	case err == nil:
		return nil
	case errors.Is(err, bolt.ErrTimeout):
		return ErrInUse
	default:
		return fmt.Errorf("%w: %v", ErrDamaged, err)
	}
}

// checkFingerprint compares what a store with documents says of itself with this program.
func (s *store) checkFingerprint() error {
	snap, err := s.snapshot()
	if err != nil {
		return err
	}
	defer func() { _ = snap.Close() }()
	got := string(snap.Internal()[string(keyFingerprint)])
	if want := currentFingerprint(); got != want && (got != "" || len(snap.Segments()) > 0) {
		return fmt.Errorf("%w: it says %q, this program %q", ErrStale, got, want)
	}
	return nil
}

// snapshot pins the state of the index; the caller must Close it.
func (s *store) snapshot() (*scorch.IndexSnapshot, error) {
	r, err := s.scorch.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := r.(*scorch.IndexSnapshot)
	if !ok || snap == nil { // scorch returns a typed nil once it is closed
		return nil, ErrClosed
	}
	return snap, nil
}

func (s *store) release() { s.held.Done() }

// close waits for views, then closes. Only the owner of the store calls it.
func (s *store) close() (err error) {
	s.once.Do(func() {
		s.held.Wait()
		s.health.stop()
		err = s.scorch.Close()
		s.queue.Close()
		unwatch(s.dir)
	})
	return err
}

// abandon closes a store whose opening went wrong part of the way, so that its lock is not kept.
func (s *store) abandon() (err error) {
	defer func() {
		if r := recover(); r != nil { // nothing was open
			err = nil
		}
	}()
	s.health.stop()
	s.queue.Close()
	unwatch(s.dir)
	if s.scorch != nil {
		_ = s.scorch.Close()
	}
	return nil
}
