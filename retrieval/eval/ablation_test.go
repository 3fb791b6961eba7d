package eval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"propos/retrieval"
	"propos/retrieval/eval"
)

// Fit with an ablation, on a few invented articles: every family has a row, every row the figures of the first.
func TestAblation(t *testing.T) {
	var articles, questions strings.Builder
	for i, town := range []string{"Valbrune", "Sermaize", "Corbigny", "Feuillet", "Montrevel", "Largentac"} {
		fmt.Fprintf(&articles, `{"id":"a%d","title":"Le maire","text":"Le maire de %s inaugure le pont numéro %d. La fanfare a joué."}`+"\n", i, town, i)
		fmt.Fprintf(&questions, `{"id":"q%d","question":"Que fait le maire de %s ?","relevant":["a%d"]}`+"\n", i, town, i)
	}
	refused := questions.String() + `{"id":"n1","question":"Que fait le boulanger de Rome ?","kind":"none"}` + "\n" + `{"id":"n2","question":"Que fait le pont de Sibiu ?","kind":"none"}` + "\n"
	data := written(t, map[string]string{"articles.jsonl": articles.String(), "questions.jsonl": questions.String(), "refused.jsonl": refused})
	sets := opened(t, data, []eval.SetSpec{
		{Name: "asked", Questions: "questions.jsonl", Articles: []string{"articles.jsonl"}},
		{Name: "refused", Questions: "refused.jsonl", Articles: []string{"articles.jsonl"}},
	})
	fitted, err := eval.Fit(t.Context(), sets, eval.Options{Ablation: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range [][]eval.Ablated{fitted.Ablation.Ranking, fitted.Ablation.Refusing} {
		for _, r := range rows {
			if len(r.Figures) == 0 || len(r.Figures) != len(rows[0].Figures) || len(r.Columns) != len(r.Figures) {
				t.Errorf("without %s: %v of %v", r.Without, r.Figures, r.Columns)
			}
		}
	}
	table := fitted.Ablation.Table()
	for _, want := range []string{"nothing", "letters", "how far ahead", "refused: none"} {
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
}

// Every feature is of one family.
func TestFamilies(t *testing.T) {
	ranking, refusing := eval.Families()
	for _, tt := range []struct{ families, features []string }{{ranking, retrieval.FeatureNames()}, {refusing, retrieval.RefusalNames()}} {
		slices.Sort(tt.families)
		slices.Sort(tt.features)
		if !slices.Equal(tt.families, tt.features) {
			t.Errorf("the families have %v, the features are %v", tt.families, tt.features)
		}
	}
}
