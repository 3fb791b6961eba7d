package index_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"propos/retrieval/index"
)

// newsIndex is the index of the 16,897 news articles.
func newsIndex(b *testing.B) (*index.Index, string, []line) {
	b.Helper()
	news := lines(b, "eval/news/articles.jsonl.gz")
	dir := b.TempDir()
	if err := index.Rebuild(b.Context(), dir, index.Options{}, index.Build{Rev: 1, Articles: entries(news)}); err != nil {
		b.Fatal(err)
	}
	return onDisk(b, dir), dir, news
}

// BenchmarkSearch asks headlines of the 16,897 news articles, on one processor.
func BenchmarkSearch(b *testing.B) {
	x, _, _ := newsIndex(b)
	qs := lines(b, "eval/retrieval/headlines/queries.jsonl")
	v := view(b, x)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.Run("candidates", func(b *testing.B) {
		each(b, qs, func(q line) error {
			_, err := v.Search(b.Context(), plain(x, q.Question), 50)
			return err
		})
	})
	b.Run("and their tokens", func(b *testing.B) {
		each(b, qs, func(q line) error {
			r, err := v.Search(b.Context(), plain(x, q.Question), 50)
			if err != nil {
				return err
			}
			ps, err := v.Passages(b.Context(), r.Hits)
			for _, p := range ps {
				p.Tokens()
			}
			return err
		})
	})
}

// each runs one question an iteration and reports the median and the 99th percentile.
func each(b *testing.B, qs []line, do func(line) error) {
	b.Helper()
	b.ReportAllocs()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if err := do(qs[i%len(qs)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	ms := func(share float64) float64 {
		return float64(took[int(share*float64(len(took)-1))]) / float64(time.Millisecond)
	}
	b.ReportMetric(ms(.5), "p50-ms")
	b.ReportMetric(ms(.99), "p99-ms")
}

// BenchmarkRebuild makes the index of the news articles.
func BenchmarkRebuild(b *testing.B) {
	news := lines(b, "eval/news/articles.jsonl.gz")
	for b.Loop() {
		dir := b.TempDir()
		start := time.Now()
		if err := index.Rebuild(b.Context(), dir, index.Options{}, index.Build{Rev: 1, Articles: entries(news)}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(news))/time.Since(start).Seconds(), "articles/s")
		b.ReportMetric(float64(size(b, dir))/(1<<20), "MB")
	}
}

// BenchmarkImport applies the news articles in batches of 250, as an import does.
func BenchmarkImport(b *testing.B) {
	news := lines(b, "eval/news/articles.jsonl.gz")
	for b.Loop() {
		dir := b.TempDir()
		x := onDisk(b, dir)
		start := time.Now()
		rev := 0
		for chunk := range slices.Chunk(news, 250) {
			rev++
			var batch index.Batch
			for _, l := range chunk {
				batch.Put = append(batch.Put, l.entry())
			}
			apply(b, x, batch)
		}
		b.ReportMetric(float64(len(news))/time.Since(start).Seconds(), "articles/s")
		b.ReportMetric(float64(size(b, dir))/(1<<20), "MB")
		b.ReportMetric(float64(view(b, x).Stats().Segments), "segments")
	}
}

// BenchmarkAdd adds one article to the news articles until it can be found.
func BenchmarkAdd(b *testing.B) {
	x, _, news := newsIndex(b)
	each(b, news, func(l line) error {
		e := l.entry()
		e.Version = 2
		if err := x.Apply(b.Context(), index.Batch{Rev: 2, Put: []index.Entry{e}}); err != nil {
			return err
		}
		v, err := x.View()
		if err != nil {
			return err
		}
		defer v.Close()
		r, err := v.Search(b.Context(), index.Query{Concepts: plain(x, l.Title).Concepts, Filter: index.Filter{Articles: []string{l.ID}}}, 1)
		if err == nil && l.Title != "" && (len(r.Hits) == 0 || r.Hits[0].Version != 2) && len(plain(x, l.Title).Concepts) > 0 {
			return fmt.Errorf("article %s cannot be found: %+v", l.ID, r)
		}
		return err
	})
	b.ReportMetric(float64(view(b, x).Stats().Segments), "segments")
}

// size is the bytes of all files below dir.
func size(b *testing.B, dir string) (n int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(path)
		if err == nil {
			n += info.Size()
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}
