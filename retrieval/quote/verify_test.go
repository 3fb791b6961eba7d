package quote_test

import (
	"strings"
	"testing"

	"propos/corpus"
	"propos/retrieval/quote"
)

const said = "Hier, le maire a parlé. « Nous construirons l’école avant l’été [prochain], et personne ne paiera 100 000 euros de plus », a-t-il promis. Puis il est parti."

func TestVerify(t *testing.T) {
	for _, tt := range []struct {
		name, asked string
		match       quote.Match
		span        string
		differences string // asked→said, joined by " | "
	}{
		{"the same", "Nous construirons l’école avant l’été [prochain]", quote.Exact, "Nous construirons l’école avant l’été [prochain", ""},
		{"marks, case, accents, spaces", "\"NOUS construirons l'ecole avant l' ete\"", quote.Exact, "Nous construirons l’école avant l’été", ""},
		{"brackets left out", "avant l’été, et personne ne paiera", quote.Exact, "avant l’été [prochain], et personne ne paiera", ""},
		{"a marked cut", "Nous construirons l'école […] et personne ne paiera 100000 euros de plus", quote.Exact, "Nous construirons l’école avant l’été [prochain], et personne ne paiera 100 000 euros de plus", ""},
		{"one word replaced", "Nous bâtirons l'école avant l'été", quote.Near, "Nous construirons l’école avant l’été", "bâtirons→construirons"},
		{"a word left out", "Nous construirons avant l'été, et personne ne paiera 100 000 euros", quote.Near, "Nous construirons l’école avant l’été [prochain], et personne ne paiera 100 000 euros", "→l’école"},
		{"words added", "Nous construirons vraiment l'école avant l'été", quote.Near, "Nous construirons l’école avant l’été", "vraiment→"},
		{"other words", "La ratatouille se cuit longtemps avec du thym", quote.Absent, "", ""},
		{"scattered words", "le maire est une personne qui part de l'école", quote.Absent, "", ""},
		{"nothing", " « » ", quote.Absent, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := quote.Verify(tt.asked, said)
			var diffs []string
			for _, d := range v.Differences {
				diffs = append(diffs, d.Asked+"→"+d.Said)
			}
			if got := strings.Join(diffs, " | "); v.Match != tt.match || v.Span.Of(said) != tt.span || got != tt.differences {
				t.Errorf("Verify(%q) = %s %q %q, want %s %q %q", tt.asked, v.Match, v.Span.Of(said), got, tt.match, tt.span, tt.differences)
			}
		})
	}
}

func FuzzVerify(f *testing.F) {
	f.Add("Nous bâtirons […] l'école", said)
	f.Fuzz(func(t *testing.T, asked, text string) {
		asked, text = corpus.Normal(asked), corpus.Normal(text)
		v := quote.Verify(asked, text)
		if v.Share < 0 || v.Share > 1 || v.Match != quote.Absent && !v.Span.Valid(text) {
			t.Fatalf("Verify(%q, %q) = %+v", asked, text, v)
		}
		for _, d := range v.Differences {
			if d.Span.Of(text) != d.Said || !strings.Contains(asked, d.Asked) {
				t.Fatalf("Verify(%q, %q): difference %+v", asked, text, d)
			}
		}
		if self := quote.Verify(text, text); len(strings.Fields(text)) < 200 && self.Match == quote.Near {
			t.Fatalf("Verify(%q, itself) = %+v", text, self)
		}
	})
}
