package index_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"propos/retrieval/index"
)

// askDir names the index that this program, started again by TestMemory, asks questions of.
const askDir = "PROPOS_INDEX_TEST_ASK"

// TestMemory measures a process that answers 2,000 headlines from the 16,897 news articles and reads 50 passages for each.
func TestMemory(t *testing.T) {
	if dir := os.Getenv(askDir); dir != "" {
		askAll(t, dir)
		return
	}
	if testing.Short() {
		t.Skip("indexes 16,897 articles")
	}
	dir := t.TempDir()
	if err := index.Rebuild(t.Context(), dir, index.Options{}, index.Build{Rev: 1, Articles: entries(lines(t, "eval/news/articles.jsonl.gz"))}); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestMemory$", "-test.v")
	cmd.Env = append(os.Environ(), askDir+"="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var total, anonymous int
	for l := range strings.Lines(string(out)) {
		_, _ = fmt.Sscanf(l, "VmHWM: %d kB", &total)
		_, _ = fmt.Sscanf(l, "RssAnon: %d kB", &anonymous)
	}
	t.Logf("at most %d MB, of which %d MB not of files at the end", total>>10, anonymous>>10)
	if total == 0 || total > 250<<10 {
		t.Errorf("%d kB, want at most 250 MB", total)
	}
}

func askAll(t *testing.T, dir string) {
	x := onDisk(t, dir)
	qs := lines(t, "eval/retrieval/headlines/queries.jsonl")
	v := view(t, x)
	for _, q := range qs {
		r, err := v.Search(context.Background(), plain(x, q.Question), 50)
		if err != nil {
			t.Fatal(err)
		}
		ps, err := v.Passages(context.Background(), r.Hits)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range ps {
			p.Tokens()
		}
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("this system does not tell")
	}
	fmt.Printf("%s", status)
}
