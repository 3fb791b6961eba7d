package index

import (
	"errors"
	"fmt"
	"hash/crc32"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"
)

// The fingerprint names what is stored. Raise formatVersion with every change of fields or records, which a program of another version
// cannot read; raise analysisVersion when only tokens, stems or quotes come out otherwise: the index of the other analysis
// goes on answering, as it did before the upgrade, until the new one is made beside it.
const (
	formatVersion   = 8
	analysisVersion = 6
	fingerprint     = "propos index %d, analysis %d, passages %d"
)

// Internal keys, written with every batch.
var (
	keyFingerprint = []byte("fingerprint")
	keyTotals      = []byte("totals")
)

func currentFingerprint() string {
	return fmt.Sprintf(fingerprint, formatVersion, analysisVersion, cutVersion)
}

// readable reports whether this program can read what an index with this fingerprint holds.
func readable(print string) bool {
	var format, analysis, passages int
	n, err := fmt.Sscanf(print, fingerprint, &format, &analysis, &passages)
	return err == nil && n == 3 && format == formatVersion
}

// store is one scorch index: a directory that is written once by one generation of the Index.
type store struct {
	dir    string
	number uint64 // differs from every other store's of the Index
	scorch bleve.Index
	queue  *bleve.AnalysisQueue
	health *health
	held   sync.WaitGroup // views

	mu     sync.Mutex
	frozen *snapshot // what is answered from since a batch could not be written; nil when all is well

	inForce  bool // CURRENT names it; a store that was never written is not. Guarded by Index.writing
	outdated bool // another analysis made it: it is read, and not written
	once     sync.Once
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
	inForce := name != ""
	if !inForce {
		name = generation(1)
	}
	s, err := newStore(filepath.Join(dir, name), log)
	if err != nil {
		return nil, err
	}
	s.inForce = inForce
	if err := s.check(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	removeOthers(dir, name)
	return s, nil
}

// newStore opens one scorch index, whatever it holds; dir "" is memory.
func newStore(dir string, log *slog.Logger) (*store, error) {
	s := &store{dir: dir, queue: bleve.NewAnalysisQueue(1), health: newHealth(log)}
	if dir != "" {
		watch(dir, s.health)
	}
	if err := s.open(); err != nil {
		s.abandon()
		return nil, err
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
	if s.dir != "" {
		if err := wholeRoot(s.dir); err != nil {
			return err
		}
	}
	config := map[string]any{"path": s.dir, "bolt_timeout": "2s", "asyncErrorCallbackName": callbackName, "scorchMergePlanOptions": merging}
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

// merging keeps an index in few pieces, each of which every word of a question is looked up in: at most three of a size, where scorch's
// own is ten.
var merging = map[string]any{"MaxSegmentsPerTier": 3, "SegmentsPerMergeTask": 10}

// check compares what the store says of itself with this program, and the checksum of each segment with its bytes.
// scorch looks at neither: it would panic, even in goroutines that nobody can guard, or answer nonsense. A gigabyte takes about a third of a second.
func (s *store) check() error {
	snap, err := s.snapshot()
	if err != nil {
		return err
	}
	defer func() { _ = snap.Close() }()
	switch got := string(snap.Internal()[string(keyFingerprint)]); {
	case got == currentFingerprint():
	case got == "" && s.inForce: // scorch passes over states that it cannot load, down to none
		return fmt.Errorf("%w: no state can be read", ErrDamaged)
	case got == "":
		return nil
	case readable(got):
		s.outdated = true
	default:
		return fmt.Errorf("%w: it says %q, this program %q", ErrStale, got, currentFingerprint())
	}
	for _, seg := range snap.Segments() {
		if f, ok := seg.Segment().(checksummed); ok && !whole(f) {
			return fmt.Errorf("%w: checksum of segment %d", ErrDamaged, seg.Id())
		}
	}
	return nil
}

// checksummed is what a segment on disk shows of itself; the file ends with the CRC-32 of what is before.
type checksummed interface {
	Data() []byte
	CRC() uint32
}

func whole(f checksummed) bool {
	data := f.Data()
	return len(data) > crc32.Size && crc32.ChecksumIEEE(data[:len(data)-crc32.Size]) == f.CRC()
}

// snapshot pins the state of the index; the caller must Close it.
func (s *store) snapshot() (*snapshot, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen != nil {
		s.frozen.AddRef()
		return s.frozen, nil
	}
	r, err := s.scorch.Reader()
	if err != nil {
		return nil, err
	}
	snap, ok := r.(*snapshot)
	if !ok || snap == nil { // scorch returns a typed nil once it is closed
		return nil, ErrClosed
	}
	return snap, nil
}

func (s *store) release() { s.held.Done() }

// freeze lets readers stay with the state before a batch that could not be written. scorch would show them that batch, and closes
// the segments that it failed to write: reading them panics. The store is of no more use to writers and must be opened again.
func (s *store) freeze(before *snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before.AddRef()
	s.frozen = before
}

func (s *store) isFrozen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frozen != nil
}

// close waits for views, then closes. Only the owner of the store calls it.
func (s *store) close() (err error) {
	s.once.Do(func() {
		s.held.Wait()
		s.health.stop()
		if s.frozen != nil {
			_ = s.frozen.Close()
		}
		err = s.scorch.Close()
		s.queue.Close()
		unwatch(s.dir)
	})
	return err
}

// abandon closes a store whose opening went wrong part of the way, so that its lock is not kept.
func (s *store) abandon() {
	defer func() { _ = recover() }() // what was not open cannot be closed
	s.health.stop()
	s.queue.Close()
	unwatch(s.dir)
	if s.scorch != nil {
		_ = s.scorch.Close()
	}
}
