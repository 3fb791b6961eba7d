package french_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"propos/corpus"
	"propos/retrieval/french"
)

type evalQuestion struct {
	ID, Question, Speaker, Topic, Kind, Text string
	Relevant, Answers                        []string
}

// evalQuestions reads a question file of the evaluation data; it skips the test where there is none, except in CI.
func evalQuestions(t testing.TB, name string) []evalQuestion {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "eval", filepath.FromSlash(name))
	f, err := os.Open(path)
	if os.IsNotExist(err) && os.Getenv("CI") != "true" {
		t.Skip("no evaluation data beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []evalQuestion
	s := bufio.NewScanner(f)
	for s.Buffer(nil, 1<<20); s.Scan(); {
		var q evalQuestion
		if err := json.Unmarshal(s.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, q)
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPIAFAnswerSpans: in the sentence that holds the answer, some span of the kind asked for lies on the answer.
func TestPIAFAnswerSpans(t *testing.T) {
	passages := make(map[string]string)
	for _, p := range evalQuestions(t, "retrieval/piaf/passages.jsonl") {
		passages[p.ID] = p.Text
	}
	var asked, found = make(map[french.AnswerKind]int), make(map[french.AnswerKind]int)
	for _, q := range evalQuestions(t, "retrieval/piaf/queries.jsonl") {
		kind := french.Question(q.Question).Kind
		text := passages[q.Relevant[0]]
		at := strings.Index(text, q.Answers[0])
		if at < 0 {
			continue
		}
		answer := corpus.Span{Start: at, End: at + len(q.Answers[0])}
		asked[kind]++
		for _, s := range french.Sentences(text) {
			if s.Overlaps(answer) && slices.ContainsFunc(french.AnswerSpans(kind, s.Of(text)), func(a corpus.Span) bool {
				return answer.Overlaps(corpus.Span{Start: a.Start + s.Start, End: a.End + s.Start})
			}) {
				found[kind]++
				break
			}
		}
	}
	for kind, floor := range map[french.AnswerKind]float64{french.KindDate: .88, french.KindNumber: .84, french.KindPerson: .76, french.KindPlace: .65} {
		share := float64(found[kind]) / float64(asked[kind])
		if t.Logf("%s: %.3f of %d", kind, share, asked[kind]); share < floor {
			t.Errorf("%s: %.3f, want %.2f", kind, share, floor)
		}
	}
	t.Log(asked, found)
}

// TestQuotedQuestions: the speaker and the topic of every « Qu'a déclaré X au sujet de : Y ? » are told apart, also without
// accents, apostrophes and capitals.
func TestQuotedQuestions(t *testing.T) {
	questions := evalQuestions(t, "retrieval/quoted/queries.jsonl")
	for _, form := range []struct {
		name string
		make func(string) string
	}{
		{"as given", func(s string) string { return s }},
		{"typed", func(s string) string { return strings.ReplaceAll(french.Fold(s), "'", "") }},
	} {
		right := 0
		for _, q := range questions {
			text := form.make(q.Question)
			a := french.Question(text)
			if a.Kind == french.KindQuote && french.PlaceKey(of(text, a.Speaker)) == french.PlaceKey(form.make(q.Speaker)) &&
				strings.HasSuffix(french.PlaceKey(form.make(q.Topic)), french.PlaceKey(of(text, a.Topic))) {
				right++
			} else if t.Logf("%s: speaker %q topic %q", q.ID, of(text, a.Speaker), of(text, a.Topic)); testing.Verbose() {
				t.Log(text)
			}
		}
		if share := float64(right) / float64(len(questions)); share < .99 {
			t.Errorf("%s: %.3f of %d questions read rightly", form.name, share, len(questions))
		} else {
			t.Logf("%s: %.3f of %d", form.name, share, len(questions))
		}
	}
}

// TestPIAFKinds prints how many encyclopedia questions ask for each kind of answer; hardly any asks for words.
func TestPIAFKinds(t *testing.T) {
	counts := make(map[french.AnswerKind]int)
	questions := evalQuestions(t, "retrieval/piaf/queries.jsonl")
	for i, q := range questions {
		a := french.Question(q.Question)
		counts[a.Kind]++
		if i%38 == 0 || a.Kind == french.KindQuote {
			t.Logf("%-10s focus %-12q speaker %-12q topic %-12q %s", a.Kind, of(q.Question, a.Focus), of(q.Question, a.Speaker), of(q.Question, a.Topic), q.Question)
		}
	}
	t.Log(counts)
	if n := counts[french.KindQuote]; n*20 > len(questions) {
		t.Errorf("%d of %d questions ask for words", n, len(questions))
	}
}
