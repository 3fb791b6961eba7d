package french_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/french"
)

func TestDates(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"le 9 novembre 2020", "9 novembre 2020=2020-11-09"}, {"lundi 27 février, il", "lundi 27 février=XXXX-02-27"},
		{"Mardi, le 1er mars 1992", "Mardi, le 1er mars 1992=1992-03-01"}, {"remonte au mois de mars 1992", "mars 1992=1992-03"},
		{"en 2020 et 2022", "2020 et 2022=2020-01-01/2022-12-31"}, {"(1988-1994)", "1988-1994=1988-01-01/1994-12-31"},
		{"la guerre de 2020.", "2020=2020"}, {"plus de 2000 personnes", ""}, {"depuis l’été 2023", "été 2023=2023-06-01/2023-09-22"},
		{"12/11/2020", "12/11/2020=2020-11-12"}, {"12.11.2020", "12.11.2020=2020-11-12"}, {"le 2020-11-21", "2020-11-21=2020-11-21"},
		{"au XXIe siècle", "XXIe siècle=2001-01-01/2100-12-31"}, {"le 18e siècle", "18e siècle=1701-01-01/1800-12-31"},
		{"des années 1980 et des années 90", "années 1980=1980-01-01/1989-12-31|années 90=1990-01-01/1999-12-31"},
		{"hier et avant-hier", "hier=~-1day|avant-hier=~-2day"}, {"la semaine dernière", "semaine dernière=~-1week"}, {"cette année", "cette année=~0year"},
		{"il y a trois mois", "il y a trois mois=~-3month"}, {"mardi soir", "mardi=~0weekday"}, {"le mois prochain", "mois prochain=~1month"},
		{"en mars", "mars=XXXX-03"}, {"du 9 au 12 novembre 2020", "9 au 12 novembre 2020=2020-11-09/2020-11-12"}, {"le 31 février 2020", "février 2020=2020-02"},
		{"20 nov. 2020", "20 nov. 2020=2020-11-20"}, {"l'année 2021", "2021=2021"}, {"il a été 2 fois", ""}, {"en mai dernier", "mai dernier=~-1year"},
		{"ce mois-ci", "ce mois-ci=~0month"}, {"il y a un an", "il y a un an=~-1year"}, {"en 1985, à", "1985=1985"}, {"la planète Mars", ""}, {"né en 574 et", "574=0574"}, {"vers 500 av. J.-C.", "500 av. J.-C.=/"}, {"en 300 points", ""},
	} {
		var got []string
		for _, m := range french.Dates(tt.in) {
			got = append(got, m.Of(tt.in)+"="+showDate(m))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("Dates(%q): %s", tt.in, diff)
		}
	}
}

func showDate(m french.DateMention) string {
	switch {
	case m.Relative:
		return fmt.Sprintf("~%d%s", m.Offset, m.Unit)
	case m.Date.IsZero(), !m.Period.IsZero() && m.Period != (corpus.Period{From: m.Date.First(), To: m.Date.Last()}):
		return m.Period.From.String() + "/" + m.Period.To.String()
	}
	return m.Date.String()
}

func FuzzDates(f *testing.F) {
	f.Add("lundi 27 février, le 9 et 10 novembre 2020, il y a trois mois, XXIe siècle, 12/11/2020, années 80")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, m := range french.Dates(text) {
			if m.Start < end || !m.Valid(text) || m.Date.Check() != nil || m.Period.From.Compare(m.Period.To) > 0 {
				t.Fatalf("date %+v of %q", m, text)
			}
			end = m.End
		}
	})
}

func BenchmarkDates(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		french.Dates(benchText)
	}
}
