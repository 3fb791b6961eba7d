package cli

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// library answers requests: from the indexes of this process, from the process that owns the data directory, or from the built-in articles.
// Close it.
type library struct {
	answer func(context.Context, remote.Request) (remote.Response, error)
	close  func() error
	demo   bool               // the built-in articles answer
	owned  *retrieval.Library // nil unless this process owns the data directory
}

// Close releases what the library holds.
func (l *library) Close() error { return l.close() }

// How long to wait for another process that owns the data directory and does not answer, and how often to look.
const (
	ownerPatience = 5 * time.Second
	ownerLook     = 25 * time.Millisecond
)

// library opens the articles for a reading command. With none of one's own, the built-in articles answer, and that is said.
func (p *program) library(ctx context.Context) (*library, error) {
	if !p.hasStore() {
		return p.demo(ctx)
	}
	s, err := p.openStore(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := s.Counts(ctx, p.collection)
	if err == nil && counts.Visible == 0 {
		if err := s.Close(); err != nil {
			return nil, err
		}
		return p.demo(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	l, err := p.own(ctx, s)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return l, nil
}

// withLibrary opens the articles for a reading command, and closes them.
func (p *program) withLibrary(ctx context.Context, do func(*library) error) error {
	l, err := p.library(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(l), l.Close())
}

// demo opens the built-in articles.
func (p *program) demo(ctx context.Context) (*library, error) {
	p.remarkDemo()
	lib := retrieval.New(retrieval.NewShelf(demo.Articles()), retrieval.Options{Log: p.log})
	if err := lib.Sync(ctx, p.collection, nil); err != nil {
		return nil, errors.Join(err, lib.Close())
	}
	return &library{answer: remote.From(lib), close: lib.Close, demo: true}, nil
}

// remarkDemo says that what follows is of the built-in articles.
func (p *program) remarkDemo() {
	p.remark("Ta collection est vide : je réponds d'après les %s de démonstration. Ajoute les tiens : propos add FICHIER", phrase.Articles(len(demo.Articles())))
}

// ownNow makes this process the owner of the data directory; nil when another process is.
func (p *program) ownNow(s *store.Store) (*library, error) {
	lock, err := datadir.Own(p.data)
	var held *datadir.HeldError
	switch {
	case errors.As(err, &held):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return p.owner(s, lock), nil
}

// withIndexes does something to the indexes, when no other process owns them: that one keeps them in step by itself.
func (p *program) withIndexes(ctx context.Context, do func(*retrieval.Library) error) error {
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	l, err := p.ownNow(s)
	if err != nil || l == nil {
		return errors.Join(err, s.Close())
	}
	return errors.Join(do(l.owned), l.Close())
}

// ownWithin makes this process the owner of a folder; a process that owns it is waited for, until it is a *datadir.HeldError.
func ownWithin(ctx context.Context, dir string, patience time.Duration) (*datadir.Lock, error) {
	late := time.After(patience)
	look := time.NewTicker(ownerLook)
	defer look.Stop()
	for {
		lock, err := datadir.Own(dir)
		var held *datadir.HeldError
		if !errors.As(err, &held) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-late:
			return nil, held
		case <-look.C:
		}
	}
}

// own makes this process the owner of the data directory, or finds the one that is and answers.
func (p *program) own(ctx context.Context, s *store.Store) (*library, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, ownerPatience, nil)
	defer cancel()
	look := time.NewTicker(ownerLook)
	defer look.Stop()
	for {
		lock, err := datadir.Own(p.data)
		if err == nil {
			return p.owner(s, lock), nil
		}
		var held *datadir.HeldError
		if !errors.As(err, &held) {
			return nil, err
		}
		if remote.Answers(ctx, p.data) {
			return &library{answer: p.guest(s), close: s.Close}, nil
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return nil, held
			}
			return nil, ctx.Err()
		case <-look.C:
		}
	}
}

// owner answers from indexes of this process, for itself and for others, until it is closed.
func (p *program) owner(s *store.Store, lock *datadir.Lock) *library {
	lib := retrieval.New(desk.Advised{Store: s}, retrieval.Options{Dir: p.indexes(), Log: p.log})
	fresh := func(progress func(done, total int)) func(context.Context, remote.Request) (remote.Response, error) {
		answer := remote.From(lib)
		return func(ctx context.Context, q remote.Request) (remote.Response, error) {
			if err := lib.Sync(ctx, q.Collection, progress); err != nil {
				return remote.Response{}, err
			}
			return answer(ctx, q)
		}
	}
	stop := p.listen(lock.Dir(), fresh(nil))
	return &library{
		owned: lib,
		answer: func(ctx context.Context, q remote.Request) (remote.Response, error) {
			bar := p.progress(phrase.Fine("Je lis les articles"), phrase.Articles)
			defer bar.done()
			return fresh(bar.at)(ctx, q)
		},
		close: func() error {
			stop()
			return errors.Join(lib.Close(), s.Close(), lock.Release())
		},
	}
}

// listen answers other processes until stop is called. Without a socket they wait for this process to end, so that is no fault.
func (p *program) listen(dir string, answer func(context.Context, remote.Request) (remote.Response, error)) (stop func()) {
	l, err := remote.Listen(dir)
	if err != nil {
		p.log.Debug("other processes must wait", "err", err)
		return func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	var serving sync.WaitGroup
	serving.Go(func() {
		if err := remote.Serve(ctx, l, answer); err != nil && !errors.Is(err, net.ErrClosed) {
			p.log.Warn("other processes must wait", "err", err)
		}
	})
	return func() { cancel(); serving.Wait() }
}

// guest asks the owner; when it has ended meanwhile, this process takes its place for one request.
func (p *program) guest(s *store.Store) func(context.Context, remote.Request) (remote.Response, error) {
	return func(ctx context.Context, q remote.Request) (remote.Response, error) {
		r, err := remote.Call(ctx, p.data, q)
		if !errors.Is(err, remote.ErrAway) {
			return r, err
		}
		again, err := p.openStore(ctx)
		if err != nil {
			return remote.Response{}, err
		}
		l, err := p.own(ctx, again)
		if err != nil {
			return remote.Response{}, errors.Join(err, again.Close())
		}
		r, err = l.answer(ctx, q)
		return r, errors.Join(err, l.Close())
	}
}
