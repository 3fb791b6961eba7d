package bot_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"propos/bot"
	"propos/bot/discordtest"
	"propos/corpus/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

// running is a bot that runs in a test, on real parts.
type running struct {
	*discordtest.Discord
	t      testing.TB
	store  *store.Store
	status *bot.Status
	stop   context.CancelFunc
	ended  chan error
}

// openStore opens a new store for the test.
func openStore(t testing.TB) *store.Store { return openStoreIn(t, t.TempDir()) }

// openStoreIn opens the store of a data directory.
func openStoreIn(t testing.TB, dir string) *store.Store {
	s, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// start runs a bot against a Discord; change adjusts its options. It waits for nothing.
func start(t testing.TB, d *discordtest.Discord, s *store.Store, change func(*bot.Options)) *running {
	r := &running{Discord: d, t: t, store: s, status: new(bot.Status), ended: make(chan error, 1)}
	o := bot.Options{Token: d.Token, API: d.API(), Store: s, Status: r.status, Pause: 20 * time.Millisecond,
		Log: slog.New(slog.NewTextHandler(testWriter{t, d.Token}, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	if change != nil {
		change(&o)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	r.stop = cancel
	go func() { r.ended <- bot.Run(ctx, o) }()
	t.Cleanup(func() { r.end() })
	return r
}

// end stops the bot and returns what Run returned; a second call returns nil.
func (r *running) end() error {
	r.stop()
	select {
	case err, open := <-r.ended:
		if open {
			close(r.ended)
		}
		return err
	case <-time.After(20 * time.Second):
		r.t.Error("Run does not end")
		return nil
	}
}

// testWriter passes the log on to the test, and fails it on what a log must never hold: a token, the text of a question,
// the name of a person. The tests ask about these.
type testWriter struct {
	t     testing.TB
	token string
}

func (w testWriter) Write(p []byte) (int, error) {
	line := strings.TrimSpace(string(p))
	for _, secret := range []string{w.token, "jeton-", "Lavrov", "Turquie", "alice", "bruno", "mallory"} {
		if strings.Contains(line, secret) {
			w.t.Errorf("the log holds %q: %s", secret, line)
		}
	}
	w.t.Log(line)
	return len(p), nil
}
