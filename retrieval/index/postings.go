package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// reader reads the documents that hold a term of one field, term after term. scorch's own makes every dictionary, list and iterator
// anew for each term, which takes longer than reading them; a View keeps its readers until it is closed.
type reader struct {
	dicts     []segment.TermDictionary // of each segment; so are the others
	lists     []segment.PostingsList
	iterators []segment.PostingsIterator
}

// reader takes a reader that is free, or makes one. The caller gives it back with done, but not after a fault or a panic.
func (v *View) reader(field string) (*reader, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if free := v.free[field]; len(free) > 0 {
		v.free[field] = free[:len(free)-1]
		return free[len(free)-1], nil
	}
	return newReader(v.snap.Segments(), field)
}

func (v *View) done(field string, r *reader) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.free == nil {
		v.free = map[string][]*reader{}
	}
	v.free[field] = append(v.free[field], r)
}

func newReader(segments []*scorch.SegmentSnapshot, field string) (*reader, error) {
	n := len(segments)
	r := &reader{make([]segment.TermDictionary, n), make([]segment.PostingsList, n), make([]segment.PostingsIterator, n)}
	for i, s := range segments {
		var err error
		if r.dicts[i], err = s.Segment().Dictionary(field); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// seek finds a term in one segment and returns how many live documents hold it.
func (r *reader) seek(i int, s *scorch.SegmentSnapshot, term string) (n int, err error) {
	r.lists[i], err = r.dicts[i].PostingsList([]byte(term), s.Deleted(), r.lists[i])
	if err != nil {
		return 0, err
	}
	return int(r.lists[i].Count()), nil
}

// count returns how many live documents hold a term.
func (v *View) count(field, term string) (n int, err error) {
	r, err := v.reader(field)
	if err != nil {
		return 0, err
	}
	for i, s := range v.snap.Segments() {
		here, err := r.seek(i, s, term)
		if err != nil {
			return 0, err
		}
		n += here
	}
	v.done(field, r)
	return n, nil
}

// checkEvery is how many postings are read between two looks at the context: well under a millisecond's worth.
const checkEvery = 4096

// each calls do for every live document that holds a term, in order. With counts false the posting has only its number.
func (v *View) each(ctx context.Context, field, term string, counts bool, do func(doc uint64, p segment.Posting)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := v.reader(field)
	if err != nil {
		return err
	}
	first := uint64(0)
	for i, s := range v.snap.Segments() {
		n, err := r.seek(i, s, term)
		if err == nil && n > 0 {
			err = r.walk(ctx, i, counts, func(p segment.Posting) { do(first+p.Number(), p) })
		}
		if err != nil {
			return err
		}
		first += s.Segment().Count()
	}
	v.done(field, r)
	return nil
}

// walk reads the list that seek found in one segment.
func (r *reader) walk(ctx context.Context, i int, counts bool, do func(segment.Posting)) error {
	r.iterators[i] = r.lists[i].Iterator(counts, counts, false, r.iterators[i])
	for n := 0; ; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		p, err := r.iterators[i].Next()
		if err != nil || p == nil {
			return err
		}
		do(p)
	}
}

// postings appends the live documents that hold a term to out.
func (v *View) postings(field, term string, out []uint64) ([]uint64, error) {
	err := v.each(context.Background(), field, term, false, func(doc uint64, _ segment.Posting) { out = append(out, doc) })
	return out, err
}
