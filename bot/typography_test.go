package bot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plainTyping is what French typography does not leave in a text that people read: an ordinary space before a high sign or
// inside guillemets, a straight apostrophe between letters, three dots.
var plainTyping = regexp.MustCompile(`\pL [:;!?»]|« |\pL'\pL|\.\.\.`)

// setters are the functions that set the type of their arguments (phrase.Fine does it, the others call it), and those whose
// arguments are English for the log.
var setters = []string{"Say", "Fine", "say", "slash", "text", "line", "refusal", "Errorf", "New", "Error", "Warn", "Info", "Debug"}

// TestTypography: every text of our own passes through phrase.Fine on its way to people, or is typed as printed. A constant
// counts as text when its use is one of those calls.
func TestTypography(t *testing.T) {
	for _, dir := range []string{".", "reply"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		var parsed []*ast.File
		for _, name := range files {
			if !strings.HasSuffix(name, "_test.go") {
				f, err := parser.ParseFile(set, name, nil, 0)
				if err != nil {
					t.Fatal(err)
				}
				parsed = append(parsed, f)
			}
		}
		good := setTexts(parsed)
		for _, f := range parsed {
			for text, at := range literals(f) {
				if plainTyping.MatchString(text.value) && !good[text.pos] {
					t.Errorf("%s: %q is not set as French typography has it: use phrase.Fine or phrase.Say", set.Position(at), text.value)
				}
			}
		}
	}
}

type literal struct {
	value string
	pos   token.Pos
}

// literals lists the texts of a file, struct tags and imports left out.
func literals(f *ast.File) map[literal]token.Pos {
	found := map[literal]token.Pos{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec, *ast.Field:
			return false
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				value, _ := strconv.Unquote(n.Value)
				found[literal{value, n.Pos()}] = n.Pos()
			}
		}
		return true
	})
	return found
}

// setTexts returns where the texts stand that are arguments of a setter, or constants that are.
func setTexts(files []*ast.File) map[token.Pos]bool {
	constants := map[string]token.Pos{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == len(v.Names) {
				for i, name := range v.Names {
					constants[name.Name] = v.Values[i].Pos()
				}
			}
			return true
		})
	}
	good := map[token.Pos]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !slices.Contains(setters, called(call)) {
				return true
			}
			for _, argument := range call.Args {
				ast.Inspect(argument, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.BasicLit:
						good[n.Pos()] = true
					case *ast.Ident:
						good[constants[n.Name]] = true
					}
					return true
				})
			}
			return true
		})
	}
	return good
}

// called returns the name of the function that a call calls.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
