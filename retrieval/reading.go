package retrieval

import (
	"fmt"
	"sync"
)

// Reading is how far the reading of a collection's articles has come, while its index is being made.
type Reading struct {
	Done, Total int  // articles; Total is 0 until it is known
	Upgrade     bool // another version of the program made the index that was there
}

// Percent returns how much is done, from 0 to 100.
func (r Reading) Percent() int {
	if r.Total <= 0 {
		return 0
	}
	return min(100*r.Done/r.Total, 100)
}

// ReadingError says that a collection cannot answer before its articles have been read: there is no older index to answer from.
type ReadingError struct{ Reading }

func (e *ReadingError) Error() string {
	return fmt.Sprintf("the articles are being read: %d of %d", e.Done, e.Total)
}

// manyUnread is from how many unread articles on an index is so far behind that its answers say so.
const manyUnread = syncBatch

// reader knows how far the reading of one collection is. The zero reader has nothing to read.
type reader struct {
	mu    sync.Mutex
	now   *Reading // nil when nothing is to be read
	blank bool     // there is nothing to answer from meanwhile
}

// begin notes that articles are to be read, unless that is known. blank says that nothing can be answered before.
func (r *reader) begin(upgrade, blank bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now == nil {
		r.now, r.blank = &Reading{Upgrade: upgrade}, blank
	}
}

// end notes that everything has been read.
func (r *reader) end() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now, r.blank = nil, false
}

// at returns a progress that is noted, and passed on to another, which may be nil.
func (r *reader) at(progress func(done, total int)) func(done, total int) {
	return func(done, total int) {
		r.mu.Lock()
		if r.now != nil {
			r.now = &Reading{done, total, r.now.Upgrade}
		}
		r.mu.Unlock()
		if progress != nil {
			progress(done, total)
		}
	}
}

// state returns how far the reading is, nil when nothing is to be read. It is an error when nothing can be answered meanwhile.
func (r *reader) state() (*Reading, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.blank {
		return nil, &ReadingError{*r.now}
	}
	return r.now, nil
}
