package cli_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"propos/bot/cli"
)

var update = flag.Bool("update-readme", false, "write the table of settings into README.md")

const (
	settingsBegin = "<!-- settings: written by `propos config --table` -->\n"
	settingsEnd   = "<!-- end of settings -->"
)

// TestReadmeSettings holds the README's table of settings to what the program says of itself.
func TestReadmeSettings(t *testing.T) {
	var out, faults bytes.Buffer
	if code := cli.Main([]string{"config", "--table"}, nil, strings.NewReader(""), &out, &faults); code != 0 {
		t.Fatalf("exit code %d: %s", code, faults.String())
	}
	readme := readRoot(t, "README.md")
	before, rest, _ := strings.Cut(readme, settingsBegin)
	table, after, found := strings.Cut(rest, settingsEnd)
	if !found {
		t.Fatalf("README.md lacks the lines %q and %q", settingsBegin, settingsEnd)
	}
	if table == out.String() {
		return
	}
	if *update {
		readme = before + settingsBegin + out.String() + settingsEnd + after
		if err := os.WriteFile(filepath.Join("..", "..", "README.md"), []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("the table of settings in README.md is not what `propos config --table` writes; to mend it: go test ./bot/cli -run ReadmeSettings -update-readme\n%s", out.String())
}

// TestReadmeLibraries holds the README to go.mod: each library that is required directly has a line, with its version
// where it has a plain one. The libraries of golang.org/x share one line, without versions.
func TestReadmeLibraries(t *testing.T) {
	readme := readRoot(t, "README.md")
	module := regexp.MustCompile(`(?m)^\t(\S+) (v\S+)$`) // indirect ones end with a comment
	for _, m := range module.FindAllStringSubmatch(readRoot(t, "go.mod"), -1) {
		name, version := path.Base(regexp.MustCompile(`/v\d+$`).ReplaceAllString(m[1], "")), m[2]
		switch {
		case strings.HasPrefix(m[1], "golang.org/"):
			name = "x/" + name
		case strings.Contains(version, "-0."), regexp.MustCompile(`-\d{14}-`).MatchString(version): // no release
		case onlyTests(name):
		default:
			name += " " + version
		}
		if !strings.Contains(readme, name) {
			t.Errorf("README.md does not say why %s", name)
		}
	}
}

// TestReadmeAnswer: the answer at the top of the README is what the program says, but for what stands at « … ».
func TestReadmeAnswer(t *testing.T) {
	code, out, faults := run(t.TempDir(), "", "ask", "Qu'a dit Lavrov sur la Turquie ?")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, faults)
	}
	_, sample, _ := strings.Cut(readRoot(t, "README.md"), "```\nSergueï")
	sample, _, _ = strings.Cut("Sergueï"+sample, "```")
	for i, part := range strings.Split(sample, "…\n") {
		before, after, found := strings.Cut(out, part)
		if !found || i == 0 && before != "" {
			t.Fatalf("the program does not say\n%sin\n%s", part, out)
		}
		out = after
	}
	if out != "" {
		t.Errorf("after the README's last line the program says\n%s", out)
	}
}

// onlyTests reports whether the README names the library among those of the tests, without version.
func onlyTests(name string) bool {
	switch name {
	case "go-cmp", "go-internal", "goleak", "rapid", "jsonschema":
		return true
	}
	return false
}

// TestReadmeCommands holds the README to the program: every command has its place in the table.
func TestReadmeCommands(t *testing.T) {
	var out, faults bytes.Buffer
	if code := cli.Main([]string{"--help"}, nil, strings.NewReader(""), &out, &faults); code != 0 {
		t.Fatalf("exit code %d: %s", code, faults.String())
	}
	readme := readRoot(t, "README.md")
	commands := regexp.MustCompile(`(?m)^  ([a-z]+) `).FindAllStringSubmatch(out.String(), -1)
	for _, m := range commands {
		if !regexp.MustCompile("(?m)^\\|.*`" + m[1] + "[` ]").MatchString(readme) {
			t.Errorf("README.md does not say what `%s` does", m[1])
		}
	}
	if len(commands) < 20 {
		t.Errorf("only %d commands were found in the help", len(commands))
	}
}

// TestDocsTests holds docs to the tests that they name.
func TestDocsTests(t *testing.T) {
	var tests strings.Builder
	err := filepath.WalkDir(filepath.Join("..", ".."), func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		b, err := os.ReadFile(name)
		tests.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range []string{"README.md", "docs/evaluation.md", "docs/operating.md"} {
		for _, name := range regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(readRoot(t, doc), -1) {
			if !strings.Contains(tests.String(), "func "+name+"(") {
				t.Errorf("%s names %s, which is no test", doc, name)
			}
		}
	}
}

func readRoot(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
