package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"propos/bot/cli"
)

// run is the program on a data directory.
func run(dir, stdin string, args ...string) (code int, stdout, stderr string) {
	return runWith([]string{"PROPOS_DATA_DIR=" + dir}, stdin, args...)
}

// runWith is the program in an environment.
func runWith(environ []string, stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = cli.Main(args, environ, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

// spaced takes no-break spaces for spaces.
func spaced(text string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
}

// write makes a file and returns its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// article is a line of an import whose text has a word that no other has.
func article(i int) string {
	return fmt.Sprintf(`{"id":"n%d","title":"Nouvelle numéro %[1]d","text":"La commune de Villeneuve%[1]d a décidé de construire une piscine pour ses habitants, qui la demandaient depuis longtemps. Les travaux doivent commencer au printemps."}`+"\n", i)
}

// TestTogether: imports, additions and questions of several programs at once all work, and nothing is lost.
func TestTogether(t *testing.T) {
	dir := t.TempDir()
	var programs sync.WaitGroup
	for part := range 3 {
		file := filepath.Join(dir, fmt.Sprintf("part%d.jsonl", part))
		var lines strings.Builder
		for i := range 60 {
			lines.WriteString(article(part*60 + i))
		}
		if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		programs.Go(func() {
			if code, _, stderr := run(dir, "", "import", file); code != 0 {
				t.Errorf("import %d: code %d: %s", part, code, stderr)
			}
		})
		programs.Go(func() {
			if code, _, stderr := run(dir, "", "ask", "--json", "Qui veut une piscine ?"); code > 1 {
				t.Errorf("ask %d: code %d: %s", part, code, stderr)
			}
		})
	}
	programs.Wait()
	for _, i := range []int{0, 59, 60, 119, 179} {
		_, stdout, stderr := run(dir, "", "ask", "--json", fmt.Sprintf("Villeneuve%d", i))
		if !strings.Contains(stdout, fmt.Sprintf(`"ranked":["n%d"`, i)) {
			t.Errorf("article n%d is not found: %s %s", i, stdout, stderr)
		}
	}
}

// TestBesideAConversation: while a conversation owns the data, others ask through it, add, and the conversation sees what was added.
func TestBesideAConversation(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "first.jsonl")
	if err := os.WriteFile(file, []byte(article(1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := run(dir, "", "import", file); code != 0 {
		t.Fatal(stderr)
	}
	typed, typing := io.Pipe()
	said, saying := io.Pipe()
	var talk sync.WaitGroup
	talk.Go(func() {
		if code := cli.Main([]string{"chat"}, []string{"PROPOS_DATA_DIR=" + dir}, typed, saying, io.Discard); code != 0 {
			t.Errorf("chat: code %d", code)
		}
		saying.Close()
	})
	heard := make(chan string, 100)
	talk.Go(func() { hear(said, heard) })
	fmt.Fprintln(typing, "Que construit Villeneuve1 ?")
	waitFor(t, heard, "Nouvelle numéro 1")

	if code, stdout, stderr := run(dir, "", "ask", "Que construit Villeneuve1 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 1") {
		t.Errorf("ask beside chat: code %d: %s%s", code, stdout, stderr)
	}
	if code, _, stderr := run(dir, article(2), "add", "--yes", "-"); code != 0 {
		t.Errorf("add beside chat: code %d: %s", code, stderr)
	}
	if code, stdout, _ := run(dir, "", "ask", "Que construit Villeneuve2 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 2") {
		t.Errorf("ask after add beside chat: code %d: %s", code, stdout)
	}
	fmt.Fprintln(typing, "Que construit Villeneuve2 ?")
	waitFor(t, heard, "Nouvelle numéro 2")
	if code, _, stderr := run(dir, "", "reindex"); code != 75 || !strings.Contains(stderr, "arrête-le d’abord") {
		t.Errorf("reindex beside chat: code %d: %s", code, stderr)
	}
	fmt.Fprintln(typing, "/quitter")
	talk.Wait()
	if code, stdout, _ := run(dir, "", "ask", "Que construit Villeneuve2 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 2") {
		t.Errorf("ask after chat: code %d: %s", code, stdout)
	}
}

// hear sends each piece of text as it comes.
func hear(from io.Reader, heard chan<- string) {
	defer close(heard)
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			heard <- string(buffer[:n])
		}
		if err != nil {
			return
		}
	}
}

// waitFor reads until a text has come.
func waitFor(t *testing.T, heard <-chan string, text string) {
	t.Helper()
	var all strings.Builder
	for part := range heard {
		all.WriteString(part)
		if strings.Contains(all.String(), text) {
			return
		}
	}
	t.Fatalf("%q was not said: %s", text, all.String())
}

// TestErasedIsNowhere: after an erasure the words of an article are in no file of the data directory.
func TestErasedIsNowhere(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := run(dir, article(1)+article(2), "import", write(t, t.TempDir(), "a.jsonl", article(1)+article(2))); code != 0 {
		t.Fatal(stderr)
	}
	if !holds(t, dir, "villeneuve1") || !holds(t, dir, "villeneuve2") {
		t.Fatal("the words are not found before: this test proves nothing")
	}
	if code, _, stderr := run(dir, "", "erase", "--yes", "n1"); code != 0 {
		t.Fatal(stderr)
	}
	if holds(t, dir, "villeneuve1") {
		t.Error("the erased words are still on the disk")
	}
	if code, stdout, _ := run(dir, "", "ask", "Que construit Villeneuve2 ?"); code != 0 || !strings.Contains(stdout, "Nouvelle numéro 2") {
		t.Errorf("the other article is not found: code %d: %s", code, stdout)
	}
}

// holds reports whether a file of the directory has the word, whatever its case.
func holds(t *testing.T, dir, word string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return ifThere(err)
		}
		content, err := os.ReadFile(name)
		found = found || bytes.Contains(bytes.ToLower(content), []byte(word))
		return ifThere(err)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// ifThere leaves out that a file has gone meanwhile.
func ifThere(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
