package eval_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/eval"
)

var update = flag.Bool("update", false, "write the golden figures anew")

// TestEvalFigures fits ranking and refusing by cross-validation on every set of the evaluation data, and compares the figures with the
// golden file, so that no change moves them unseen. It takes minutes: it runs with EVAL_TESTS=1.
func TestEvalFigures(t *testing.T) {
	if os.Getenv("EVAL_TESTS") == "" {
		t.Skip("the figures take minutes: set EVAL_TESTS=1")
	}
	data := evaluationData(t)
	f, err := os.Open("testdata/sets.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	specs, err := eval.ReadSetSpecs(f)
	if err != nil {
		t.Fatal(err)
	}
	sets := opened(t, data, specs)
	fitted, err := eval.Fit(t.Context(), sets, eval.Options{Progress: func(doing string) { t.Log(doing) }})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/figures.golden", fitted.Table())
}

// compare compares with a golden file, or writes it.
func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the figures moved (run with -update to accept):\n%s", diff)
	}
}

// opened opens sets until the test ends.
func opened(t *testing.T, data string, specs []eval.SetSpec) []*eval.Set {
	t.Helper()
	sets, err := eval.OpenSets(t.Context(), specs, data, t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eval.CloseSets(sets); err != nil {
			t.Error(err)
		}
	})
	return sets
}

// written writes files of a set into a folder of their own.
func written(t *testing.T, files map[string]string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
