package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// A directory of an index holds generations (gen-1, gen-2 …), of which the file CURRENT names the one in force.
// A rebuild writes the next one beside and then renames a new CURRENT into place; what is not in force is removed at the next opening.
const (
	currentFile = "CURRENT"
	genPrefix   = "gen-"
)

func generation(n int) string { return genPrefix + strconv.Itoa(n) }

// readCurrent returns the name of the generation in force; "" when there is none.
func readCurrent(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(string(b))
	if n, err := strconv.Atoi(strings.TrimPrefix(name, genPrefix)); err != nil || n < 1 || name != generation(n) {
		return "", fmt.Errorf("%w: %s says %q", ErrDamaged, currentFile, name)
	}
	if _, err := os.Stat(filepath.Join(dir, name, "root.bolt")); err != nil {
		return "", fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return name, nil
}

// writeCurrent puts a generation in force, whatever happens to the machine meanwhile.
func writeCurrent(dir, name string) error {
	tmp := filepath.Join(dir, currentFile+".new")
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(name + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, currentFile)); err != nil {
		return err
	}
	return syncDir(dir)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// nextGeneration returns a name that no generation in dir has.
func nextGeneration(dir string) (string, error) {
	last := 0
	names, err := generations(dir)
	for _, name := range names {
		n, _ := strconv.Atoi(strings.TrimPrefix(name, genPrefix))
		last = max(last, n)
	}
	return generation(last + 1), err
}

func generations(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() && strings.HasPrefix(e.Name(), genPrefix) {
			out = append(out, e.Name())
		}
	}
	return out, nil
}

// removeOthers removes every generation but one. It does what it can: what stays is removed another time.
func removeOthers(dir, keep string) {
	names, _ := generations(dir)
	for _, name := range names {
		if name != keep {
			_ = os.RemoveAll(filepath.Join(dir, name))
		}
	}
}

// putInForce lets CURRENT name a store that has been written for the first time. An empty one is not worth naming:
// so a store in force that holds nothing is known to be damaged.
func (s *store) putInForce() error {
	if s.dir == "" || s.inForce {
		return nil
	}
	if err := writeCurrent(filepath.Dir(s.dir), filepath.Base(s.dir)); err != nil {
		return err
	}
	s.inForce = true
	return nil
}
