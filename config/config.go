// Package config holds every setting of the program.
//
// Settings come from the environment, which is passed in: nothing else of the program reads it. Each setting KEY can be given as KEY_FILE,
// the path of a file whose content is the value, as container secrets are. Read checks them all and returns every fault at once.
//
// The table of Settings is the one place where a setting is named, given its default and read. It is plain Go: a library that reads struct tags
// would need the same table again, for all faults at once, for secrets and for the table in the README.
package config

import (
	"log/slog"
	"net/netip"
	"path/filepath"
	"strings"
	"time"
)

// Config is what holds. Read fills every field.
type Config struct {
	DataDir string // absolute or relative folder; "" only when neither a setting nor a home folder is known

	LogLevel  slog.Level
	LogFormat string // "text", "json", or "auto": text on a terminal, JSON elsewhere

	DiscordToken Secret
	DiscordAPI   string   // base address of Discord's REST interface, without a slash at the end
	TestServers  []string // servers where commands are registered at once, instead of everywhere
	Servers      []string // the only servers that are served; empty means all
	Contact      string   // whom members can write to; shown by /aide

	HealthAddress string // host:port of health pages and metrics; "" means none

	BackupEvery time.Duration // 0 means never
	BackupKeep  int           // how many scheduled backups are kept, at least 1

	KeepLeft    time.Duration // how long the articles of a server that removed the bot are kept
	MaxArticles int           // of one server; 0 means no limit
	MaxBytes    int64         // of the articles of one server; 0 means no limit
	PersonRate  int           // questions a minute of one person; 0 means no limit
	ServerRate  int           // questions a minute of one server; 0 means no limit

	FetchAllow []netip.Prefix // private networks whose pages may be read; empty means none

	NoColor bool // NO_COLOR is set: terminals get no colours
	Columns int  // COLUMNS: the width of a terminal, where it cannot be asked; 0 when unknown
}

// Secret is a value that is never printed: every way of formatting it gives Masked, or "" when it is empty.
type Secret string

// Masked stands for a secret in what is printed.
const Masked = "********"

// String masks the secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return Masked
}

// GoString masks the secret.
func (s Secret) GoString() string { return s.String() }

// LogValue masks the secret.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText masks the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Reveal returns the secret itself.
func (s Secret) Reveal() string { return string(s) }

// dataDir is where data lie when no setting says so.
func dataDir(env map[string]string) string {
	if dir := env["XDG_DATA_HOME"]; filepath.IsAbs(dir) {
		return filepath.Join(dir, "propos")
	}
	if home := env["HOME"]; home != "" {
		return filepath.Join(home, ".local", "share", "propos")
	}
	return ""
}

// environment makes a table of "KEY=value" lines; the last of several holds.
func environment(environ []string) map[string]string {
	env := make(map[string]string, len(environ))
	for _, line := range environ {
		if key, value, ok := strings.Cut(line, "="); ok {
			env[key] = value
		}
	}
	return env
}
