package config_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"propos/config"
)

func TestDefaults(t *testing.T) {
	c, err := config.Read([]string{"HOME=/home/lea"})
	if err != nil {
		t.Fatal(err)
	}
	if c.DataDir != "/home/lea/.local/share/propos" || c.LogLevel != slog.LevelInfo || c.LogFormat != "auto" {
		t.Errorf("got %+v", c)
	}
	if c.BackupEvery != 24*time.Hour || c.KeepLeft != 30*24*time.Hour || c.MaxBytes != 200<<20 || c.DiscordAPI != "https://discord.com/api/v10" {
		t.Errorf("got %+v", c)
	}
}

func TestRead(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(secret, []byte("abc.def\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Read([]string{
		"XDG_DATA_HOME=/x", "DISCORD_TOKEN_FILE=" + secret, "PROPOS_SERVERS=123456789012345678, 223456789012345678",
		"PROPOS_BACKUP_EVERY=off", "PROPOS_KEEP_LEFT=10j", "PROPOS_LOG_LEVEL=debug", "PROPOS_CONTACT=", "PROPOS_HEALTH_ADDR=:8080",
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.DiscordToken.Reveal() != "abc.def" || c.DataDir != "/x/propos" || len(c.Servers) != 2 || c.BackupEvery != 0 ||
		c.KeepLeft != 240*time.Hour || c.LogLevel != slog.LevelDebug || c.HealthAddress != ":8080" {
		t.Errorf("got %+v", c)
	}
	if shown := fmt.Sprintf("%v %+v %#v %s", c, c, c, c.DiscordToken); strings.Contains(shown, "abc") {
		t.Errorf("the token is shown: %s", shown)
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	_, err := config.Read([]string{
		"PROPOS_BACKUP_KEEP=0", "PROPOS_RATE_PERSON=beaucoup", "PROPOS_LOG_LEVEL=verbose", "PROPOS_LOG_FORMAT=xml",
		"PROPOS_DISCORD_API=discord.com", "PROPOS_SERVERS=Caucase", "PROPOS_KEEP_LEFT=-3h", "PROPOS_HEALTH_ADDR=8080",
		"PROPOS_DISCORD_TOKEN=se cret", "PROPOS_CONTACT_FILE=/nowhere/at/all", "PROPOS_DATADIR=/d", "PROPOS_ZZZZZZZZ=1", "OTHER=1",
	})
	want := map[string]config.Problem{
		"PROPOS_BACKUP_KEEP": config.NotNumber, "PROPOS_RATE_PERSON": config.NotNumber, "PROPOS_LOG_LEVEL": config.NotLevel,
		"PROPOS_LOG_FORMAT": "not one of auto, text, json", "PROPOS_DISCORD_API": config.NotAddress, "PROPOS_SERVERS": config.NotServers,
		"PROPOS_KEEP_LEFT": config.NotDuration, "PROPOS_HEALTH_ADDR": config.NotHostPort, "PROPOS_DISCORD_TOKEN": config.NotToken,
		"PROPOS_CONTACT_FILE": config.Unreadable, "PROPOS_DATADIR": config.Unknown, "PROPOS_ZZZZZZZZ": config.Unknown,
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("got %v", err)
	}
	for _, e := range joined.Unwrap() {
		var f *config.Fault
		if !errors.As(e, &f) || want[f.Name] != f.Problem {
			t.Errorf("unexpected fault %v", e)
			continue
		}
		if f.Name == "PROPOS_DATADIR" && f.Nearest != "PROPOS_DATA_DIR" || f.Name == "PROPOS_ZZZZZZZZ" && f.Nearest != "" {
			t.Errorf("nearest of %s: %q", f.Name, f.Nearest)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		t.Errorf("no fault for %v", want)
	}
	if strings.Contains(err.Error(), "se cret") {
		t.Error("the error shows the token")
	}
}

func TestTwice(t *testing.T) {
	if _, err := config.Read([]string{"DISCORD_TOKEN=a", "PROPOS_DISCORD_TOKEN=a"}); err != nil {
		t.Errorf("the same value twice: %v", err)
	}
	_, err := config.Read([]string{"DISCORD_TOKEN=a", "PROPOS_DISCORD_TOKEN=b"})
	var f *config.Fault
	if !errors.As(err, &f) || f.Problem != config.Twice {
		t.Errorf("got %v", err)
	}
}

// TestValues: what Value shows of each default reads back as the same value.
func TestValues(t *testing.T) {
	c, err := config.Read([]string{"HOME=/home/lea"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range config.Settings() {
		if !strings.HasPrefix(s.Name, config.Prefix) {
			t.Errorf("%s lacks the prefix", s.Name)
		}
		if s.Name != "PROPOS_DATA_DIR" && s.Value(c) != s.Default {
			t.Errorf("%s: default %q shows as %q", s.Name, s.Default, s.Value(c))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("PROPOS_KEEP_LEFT", "30j")
	f.Add("PROPOS_MAX_MB", "-1")
	f.Add("PROPOS_FETCH_ALLOW", "10.0.0.0/8, ::1")
	f.Add("PROPOS_DISCORD_API", "http://[::1")
	f.Fuzz(func(t *testing.T, key, value string) {
		if strings.HasSuffix(key, "_FILE") || strings.ContainsAny(key+value, "=\x00") {
			t.Skip()
		}
		c, err := config.Read([]string{"HOME=/h", key + "=" + value})
		if err != nil {
			return
		}
		for _, s := range config.Settings() { // what was accepted is shown in a form that is accepted, with the same meaning
			if s.Secret || s.Value(c) == "" {
				continue
			}
			again, err := config.Read([]string{"HOME=/h", s.Name + "=" + s.Value(c)})
			if err != nil || s.Value(again) != s.Value(c) {
				t.Fatalf("%s=%q shows as %q, which reads as %q, %v", key, value, s.Value(c), s.Value(again), err)
			}
		}
	})
}
