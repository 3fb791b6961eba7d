package cli_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"propos/bot/cli"
	"propos/bot/discordtest"
	"propos/corpus/store"
)

// served is a `propos serve` in a process of its own.
type served struct {
	dir     string
	address string // of its health pages
	process *exec.Cmd
	log     bytes.Buffer
}

// serve starts one and waits until it is alive.
func serve(t *testing.T, dir string, environ ...string) *served {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &served{dir: dir, address: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s.process = &exec.Cmd{Path: self, Args: []string{"propos", "serve"}, Stderr: &s.log}
	s.process.Env = append(append(os.Environ(), environ...), "PROPOS_DATA_DIR="+dir, "PROPOS_HEALTH_ADDR="+s.address)
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.process.Process.Kill() }) // it has ended already, unless the test failed
	s.eventually(t, "it is alive", func() bool { return s.page("/healthz") != "" })
	return s
}

// page reads a health page; "" when nobody answers.
func (s *served) page(path string) string {
	response, err := http.Get("http://" + s.address + path)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	var body bytes.Buffer
	_, _ = body.ReadFrom(response.Body)
	return response.Status + " " + body.String()
}

// eventually wants something to become true within ten seconds.
func (s *served) eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for !is() {
		select {
		case <-ctx.Done():
			t.Fatalf("never: %s", what)
		case <-look.C:
		}
	}
}

// stop ends it as a container does, and returns its log.
func (s *served) stop(t *testing.T) string {
	t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.process.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v\n%s", err, s.log.String())
	}
	return s.log.String()
}

func TestServeWithoutToken(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := run(dir, "", "serve"); code != 78 || !strings.Contains(stderr, "PROPOS_DISCORD_TOKEN") {
		t.Errorf("without health pages: code %d: %s", code, stderr)
	}
	s := serve(t, dir)
	var out bytes.Buffer
	if code := cli.Main([]string{"healthcheck"}, []string{"PROPOS_HEALTH_ADDR=" + s.address, "HOME=" + dir}, strings.NewReader(""), &out, &out); code != 0 {
		t.Errorf("healthcheck: code %d: %s", code, out.String())
	}
	if ready := s.page("/readyz"); !strings.HasPrefix(ready, "503") || !strings.Contains(ready, "PROPOS_DISCORD_TOKEN") {
		t.Errorf("readyz: %s", ready)
	}
	if code, _, stderr := run(dir, article(1), "import", write(t, dir, "a.jsonl", article(1))); code != 0 {
		t.Errorf("import beside serve: code %d: %s", code, stderr)
	}
	if code, stdout, stderr := run(dir, "", "ask", "Que construit Villeneuve1 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 1") {
		t.Errorf("ask beside serve: code %d: %s%s", code, stdout, stderr)
	}
	s.eventually(t, "it notices the import by itself", func() bool { return strings.Contains(s.page("/metrics"), "propos_articles 1") })
	if code, _, stderr := run(dir, "", "recover", "--yes", newest(t, dir)); code != 75 || !strings.Contains(stderr, "arrête-le d’abord") {
		t.Errorf("recover beside serve: code %d: %s", code, stderr)
	}
	if code, stdout, _ := run(dir, "", "doctor", "--offline"); code != 0 || !strings.Contains(stdout, "Un autre programme Propos tient les index") {
		t.Errorf("doctor beside serve: code %d: %s", code, stdout)
	}
	if code, _, stderr := run(dir, "", "import", write(t, dir, "b.jsonl", article(2))); code != 0 {
		t.Errorf("import beside serve: code %d: %s", code, stderr)
	}
	if code, _, stderr := run(dir, "", "erase", "--yes", "n1"); code != 0 {
		t.Errorf("erase beside serve: code %d: %s", code, stderr)
	}
	s.eventually(t, "the erased words leave its index", func() bool { return !holds(t, filepath.Join(dir, "index"), "villeneuve1") })
	if code, _, stderr := run(dir, "", "forget", "--server", "local", "--yes"); code != 0 {
		t.Errorf("forget beside serve: code %d: %s", code, stderr)
	}
	s.eventually(t, "it deletes the index of a forgotten collection", func() bool {
		_, err := os.Stat(filepath.Join(dir, "index", "local"))
		return os.IsNotExist(err)
	})
	if log := s.stop(t); strings.Contains(log, "Villeneuve") {
		t.Errorf("the log has text of people:\n%s", log)
	}
}

// newest is the one scheduled backup of a data directory.
func newest(t *testing.T, dir string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "backups", "propos-*.db"))
	if err != nil || len(found) != 1 {
		t.Fatalf("backups: %v, %v", found, err)
	}
	return found[0]
}

func TestServeRefusedByDiscord(t *testing.T) {
	discord := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(`{"message":"401: Unauthorized","code":0}`))
	}))
	defer discord.Close()
	dir := t.TempDir()
	s := serve(t, dir, "DISCORD_TOKEN=le.jeton.secret", "PROPOS_DISCORD_API="+discord.URL)
	s.eventually(t, "its health says why", func() bool {
		page := s.page("/healthz")
		return strings.HasPrefix(page, "503") && strings.Contains(page, "ne reconnaît pas le jeton")
	})
	if code, _, stderr := run(dir, "", "ask", "Qu'a dit Lavrov sur la Turquie ?"); code != 0 {
		t.Errorf("ask beside a refused bot: code %d: %s", code, stderr)
	}
	if log := s.stop(t); strings.Contains(log, "jeton.secret") {
		t.Errorf("the log has the token:\n%s", log)
	}
}

// TestServeCountsFeeds: a feed that cannot be read is counted.
func TestServeCountsFeeds(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.AddFeed(t.Context(), "local", store.Feed{URL: "http://127.0.0.1/rss.xml"}); err != nil { // not public: refused
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := serve(t, dir)
	s.eventually(t, "the feed is counted", func() bool { return strings.Contains(s.page("/metrics"), "propos_feed_failures_total 1") })
	s.stop(t)
}

// TestServeInDiscord: the whole program answers a member of a server, from an article that the command line has just added.
func TestServeInDiscord(t *testing.T) {
	d := discordtest.New(t)
	guild := d.AddGuild("Piscines")
	channel := guild.AddChannel("général")
	member := d.AddUser("Alice").Join(guild, discordtest.MemberPermissions)
	dir := t.TempDir()
	s := serve(t, dir, "DISCORD_TOKEN="+d.Token, "PROPOS_DISCORD_API="+d.API(), "PROPOS_LOG_LEVEL=debug")
	d.AwaitConnection()
	d.AwaitCommands("")
	s.eventually(t, "it is ready", func() bool { return strings.HasPrefix(s.page("/readyz"), "200") })
	if code, _, stderr := run(dir, "", "--collection", guild.ID, "import", write(t, dir, "a.jsonl", article(1))); code != 0 {
		t.Fatalf("import: code %d: %s", code, stderr)
	}
	s.eventually(t, "it notices the import by itself", func() bool { return strings.Contains(s.page("/metrics"), "propos_articles 1") })
	answer := member.Slash(channel, "demander", discordtest.Options{"question": "Que construit Villeneuve1 ?"}).Message().Text()
	if !strings.Contains(answer, "Nouvelle numéro 1") {
		t.Errorf("the member reads:\n%s", answer)
	}
	for _, counted := range []string{"propos_questions_total{outcome=\"answered\"} 1", "propos_requests_total 1\n", "propos_request_errors_total 0\n"} {
		s.eventually(t, "its metrics have "+counted, func() bool { return strings.Contains(s.page("/metrics"), counted) }) // what is over is counted
	}
	log := s.stop(t)
	for _, secret := range []string{"Villeneuve", "construit", "Alice", "Nouvelle", d.Token} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
}

// TestServeDamagedStore: damage is found at the start, and the way back is said.
func TestServeDamagedStore(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := run(dir, "", "import", write(t, dir, "a.jsonl", article(1))); code != 0 {
		t.Fatal(stderr)
	}
	s := serve(t, dir)
	s.eventually(t, "it backs up", func() bool {
		found, _ := filepath.Glob(filepath.Join(dir, "backups", "propos-*.db"))
		return len(found) == 1
	})
	s.stop(t)
	if err := os.WriteFile(filepath.Join(dir, store.FileName), bytes.Repeat([]byte("dommage "), 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, fault bytes.Buffer
	code := cli.Main([]string{"serve"}, []string{"PROPOS_DATA_DIR=" + dir, "PROPOS_HEALTH_ADDR=127.0.0.1:9"}, strings.NewReader(""), &out, &fault)
	if code == 0 || !strings.Contains(fault.String(), "propos recover "+newest(t, dir)) {
		t.Fatalf("code %d: %s", code, fault.String())
	}
	if code, _, stderr := run(dir, "", "recover", "--yes", newest(t, dir)); code != 0 {
		t.Fatalf("recover: code %d: %s", code, stderr)
	}
	if code, stdout, stderr := run(dir, "", "ask", "Que construit Villeneuve1 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 1") {
		t.Errorf("after recover: code %d: %s%s", code, stdout, stderr)
	}
}
