package retrieval_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"propos/corpus"
	"propos/corpus/demo"
	"propos/retrieval"
)

// secret is a word of the article that is erased, and of no other.
const secret = "Zanzibarville"

// inFiles reports whether a file below dir has the word, folded as an index keeps it or as it was written.
func inFiles(t *testing.T, dir, word string) (found bool) {
	t.Helper()
	check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found = found || bytes.Contains(bytes.ToLower(raw), bytes.ToLower([]byte(word)))
		return err
	}))
	return found
}

// TestErasedLeavesFiles: after Sync nobody finds what was erased, after Settle it is in no file, what came meanwhile is there, and
// a library that ends before the work is done leaves it to the next.
func TestErasedLeavesFiles(t *testing.T) {
	for name, interrupted := range map[string]bool{"at once": false, "after an end in the middle": true} {
		t.Run(name, func(t *testing.T) {
			s, dir, want := onDisk(t)
			ctx := context.Background()
			put(t, s, "local", corpus.Article{ID: "secret", Body: "Le maire de " + secret + " a signé le traité du lac avec le préfet de la région."})
			l := retrieval.New(s, retrieval.Options{Dir: dir})
			synced(t, l, "local")
			if !inFiles(t, dir, secret) {
				t.Fatal("the test's word is in no file before")
			}
			check(t, s.Erase(ctx, "local", "", "secret"))
			synced(t, l, "local")
			if a, err := l.Ask(ctx, "local", retrieval.Question{Text: "Qui est le maire de " + secret + " ?"}); err != nil || a.Answered() || len(a.Related) > 0 && a.Related[0].Article.ID == "secret" {
				t.Fatalf("after the erasure: %+v, %v", a, err)
			}
			late := demo.Articles()[0]
			late.ID, late.Title = "late", "Un article venu entre-temps"
			put(t, s, "local", late)
			if interrupted {
				check(t, l.Close())
				l = retrieval.New(s, retrieval.Options{Dir: dir})
			}
			defer l.Close()
			synced(t, l, "local")
			check(t, l.Settle(ctx, "local"))
			if inFiles(t, dir, secret) {
				t.Error("the erased word is in a file")
			}
			check(t, s.Erase(ctx, "local", "", "late"))
			synced(t, l, "local")
			check(t, l.Settle(ctx, "local"))
			equal(t, "after two erasures", answers(t, l, "local"), want)
		})
	}
}
