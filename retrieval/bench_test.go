package retrieval_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/corpus/store"
	"propos/retrieval"
)

// newsLine is an article of the news set.
type newsLine struct{ ID, Title, Date, Source, URL, Text string }

// news reads the 16,897 news articles, with or without their titles.
func news(t testing.TB, titles bool) []corpus.Article {
	t.Helper()
	var out []corpus.Article
	for _, l := range readLines[newsLine](t, shared(t, "eval/news/articles.jsonl.gz")) {
		date, err := corpus.ParseDate(l.Date)
		check(t, err)
		a := corpus.Article{ID: l.ID, Title: l.Title, Source: l.Source, URL: l.URL, Date: date, Body: l.Text}.Clean()
		if !titles {
			a.Title = ""
		}
		out = append(out, a)
	}
	return out
}

// newsroom is a library on disk over the news articles, as a server has it.
type newsroom struct {
	*retrieval.Library
	store    *store.Store
	articles []corpus.Article
	dir      string // of the indexes
}

// openNews imports the news articles into a store and an index of the benchmark's own, and reports how fast.
func openNews(b *testing.B, titles bool) *newsroom {
	b.Helper()
	n := &newsroom{store: openStore(b), articles: news(b, titles), dir: b.TempDir()}
	n.Library = retrieval.New(n.store, retrieval.Options{Dir: n.dir})
	b.Cleanup(func() { check(b, n.Close()) })
	n.importAll(b)
	return n
}

// importAll puts every article in batches, as an import does, and makes them found.
func (n *newsroom) importAll(b *testing.B) {
	b.Helper()
	for chunk := range slices.Chunk(n.articles, 500) {
		items := make([]store.Item, len(chunk))
		for i, a := range chunk {
			items[i] = store.Item{Article: a, Options: store.PutOptions{Apart: true}}
		}
		_, err := n.store.PutBatch(context.Background(), "local", items)
		check(b, err)
		synced(b, n.Library, "local")
	}
}

// each asks one question an iteration and reports the median and the 99th percentile, in milliseconds.
func (n *newsroom) each(b *testing.B, qs []question) {
	b.Helper()
	_, err := n.Ask(b.Context(), "local", retrieval.Question{Text: qs[0].Text})
	check(b, err)
	b.ReportAllocs()
	var took []time.Duration
	first := 0
	for i := 0; b.Loop(); i++ {
		q := qs[i%len(qs)]
		a, err := n.Ask(b.Context(), "local", retrieval.Question{Text: q.Text})
		check(b, err)
		took = append(took, a.Took)
		if len(a.Ranked) > 0 && slices.Contains(q.Relevant, a.Ranked[0]) {
			first++
		}
	}
	reportTimes(b, took)
	b.ReportMetric(float64(first)/float64(len(took)), "R@1")
}

func reportTimes(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	ms := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))]) / float64(time.Millisecond)
	}
	b.ReportMetric(ms(.5), "p50-ms")
	b.ReportMetric(ms(.99), "p99-ms")
}

// BenchmarkHeadlines asks headlines of the texts of the news articles, on one processor.
// Run it with -benchtime=2000x for every question once.
func BenchmarkHeadlines(b *testing.B) {
	n := openNews(b, false)
	qs := readLines[question](b, shared(b, "eval/retrieval/headlines/queries.jsonl"))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.Run("ask", func(b *testing.B) { n.each(b, qs); reportMemory(b) })
}

// BenchmarkQuoted asks who said what of the news articles, on one processor; then adds single articles until they can be found and asks
// for them.
func BenchmarkQuoted(b *testing.B) {
	n := openNews(b, true)
	qs := readLines[question](b, shared(b, "eval/retrieval/quoted/queries.jsonl"))
	b.Run("ask", func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		n.each(b, qs)
		reportMemory(b)
	})
	b.Run("type a name", n.typeNames)
	b.Run("most quoted", n.mostQuoted)
	b.Run("warm", n.warm)
	b.Run("add one", n.addOne)
}

// typeNames asks for the people whose names begin as typed, letter by letter, as a member does in the option « personne ».
func (n *newsroom) typeNames(b *testing.B) {
	var took []time.Duration
	typed := []string{"", "m", "ma", "mac", "macron", "la", "emmanuel ma", "zz"}
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		_, err := n.Complete(b.Context(), "local", typed[i%len(typed)], 25)
		check(b, err)
		took = append(took, time.Since(start))
	}
	reportTimes(b, took)
}

// mostQuoted asks for the three persons whom /aide makes examples of.
func (n *newsroom) mostQuoted(b *testing.B) {
	b.ReportAllocs()
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		names, err := n.Quoted(b.Context(), "local", 3)
		check(b, err)
		if took = append(took, time.Since(start)); len(names) != 3 {
			b.Fatalf("most quoted: %q", names)
		}
	}
	reportTimes(b, took)
}

// warm is what a program that has just started reads before the first question about a person, and what stays in memory of it.
func (n *newsroom) warm(b *testing.B) {
	check(b, n.Close())
	heap := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	var took []time.Duration
	held := 0.0
	for b.Loop() {
		n.Library = retrieval.New(n.store, retrieval.Options{Dir: n.dir})
		synced(b, n.Library, "local")
		before, start := heap(), time.Now()
		check(b, n.Warm(b.Context(), "local"))
		took = append(took, time.Since(start))
		held = heap() - before
		check(b, n.Close())
	}
	n.Library = retrieval.New(n.store, retrieval.Options{Dir: n.dir})
	reportTimes(b, took)
	b.ReportMetric(held, "held-MB")
}

// BenchmarkFeatures is what each part of ranking takes for the candidates of one question: headlines of the news articles, on one processor.
func BenchmarkFeatures(b *testing.B) {
	n := openNews(b, false)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var asked []retrieval.Measured
	for _, q := range readLines[question](b, shared(b, "eval/retrieval/headlines/queries.jsonl"))[:50] {
		m, err := n.Measured(b.Context(), "local", q.Text)
		check(b, err)
		asked = append(asked, m)
	}
	for _, part := range []struct {
		name string
		do   func(retrieval.Measured)
	}{
		{"tokens", retrieval.Measured.Tokens}, {"words", retrieval.Measured.Words}, {"words: letters", retrieval.Measured.Letters},
		{"words: kind", retrieval.Measured.Kind}, {"local", retrieval.Measured.Local}, {"local: order", retrieval.Measured.Order},
		{"openings", retrieval.Measured.Openings}, {"kin", retrieval.Measured.Kin},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				part.do(asked[i%len(asked)])
			}
		})
	}
}

// addOne puts an article in the store until it can be found, then asks the first question after it. Run it with -benchtime=20x.
func (n *newsroom) addOne(b *testing.B) {
	var found, asked []time.Duration
	for i := 0; b.Loop(); i++ {
		a := n.articles[i%len(n.articles)]
		a.ID, a.Title = fmt.Sprintf("new-%d", i), fmt.Sprintf("Nouvelle zorglubienne %d", i)
		start := time.Now()
		put(b, n.store, "local", a)
		synced(b, n.Library, "local")
		found = append(found, time.Since(start))
		answer, err := n.Ask(b.Context(), "local", retrieval.Question{Text: a.Title})
		check(b, err)
		asked = append(asked, answer.Took)
		if !slices.Contains(answer.Ranked, a.ID) {
			b.Fatalf("%s is not found: %v", a.ID, answer.Ranked)
		}
	}
	reportTimes(b, found)
	slices.Sort(asked)
	b.ReportMetric(float64(asked[len(asked)/2])/float64(time.Millisecond), "then-ask-p50-ms")
}

// BenchmarkImport puts the news articles in a store and makes them found.
func BenchmarkImport(b *testing.B) {
	articles := news(b, true)
	for b.Loop() {
		n := &newsroom{store: openStore(b), articles: articles}
		n.Library = retrieval.New(n.store, retrieval.Options{Dir: b.TempDir()})
		start := time.Now()
		n.importAll(b)
		b.ReportMetric(float64(len(articles))/time.Since(start).Seconds(), "articles/s")
		check(b, n.Close())
	}
}

// BenchmarkFirstAnswer is the command line's way from nothing to an answer of the built-in articles.
func BenchmarkFirstAnswer(b *testing.B) {
	for b.Loop() {
		l := retrieval.New(retrieval.NewShelf(demo.Articles()), retrieval.Options{})
		synced(b, l, "local")
		a, err := l.Ask(b.Context(), "local", retrieval.Question{Text: "Qu'a dit Lavrov sur la Turquie ?"})
		if err != nil || !a.Answered() {
			b.Fatalf("%s, %v", a.Reason, err)
		}
		check(b, l.Close())
	}
}

// reportMemory reports what is held after a collection of garbage, and what the process takes; the benchmark's own articles are in it.
func reportMemory(b *testing.B) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "heap-MB")
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kb); n == 1 {
			b.ReportMetric(kb/1024, "RSS-MB")
		}
	}
}
