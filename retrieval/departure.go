package retrieval

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
)

// departure is a collection that is closed, and perhaps deleted, while the others go on. Its folder is nobody else's until it ends: whoever
// asks for the collection meanwhile waits, and opens it anew.
type departure struct {
	name  string
	shelf *shelf     // nil when the collection is not open
	after *departure // an earlier one of the same collection, which must end before; nil for none
	ended chan struct{}
}

// wait returns when the departure has ended; that of nil has.
func (d *departure) wait() {
	if d != nil {
		<-d.ended
	}
}

// close waits for an earlier departure, for what is under way and for those who read, and closes the index.
func (d *departure) close() error {
	d.after.wait()
	if d.shelf == nil {
		return nil
	}
	return d.shelf.close()
}

// depart takes a collection from those that are open. The caller must end the departure. l.mu is held.
func (l *Library) depart(name string) *departure {
	d := &departure{name, l.opened[name], l.going[name], make(chan struct{})}
	delete(l.opened, name)
	l.going[name] = d
	return d
}

// end lets those go on who wait for a departure.
func (l *Library) end(d *departure) {
	l.mu.Lock()
	if l.going[d.name] == d {
		delete(l.going, d.name)
	}
	l.mu.Unlock()
	close(d.ended)
}

// shut closes the index of a departure. A fault is logged: what was acknowledged is on the disk.
func (l *Library) shut(d *departure) {
	if err := d.close(); err != nil {
		l.log.Error("index not closed", "collection", d.name, "err", err)
	}
}

// gone reports whether a shelf was taken out by a departure.
func (l *Library) gone(s *shelf) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.opened[s.name] != s
}

// idle lets the least recently used shelf that nobody uses depart, when too many are open; nil for none. l.mu is held.
func (l *Library) idle() *departure {
	if l.opts.Dir == "" || len(l.opened) <= l.opts.Open {
		return nil
	}
	var oldest *shelf
	for _, s := range l.opened {
		if s.users == 0 && (oldest == nil || s.lastUsed.Before(oldest.lastUsed)) {
			oldest = s
		}
	}
	if oldest == nil {
		return nil
	}
	return l.depart(oldest.name)
}

// Forget closes and deletes the index of a collection. It waits for those who read it.
func (l *Library) Forget(_ context.Context, name string) error {
	if err := CheckCollection(name); err != nil {
		return err
	}
	l.mu.Lock()
	d := l.depart(name)
	l.mu.Unlock()
	defer l.end(d)
	l.shut(d)
	if l.opts.Dir == "" {
		return nil
	}
	if err := os.RemoveAll(l.dir(name)); err != nil {
		return fmt.Errorf("forget collection %s: %w", name, err)
	}
	return nil
}

// Close waits for what is under way and closes every index.
func (l *Library) Close() error {
	l.mu.Lock()
	l.closed = true
	others := slices.Collect(maps.Values(l.going))
	var own []*departure
	for name := range l.opened {
		own = append(own, l.depart(name))
	}
	l.mu.Unlock()
	var errs []error
	for _, d := range own {
		errs = append(errs, d.close())
		l.end(d)
	}
	for _, d := range others {
		d.wait()
	}
	return errors.Join(errs...)
}
