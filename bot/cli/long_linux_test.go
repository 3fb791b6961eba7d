package cli_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"propos/bot/discordtest"
	"propos/corpus/store"
)

// long skips a test that takes minutes, unless LONG_TESTS asks for it.
func long(t *testing.T) {
	t.Helper()
	if os.Getenv("LONG_TESTS") == "" {
		t.Skip("skipped: it takes minutes; LONG_TESTS=1 runs it")
	}
}

// news is a file of the first 5,000 news articles of the evaluation data, beside the repository.
func news(t *testing.T) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("..", "..", "..", "shared", "eval", "news", "articles.jsonl.gz"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("skipped: the evaluation data are not beside the repository: %v", err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<22)
	var first strings.Builder
	for i := 0; i < 5000 && lines.Scan(); i++ {
		first.WriteString(lines.Text() + "\n")
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return write(t, t.TempDir(), "news.jsonl", first.String())
}

// smallMemory is what a machine of 256 MB has, in kilobytes, and smallMachine the environment that compose.yaml gives there.
const smallMemory = 256 << 10

func smallMachine() []string { return []string{"GOMEMLIMIT=200MiB", "GOMAXPROCS=1"} }

// TestSmallMachine: with one processor, 5,000 articles are imported, read by a serve, read again from nothing, rebuilt and backed up,
// and no process ever has 256 MB in memory.
func TestSmallMachine(t *testing.T) {
	long(t)
	file, dir := news(t), t.TempDir()
	s := serve(t, dir, smallMachine()...)
	spent(t, dir, "import", file)
	read := func() bool {
		return strings.Contains(s.page("/metrics"), "propos_articles 5000\n") && !strings.Contains(s.page("/readyz"), "Je lis")
	}
	within(t, 5*time.Minute, "the serve has read 5,000 articles", read)
	spent(t, dir, "ask", "Qu'a dit Lavrov sur la Turquie ?")
	spent(t, dir, "backup", filepath.Join(t.TempDir(), "backup.db"))
	s.light(t, "serve beside an import")
	s.stop(t)

	if err := os.RemoveAll(filepath.Join(dir, "index")); err != nil {
		t.Fatal(err)
	}
	s = serve(t, dir, smallMachine()...)
	within(t, 5*time.Minute, "the serve has read 5,000 articles again", read)
	spent(t, dir, "ask", "Qu'a dit Lavrov sur la Turquie ?")
	s.light(t, "serve without an index")
	s.stop(t)
	spent(t, dir, "reindex")
}

// within wants something to become true in a time that is longer than usual.
func within(t *testing.T, limit time.Duration, what string, is func() bool) {
	t.Helper()
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for end := time.Now().Add(limit); !is(); <-look.C {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// spent runs a command as on a small machine, and wants it to succeed within its memory.
func spent(t *testing.T, dir string, args ...string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Cmd{Path: self, Args: append([]string{"propos"}, args...), Env: append(append(os.Environ(), smallMachine()...), "PROPOS_DATA_DIR="+dir)}
	began := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	most := c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	t.Logf("%s: %d MB at most, %v", args[0], most>>10, time.Since(began).Round(time.Second/10))
	if most > smallMemory {
		t.Errorf("%s had %d MB in memory", args[0], most>>10)
	}
}

// light wants a serve to have kept within the memory of a small machine.
func (s *served) light(t *testing.T, what string) {
	t.Helper()
	most := s.status(t, "VmHWM")
	t.Logf("%s: %d MB at most", what, most>>10)
	if most > smallMemory {
		t.Errorf("%s had %d MB in memory", what, most>>10)
	}
}

// status reads a line in kilobytes of /proc/PID/status.
func (s *served) status(t *testing.T, key string) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + key + `:\s+(\d+) kB`).FindSubmatch(text)
	if found == nil {
		t.Fatalf("no %s", key)
	}
	n, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// level is what a bot holds at a moment: memory, what Go found in use when it last looked (half of what it waits for until it looks again),
// indexes and store in kilobytes.
type level struct{ memory, heap, goroutines, files, indexes, store int }

// level measures what it holds.
func (s *served) level(t *testing.T) level {
	t.Helper()
	metrics := s.page("/metrics")
	number := func(name string) int {
		found := regexp.MustCompile(`(?m)^` + name + ` (\S+)`).FindStringSubmatch(metrics)
		if found == nil {
			t.Fatalf("no metric %s", name)
		}
		n, err := strconv.ParseFloat(found[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		return int(n)
	}
	indexes := 0
	_ = filepath.WalkDir(filepath.Join(s.dir, "index"), func(_ string, e fs.DirEntry, err error) error { // what goes away meanwhile counts nothing
		if err == nil && !e.IsDir() {
			if info, err := e.Info(); err == nil {
				indexes += int(info.Size() >> 10)
			}
		}
		return nil
	})
	file, err := os.Stat(filepath.Join(s.dir, store.FileName))
	if err != nil {
		t.Fatal(err)
	}
	return level{s.status(t, "VmRSS"), number("go_memstats_next_gc_bytes") >> 11, number("go_goroutines"), number("process_open_fds"), indexes, int(file.Size() >> 10)}
}

// TestDay is a day of a bot, each hour in five seconds: questions, articles that come, by a feed too, are edited and erased, a broken
// connection and several backups an hour. In the evening nothing has grown since noon: memory, goroutines, open files, indexes; three backups are kept. The
// store has the day's answers, which it keeps for thirty days.
func TestDay(t *testing.T) {
	long(t)
	const hour = 5 * time.Second
	dir := t.TempDir()
	b := serveInDiscord(t, dir, "PROPOS_BACKUP_EVERY=2s", "PROPOS_BACKUP_KEEP=3", "PROPOS_RATE_PERSON=0", "PROPOS_RATE_SERVER=0", allowHere)
	b.importAll(t, dir, 20, 400)
	b.within(t, b.holds(400))
	var hours atomic.Int32 // whose article the feed has
	b.follows(t, dir, wire(t, &hours))
	var day []level
	questions := 0
	for h := range 24 {
		hours.Store(int32(h + 1))
		questions += b.hour(t, dir, h, hour)
		day = append(day, b.level(t))
		t.Logf("%02d h: %+v", h, day[h])
	}
	each := (day[23].store - day[0].store) * 1024 / questions
	if t.Logf("%d questions, %d bytes each in the store", questions, each); each > 1024 {
		t.Errorf("a question takes %d bytes of the store", each)
	}
	if kept, err := filepath.Glob(filepath.Join(dir, "backups", "*.db")); err != nil || len(kept) > 4 { // one may be under way
		t.Errorf("%d backups: %v", len(kept), err)
	}
	noon, evening := most(day[8:16]), most(day[16:])
	for _, grown := range []struct {
		what         string
		before, then int
		slack        int
	}{
		{"memory", noon.memory, evening.memory, noon.memory/8 + 8<<10}, {"goroutines", noon.goroutines, evening.goroutines, 8},
		{"open files", noon.files, evening.files, 8}, {"the indexes", noon.indexes, evening.indexes, noon.indexes/2 + 512},
	} {
		if grown.then > grown.before+grown.slack {
			t.Errorf("%s grew from %d at noon to %d in the evening", grown.what, grown.before, grown.then)
		}
	}
	if log := b.stop(t); strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("the log of the day has errors:\n%s", log)
	}
}

func (b *inDiscord) within(t *testing.T, is func() bool) {
	t.Helper()
	within(t, time.Minute, "it has read what came", is)
}

// hour is what happens in an hour; it returns how many questions were asked.
func (b *inDiscord) hour(t *testing.T, dir string, h int, length time.Duration) (questions int) {
	t.Helper()
	began := time.Now()
	first := 1000 + 10*h
	b.importAll(t, dir, first, first+10)
	b.looks(t, dir)
	b.within(t, b.holds(411))
	for _, args := range [][]string{{"edit", "n7", "--title", fmt.Sprintf("Le titre de %d heures", h)}, {"remove", "n8"}, {"restore", "n8"}} {
		if code, _, stderr := run(dir, "", append([]string{"--collection", b.channel.Guild.ID}, args...)...); code != 0 {
			t.Fatalf("%v: code %d: %s", args, code, stderr)
		}
	}
	for ; time.Since(began) < length*4/5; questions++ {
		b.asks(t, 20+questions%300)
	}
	before := b.d.Identifies()
	b.d.Inflict(discordtest.FaultReconnect)
	erase := append([]string{"--collection", b.channel.Guild.ID, "erase", "--yes"}, b.brought(t, dir)...)
	for i := first; i < first+10; i++ {
		erase = append(erase, fmt.Sprintf("n%d", i))
	}
	if code, _, stderr := run(dir, "", erase...); code != 0 {
		t.Fatalf("erase: code %d: %s", code, stderr)
	}
	b.d.AwaitIdentifies(before + 1)
	b.within(t, b.holds(400))
	b.within(t, b.ready)
	return questions
}

// allowHere lets a feed be read that this machine serves.
const allowHere = "PROPOS_FETCH_ALLOW=127.0.0.1"

// wire serves a feed with one article for each hour so far, and their pages.
func wire(t *testing.T, hours *atomic.Int32) *httptest.Server {
	t.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if page, ok := strings.CutPrefix(r.URL.Path, "/depeche/"); ok {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<html lang=fr><head><title>Dépêche %[1]s</title></head><body><article><h1>Dépêche %[1]s</h1><p>La commune de Bellerive%[1]s ouvre une médiathèque "+
				"au bord du fleuve. Les habitants l'attendaient depuis longtemps, et la mairie y consacre une part de son budget de l'année.</p></article></body></html>", page)
			return
		}
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, "<rss version='2.0'><channel><title>Le Fil</title>")
		for h := range hours.Load() {
			fmt.Fprintf(w, "<item><guid>%[2]d</guid><link>http://%[1]s/depeche/%[2]d</link><title>Dépêche %[2]d</title></item>", r.Host, h)
		}
		fmt.Fprint(w, "</channel></rss>")
	}))
	t.Cleanup(site.Close)
	return site
}

// follows has the bot follow the feed of a site.
func (b *inDiscord) follows(t *testing.T, dir string, site *httptest.Server) {
	t.Helper()
	b.inCollection(t, dir, "feeds", "add", "--auto", site.URL+"/fil")
}

// looks reads the feeds now.
func (b *inDiscord) looks(t *testing.T, dir string) {
	t.Helper()
	b.inCollection(t, dir, "feeds", "look")
}

// brought lists the ids of the articles that a feed brought.
func (b *inDiscord) brought(t *testing.T, dir string) (ids []string) {
	t.Helper()
	for line := range strings.Lines(b.inCollection(t, dir, "list", "--json")) {
		var a struct{ ID, URL string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if strings.Contains(a.URL, "/depeche/") {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// inCollection runs a command on the server's collection, which must end well, and returns what it prints.
func (b *inDiscord) inCollection(t *testing.T, dir string, args ...string) string {
	t.Helper()
	code, out, stderr := runWith([]string{"PROPOS_DATA_DIR=" + dir, allowHere}, "", append([]string{"--collection", b.channel.Guild.ID}, args...)...)
	if code != 0 {
		t.Fatalf("%v: code %d: %s", args, code, stderr)
	}
	return out
}

// asks asks, and wants a reply about it; that so many articles that say the same leave a question open is no fault here.
func (b *inDiscord) asks(t *testing.T, number int) {
	t.Helper()
	town := fmt.Sprintf("Villeneuve%d", number)
	options := discordtest.Options{"question": "Que construit " + town + " ?"}
	if text := b.member.Slash(b.channel, "demander", options).Message().Text(); !strings.Contains(text, town) {
		t.Errorf("the member reads:\n%s", text)
	}
}

// most is the highest of each.
func most(levels []level) (m level) {
	m = levels[0]
	for _, l := range levels {
		m = level{max(m.memory, l.memory), max(m.heap, l.heap), max(m.goroutines, l.goroutines), max(m.files, l.files), max(m.indexes, l.indexes), max(m.store, l.store)}
	}
	return m
}
