package retrieval_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval"
)

// TestSuggestions: a name typed wrongly that may be either of two people's is refused with both; one that can only be one person's is
// understood, and then nobody is proposed.
func TestSuggestions(t *testing.T) {
	articles := []corpus.Article{
		{ID: "1", Body: "« La halle rouvrira samedi », a déclaré Jeanne Lartigue, la maire de Vimy, devant les habitants du quartier nord."},
		{ID: "2", Body: "« Le pont restera fermé tout l’hiver », a déclaré Paul Kermadec, le préfet, devant les élus de la vallée."},
		{ID: "3", Body: "« La piscine coûte trop cher », a déclaré Anne Kermadoc, la trésorière, devant le conseil de la commune."},
	}
	lib := retrieval.New(retrieval.NewShelf(articles), retrieval.Options{})
	t.Cleanup(func() { lib.Close() })
	if err := lib.Sync(t.Context(), "vimy", nil); err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string][]string{
		"Que dit Kermadac de la guerre ?":   {"Anne Kermadoc", "Paul Kermadec"},
		"Que dit Lartigeu de la guerre ?":   nil,
		"Que dit Kermadec de la guerre ?":   nil,
		"Que dit Zorglubine de la guerre ?": nil,
	} {
		a, err := lib.Ask(t.Context(), "vimy", retrieval.Question{Text: question})
		if err != nil || a.Answered() {
			t.Errorf("%s: %s, %v", question, a.Reason, err)
		}
		if d := cmp.Diff(want, a.Suggestions); d != "" {
			t.Errorf("%s (%s, of %q): %s", question, a.Reason, a.Understood.Speaker, d)
		}
	}
}
