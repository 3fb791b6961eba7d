package cli_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
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
