package index

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"

	"propos/corpus"
	"propos/retrieval/french"
)

// Entry is an article as it is to be found.
type Entry struct {
	Article corpus.Article
	Version int
	Quotes  []QuoteEntry
	Blob    string // kept with the article and given back as Article.Blob
}

// QuoteEntry is one quote as it is to be found. Its ordinal is its place in Entry.Quotes.
type QuoteEntry struct {
	Speaker []string // terms by which its speaker is asked for, as the owner forms them: "name:lavrov", "office:FM:RU"
	Text    string   // the words said
	Near    string   // what stands around them
	Blob    string   // given back as it is
}

// Batch is a set of changes that becomes visible, and durable, all at once with its Rev.
type Batch struct {
	Rev  corpus.Rev
	Put  []Entry  // replaces the article's earlier passages and quotes; of two entries of one article the last counts
	Drop []string // ids of articles to take out, before Put; unknown ones are passed over
}

// Apply writes a batch and returns when it is on disk. Nothing of it is visible before, and nothing after an error that
// concerns its content: ErrTooLong, or an id that is empty or holds a zero byte. An index that is Outdated takes none: ErrStale. When it cannot be written (a full disk), Views stay with
// the state before, Err tells why, and the next Apply tries again from there.
// A few hundred articles a batch is fastest; see Rebuild for whole collections.
func (x *Index) Apply(ctx context.Context, b Batch) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	s, err := x.writable()
	if err != nil {
		return fmt.Errorf("apply change %d: %w", b.Rev, err)
	}
	defer s.release()
	if s.outdated {
		return fmt.Errorf("apply change %d: %w", b.Rev, ErrStale)
	}
	if err := x.apply(ctx, s, b); err != nil {
		return fmt.Errorf("apply change %d: %w", b.Rev, err)
	}
	return nil
}

func (x *Index) apply(ctx context.Context, s *store, b Batch) error {
	made, err := x.analyseAll(ctx, latest(b.Put))
	if err != nil {
		return err
	}
	snap, err := s.snapshot()
	if err != nil {
		return err
	}
	defer func() { _ = snap.Close() }()
	sum, err := totalsOf(snap)
	if err != nil {
		return err
	}
	batch := bleve.NewBatch()
	old := &View{snap: snap}
	for _, id := range b.gone() {
		if err := old.takeOut(batch, &sum, id); err != nil {
			return err
		}
	}
	for _, a := range made {
		sum.add(&a.record, 1)
		for _, d := range a.docs {
			batch.Update(d)
		}
	}
	sum.rev = b.Rev
	batch.SetInternal(keyTotals, sum.pack())
	batch.SetInternal(keyFingerprint, []byte(currentFingerprint()))
	if err := s.scorch.Batch(batch); err != nil {
		s.freeze(snap)
		return err
	}
	s.health.succeeded()
	return s.putInForce()
}

// latest drops the entries that a later one of the same article replaces.
func latest(put []Entry) []Entry {
	last := make(map[string]int, len(put))
	for i, e := range put {
		last[e.Article.ID] = i
	}
	if len(last) == len(put) {
		return put
	}
	var out []Entry
	for i, e := range put {
		if last[e.Article.ID] == i {
			out = append(out, e)
		}
	}
	return out
}

// gone returns the ids of all articles whose old documents go, each once.
func (b Batch) gone() []string {
	seen := make(map[string]bool, len(b.Put)+len(b.Drop))
	var out []string
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for _, id := range b.Drop {
		add(id)
	}
	for _, e := range b.Put {
		add(e.Article.ID)
	}
	return out
}

// takeOut deletes the documents of an article as they stand in the View.
func (v *View) takeOut(batch *bleve.Batch, sum *totals, article string) error {
	record, err := v.recordOf(articleID(article))
	if err != nil || record == "" {
		return err
	}
	r, err := unpackArticle(record)
	if err != nil {
		return err
	}
	sum.add(&r, -1)
	batch.Delete(articleID(article))
	for i := range r.passages {
		batch.Delete(partID(kindPassage, article, r.version, i))
	}
	for i := range r.quotes {
		batch.Delete(partID(kindQuote, article, r.version, i))
	}
	return nil
}

// made is an article turned into documents.
type made struct {
	record articleRecord
	docs   []*document
}

// analyseAll makes the documents of all entries, on every processor.
func (x *Index) analyseAll(ctx context.Context, entries []Entry) ([]made, error) {
	out := make([]made, len(entries))
	errs := make([]error, len(entries))
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(entries)) {
		wg.Go(func() {
			for i := range next {
				out[i], errs[i] = x.words.make(entries[i])
			}
		})
	}
	for i := range entries {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return out, errors.Join(append(errs, ctx.Err())...)
}

// make turns one entry into documents. A panic of the analysis is an error that names the article.
func (v *Vocabulary) make(e Entry) (m made, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("analyse article %s: panic: %v", e.Article.ID, r)
		}
	}()
	if e.Article.ID == "" || strings.Contains(e.Article.ID, "\x00") {
		return m, fmt.Errorf("analyse article: id %q cannot be kept", e.Article.ID)
	}
	spans, err := Cut(e.Article.Body)
	if err != nil {
		return m, fmt.Errorf("analyse article %s: %w", e.Article.ID, err)
	}
	title := v.Analyse(e.Article.Title)
	for i, s := range spans {
		m.docs = append(m.docs, v.passage(e, i, s, title, &m.record))
	}
	for i, q := range e.Quotes {
		m.docs = append(m.docs, v.quote(e, i, q, &m.record))
	}
	for _, d := range m.docs {
		d.filters(e.Article, m.record.words)
	}
	m.docs = append(m.docs, e.document(&m.record))
	return m, nil
}

func (v *Vocabulary) passage(e Entry, ordinal int, span corpus.Span, title []Token, r *articleRecord) *document {
	a := e.Article
	p := Passage{Span: span, Title: a.Title, Group: a.Group, Source: a.Source, Date: a.Date, Text: span.Of(a.Body)}
	text := v.Analyse(p.Text)
	p.shape = shapeOf(text)
	words, forms, keys := newBag(len(text)), make(map[string]int, len(text)), make(map[string]int)
	for _, tokens := range [][]Token{title, text} {
		words.add(tokens)
		addForms(tokens, forms, keys)
	}
	d := &document{id: partID(kindPassage, a.ID, e.Version, ordinal)}
	d.counted(string(Stem), words)
	d.plain(string(Form), forms)
	d.plain(fieldKey, keys)
	d.stored(p.pack())
	r.passages++
	r.words += max(words.length, 1)
	return d
}

func (v *Vocabulary) quote(e Entry, ordinal int, q QuoteEntry, r *articleRecord) *document {
	said, near := newBag(32), newBag(64)
	said.add(v.Analyse(q.Text))
	near.add(v.Analyse(q.Near))
	speaker := make(map[string]int, len(q.Speaker))
	for _, s := range q.Speaker {
		speaker[s]++
	}
	d := &document{id: partID(kindQuote, e.Article.ID, e.Version, ordinal)}
	d.counted(fieldSaid, said)
	d.counted(fieldNear, near)
	d.plain(fieldSpeaker, speaker)
	d.one(fieldKind, string(kindQuote))
	d.stored([]byte(q.Blob))
	r.quotes++
	r.said += max(said.length, 1)
	r.near += max(near.length, 1)
	return d
}

// document makes the article's own document, when its parts have been counted.
func (e Entry) document(r *articleRecord) *document {
	a := e.Article
	r.version, r.title, r.source, r.group, r.date, r.blob = e.Version, a.Title, a.Source, a.Group, a.Date, e.Blob
	d := &document{id: articleID(a.ID)}
	d.stored(r.pack())
	return d
}

// filters makes the fields by which a question is narrowed. The length of the article's own field is that of the whole article.
func (d *document) filters(a corpus.Article, words int) {
	d.counted(fieldArticle, &bag{map[string]int{a.ID: 1}, words})
	d.one(fieldSource, french.Fold(a.Source))
	d.one(fieldDate, a.Date.String())
}
