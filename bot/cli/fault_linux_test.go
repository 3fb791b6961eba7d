package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"propos/bot/discordtest"
)

// What the machine can do to a running bot: each test lets it happen, sees that the program says so and goes on as far as it can, and that
// it mends itself when the machine does. Nothing that was acknowledged is lost. The other faults of this kind: a damaged store
// (TestServeDamagedStore), a damaged index (retrieval: TestIndexHeals, TestIndexDamagedInUse), a clock that leaps (clock_test.go),
// kills (kill_test.go), Discord's own (bot: TestTroubles, TestThrottled, TestLostAnswers, TestReconnect).

// smallDisk mounts a disk of some megabytes; only root can.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm,mode=700", megabytes)); err != nil {
		t.Skipf("skipped: only root can mount a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill leaves no byte free in a folder, and returns the file that takes them.
func fill(t *testing.T, dir string) string {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 16, 1 << 12, 1} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	return f.Name()
}

// lines is a file of articles from one number to another, on another disk than the bot's.
func lines(t *testing.T, from, to int) string {
	t.Helper()
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(article(i))
	}
	return write(t, t.TempDir(), "articles.jsonl", b.String())
}

// inDiscord is a serve that is ready to answer a member, with twenty articles.
type inDiscord struct {
	*served
	d       *discordtest.Discord
	member  *discordtest.Member
	channel *discordtest.Channel
}

func serveInDiscord(t *testing.T, dir string, environ ...string) *inDiscord {
	t.Helper()
	d := discordtest.New(t)
	guild := d.AddGuild("Piscines")
	b := &inDiscord{d: d, channel: guild.AddChannel("général"), member: d.AddUser("Alice").Join(guild, discordtest.MemberPermissions)}
	b.importAll(t, dir, 0, 20)
	b.served = serve(t, dir, append([]string{"DISCORD_TOKEN=" + d.Token, "PROPOS_DISCORD_API=" + d.API()}, environ...)...)
	d.AwaitConnection()
	d.AwaitCommands("")
	b.eventually(t, "it is ready", b.ready)
	return b
}

func (b *inDiscord) ready() bool { return strings.HasPrefix(b.page("/readyz"), "200") }

// says reports whether the page of readiness gives a reason.
func (b *inDiscord) says(reason string) func() bool {
	return func() bool { return strings.Contains(spaced(b.page("/readyz")), reason) }
}

// holds reports whether the bot knows of as many articles.
func (b *inDiscord) holds(n int) func() bool {
	return func() bool { return strings.Contains(b.page("/metrics"), fmt.Sprintf("propos_articles %d\n", n)) }
}

// importAll adds articles from another process's point of view; all must be taken.
func (b *inDiscord) importAll(t *testing.T, dir string, from, to int) {
	t.Helper()
	if code, _, stderr := run(dir, "", "--collection", b.channel.Guild.ID, "import", lines(t, from, to)); code != 0 {
		t.Fatalf("import: code %d: %s", code, stderr)
	}
}

// answers wants the bot to find an article for a member.
func (b *inDiscord) answers(t *testing.T, number int) {
	t.Helper()
	question := discordtest.Options{"question": fmt.Sprintf("Que construit Villeneuve%d ?", number)}
	if text := b.member.Slash(b.channel, "demander", question).Message().Text(); !strings.Contains(text, fmt.Sprintf("Nouvelle numéro %d", number)) {
		t.Errorf("the member reads:\n%s", text)
	}
}

// TestFullDisk: on a full disk an import ends with the reason and what it acknowledged is kept, the bot answers, and says what it lacks;
// when there is room again, everything is as if nothing had happened.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, 12)
	b := serveInDiscord(t, dir, "PROPOS_BACKUP_EVERY=1s")
	b.eventually(t, "it backs up", func() bool { return strings.Contains(b.page("/metrics"), "propos_last_backup_timestamp_seconds") })
	filler := fill(t, dir)

	code, stdout, stderr := run(dir, "", "--collection", b.channel.Guild.ID, "import", "--json", lines(t, 20, 3000))
	if code != 74 || !strings.Contains(spaced(stderr), "Le disque est plein") {
		t.Errorf("import on a full disk: code %d: %s", code, stderr)
	}
	b.eventually(t, "it says that the disk is full", b.says("Le disque est plein"))
	if page := b.page("/healthz"); !strings.HasPrefix(page, "200") {
		t.Errorf("a full disk is no reason to start it again: %s", page)
	}
	b.answers(t, 3)

	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	b.importAll(t, dir, 20, 200)
	b.eventually(t, "all articles are found", b.holds(len(acknowledged(t, stdout, 200))))
	b.eventually(t, "it is ready again", b.ready)
	b.answers(t, 150)
	b.stop(t)
}

// acknowledged are the articles that must be there: the first ones, and those that an import said it kept.
func acknowledged(t *testing.T, stdout string, first int) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for i := range first {
		ids[fmt.Sprintf("n%d", i)] = true
	}
	for line := range strings.Lines(stdout) {
		var kept struct{ ID, Outcome string }
		if err := json.Unmarshal([]byte(line), &kept); err != nil {
			t.Fatal(err)
		}
		if kept.ID != "" {
			ids[kept.ID] = true
		}
	}
	return ids
}

// TestReadOnlyDisk: where nothing can be written, each command says so with the path and code 78, and nothing is harmed.
func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	dir := smallDisk(t, 12)
	if code, _, stderr := run(dir, "", "import", lines(t, 1, 2)); code != 0 {
		t.Fatal(stderr)
	}
	remount := func(flags uintptr) {
		t.Helper()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, ""); err != nil {
			t.Fatal(err)
		}
	}
	remount(syscall.MS_RDONLY)
	for _, args := range [][]string{{"serve"}, {"import", lines(t, 2, 3)}, {"ask", "Villeneuve1"}} {
		code, _, stderr := runWith([]string{"PROPOS_DATA_DIR=" + dir, "PROPOS_HEALTH_ADDR=127.0.0.1:9"}, "", args...)
		if code != 78 || !strings.Contains(spaced(stderr), "lecture seule") || !strings.Contains(stderr, dir) {
			t.Errorf("%s on a disk that can only be read: code %d: %s", args[0], code, stderr)
		}
	}
	if code, stdout, _ := run(dir, "", "doctor", "--offline"); code != 1 || !strings.Contains(spaced(stdout), "✗ "+dir+" est en lecture seule.\n    → Le système protège") {
		t.Errorf("doctor: code %d: %s", code, stdout)
	}
	remount(0)
	if code, stdout, stderr := run(dir, "", "ask", "Villeneuve1"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 1") {
		t.Errorf("once it can be written: code %d: %s%s", code, stdout, stderr)
	}
}

// limit sets a limit of a running process, as RLIMIT_NOFILE of the files that it may have open, and returns what it was before.
func limit(t *testing.T, pid, of int, most uint64) (before uint64) {
	t.Helper()
	var old syscall.Rlimit
	prlimit := func(set, get *syscall.Rlimit) {
		_, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), uintptr(of), uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(get)), 0, 0)
		if errno != 0 {
			t.Fatal(errno)
		}
	}
	prlimit(nil, &old)
	prlimit(&syscall.Rlimit{Cur: most, Max: old.Max}, nil)
	return old.Cur
}

// TestOutOfFiles: a bot that can open no file and no connection any more goes on with those it has, and catches up when it can.
func TestOutOfFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := serveInDiscord(t, dir, "PROPOS_BACKUP_EVERY=1s")
	pid := b.process.Process.Pid
	before := limit(t, pid, syscall.RLIMIT_NOFILE, 8)
	b.importAll(t, dir, 20, 60)
	b.eventually(t, "it says what it lacks", func() bool {
		page := b.page("/readyz")
		return strings.HasPrefix(page, "503") && !strings.Contains(page, "Discord")
	})
	limit(t, pid, syscall.RLIMIT_NOFILE, before)
	b.eventually(t, "all articles are found", b.holds(60))
	b.eventually(t, "it is ready again", b.ready)
	b.answers(t, 50)
	b.stop(t)
}

// line is the wire between the bot and Discord, which can be cut.
type line struct {
	net.Listener
	to    string
	cut   atomic.Bool
	tries atomic.Int32 // of connections while it was cut
	mu    sync.Mutex
	open  []net.Conn
}

// newLine lets connections through to an address until it is cut.
func newLine(t *testing.T, to string) *line {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &line{Listener: l, to: to}
	var carrying sync.WaitGroup
	carrying.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			carrying.Go(func() { w.carry(conn) })
		}
	})
	t.Cleanup(func() { l.Close(); w.drop(); carrying.Wait() })
	return w
}

// carry passes bytes both ways until one end closes.
func (w *line) carry(from net.Conn) {
	defer from.Close()
	if w.cut.Load() {
		w.tries.Add(1)
		return
	}
	to, err := net.Dial("tcp", w.to)
	if err != nil {
		return
	}
	defer to.Close()
	w.mu.Lock()
	w.open = append(w.open, from, to)
	w.mu.Unlock()
	var back sync.WaitGroup
	back.Go(func() { _, _ = io.Copy(from, to); from.Close() })
	_, _ = io.Copy(to, from)
	to.Close()
	back.Wait()
}

// drop ends all connections.
func (w *line) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, conn := range w.open {
		conn.Close()
	}
	w.open = nil
}

// TestNoNetwork: without network the bot says so, knocks at Discord's door ever more seldom, answers on the command line, and is back by itself.
// How it does in the tenth hour is TestHoursWithoutNetwork's.
func TestNoNetwork(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	api := strings.TrimPrefix(d.API(), "http://")
	host, path, _ := strings.Cut(api, "/")
	wire := newLine(t, host)
	guild := d.AddGuild("Piscines")
	dir := t.TempDir()
	b := &inDiscord{d: d, channel: guild.AddChannel("général"), member: d.AddUser("Alice").Join(guild, discordtest.MemberPermissions)}
	b.importAll(t, dir, 0, 20)
	b.served = serve(t, dir, "DISCORD_TOKEN="+d.Token, "PROPOS_DISCORD_API=http://"+wire.Addr().String()+"/"+path)
	d.AwaitConnection()
	d.AwaitCommands("")
	b.eventually(t, "it is ready", b.ready)

	wire.cut.Store(true)
	wire.drop()
	d.Drop() // the gateway is reached directly
	b.eventually(t, "it says that it is not connected", b.says("Pas de connexion à Discord"))
	if !strings.HasPrefix(b.page("/healthz"), "200") {
		t.Errorf("no network is no reason to start it again: %s", b.page("/healthz"))
	}
	if code, stdout, stderr := run(dir, "", "--collection", guild.ID, "ask", "Que construit Villeneuve3 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 3") {
		t.Errorf("ask beside it: code %d: %s%s", code, stdout, stderr)
	}
	began := time.Now()
	b.eventually(t, "it tries again", func() bool { return wire.tries.Load() >= 3 })
	if took := time.Since(began); took < time.Second {
		t.Errorf("three tries in %v", took)
	}
	wire.cut.Store(false)
	d.AwaitIdentifies(2)
	b.eventually(t, "it is ready again", b.ready)
	b.answers(t, 5)
	b.stop(t)
}
