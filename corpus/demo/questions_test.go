package demo_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"propos/corpus/demo"
)

// question is a line of questions.jsonl, the golden questions on the built-in articles. Any of Evidence must stand in the
// first citation; kind "none" must be refused; Follows is the id of the question that this one follows.
type question struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind"`
	Question string   `json:"question"`
	Articles []string `json:"articles"`
	Evidence []string `json:"evidence"`
	Speaker  *string  `json:"speaker"`
	Follows  string   `json:"follows"`
}

// TestQuestions checks the golden questions themselves: what they expect can be found in the articles that they name.
func TestQuestions(t *testing.T) {
	bodies := map[string]string{}
	for _, a := range demo.Articles() {
		bodies[a.ID] = a.Body
	}
	seen, none := map[string]bool{}, 0
	questions := readQuestions(t)
	for _, q := range questions {
		if q.ID == "" || q.Question == "" || seen[q.ID] || (q.Follows != "" && !seen[q.Follows]) {
			t.Errorf("%+v: id or question is empty, the id is used twice, or it follows no earlier question", q)
		}
		seen[q.ID] = true
		if q.Kind == "none" {
			none++
		}
		if (q.Kind == "none") != (len(q.Evidence) == 0) || len(q.Articles) > 0 != (len(q.Evidence) > 0) {
			t.Errorf("%s: only the kind none has neither articles nor evidence", q.ID)
		}
		for _, evidence := range q.Evidence {
			if !anyHolds(bodies, q.Articles, evidence) {
				t.Errorf("%s: %q stands in none of %v", q.ID, evidence, q.Articles)
			}
		}
	}
	if none*4 < len(questions) {
		t.Errorf("%d of %d questions cannot be answered, want a quarter", none, len(questions))
	}
}

func anyHolds(bodies map[string]string, ids []string, words string) bool {
	for _, id := range ids {
		if strings.Contains(bodies[id], words) {
			return true
		}
	}
	return false
}

func readQuestions(t *testing.T) []question {
	t.Helper()
	f, err := os.Open("questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var questions []question
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatalf("line %d: %v", len(questions)+1, err)
		}
		questions = append(questions, q)
	}
	return questions
}
