package french_test

import (
	"testing"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

func TestReadFollowUp(t *testing.T) {
	for _, tt := range []struct {
		in, kind, span string
		answer         french.AnswerKind
	}{
		{"Et sur l'Arménie ?", "topic", "Arménie", ""}, {"Et Aliyev ?", "speaker", "Aliyev", ""}, {"et aliyev", "speaker", "aliyev", ""}, {"Quand ?", "kind", "", "date"},
		{"Pourquoi ?", "kind", "", "cause"}, {"Et où ça ?", "kind", "", "place"}, {"Et lui ?", "same", "lui", ""}, {"Et l'Arménie ?", "topic", "Arménie", ""}, {"Et Moscou ?", "speaker", "Moscou", ""},
		{"Et le ministre turc ?", "speaker", "ministre turc", ""}, {"Et en 2021 ?", "period", "en 2021", ""}, {"Et selon Macron ?", "speaker", "Macron", ""}, {"Et le corridor de Latchine ?", "topic", "corridor de Latchine", ""},
		{"Qu'a dit Lavrov ?", "", "", ""}, {"Et qu'a dit Lavrov ?", "", "", ""}, {"Latchine", "", "", ""}, {"", "", "", ""}, {"Et", "", "", ""},
	} {
		f, ok := french.ReadFollowUp(tt.in)
		if ok != (tt.kind != "") || string(f.Kind) != tt.kind || of(tt.in, f.Span) != tt.span || f.Answer != tt.answer {
			t.Errorf("ReadFollowUp(%q) = %+v %q, %v", tt.in, f, of(tt.in, f.Span), ok)
		}
	}
}

func FuzzReadFollowUp(f *testing.F) {
	f.Add("Et sur l'Arménie ?")
	f.Add("et en 2021")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		if f, _ := french.ReadFollowUp(text); f.Span != (corpus.Span{}) && !f.Span.Valid(text) {
			t.Fatalf("ReadFollowUp(%q) = %+v", text, f)
		}
	})
}

func TestLocates(t *testing.T) {
	for words, want := range map[string]bool{
		"dans le monde": true, "en Turquie": true, "à Moscou": true, "À Moscou": true, "a Moscou": false, "Moscou": false, "la Turquie": false, "": false,
	} {
		if got := french.Locates(words); got != want {
			t.Errorf("Locates(%q) = %t", words, got)
		}
	}
}
