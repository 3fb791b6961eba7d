package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestEveryHelp: each command, and each command of a group, explains itself, in French as it is typeset, within the width.
func TestEveryHelp(t *testing.T) {
	_, all, _ := run(t.TempDir(), "", "--help")
	commands := commandsIn(all)
	if len(commands) < 20 {
		t.Fatalf("only %d commands: %s", len(commands), all)
	}
	for i := 0; i < len(commands); i++ {
		command := commands[i]
		code, shown, stderr := run(t.TempDir(), "", append(strings.Fields(command), "--help")...)
		if code != 0 || stderr != "" || !strings.Contains(shown, "Usage\u00a0: propos "+command) {
			t.Errorf("%s: code %d: %s%s", command, code, shown, stderr)
		}
		if strings.Contains(shown, "COMMANDE") {
			for _, of := range commandsIn(shown) {
				commands = append(commands, command+" "+of)
			}
		}
		for line := range strings.Lines(shown) {
			if at := faults.FindString(line); at != "" {
				t.Errorf("%s --help: %q in %q", command, at, line)
			}
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 100 && !strings.Contains(line, "Usage") {
				t.Errorf("%s --help: a line of %d columns: %q", command, n, line)
			}
		}
	}
}

// commandsIn are the commands that a help lists.
func commandsIn(help string) (commands []string) {
	for _, m := range regexp.MustCompile(`(?m)^  ([a-z]+) `).FindAllStringSubmatch(help, -1) {
		commands = append(commands, m[1])
	}
	return commands
}

// TestSentencesAreSet: a sentence that is written without phrase's help is typeset already.
func TestSentencesAreSet(t *testing.T) {
	set := map[string]bool{"Fine": true, "Say": true, "say": true, "remark": true, "usage": true, "said": true, "good": true, "fault": true, "detailed": true, "each": true, "paragraph": true}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || set[called(call)] {
				return !ok
			}
			for _, arg := range call.Args {
				if literal, ok := arg.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					if text, _ := strconv.Unquote(literal.Value); french.MatchString(text) && faults.MatchString(text) {
						t.Errorf("%s: %q is not set", name, text)
					}
				}
			}
			return true
		})
	}
}

// french tells our sentences from names, keys and patterns.
var french = regexp.MustCompile(`[a-zéè]{2,} [a-zéèà]{2,}`)

// called is the name of the function or method of a call.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
