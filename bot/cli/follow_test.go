package cli_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"propos/bot/cli"
	"propos/corpus"
	"propos/corpus/store"
)

// TestWarm: a serve reads ahead who is in the collections where that takes long, and leaves the others.
func TestWarm(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for collection, n := range map[string]int{"small": 3, "large": 500} {
		items := make([]store.Item, n)
		for i := range items {
			items[i] = store.Item{Article: corpus.Article{ID: fmt.Sprint(i), Title: fmt.Sprint("Nouvelle ", i), Body: "Rien à signaler."}, Options: store.PutOptions{Apart: true}}
		}
		if _, err := s.PutBatch(t.Context(), collection, items); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	if err := cli.Warm(t.Context(), dir, s, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))); err != nil {
		t.Fatal(err)
	}
	if text := log.String(); strings.Count(text, "people read") != 1 || !strings.Contains(text, "collection=large articles=500 ") {
		t.Errorf("the log:\n%s", text)
	}
}
