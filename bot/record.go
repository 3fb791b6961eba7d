package bot

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

// record is an answer as the store keeps it: positions, never words of the articles or of the question.
type record struct {
	store.Answer
	kept
}

// kept is what the store keeps for the bot alone. It is empty after an article of the answer was erased.
type kept struct {
	Kind  recordKind `json:"t,omitempty"`
	Cited []cited    `json:"c,omitempty"`
}

// recordKind says what a record answers.
type recordKind string

// The kinds of record.
const (
	ofQuestion recordKind = ""
	ofQuotes   recordKind = "quotes"  // of /citations
	ofVerdict  recordKind = "verdict" // of /verifier
)

// cited is one citation of a record.
type cited struct {
	Article     string                `json:"a"`
	Version     int                   `json:"v"`
	Span        [2]int                `json:"s"`
	Marks       [][2]int              `json:"m,omitempty"`
	Quote       [2]int                `json:"q"`
	Speaker     string                `json:"w,omitempty"`
	Attribution retrieval.Attribution `json:"h,omitempty"`
	Mention     string                `json:"n,omitempty"`
	Kind        string                `json:"k,omitempty"`
	ReportedBy  string                `json:"r,omitempty"`
	Uncertain   bool                  `json:"u,omitempty"`
	Key         string                `json:"c,omitempty"`
	Also        []string              `json:"o,omitempty"` // ids of articles
}

func pair(s corpus.Span) [2]int   { return [2]int{s.Start, s.End} }
func spanOf(p [2]int) corpus.Span { return corpus.Span{Start: p[0], End: p[1]} }

// newRecord makes the record of an answer, under a key that nobody can guess.
func newRecord(kind recordKind, collection, asker string, citations []retrieval.Citation) record {
	r := record{Answer: store.Answer{Key: strings.ToLower(rand.Text()), Collection: collection, Asker: asker}, kept: kept{Kind: kind}}
	for _, c := range citations {
		one := cited{Article: c.Article.ID, Version: c.Article.Version, Span: pair(c.Span), Quote: pair(c.Quote), Speaker: c.Speaker,
			Attribution: c.Attribution, Mention: c.Mention, Kind: c.Kind, ReportedBy: c.ReportedBy, Uncertain: c.Uncertain, Key: c.Key}
		for _, m := range c.Marks {
			one.Marks = append(one.Marks, pair(m))
		}
		for _, h := range c.Also {
			one.Also = append(one.Also, h.ID)
			r.Articles = append(r.Articles, h.ID)
		}
		r.Cited = append(r.Cited, one)
		r.Articles = append(r.Articles, c.Article.ID)
	}
	return r
}

// articles counts the articles that the record cites.
func (r record) articles() int {
	seen := map[string]bool{}
	for _, c := range r.Cited {
		seen[c.Article] = true
	}
	return len(seen)
}

// copyFor returns the record as another message of another person.
func (r record) copyFor(asker string) record {
	copied := newRecord(r.Kind, r.Collection, asker, nil)
	copied.Cited = r.Cited
	for _, c := range r.Cited {
		copied.Articles = append(append(copied.Articles, c.Article), c.Also...)
	}
	return copied
}

// keep stores a record.
func (b *bot) keep(ctx context.Context, r record) error {
	raw, err := json.Marshal(r.kept)
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	r.Citations = raw
	return b.o.Store.KeepAnswer(ctx, r.Answer)
}

// keepIfPossible stores a record. When the store does not take it, the record loses its key, so that its message has no buttons, and what
// the reader is told of that is returned.
func (b *bot) keepIfPossible(ctx context.Context, r *record) (note string) {
	err := b.keep(ctx, *r)
	if err == nil {
		b.unkept.taken(b.log)
		return ""
	}
	b.unkept.refused(b.log, err)
	b.tell(err)
	r.Key = ""
	if refused, _ := refusedByDisk(err); refused != nil {
		return phrase.Fine(noButtons)
	}
	return ""
}

// recall reads a record; ok is false when there is none any more.
func (b *bot) recall(ctx context.Context, key string) (r record, ok bool, err error) {
	r.Answer, err = b.o.Store.Answer(ctx, key)
	if errors.Is(err, store.ErrNoAnswer) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	if err := json.Unmarshal(r.Citations, &r.kept); err != nil {
		return r, false, fmt.Errorf("read an answer: %w", err)
	}
	return r, true, nil
}

// Why a citation of an old answer cannot be shown.
const (
	goneRemoved = "Cet article a été retiré de la collection depuis."
	goneErased  = "Cet article a été effacé depuis."
	goneChanged = "L'article a été corrigé depuis, et cet extrait n'y est plus."
	goneHidden  = "Les modérateurs ont masqué cette citation."
)

// restore reads a citation of a record from the store as it stands now. gone says why it cannot be shown, "" when it can.
func (b *bot) restore(ctx context.Context, collection string, c cited) (r retrieval.Citation, body, gone string, err error) {
	entry, err := b.o.Store.Entry(ctx, collection, c.Article)
	switch {
	case errors.Is(err, store.ErrErased), errors.Is(err, store.ErrNotFound):
		return r, "", phrase.Fine(goneErased), nil
	case err != nil:
		return r, "", "", err
	case entry.Kind == corpus.Remove:
		return r, "", phrase.Fine(goneRemoved), nil
	}
	shift := 0
	if entry.Version != c.Version {
		if shift, err = b.moved(ctx, collection, c, entry.Article.Body); err != nil || shift < 0 && c.Span[0]+shift < 0 {
			return r, "", phrase.Fine(goneChanged), ignoreGone(err)
		}
	}
	r = c.citation(entry, shift)
	if !r.Span.Valid(entry.Article.Body) {
		return r, "", phrase.Fine(goneChanged), nil
	}
	r.Text = r.Span.Of(entry.Article.Body)
	if err := b.correct(ctx, collection, &r, &gone); err != nil {
		return r, "", "", err
	}
	return r, entry.Article.Body, gone, b.others(ctx, collection, c, &r)
}

var errMoved = errors.New("the words are not in the article any more")

func ignoreGone(err error) error {
	if errors.Is(err, errMoved) || errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrErased) {
		return nil
	}
	return err
}

// moved returns by how many bytes a citation's words have moved between its version of the article and the present body.
func (b *bot) moved(ctx context.Context, collection string, c cited, body string) (shift int, err error) {
	old, err := b.o.Store.Version(ctx, collection, c.Article, c.Version)
	if err != nil {
		return 0, err
	}
	span := spanOf(c.Span)
	if !span.Valid(old.Article.Body) {
		return 0, errMoved
	}
	words := span.Of(old.Article.Body)
	if span.Valid(body) && span.Of(body) == words {
		return 0, nil
	}
	at := strings.Index(body, words)
	if at < 0 {
		return 0, errMoved
	}
	return at - span.Start, nil
}

// citation writes what is kept as a citation of the present version; shift moves its positions.
func (c cited) citation(e store.Entry, shift int) retrieval.Citation {
	move := func(p [2]int) corpus.Span { return corpus.Span{Start: p[0] + shift, End: p[1] + shift} }
	r := retrieval.Citation{Article: heading(e), Span: move(c.Span), Speaker: c.Speaker, Attribution: c.Attribution, Mention: c.Mention,
		Kind: c.Kind, ReportedBy: c.ReportedBy, Uncertain: c.Uncertain, Key: c.Key}
	if spanOf(c.Quote).Len() > 0 {
		r.Quote = move(c.Quote)
	}
	for _, m := range c.Marks {
		r.Marks = append(r.Marks, move(m))
	}
	return r
}

// heading names the article of an entry.
func heading(e store.Entry) retrieval.Heading {
	a := e.Article
	return retrieval.Heading{ID: a.ID, Title: a.Title, Source: a.Source, Author: a.Author, Date: a.Date, URL: a.URL,
		Opening: opening(a.Body), Partial: a.Partial, Version: e.Version}
}

// opening returns the first words of a body.
func opening(body string) string {
	n := 0
	for i := range body {
		if n++; n > 200 {
			return body[:i]
		}
	}
	return body
}

// correct applies what moderators have said since about the quotation.
func (b *bot) correct(ctx context.Context, collection string, r *retrieval.Citation, gone *string) error {
	if r.Key == "" {
		return nil
	}
	corrections, err := b.o.Store.Corrections(ctx, collection, r.Article.ID)
	if err != nil {
		return err
	}
	for _, x := range corrections {
		if x.Quote != r.Key {
			continue
		}
		switch x.Kind {
		case store.Hide:
			*gone = phrase.Fine(goneHidden)
		case store.Speaker:
			r.Speaker, r.Attribution, r.Uncertain = x.Value, retrieval.ByModerator, false
		case store.Remark:
			r.Note = x.Value
		}
	}
	return nil
}

// others reads the articles that say the same; those that are gone are left out.
func (b *bot) others(ctx context.Context, collection string, c cited, r *retrieval.Citation) error {
	for _, id := range c.Also {
		e, err := b.o.Store.Entry(ctx, collection, id)
		switch {
		case errors.Is(err, store.ErrErased), errors.Is(err, store.ErrNotFound), err == nil && e.Kind == corpus.Remove:
		case err != nil:
			return err
		default:
			r.Also = append(r.Also, heading(e))
		}
	}
	return nil
}

// verbatim drops the citations that are not, byte for byte, in the article that they name. There never are any; should
// there be one, it is a bug, and nobody sees it but the log.
func (b *bot) verbatim(ctx context.Context, collection string, citations []retrieval.Citation) []retrieval.Citation {
	exact := citations[:0]
	for _, c := range citations {
		a, version, err := b.o.Store.Article(ctx, collection, c.Article.ID)
		if err != nil || version == c.Article.Version && (!c.Span.Valid(a.Body) || c.Span.Of(a.Body) != c.Text) {
			b.log.Error("a citation is not in its article", "server", collection, "article", c.Article.ID, "cause", err)
			continue
		}
		exact = append(exact, c)
	}
	return exact
}
