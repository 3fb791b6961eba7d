package desk_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"propos/bot/desk"
	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
)

// newspaper is a site with a feed. It counts who asks for what.
type newspaper struct {
	mu       sync.Mutex
	articles []string // paths, the newest first
	etag     string
	status   int // of the feed; 0 means that it is served
	closed   map[string]int
	feedBody string // instead of the feed, when not ""
	asked    map[string]int
	at       []time.Time // when anything was asked for
}

func newNewspaper(articles ...string) *newspaper {
	return &newspaper{articles: articles, etag: `"1"`, closed: map[string]int{}, asked: map[string]int{}}
}

// change does something to the newspaper.
func (n *newspaper) change(do func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	do()
}

func (n *newspaper) times(path string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.asked[path]
}

// story is a text of its own for each path, so that no two are taken for copies of each other.
func story(path string) string {
	words := strings.Fields("bibliothèque pont musée école marché théâtre rivière jardin gare stade phare moulin ouvrir fermer construire vendre demain hier bientôt jamais ville quartier habitant élève ouvrier marin")
	joints := strings.Fields("le la de et un une dans pour que qui sur avec")
	h := fnv.New64()
	h.Write([]byte(path))
	pick := rand.New(rand.NewPCG(h.Sum64(), 1))
	var b strings.Builder
	for range 8 {
		fmt.Fprintf(&b, "<p>À %s", path[1:])
		for range 20 {
			b.WriteString(" " + joints[pick.IntN(len(joints))] + " " + words[pick.IntN(len(words))])
		}
		b.WriteString(", a déclaré la maire, Jeanne Morvan.</p>")
	}
	return b.String()
}

// ServeHTTP serves the feed at /rss and each article at its path.
func (n *newspaper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked[r.URL.Path]++
	n.at = append(n.at, time.Now())
	switch {
	case r.URL.Path == "/rss":
		n.serveFeed(w, r)
	case r.URL.Path == "/":
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>`)
	case n.closed[r.URL.Path] != 0:
		w.WriteHeader(n.closed[r.URL.Path])
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<html><head><title>Titre %s</title></head><body><article><h1>Titre %[1]s</h1>%s</article></body></html>", r.URL.Path[1:], story(r.URL.Path))
	}
}

func (n *newspaper) serveFeed(w http.ResponseWriter, r *http.Request) {
	switch {
	case n.status != 0:
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(n.status)
		return
	case r.Header.Get("If-None-Match") == n.etag:
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", "application/rss+xml")
	w.Header().Set("ETag", n.etag)
	if n.feedBody != "" {
		fmt.Fprint(w, n.feedBody)
		return
	}
	fmt.Fprint(w, `<rss version="2.0"><channel><title>Le Fil</title>`)
	for i, path := range n.articles {
		fmt.Fprintf(w, "<item><guid>%s</guid><link>%[1]s</link><title>Titre</title><pubDate>%s</pubDate></item>", path, time.Date(2020, 11, 28-i, 8, 0, 0, 0, time.UTC).Format(time.RFC1123Z))
	}
	fmt.Fprint(w, `</channel></rss>`)
}

// Get implements desk.Fetcher without a network.
func (n *newspaper) Get(ctx context.Context, req fetch.Request) (fetch.Response, error) {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, req.URL, nil)
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	w := httptest.NewRecorder()
	n.ServeHTTP(w, r)
	out := fetch.Response{URL: req.URL, ContentType: w.Header().Get("Content-Type"), ETag: w.Header().Get("ETag")}
	switch w.Code {
	case http.StatusOK:
		out.Body = w.Body.Bytes()
		return out, nil
	case http.StatusNotModified:
		out.NotModified = true
		return out, nil
	}
	if w.Header().Get("Retry-After") != "" {
		out.RetryAfter = 2 * time.Hour
	}
	return out, &fetch.Error{Kind: fetch.Status, Host: "fil.exemple", Status: w.Code}
}

const home = "https://fil.exemple"

// follow follows the newspaper's feed.
func (d desktop) follow(t *testing.T, auto bool) store.Feed {
	t.Helper()
	f, err := d.Follow(t.Context(), "c", "mod", home+"/rss", auto)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (d desktop) look(t *testing.T, f store.Feed) desk.Look {
	t.Helper()
	l, err := d.Look(t.Context(), "c", f.ID)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (d desktop) visible(t *testing.T) int {
	t.Helper()
	n, err := d.store.Counts(t.Context(), "c")
	if err != nil {
		t.Fatal(err)
	}
	return n.Visible
}

// TestFeedBringsArticles: three articles come, not the one that was removed nor the one that was erased; nothing comes twice.
func TestFeedBringsArticles(t *testing.T) {
	n := newNewspaper("/un", "/deux", "/trois", "/retire", "/efface")
	d, ctx := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond}), t.Context()
	for path, gone := range map[string]func(string) error{
		"/retire": func(id string) error { _, err := d.store.Remove(ctx, "c", id, "mod"); return err },
		"/efface": func(id string) error { return d.store.Erase(ctx, "c", "mod", id) },
	} {
		page, err := d.Page(ctx, home+path)
		if err != nil {
			t.Fatal(err)
		}
		added, err := d.Add(ctx, "c", "mod", page, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := gone(added.ID); err != nil {
			t.Fatal(err)
		}
		n.change(func() { n.asked[path] = 0 })
	}
	f := d.follow(t, true)
	l := d.look(t, f)
	if len(l.Added) != 3 || l.Known != 2 || len(l.Refused) != 0 || l.Err != nil || l.Left != 0 {
		t.Fatalf("first look: %+v", l)
	}
	if a := l.Added[0].Article; a.Date.String() != "2020-11-26" || a.Source != "Le Fil" || a.URL != home+"/trois" {
		t.Errorf("the first article: %+v", a)
	}
	if n.times("/retire")+n.times("/efface") != 0 {
		t.Error("the page of a removed article was fetched")
	}
	if !d.finds(t, "maire Jeanne Morvan à deux", l.Added[1].ID) {
		t.Error("what a feed brought is not found")
	}
	if l = d.look(t, f); !l.Same || l.Known != 0 {
		t.Errorf("an unchanged feed: %+v", l)
	}
	n.change(func() { n.articles, n.etag = append([]string{"/quatre"}, n.articles...), `"2"` })
	if l = d.look(t, f); len(l.Added) != 1 || l.Known != 0 || d.visible(t) != 4 {
		t.Errorf("a new entry: %+v", l)
	}
}

// TestFeedWithApproval: entries wait as drafts, each once, and what is accepted is an article.
func TestFeedWithApproval(t *testing.T) {
	n := newNewspaper("/un", "/deux")
	d, ctx := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond}), t.Context()
	f := d.follow(t, false)
	if l := d.look(t, f); len(l.Drafts) != 2 || len(l.Added) != 0 || d.visible(t) != 0 {
		t.Fatalf("first look: %+v", l)
	}
	n.change(func() { n.etag = `"2"` })
	if l := d.look(t, f); len(l.Drafts) != 0 {
		t.Errorf("second look: %+v", l)
	}
	other, err := d.store.AddFeed(ctx, "c", store.Feed{URL: home + "/rss?2"})
	if err != nil {
		t.Fatal(err)
	}
	if l, err := d.Look(ctx, "c", other); err != nil || l.Known != 2 || len(l.Drafts) != 0 {
		t.Errorf("the same entries in another feed: %+v, %v", l, err)
	}
	drafts, total, err := d.Drafts(ctx, "c", store.Page{})
	if err != nil || total != 2 {
		t.Fatalf("%d drafts, %v", total, err)
	}
	if added, err := d.Accept(ctx, "c", "mod", drafts[0].Key); err != nil || added.Outcome != store.Added {
		t.Errorf("accepting: %+v, %v", added, err)
	}
	if err := d.SetAuto(ctx, "c", "mod", f.ID, true); err != nil {
		t.Fatal(err)
	}
	n.change(func() { n.articles, n.etag = append(n.articles, "/trois"), `"3"` })
	if l := d.look(t, f); len(l.Added) != 1 {
		t.Errorf("after the change of mode: %+v", l)
	}
}

// TestFirstLook: of a new feed the newest ten come, and the others never.
func TestFirstLook(t *testing.T) {
	var paths []string
	for i := range 25 {
		paths = append(paths, fmt.Sprintf("/n%d", i))
	}
	n := newNewspaper(paths...)
	d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond})
	f := d.follow(t, true)
	n.change(func() { n.status = 500 })
	if l := d.look(t, f); l.Err == nil || !l.Feed.State.Checked.IsZero() {
		t.Fatalf("a feed that fails: %+v", l)
	}
	n.change(func() { n.status = 0 })
	l := d.look(t, f)
	if len(l.Added) != desk.FirstEntries || l.Older != 15 || l.Added[9].Article.URL != home+"/n0" {
		t.Fatalf("first look: %d added, %d older", len(l.Added), l.Older)
	}
	n.change(func() { n.etag = `"2"` })
	if l := d.look(t, f); len(l.Added) != 0 || l.Older != 0 {
		t.Errorf("second look: %+v", l)
	}
}

// TestFailingFeed: a feed that fails is looked at more and more seldom, never sooner than its server asks, and says why; then it heals.
func TestFailingFeed(t *testing.T) {
	n := newNewspaper("/un")
	d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond})
	f := d.follow(t, true)
	n.change(func() { n.status = 503 })
	var waits []time.Duration
	for i := range 7 {
		l := d.look(t, f)
		var unread *fetch.Error
		if !errors.As(l.Err, &unread) || unread.Status != 503 || l.Feed.State.Failures != i+1 || d.FeedFaults() != i+1 {
			t.Fatalf("look %d: %+v", i, l)
		}
		waits = append(waits, time.Until(l.Feed.State.Next))
	}
	kept, err := d.Feed(t.Context(), "c", f.ID)
	var unread *fetch.Error
	if err != nil || !errors.As(desk.FeedFault(kept.State), &unread) || unread.Status != 503 || unread.Host != "fil.exemple" {
		t.Errorf("what is kept: %+v, %v", kept.State, err)
	}
	if waits[0] < 119*time.Minute || waits[3] < waits[0] || waits[6] < 21*time.Hour || waits[6] > 27*time.Hour {
		t.Errorf("waits: %v", waits)
	}
	n.change(func() { n.status = 0 })
	l := d.look(t, f)
	if wait := time.Until(l.Feed.State.Next); len(l.Added) != 1 || l.Feed.State.Failures != 0 || wait < 26*time.Minute || wait > 34*time.Minute {
		t.Errorf("healed: %+v", l)
	}
}

// TestPagesThatFail: one that is not there is refused; one that cannot be reached is tried at three looks, though the feed does not change.
func TestPagesThatFail(t *testing.T) {
	n := newNewspaper("/un", "/absent", "/panne")
	n.closed = map[string]int{"/absent": 404, "/panne": 502}
	d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond})
	f := d.follow(t, true)
	if l := d.look(t, f); len(l.Added) != 1 || len(l.Refused) != 1 || l.Left != 1 || l.Err != nil {
		t.Fatalf("first look: %+v", l)
	}
	if l := d.look(t, f); l.Left != 1 || l.Same || len(l.Refused) != 0 {
		t.Errorf("second look: %+v", l)
	}
	if l := d.look(t, f); l.Left != 0 || len(l.Refused) != 1 || n.times("/panne") != 3 || n.times("/absent") != 1 {
		t.Errorf("third look: %+v", l)
	}
	if l := d.look(t, f); !l.Same {
		t.Errorf("fourth look: %+v", l)
	}
}

// TestTextInFeed: where the page is for subscribers, the whole text of the feed is the article; the page's beginning alone waits for a moderator.
func TestTextInFeed(t *testing.T) {
	n := newNewspaper()
	n.closed = map[string]int{"/prive": 403}
	n.feedBody = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Fil</title><entry><id>1</id><title>Un titre donné</title><link href="/prive"/><published>2020-11-20T08:00:00Z</published><content type="html"><![CDATA[` + story("/prive") + `]]></content></entry></feed>`
	d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond})
	l := d.look(t, d.follow(t, true))
	if len(l.Added) != 1 {
		t.Fatalf("%+v", l)
	}
	if a := l.Added[0].Article; a.Title != "Un titre donné" || a.Source != "Le Fil" || a.URL != home+"/prive" || a.Date.String() != "2020-11-20" || !strings.Contains(a.Body, "Jeanne Morvan") {
		t.Errorf("%+v", a)
	}
}

func TestFeedFillsTheCollection(t *testing.T) {
	n := newNewspaper("/un", "/deux", "/trois")
	d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond, MaxArticles: 2})
	f := d.follow(t, true)
	l := d.look(t, f)
	var full *desk.QuotaError
	if len(l.Added) != 2 || l.Left != 1 || !errors.As(l.Err, &full) || full.Articles != 2 || !errors.As(desk.FeedFault(l.Feed.State), &full) {
		t.Errorf("%+v", l)
	}
}

func TestFollow(t *testing.T) {
	n := newNewspaper("/un")
	d, ctx := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond}), t.Context()
	f, err := d.Follow(ctx, "c", "mod", home+"/", false)
	if err != nil || f.URL != home+"/rss" || f.Title != "Le Fil" {
		t.Fatalf("by its page: %+v, %v", f, err)
	}
	again, err := d.Follow(ctx, "c", "mod", home+"/rss", true)
	if feeds, _ := d.Feeds(ctx, "c"); err != nil || again.ID != f.ID || len(feeds) != 1 || !feeds[0].Auto {
		t.Errorf("twice: %+v, %v, %+v", again, err, feeds)
	}
	var refusal *intake.Refusal
	if _, err := d.Follow(ctx, "c", "mod", home+"/un", false); !errors.As(err, &refusal) {
		t.Errorf("a page without feed: %v", err)
	}
	if _, err := d.Look(ctx, "autre", f.ID); !errors.Is(err, desk.ErrNoFeed) {
		t.Errorf("another collection's feed: %v", err)
	}
	if _, err := d.Unfollow(ctx, "autre", "mod", f.ID); !errors.Is(err, desk.ErrNoFeed) {
		t.Errorf("another collection's feed: %v", err)
	}
	if _, err := d.Unfollow(ctx, "c", "mod", f.ID); err != nil {
		t.Error(err)
	}
}

// TestHostileFeeds: whatever a feed holds, nothing comes and the fault is said.
func TestHostileFeeds(t *testing.T) {
	for name, text := range map[string]string{
		"a million entries": `<rss version="2.0"><channel>` + strings.Repeat("<item/>", 1_000_000) + `</channel></rss>`,
		"entities":          `<!DOCTYPE r [<!ENTITY a "` + strings.Repeat("a", 1000) + `">` + `]><rss version="2.0"><channel>&a;` + strings.Repeat("<x>", 5000),
		"no feed":           "%PDF-1.4",
	} {
		n := newNewspaper("/un")
		d := open(t, desk.Options{Fetcher: n, Pause: time.Nanosecond})
		f := d.follow(t, true)
		n.change(func() { n.feedBody, n.etag = text, `"2"` })
		if l := d.look(t, f); l.Err == nil || len(l.Added)+len(l.Drafts) != 0 || l.Feed.State.Failures != 1 {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

// TestPoll runs half a day of polling within moments: looks are half an hour apart, the hour's limit holds over feeds, one host is asked for
// one thing at a time, and nothing runs on after the end.
func TestPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNewspaper("/a0")
		d := open(t, desk.Options{Fetcher: n})
		d.follow(t, true)
		ctx, cancel := context.WithCancel(t.Context())
		var polling sync.WaitGroup
		polling.Go(func() {
			if err := d.Poll(ctx, slog.New(slog.DiscardHandler), func() {}); !errors.Is(err, context.Canceled) {
				t.Errorf("Poll: %v", err)
			}
		})
		time.Sleep(time.Hour)
		var many []string
		for i := range 80 {
			many = append(many, fmt.Sprintf("/m%d", i))
		}
		n.change(func() { n.articles, n.etag = many, `"2"` })
		time.Sleep(45 * time.Minute)
		if got := d.visible(t); got != 1+desk.FeedHourly {
			t.Errorf("%d articles within the hour", got)
		}
		time.Sleep(4 * time.Hour)
		if got := d.visible(t); got != 81 {
			t.Errorf("%d articles in the end", got)
		}
		before := n.times("/rss")
		time.Sleep(10 * time.Hour)
		if looks := n.times("/rss") - before; looks < 17 || looks > 23 {
			t.Errorf("%d looks in ten hours", looks)
		}
		cancel()
		polling.Wait()
		for i := 1; i < len(n.at); i++ {
			if n.at[i].Sub(n.at[i-1]) < time.Second {
				t.Fatalf("two requests within %s", n.at[i].Sub(n.at[i-1]))
			}
		}
	})
}
