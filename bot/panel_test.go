package bot_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"propos/bot"
)

func TestPanelsExpire(t *testing.T) {
	p, now := bot.NewPanels(), time.Unix(0, 0)
	p.Open(now, "a")
	if !p.Find(now.Add(15*time.Minute), "a") || p.Find(now, "b") {
		t.Error("an open panel is not found, or one that never was")
	}
	p.Use(now.Add(10*time.Minute), "a")
	if !p.Find(now.Add(25*time.Minute), "a") {
		t.Error("a press does not keep a panel open")
	}
	if p.Find(now.Add(25*time.Minute+1), "a") || p.Len() != 0 {
		t.Error("an expired panel is found")
	}
}

func TestPanelsAreBounded(t *testing.T) {
	p, now := bot.NewPanels(), time.Unix(0, 0)
	for i := range 5000 {
		p.Open(now.Add(time.Duration(i)), strconv.Itoa(i))
	}
	if p.Len() != 2000 || p.Find(now.Add(5000), "2999") || !p.Find(now.Add(5000), "3000") {
		t.Errorf("%d panels are open, not the last 2000", p.Len())
	}
}

// TestVerbsAreApart: a verb of a panel never hides one of an answer's buttons.
func TestVerbsAreApart(t *testing.T) {
	members, panels := bot.Verbs()
	for _, verb := range panels {
		if slices.Contains(members, verb) {
			t.Errorf("%q is a verb of answers and of panels", verb)
		}
	}
}
