// Package health serves the pages by which a machine sees how Propos does: /healthz, /readyz and /metrics.
//
// They show counts and states only: no question, no name, no text of anybody, except the sentence in which the program
// itself says what it lacks.
package health

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// State is a moment of the program.
type State struct {
	Problem    string // what a person must mend before members get answers, on one line; "" when nothing
	Waiting    string // what the program itself is still busy with (connecting, reading the articles again); "" when it is ready
	Trouble    string // what fails at present and is tried again by itself (a full disk, a backup), on one line; "" when nothing
	Connected  bool   // to Discord's gateway
	Reconnects int    // to the gateway, since the start
	Servers    int    // that the bot is in
	Articles   int    // that can be found, of all collections
	IndexBytes int64  // on disk, of all collections
	FeedFaults int    // readings of feeds that failed, since the start

	Handled      int // commands, presses, forms and messages of people, since the start
	HandledLate  int // of them, that Discord was told to wait for
	HandledFault int // errors of the program in them

	LastBackup   time.Time // the newest scheduled backup; zero when there is none
	BackupFaults int       // scheduled backups that failed, since the start
}

// unready is why the program is not wholly at work; "" when it is.
func (s State) unready() string { return cmp.Or(s.Problem, s.Trouble, s.Waiting) }

// Options says what the pages show. Only State is needed.
type Options struct {
	State     func() State // asked at every request, from any goroutine
	Questions *Questions   // nil leaves the metrics of questions out
	Version   string       // of the program
	Log       *slog.Logger // nil means slog.Default()
}

// Handler returns the pages:
//   - /healthz: 200 while the program lives, 503 with the reason when a person must mend something;
//   - /readyz: 200 when it is connected, its index is ready and nothing fails, else 503 with the reason;
//   - /metrics: counts in the text format of Prometheus.
func Handler(o Options) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collector{o}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, o.State().Problem) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		say(w, o.State().unready())
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return mux
}

// say answers "ok", or 503 with the fault.
func say(w http.ResponseWriter, fault string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if fault == "" {
		fault = "ok"
	} else {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = io.WriteString(w, fault+"\n") // who asked may be gone
}

// Serve answers on the listener until ctx ends, and closes it. The error is nil after a wanted end.
func Serve(ctx context.Context, listener net.Listener, o Options) error {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	server := &http.Server{
		Handler:           Handler(o),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		stopped <- server.Shutdown(grace)
	})
	err := server.Serve(listener)
	if !stop() {
		err = errors.Join(<-stopped, closedIsFine(err))
	}
	if err != nil {
		return fmt.Errorf("serve health pages: %w", err)
	}
	return nil
}

func closedIsFine(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
