package bot_test

import (
	"testing"
	"time"

	"propos/bot"
)

// TestLimits: a question that is not taken counts neither for the person nor for the server.
func TestLimits(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	wait := bot.NewLimits(2, 3)
	ask := func(guild, person string, want bool) {
		t.Helper()
		if got := wait(guild, person, now); (got == 0) != want || got > time.Minute {
			t.Errorf("%s in %s waits %v, may ask: %v", person, guild, got, want)
		}
	}
	ask("g", "alice", true)
	ask("g", "alice", true)
	ask("g", "alice", false)
	ask("g", "bruno", true) // the third of the server: what alice was refused did not count
	ask("g", "chloé", false)
	ask("h", "chloé", true) // nor did what the server refused count for her
	ask("h", "chloé", true)
	ask("h", "chloé", false)
	ask("", "bruno", true) // alone with the bot
	now = now.Add(time.Minute)
	ask("g", "alice", true)
}
