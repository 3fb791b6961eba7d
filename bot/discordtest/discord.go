// Package discordtest is a Discord inside the process: the REST interface, the gateway, the webhooks of interactions and
// the attachment server that a bot talks to, with people in it whose verbs a test calls.
//
// It is strict where Discord is: an interaction that is not acknowledged within three seconds, one acknowledged twice,
// a request that Discord's OpenAPI document or its known limits refuse, a command used by someone whom its
// default_member_permissions shut out: each fails the test or is refused, as it would be by Discord.
//
//	d := discordtest.New(t)
//	server := d.AddGuild("Caucase FR")
//	general := server.AddChannel("général")
//	alice := d.AddUser("Alice").Join(server, discordtest.MemberPermissions)
//	… start the bot with d.API() and d.Token …
//	message := alice.Slash(general, "demander", discordtest.Options{"question": "Qui ?"}).Message()
package discordtest

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// AckLimit is how long a bot has to acknowledge an interaction.
const AckLimit = 3 * time.Second

// patience is how long a verb waits for the bot before it fails the test.
const patience = 15 * time.Second

// Discord is one Discord. Its methods may be called from any goroutine. It closes itself at the end of the test.
type Discord struct {
	Token     string        // the bot's token, without "Bot "
	Heartbeat time.Duration // interval told to clients at the next connection; New sets 41.25 s as Discord does
	Bot       *User         // the bot itself
	Public    bool          // anybody may invite it
	Flags     int           // of its application: the privileged intents that it was given

	t      testing.TB
	server *httptest.Server
	schema *schema

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced whenever anything changes
	lastID   int64
	users    map[string]*User
	guilds   map[string]*Guild
	order    []*Guild // in order of creation
	channels map[string]*Channel
	messages map[string]*Message
	commands map[string][]Command // by guild id; "" is the global scope
	tokens   map[string]*Interaction
	files    map[string]file
	gateway  gateway
	faults   []restFault
	delay    time.Duration
	requests []Request
}

// Request is one call of the bot, for tests that count them.
type Request struct {
	Method, Path string // Path is relative to the API base, as "/channels/1/messages"
	Body         []byte
}

// New starts a Discord on this machine's network and arranges for its end.
func New(t testing.TB) *Discord {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return On(t, l)
}

// On starts a Discord that is reached by a listener of the test, and arranges for the end of both. The listener's address is that of the API.
func On(t testing.TB, l net.Listener) *Discord {
	d := &Discord{
		Token: "jeton-de-test", Heartbeat: 41250 * time.Millisecond,
		t: t, schema: loadSchema(t), changed: make(chan struct{}), lastID: 1_100_000_000_000_000_000,
		users: map[string]*User{}, guilds: map[string]*Guild{}, channels: map[string]*Channel{},
		messages: map[string]*Message{}, commands: map[string][]Command{}, tokens: map[string]*Interaction{}, files: map[string]file{},
	}
	d.gateway = gateway{conns: map[*conn]bool{}, remaining: 1000}
	d.Bot = d.AddUser("Propos")
	d.Bot.IsBot = true
	d.server = &httptest.Server{Listener: l, Config: &http.Server{Handler: d.routes()}}
	d.server.Start()
	t.Cleanup(d.close)
	return d
}

// API returns the base address to give to the bot, as "http://127.0.0.1:4321/api/v10".
func (d *Discord) API() string { return d.server.URL + "/api/v10" }

func (d *Discord) close() {
	d.Drop()
	d.mu.Lock()
	for _, it := range d.tokens {
		it.timer.Stop()
	}
	d.mu.Unlock()
	d.server.CloseClientConnections()
	d.server.Close()
	d.gateway.wait.Wait()
}

// Requests returns the calls of the bot so far whose path begins with prefix.
func (d *Discord) Requests(method, prefix string) []Request {
	d.mu.Lock()
	defer d.mu.Unlock()
	var found []Request
	for _, r := range d.requests {
		if r.Method == method && strings.HasPrefix(r.Path, prefix) {
			found = append(found, r)
		}
	}
	return found
}

// fail reports a breach of Discord's rules by the bot.
func (d *Discord) fail(format string, args ...any) { d.t.Errorf("discord: "+format, args...) }

// id makes the next snowflake. The caller holds d.mu.
func (d *Discord) id() string {
	d.lastID += 1 << 22
	return strconv.FormatInt(d.lastID, 10)
}

// touch wakes those who wait for a change. The caller holds d.mu.
func (d *Discord) touch() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// Eventually waits until ok, called under the lock of the Discord after every change, is true; it reports whether
// that happened within limit (0 means 15 s).
func (d *Discord) Eventually(limit time.Duration, ok func() bool) bool {
	if limit == 0 {
		limit = patience
	}
	deadline := time.NewTimer(limit)
	defer deadline.Stop()
	tick := time.NewTicker(20 * time.Millisecond) // for conditions on the bot, which no change here announces
	defer tick.Stop()
	for {
		d.mu.Lock()
		done, changed := ok(), d.changed
		d.mu.Unlock()
		if done {
			return true
		}
		select {
		case <-changed:
		case <-tick.C:
		case <-deadline.C:
			return false
		}
	}
}

// must waits for ok and ends the test when it does not come.
func (d *Discord) must(what string, ok func() bool) {
	d.t.Helper()
	if !d.Eventually(0, ok) {
		d.t.Fatalf("discord: waited in vain for %s", what)
	}
}

// restFault is one planned failure of the REST interface.
type restFault struct {
	method, prefix string
	status, left   int
	retryAfter     time.Duration
}

// Cut in place of a status cuts the connection without an answer.
const Cut = -1

// FailNext makes the next n calls with this method and path prefix end with status (429 with the given Retry-After).
func (d *Discord) FailNext(method, prefix string, status, n int, retryAfter time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, restFault{method, prefix, status, n, retryAfter})
}

// Heal ends all planned failures.
func (d *Discord) Heal() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = nil
}

// faulty answers a request with a planned failure, if there is one for it.
func (d *Discord) faulty(w http.ResponseWriter, r Request) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range d.faults {
		f := &d.faults[i]
		if f.left == 0 || f.method != r.Method || !strings.HasPrefix(r.Path, f.prefix) {
			continue
		}
		f.left--
		if f.status == Cut {
			panic(http.ErrAbortHandler)
		}
		if f.status == http.StatusTooManyRequests {
			seconds := strconv.FormatFloat(f.retryAfter.Seconds(), 'f', 3, 64)
			w.Header().Set("Retry-After", seconds)
			w.Header().Set("X-RateLimit-Reset-After", seconds)
			reply(w, f.status, map[string]any{"message": "You are being rate limited.", "retry_after": f.retryAfter.Seconds(), "global": false})
			return true
		}
		reply(w, f.status, apiError{0, fmt.Sprintf("%d: planned by the test", f.status)})
		return true
	}
	return false
}

// Delay makes every later call take so much longer.
func (d *Discord) Delay(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.delay = by
}

// AwaitRequest waits until a call of the bot has come.
func (d *Discord) AwaitRequest(method, prefix string) {
	d.t.Helper()
	d.must("a call "+method+" "+prefix, func() bool {
		for _, r := range d.requests {
			if r.Method == method && strings.HasPrefix(r.Path, prefix) {
				return true
			}
		}
		return false
	})
}
