package cli_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"propos/corpus/store"
)

// TestKilledImport: an import that is killed at any moment has lost no article that it said it kept, and after it is done again everything
// answers as if nothing had happened. Five kills; fifty with LONG_TESTS.
func TestKilledImport(t *testing.T) {
	kills := 5
	if os.Getenv("LONG_TESTS") != "" {
		kills = 50
	}
	const articles = 1500
	dir := t.TempDir()
	var lines strings.Builder
	for i := range articles {
		lines.WriteString(article(i))
	}
	file := write(t, dir, "articles.jsonl", lines.String())
	kept := map[string]bool{}
	for range kills {
		for _, id := range killedImport(t, dir, file, rand.IntN(articles)) {
			kept[id] = true
		}
		there := listed(t, dir)
		for id := range kept {
			if !there[id] {
				t.Fatalf("article %s was acknowledged and is lost", id)
			}
		}
	}
	if code, _, stderr := run(dir, "", "import", file); code != 0 {
		t.Fatal(stderr)
	}
	if n := len(listed(t, dir)); n != articles {
		t.Errorf("%d articles, want %d", n, articles)
	}
	for range 5 {
		i := rand.IntN(articles)
		if _, stdout, stderr := run(dir, "", "ask", "--json", fmt.Sprintf("Villeneuve%d", i)); !strings.Contains(stdout, fmt.Sprintf(`"ranked":["n%d"`, i)) {
			t.Errorf("article n%d is not found: %s%s", i, stdout, stderr)
		}
	}
}

// killedImport starts an import and kills it when it has acknowledged a number of articles, whose ids it returns.
func killedImport(t *testing.T, dir, file string, after int) (ids []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	importing := &exec.Cmd{Path: self, Args: []string{"propos", "import", "--json", file}, Env: append(os.Environ(), "PROPOS_DATA_DIR="+dir)}
	out, err := importing.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := importing.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && len(ids) < after {
		var line struct{ ID string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		ids = append(ids, line.ID)
	}
	if err := importing.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = importing.Wait() // it was killed
	return ids
}

// listed are the ids of all articles.
func listed(t *testing.T, dir string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	code, stdout, stderr := run(dir, "", "list", "--json")
	if code > 1 {
		t.Fatal(stderr)
	}
	for line := range strings.Lines(stdout) {
		var article struct{ ID string }
		if err := json.Unmarshal([]byte(line), &article); err != nil {
			t.Fatal(err)
		}
		ids[article.ID] = true
	}
	return ids
}

// TestKilledAnywhere kills imports, edits, rebuilds and backups at any moment, in turn: what was acknowledged is there, what was not is
// whole or absent, and questions are answered. Twelve kills; a hundred with LONG_TESTS.
func TestKilledAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	kills := 12
	if os.Getenv("LONG_TESTS") != "" {
		kills = 100
	}
	v := &victim{t: t, dir: t.TempDir(), kept: map[string]bool{}, titles: []string{"Nouvelle numéro 0"}, took: map[string]time.Duration{}}
	v.run("import", write(t, v.dir, "first.jsonl", v.lines(200)))
	v.keep(200)
	ended := 0
	for i := range kills {
		act := []func() (acknowledged bool){v.imports, v.edits, v.rebuilds, v.backsUp}[i%4]
		if act() {
			ended++
		}
		v.check()
	}
	t.Logf("%d kills, %d of them too late; %d articles acknowledged, none lost", kills, ended, len(v.kept))
}

// victim is a data directory whose programs are killed.
type victim struct {
	t       *testing.T
	dir     string
	made    int             // articles offered to imports so far
	kept    map[string]bool // ids that were acknowledged
	titles  []string        // of the edited article: the last that was acknowledged, and those tried since
	backups int
	took    map[string]time.Duration // by command: the last that ended by itself
}

func (v *victim) run(args ...string) {
	v.t.Helper()
	if code, _, stderr := run(v.dir, "", args...); code != 0 {
		v.t.Fatalf("%v: code %d: %s", args, code, stderr)
	}
}

func (v *victim) lines(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(article(v.made))
		v.made++
	}
	return b.String()
}

// killed starts the program and kills it within the time that its command takes, and reports whether it had ended by itself, with success.
func (v *victim) killed(args ...string) (done bool) {
	v.t.Helper()
	self, err := os.Executable()
	if err != nil {
		v.t.Fatal(err)
	}
	c := &exec.Cmd{Path: self, Args: append([]string{"propos"}, args...), Env: append(os.Environ(), "PROPOS_DATA_DIR="+v.dir)}
	within, known := v.took[args[0]]
	if !known {
		within = 300 * time.Millisecond
	}
	began := time.Now()
	if err := c.Start(); err != nil {
		v.t.Fatal(err)
	}
	stop := time.AfterFunc(rand.N(within), func() { _ = c.Process.Kill() })
	defer stop.Stop()
	if done = c.Wait() == nil; done {
		v.took[args[0]] = time.Since(began)
	}
	return done
}

func (v *victim) imports() bool {
	done := v.killed("import", write(v.t, v.dir, "more.jsonl", v.lines(40)))
	if done {
		v.keep(40)
	}
	return done
}

// keep notes that the last articles were acknowledged.
func (v *victim) keep(last int) {
	for i := v.made - last; i < v.made; i++ {
		v.kept[fmt.Sprintf("n%d", i)] = true
	}
}

func (v *victim) edits() bool {
	title := fmt.Sprintf("Titre %d", len(v.titles)+v.made)
	done := v.killed("edit", "n0", "--title", title)
	if v.titles = append(v.titles, title); done {
		v.titles = []string{title}
	}
	return done
}

func (v *victim) rebuilds() bool {
	return v.killed("reindex")
}

func (v *victim) backsUp() bool {
	v.backups++
	file := filepath.Join(v.dir, fmt.Sprintf("backup%d.db", v.backups))
	done := v.killed("backup", file)
	if _, err := os.Stat(file); err != nil && (done || !os.IsNotExist(err)) {
		v.t.Errorf("a backup that was acknowledged: %v", err)
	} else if err == nil {
		if _, err := store.Verify(v.t.Context(), file); err != nil {
			v.t.Errorf("a backup that is there: %v", err)
		}
	}
	return done
}

// check looks at everything that was acknowledged.
func (v *victim) check() {
	v.t.Helper()
	if _, err := store.Verify(v.t.Context(), filepath.Join(v.dir, store.FileName)); err != nil {
		v.t.Fatal(err)
	}
	there := listed(v.t, v.dir)
	for id := range v.kept {
		if !there[id] {
			v.t.Fatalf("article %s was acknowledged and is lost", id)
		}
	}
	_, stdout, stderr := run(v.dir, "", "show", "--json", "n0")
	if !slices.ContainsFunc(v.titles, func(title string) bool { return strings.Contains(stdout, `"title":"`+title+`"`) }) {
		v.t.Fatalf("the edited article: want a title of %q: %s%s", v.titles, stdout, stderr)
	}
	i := rand.IntN(200)
	if _, stdout, stderr := run(v.dir, "", "ask", "--json", fmt.Sprintf("Villeneuve%d", i)); !strings.Contains(stdout, fmt.Sprintf(`"ranked":["n%d"`, i)) {
		v.t.Fatalf("article n%d is not found: %s%s", i, stdout, stderr)
	}
}
