package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"

	"propos/corpus"
)

type snapshot = scorch.IndexSnapshot

// View is one state of the index: what it says does not change while others write or rebuild.
// It is safe for concurrent use. The caller must Close it soon: it keeps files open, and Index.Close waits for it.
type View struct {
	x     *Index
	s     *store
	snap  *snapshot
	sum   totals
	close sync.Once

	mu   sync.Mutex
	free map[string][]*reader // of each field, those that nobody uses
}

// View returns the present state.
func (x *Index) View() (*View, error) {
	s, err := x.acquire()
	if err != nil {
		return nil, fmt.Errorf("view index: %w", err)
	}
	snap, err := s.snapshot()
	if err != nil {
		s.release()
		return nil, fmt.Errorf("view index: %w", err)
	}
	v := &View{x: x, s: s, snap: snap}
	if v.sum, err = totalsOf(snap); err != nil {
		v.Close()
		return nil, fmt.Errorf("view index: %w", err)
	}
	return v, nil
}

// Close lets the state go. It may be called twice.
func (v *View) Close() {
	v.close.Do(func() {
		_ = v.snap.Close()
		v.s.release()
	})
}

// Stats counts what a View holds.
type Stats struct {
	Rev                        corpus.Rev
	Articles, Passages, Quotes int
	Dated                      int // articles whose year is known
	Words                      int // content words of all passages, titles included
	Segments                   int // pieces on disk; many make questions slower
	CacheBytes, CacheEntries   int
}

// Stats returns the counts, which are exact.
func (v *View) Stats() Stats {
	bytes, entries := v.x.cache.size()
	return Stats{
		Rev: v.sum.rev, Articles: v.sum.articles, Passages: v.sum.passages, Quotes: v.sum.quotes, Dated: v.sum.dated, Words: v.sum.words,
		Segments: len(v.snap.Segments()), CacheBytes: bytes, CacheEntries: entries,
	}
}

// Passages returns the passages of hits of this View, in the same order.
func (v *View) Passages(ctx context.Context, hits []Hit) ([]*Passage, error) {
	out := make([]*Passage, len(hits))
	for i, h := range hits {
		if err := ctxErr(ctx, "read passages"); err != nil {
			return nil, err
		}
		p, err := v.passage(h)
		if err != nil {
			return nil, fmt.Errorf("read passages: %w", err)
		}
		out[i] = p
	}
	return out, nil
}

// Openings returns, for each hit of this View, the first passage of its article; of hits of one article, the same. A hit whose article
// has no first passage any more gives nil.
func (v *View) Openings(ctx context.Context, hits []Hit) ([]*Passage, error) {
	out := make([]*Passage, len(hits))
	found := make(map[string]*Passage, len(hits))
	for i, h := range hits {
		if err := ctxErr(ctx, "read openings"); err != nil {
			return nil, err
		}
		p, ok := found[h.Article]
		if !ok {
			if err := v.s.guard(func() (err error) { p, err = v.opening(ctx, h); return err }); err != nil {
				return nil, fmt.Errorf("read opening of article %s: %w", h.Article, err)
			}
			found[h.Article] = p
		}
		out[i] = p
	}
	return out, nil
}

// opening returns the first passage of a hit's article.
func (v *View) opening(ctx context.Context, h Hit) (*Passage, error) {
	if h.Ordinal == 0 {
		return v.passage(h)
	}
	first := Hit{Article: h.Article, Version: h.Version, kind: kindPassage}
	docs, err := v.postings(fieldID, partID(kindPassage, h.Article, h.Version, 0), nil)
	if err = errors.Join(err, ctx.Err()); err != nil || len(docs) == 0 {
		return nil, err
	}
	first.doc = docs[0]
	return v.passage(first)
}

// Article is what the index knows of an article besides its passages.
type Article struct {
	ID       string
	Version  int
	Title    string
	Source   string
	Group    string
	Date     corpus.Date
	Quotes   int
	Passages int
	Blob     string // Entry.Blob
}

// Article returns an article; ok is false when the View does not hold it.
func (v *View) Article(id string) (a Article, ok bool, err error) {
	err = v.s.guard(func() error {
		record, err := v.recordOf(articleID(id))
		if err != nil || record == "" {
			return err
		}
		ok = true
		a, err = articleOf(id, record)
		return err
	})
	return a, ok && err == nil, err
}

func articleOf(id, record string) (Article, error) {
	r, err := unpackArticle(record)
	return Article{
		ID: id, Version: r.version, Title: r.title, Source: r.source, Group: r.group, Date: r.date,
		Quotes: r.quotes, Passages: r.passages, Blob: r.blob,
	}, err
}

// Articles returns every article, by id. The loop may break early; an error ends it.
func (v *View) Articles(ctx context.Context) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		var ids bleve.FieldDict
		err := v.s.guard(func() (err error) {
			if err = v.load(fieldID); err != nil {
				return err
			}
			ids, err = v.snap.FieldDictPrefix(fieldID, []byte(articleID("")))
			return err
		})
		if err != nil {
			yield(Article{}, fmt.Errorf("list articles: %w", err))
			return
		}
		for {
			a, more, err := v.nextArticle(ctx, ids)
			if err != nil {
				yield(Article{}, fmt.Errorf("list articles: %w", err))
				return
			}
			if !more || !yield(a, nil) {
				return
			}
		}
	}
}

func (v *View) nextArticle(ctx context.Context, ids bleve.FieldDict) (a Article, more bool, err error) {
	err = v.s.guard(func() error {
		for {
			e, err := ids.Next()
			if err != nil || e == nil {
				return err
			}
			if e.Count == 0 { // deleted, its segment not yet merged
				continue
			}
			record, err := v.recordOf(e.Term)
			if err != nil {
				return err
			}
			if record == "" {
				continue
			}
			more = true
			a, err = articleOf(e.Term[len(articleID("")):], record)
			if err == nil {
				err = ctx.Err()
			}
			return err
		}
	})
	return a, more, err
}

// passage returns a passage from the cache, or from the document.
func (v *View) passage(h Hit) (*Passage, error) {
	seg, local := v.locate(h.doc)
	if seg == nil {
		return nil, fmt.Errorf("document %d: %w", h.doc, ErrDamaged)
	}
	key := cacheKey{v.s.number, seg.Id(), local}
	if p := v.x.cache.get(key); p != nil {
		return p, nil
	}
	p := &Passage{Article: h.Article, Version: h.Version, Ordinal: h.Ordinal, words: v.x.words}
	err := v.s.guard(func() error {
		b, err := storedIn(seg, local)
		if err != nil {
			return err
		}
		return p.unpack(b)
	})
	if err != nil {
		return nil, err
	}
	v.x.cache.put(key, p)
	return p, nil
}

// locate finds the segment of a document number.
func (v *View) locate(doc uint64) (*scorch.SegmentSnapshot, uint64) {
	for _, seg := range v.snap.Segments() {
		n := seg.Segment().Count()
		if doc < n {
			return seg, doc
		}
		doc -= n
	}
	return nil, 0
}

// id returns the id of a document.
func (v *View) id(doc uint64) (string, error) {
	seg, local := v.locate(doc)
	if seg == nil {
		return "", fmt.Errorf("document %d: %w", doc, ErrDamaged)
	}
	b, err := seg.DocID(local)
	if err == nil && len(b) == 0 {
		err = fmt.Errorf("document %d has no id: %w", doc, ErrDamaged)
	}
	return string(b), err
}

// record returns the stored record of a document.
func (v *View) record(doc uint64) (string, error) {
	seg, local := v.locate(doc)
	if seg == nil {
		return "", fmt.Errorf("document %d: %w", doc, ErrDamaged)
	}
	return storedIn(seg, local)
}

func storedIn(seg *scorch.SegmentSnapshot, local uint64) (out string, err error) {
	err = seg.VisitDocument(local, func(name string, _ byte, value []byte, _ []uint64) bool {
		if name == fieldStored {
			out = string(value)
			return false
		}
		return true
	})
	return out, err
}

// recordOf returns the stored record of the document with an id; "" when there is none.
func (v *View) recordOf(id string) (string, error) {
	docs, err := v.postings(fieldID, id, nil)
	if err != nil || len(docs) == 0 {
		return "", err
	}
	return v.record(docs[0])
}

// guard runs what reads segments. On a damaged one scorch panics, or has an error of its own; both are ErrDamaged, which Index.Err keeps.
func (s *store) guard(read func() error) (err error) {
	defer func() {
		r := recover()
		switch {
		case r != nil:
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrClosed):
			return
		case !errors.Is(err, ErrDamaged):
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		s.health.damaged(err)
	}()
	return read()
}
