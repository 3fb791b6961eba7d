package retrieval

import (
	"context"
	"fmt"

	"propos/corpus"
)

// An index that an article was only taken out of keeps its words in its files until they are next merged. So after an erasure
// the index is made anew, beside the one that answers, and put in its place. Until then its Rev stays before the erasure:
// whenever the program ends, the next Sync finds the erasure and begins again.

// purge is one making anew of an index, beside the questions.
type purge struct {
	cancel context.CancelFunc
	ended  chan struct{}
	err    error // why it failed, once ended is closed
}

// erases reports a change after which words have to leave the index's files.
func erases(c corpus.Change) bool { return c.Kind == corpus.Erase }

// purge applies changes at once, with the index's Rev held, and sees to it that the index is made anew. s.syncing is held.
func (l *Library) purge(ctx context.Context, s *shelf, held corpus.Rev, changes []corpus.Change, progress func(done, total int)) error {
	if err := l.apply(ctx, s, held, changes, progress); err != nil {
		return err
	}
	if len(changes) > 0 {
		s.ahead = changes[len(changes)-1].Rev
		s.forgetCounts()
	}
	if s.purging == nil || s.purging.over() {
		ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		p := &purge{cancel: cancel, ended: make(chan struct{})}
		s.purging = p
		s.work.Go(func() {
			defer cancel()
			defer close(p.ended)
			if p.err = l.renew(ctx, s); p.err != nil && ctx.Err() == nil {
				l.log.Error("erased words are still in an index", "collection", s.name, "err", p.err)
			}
		})
	}
	return nil
}

// over reports whether the purge has ended.
func (p *purge) over() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// renew makes the index anew until no erasure came meanwhile, and applies what else came.
func (l *Library) renew(ctx context.Context, s *shelf) error {
	for {
		if err := l.rebuild(ctx, s, nil); err != nil {
			return err
		}
		again, err := l.catchUp(ctx, s)
		if err != nil || !again {
			return err
		}
	}
}

// catchUp applies what changed while the index was made anew; again is true when an erasure is among it.
func (l *Library) catchUp(ctx context.Context, s *shelf) (again bool, err error) {
	s.syncing.Lock()
	defer s.syncing.Unlock()
	rev := s.index.Rev()
	changes, err := l.store.Changes(ctx, s.name, rev, maxChanges)
	if err != nil {
		return false, err
	}
	held := corpus.Rev(0)
	for _, c := range changes {
		if again = again || erases(c); again {
			held = rev
		}
	}
	if err := l.apply(ctx, s, held, changes, nil); err != nil {
		return false, err
	}
	if s.ahead = 0; again {
		s.ahead = changes[len(changes)-1].Rev
	}
	s.forgetCounts()
	return again, nil
}

// forgetCounts drops what is kept in memory of the articles as they were.
func (s *shelf) forgetCounts() {
	s.counting.Lock()
	s.counted, s.countedState = Holdings{}, state{}
	s.counting.Unlock()
	s.naming.Lock()
	s.named = nil
	s.naming.Unlock()
}

// Settle waits until the words of what was erased, as far as Sync knows of it, are in none of the files of the collection's index.
// It returns why they still are, or the end of ctx; the next Sync tries again.
func (l *Library) Settle(ctx context.Context, collection string) error {
	s, err := l.acquire(collection)
	if err != nil {
		return err
	}
	defer l.release(s)
	s.syncing.Lock()
	p := s.purging
	s.syncing.Unlock()
	if p == nil {
		return nil
	}
	select {
	case <-p.ended:
		err = p.err
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("settle collection %s: %w", collection, err)
	}
	return nil
}
