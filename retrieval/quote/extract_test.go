package quote_test

import (
	"strings"
	"testing"
	"time"

	"propos/corpus"
	"propos/retrieval/quote"
)

func FuzzExtract(f *testing.F) {
	f.Add("0", "selon A00,A-il dit")
	f.Add("Titre", "« A », a-t-il dit. Le ministre russe Ivan Petrov a déclaré que «cela» irait.")
	f.Add("", "\"x\" \"y\" ''z'' “ » « ” selon lui , a-t-il dit: de qu' l' s'")
	f.Add("", "Et de préciser que «a\n«b\n«c», ajoutant «d")
	f.Add("", "Paul est là. « A b c d e f g h i j », dit,")
	f.Add("", "« A b c d e f g h i j » de la part de tous,")
	f.Add("", "Il a dit que tout en")
	f.Add("", "« A b c d e f g h i j », là")
	f.Fuzz(func(t *testing.T, title, body string) {
		body = corpus.Normal(body)
		end := 0
		for _, q := range quote.Extract(title, body).Quotes {
			if !q.Span.Valid(body) || q.Span.Start < end {
				t.Fatalf("span %v of %q: not valid, or overlaps", q.Span, body)
			}
			end = q.Span.End
			for _, fr := range q.Fragments {
				if !q.Span.Contains(fr) || !fr.Valid(body) {
					t.Fatalf("fragment %v lies outside %v in %q", fr, q.Span, body)
				}
			}
			if !q.Sentence.Valid(body) || !q.Sentence.Contains(q.Span) {
				t.Fatalf("sentence %v does not hold %v in %q", q.Sentence, q.Span, body)
			}
			if q.Certainty < 0 || q.Certainty > 1 {
				t.Fatalf("certainty %v of %q", q.Certainty, body)
			}
		}
	})
}

// Work must grow with the length of the text, whatever the text is made of: a megabyte takes a third of a second,
// and took minutes where a frame looked back over the whole of it.
func TestExtractIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time, which the race detector multiplies")
	}
	for _, piece := range []string{"« ", "» ", "\" ", "“ ”", "«a. ", "« a\n", "selon ", "a dit ", "il a dit que ", ", a-t-il dit ", "Jean Dupont, ministre de ", "'' ", "que, ", "le ministre de la "} {
		body := strings.Repeat(piece, 1<<20/len(piece))
		start := time.Now()
		quote.Extract("", body)
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%d bytes of %q took %v", len(body), piece, took)
		}
	}
}

func BenchmarkExtract(b *testing.B) {
	paragraph := "Le ministre russe des Affaires étrangères Ivan Petrov a reçu lundi son homologue Aram Sarian. « Nous sommes prêts à fournir l’aide nécessaire », a-t-il déclaré, ajoutant que la réunion serait « utile » aux deux pays. " +
		"Selon lui, les échanges reprendront avant l’été, tandis que la diplomatie arménienne a indiqué qu’elle attendait des gestes. Les habitants de la région vivent depuis longtemps entre deux frontières fermées et deux langues.\n\n"
	body := strings.Repeat(paragraph, 40)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		quote.Extract("", body)
	}
}
