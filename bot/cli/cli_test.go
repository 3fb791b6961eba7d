package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"propos/bot/cli"
	"propos/bot/phrase"
)

// TestMain makes this binary the program itself, for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"propos": func() { os.Exit(cli.Main(os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs every testdata/*.txtar. A script starts in an empty home; beside the usual commands it has
// "code N propos …", which wants exactly that exit code, "out" and "err", which are "stdout" and "stderr" with the same arguments but
// take a no-break space for a space, "typography", which checks the sentences of the last command, and
// "jsonlines key,key…", which wants standard output to be JSON objects with exactly these keys, and "waits", which leaves in the
// collection what people hand over in Discord.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("PROPOS_DATA_DIR", filepath.Join(env.WorkDir, "data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": wantCode, "out": output("stdout"), "err": output("stderr"), "typography": typography, "jsonlines": jsonLines, "mkfile": mkfile, "waits": waits,
		},
	})
}

// wantCode runs a command and wants its exit code to be the first argument.
func wantCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// output wants a pattern in a stream: "out PATTERN", "! out PATTERN", "out -count=N PATTERN".
func output(stream string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		count := -1
		if n, ok := strings.CutPrefix(args[0], "-count="); ok {
			_, err := fmt.Sscan(n, &count)
			ts.Check(err)
			args = args[1:]
		}
		text := strings.NewReplacer(phrase.NoBreak, " ", phrase.ThinNoBreak, " ").Replace(ts.ReadFile(stream))
		pattern, err := regexp.Compile("(?m)" + args[0])
		ts.Check(err)
		found := len(pattern.FindAllString(text, -1))
		if count >= 0 && found != count || count < 0 && (found > 0) == neg {
			ts.Fatalf("%d matches of %q in %s", found, args[0], stream)
		}
	}
}

// faults of typography: an apostrophe that is not curled, an ordinary space where French has a no-break one, three dots.
var faults = regexp.MustCompile(`\pL'\pL|« | »| [;:!?](\s|$)|\.\.\.`)

// typography wants the sentences of the last command to be set as French is.
func typography(ts *testscript.TestScript, _ bool, _ []string) {
	for _, stream := range []string{"stdout", "stderr"} {
		for line := range strings.Lines(ts.ReadFile(stream)) {
			if at := faults.FindStringIndex(line); at != nil {
				ts.Fatalf("%s: %q in %q", stream, line[at[0]:at[1]], line)
			}
		}
	}
}

// jsonLines wants every line of standard output to be an object with exactly the keys given.
func jsonLines(ts *testscript.TestScript, _ bool, args []string) {
	want := strings.Split(args[0], ",")
	slices.Sort(want)
	lines := 0
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		lines++
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			ts.Fatalf("line %d: %v: %s", lines, err, line)
		}
		var keys []string
		for key, value := range object {
			keys = append(keys, key)
			if string(value) == "null" {
				ts.Fatalf("line %d: %s is null", lines, key)
			}
		}
		if slices.Sort(keys); !slices.Equal(keys, want) {
			ts.Fatalf("line %d: keys %v, want %v", lines, keys, want)
		}
	}
	if len(args) > 1 && args[1] != fmt.Sprint(lines) {
		ts.Fatalf("%d lines, want %s", lines, args[1])
	}
}

// mkfile writes N bytes of a kind: "mkfile NAME zeros 4096".
func mkfile(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[2], &n)
	ts.Check(err)
	fill := map[string]string{"zeros": "\x00", "words": "le chat de la voisine dort dans le jardin. "}[args[1]]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(fill), n/len(fill)), 0o600))
}
