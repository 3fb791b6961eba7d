package eval_test

import (
	"flag"
	"os"
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
	sets, err := eval.OpenSets(t.Context(), specs, data, t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := eval.CloseSets(sets); err != nil {
			t.Error(err)
		}
	}()
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
