package french_test

import (
	"strings"
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
		{"entre juillet et août 2020", "2020-07-01", "2020-08-31", "between", "entre juillet et août 2020", false},
		{"entre novembre et mars 2021", "2020-11-01", "2021-03-31", "between", "entre novembre et mars 2021", false},
		{"entre 2021 et 2019", "2019-01-01", "2021-12-31", "between", "entre 2021 et 2019", false},
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
		{"Quels événements ont marqué l'année 2019 ?", "2019-01-01", "2019-12-31", "in", "l'année 2019", false},
		{"Que s'est-il passé au mois de mars 2024 ?", "2024-03-01", "2024-03-31", "in", "au mois de mars 2024", false},
		{"Que s'est-il passé à la fin de novembre 2020 ?", "2020-11-01", "2020-11-30", "in", "la fin de novembre 2020", false},
		{"Où Lavrov est-il allé avant Bakou en novembre 2020 ?", "2020-11-01", "2020-11-30", "in", "en novembre 2020", false},
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

func TestQuestionPeriodTellsAThing(t *testing.T) {
	for text, want := range map[string]bool{
		"Qui a gagné la guerre de 2020 ?":                true,
		"Que dit l'accord du 10 novembre 2020 ?":         true,
		"Qui a gagné la guerre (2020) ?":                 true,
		"Que prévoit la loi de 1905 ?":                   true,
		"Que s'est-il passé avant la guerre de 2020 ?":   false,
		"Que s'est-il passé au cours de 2020 ?":          false,
		"Que s'est-il passé au mois de mars 2024 ?":      false,
		"Qui a été élu en décembre 2018 ?":               false,
		"Que s'est-il passé à la fin de novembre 2020 ?": false,
	} {
		if p := french.QuestionPeriod(text, corpus.Date{}); p.Told != want || p.Period.IsZero() {
			t.Errorf("QuestionPeriod(%q) = %+v, want told %t", text, p, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for _, tt := range []struct{ text, written, want string }{
		{"Élu le 9 décembre, il part.", "2018-12-11", "2018-12-09/2018-12-09"},
		{"Le vote aura lieu le 9 janvier.", "2018-12-11", "2019-01-09/2019-01-09"},
		{"Élu le 9 décembre, il part.", "2018", ""},
		{"Élu le 9 décembre 2018, il part.", "", "2018-12-09/2018-12-09"},
		{"La guerre de 2020 a duré.", "2023-01-01", "2020-01-01/2020-12-31"},
		{"Hier, il a plu.", "2020-11-21", "2020-11-20/2020-11-20"},
		{"Le mois dernier, il a plu.", "2021-01-05", "2020-12-01/2020-12-31"},
		{"Il a plu.", "2021-01-05", ""},
	} {
		written, err := corpus.ParseDate(tt.written)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range french.Times(tt.text, written) {
			got = append(got, p.From.String()+"/"+p.To.String())
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Times(%q, %s) = %v, want %q", tt.text, tt.written, got, tt.want)
		}
	}
}

func FuzzTimes(f *testing.F) {
	f.Add("hier, le 29 février, en mars 2020 et il y a trois mois", 2024, 2, 29)
	f.Fuzz(func(t *testing.T, text string, y, m, d int) {
		written := corpus.Date{Year: y, Month: m, Day: d}
		if !utf8.ValidString(text) || written.Check() != nil {
			return
		}
		for _, p := range french.Times(text, written) {
			if p.IsZero() || p.From.Check() != nil || p.To.Check() != nil || p.From.Compare(p.To) > 0 {
				t.Fatalf("Times(%q, %v) has %+v", text, written, p)
			}
		}
	})
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
