package french_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/french"
)

func TestPlaceOf(t *testing.T) {
	for _, tt := range []struct {
		in, code string
		kind     french.PlaceKind
	}{
		{"Turquie", "TR", french.PlaceName}, {"turque", "TR", french.PlaceDemonym}, {"Turcs", "TR", french.PlaceDemonym},
		{"Ankara", "TR", french.PlaceCapital}, {"Kremlin", "RU", french.PlaceSeat}, {"Kyiv", "UA", french.PlaceCapital},
		{"États-Unis", "US", french.PlaceName}, {"Etats Unis", "US", french.PlaceName}, {"Maison-Blanche", "US", french.PlaceSeat},
		{"Côte d’Ivoire", "CI", french.PlaceName}, {"sud-coréennes", "KR", french.PlaceDemonym}, {"azéris", "AZ", french.PlaceDemonym},
		{"azerbaïdjanaise", "AZ", french.PlaceDemonym}, {"Hollande", "NL", french.PlaceName}, {"Angleterre", "GB", french.PlaceName},
		{"Quai d'Orsay", "FR", french.PlaceSeat}, {"onusienne", "UN", french.PlaceDemonym}, {"Grecques", "GR", french.PlaceDemonym},
		{"N’Djamena", "TD", french.PlaceCapital}, {"Artsakh", "x-karabagh", french.PlaceName}, {"écossaise", "GB-SCT", french.PlaceDemonym},
		{"suissesse", "CH", french.PlaceDemonym}, {"Djibouti", "DJ", french.PlaceName}, {"guadeloupéenne", "GP", french.PlaceDemonym},
	} {
		p, ok := french.PlaceOf(french.PlaceKey(tt.in))
		if !ok || p.Code != tt.code || p.Kind != tt.kind {
			t.Errorf("PlaceOf(%q) = %+v, %v; want %s %d", tt.in, p, ok, tt.code, tt.kind)
		}
	}
	if p, ok := french.PlaceOf("table"); ok {
		t.Errorf("PlaceOf(table) = %+v", p)
	}
}

func TestPlacesOfSeveral(t *testing.T) {
	var codes []string
	for _, p := range french.PlacesOf("bruxelles") {
		codes = append(codes, p.Code)
	}
	if want := []string{"BE", "EU", "x-otan"}; !slices.Equal(codes, want) {
		t.Errorf("bruxelles: %v, want %v", codes, want)
	}
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Les délégations française et américaine à Moscou", "française=FR américaine=US Moscou=RU"},
		{"le président de la Côte d’Ivoire, à la Maison Blanche", "Côte d’Ivoire=CI Maison Blanche=US"},
		{"Il vienne avec du sucre à Vienne", "Vienne=AT"},
		{"la République démocratique du Congo et le Congo", "République démocratique du Congo=CD Congo=CD"},
		{"qua dit moscou", "moscou=RU"},
		{"la fin de la guerre", ""},
	} {
		var got []string
		for _, m := range french.Places(french.Scan(tt.in)) {
			got = append(got, m.Of(tt.in)+"="+m.Code)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("Places(%q): %s", tt.in, diff)
		}
	}
}

func TestRelated(t *testing.T) {
	var words []string
	for _, w := range french.Related("TR") {
		if w.Weight <= 0 || w.Weight >= 1 {
			t.Errorf("weight of %+v", w)
		}
		words = append(words, w.Text)
	}
	if want := "turquie turkiye turc turque ottoman ottomane ankara angora sublime porte"; strings.Join(words, " ") != want {
		t.Errorf("Related(TR) = %v", words)
	}
	if french.Related("??") != nil {
		t.Error("an unknown code has related words")
	}
}

func TestExonyms(t *testing.T) {
	for _, tt := range [][2]string{{"kiev", "kyiv"}, {"pekin", "beijing"}, {"constantinople", "istanbul"}, {"saigon", "ho chi minh ville"}, {"birmanie", "myanmar"}, {"khankendi", "stepanakert"}} {
		if !slices.Contains(french.Exonyms(tt[0]), tt[1]) || !slices.Contains(french.Exonyms(tt[1]), tt[0]) {
			t.Errorf("%s and %s are not exonyms: %v", tt[0], tt[1], french.Exonyms(tt[0]))
		}
	}
}

func FuzzPlaces(f *testing.F) {
	f.Add("la Côte d’Ivoire et l'Union européenne")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		end := 0
		for _, m := range french.Places(french.Scan(text)) {
			if m.Start < end || !m.Valid(text) || len(french.PlacesOf(french.PlaceKey(m.Of(text)))) == 0 {
				t.Fatalf("place %+v of %q", m, text)
			}
			end = m.End
		}
	})
}

func BenchmarkPlaceOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		french.PlaceOf("etats unis")
	}
}
