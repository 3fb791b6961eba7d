package config

import (
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// Setting is one thing that can be set.
type Setting struct {
	Name    string // of the environment variable
	Also    string // another variable with the same meaning; "" when there is none
	Default string // as it would be given; "" means that nothing is set
	Secret  bool   // the value is never shown
	set     func(c *Config, value string) Problem
	get     func(c Config) string
}

// Prefix begins the name of every setting.
const Prefix = "PROPOS_"

// Settings returns every setting, in the order of need.
func Settings() []Setting {
	return []Setting{
		text("PROPOS_DATA_DIR", "", func(c *Config) *string { return &c.DataDir }),
		token(),
		numbers("PROPOS_SERVERS", func(c *Config) *[]string { return &c.Servers }),
		text("PROPOS_CONTACT", "", func(c *Config) *string { return &c.Contact }),
		rate("PROPOS_RATE_PERSON", 10, func(c *Config) *int { return &c.PersonRate }),
		rate("PROPOS_RATE_SERVER", 120, func(c *Config) *int { return &c.ServerRate }),
		rate("PROPOS_MAX_ARTICLES", 20_000, func(c *Config) *int { return &c.MaxArticles }),
		megabytes("PROPOS_MAX_MB", 200, func(c *Config) *int64 { return &c.MaxBytes }),
		networks("PROPOS_FETCH_ALLOW", func(c *Config) *[]netip.Prefix { return &c.FetchAllow }),
		duration("PROPOS_KEEP_LEFT", "30d", func(c *Config) *time.Duration { return &c.KeepLeft }),
		duration("PROPOS_BACKUP_EVERY", "24h", func(c *Config) *time.Duration { return &c.BackupEvery }),
		whole("PROPOS_BACKUP_KEEP", 7, 1, func(c *Config) *int { return &c.BackupKeep }),
		hostPort("PROPOS_HEALTH_ADDR", func(c *Config) *string { return &c.HealthAddress }),
		level(),
		oneOf("PROPOS_LOG_FORMAT", []string{"auto", "text", "json"}, func(c *Config) *string { return &c.LogFormat }),
		numbers("PROPOS_GUILD_IDS", func(c *Config) *[]string { return &c.TestServers }),
		address("PROPOS_DISCORD_API", "https://discord.com/api/v10", func(c *Config) *string { return &c.DiscordAPI }),
	}
}

// Value returns what the setting is in c, as it could be given; a secret is masked.
func (s Setting) Value(c Config) string { return s.get(c) }

func text(name, def string, field func(*Config) *string) Setting {
	return Setting{Name: name, Default: def,
		set: func(c *Config, v string) Problem { *field(c) = v; return "" },
		get: func(c Config) string { return *field(&c) },
	}
}

func token() Setting {
	return Setting{Name: "PROPOS_DISCORD_TOKEN", Also: "DISCORD_TOKEN", Secret: true,
		set: func(c *Config, v string) Problem {
			v = strings.TrimPrefix(v, "Bot ")
			if strings.ContainsAny(v, " \t\n\"'") {
				return NotToken
			}
			c.DiscordToken = Secret(v)
			return ""
		},
		get: func(c Config) string { return c.DiscordToken.String() },
	}
}

func oneOf(name string, values []string, field func(*Config) *string) Setting {
	return Setting{Name: name, Default: values[0],
		set: func(c *Config, v string) Problem {
			for _, known := range values {
				if strings.EqualFold(v, known) {
					*field(c) = known
					return ""
				}
			}
			return Problem("not one of " + strings.Join(values, ", "))
		},
		get: func(c Config) string { return *field(&c) },
	}
}

func level() Setting {
	return Setting{Name: "PROPOS_LOG_LEVEL", Default: "info",
		set: func(c *Config, v string) Problem {
			if c.LogLevel.UnmarshalText([]byte(v)) != nil {
				return NotLevel
			}
			return ""
		},
		get: func(c Config) string { return strings.ToLower(c.LogLevel.String()) },
	}
}

func rate(name string, def int, field func(*Config) *int) Setting { return whole(name, def, 0, field) }

func whole(name string, def, least int, field func(*Config) *int) Setting {
	return Setting{Name: name, Default: strconv.Itoa(def),
		set: func(c *Config, v string) Problem {
			n, err := strconv.Atoi(v)
			if err != nil || n < least || n > 1_000_000_000 {
				return NotNumber
			}
			*field(c) = n
			return ""
		},
		get: func(c Config) string { return strconv.Itoa(*field(&c)) },
	}
}

func megabytes(name string, def int, field func(*Config) *int64) Setting {
	return Setting{Name: name, Default: strconv.Itoa(def),
		set: func(c *Config, v string) Problem {
			n, err := strconv.Atoi(v)
			if err != nil || n < 0 || n > 1_000_000 {
				return NotNumber
			}
			*field(c) = int64(n) << 20
			return ""
		},
		get: func(c Config) string { return strconv.FormatInt(*field(&c)>>20, 10) },
	}
}

func duration(name, def string, field func(*Config) *time.Duration) Setting {
	return Setting{Name: name, Default: def,
		set: func(c *Config, v string) Problem {
			d, ok := parseDuration(v)
			if !ok {
				return NotDuration
			}
			*field(c) = d
			return ""
		},
		get: func(c Config) string { return formatDuration(*field(&c)) },
	}
}

func networks(name string, field func(*Config) *[]netip.Prefix) Setting {
	return Setting{Name: name,
		set: func(c *Config, v string) Problem {
			list, ok := parseNetworks(v)
			if !ok {
				return NotNetworks
			}
			*field(c) = list
			return ""
		},
		get: func(c Config) string { return formatNetworks(*field(&c)) },
	}
}

func numbers(name string, field func(*Config) *[]string) Setting {
	return Setting{Name: name,
		set: func(c *Config, v string) Problem {
			ids := strings.FieldsFunc(v, separates)
			for _, id := range ids {
				if n, err := strconv.ParseUint(id, 10, 64); err != nil || n < 1<<22 {
					return NotServers
				}
			}
			*field(c) = ids
			return ""
		},
		get: func(c Config) string { return strings.Join(*field(&c), ",") },
	}
}

func address(name, def string, field func(*Config) *string) Setting {
	return Setting{Name: name, Default: def,
		set: func(c *Config, v string) Problem {
			v = strings.TrimRight(v, "/")
			if !webAddress(v) {
				return NotAddress
			}
			*field(c) = v
			return ""
		},
		get: func(c Config) string { return *field(&c) },
	}
}

func hostPort(name string, field func(*Config) *string) Setting {
	return Setting{Name: name,
		set: func(c *Config, v string) Problem {
			if !listenAddress(v) {
				return NotHostPort
			}
			*field(c) = v
			return ""
		},
		get: func(c Config) string { return *field(&c) },
	}
}
