package desk

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// MaxDrafts is how many drafts a collection keeps at a time.
const MaxDrafts = 500

// ErrManyDrafts says that a collection has MaxDrafts drafts already.
var ErrManyDrafts = errors.New("the collection has too many drafts")

// Draft is an article that waits for a moderator to add it. It lives seven days (store.KeepDraft).
type Draft struct {
	Key string // that nobody can guess; "" before it is first kept
	By  string // who began it; "" for a feed
	At  time.Time
	intake.Draft
	Undated bool // a person said that the date is not known
}

// Settled reports whether nothing must be asked before the draft can be added: its date is known, or known to be unknown.
func (d Draft) Settled() bool { return d.Undated || !d.Article.Date.IsZero() }

// kept is what the store has of a draft beside its key, its author and its time.
type kept struct {
	Name    string         `json:"name,omitempty"`
	Article corpus.Article `json:"article"`
	Cut     []intake.Cut   `json:"cut,omitempty"`
	Notes   []intake.Note  `json:"notes,omitempty"`
	Paywall bool           `json:"paywall,omitempty"`
	Words   int            `json:"words"`
	Undated bool           `json:"undated,omitempty"`
}

// Keep keeps a draft, in place of the one with its Key, and returns it with its Key. An id that a file gave is dropped: it is of
// the collection that the file comes from. ErrManyDrafts says that there is no place for a new one.
func (d *Desk) Keep(ctx context.Context, collection string, draft Draft) (Draft, error) {
	if draft.Key == "" {
		n, err := d.store.CountDrafts(ctx, collection)
		if err != nil {
			return draft, err
		}
		if n >= MaxDrafts {
			return draft, ErrManyDrafts
		}
		draft.Key, draft.At = strings.ToLower(rand.Text()), time.Now()
	}
	draft.Article.ID, draft.Given = "", false
	content, err := json.Marshal(kept{draft.Name, draft.Article, draft.Cut, draft.Notes, draft.Paywall, draft.Words, draft.Undated})
	if err != nil {
		return draft, fmt.Errorf("keep a draft: %w", err)
	}
	row := store.Draft{Key: draft.Key, Content: content, By: draft.By}
	return draft, d.store.SaveDraft(ctx, collection, row, draft.Article, fingerprints(draft.Article))
}

// Draft returns a draft of the collection, or store.ErrNoDraft.
func (d *Desk) Draft(ctx context.Context, collection, key string) (Draft, error) {
	row, err := d.store.Draft(ctx, collection, key)
	if err != nil {
		return Draft{}, err
	}
	return read(row)
}

// Drafts returns a page of the drafts of a collection, the last first, and how many there are in all.
func (d *Desk) Drafts(ctx context.Context, collection string, p store.Page) (drafts []Draft, total int, err error) {
	if total, err = d.store.CountDrafts(ctx, collection); err != nil {
		return nil, 0, err
	}
	rows, err := d.store.Drafts(ctx, collection, p)
	if err != nil {
		return nil, 0, err
	}
	for _, row := range rows {
		draft, err := read(row)
		if err != nil {
			return nil, 0, err
		}
		drafts = append(drafts, draft)
	}
	return drafts, total, nil
}

// read reads what Keep wrote.
func read(row store.Draft) (Draft, error) {
	var k kept
	if err := json.Unmarshal(row.Content, &k); err != nil {
		return Draft{}, fmt.Errorf("read draft: %w", err)
	}
	in := intake.Draft{Name: k.Name, Article: k.Article, Cut: k.Cut, Notes: k.Notes, Paywall: k.Paywall, Words: k.Words}
	return Draft{Key: row.Key, By: row.By, At: row.At, Draft: in, Undated: k.Undated}, nil
}

// Accept adds a draft and drops it. A draft that is gone is store.ErrNoDraft; a full collection is a *QuotaError and leaves it.
// Should the program end in between, the draft is still there, and adding it again changes nothing.
func (d *Desk) Accept(ctx context.Context, collection, by, key string) (Added, error) {
	draft, err := d.Draft(ctx, collection, key)
	if err != nil {
		return Added{}, err
	}
	added, err := d.Add(ctx, collection, by, draft.Draft, true)
	if err != nil {
		return added, err
	}
	return added, d.store.DropDraft(ctx, collection, key)
}

// Drop throws a draft away; one that is gone changes nothing.
func (d *Desk) Drop(ctx context.Context, collection, key string) error {
	return d.store.DropDraft(ctx, collection, key)
}
