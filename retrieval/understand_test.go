package retrieval_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"propos/retrieval"
)

// TestAsTyped: a question, a name and a quotation are the same with accents apart, over several lines, and with what a page hides in its words.
func TestAsTyped(t *testing.T) {
	b := demoLibrary(t)
	const quotation = "La Turquie est notre partenaire"
	for way, typed := range map[string]func(string) string{
		"accents apart":   norm.NFD.String,
		"lines":           func(s string) string { return strings.ReplaceAll(s, " ", "\r\n") },
		"tabs":            func(s string) string { return " " + strings.ReplaceAll(s, " ", " \t ") },
		"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
		"zero width":      func(s string) string { return strings.ReplaceAll(s, " ", " \u200b") },
		"soft hyphens":    func(s string) string { return strings.ReplaceAll(s, "r", "r\u00ad") },
	} {
		for _, text := range probes {
			want, got := b.ask(t, retrieval.Question{Text: text}), b.ask(t, retrieval.Question{Text: typed(text)})
			if got.Reason != want.Reason || !slices.Equal(got.Ranked, want.Ranked) {
				t.Errorf("%s: %q is %s %v, not %s %v", way, text, got.Reason, got.Ranked, want.Reason, want.Ranked)
			}
		}
		for _, f := range []retrieval.QuoteFilter{{Person: "le ministre russe des Affaires étrangères"}, {Topic: "traité de paix"}} {
			want, errWant := b.Quotes(t.Context(), "local", f)
			got, errGot := b.Quotes(t.Context(), "local", retrieval.QuoteFilter{Person: typed(f.Person), Topic: typed(f.Topic)})
			if errWant != nil || errGot != nil || got.Total != want.Total || want.Total == 0 {
				t.Errorf("%s: %d quotations for %+v, not %d; %v, %v", way, got.Total, f, want.Total, errWant, errGot)
			}
		}
		want, errWant := b.Verify(t.Context(), "local", quotation, "Sergueï Lavrov")
		got, errGot := b.Verify(t.Context(), "local", typed(quotation), typed("Sergueï Lavrov"))
		if errWant != nil || errGot != nil || got.Outcome != want.Outcome || want.Outcome == retrieval.Absent {
			t.Errorf("%s: %s, not %s; %v, %v", way, got.Outcome, want.Outcome, errWant, errGot)
		}
	}
}
