package intake_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"propos/corpus"
	"propos/corpus/intake"
)

// all reads a file held in a string.
func all(t *testing.T, file string, opts intake.Options) (drafts []intake.Draft, refusals []*intake.Refusal) {
	t.Helper()
	for d, err := range intake.Read("file", strings.NewReader(file), opts) {
		var r *intake.Refusal
		switch {
		case errors.As(err, &r):
			refusals = append(refusals, r)
		case err != nil:
			t.Fatal(err)
		default:
			drafts = append(drafts, d)
		}
	}
	return drafts, refusals
}

func TestJSONLines(t *testing.T) {
	drafts, refusals := all(t, `{"id":"a1","article":"a","title":"Un titre","text":"Le texte.\n\nSa suite.","date":"XXXX-02-27","source":"Le Journal","author":"X","url":"HTTPS://Exemple.fr:443/p/?utm_source=x&id=3#haut","extra":{"ignored":[1]}}
{"title":"Sans identifiant","text":"Par Anne Martin\n\nLe texte de cet article est court."}

{"text":"x","date":"2020-02-31"}
{"text":"x","date":"demain"}
{"text":
["a"]
{"text":12}
{"id":"vide","text":"  \n "}
{"id":"fin","text":"La dernière ligne n’a pas de fin."}`, intake.Options{})
	want := corpus.Article{ID: "a1", Group: "a", Title: "Un titre", Source: "Le Journal", Author: "X", Date: corpus.Date{Month: 2, Day: 27}, URL: "https://exemple.fr/p?id=3", Body: "Le texte.\n\nSa suite."}
	if len(drafts) != 3 || drafts[0].Article != want || !drafts[0].Given || drafts[0].Line != 1 {
		t.Fatalf("drafts %+v", drafts)
	}
	if a := drafts[1]; a.Given || a.Article.Author != "Anne Martin" || a.Article.Title != "Sans identifiant" || a.Article.Body != "Le texte de cet article est court." {
		t.Errorf("second: %+v", a)
	}
	if drafts[2].Article.ID != "fin" || drafts[2].Line != 10 {
		t.Errorf("last: %+v", drafts[2])
	}
	var got []string
	for _, r := range refusals {
		got = append(got, r.Error()[:strings.Index(r.Error(), ": ")]+" "+string(r.Reason))
	}
	if s := strings.Join(got, ", "); s != "file:4 bad date, file:5 bad date, file:6 bad JSON, file:7 bad JSON, file:8 bad JSON, file:9 empty" {
		t.Errorf("refusals: %s", s)
	}
}

func TestJSONLineTooLong(t *testing.T) {
	long := `{"text":"` + strings.Repeat("mot ", 600_000) + `"}`
	big := `{"text":"` + strings.Repeat("mot ", 300_000) + `"}`
	drafts, refusals := all(t, `{"text":"Un."}`+"\n"+long+"\n"+big+"\n"+`{"text":"Deux."}`+"\n", intake.Options{})
	if len(drafts) != 2 || len(refusals) != 2 || refusals[0].Reason != intake.TooLarge || refusals[0].Line != 2 || refusals[1].Reason != intake.TooLarge {
		t.Errorf("%d drafts, refusals %v", len(drafts), refusals)
	}
}

func TestJSONWhole(t *testing.T) {
	for _, file := range []string{
		"[\n  {\"id\": \"a\", \"text\": \"Un.\"},\n  {\"id\": \"b\", \"text\": \"Deux.\"}\n]",
		"{\n  \"id\": \"a\",\n  \"text\": \"Un.\"\n}\n",
		"\uFEFF{\"id\":\"a\",\"text\":\"Un.\"}\r\n",
	} {
		drafts, refusals := all(t, file, intake.Options{})
		if len(drafts) == 0 || len(refusals) > 0 || drafts[0].Article.ID != "a" || drafts[0].Article.Body != "Un." {
			t.Errorf("%q: %+v, %v", file, drafts, refusals)
		}
	}
}

// The evaluation data are read whole, quickly, and nothing of them is refused.
func TestEvaluationFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("many megabytes; not under -short")
	}
	for name, want := range map[string]int{
		"eval/news/articles.jsonl.gz":                  16897,
		"eval/retrieval/piaf/passages.jsonl":           776,
		"eval/retrieval/distractors/passages.jsonl.gz": 10001,
		"eval/retrieval/spellings/articles.jsonl.gz":   366,
	} {
		f, err := os.Open(sharedFile(t, name))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for d, err := range intake.Read(name, f, intake.Options{}) {
			if err != nil {
				t.Errorf("%v: %.60q", err, d.Article.Body)
				continue
			}
			n++
			if d.Article.ID == "" || corpus.Normal(d.Article.Body) != d.Article.Body {
				t.Fatalf("%s:%d: no id, or a body that is not normal", name, d.Line)
			}
		}
		f.Close()
		if n != want {
			t.Errorf("%s: %d articles, want %d", name, n, want)
		}
	}
}

func BenchmarkJSONLines(b *testing.B) {
	name := sharedFile(b, "eval/news/articles.jsonl.gz")
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range intake.Read(name, f, intake.Options{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		f.Close()
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}

func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"": true, "lavrov-2020": true, "Été 12/3 № 4": true, strings.Repeat("a", 200): true,
		strings.Repeat("a", 201): false, "a\nb": false, "a\x1b[2Jb": false, "a\u009b2Jb": false, "a\u202eb": false, "a\u200bb": false, "a\xffb": false,
	} {
		if got := intake.ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %v", id, got)
		}
	}
}
