package desk

import (
	"context"
	"errors"
	"html"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/intake/feed"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
)

// How feeds are looked at.
const (
	FirstEntries = 10               // of a feed that is new, the newest entries; those before are left alone for good
	FeedHourly   = 30               // articles that come from the feeds of a collection within an hour, added or as drafts
	FeedEvery    = 30 * time.Minute // between two looks, give or take a tenth
	feedSlowest  = 24 * time.Hour   // between two looks at a feed that fails
	pageTries    = 3                // looks at which a page that cannot be reached is tried
	wholeText    = 150              // words from which a text in the feed itself stands for a page that cannot be read
)

// Look is what one look at a feed brought.
type Look struct {
	Feed    store.Feed // with the state after the look
	Same    bool       // the feed has not changed since the last look
	Added   []Added    // articles
	Drafts  []Draft    // that wait for a moderator: the feed's are to be approved, or only the beginning of the article could be read
	Known   int        // entries that the collection has, or that were removed or erased from it and stay so
	Older   int        // entries left alone at the first look
	Refused []Refused  // entries whose page is no article
	Left    int        // entries for a later look: the hour's articles have come, or their page cannot be reached now
	Err     error      // why the feed could not be read, or no more articles be taken; as FeedFault returns it
}

// Refused is an entry that is no article. Err is a *fetch.Error or an *intake.Refusal.
type Refused struct {
	Address string
	Err     error
}

// Look looks at a feed of the collection now, whether it is due or not, and gets what is new. Only one at a time looks at a feed. A feed that
// fails is a Look with an Err; the error of Look itself is ErrNoFeed, the store's or the context's.
// When ctx ends in the middle, what came is kept, to be indexed by the next Sync, and the rest is left for the next look.
func (d *Desk) Look(ctx context.Context, collection string, id int64) (Look, error) {
	leave, err := d.looks.enter(ctx, strconv.FormatInt(id, 10), 0)
	if err != nil {
		return Look{}, err
	}
	defer leave()
	f, err := d.Feed(ctx, collection, id)
	if err != nil {
		return Look{}, err
	}
	w := look{d: d, Look: Look{Feed: f}, now: time.Now()}
	w.read(ctx)
	if err := w.settle(ctx); err != nil {
		return w.Look, err
	}
	if len(w.Added) > 0 && ctx.Err() == nil {
		err = d.sync(ctx, collection)
	}
	return w.Look, err
}

// look is a Look under way.
type look struct {
	Look
	d        *Desk
	now      time.Time
	after    time.Duration   // that the server asks to wait for
	changed  fetch.Response  // what the server gave; zero when nothing has changed, or it gave nothing
	readable bool            // what it gave is a feed
	titled   string          // the feed's own title
	seen     []string        // entries that need no other look
	drafts   map[string]bool // addresses of the drafts that wait; nil before they are asked for
}

// read gets the feed and its new entries.
func (w *look) read(ctx context.Context) {
	st := w.Feed.State
	response, err := w.d.politely(ctx, fetch.Request{URL: w.Feed.URL, Feed: true, ETag: st.ETag, LastModified: st.LastModified})
	w.after = response.RetryAfter
	if err != nil || response.NotModified {
		w.Err, w.Same = err, err == nil
		return
	}
	w.changed = response
	read, err := feed.Read(response.Body, response.ContentType, response.URL)
	if err != nil {
		w.Err = err
		return
	}
	w.titled, w.readable = read.Title, true
	fresh, err := w.fresh(ctx, read.Entries)
	if err != nil {
		w.Err = err
		return
	}
	for i, e := range fresh {
		if w.Err = w.entry(ctx, e); w.Err != nil {
			w.Left += len(fresh) - i
			return
		}
	}
}

// fresh returns the entries that no look has seen, the oldest first; at the first look the newest of them.
func (w *look) fresh(ctx context.Context, entries []feed.Entry) ([]feed.Entry, error) {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	unseen, err := w.d.store.NewEntries(ctx, w.Feed.ID, ids)
	if err != nil {
		return nil, err
	}
	fresh := slices.DeleteFunc(slices.Clone(entries), func(e feed.Entry) bool { return !slices.Contains(unseen, e.ID) })
	slices.SortStableFunc(fresh, func(a, b feed.Entry) int { return b.Date.First().Compare(a.Date.First()) })
	if w.Feed.State.Checked.IsZero() && len(fresh) > FirstEntries {
		for _, e := range fresh[FirstEntries:] {
			w.seen = append(w.seen, e.ID)
		}
		w.Older = len(fresh) - FirstEntries
		fresh = fresh[:FirstEntries]
	}
	slices.Reverse(fresh)
	return fresh, nil
}

// entry takes one new entry. The error is for the whole feed: no more can be taken.
func (w *look) entry(ctx context.Context, e feed.Entry) error {
	known, err := w.known(ctx, e)
	if err != nil {
		return err
	}
	if known {
		w.Known++
		w.done(e)
		return nil
	}
	if !w.d.brought.take(w.Feed.Collection, FeedHourly) {
		w.Left++
		return nil
	}
	draft, err := w.article(ctx, e)
	switch {
	case ctx.Err() != nil:
		w.d.brought.giveBack(w.Feed.Collection)
		return context.Cause(ctx)
	case err != nil:
		w.d.brought.giveBack(w.Feed.Collection)
		w.missed(e, err)
		return nil
	}
	if err := w.take(ctx, draft); err != nil {
		return err
	}
	w.done(e)
	return nil
}

// known reports whether the collection has, had, or is about to have the page of an entry, so that it need not be fetched.
func (w *look) known(ctx context.Context, e feed.Entry) (bool, error) {
	address, err := intake.NormalURL(e.URL)
	if err != nil {
		return false, nil
	}
	_, found, err := w.d.store.Twin(ctx, w.Feed.Collection, corpus.Article{URL: address}, store.Fingerprints{})
	if err != nil || found {
		return found, err
	}
	return w.waits(ctx, address)
}

// waits reports whether a draft of a page waits already: two feeds of one newspaper often have the same entry.
func (w *look) waits(ctx context.Context, address string) (bool, error) {
	if w.drafts == nil {
		drafts, _, err := w.d.Drafts(ctx, w.Feed.Collection, store.Page{})
		if err != nil {
			return false, err
		}
		w.drafts = map[string]bool{}
		for _, draft := range drafts {
			w.drafts[draft.Article.URL] = true
		}
	}
	return w.drafts[address], nil
}

// article gets the article of an entry: from its page, else from the feed where that holds the whole text.
func (w *look) article(ctx context.Context, e feed.Entry) (intake.Draft, error) {
	draft, err := w.d.page(ctx, e.URL, w.d.politely)
	if temporary(err) || ctx.Err() != nil {
		return draft, err
	}
	if err != nil || draft.Paywall {
		if whole, ok := carried(e); ok && (err != nil || whole.Words > draft.Words) {
			whole.Article.Source, whole.Article.URL = draft.Article.Source, draft.Article.URL
			draft, err = whole, nil
		}
	}
	if err != nil {
		return draft, err
	}
	return w.complete(draft, e), nil
}

// carried reads the text that the feed itself carries; ok is false when that is not a whole article.
func carried(e feed.Entry) (d intake.Draft, ok bool) {
	if e.Content == "" {
		return d, false
	}
	page := "<!doctype html><html><head><title>" + html.EscapeString(e.Title) + "</title></head><body><article>" + e.Content + "</article></body></html>"
	d, err := intake.Page([]byte(page), "text/html; charset=utf-8", e.URL)
	return d, err == nil && d.Words >= wholeText && !d.Paywall && !slices.Contains(d.Notes, intake.Truncated)
}

// complete fills what the page does not say with what the feed says of it.
func (w *look) complete(draft intake.Draft, e feed.Entry) intake.Draft {
	a := &draft.Article
	for _, f := range []struct {
		field *string
		known string
	}{{&a.Title, e.Title}, {&a.Author, e.Author}, {&a.Source, w.titled}} {
		if *f.field == "" {
			*f.field = f.known
		}
	}
	if a.Date.IsZero() {
		a.Date = e.Date
	}
	draft.Notes = slices.DeleteFunc(draft.Notes, func(n intake.Note) bool {
		return n == intake.NoTitle && a.Title != "" || n == intake.NoDate && !a.Date.IsZero()
	})
	return draft
}

// take adds an article, or keeps it as a draft. What is only the beginning of an article is never added unasked, and what the collection has
// or had under another address is left as it is.
func (w *look) take(ctx context.Context, draft intake.Draft) error {
	_, known, err := w.d.store.Twin(ctx, w.Feed.Collection, draft.Article, fingerprints(draft.Article))
	if err == nil && !known {
		known, err = w.waits(ctx, draft.Article.URL)
	}
	switch {
	case err != nil:
		return err
	case known:
		w.Known++
		return nil
	case w.Feed.Auto && !draft.Paywall && !slices.Contains(draft.Notes, intake.Truncated):
		return w.add(ctx, draft)
	}
	kept, err := w.d.Keep(ctx, w.Feed.Collection, Draft{Draft: draft})
	if err != nil {
		return err
	}
	w.drafts[draft.Article.URL] = true
	w.Drafts = append(w.Drafts, kept)
	return nil
}

func (w *look) add(ctx context.Context, draft intake.Draft) error {
	results, full, err := w.d.AddAll(ctx, w.Feed.Collection, "", []intake.Draft{draft})
	if err = errors.Join(full, err); err != nil {
		return err
	}
	if r := results[0]; r.Outcome == store.Added {
		w.Added = append(w.Added, Added{Result: r, Article: draft.Article})
		return nil
	}
	w.Known++ // somebody was quicker
	return nil
}

// done notes that an entry needs no other look.
func (w *look) done(e feed.Entry) {
	w.seen = append(w.seen, e.ID)
	w.d.tries.forget(w.Feed.ID, e.ID)
}

// missed notes that the page of an entry could not be read: for good, or until a later look.
func (w *look) missed(e feed.Entry, err error) {
	if temporary(err) && w.d.tries.again(w.Feed.ID, e.ID) {
		w.Left++
		return
	}
	w.Refused = append(w.Refused, Refused{e.URL, err})
	w.done(e)
}

// temporary reports whether a page may be there another time.
func temporary(err error) bool {
	var unread *fetch.Error
	if !errors.As(err, &unread) {
		return false
	}
	switch unread.Kind {
	case fetch.Unreachable, fetch.TimedOut:
		return true
	}
	return unread.Status == 429 || unread.Status >= 500
}

// settle writes what the look left: what the feed was like, unless entries are left for which it must be given whole again, and when the
// next look is due.
func (w *look) settle(ctx context.Context) error {
	st := &w.Feed.State
	interrupted := ctx.Err() != nil
	if interrupted {
		w.Err = nil
	}
	st.Fault, st.Failures = faultOf(w.Err), st.Failures+1
	if w.Err == nil {
		st.Failures = 0
	}
	if w.Err != nil && !w.readable {
		w.d.feedFaults.Add(1)
	}
	if w.changed.URL != "" {
		st.ETag, st.LastModified = "", ""
		if w.Err == nil && w.Left == 0 && !interrupted {
			st.ETag, st.LastModified = w.changed.ETag, w.changed.LastModified
		}
	}
	if w.readable || w.Same {
		st.Checked = w.now
	}
	st.Next = w.now
	if !interrupted {
		st.Next = w.now.Add(max(jitter(min(FeedEvery<<min(st.Failures, 10), feedSlowest)), w.after))
	}
	return w.d.store.Looked(context.WithoutCancel(ctx), w.Feed.ID, *st, w.seen)
}

// jitter is a time, give or take a tenth, so that feeds are not looked at all at once.
func jitter(d time.Duration) time.Duration {
	return d - d/10 + rand.N(d/5)
}
