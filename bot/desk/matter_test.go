package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"propos/bot/desk"
	"propos/corpus/store"
)

func TestMatters(t *testing.T) {
	d := open(t, desk.Options{})
	s := d.store
	for _, task := range []store.Task{
		{Kind: store.Question, Text: "Qui dirige la SNCF ?"},
		{Kind: store.Question, Text: "Qu'a dit Lavrov sur la Turquie ?", Asker: "alice"},
		{Kind: store.Report, Text: "Hors sujet", Article: "1", Quote: "q"},
		{Kind: store.Question, Text: "Que dit Lavrov à propos de la Turquie"},
		{Kind: store.Report, Text: "Extrait mal coupé", Article: "1", Quote: "q"},
		{Kind: store.Report, Text: "Extrait mal coupé", Article: "1", Quote: "q"},
		{Kind: store.Report, Text: "Hors sujet", Article: "1", Quote: "another"},
		{Kind: store.Question, Text: "Quand Lavrov est-il allé en Turquie ?"},
		{Kind: store.Question, Text: "Et lui ?"},
		{Kind: store.Question, Text: "Et nous ?"},
	} {
		if _, err := s.AddTask(t.Context(), "c", task); err != nil {
			t.Fatal(err)
		}
	}
	matters, err := d.Matters(t.Context(), "c")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range matters {
		line := fmt.Sprint(m.Kind, " ", m.Tasks, m.Text)
		for _, f := range m.Faults {
			line += fmt.Sprintf(" %s×%d", f.Text, f.People)
		}
		got = append(got, line)
	}
	want := []string{
		"report [3 5 6] Extrait mal coupé×2 Hors sujet×1",
		"report [7] Hors sujet×1",
		"question [2 4]Qu'a dit Lavrov sur la Turquie ?",
		"question [1]Qui dirige la SNCF ?",
		"question [8]Quand Lavrov est-il allé en Turquie ?",
		"question [9]Et lui ?",
		"question [10]Et nous ?",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := d.Finish(t.Context(), "c", "marc", matters[2].Tasks...); err != nil {
		t.Fatal(err)
	}
	left, err := d.Matters(t.Context(), "c")
	if err != nil || len(left) != len(matters)-1 {
		t.Errorf("%d matters are left, %v", len(left), err)
	}
	journal, err := s.Journal(t.Context(), "c", store.Page{})
	if err != nil || len(journal) != 1 || journal[0].By != "marc" || journal[0].Kind != "settle" || journal[0].Subject != "2" {
		t.Errorf("the journal says %+v, %v", journal, err)
	}
}
