package store_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"propos/corpus"
	"propos/corpus/store"
)

// TestMain lets the test binary be another process that writes: it puts articles into the store of STORE_TEST_FILE, with
// ids that begin with STORE_TEST_NAME, removes each third, and prints what it did after it was acknowledged.
func TestMain(m *testing.M) {
	if file := os.Getenv("STORE_TEST_FILE"); file != "" {
		if err := writeUntilKilled(context.Background(), file, os.Getenv("STORE_TEST_NAME")); err != nil {
			fmt.Println("fault", err)
			os.Exit(1)
		}
	}
	flag.Parse()
	if os.Getenv("LONG_TESTS") == "" && !slices.ContainsFunc(os.Args, func(a string) bool { return strings.Contains(a, "rapid.checks") }) {
		if err := flag.Set("rapid.checks", "20"); err != nil { // each is some dozens of durable writes
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}

func writeUntilKilled(ctx context.Context, file, name string) error {
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		id := fmt.Sprintf("%s-%d", name, i)
		if _, err := s.Put(ctx, "c", corpus.Article{ID: id, Body: body(id)}, store.PutOptions{}); err != nil {
			return err
		}
		fmt.Println("put", id)
		if i%3 == 2 {
			if _, err := s.Remove(ctx, "c", id, ""); err != nil {
				return err
			}
			fmt.Println("remove", id)
		}
	}
}

func body(id string) string { return strings.Repeat("texte de "+id+" ", 50) + "." }

// child is a process that writes, and what it was acknowledged.
type child struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
	put   map[string]bool // and whether it was removed
}

func startChild(t *testing.T, file, name string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "STORE_TEST_FILE="+file, "STORE_TEST_NAME="+name)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return &child{cmd, bufio.NewScanner(out), map[string]bool{}}
}

// read reads n acknowledgements, or all when n is below 0.
func (c *child) read(t *testing.T, n int) {
	for i := 0; i != n && c.lines.Scan(); i++ {
		act, id, _ := strings.Cut(c.lines.Text(), " ")
		if act == "fault" {
			t.Errorf("child: %s", id)
		} else if id != "" { // the kill leaves no half line: a pipe takes short writes whole
			c.put[id] = act == "remove"
		}
	}
}

// kill kills the child with signal 9 and reads what it had said until then.
func (c *child) kill(t *testing.T) {
	must(t, c.cmd.Process.Kill())
	c.read(t, -1)
	_ = c.cmd.Wait() // it was killed
}

// TestNobodyIsLockedOut writes beside a process that writes without a pause.
func TestNobodyIsLockedOut(t *testing.T) {
	s := open(t)
	c := startChild(t, s.File(), "x")
	c.read(t, 1)
	var longest time.Duration
	for i := range 20 {
		began := time.Now()
		put(t, s, "d", corpus.Article{Body: fmt.Sprint("texte ", i)}, store.PutOptions{})
		longest = max(longest, time.Since(began))
	}
	c.kill(t)
	t.Logf("the longest of 20 writes took %v, beside %d of another process", longest.Round(time.Millisecond), len(c.put))
	if longest > 3*time.Second {
		t.Errorf("a write took %v", longest)
	}
}

// rounds is how often the crash tests kill: 50 times in the long run (LONG_TESTS=1).
func rounds() int {
	if os.Getenv("LONG_TESTS") != "" {
		return 50
	}
	return 8
}

// TestKillLosesNothing kills two processes that write to one store, at random moments, again and again.
func TestKillLosesNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), store.FileName)
	acknowledged := map[string]bool{}
	for round := range rounds() {
		a, b := startChild(t, file, fmt.Sprint(round, "a")), startChild(t, file, fmt.Sprint(round, "b"))
		a.read(t, 1+rand.IntN(30))
		b.read(t, 1+rand.IntN(10))
		a.kill(t)
		b.kill(t)
		for _, c := range []*child{a, b} {
			if len(c.put) == 0 {
				t.Errorf("round %d: a child wrote nothing", round)
			}
			for id, removed := range c.put {
				acknowledged[id] = removed
			}
		}
		checkAcknowledged(t, file, acknowledged)
	}
	t.Logf("%d rounds, %d articles acknowledged, none lost", rounds(), len(acknowledged))
}

func checkAcknowledged(t *testing.T, file string, acknowledged map[string]bool) {
	t.Helper()
	s, err := store.Open(t.Context(), file, store.Options{Check: true})
	must(t, err)
	defer s.Close()
	visible := map[string]bool{}
	for e, err := range s.All(t.Context(), "c") {
		if err != nil || e.Article.Body != body(e.Article.ID) {
			t.Fatalf("article %s is half done: %v", e.Article.ID, err)
		}
		visible[e.Article.ID] = true
	}
	lines, _, err := s.Articles(t.Context(), "c", store.Filter{Removed: true}, store.Page{})
	must(t, err)
	hidden := map[string]bool{}
	for _, l := range lines {
		hidden[l.Article.ID] = true
	}
	for id, removed := range acknowledged { // what was not acknowledged may be done too
		if !visible[id] && !hidden[id] || removed && !hidden[id] {
			t.Fatalf("article %s was acknowledged (removed: %v) and is visible: %v, hidden: %v", id, removed, visible[id], hidden[id])
		}
	}
}
