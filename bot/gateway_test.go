package bot_test

import (
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"propos/bot"
	"propos/bot/discordtest"
)

// rounds is how often each fault of the gateway is tried: 10, or 100 in the long run.
func rounds() int {
	if os.Getenv("LONG_TESTS") != "" {
		return 100
	}
	return 10
}

// TestReconnect breaks the connection in every way, again and again: the bot is back within seconds, answers each
// command exactly once (discordtest fails on a second acknowledgement and on none within three seconds), and ends cleanly.
func TestReconnect(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"op 7": discordtest.FaultReconnect, "op 9": discordtest.FaultInvalid, "drop": discordtest.FaultDrop, "silence": discordtest.FaultSilence,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.New(t)
			d.Heartbeat = 100 * time.Millisecond
			channel := d.AddGuild("Essai").AddChannel("général")
			alice := d.AddUser("Alice").Join(channel.Guild, discordtest.MemberPermissions)
			r := start(t, d, openStore(t), func(o *bot.Options) {
				if fault == discordtest.FaultSilence { // else a machine that is busy for so long breaks the connection once more
					o.Silence = time.Second
				}
			})
			d.AwaitConnection()
			d.AwaitCommands("")
			for i := range rounds() {
				before, began := d.Identifies(), time.Now()
				d.Inflict(fault)
				d.AwaitIdentifies(before + 1)
				if took := time.Since(began); took > 5*time.Second {
					t.Fatalf("round %d: back after %v", i, took)
				}
				alice.Slash(channel, "mes-donnees", nil).Message()
			}
			if err := r.end(); err != nil {
				t.Fatal(err)
			}
			if got := len(d.Requests(http.MethodPost, "/interactions/")); got != rounds() {
				t.Errorf("%d acknowledgements of %d commands", got, rounds())
			}
		})
	}
}

// TestFaultyHandshake meets every fault in place of READY, where discordgo by itself deadlocks or spends identifies without end.
func TestFaultyHandshake(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.Heartbeat = 50 * time.Millisecond
	var script []discordtest.Fault
	for range rounds() {
		script = append(script, discordtest.FaultReconnect, discordtest.FaultInvalid, discordtest.FaultDrop)
	}
	d.Script(append(script, discordtest.FaultSilence)...)
	start(t, d, openStore(t), func(o *bot.Options) { o.Silence = 300 * time.Millisecond; o.Pause = time.Millisecond })
	d.AwaitIdentifies(len(script) + 2)
	if got := d.Identifies(); got != len(script)+2 {
		t.Errorf("%d identifies for %d faults", got, len(script)+1)
	}
}

// TestRefusals: what no new try can mend ends the run with the remedy.
func TestRefusals(t *testing.T) {
	for name, tt := range map[string]struct {
		prepare func(*discordtest.Discord)
		token   string
	}{
		"wrong token":  {prepare: func(*discordtest.Discord) {}, token: "faux"},
		"intents 4014": {prepare: func(d *discordtest.Discord) { d.Script(discordtest.FaultIntents) }},
		"forbidden":    {prepare: func(d *discordtest.Discord) { d.FailNext("GET", "/gateway/bot", http.StatusForbidden, 1, 0) }},
	} {
		t.Run(name, func(t *testing.T) {
			d := discordtest.New(t)
			tt.prepare(d)
			r := start(t, d, openStore(t), func(o *bot.Options) {
				if tt.token != "" {
					o.Token = tt.token
				}
			})
			var refusal *bot.Refusal
			select {
			case err := <-r.ended:
				close(r.ended)
				if !errors.As(err, &refusal) || refusal.Remedy == "" {
					t.Fatalf("Run returned %v, want a Refusal", err)
				}
			case <-time.After(10 * time.Second):
				t.Fatal("Run does not end")
			}
			if got := r.status.State(); got.Problem != refusal.Remedy || got.Connected {
				t.Errorf("status %+v does not tell the remedy", got)
			}
		})
	}
}

// TestTroubles: 500s, 429s and an exhausted budget are waited out.
func TestTroubles(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	d.FailNext("GET", "/users/@me", http.StatusInternalServerError, 3, 0)
	d.FailNext("GET", "/gateway/bot", http.StatusTooManyRequests, 2, 50*time.Millisecond)
	d.FailNext("PUT", "/applications/", http.StatusInternalServerError, 1, 0)
	r := start(t, d, openStore(t), nil)
	d.AwaitConnection()
	d.Inflict(discordtest.FaultReconnect) // the next READY tries again to register
	d.AwaitCommands("")
	d.SetBudget(0)
	d.Inflict(discordtest.FaultDrop)
	d.Eventually(0, func() bool { return r.status.State().Waiting != "" })
	if got := r.status.State(); got.Connected || got.Waiting == "" {
		t.Errorf("status %+v does not tell of the exhausted budget", got)
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
}

// TestThrottled: when Discord wants to be left alone for an hour it is, which is said, and the bot can be ended all the while.
func TestThrottled(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/users/@me", "/gateway/bot"} {
		d := discordtest.New(t)
		d.FailNext("GET", path, http.StatusTooManyRequests, 1, time.Hour)
		r := start(t, d, openStore(t), nil)
		if !d.Eventually(0, func() bool { return strings.Contains(r.status.State().Waiting, "1\u00a0heure avant") }) {
			t.Errorf("%s: the status does not tell: %+v", path, r.status.State())
		}
		began := time.Now()
		if err := r.end(); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: the end took %v", path, took)
		}
		if n := len(d.Requests(http.MethodGet, path)); n != 1 {
			t.Errorf("%s: asked %d times", path, n)
		}
	}
}

// TestLostAnswers: an answer that Discord did not take at first is sent again within the three seconds.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	d := discordtest.New(t)
	channel := d.AddGuild("Essai").AddChannel("général")
	alice := d.AddUser("Alice").Join(channel.Guild, discordtest.MemberPermissions)
	start(t, d, openStore(t), nil)
	d.AwaitConnection()
	d.AwaitCommands("")
	for _, status := range []int{http.StatusInternalServerError, http.StatusBadGateway, discordtest.Cut} {
		d.FailNext("POST", "/interactions/", status, 1, 0)
		alice.Slash(channel, "mes-donnees", nil).Message()
	}
}

// TestRegistration: one scope, and only when something changed.
func TestRegistration(t *testing.T) {
	d := discordtest.New(t)
	guild := d.AddGuild("Essai")
	s := openStore(t)
	puts := func() int { return len(d.Requests(http.MethodPut, "/applications/")) }
	again := func(change func(*bot.Options), want int, scope string, empty string) {
		t.Helper()
		r := start(t, d, s, change)
		ok := d.Eventually(5*time.Second, func() bool { return r.status.State().Connected })
		if !ok || r.end() != nil {
			t.Fatal("no connection")
		}
		if got := puts(); got != want {
			t.Errorf("%d overwrites, want %d", got, want)
		}
		if len(d.Commands(scope)) == 0 || len(d.Commands(empty)) != 0 {
			t.Errorf("%d commands in scope %q and %d in %q", len(d.Commands(scope)), scope, len(d.Commands(empty)), empty)
		}
	}
	again(nil, 1, "", guild.ID)
	again(nil, 1, "", guild.ID)
	test := func(o *bot.Options) { o.TestServers = []string{guild.ID} }
	again(test, 3, guild.ID, "")
	again(test, 3, guild.ID, "")
	again(nil, 5, "", guild.ID)
}

// TestAllowList: the bot leaves servers that are not on its list, and says why where it can.
func TestAllowList(t *testing.T) {
	d := discordtest.New(t)
	ours, theirs := d.AddGuild("Nôtre"), d.AddGuild("Autre")
	channel := theirs.AddChannel("général")
	start(t, d, openStore(t), func(o *bot.Options) { o.Servers = []string{ours.ID} })
	if !d.Eventually(0, theirs.Gone) || ours.Left() {
		t.Errorf("left ours: %v, left theirs: %v", ours.Left(), theirs.Left())
	}
	if said := channel.Await(nil).Text(); !strings.Contains(said, "Je m’en vais") {
		t.Errorf("the goodbye is %q", said)
	}
}

// TestShutdown lets the answer under way arrive.
func TestShutdown(t *testing.T) {
	d := discordtest.New(t)
	channel := d.AddGuild("Essai").AddChannel("général")
	alice := d.AddUser("Alice").Join(channel.Guild, discordtest.MemberPermissions)
	r := start(t, d, openStore(t), nil)
	d.AwaitConnection()
	d.AwaitCommands("")
	d.Delay(300 * time.Millisecond)
	it := alice.Slash(channel, "mes-donnees", nil)
	d.AwaitRequest(http.MethodPost, "/interactions/")
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	it.Message()
}

// TestCutShort: an answer that does not come is given up after the grace, and the person is told.
func TestCutShort(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	members, channels := crowd(t, s, 1, 1)
	r := start(t, s.d, s.store, func(o *bot.Options) {
		o.Library, o.Grace = slowLibrary{s.library, s.guilds["serveur0"].ID, nil}, 100*time.Millisecond
	})
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	it := members[0].Slash(channels[0], "demander", discordtest.Options{"question": "Qui ?"})
	if !it.Deferred() {
		t.Error("the question was answered at once")
	}
	began := time.Now()
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the end took %v", took)
	}
	has(t, it.Message(), "Je redémarre, et n’ai pas fini.")
}
