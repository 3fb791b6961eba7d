package health_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"propos/bot/health"
)

func get(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func TestPages(t *testing.T) {
	refused := "Discord refuse le jeton : vérifie DISCORD_TOKEN."
	for _, test := range []struct {
		name             string
		state            health.State
		healthz, readyz  int
		healthzSays, why string
	}{
		{"ready", health.State{Connected: true}, 200, 200, "ok", "ok"},
		{"busy", health.State{Waiting: "connexion à Discord"}, 200, 503, "ok", "connexion à Discord"},
		{"something fails", health.State{Connected: true, Trouble: "Le disque est plein."}, 200, 503, "ok", "Le disque est plein."},
		{"a person must act", health.State{Problem: refused, Waiting: "connexion à Discord"}, 503, 503, refused, refused},
	} {
		h := health.Handler(health.Options{State: func() health.State { return test.state }})
		if code, text := get(t, h, "/healthz"); code != test.healthz || text != test.healthzSays+"\n" {
			t.Errorf("%s: /healthz is %d %q", test.name, code, text)
		}
		if code, text := get(t, h, "/readyz"); code != test.readyz || text != test.why+"\n" {
			t.Errorf("%s: /readyz is %d %q", test.name, code, text)
		}
	}
}

func TestMetrics(t *testing.T) {
	var questions health.Questions
	questions.Count(health.Answered, 3*time.Millisecond)
	questions.Count(health.Answered, 10*time.Millisecond)
	questions.Count(health.Refused, time.Minute)
	state := health.State{Connected: true, Reconnects: 2, Handled: 9, HandledLate: 4, HandledFault: 1, Servers: 3, Articles: 12, IndexBytes: 4096, FeedFaults: 1, BackupFaults: 2, LastBackup: time.Unix(1700000000, 0)}
	code, text := get(t, health.Handler(health.Options{State: func() health.State { return state }, Questions: &questions, Version: "1.2.3"}), "/metrics")
	if code != http.StatusOK {
		t.Fatalf("status %d: %s", code, text)
	}
	for _, line := range []string{
		`propos_healthy 1`, `propos_ready 1`, `propos_gateway_connected 1`, `propos_gateway_reconnects_total 2`, `propos_servers 3`,
		`propos_requests_total 9`, `propos_requests_late_total 4`, `propos_request_errors_total 1`,
		`propos_articles 12`, `propos_index_bytes 4096`, `propos_feed_failures_total 1`,
		`propos_backup_failures_total 2`, `propos_last_backup_timestamp_seconds 1.7e+09`,
		`propos_questions_total{outcome="answered"} 2`, `propos_questions_total{outcome="refused"} 1`, `propos_questions_total{outcome="failed"} 0`,
		`propos_question_duration_seconds_bucket{le="0.005"} 1`, `propos_question_duration_seconds_bucket{le="0.01"} 2`,
		`propos_question_duration_seconds_bucket{le="5"} 2`, `propos_question_duration_seconds_bucket{le="+Inf"} 3`,
		`propos_question_duration_seconds_count 3`, `propos_question_duration_seconds_sum 60.013`,
	} {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %s", line)
		}
	}
	for _, part := range []string{`version="1.2.3"`, "go_goroutines ", "process_open_fds "} {
		if !strings.Contains(text, part) {
			t.Errorf("nothing says %s", part)
		}
	}
	faults, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		t.Errorf("%s: %s", f.Metric, f.Text)
	}
	if t.Failed() {
		t.Log(text)
	}
}

// TestServe starts the pages, asks them as the container's health check does, and ends them.
func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	states := make(chan health.State, 1)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- health.Serve(ctx, listener, health.Options{State: func() health.State { return <-states }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	}()

	states <- health.State{}
	if err := health.Check(t.Context(), ":"+port); err != nil {
		t.Errorf("healthy: %v", err)
	}
	states <- health.State{Problem: "disque plein"}
	if err := health.Check(t.Context(), "0.0.0.0:"+port); err == nil || err.Error() != "disque plein" {
		t.Errorf("with a problem: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("ended with %v", err)
	}
	if err := health.Check(t.Context(), "127.0.0.1:"+port); err == nil {
		t.Error("nobody listens, and the check is content")
	}
	if err := health.Check(t.Context(), "nonsense"); err == nil {
		t.Error("an address without port is accepted")
	}
}
