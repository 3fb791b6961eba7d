package phrase_test

import (
	"testing"
	"time"

	"propos/bot/phrase"
)

func TestLasting(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "moins d’une minute", 59 * time.Second: "moins d’une minute", time.Minute: "1\u00a0minute", 59*time.Minute + 59*time.Second: "59\u00a0minutes",
		time.Hour: "1\u00a0heure", 47 * time.Hour: "47\u00a0heures", 48 * time.Hour: "2\u00a0jours", 100 * 24 * time.Hour: "100\u00a0jours",
	} {
		if got := phrase.Lasting(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
