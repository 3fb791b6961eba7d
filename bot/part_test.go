package bot_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net"
	"slices"
	"testing"
	"time"

	"propos/bot"
	"propos/corpus/store"
)

func TestBudget(t *testing.T) {
	for _, tt := range []struct {
		remaining int
		want      time.Duration
	}{
		{1000, 0}, {250, 0}, {249, 24 * time.Hour / 249}, {10, 24 * time.Hour / 10}, {0, 24 * time.Hour}, {-3, 24 * time.Hour},
	} {
		if got := bot.BudgetWait(1000, tt.remaining, 24*time.Hour); got != tt.want {
			t.Errorf("with %d left: %v, want %v", tt.remaining, got, tt.want)
		}
	}
}

func TestBackoff(t *testing.T) {
	if bot.Backoff(time.Second, 0) != 0 {
		t.Error("the first try waits")
	}
	for failures := 1; failures < 200; failures++ {
		most := min(time.Second<<min(failures-1, 20), time.Minute)
		if got := bot.Backoff(time.Second, failures); got < most/2 || got > most {
			t.Errorf("after %d failures: %v, want %v to %v", failures, got, most/2, most)
		}
	}
}

func TestQuotations(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"Il a dit « la mer monte » puis « nous partons demain ».", []string{"la mer monte", "nous partons demain"}},
		{`Elle : "pas encore" et “jamais de la vie”.`, []string{"pas encore", "jamais de la vie"}},
		{"rien entre guillemets", []string{"rien entre guillemets"}},
		{"« seul »", []string{"seul"}},
		{"« jamais fermé", []string{"jamais fermé"}},
		{" « » ", nil},
	} {
		if got := bot.Quotations(tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("Quotations(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestIsGreeting(t *testing.T) {
	for text, want := range map[string]bool{"": true, "Bonjour !": true, "merci beaucoup": true, "???": true, "Bonjour, qui a signé ?": false, "Lavrov": false} {
		if bot.IsGreeting(text) != want {
			t.Errorf("IsGreeting(%q) = %v", text, !want)
		}
	}
}

func TestAsksForHelp(t *testing.T) {
	for text, want := range map[string]bool{"aide": true, "Aide-moi !": true, "Salut ! Qui es-tu ?": true, "Que sais-tu faire ?": true, "": false, "bonjour": false,
		"L’aide à l’Arménie": false, "Qui es-tu allé voir ?": false, "Qui aide l’Arménie ?": false} {
		if bot.AsksForHelp(text) != want {
			t.Errorf("AsksForHelp(%q) = %v", text, !want)
		}
	}
}

func TestFilterKey(t *testing.T) {
	sources := []string{"Le Monde", "L’Est | républicain"}
	for _, f := range []store.Filter{{}, {Text: "Karabagh : la suite | fin"}, {Source: sources[1]}, {Text: "x", Source: sources[0]}} {
		if got, ok := bot.ReadFilter(bot.FilterKey(f), sources); got != f || !ok {
			t.Errorf("%+v came back as %+v, %v", f, got, ok)
		}
	}
	if _, ok := bot.ReadFilter(bot.FilterKey(store.Filter{Source: "gone"}), sources); ok {
		t.Error("a source that is gone was found")
	}
}

// frame writes a frame as a server does: unmasked.
func frame(opcode byte, payload []byte) []byte {
	head := []byte{0x80 | opcode}
	switch n := len(payload); {
	case n < 126:
		head = append(head, byte(n))
	case n < 1<<16:
		head = binary.BigEndian.AppendUint16(append(head, 126), uint16(n))
	default:
		head = binary.BigEndian.AppendUint64(append(head, 127), uint64(n))
	}
	return append(head, payload...)
}

// FuzzLine: whatever the sizes of frames and reads, a line hands on exactly the bytes that came, and ends before the
// frame that asks for a new connection.
func FuzzLine(f *testing.F) {
	f.Add([]byte(`{"op":0,"t":"READY"}`), 3, 7, true)
	f.Add(bytes.Repeat([]byte("x"), 70000), 2, 4096, false)
	f.Add([]byte{}, 1, 1, true)
	f.Fuzz(func(t *testing.T, payload []byte, count, size int, invalid bool) {
		if count < 0 || count > 20 || size < 1 || size > 1<<16 || bytes.Contains(bytes.ToLower(payload), []byte("op")) && count > 0 && !bytes.Equal(payload, []byte(`{"op":0,"t":"READY"}`)) {
			t.Skip()
		}
		want := []byte("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
		for range count {
			want = append(want, frame(1, payload)...)
		}
		last, cause := []byte(`{"t":null,"op":7,"d":null}`), bot.ErrReconnect
		if invalid {
			last, cause = []byte(`{"op":9,"d":false}`), bot.ErrInvalid
		}
		here, there := net.Pipe()
		go func() {
			there.Write(append(slices.Clone(want), frame(1, last)...))
			there.Close()
		}()
		l := bot.NewLine(here, time.Second)
		defer l.Close()
		var got []byte
		buffer := make([]byte, size)
		for {
			n, err := l.Read(buffer)
			got = append(got, buffer[:n]...)
			if err != nil {
				if !errors.Is(err, cause) {
					t.Fatalf("the line ended with %v, want %v", err, cause)
				}
				break
			}
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%d bytes handed on, want %d", len(got), len(want))
		}
	})
}
