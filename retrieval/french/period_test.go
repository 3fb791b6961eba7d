package french_test

import (
	"testing"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

func TestQuestionPeriod(t *testing.T) {
	today := corpus.Date{Year: 2024, Month: 5, Day: 15} // a Wednesday
	for _, tt := range []struct {
		in, from, to string
		kind         french.PeriodKind
		words        string
		latest       bool
	}{
		{"Que s'est-il passé en octobre 2020 ?", "2020-10-01", "2020-10-31", "in", "en octobre 2020", false},
		{"Qu'a dit Lavrov depuis mars ?", "2024-03-01", "", "since", "depuis mars", false},
		{"et avant 2022 ?", "", "2021-12-31", "before", "avant 2022", false},
		{"avant la guerre de 2020", "", "2020-12-31", "before", "avant la guerre de 2020", false},
		{"entre 2019 et 2021", "2019-01-01", "2021-12-31", "between", "entre 2019 et 2021", false},
		{"entre mars 2020 et juin 2021", "2020-03-01", "2021-06-30", "between", "entre mars 2020 et juin 2021", false},
		{"au printemps 2021", "2021-03-01", "2021-06-21", "in", "au printemps 2021", false},
		{"cette année", "2024-01-01", "2024-12-31", "in", "cette année", false},
		{"la semaine dernière", "2024-05-06", "2024-05-12", "in", "la semaine dernière", false},
		{"Le mois dernier, qui ?", "2024-04-01", "2024-04-30", "in", "Le mois dernier", false},
		{"depuis l'été 2023", "2023-06-01", "", "since", "depuis l'été 2023", false},
		{"en novembre", "2023-11-01", "2023-11-30", "in", "en novembre", false},
		{"Qu'a dit Macron récemment ?", "", "", "", "récemment", true},
		{"Quel est le dernier sommet ?", "", "", "", "dernier", true},
		{"en août dernier", "2023-08-01", "2023-08-31", "in", "en août dernier", false},
		{"le 29 février", "2024-02-29", "2024-02-29", "in", "le 29 février", false},
		{"après le 9 novembre 2020", "2020-11-10", "", "after", "après le 9 novembre 2020", false},
		{"Qu'est-ce que l'OTSC ?", "", "", "", "", false},
	} {
		p := french.QuestionPeriod(tt.in, today)
		words := ""
		if len(p.Spans) > 0 {
			words = p.Spans[0].Of(tt.in)
		}
		if p.Period.From.String() != tt.from || p.Period.To.String() != tt.to || p.Kind != tt.kind || words != tt.words || p.Latest != tt.latest {
			t.Errorf("QuestionPeriod(%q) = %+v, words %q", tt.in, p, words)
		}
	}
}

func FuzzQuestionPeriod(f *testing.F) {
	f.Add("entre mars 2020 et juin", 2024, 5, 15)
	f.Add("depuis le 29 février, il y a trois mois, avant 1001", 1, 1, 1)
	f.Fuzz(func(t *testing.T, text string, y, m, d int) {
		today := corpus.Date{Year: y, Month: m, Day: d}
		if !utf8.ValidString(text) || today.Check() != nil {
			return
		}
		p := french.QuestionPeriod(text, today)
		if p.Period.From.Check() != nil || p.Period.To.Check() != nil || !p.Period.To.IsZero() && p.Period.From.Compare(p.Period.To) > 0 {
			t.Fatalf("QuestionPeriod(%q, %v) = %+v", text, today, p)
		}
		for _, s := range p.Spans {
			if !s.Valid(text) {
				t.Fatalf("QuestionPeriod(%q, %v) = %+v", text, today, p)
			}
		}
	})
}
