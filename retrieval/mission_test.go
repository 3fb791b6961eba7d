package retrieval_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"propos/retrieval"
)

// TestMission asks what Propos was made for, on the five founding articles: the first citation holds the evidence and names the
// speaker, and what the articles do not answer is refused. The golden file lists what is wrong, by id.
func TestMission(t *testing.T) {
	b := libraryOf(t, foundingArticles(t))
	right, faults := judge(t, b, readLines[question](t, shared(t, "eval/mission/questions.jsonl")))
	golden(t, "mission.txt", summary(right)+strings.Join(faults, "\n")+"\n")
	for _, kind := range []string{"quote", "typo", "none"} { // who said what, and saying nothing else, is what sets Propos apart
		if n := right[kind]; n[0] < n[1] {
			t.Errorf("of kind %s, %d of %d are right: want all", kind, n[0], n[1])
		}
	}
}

// TestDemoQuestions asks the golden questions on the built-in articles. Which ones are right is a golden file: a change that
// mends or breaks one shows it.
func TestDemoQuestions(t *testing.T) {
	questions := readLines[question](t, filepath.Join("..", "corpus", "demo", "questions.jsonl"))
	right, faults := judge(t, demoLibrary(t), questions)
	golden(t, "demo.txt", summary(right)+strings.Join(faults, "\n")+"\n")
}

// TestNeverSomebodyElse asks for the words of a person who is not quoted: another's words are no answer.
func TestNeverSomebodyElse(t *testing.T) {
	b := demoLibrary(t)
	for _, q := range []string{
		"Qu'a dit Macron sur la Turquie ?", "Que pense Emmanuel Macron de la Turquie ?",
		"Macron a-t-il parlé de la Turquie ?", "Quelle est la position de Macron sur la Turquie ?",
		"Selon Macron, la Turquie est-elle un partenaire ?", "La Turquie est-elle un partenaire d'après Macron ?",
	} {
		a := b.ask(t, retrieval.Question{Text: q})
		if a.Reason != retrieval.ReasonNotCited || len(a.Citations) > 0 {
			t.Errorf("%s: %s with %d citations, want %s with none", q, a.Reason, len(a.Citations), retrieval.ReasonNotCited)
		}
		if !slices.ContainsFunc(a.Others, func(v retrieval.Voice) bool { return v.Speaker == "Sergueï Lavrov" && v.Articles > 0 }) {
			t.Errorf("%s: other voices are %v, want Sergueï Lavrov among them", q, a.Others)
		}
	}
}

// outcomes counts questions, right and all, by kind.
type outcomes map[string][2]int

// judge asks every question, follow-ups after what they follow, and returns how many were right and what was wrong.
func judge(t *testing.T, b *bench, questions []question) (outcomes, []string) {
	t.Helper()
	out, faults := outcomes{}, []string(nil)
	before := map[string]*retrieval.Understood{}
	for _, q := range questions {
		a := b.ask(t, retrieval.Question{Text: q.Text, Before: before[q.Follows]})
		before[q.ID] = &a.Understood
		n := out[q.Kind]
		n[1]++
		if fault := faultOf(q, a); fault == "" {
			n[0]++
		} else {
			faults = append(faults, q.ID+": "+fault)
		}
		out[q.Kind] = n
	}
	return out, faults
}

// faultOf says what is wrong with an answer; "" when it is right.
func faultOf(q question, a retrieval.Answer) string {
	if q.Kind == "none" {
		if a.Answered() {
			return "answered, want a refusal"
		}
		return ""
	}
	if !a.Answered() {
		return "refused: " + string(a.Reason)
	}
	first := a.Citations[0]
	if !slices.ContainsFunc(q.Evidence, func(e string) bool { return strings.Contains(first.Text, e) }) {
		return "the evidence does not stand in the first citation, of " + first.Article.ID
	}
	if q.Speaker != nil && first.Speaker != *q.Speaker {
		return fmt.Sprintf("speaker %q, want %q", first.Speaker, *q.Speaker)
	}
	return ""
}

func summary(o outcomes) string {
	var kinds []string
	for kind := range o {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	var b strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&b, "%-9s %d of %d\n", kind, o[kind][0], o[kind][1])
	}
	return b.String()
}
