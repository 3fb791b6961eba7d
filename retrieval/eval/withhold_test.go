package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"propos/retrieval"
	"propos/retrieval/eval"
)

// Every article that answers is withheld in one turn of four, whole groups and single articles of the others; what nothing answers any more
// must be refused, and articles that answer nothing always stay.
func TestWithheld(t *testing.T) {
	var articles, questions strings.Builder
	for group := range 12 {
		for part := range 3 {
			fmt.Fprintf(&articles, `{"id":"g%d-%d","article":"g%d","title":"Titre","text":"Le texte numéro %d du groupe %d."}`+"\n", group, part, group, part, group)
			fmt.Fprintf(&questions, `{"id":"q%d-%d","question":"Quel texte ?","relevant":["g%d-%d"]}`+"\n", group, part, group, part)
		}
	}
	articles.WriteString(`{"id":"other","title":"Titre","text":"Un autre texte."}` + "\n")
	data := written(t, map[string]string{"articles.jsonl": articles.String(), "questions.jsonl": questions.String()})
	var specs []eval.SetSpec
	for turn := 1; turn <= 4; turn++ {
		specs = append(specs, eval.SetSpec{Name: fmt.Sprint("turn ", turn), Questions: "questions.jsonl", Articles: []string{"articles.jsonl"}, Withheld: turn})
	}
	sets := opened(t, data, specs)
	refused := map[string]int{}
	for _, s := range sets {
		answerable := 0
		for _, q := range s.Questions {
			if q.ShouldAnswer() {
				answerable++
			} else {
				refused[q.ID]++
			}
		}
		a, err := s.Ask(t.Context(), retrieval.Question{Text: "Quel texte ?"})
		if err != nil || a.Holdings.Articles != answerable+1 {
			t.Errorf("%s: %d articles, %v; want one for each of %d questions and the other", s.Name, a.Holdings.Articles, err, answerable)
		}
	}
	for group := range 12 {
		for part := range 3 {
			if n := refused[fmt.Sprintf("q%d-%d", group, part)]; n < 1 || n > 2 {
				t.Errorf("question %d-%d is refused in %d turns, want one, or two: with its group and alone", group, part, n)
			}
		}
	}
}
