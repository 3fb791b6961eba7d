package eval_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"propos/retrieval"
	"propos/retrieval/eval"
)

const questions = `{"id":"a","question":"Que dit Lavrov ?","relevant":["1"],"evidence":["notre partenaire"],"speaker":"Sergueï Lavrov","kind":"quote"}
{"id":"b","question":"Quand ?","relevant":["2","3"],"kind":"when"}
{"id":"c","question":"Ratatouille ?","kind":"none"}
{"id":"d","question":"Combien ?","answers":["600"],"kind":"number"}
`

func results(t *testing.T, answers map[string]retrieval.Answer) map[string]eval.Result {
	t.Helper()
	asked, err := eval.ReadQuestions(strings.NewReader(questions))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(_ context.Context, q retrieval.Question) (retrieval.Answer, error) { return answers[q.Text], nil }
	list, err := eval.Ask(t.Context(), ask, asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]eval.Result{}
	for _, r := range list {
		out[r.Question.ID] = r
	}
	return out
}

func answered(text, speaker string, ranked ...string) retrieval.Answer {
	return retrieval.Answer{Reason: retrieval.ReasonAnswered, Ranked: ranked, Took: time.Millisecond,
		Citations: []retrieval.Citation{{Text: text, Speaker: speaker}}}
}

func TestFaults(t *testing.T) {
	right := results(t, map[string]retrieval.Answer{
		"Que dit Lavrov ?": answered("«La Turquie est notre partenaire»", "Sergueï Lavrov", "1"),
		"Quand ?":          answered("Hier.", "", "3", "9"),
		"Combien ?":        answered("Plus de 600 morts.", ""),
	})
	for id, r := range right {
		if fault := r.Fault(); fault != "" {
			t.Errorf("%s: %s", id, fault)
		}
	}
	wrong := results(t, map[string]retrieval.Answer{
		"Que dit Lavrov ?": answered("notre partenaire", "Vladimir Poutine", "1"),
		"Quand ?":          answered("Hier.", "", "9", "2"),
		"Ratatouille ?":    answered("Des courgettes.", ""),
		"Combien ?":        answered("Beaucoup.", ""),
	})
	for id, want := range map[string]eval.Fault{"a": eval.WrongSpeaker, "b": eval.WrongArticle, "c": eval.WronglyAnswered, "d": eval.WrongExcerpt} {
		if got := wrong[id].Fault(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	for id, r := range results(t, nil) {
		if want := map[bool]eval.Fault{true: eval.WronglyRefused}[id != "c"]; r.Fault() != want {
			t.Errorf("%s refused: %q", id, r.Fault())
		}
	}
}

func TestSum(t *testing.T) {
	got := results(t, map[string]retrieval.Answer{
		"Que dit Lavrov ?": answered("notre partenaire", "Sergueï Lavrov", "1"),
		"Quand ?":          answered("Hier.", "", "9", "2", "3"),
		"Ratatouille ?":    answered("Des courgettes.", ""),
	})
	s := eval.Sum([]eval.Result{got["a"], got["b"], got["c"], got["d"]})
	if s.Questions != 4 || s.Answerable != 3 || s.Refused != 1 || s.Answered != 1 || s.Judged != 2 || s.FirstHolds != 1 {
		t.Errorf("counts: %+v", s)
	}
	if s.R1 != .5 || s.R3 != 1 || s.MRR != .75 {
		t.Errorf("scores: %+v", s.Scores)
	}
	if s := eval.Sum(nil); s.Questions != 0 || s.P99 != 0 {
		t.Errorf("of nothing: %+v", s)
	}
}
