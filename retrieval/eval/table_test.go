package eval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
	"propos/retrieval/eval"
)

// The table lists the features of refusing by what they add, and says nothing of them where none were fitted.
func TestTableWorth(t *testing.T) {
	f := eval.Fitted{
		Model: retrieval.Model{Refusing: map[string]float64{"gap": 2.5, "names": -1}},
		Worth: []eval.Worth{{Feature: "names", Loss: -.25}, {Feature: "gap", Loss: 3}},
	}
	got := f.Table()
	want := "gap                       2.50  +3.0\nnames                    -1.00  -0.2\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("got:\n%s\nwant at the end:\n%s", got, want)
	}
	if got := (eval.Fitted{}).Table(); strings.Contains(got, "refusing by") {
		t.Errorf("a table of nothing:\n%s", got)
	}
}
