package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzQuotesLines: whatever stands in a file, each of its lines gets one line of JSON, and spans are those of the text.
func FuzzQuotesLines(f *testing.F) {
	f.Add(`{"id":"a","article":"« Oui », a dit Jean Dupont."}` + "\n\nnon\n")
	f.Add("\xef\xbb\xbf{\"id\":[1],\"article\":\"é\"}\r\n{\"article\":null}")
	f.Add(`{"id":1e3,"article":"\ud800 x"}`)
	f.Fuzz(func(t *testing.T, file string) {
		code, stdout, stderr := run(t.TempDir(), file, "quotes", "--json", "-")
		if code != 0 && code != 3 {
			t.Fatalf("code %d: %s", code, stderr)
		}
		for line := range strings.Lines(stdout) {
			checkQuotesLine(t, line)
		}
	})
}

func checkQuotesLine(t *testing.T, line string) {
	t.Helper()
	var got struct {
		ID     json.RawMessage `json:"id"`
		Quotes []struct {
			Start, End, BStart, BEnd int
			Text                     string
		} `json:"quotes"`
	}
	if err := json.Unmarshal([]byte(line), &got); err != nil || len(got.ID) == 0 || got.Quotes == nil {
		t.Fatalf("line %q: %v", line, err)
	}
	for _, q := range got.Quotes {
		if len(q.Text) != q.BEnd-q.BStart || utf8.RuneCountInString(q.Text) != q.End-q.Start || q.Start > q.BStart {
			t.Fatalf("line %q: the span of %q is not its text", line, q.Text)
		}
	}
}

// TestAskLines: each question, however it is written, gets one object, and text is the body's between start and end.
func TestAskLines(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := run(dir, "", "import", write(t, dir, "articles.jsonl", article(1)+article(2))); code != 0 {
		t.Fatal(stderr)
	}
	_, stdout, _ := run(dir, "", "show", "--json", "n1")
	var shown struct{ Body string }
	if err := json.Unmarshal([]byte(stdout), &shown); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("Villeneuve1 ", 1000)
	lines := []string{"Que construit Villeneuve1 ?", `{"id":"x","question":"piscine Villeneuve1"}`, `{"id":-1,"question":""}`, "\u00a0« ? »", long}
	code, stdout, stderr := run(dir, strings.Join(lines, "\r\n"), "ask", "--json", "-")
	if code != 0 || strings.Count(stdout, "\n") != len(lines) {
		t.Fatalf("code %d, %d lines: %s", code, strings.Count(stdout, "\n"), stderr)
	}
	for line := range strings.Lines(stdout) {
		var got struct {
			Answered  bool
			Reason    string
			Citations []struct {
				Text       string
				Start, End int
				Marks      [][2]int
				Article    struct{ ID string }
			}
		}
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		if got.Answered != (got.Reason == "answered") || got.Answered != (len(got.Citations) > 0) {
			t.Errorf("answered, reason and citations disagree: %s", line)
		}
		for _, c := range got.Citations {
			if c.Article.ID == "n1" && (c.Text != shown.Body[c.Start:c.End]) {
				t.Errorf("%q is not body[%d:%d]", c.Text, c.Start, c.End)
			}
			for _, m := range c.Marks {
				if m[0] < c.Start || m[1] > c.End || m[0] >= m[1] {
					t.Errorf("mark %v is not in %d–%d", m, c.Start, c.End)
				}
			}
		}
	}
	if !strings.Contains(stdout, "question_too_long") {
		t.Error("a question over the limit is not refused for it")
	}
}

// TestLongLine: a line over the limit is refused alone.
func TestLongLine(t *testing.T) {
	code, stdout, stderr := run(t.TempDir(), strings.Repeat("a", 5<<20)+"\nQuand ?\n", "ask", "--json", "-")
	if code != 3 || strings.Count(stdout, "\n") != 2 || !strings.Contains(stderr, "ligne 1") {
		t.Errorf("code %d: %s%s", code, stdout, stderr)
	}
}

// BenchmarkFirstAnswer is the whole program from its start to the first answer of the built-in articles.
func BenchmarkFirstAnswer(b *testing.B) {
	dir := b.TempDir()
	for b.Loop() {
		if code, _, stderr := run(dir, "", "ask", "Qu'a dit Lavrov sur la Turquie ?"); code != 0 {
			b.Fatal(stderr)
		}
	}
}
