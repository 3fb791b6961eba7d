package intake_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus/intake"
	"propos/corpus/intake/boilerplate"
)

// Every line that is cut from 16,897 news articles was looked at: each is furniture. A rule that cuts one more must be looked at again.
func TestNewsCuts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of articles")
	}
	f, err := os.Open(sharedFile(t, "eval/news/articles.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := map[boilerplate.Rule]int{}
	for d, err := range intake.Read("news", f, intake.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Cut {
			got[c.Rule]++
		}
	}
	want := map[boilerplate.Rule]int{boilerplate.Copyright: 1, boilerplate.Credit: 7, boilerplate.Embed: 14, boilerplate.Related: 7}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines cut by rule (-want +got):\n%s", diff)
	}
}
