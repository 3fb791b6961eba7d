package phrase_test

import (
	"errors"
	"strings"
	"testing"

	"propos/bot/phrase"
	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

func TestContentsOf(t *testing.T) {
	for _, tt := range []struct {
		words, passages, quotes int
		speakers                []string
		want                    string
	}{
		{1, 1, 0, nil, "1 mot, 1 passage et 0 citation"},
		{1234, 12, 4, []string{"Rose Mallet"}, "1 234 mots, 12 passages et 4 citations (Rose Mallet)"},
		{9, 2, 2, []string{"A", "B"}, "9 mots, 2 passages et 2 citations (A et B)"},
		{9, 2, 9, []string{"A", "B", "C", "D", "E"}, "9 mots, 2 passages et 9 citations (A, B, C, D et E)"},
		{9, 2, 9, []string{"A", "B", "C", "D", "E", "F", "G"}, "9 mots, 2 passages et 9 citations (A, B, C, D et 3 autres)"},
	} {
		got := strings.NewReplacer(phrase.NoBreak, " ", phrase.ThinNoBreak, " ").Replace(phrase.ContentsOf(tt.words, tt.passages, tt.quotes, tt.speakers))
		if got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestRemedy: whatever is no article has a reason in French and, but for a line that its file must mend, a way on.
func TestRemedy(t *testing.T) {
	for _, reason := range []intake.Reason{intake.Empty, intake.TooLarge, intake.Binary, intake.Unsupported, intake.NotFrench, intake.BadArchive, intake.Bomb, intake.NoArticle} {
		checkRemedy(t, &intake.Refusal{Reason: reason})
	}
	for _, kind := range []fetch.Kind{fetch.BadAddress, fetch.Refused, fetch.Unreachable, fetch.TimedOut, fetch.Redirects, fetch.TooLarge, fetch.NotPage} {
		checkRemedy(t, &fetch.Error{Kind: kind, Host: "exemple.fr"})
	}
	for _, status := range []int{401, 402, 403, 404, 410, 418, 429, 451, 500, 503} {
		checkRemedy(t, &fetch.Error{Kind: fetch.Status, Host: "exemple.fr", Status: status})
	}
	if phrase.Remedy(errors.New("x")) != "" {
		t.Error("a remedy for what is no refusal")
	}
}

func checkRemedy(t *testing.T, err error) {
	t.Helper()
	reason, ok := phrase.NotArticle(err)
	if remedy := phrase.Remedy(err); !ok || reason == "" || !strings.HasSuffix(remedy, ".") || remedy != phrase.Fine(remedy) {
		t.Errorf("%v: %q, %q", err, reason, remedy)
	}
}

func TestBeside(t *testing.T) {
	if got := ordinary(strings.Join(phrase.Beside(2, 1, 0, 3), ", ")); got != "2~noms, 1~correction, 3~réglages" {
		t.Error(got)
	}
	if got := phrase.Beside(0, 0, 0, 0); got != nil {
		t.Errorf("of nothing: %q", got)
	}
}

func TestGiven(t *testing.T) {
	for _, tt := range []struct {
		in   phrase.Given
		want string
	}{
		{phrase.Given{}, "0~article ajouté"},
		{phrase.Given{Added: 20, Unchanged: 3, Refused: 1}, "20~articles ajoutés, 3~déjà là et 1~refusé"},
		{phrase.Given{Added: 1, NewVersions: 2, Removed: 1, Erased: 4}, "1~article ajouté, 2~nouvelles versions, 1~retiré avant, laissé retiré et 4~effacés avant, laissés effacés"},
	} {
		if got := ordinary(tt.in.Sentence()); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.in, got, tt.want)
		}
	}
}
