package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// QuoteQuery is what is searched for among quotes. Without Concepts it lists, without Speaker it asks everybody.
type QuoteQuery struct {
	Speaker  []string  // any of these terms; nil means any speaker
	Concepts []Concept // their Field is not looked at: they are searched for in Text and in Near
	Filter   Filter
}

// QuoteHit is a quote that is found. A quote is found by its speaker, and when there are concepts by its words or what is near.
type QuoteHit struct {
	Article string
	Version int
	Ordinal int
	Score   float64 // BM25 of the words said
	Near    float64 // BM25 of what stands around
	Blob    string  // QuoteEntry.Blob
}

// SearchQuotes returns the best quotes by Score + Near/2, at most limit; equal ones in the order of article id and ordinal.
func (v *View) SearchQuotes(ctx context.Context, q QuoteQuery, limit int) (out []QuoteHit, err error) {
	err = v.s.guard(func() error {
		allowed, err := v.allowed(ctx, q.Filter)
		if err != nil {
			return err
		}
		if allowed, err = v.spokenBy(ctx, q.Speaker, allowed); err != nil {
			return err
		}
		out, err = v.searchQuotes(ctx, q, allowed, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search quotes: %w", err)
	}
	return out, nil
}

// spokenBy narrows a set to the quotes of any of some speakers.
func (v *View) spokenBy(ctx context.Context, speaker []string, allowed bitmap) (bitmap, error) {
	if speaker == nil {
		return allowed, nil
	}
	m := make(bitmap, v.docs()/64+1)
	for _, term := range speaker {
		if err := v.mark(ctx, m, fieldSpeaker, term); err != nil {
			return nil, err
		}
	}
	for i := range allowed {
		m[i] &= allowed[i]
	}
	return m, nil
}

// nearShare is what a match beside the words counts against one in them.
const nearShare = .5

func (v *View) searchQuotes(ctx context.Context, q QuoteQuery, allowed bitmap, limit int) ([]QuoteHit, error) {
	if len(q.Concepts) == 0 {
		return v.listQuotes(ctx, allowed, limit)
	}
	said, near := v.accumulator(allowed), v.accumulator(allowed)
	defer said.free()
	defer near.free()
	for _, c := range q.Concepts[:min(len(q.Concepts), MaxConcepts)] {
		if _, err := said.concept(ctx, c.in(fieldSaid), fieldStats{v.sum.quotes, v.sum.said}); err != nil {
			return nil, err
		}
		if _, err := near.concept(ctx, c.in(fieldNear), fieldStats{v.sum.quotes, v.sum.near}); err != nil {
			return nil, err
		}
	}
	sum := v.accumulator(nil)
	defer sum.free()
	sum.addAll(said, 1)
	sum.addAll(near, nearShare)
	hits, err := sum.best(limit)
	if err != nil {
		return nil, err
	}
	return v.quoteHits(hits, said, near)
}

// addAll adds a share of another accumulator's scores.
func (a *accumulator) addAll(o *accumulator, share float32) {
	for _, d := range o.touched {
		if a.score[d] == 0 {
			a.touched = append(a.touched, d)
		}
		a.score[d] += share * o.score[d]
	}
}

// in returns the concept with its terms asked of another field.
func (c Concept) in(field Field) Concept {
	terms := slices.Clone(c.Terms)
	for i := range terms {
		terms[i].Field = field
	}
	return Concept{terms, c.Weight}
}

// listQuotes returns quotes in no other order than that of articles.
func (v *View) listQuotes(ctx context.Context, allowed bitmap, limit int) ([]QuoteHit, error) {
	docs, err := v.quoteDocs(allowed)
	if err != nil {
		return nil, err
	}
	hits, err := v.inOrder(docs)
	if err != nil {
		return nil, err
	}
	out := make([]QuoteHit, 0, min(len(hits), limit))
	for _, h := range hits[:min(len(hits), limit)] {
		q, err := v.listed(ctx, h)
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

// EachQuote calls do with each quote, in the order of article id and ordinal, until it returns an error; with last above 0, with those alone
// that were written last, at most so many. It holds one at a time: a large collection has a hundred thousand.
func (v *View) EachQuote(ctx context.Context, last int, do func(QuoteHit) error) error {
	var hits []Hit
	err := v.s.guard(func() error {
		docs, err := v.quoteDocs(nil)
		if err != nil {
			return err
		}
		if last > 0 {
			docs = docs[max(0, len(docs)-last):]
		}
		hits, err = v.inOrder(docs)
		return err
	})
	for _, h := range hits {
		var q QuoteHit
		if err = v.s.guard(func() (err error) { q, err = v.listed(ctx, h); return err }); err != nil {
			break
		}
		if err = do(q); err != nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("read quotes: %w", err)
	}
	return nil
}

// inOrder returns documents of quotes in the order of article id and ordinal.
func (v *View) inOrder(docs []uint64) ([]Hit, error) {
	hits := make([]Hit, 0, len(docs))
	for _, d := range docs {
		h, err := v.hit(d, 0)
		if err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	sortHits(hits)
	return hits, nil
}

// listed reads what is stored of one quote.
func (v *View) listed(ctx context.Context, h Hit) (QuoteHit, error) {
	blob, err := v.record(h.doc)
	return QuoteHit{Article: h.Article, Version: h.Version, Ordinal: h.Ordinal, Blob: blob}, errors.Join(err, ctx.Err())
}

// fewDocs is up to how many documents it is quicker to look at each than to read the postings of all quotes.
const fewDocs = 2000

// quoteDocs are the documents of quotes within a set; of all when it is nil.
func (v *View) quoteDocs(allowed bitmap) ([]uint64, error) {
	if allowed == nil || allowed.len() > fewDocs {
		docs, err := v.postings(fieldKind, string(kindQuote), nil)
		if allowed == nil {
			return docs, err
		}
		return slices.DeleteFunc(docs, func(d uint64) bool { return !allowed.has(d) }), err
	}
	var out []uint64
	for d := range allowed.all() {
		id, err := v.id(d)
		if err != nil {
			return nil, err
		}
		if id[0] == kindQuote {
			out = append(out, d)
		}
	}
	return out, nil
}

// quoteHits reads what is stored of quotes.
func (v *View) quoteHits(hits []Hit, said, near *accumulator) ([]QuoteHit, error) {
	out := make([]QuoteHit, len(hits))
	for i, h := range hits {
		blob, err := v.record(h.doc)
		if err != nil {
			return nil, err
		}
		out[i] = QuoteHit{h.Article, h.Version, h.Ordinal, float64(said.score[h.doc]), float64(near.score[h.doc]), blob}
	}
	return out, nil
}

// Speakers returns the speaker terms of quotes that begin with prefix, which is cut off, most frequent first, with how many
// quotes hold each; at most limit, chosen among the first 1,000 in alphabetical order.
func (v *View) Speakers(ctx context.Context, prefix string, limit int) ([]Spelling, error) {
	out, err := v.withPrefix(ctx, fieldSpeaker, prefix, maxSpellings)
	if err != nil {
		return nil, fmt.Errorf("list speakers: %w", err)
	}
	return byFrequency(out)[:min(len(out), limit)], nil
}
