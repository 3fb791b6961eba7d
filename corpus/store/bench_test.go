package store_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/store"
)

// articles returns n articles of about 2.2 KB, as press articles are, each with fingerprints.
func articles(n int) []store.Item {
	random := rand.New(rand.NewPCG(1, 1))
	items := make([]store.Item, n)
	for i := range items {
		var words strings.Builder
		for range 360 {
			words.WriteString(strconv.FormatUint(random.Uint64N(100000), 36) + "é ")
		}
		items[i] = store.Item{
			Article: corpus.Article{Title: fmt.Sprint("Titre ", i), Source: "Le Fil", Date: corpus.Date{Year: 2020, Month: 1 + i%12}, URL: fmt.Sprint("https://exemple.fr/", i), Body: words.String()},
			Options: store.PutOptions{Fingerprints: store.Fingerprints{Sim: random.Uint64()}},
		}
	}
	return items
}

// filled returns a store with n articles.
func filled(b *testing.B, n int) *store.Store {
	s := open(b)
	for items := articles(n); len(items) > 0; items = items[min(200, len(items)):] {
		_, err := s.PutBatch(b.Context(), "c", items[:min(200, len(items))])
		must(b, err)
	}
	return s
}

func BenchmarkPutBatch(b *testing.B) {
	b.ReportAllocs()
	items := articles(2000)
	done := 0
	for b.Loop() {
		b.StopTimer()
		s := open(b)
		b.StartTimer()
		for from := 0; from < len(items); from += 200 {
			_, err := s.PutBatch(b.Context(), "c", items[from:from+200])
			must(b, err)
		}
		done += len(items)
	}
	b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkPut(b *testing.B) {
	s := open(b)
	for i := 0; b.Loop(); i++ {
		put(b, s, "c", corpus.Article{Body: fmt.Sprint("texte ", i)}, store.PutOptions{})
	}
}

func BenchmarkArticle(b *testing.B) {
	b.ReportAllocs()
	s := filled(b, 5000)
	for i := 0; b.Loop(); i++ {
		_, _, err := s.Article(b.Context(), "c", strconv.Itoa(1+i*7919%5000))
		must(b, err)
	}
}

func BenchmarkNoChanges(b *testing.B) {
	s := filled(b, 5000)
	last, err := s.LastRev(b.Context())
	must(b, err)
	for b.Loop() {
		_, err := s.Changes(b.Context(), "c", last, 100)
		must(b, err)
	}
}

func BenchmarkAll(b *testing.B) {
	b.ReportAllocs()
	s := filled(b, 5000)
	n := 0
	for b.Loop() {
		for _, err := range s.All(b.Context(), "c") {
			must(b, err)
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkErase(b *testing.B) {
	s := filled(b, 5000)
	for i := 1; b.Loop(); i++ {
		must(b, s.Erase(b.Context(), "c", "", strconv.Itoa(1+i%5000)))
	}
}

func BenchmarkOpenAndCheck(b *testing.B) {
	s := filled(b, 5000)
	for b.Loop() {
		again, err := store.Open(b.Context(), s.File(), store.Options{Check: true})
		must(b, err)
		must(b, again.Close())
	}
}

func BenchmarkFilterByTitle(b *testing.B) {
	s := filled(b, 5000)
	for b.Loop() {
		_, _, err := s.Articles(b.Context(), "c", store.Filter{Text: "titre 4999"}, store.Page{Limit: 25})
		must(b, err)
	}
}

func BenchmarkOpen(b *testing.B) {
	s := filled(b, 1000)
	for b.Loop() {
		again, err := store.Open(b.Context(), s.File(), store.Options{})
		must(b, err)
		must(b, again.Close())
	}
}

func BenchmarkFirstPage(b *testing.B) {
	s := filled(b, 5000)
	for b.Loop() {
		_, _, err := s.Articles(b.Context(), "c", store.Filter{}, store.Page{Limit: 25})
		must(b, err)
	}
}
