package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/retrieval/french"
)

func TestAnswerSpans(t *testing.T) {
	for _, tt := range []struct {
		kind     french.AnswerKind
		in, want string
	}{
		{french.KindDate, "Pour rappel, le groupe a été créé en mars 1992, avant la trêve.", "mars 1992"},
		{french.KindNumber, "Les combats ont fait plus de 800 morts depuis le 27 septembre 2020, soit 14,8 %.", "800 morts|14,8 %"},
		{french.KindPerson, "Le président Ilham Aliev, M. Pachinian et l'OTAN ont signé à Bakou.", "Ilham Aliev|Pachinian"},
		{french.KindPlace, "Ils se verront le 23 octobre à Washington, près de Charlottesville.", "Washington|Charlottesville"},
		{french.KindCause, "Il est parti en raison de la guerre, et parce que rien n'allait.", "en raison de la guerre|parce que rien n'allait"},
		{french.KindCause, "Elle plaide pour obtenir un mandat.", "pour obtenir un mandat"},
		{french.KindDefinition, "l’Organisation du Traité (OTSC), une alliance militaire dirigée par la Russie, similaire", "une alliance militaire dirigée par la Russie"},
		{french.KindDefinition, "Le propitiatoire est le couvercle de l'arche.", "le couvercle de l'arche"},
		{french.KindManner, "Il a réussi en signant un accord.", "en signant un accord"},
		{french.KindQuote, "Il a dit « non merci », puis rien.", "non merci"},
		{french.KindNone, "Il a dit « non ».", ""},
	} {
		var got []string
		for _, s := range french.AnswerSpans(tt.kind, tt.in) {
			got = append(got, s.Of(tt.in))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("AnswerSpans(%s, %q): %s", tt.kind, tt.in, diff)
		}
	}
}

func FuzzAnswerSpans(f *testing.F) {
	f.Add("Ilham Aliev (né en 1961), un homme, est parti à Bakou en raison de 3 % « là » pour dire non.")
	kinds := []french.AnswerKind{french.KindDate, french.KindNumber, french.KindPerson, french.KindPlace, french.KindCause, french.KindManner, french.KindDefinition, french.KindQuote, french.KindYesNo}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		for _, kind := range kinds {
			end := 0
			for _, s := range french.AnswerSpans(kind, text) {
				if s.Start < end || !s.Valid(text) {
					t.Fatalf("AnswerSpans(%s, %q): %v", kind, text, s)
				}
				end = s.End
			}
		}
	})
}

func BenchmarkAnswerSpans(b *testing.B) {
	sentence := "Le 9 novembre, le président azerbaïdjanais Ilham Aliev et Nikol Pachinian ont signé à Moscou une déclaration, en raison de 800 morts."
	b.SetBytes(int64(len(sentence)))
	b.ReportAllocs()
	for b.Loop() {
		french.AnswerSpans(french.KindPerson, sentence)
		french.AnswerSpans(french.KindCause, sentence)
	}
}
