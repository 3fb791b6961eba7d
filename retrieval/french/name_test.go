package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/french"
)

func TestNames(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Hier, Charles de Gaulle a parlé.", "Charles de Gaulle"},
		{"La présidente Ursula von der Leyen et M. Le Drian", "Ursula von der Leyen|M.+Le Drian"},
		{"Le groupe de Minsk au Haut-Karabagh", "Minsk|Haut-Karabagh"},
		{"la Turquie de Recep Tayyip Erdogan", "Turquie|Recep Tayyip Erdogan"},
		{"Mohammed ben Salmane, J. Biden", "Mohammed ben Salmane|J. Biden"},
		{"Odette St. Martin et Paul Durand", "Odette St. Martin|Paul Durand"},
		{"Lavrov a parlé. Selon Lavrov, rien.", "Lavrov|Lavrov"},
		{"Lavrov a parlé.", ""},
		{"Interrogé, l’Élysée dément", "Élysée"},
		{"Peut-il partir ? Mme Agnès von der Mühll", "Mme+Agnès von der Mühll"},
		{"Qu'a dit Bruno Le Maire de l'OTAN ?", "Bruno Le Maire|OTAN"},
		{"Jean-Yves Le Drian à Port-au-Prince", "Jean-Yves Le Drian|Port-au-Prince"},
		{"Erdogan, Poutine", "Poutine"},
		{"le président de l'Azerbaïdjan Ilham Aliyev", "Azerbaïdjan|Ilham Aliyev"},
		{"le Premier ministre et l'Union européenne, à Moscou\n\nLes délégations", "Union européenne|Moscou"},
	} {
		var got []string
		for _, m := range french.Names(french.Scan(tt.in)) {
			s := m.Of(tt.in)
			if m.Title.Len() > 0 {
				s = m.Title.Of(tt.in) + "+" + s
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("Names(%q): %s", tt.in, diff)
		}
	}
}

func TestGivenName(t *testing.T) {
	for _, tt := range []struct {
		in     string
		gender french.Gender
		ok     bool
	}{{"serguei", "m", true}, {"agnes", "f", true}, {"dominique", "", true}, {"table", "", false}, {"pierre", "m", true}, {"laetitia", "f", true}} {
		if g, ok := french.GivenName(tt.in); g != tt.gender || ok != tt.ok {
			t.Errorf("GivenName(%q) = %q, %v", tt.in, g, ok)
		}
	}
}

func FuzzNames(f *testing.F) {
	f.Add("Charles de Gaulle (CDG), M. Le Drian. L’OTAN")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, m := range french.Names(french.Scan(text)) {
			if m.Start < end || !m.Valid(text) || m.Title.Len() > 0 && (!m.Title.Valid(text) || m.Title.End > m.Start) {
				t.Fatalf("name %+v of %q", m, text)
			}
			end = m.End
		}
		french.Names(french.Tokens(text))
	})
}

func BenchmarkNames(b *testing.B) {
	text := strings.Repeat("Le président de l’Azerbaïdjan Ilham Aliyev et Sergueï Lavrov ont signé, le 9 novembre 2020, un cessez-le-feu (CLF). ", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		french.Names(french.Scan(text))
	}
}
