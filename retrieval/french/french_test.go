package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/french"
)

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"l’Arménie d'Aliyev", "l’|Arménie|d'|Aliyev"},
		{"Qu'a-t-il dit ?", "Qu'|a|-t|-il|dit"},
		{"Haut-Karabagh, aujourd’hui", "Haut|-Karabagh|aujourd’hui"},
		{"100 000 Arméniens, 1,5 %, 22h00", "100 000|Arméniens|1,5|22h00"},
		{"en 2020 et 2022.", "en|2020|et|2022"},
		{"le 1er mars 1992 100 morts", "le|1er|mars|1992|100|morts"},
		{"d’« inacceptable »", "d’|inacceptable"},
		{"J.-Y. Le Drian", "J|-Y|Le|Drian"},
		{"O’Neill", "O’Neill"},
		{"qu' à Sotchi", "qu'|à|Sotchi"},
	} {
		var got []string
		for _, tok := range french.Tokens(tt.in) {
			s := tok.Text
			if tok.Joined {
				s = "-" + s
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("Tokens(%q): %s", tt.in, diff)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("l’Arménie")
	f.Add("100 000 l'\"x\" a-t-il ...")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range french.Scan(text) {
			if tok.Start < end || tok.End <= tok.Start || text[tok.Start:tok.End] != tok.Text {
				t.Fatalf("token %+v of %q: overlaps or is not the text", tok, text)
			}
			end = tok.End
		}
	})
}

func TestFold(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Évènement", "evenement"}, {"CŒUR", "coeur"}, {"Erdoğan", "erdogan"}, {"aujourd’hui", "aujourd'hui"},
		{"İstanbul", "istanbul"}, {"Łódź", "lodz"}, {"plain", "plain"}, {"ﬁn", "fin"}, {"Ελλάδα", "ελλαδα"},
	} {
		if got := french.Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Cœur d’Élan ﬀ")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		if once := french.Fold(s); french.Fold(once) != once {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, once, french.Fold(once))
		}
	})
}

func TestStems(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"négociations", "negociation", true},
		{"déclaré", "declare", true},
		{"arménienne", "arménien", true},
		{"président", "présidents", true},
		{"Turquie", "turc", false},
	} {
		if got := french.StemsOf(tt.a).Same(french.StemsOf(tt.b)); got != tt.same {
			t.Errorf("%s and %s share a stem: %v (%v %v)", tt.a, tt.b, got, french.StemsOf(tt.a), french.StemsOf(tt.b))
		}
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"plain", "Un. Deux ! Trois ? Quatre… Cinq", []string{"Un.", "Deux !", "Trois ?", "Quatre…", "Cinq"}},
		{"abbreviations", "M. Dupont et MM. Martin voient J.-Y. Le Drian. Fin.", []string{"M. Dupont et MM. Martin voient J.-Y. Le Drian.", "Fin."}},
		{"question in guillemets", "« Que faire ? » a-t-il demandé. Rien.", []string{"« Que faire ? » a-t-il demandé.", "Rien."}},
		{"guillemets over sentences", "Il dit : « Un. Deux. » Puis il part.", []string{"Il dit : « Un. Deux. »", "Puis il part."}},
		{"guillemet never closed", "« Un. Deux. Trois.", []string{"« Un.", "Deux.", "Trois."}},
		{"bracketed ellipsis", "Il a dit […] cela. Oui.", []string{"Il a dit […] cela.", "Oui."}},
		{"glued", "une réponse française.La ministre part.", []string{"une réponse française.", "La ministre part."}},
		{"paragraphs", "Un titre\n\nLe texte. Suite", []string{"Un titre", "Le texte.", "Suite"}},
		{"wrapped lines", "Une phrase qui\ncontinue ici. Fin.", []string{"Une phrase qui\ncontinue ici.", "Fin."}},
		{"number", "Il y a 1.000 morts. 12 blessés.", []string{"Il y a 1.000 morts.", "12 blessés."}},
		{"closing mark then capital without end mark", "Le « Groupe » Minsk part.", []string{"Le « Groupe » Minsk part."}},
	} {
		var got []string
		for _, s := range french.Sentences(tt.in) {
			got = append(got, s.Of(tt.in))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("« Un. » Deux !\nTrois.La fin")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, s := range french.Sentences(text) {
			if s.Start < end || !s.Valid(text) {
				t.Fatalf("sentence %v of %q overlaps or is out of range", s, text)
			}
			if strings.TrimSpace(text[end:s.Start]) != "" {
				t.Fatalf("words lost between %d and %d of %q", end, s.Start, text)
			}
			end = s.End
		}
		if strings.TrimSpace(text[end:]) != "" {
			t.Fatalf("words lost after %d of %q", end, text)
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("L’Arménie et l’Azerbaïdjan ont signé, le 9 novembre 2020, un cessez-le-feu. ", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		french.Tokens(text)
	}
}
