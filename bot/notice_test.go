package bot_test

import (
	"testing"
	"time"

	"propos/bot"
)

// TestNotices: a server is told at most once an hour, whatever another server is told.
func TestNotices(t *testing.T) {
	due, now := bot.NoticeDue(), time.Unix(0, 0)
	for _, tt := range []struct {
		server string
		after  time.Duration
		want   bool
	}{{"a", 0, true}, {"a", time.Minute, false}, {"b", time.Minute, true}, {"a", time.Hour, true}, {"a", 119 * time.Minute, false}} {
		if got := due(tt.server, now.Add(tt.after)); got != tt.want {
			t.Errorf("%s after %v: %v", tt.server, tt.after, got)
		}
	}
}
