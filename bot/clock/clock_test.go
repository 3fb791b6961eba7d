package clock_test

import (
	"testing"
	"time"

	"propos/bot/clock"
)

func TestWatch(t *testing.T) {
	start := time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)
	var w clock.Watch
	for _, look := range []struct {
		what string
		ran  time.Duration // since the start
		leap time.Duration // of the wall clock, of all looks so far
		want time.Duration
	}{
		{"the first look", 0, 0, 0},
		{"an hour later", time.Hour, 0, time.Hour},
		{"the time server moves it a little", 2 * time.Hour, time.Minute, 2 * time.Hour},
		{"ten years forward", 3 * time.Hour, 10 * 365 * 24 * time.Hour, 0},
		{"and it stays there", 4 * time.Hour, 10 * 365 * 24 * time.Hour, time.Hour},
		{"and back", 5 * time.Hour, 0, 0},
		{"a day before that", 6 * time.Hour, -24 * time.Hour, 0},
		{"three hours on", 9 * time.Hour, -24 * time.Hour, 3 * time.Hour},
	} {
		if got := w.Look(start.Add(look.ran+look.leap), look.ran); got != look.want {
			t.Errorf("%s: even for %v, want %v", look.what, got, look.want)
		}
	}
}
