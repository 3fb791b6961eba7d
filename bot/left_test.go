package bot_test

import (
	"slices"
	"testing"
	"time"

	"propos/bot"
	"propos/bot/discordtest"
	"propos/corpus"
	"propos/corpus/store"
)

// TestForgetLeft has a server that the bot is in again, one that removed it an hour too long ago, one that removed it just
// now, and the collection of the command line: one of them is forgotten.
func TestForgetLeft(t *testing.T) {
	const keep, gone, recent = 216 * time.Second, "1000000000000000001", "1000000000000000002" // a look every 0.3 s
	d := discordtest.New(t)
	back := d.AddGuild("Caucase FR").ID
	s := openStore(t)
	names := []string{back, gone, recent, "local"}
	for _, name := range names {
		if _, err := s.Put(t.Context(), name, corpus.Article{Body: "Un article."}, store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{back, gone, "local"} {
		if err := s.Set(t.Context(), name, "left", time.Now().Add(-keep-time.Hour), ""); err != nil {
			t.Fatal(err)
		}
	}
	changed := make(chan struct{}, 1)
	go s.Watch(t.Context(), func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	r := start(t, d, s, func(o *bot.Options) { o.KeepLeft = keep })
	defer r.end()
	patience := time.After(20 * time.Second)
	for {
		var since time.Time
		missed, err := s.Setting(t.Context(), recent, "left", &since)
		if err != nil {
			t.Fatal(err)
		}
		noted, err := s.Setting(t.Context(), back, "left", &since)
		if err != nil {
			t.Fatal(err)
		}
		if missed && !noted && !slices.Contains(collections(t, s), gone) {
			break
		}
		select {
		case <-changed:
		case <-patience:
			t.Fatalf("the server that just left is noted: %v; the one that is back still is: %v; collections: %v", missed, noted, collections(t, s))
		}
	}
	if got, want := collections(t, s), []string{back, recent, "local"}; !slices.Equal(sorted(got), sorted(want)) {
		t.Errorf("collections are %v, want %v", got, want)
	}
}

func sorted(names []string) []string { return slices.Sorted(slices.Values(names)) }

func collections(t *testing.T, s *store.Store) (names []string) {
	t.Helper()
	all, err := s.Collections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		names = append(names, c.Name)
	}
	return names
}
