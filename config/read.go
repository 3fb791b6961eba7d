package config

import (
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// maxFile is the longest value that a file can give, in bytes.
const maxFile = 64 << 10

// Read returns the settings of an environment ("KEY=value" lines, as os.Environ gives). An empty variable counts as unset.
// The error joins every *Fault; the Config then has the defaults in place of what is wrong.
func Read(environ []string) (Config, error) {
	env := environment(environ)
	var c Config
	var faults []error
	var known []string
	for _, s := range Settings() {
		known = append(known, s.names()...)
		if err := s.read(&c, env); err != nil {
			faults = append(faults, err)
		}
	}
	faults = append(faults, unknown(env, known)...)
	if c.DataDir == "" {
		c.DataDir = dataDir(env)
	}
	c.NoColor = env["NO_COLOR"] != "" || env["TERM"] == "dumb"
	c.Columns, _ = strconv.Atoi(env["COLUMNS"])
	return c, errors.Join(faults...)
}

// names are the variables that the setting is read from, in order.
func (s Setting) names() []string {
	names := []string{s.Name, s.Name + "_FILE"}
	if s.Also != "" {
		names = append(names, s.Also, s.Also+"_FILE")
	}
	return names
}

// read sets the field to what the environment gives, else to the default.
func (s Setting) read(c *Config, env map[string]string) error {
	if s.Default != "" {
		s.set(c, s.Default)
	}
	name, value, err := s.lookup(env)
	if err != nil || value == "" {
		return err
	}
	problem := s.set(c, value)
	if problem == "" {
		return nil
	}
	if s.Default != "" {
		s.set(c, s.Default)
	}
	fault := &Fault{Name: name, Value: value, Problem: problem}
	if s.Secret {
		fault.Value = ""
	}
	return fault
}

// lookup returns the value and the variable that gave it; two variables may only give the same.
func (s Setting) lookup(env map[string]string) (name, value string, err error) {
	for _, n := range s.names() {
		v := env[n]
		if v == "" {
			continue
		}
		if strings.HasSuffix(n, "_FILE") {
			if v, err = fromFile(v); err != nil {
				return "", "", &Fault{Name: n, Value: env[n], Problem: Unreadable, Err: err}
			}
		}
		v = strings.TrimSpace(v)
		if name != "" && v != value {
			return "", "", &Fault{Name: n, Problem: Twice, Nearest: name}
		}
		name, value = n, v
	}
	return name, value, nil
}

func fromFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxFile))
	return string(content), err
}

// unknown finds variables with our prefix that mean nothing.
func unknown(env map[string]string, known []string) (faults []error) {
	var names []string
	for name := range env {
		if strings.HasPrefix(name, Prefix) && !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		faults = append(faults, &Fault{Name: name, Problem: Unknown, Nearest: nearest(name, known)})
	}
	return faults
}
