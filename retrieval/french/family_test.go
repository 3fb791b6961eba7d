package french_test

import (
	"slices"
	"testing"

	"propos/retrieval/french"
)

func words(kin []french.Kin) []string {
	var out []string
	for _, k := range kin {
		out = append(out, k.Word)
	}
	return out
}

func TestFamily(t *testing.T) {
	for _, tt := range []struct {
		word   string
		has    []string
		hasNot []string
	}{
		{"mourut", []string{"meurt", "mort", "décès"}, []string{"mourut"}},
		{"née", []string{"naissance", "natal"}, nil},
		{"naissance", []string{"né"}, nil},
		{"succède", []string{"successeur", "succession"}, nil},
		{"inventée", []string{"inventeur"}, nil},
		{"conquêtes", []string{"conquérir", "conquis"}, nil},
		{"longueur", []string{"long"}, nil},
		{"mer", []string{"maritime"}, []string{"maternel"}},
		{"mère", []string{"maternel"}, []string{"maritime"}},
		{"vite", nil, []string{"vie", "voir"}},
		{"partie", nil, []string{"départ"}},
		{"arménien", nil, []string{"arme"}},
	} {
		got := words(french.Family(tt.word))
		for _, w := range tt.has {
			if !slices.Contains(got, w) {
				t.Errorf("Family(%q) = %q lacks %q", tt.word, got, w)
			}
		}
		for _, w := range tt.hasNot {
			if slices.Contains(got, w) {
				t.Errorf("Family(%q) = %q has %q", tt.word, got, w)
			}
		}
	}
}

// A member of a family belongs with every other one, and no word is its own kin.
func TestFamilyIsMutual(t *testing.T) {
	for _, word := range []string{"élection", "mourir", "roi", "peintre", "victoire", "urbain"} {
		for _, k := range french.Family(word) {
			if k.Stop {
				continue
			}
			back := french.Family(k.Word)
			own := french.StemsOf(word)
			if !slices.ContainsFunc(back, func(b french.Kin) bool { return b.Same(own) }) {
				t.Errorf("%q is of the family of %q, but not the other way round: %q", k.Word, word, words(back))
			}
			if k.Same(own) {
				t.Errorf("%q is its own kin as %q", word, k.Word)
			}
		}
	}
}

func TestSynonyms(t *testing.T) {
	for _, tt := range []struct{ word, other string }{
		{"profession", "métier"}, {"métiers", "travail"}, {"s'appelle", ""}, {"appelle", "nom"}, {"épouse", "femme"}, {"construire", "bâtir"},
		{"scrutin", "élection"}, {"Arménie", ""}, {"remporté", "victoire"}, {"population", "habitant"}, {"deuxième", "2e"},
	} {
		got := words(french.Synonyms(tt.word))
		if tt.other == "" && len(got) > 0 || tt.other != "" && !slices.Contains(got, tt.other) {
			t.Errorf("Synonyms(%q) = %q, want %q", tt.word, got, tt.other)
		}
	}
}
