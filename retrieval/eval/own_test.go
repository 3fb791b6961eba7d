package eval_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"propos/retrieval/eval"
)

// TestOwnQuestions asks questions that we wrote ourselves, after reading, of the news articles of the evaluation data: some of each kind, and
// some that must be refused. The golden file lists what became of each. It indexes 16,897 articles: it runs with EVAL_TESTS=1.
func TestOwnQuestions(t *testing.T) {
	if os.Getenv("EVAL_TESTS") == "" {
		t.Skip("indexing the news takes a minute: set EVAL_TESTS=1")
	}
	data := evaluationData(t)
	questions, err := filepath.Abs("testdata/own.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if questions, err = filepath.Rel(data, questions); err != nil {
		t.Fatal(err)
	}
	sets := opened(t, data, []eval.SetSpec{{Name: "own", Questions: questions, Articles: []string{"news/articles.jsonl.gz"}}})
	results, err := eval.Ask(t.Context(), sets[0].Ask, sets[0].Questions, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range results {
		fmt.Fprintf(&b, "%s  %-10s  %s\n", r.Question.ID, r.Question.Kind, cmp.Or(string(r.Fault()), "right"))
	}
	compare(t, "testdata/own.golden", b.String())
}

// evaluationData returns the absolute path of the evaluation data beside the module; without it the test is skipped, or fails where CI is set.
func evaluationData(t *testing.T) string {
	t.Helper()
	data, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "eval"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the evaluation data is missing: %v", err)
		}
		t.Skip("the evaluation data (../shared/eval) is not here")
	}
	return data
}
