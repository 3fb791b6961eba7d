package discordtest_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"propos/bot/discordtest"
)

// TestBreaches: each limit that Discord's OpenAPI document misses is found, and what is right passes.
func TestBreaches(t *testing.T) {
	const mentions = `"allowed_mentions":{"parse":[]}`
	row := func(inner string) string { return `{"type":1,"components":[` + inner + `]}` }
	button := func(id string) string { return `{"type":2,"style":2,"label":"x","custom_id":"` + id + `"}` }
	for name, tt := range map[string]struct{ body, want string }{
		"right":               {`{"content":"x",` + mentions + `}`, ""},
		"right V2":            {`{"flags":32768,"components":[{"type":10,"content":"x"}],` + mentions + `}`, ""},
		"empty":               {`{` + mentions + `}`, "an empty message"},
		"content":             {`{"content":"` + strings.Repeat("x", 2001) + `",` + mentions + `}`, "content has 2001"},
		"no allowed_mentions": {`{"content":"x"}`, "allowed_mentions"},
		"null parse":          {`{"content":"x","allowed_mentions":{"parse":null}}`, "allowed_mentions"},
		"unknown field":       {`{"content":"x","colour":1,` + mentions + `}`, `unknown field "colour"`},
		"embeds":              {`{"embeds":[{"description":"` + strings.Repeat("x", 4000) + `"},{"description":"` + strings.Repeat("x", 2001) + `"}],` + mentions + `}`, "6001 characters"},
		"six rows":            {`{"content":"x","components":[` + strings.TrimSuffix(strings.Repeat(row(`{"type":2,"style":5,"label":"x","url":"https://x.example"}`)+",", 6), ",") + `],` + mentions + `}`, "6 rows"},
		"repeated custom_id":  {`{"content":"x","components":[` + row(button("a")+","+button("a")) + `],` + mentions + `}`, "two components"},
		"link without url":    {`{"content":"x","components":[` + row(`{"type":2,"style":5,"label":"x"}`) + `],` + mentions + `}`, "a button has either"},
		"V2 with content":     {`{"flags":32768,"content":"x","components":[{"type":10,"content":"x"}],` + mentions + `}`, "beside Components V2"},
		"V2 texts":            {`{"flags":32768,"components":[{"type":10,"content":"` + strings.Repeat("x", 3000) + `"},{"type":10,"content":"` + strings.Repeat("x", 1001) + `"}],` + mentions + `}`, "4001 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			faults := strings.Join(discordtest.Breaches(t, []byte(tt.body)), "; ")
			if tt.want == "" && faults != "" || !strings.Contains(faults, tt.want) {
				t.Errorf("found %q, want %q", faults, tt.want)
			}
		})
	}
}

// watched is a test whose failures are the subject of a test.
type watched struct {
	testing.TB
	failures chan string
}

func (w watched) Errorf(format string, args ...any) { w.failures <- fmt.Sprintf(format, args...) }

// newWatched starts a Discord whose complaints are collected.
func newWatched(t *testing.T) (*discordtest.Discord, chan string) {
	failures := make(chan string, 100)
	return discordtest.New(watched{t, failures}), failures
}

// call makes a request as a bot does, and returns the status.
func call(t *testing.T, d *discordtest.Discord, method, path, body string) int {
	r, err := http.NewRequest(method, d.API()+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+d.Token)
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	return response.StatusCode
}

const command = `[{"name":"aide","description":"Aide","default_member_permissions":"8192","contexts":[0]}]`

// TestThreeSeconds: an interaction that nobody acknowledges fails the test, and so does a second acknowledgement.
func TestThreeSeconds(t *testing.T) {
	d, failures := newWatched(t)
	channel := d.AddGuild("Essai").AddChannel("général")
	alice := d.AddUser("Alice").Join(channel.Guild, discordtest.ModeratorPermissions)
	if got := call(t, d, "PUT", "/applications/"+d.Bot.ID+"/commands", command); got != http.StatusOK {
		t.Fatal(got, <-failures)
	}
	late, twice := alice.Slash(channel, "aide", nil), alice.Slash(channel, "aide", nil)
	address := "/interactions/" + twice.ID + "/" + twice.Token + "/callback"
	answer := `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`
	if got := call(t, d, "POST", address, answer); got != http.StatusNoContent {
		t.Fatal(got, <-failures)
	}
	if got := call(t, d, "POST", address, answer); got != http.StatusBadRequest {
		t.Error(got)
	}
	if got := <-failures; !strings.Contains(got, "acknowledged twice") {
		t.Error(got)
	}
	select {
	case got := <-failures:
		if !strings.Contains(got, late.ID) || !strings.Contains(got, "not acknowledged") {
			t.Error(got)
		}
	case <-time.After(2 * discordtest.AckLimit):
		t.Error("three seconds passed without a complaint")
	}
}

// TestPermissions: a command reaches the bot from those alone whom its default_member_permissions and contexts let in.
func TestPermissions(t *testing.T) {
	d, failures := newWatched(t)
	channel := d.AddGuild("Essai").AddChannel("général")
	bruno := d.AddUser("Bruno").Join(channel.Guild, discordtest.MemberPermissions)
	maud := d.AddUser("Maud").Join(channel.Guild, discordtest.AdministratorPermissions)
	call(t, d, "PUT", "/applications/"+d.Bot.ID+"/commands", command)
	if bruno.Slash(channel, "aide", nil).Refused() == nil {
		t.Error("a member used a moderator's command")
	}
	direct, alone := maud.Direct()
	if alone.Slash(direct, "aide", nil).Refused() == nil {
		t.Error("a server's command was used in a direct message")
	}
	it := maud.Slash(channel, "aide", nil)
	if it.Refused() != nil {
		t.Error(it.Refused())
	}
	call(t, d, "POST", "/interactions/"+it.ID+"/"+it.Token+"/callback", `{"type":4,"data":{"content":"x","allowed_mentions":{"parse":[]}}}`)
	for name, body := range map[string]string{
		"upper case":         `[{"name":"Aide","description":"x"}]`,
		"no description":     `[{"name":"aide"}]`,
		"unknown locale":     `[{"name":"aide","description":"x","description_localizations":{"xx":"y"}}]`,
		"required after not": `[{"name":"a","description":"x","options":[{"type":3,"name":"b","description":"x"},{"type":3,"name":"c","description":"x","required":true}]}]`,
		"101 commands":       `[` + strings.TrimSuffix(strings.Repeat(`{"name":"a","description":"x"},`, 101), ",") + `]`,
	} {
		if got := call(t, d, "PUT", "/applications/"+d.Bot.ID+"/commands", body); got != http.StatusBadRequest || len(failures) == 0 {
			t.Errorf("%s: status %d, %d complaints", name, got, len(failures))
		}
		for len(failures) > 0 {
			<-failures
		}
	}
}
