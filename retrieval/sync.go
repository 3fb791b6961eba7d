package retrieval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"propos/corpus"
	"propos/retrieval/index"
)

// maxChanges is all changes there can be.
const maxChanges = math.MaxInt32

// syncBatch is how many changes go into one batch of the index.
const syncBatch = 256

// Sync brings a collection's index up to the store: what changed since the index's Rev, or everything for a new index.
// It returns when the changes can be found. progress, which may be nil, is told how many changes are done, and of how many.
// Several Syncs of one collection wait for one another.
//
// What was erased is in no answer when Sync returns; its words leave the index's files soon after (see Settle).
func (l *Library) Sync(ctx context.Context, collection string, progress func(done, total int)) error {
	return l.alone(ctx, "sync", collection, progress, l.sync)
}

// alone does one thing to a collection's index that two may not do at once.
func (l *Library) alone(ctx context.Context, doing, collection string, progress func(done, total int), do func(context.Context, *shelf, func(done, total int)) error) error {
	s, err := l.acquireAlone(collection)
	if err != nil {
		return err
	}
	defer l.release(s)
	defer s.syncing.Unlock()
	if err := do(ctx, s, s.reader.at(progress)); err != nil {
		return fmt.Errorf("%s collection %s: %w", doing, collection, err)
	}
	s.reader.end()
	return nil
}

// acquireAlone is acquire with s.syncing held.
func (l *Library) acquireAlone(collection string) (*shelf, error) {
	for {
		s, err := l.acquire(collection)
		if err != nil {
			return nil, err
		}
		s.syncing.Lock()
		if !s.ending {
			return s, nil
		}
		s.syncing.Unlock() // forgotten meanwhile
		l.release(s)
	}
}

func (l *Library) sync(ctx context.Context, s *shelf, progress func(done, total int)) error {
	last, err := l.store.LastRev(ctx)
	if err != nil {
		return err
	}
	since, err := l.store.Since(ctx, s.name)
	if err != nil {
		return err
	}
	rev := s.index.Rev()
	damaged := errors.Is(s.index.Err(), index.ErrDamaged) // a question met it
	forgotten := rev > 0 && rev <= since                  // it is of an earlier collection of that name
	if damaged || forgotten {
		s.reader.begin(false, true)
	}
	if damaged || forgotten || rev > last || s.index.Outdated() { // or the store was replaced by an older one, or the program by another version
		s.ahead = 0
		err := l.rebuild(ctx, s, progress)
		if forgotten {
			s.forgetPeople()
		}
		return err
	}
	if rev == last {
		return nil
	}
	changes, err := l.store.Changes(ctx, s.name, max(rev, s.ahead), maxChanges)
	if err != nil {
		return err
	}
	if len(changes) > manyUnread {
		s.reader.begin(false, rev == 0)
	}
	if s.ahead > 0 || l.opts.Dir != "" && rev > 0 && slices.ContainsFunc(changes, erases) {
		return l.purge(ctx, s, rev, changes, progress)
	}
	return l.apply(ctx, s, 0, changes, progress)
}

// apply writes changes to the index, whose Rev follows them; or stays what held says, when that is above 0.
func (l *Library) apply(ctx context.Context, s *shelf, held corpus.Rev, changes []corpus.Change, progress func(done, total int)) error {
	for done := 0; done < len(changes); {
		part := changes[done:min(done+syncBatch, len(changes))]
		batch, err := l.batch(ctx, s.name, part)
		if err != nil {
			return err
		}
		if held > 0 {
			batch.Rev = held
		}
		if err := s.index.Apply(ctx, batch); err != nil {
			return err
		}
		done += len(part)
		if progress != nil {
			progress(done, len(changes))
		}
	}
	return nil
}

// batch reads the changed articles and analyses them, on every processor.
func (l *Library) batch(ctx context.Context, collection string, changes []corpus.Change) (index.Batch, error) {
	b := index.Batch{Rev: changes[len(changes)-1].Rev}
	entries := make([]*index.Entry, len(changes))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, c := range changes {
		if !c.Visible() {
			continue
		}
		a, version, err := l.store.Article(ctx, collection, c.Article)
		if absent(err) {
			continue // it changed again since the list was read: the next change says how
		}
		if err != nil {
			return b, errors.Join(err, g.Wait())
		}
		g.Go(func() error {
			e, err := analysed(a, version)
			if err != nil {
				l.log.Warn("article left out", "collection", collection, "article", a.ID, "err", err)
			}
			entries[i] = e
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return b, err
	}
	for i, e := range entries {
		if e == nil {
			b.Drop = append(b.Drop, changes[i].Article)
		} else {
			b.Put = append(b.Put, *e)
		}
	}
	return b, nil
}

// analysed is entry, or why the index cannot have the article. A panic of the analysis is an error: one article does not end the program.
func analysed(a corpus.Article, version int) (e *index.Entry, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("analyse article: panic: %v", r)
		}
	}()
	if _, err := index.Cut(a.Body); err != nil {
		return nil, err
	}
	return entry(a, version), nil
}

// Reindex makes a collection's index anew, beside the old one, which answers meanwhile. Nothing erased is in its files afterwards.
func (l *Library) Reindex(ctx context.Context, collection string, progress func(done, total int)) error {
	return l.alone(ctx, "reindex", collection, progress, func(ctx context.Context, s *shelf, progress func(done, total int)) error {
		if err := l.rebuild(ctx, s, progress); err != nil {
			return err
		}
		s.ahead = 0
		return nil
	})
}

func (l *Library) rebuild(ctx context.Context, s *shelf, progress func(done, total int)) error {
	s.rebuilding.Lock()
	defer s.rebuilding.Unlock()
	changes, err := l.store.Changes(ctx, s.name, 0, maxChanges)
	if err != nil {
		return err
	}
	var rev corpus.Rev
	if len(changes) > 0 {
		rev = changes[len(changes)-1].Rev
	}
	articles := func(yield func(index.Entry, error) bool) {
		for done := 0; done < len(changes); {
			part := changes[done:min(done+syncBatch, len(changes))]
			b, err := l.batch(ctx, s.name, part)
			if err != nil {
				yield(index.Entry{}, err)
				return
			}
			for _, e := range b.Put {
				if !yield(e, nil) {
					return
				}
			}
			done += len(part)
			if progress != nil {
				progress(done, len(changes))
			}
		}
	}
	return s.index.Rebuild(ctx, index.Build{Rev: rev, Articles: articles})
}
