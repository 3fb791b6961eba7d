package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"propos/bot/cli"
	"propos/bot/discordtest"
	"propos/config"
	"propos/corpus"
	"propos/corpus/store"
)

// weather is how a network does.
type weather int32

// What can be wrong with it.
const (
	fine     weather = iota
	refuses          // connections are broken, and none is made
	resets           // connections are broken, and each new one is as soon as something is sent
	swallows         // connections stay and are made, and nothing ever comes back: a black hole
)

// network is one in memory, between the bot and its Discord, so that time can be made to pass: on a real one the clock of the test would stand still.
type network struct {
	tries  atomic.Int32 // of connections, since the weather changed
	lag    atomic.Int64 // a time.Duration: how much later what Discord sends arrives
	arrive chan net.Conn
	closed chan struct{}
	once   sync.Once

	mu      sync.Mutex
	weather weather
	open    map[*late]bool
}

func newNetwork() *network {
	return &network{arrive: make(chan net.Conn), closed: make(chan struct{}), open: map[*late]bool{}}
}

// turns changes the weather.
func (n *network) turns(w weather) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.weather = w
	n.tries.Store(0)
	for l := range n.open {
		if l.lost = true; w != swallows {
			l.Conn.Close()
			delete(n.open, l)
		}
	}
}

// dial connects to the one address that there is.
func (n *network) dial(ctx context.Context, network, address string) (net.Conn, error) {
	n.tries.Add(1)
	here, there := net.Pipe()
	n.mu.Lock()
	w, end := n.weather, &late{Conn: there, network: n}
	if w == fine {
		n.open[end] = true
	}
	n.mu.Unlock()
	switch w {
	case refuses:
		return nil, &net.OpError{Op: "dial", Net: network, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	case resets:
		go func() { _, _ = there.Read(make([]byte, 1)); there.Close() }()
		return here, nil
	case swallows:
		go func() { _, _ = io.Copy(io.Discard, there); there.Close() }()
		return here, nil
	}
	select {
	case n.arrive <- end:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// late is Discord's end of a connection.
type late struct {
	net.Conn
	network *network
	lost    bool // what is sent on it never arrives; of network.mu
}

func (l *late) Write(p []byte) (int, error) {
	time.Sleep(time.Duration(l.network.lag.Load()))
	l.network.mu.Lock()
	lost := l.lost
	l.network.mu.Unlock()
	if lost {
		return len(p), nil
	}
	return l.Conn.Write(p)
}

func (l *late) Close() error {
	time.Sleep(time.Duration(l.network.lag.Load()))
	l.network.mu.Lock()
	delete(l.network.open, l)
	l.network.mu.Unlock()
	return l.Conn.Close()
}

// Accept, Close and Addr make it the listener of a Discord.
func (n *network) Accept() (net.Conn, error) {
	select {
	case c := <-n.arrive:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

func (n *network) Close() error   { n.once.Do(func() { close(n.closed) }); return nil }
func (n *network) Addr() net.Addr { return discordAddress{} }

type discordAddress struct{}

func (discordAddress) Network() string { return "memory" }
func (discordAddress) String() string  { return "discord.example:80" }

// counting is a log that counts its lines, which must hold no token.
type counting struct {
	t     *testing.T
	token string
	lines atomic.Int32
}

func (c *counting) Write(p []byte) (int, error) {
	c.lines.Add(1)
	if bytes.Contains(p, []byte(c.token)) {
		c.t.Errorf("the log has the token: %s", p)
	}
	c.t.Logf("%s", bytes.TrimSpace(p))
	return len(p), nil
}

// TestHoursWithoutNetwork: for eight hours each the network refuses connections, breaks them, swallows them, and Discord answers with errors. All that time the pages of health
// tell the truth and for how long, the tries stay a minute apart or less and never hammer, and the log stays short; then the bot is back by
// itself within two minutes, and nothing has grown.
func TestHoursWithoutNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	synctest.Test(t, func(t *testing.T) {
		o := goOnline(t)
		held := o.held()
		for _, outage := range []struct {
			name   string
			turn   weather
			error  int           // of Discord's, 0 is none
			notice time.Duration // after which the bot must have noticed
			rarest time.Duration // between two tries: what a try takes, and the longest pause
		}{
			{"refuses", refuses, 0, time.Minute, time.Minute},
			{"resets", resets, 0, time.Minute, time.Minute},
			{"swallows", swallows, 0, 3 * time.Minute, 2 * time.Minute},
			{"errors", fine, http.StatusServiceUnavailable, time.Minute, time.Minute},
		} {
			o.network.turns(outage.turn)
			if outage.error != 0 {
				o.d.FailNext(http.MethodGet, "/gateway/bot", outage.error, 1<<20, 0)
				o.d.Drop()
			}
			asked := o.asked()
			o.log.lines.Store(0)
			o.hoursPass(outage.name, 8, outage.notice)
			tries, lines := max(int(o.network.tries.Load()), o.asked()-asked), o.log.lines.Load()
			t.Logf("%s: %d tries and %d lines of the log in eight hours", outage.name, tries, lines)
			if fewest, most := int(8*time.Hour/outage.rarest), 8*60*2+20; tries < fewest || tries > most {
				t.Errorf("%s: %d tries in eight hours, want %d to %d", outage.name, tries, fewest, most)
			}
			if lines > 20 {
				t.Errorf("%s: %d lines of the log in eight hours", outage.name, lines)
			}
			o.d.Heal()
			o.network.turns(fine)
			o.comesBack(outage.name)
		}
		if now := o.held(); now.goroutines > held.goroutines+4 || now.files > held.files+6 || now.heap > held.heap+8<<20 {
			t.Errorf("after a day without network it holds %+v, and before %+v", now, held)
		} else {
			t.Logf("%+v before, %+v after a day without network", held, now)
		}
		if page := o.page("/metrics"); !strings.Contains(page, "propos_gateway_reconnects_total 4\n") {
			t.Errorf("four connections were made anew:\n%s", page)
		}
		o.end()
	})
}

// online is a serve in fast motion, with a member who can ask it.
type online struct {
	*cli.Online
	t       *testing.T
	d       *discordtest.Discord
	network *network
	log     *counting
	member  *discordtest.Member
	channel *discordtest.Channel
	end     func()
}

// goOnline starts one in the bubble of the test and waits until it answers.
func goOnline(t *testing.T) *online {
	t.Helper()
	o := &online{t: t, network: newNetwork()}
	o.d = discordtest.On(t, o.network)
	o.log = &counting{t: t, token: o.d.Token}
	guild := o.d.AddGuild("Piscines")
	o.channel, o.member = guild.AddChannel("général"), o.d.AddUser("Alice").Join(guild, discordtest.MemberPermissions)
	dir := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := corpus.Article{ID: "n3", Title: "Nouvelle numéro 3", Body: "La commune de Villeneuve3 a décidé de construire une piscine pour ses habitants."}
	if _, err := s.Put(t.Context(), guild.ID, text, store.PutOptions{}); err != nil {
		t.Fatal(err)
	}
	c := config.Config{DiscordToken: config.Secret(o.d.Token), DiscordAPI: o.d.API(), BackupEvery: day, BackupKeep: 7}
	o.Online = cli.NewOnline(dir, s, c, slog.New(slog.NewTextHandler(o.log, nil)), o.network.dial)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- o.Run(ctx) }()
	o.end = func() {
		o.network.lag.Store(int64(2 * time.Second)) // while discordgo says goodbye it sleeps and is locked: an answer to that would stop the clock
		cancel()
		err := <-ended
		o.network.lag.Store(0)
		if err := errors.Join(err, s.Close()); err != nil {
			t.Error(err)
		}
	}
	o.comesBack("start")
	return o
}

// asked counts how often the bot asked Discord for the gateway.
func (o *online) asked() int { return len(o.d.Requests(http.MethodGet, "/gateway/bot")) }

// page reads a health page.
func (o *online) page(path string) string {
	w := httptest.NewRecorder()
	o.Pages().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return fmt.Sprint(w.Code, " ", w.Body.String())
}

// hoursPass lets hours pass, and wants the pages to tell the truth whenever somebody looks.
func (o *online) hoursPass(what string, hours int, notice time.Duration) {
	o.t.Helper()
	time.Sleep(notice)
	for h := range hours {
		since := fmt.Sprintf("depuis %d heure", h)
		if h == 0 {
			since = "minute"
		}
		if page := spaced(o.page("/readyz")); !strings.HasPrefix(page, "503 Pas de connexion à Discord") || !strings.Contains(page, since) {
			o.t.Errorf("%s, after %d hours: %s", what, h, page)
		}
		if page := o.page("/healthz"); !strings.HasPrefix(page, "200") {
			o.t.Errorf("%s, after %d hours: no network is no reason to start it again: %s", what, h, page)
		}
		if page := o.page("/metrics"); !strings.Contains(page, "propos_gateway_connected 0\n") || !strings.Contains(page, "propos_ready 0\n") {
			o.t.Errorf("%s, after %d hours, the metrics say that it is connected", what, h)
		}
		time.Sleep(time.Hour)
	}
}

// comesBack wants the bot to be ready within two minutes and to answer.
func (o *online) comesBack(what string) {
	o.t.Helper()
	began := time.Now()
	for !strings.HasPrefix(o.page("/readyz"), "200") {
		if time.Sleep(time.Second); time.Since(began) > 2*time.Minute {
			o.t.Fatalf("%s: not back after two minutes: %s", what, o.page("/readyz"))
		}
	}
	o.t.Logf("%s: back after %v", what, time.Since(began))
	question := discordtest.Options{"question": "Que construit Villeneuve3 ?"}
	if text := o.member.Slash(o.channel, "demander", question).Message().Text(); !strings.Contains(text, "Nouvelle numéro 3") {
		o.t.Errorf("%s: the member reads:\n%s", what, text)
	}
	synctest.Wait() // until the bot, too, knows that its answer has arrived
}

// holding is what a process holds.
type holding struct {
	goroutines, files int
	heap              uint64
}

// held counts it, when what goes on has come to rest.
func (o *online) held() holding {
	synctest.Wait()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := os.ReadDir("/proc/self/fd") // none where there is no /proc
	return holding{runtime.NumGoroutine(), len(open), m.HeapInuse}
}
