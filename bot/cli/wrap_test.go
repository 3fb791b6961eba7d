package cli_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"propos/bot/cli"
	"propos/corpus"
)

func plain(s string) string { return s }

func TestWrap(t *testing.T) {
	mark := func(s string) string { return "[" + s + "]" }
	for _, tt := range []struct {
		text  string
		width int
		marks []corpus.Span
		want  []string
	}{
		{"", 10, nil, nil},
		{"un deux trois", 7, nil, []string{"un deux", "trois"}},
		{"un\n\n deux", 80, nil, []string{"un", "deux"}},
		{"anticonstitutionnellement oui", 10, nil, []string{"anticonstitutionnellement", "oui"}},
		{"a\u00a0! b", 3, nil, []string{"a\u00a0!", "b"}},
		{"un deux trois", 7, []corpus.Span{{Start: 3, End: 13}}, []string{"un [deux]", "[trois]"}},
		{"rouge\x1b[31m sang\a", 80, nil, []string{"rouge[31m sang"}},
	} {
		if got := cli.Wrap(tt.text, tt.width, tt.marks, mark); strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

// FuzzWrap: no word is lost, changed or moved, no line is too long but for a single word, and nothing is left that a terminal obeys.
func FuzzWrap(f *testing.F) {
	f.Add("Le chef de la\ndiplomatie « russe »\t!", 12, 3, 7)
	f.Add("a\x1bb\u009b c", 3, 0, 2)
	f.Fuzz(func(t *testing.T, text string, width, from, to int) {
		if !utf8.ValidString(text) || width < 1 || width > 200 {
			t.Skip()
		}
		var marks []corpus.Span
		if m := (corpus.Span{Start: from, End: to}); m.Valid(text) {
			marks = []corpus.Span{m}
		}
		lines := cli.Wrap(text, width, marks, plain)
		words := func(s string) string {
			return strings.Join(strings.FieldsFunc(cli.Harmless(s, false), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
		}
		if got, want := words(strings.Join(lines, "\n")), words(strings.ReplaceAll(text, "\r", " ")); got != want {
			t.Fatalf("wrap(%q, %d) = %q: the words are %q, not %q", text, width, lines, got, want)
		}
		for _, line := range lines {
			if utf8.RuneCountInString(line) > width && strings.ContainsAny(strings.TrimSpace(line), " ") {
				t.Fatalf("wrap(%q, %d): %q is too long", text, width, line)
			}
		}
	})
}
