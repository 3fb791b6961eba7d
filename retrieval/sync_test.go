package retrieval_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/retrieval"
	"propos/retrieval/index"
)

// probes are questions by which two states of a collection are compared.
var probes = []string{
	"Qu'a dit Lavrov sur la Turquie ?", "Que dit Aliyev d'un traité de paix ?", "Quand le groupe de Minsk a-t-il été créé ?",
	"Combien de morts les combats ont-ils faits ?", "Qu'a dit le ministre russe des Affaires étrangères ?", "corridor Nakhitchevan",
	"Que dit Moscou du Karabakh ?", "Quelle est la recette de la ratatouille ?",
}

// answers is what a library says to the probes, as text: reason, ranked articles, citations and voices.
func answers(t testing.TB, l *retrieval.Library, collection string) string {
	t.Helper()
	var b strings.Builder
	for _, text := range probes {
		a, err := l.Ask(context.Background(), collection, retrieval.Question{Text: text})
		if err != nil {
			t.Fatalf("ask %q: %v", text, err)
		}
		line, err := json.Marshal(map[string]any{"reason": a.Reason, "ranked": a.Ranked, "citations": a.Citations, "holdings": a.Holdings})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\n", text, line)
	}
	return b.String()
}

// synced brings a library up to its store.
func synced(t testing.TB, l *retrieval.Library, collections ...string) {
	t.Helper()
	for _, c := range collections {
		if err := l.Sync(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// opened is a library that the test closes.
func opened(t testing.TB, s retrieval.Store, o retrieval.Options) *retrieval.Library {
	t.Helper()
	l := retrieval.New(s, o)
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func equal(t testing.TB, what, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:\ngot  %s\nwant %s", what, g[i], w[i])
		}
	}
}

// TestAnyOrder adds, edits, removes, restores and erases articles in any order, syncing in between or not: the answers are those of a
// library that reads the store from the beginning, and no removed article is cited.
func TestAnyOrder(t *testing.T) {
	s, ctx, articles, run := openStore(t), context.Background(), demo.Articles(), 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		collection := fmt.Sprintf("run-%d", run)
		l := retrieval.New(s, retrieval.Options{})
		defer l.Close()
		visible := map[string]bool{}
		for range rapid.IntRange(4, 30).Draw(r, "changes") {
			a := articles[rapid.IntRange(0, len(articles)-1).Draw(r, "article")]
			switch do := rapid.SampledFrom([]string{"put", "put", "edit", "remove", "restore", "erase", "sync"}).Draw(r, "do"); do {
			case "put":
				put(t, s, collection, a)
				visible[a.ID] = true
			case "edit":
				paragraphs := strings.Split(a.Body, "\n\n")
				slices.Reverse(paragraphs)
				a.Body = strings.Join(paragraphs, "\n\n")
				put(t, s, collection, a)
				visible[a.ID] = true
			case "remove":
				if _, err := s.Remove(ctx, collection, a.ID, ""); err == nil {
					delete(visible, a.ID)
				}
			case "restore":
				if _, err := s.Restore(ctx, collection, a.ID, ""); err == nil {
					visible[a.ID] = true
				}
			case "erase":
				if err := s.Erase(ctx, collection, "", a.ID); err == nil {
					delete(visible, a.ID)
				}
			case "sync":
				synced(t, l, collection)
			}
		}
		synced(t, l, collection)
		anew := retrieval.New(s, retrieval.Options{})
		defer anew.Close()
		synced(t, anew, collection)
		got := answers(t, l, collection)
		equal(t, "changes one by one, and all at once", got, answers(t, anew, collection))
		for _, a := range articles {
			if !visible[a.ID] && strings.Contains(got, `"`+a.ID+`"`) {
				r.Fatalf("article %s is in an answer, though it is removed", a.ID)
			}
		}
		if err := l.Reindex(ctx, collection, nil); err != nil {
			r.Fatal(err)
		}
		equal(t, "after Reindex", answers(t, l, collection), got)
	})
}

// onDisk fills a store and a folder of indexes with the built-in articles, and returns the answers.
func onDisk(t *testing.T) (s *store.Store, dir, want string) {
	t.Helper()
	s, dir = openStore(t), t.TempDir()
	for _, a := range demo.Articles() {
		put(t, s, "local", a)
	}
	l := retrieval.New(s, retrieval.Options{Dir: dir})
	synced(t, l, "local")
	want = answers(t, l, "local")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return s, dir, want
}

// TestIndexHeals spoils the folder of an index between two runs: the next Sync restores the same answers.
func TestIndexHeals(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, dir string){
		"untouched":     func(*testing.T, string) {},
		"deleted":       func(t *testing.T, dir string) { check(t, os.RemoveAll(dir)) },
		"segment short": func(t *testing.T, dir string) { eachFile(t, dir, ".zap", halve) },
		"segment gone":  func(t *testing.T, dir string) { eachFile(t, dir, ".zap", os.Remove) },
		"root short":    func(t *testing.T, dir string) { eachFile(t, dir, "root.bolt", halve) },
		"no CURRENT":    func(t *testing.T, dir string) { eachFile(t, dir, "CURRENT", os.Remove) },
		"other CURRENT": func(t *testing.T, dir string) {
			eachFile(t, dir, "CURRENT", func(p string) error { return os.WriteFile(p, []byte("gen-77\n"), 0o600) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir, want := onDisk(t)
			spoil(t, filepath.Join(dir, "local"))
			l := opened(t, s, retrieval.Options{Dir: dir})
			synced(t, l, "local")
			equal(t, "after the damage", answers(t, l, "local"), want)
		})
	}
}

// TestIndexDamagedInUse spoils the segments of an index that is open: questions end with an error, and the next Sync makes it again.
func TestIndexDamagedInUse(t *testing.T) {
	s, dir, want := onDisk(t)
	l := opened(t, s, retrieval.Options{Dir: dir, Log: slog.New(slog.DiscardHandler)})
	synced(t, l, "local")
	eachFile(t, filepath.Join(dir, "local"), ".zap", func(path string) error {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i := range b {
			b[i] ^= 0x55
		}
		return os.WriteFile(path, b, 0o600)
	})
	met := false
	for _, text := range probes {
		_, err := l.Ask(t.Context(), "local", retrieval.Question{Text: text})
		met = met || errors.Is(err, index.ErrDamaged)
	}
	if !met {
		t.Fatal("no question met the damage")
	}
	synced(t, l, "local")
	equal(t, "after the damage", answers(t, l, "local"), want)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eachFile does something to every file below dir whose name ends so; there must be one.
func eachFile(t *testing.T, dir, end string, do func(path string) error) {
	t.Helper()
	n := 0
	check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, end) {
			return err
		}
		n++
		return do(path)
	}))
	if n == 0 {
		t.Fatalf("no file %s below %s", end, dir)
	}
}

func halve(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()/2)
}

// TestForget deletes an index; the collection is made again when it is next asked for.
func TestForget(t *testing.T) {
	s, dir, want := onDisk(t)
	l := opened(t, s, retrieval.Options{Dir: dir})
	synced(t, l, "local")
	check(t, l.Forget(context.Background(), "local"))
	if _, err := os.Stat(filepath.Join(dir, "local")); !os.IsNotExist(err) {
		t.Errorf("the folder of a forgotten index: %v, want none", err)
	}
	synced(t, l, "local")
	equal(t, "after Forget and Sync", answers(t, l, "local"), want)
}

// TestForgetWhileAsked forgets a collection again and again under questions and syncs: none of them fails, and what the store has is found after.
func TestForgetWhileAsked(t *testing.T) {
	s, dir, want := onDisk(t)
	l := opened(t, s, retrieval.Options{Dir: dir})
	var g sync.WaitGroup
	for i := range 4 {
		g.Go(func() {
			for range 10 {
				if err := l.Sync(t.Context(), "local", nil); err != nil {
					t.Error(err)
				}
				if _, err := l.Ask(t.Context(), "local", retrieval.Question{Text: probes[i]}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 15 {
		if err := l.Forget(t.Context(), "local"); err != nil {
			t.Error(err)
		}
	}
	g.Wait()
	synced(t, l, "local")
	equal(t, "after all", answers(t, l, "local"), want)
}

// TestForgottenInStore: what a store has forgotten is in no index after the next Sync, whether or not a collection of that name has begun again.
func TestForgottenInStore(t *testing.T) {
	for _, again := range []bool{false, true} {
		s, dir, _ := onDisk(t)
		l := opened(t, s, retrieval.Options{Dir: dir})
		synced(t, l, "local")
		check(t, s.Forget(t.Context(), "local"))
		want := 0
		if again {
			put(t, s, "local", corpus.Article{Title: "Le tramway de Tours", Body: "La ville de Tours construit une deuxième ligne de tramway."})
			want = 1
		}
		synced(t, l, "local")
		h, err := l.Holdings(t.Context(), "local")
		if err != nil || h.Articles != want {
			t.Errorf("begun again %v: %d articles are left, %v, want %d", again, h.Articles, err, want)
		}
		if names, err := l.Complete(t.Context(), "local", "", 25); err != nil || len(names) > 0 {
			t.Errorf("begun again %v: forgotten persons are named: %q, %v", again, names, err)
		}
	}
}

// TestOlderBackup puts an older store in the place of the one that the index was made of: its articles alone answer.
func TestOlderBackup(t *testing.T) {
	ctx, dir, articles := context.Background(), t.TempDir(), demo.Articles()
	s, backup := openStore(t), filepath.Join(t.TempDir(), "backup.db")
	for _, a := range articles[:4] {
		put(t, s, "local", a)
	}
	check(t, s.Backup(ctx, backup))
	for _, a := range articles[4:] {
		put(t, s, "local", a)
	}
	l := retrieval.New(s, retrieval.Options{Dir: dir})
	synced(t, l, "local")
	check(t, l.Close())

	old, err := store.Open(ctx, backup, store.Options{})
	check(t, err)
	t.Cleanup(func() { old.Close() })
	after, anew := opened(t, old, retrieval.Options{Dir: dir}), opened(t, old, retrieval.Options{})
	synced(t, after, "local")
	synced(t, anew, "local")
	equal(t, "after an older backup", answers(t, after, "local"), answers(t, anew, "local"))
}

// faulty is a store whose reading of articles fails for a while.
type faulty struct {
	*store.Store
	fails bool
}

var errDisk = errors.New("input/output error")

func (f *faulty) Article(ctx context.Context, collection, id string) (corpus.Article, int, error) {
	if f.fails {
		return corpus.Article{}, 0, errDisk
	}
	return f.Store.Article(ctx, collection, id)
}

// TestFaultLosesNothing makes the store fail during a Sync: it says so, and the next one has every article.
func TestFaultLosesNothing(t *testing.T) {
	s, _, want := onDisk(t)
	f := &faulty{s, true}
	l := opened(t, f, retrieval.Options{})
	if err := l.Sync(context.Background(), "local", nil); !errors.Is(err, errDisk) {
		t.Errorf("Sync of a store that cannot be read: %v, want %v", err, errDisk)
	}
	f.fails = false
	synced(t, l, "local")
	equal(t, "after the fault", answers(t, l, "local"), want)
}

// TestCollectionsDoNotMix has the articles of two collections stand apart, whatever is asked.
func TestCollectionsDoNotMix(t *testing.T) {
	s, articles := openStore(t), demo.Articles()
	own := map[string]string{}
	for i, a := range articles {
		c := []string{"a", "b"}[i%2]
		put(t, s, c, a)
		own[a.ID] = c
	}
	l := opened(t, s, retrieval.Options{Dir: t.TempDir()})
	synced(t, l, "a", "b")
	for _, c := range []string{"a", "b"} {
		for _, text := range probes {
			a, err := l.Ask(context.Background(), c, retrieval.Question{Text: text})
			check(t, err)
			for _, id := range a.Ranked {
				if own[id] != c {
					t.Errorf("%s in collection %s: article %s of the other one", text, c, id)
				}
			}
			checkAnswer(t, a, func(h retrieval.Heading) (string, bool) {
				i := slices.IndexFunc(articles, func(x corpus.Article) bool { return x.ID == h.ID && own[h.ID] == c })
				if i < 0 {
					return "", false
				}
				return articles[i].Body, true
			})
		}
	}
	if _, err := l.Ask(context.Background(), "../a", retrieval.Question{Text: "Turquie"}); !errors.Is(err, retrieval.ErrCollection) {
		t.Errorf("a collection named ../a: %v, want %v", err, retrieval.ErrCollection)
	}
}

// TestLeastRecentlyUsed asks five collections at once with two indexes open: all answer, always.
func TestLeastRecentlyUsed(t *testing.T) {
	s, names := openStore(t), []string{"a", "b", "c", "d", "e"}
	for _, c := range names {
		for _, a := range demo.Articles() {
			put(t, s, c, a)
		}
	}
	l := opened(t, s, retrieval.Options{Dir: t.TempDir(), Open: 2})
	synced(t, l, names...)
	var g sync.WaitGroup
	for i := range 4 {
		g.Go(func() {
			for j := range 15 {
				c := names[(i+j)%len(names)]
				if a, err := l.Ask(context.Background(), c, retrieval.Question{Text: probes[0]}); err != nil || !a.Answered() {
					t.Errorf("collection %s: %s, %v", c, a.Reason, err)
				}
			}
		})
	}
	g.Wait()
}

// TestCloseWhileAsking closes a library under questions: each is answered, or told that the library is closed.
func TestCloseWhileAsking(t *testing.T) {
	s, dir, _ := onDisk(t)
	l := retrieval.New(s, retrieval.Options{Dir: dir})
	synced(t, l, "local")
	var g sync.WaitGroup
	begun := make(chan struct{}, 4)
	for range 4 {
		g.Go(func() {
			for j := 0; ; j++ {
				_, err := l.Ask(context.Background(), "local", retrieval.Question{Text: probes[j%len(probes)]})
				if errors.Is(err, index.ErrClosed) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				if j == 2 {
					begun <- struct{}{}
				}
			}
		})
	}
	<-begun
	check(t, l.Close())
	g.Wait()
	check(t, l.Close()) // twice does no harm
}

// TestCancelled stops at once when nobody waits for the answer any more.
func TestCancelled(t *testing.T) {
	b := demoLibrary(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := b.Ask(ctx, "local", retrieval.Question{Text: probes[0]})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Ask: %v, want %v", err, context.Canceled)
	}
	if _, err := b.Quotes(ctx, "local", retrieval.QuoteFilter{Person: "Lavrov"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Quotes: %v, want %v", err, context.Canceled)
	}
	if _, err := b.Verify(ctx, "local", "La Turquie est notre partenaire", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify: %v, want %v", err, context.Canceled)
	}
	l := opened(t, retrieval.NewShelf(demo.Articles()), retrieval.Options{})
	if err := l.Sync(ctx, "local", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Sync: %v, want %v", err, context.Canceled)
	}
}
