package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/french"
)

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"trois morts", "3 morts"}, {"trois cents soldats", "300 soldats"}, {"quatre-vingt-dix-sept mille habitants", "97000 habitants"},
		{"100 000 Arméniens", "100000 Arméniens"}, {"1,5 million d’euros", "1500000 euros"}, {"une centaine de civils", "~100 civils"},
		{"vingt et un ans", "21 ans"}, {"le vingt et unième siècle", "e21 siècle"}, {"soixante et onze", "71"}, {"quatre-vingts", "80"},
		{"mille neuf cent quatre-vingt-quatre", "1984"}, {"deux millions trois cent mille", "2300000"}, {"un accord et une trêve", ""},
		{"un million de réfugiés", "1000000 réfugiés"}, {"14,8 % des voix", "14.8 %"}, {"la 3e fois, le 1er rang", "e3 fois|e1 rang"},
		{"à 22h00", ""}, {"des dizaines de blessés", "~10 blessés"}, {"trois ou quatre", "3|4"}, {"dix-neuf", "19"}, {"septante-cinq", "75"},
		{"1.000.000 d'hommes", "1000000 hommes"}, {"onze cents", "1100"}, {"deuxième guerre", "e2 guerre"}, {"cent", "100"}, {"3 milliards", "3000000000"},
		{"quatre-vingtième anniversaire", "e80 anniversaire"}, {"deux, trois", "2|3"}, {"soixante-dix-huit", "78"}, {"deux mille vingt", "2020"},
		{"130m² de plain-pied", "130 m"}, {"12kg, 15,5km et 3x", "12 kg|15.5 km"}, {"le 4x4", ""},
	} {
		var got []string
		for _, m := range french.Numbers(tt.in) {
			s := m.Form()
			if m.Ordinal {
				s = "e" + s
			}
			if m.Approximate {
				s = "~" + s
			}
			if m.Unit.Len() > 0 {
				s += " " + m.Unit.Of(tt.in)
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("Numbers(%q): %s", tt.in, diff)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("quatre-vingt-dix-sept mille, 1,5 million d’euros, 22h00")
	f.Add("un et un mille cent million deuxième")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, m := range french.Numbers(text) {
			if m.Start < end || !m.Valid(text) || m.Unit.Len() > 0 && (!m.Unit.Valid(text) || m.Unit.Start < m.End) || m.Value < 0 {
				t.Fatalf("number %+v of %q", m, text)
			}
			end = m.End
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	for b.Loop() {
		french.Numbers(benchText)
	}
}

var benchText = strings.Repeat("Le président de l’Azerbaïdjan et Sergueï Lavrov ont signé, le 9 novembre 2020, un cessez-le-feu après trois mois de guerre ; une centaine de civils ont fui la semaine dernière. ", 20)
