package cli_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the table of imports: for each package of the module, the other packages of the module and the modules
// outside the standard library that its files import, all of them and no other. Tests are free. "*" is any package of Propos.
var allowed = map[string][]string{
	".":                         {"bot/cli"},
	"config":                    {},
	"corpus":                    {"golang.org/x/text"},
	"corpus/archive":            {"corpus", "corpus/intake", "golang.org/x/text"},
	"corpus/demo":               {"corpus"},
	"corpus/intake":             {"corpus", "corpus/intake/boilerplate", "corpus/intake/page", "golang.org/x/text"},
	"corpus/intake/fetch":       {"code.dny.dev/ssrf"},
	"corpus/intake/feed":        {"corpus", "corpus/intake", "github.com/mmcdole/gofeed", "golang.org/x/net"},
	"corpus/intake/page":        {"corpus", "corpus/intake/boilerplate", "github.com/go-shiori/go-readability", "golang.org/x/net", "golang.org/x/text"},
	"corpus/intake/boilerplate": {},
	"corpus/store":              {"corpus", "modernc.org/sqlite", "golang.org/x/text"},
	"corpus/store/datadir":      {"corpus/store"},
	"retrieval":                 {"corpus", "retrieval/french", "retrieval/index", "retrieval/quote", "golang.org/x/sync"},
	"retrieval/eval":            {"corpus", "corpus/intake", "golang.org/x/sync", "retrieval", "retrieval/french", "retrieval/jsonl"},
	"retrieval/french":          {"corpus", "github.com/kljensen/snowball", "golang.org/x/text"},
	"retrieval/index":           {"corpus", "retrieval/french", "github.com/blevesearch", "go.etcd.io/bbolt"},
	"retrieval/quote":           {"corpus", "retrieval/french"},
	"retrieval/jsonl":           {},
	"retrieval/quote/score":     {"corpus", "retrieval/french", "retrieval/jsonl"},
	"retrieval/remote":          {"retrieval"},
	"bot":                       {"corpus", "corpus/archive", "corpus/intake", "corpus/store", "retrieval", "retrieval/french", "bot/clock", "bot/desk", "bot/phrase", "bot/reply", "github.com/bwmarrin/discordgo", "github.com/gorilla/websocket", "golang.org/x/sync", "golang.org/x/time"},
	"bot/cli":                   {"*", "github.com/alecthomas/kong", "golang.org/x/sync", "golang.org/x/term"},
	"bot/clock":                 {},
	"bot/desk":                  {"corpus", "corpus/archive", "corpus/intake", "corpus/intake/fetch", "corpus/intake/feed", "corpus/store", "retrieval", "retrieval/french", "retrieval/index", "retrieval/quote", "golang.org/x/sync"},
	"bot/discordtest":           {"github.com/gorilla/websocket", "github.com/santhosh-tekuri/jsonschema"},
	"bot/health":                {"github.com/prometheus/client_golang"},
	"bot/phrase":                {"corpus", "corpus/intake", "corpus/intake/fetch", "retrieval"},
	"bot/reply":                 {"corpus", "retrieval", "retrieval/french", "bot/phrase"},
}

// readers are the functions of package os that read the environment. Package config alone may use them;
// main hands os.Environ to it through the command line.
var readers = []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv"}

// topLevel is what the repository may have at its top, beside files whose names begin with a dot.
var topLevel = strings.Fields("bot retrieval corpus config docs go.mod go.sum main.go Dockerfile compose.yaml README.md CHANGELOG.md LICENSE")

// TestTopLevel: the first look at the repository finds the rooms that it is known by, and no other.
func TestTopLevel(t *testing.T) {
	c := exec.Command("git", "ls-files", "-z")
	c.Dir = filepath.Join("..", "..")
	listed, err := c.Output()
	if err != nil {
		t.Skipf("skipped: this is no clone: %v", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(listed), "\x00"), "\x00") {
		if top, _, _ := strings.Cut(name, "/"); !strings.HasPrefix(top, ".") && !slices.Contains(topLevel, top) {
			t.Errorf("%s has no place at the top", name)
		}
	}
}

// TestImports holds the table above, which is the layout of the project: imports run one way, and each library is known
// by one package only. A new package or a new import is a line here, and a reason in the commit; what nothing imports any more leaves it.
func TestImports(t *testing.T) {
	root := filepath.Join("..", "..")
	imported := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.IsDir(), !strings.HasSuffix(name, ".go"), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		pkg, paths := checkFile(t, root, name)
		imported[pkg] = append(imported[pkg], paths...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg, line := range allowed {
		for _, entry := range line {
			if !slices.ContainsFunc(imported[pkg], func(p string) bool { return mayImport([]string{entry}, p) && !standard(p) }) {
				t.Errorf("the table lets package %s import %s, which it does not", pkg, entry)
			}
		}
	}
}

// checkFile reports each import and each reading of the environment that the table does not allow in the file's package. It returns the
// package and what the file imports.
func checkFile(t *testing.T, root, name string) (pkg string, imports []string) {
	t.Helper()
	dir, err := filepath.Rel(root, filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	pkg = filepath.ToSlash(dir)
	table, known := allowed[pkg]
	if !known {
		t.Errorf("%s: package %s is not in the table of imports", name, pkg)
		return pkg, nil
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		imports = append(imports, imported)
		if !mayImport(table, imported) {
			t.Errorf("%s: package %s may not import %s", name, pkg, imported)
		}
	}
	for _, function := range environment(file) {
		if pkg != "config" && (pkg != "." || function != "Environ") && !forTests(pkg) {
			t.Errorf("%s: os.%s: only package config reads the environment", name, function)
		}
	}
	return pkg, imports
}

// mayImport reports whether the table's line allows the import. The standard library, whose paths begin without a dot, is free.
func mayImport(line []string, imported string) bool {
	if own, ok := strings.CutPrefix(imported, "propos/"); ok {
		return slices.Contains(line, own) || slices.Contains(line, "*") && !forTests(own)
	}
	if standard(imported) {
		return true
	}
	return slices.ContainsFunc(line, func(module string) bool {
		return imported == module || strings.HasPrefix(imported, module+"/")
	})
}

// standard reports whether the import is of the standard library.
func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return first != "propos" && !strings.Contains(first, ".")
}

// forTests reports whether the package is one that only tests import.
func forTests(pkg string) bool { return strings.HasSuffix(pkg, "test") }

// environment returns the functions of package os that the file uses to read the environment.
func environment(file *ast.File) []string {
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && x.Name == "os" && slices.Contains(readers, selector.Sel.Name) {
				found = append(found, selector.Sel.Name)
			}
		}
		return true
	})
	return found
}

// TestImportsRunOneWay checks the table itself: no package can reach itself through it.
func TestImportsRunOneWay(t *testing.T) {
	var visit func(pkg string, trail []string)
	visit = func(pkg string, trail []string) {
		if slices.Contains(trail, pkg) {
			t.Errorf("the table has a circle: %s", path.Join(append(trail, pkg)...))
			return
		}
		for _, next := range allowed[pkg] {
			if _, own := allowed[next]; own {
				visit(next, append(slices.Clone(trail), pkg))
			}
		}
	}
	for pkg := range allowed {
		visit(pkg, nil)
	}
}
