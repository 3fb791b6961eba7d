package score_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/quote"
	"propos/retrieval/quote/score"
)

var update = flag.Bool("update", false, "write the golden files")

// shared returns the folder of the evaluation data beside the repository; the test is skipped without it, but not in CI.
func shared(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
	}
	path := filepath.Join(filepath.Dir(dir), "shared", "eval")
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no evaluation data: %v", err)
		}
		t.Skip("no evaluation data beside the repository")
	}
	return path
}

func readGold(t testing.TB, name string) []score.Gold {
	t.Helper()
	file, err := os.Open(filepath.Join(shared(t), "quotes", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	gold, err := score.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// predict extracts the quotations of annotated articles, taken as one collection.
func predict(gold []score.Gold) []score.Predicted {
	articles := make([]quote.Article, len(gold))
	sources := make([]quote.Source, len(gold))
	for i, g := range gold {
		articles[i] = quote.Extract("", g.Article)
		date, _ := corpus.ParseDate(g.Date)
		sources[i] = quote.Source{Article: g.ID, Date: date, People: articles[i].People}
	}
	people := quote.NewPeople(sources)
	out := make([]score.Predicted, len(gold))
	for i, g := range gold {
		out[i].ID = g.ID
		for _, q := range articles[i].Quotes {
			speaker, _, _ := people.Resolve(q, sources[i].Date)
			out[i].Quotes = append(out[i].Quotes, score.Found{
				Start: utf8.RuneCountInString(g.Article[:q.Span.Start]), End: utf8.RuneCountInString(g.Article[:q.Span.End]),
				Speaker: label(speaker, q), Rule: q.Rule,
			})
		}
	}
	return out
}

// label is what names a speaker: the name, else the office, else the mention.
func label(s quote.Speaker, q quote.Quote) string {
	if name := s.Label(); name != "" {
		return name
	}
	return q.Mention.Text
}

// TestQuality holds the figures of the development sets in golden files: a change that moves them shows.
func TestQuality(t *testing.T) {
	for _, set := range []struct {
		name     string
		span     float64 // the least F1 of spans
		endToEnd float64 // the least F1 of spans with speakers; 0 where the set resolves none
		wrong    int     // the most wrong speakers
	}{
		{"articles_gold", 0.93, 0.92, 1},
		{"hackatal_dev", 0.72, 0, 1000},
	} {
		t.Run(set.name, func(t *testing.T) {
			gold := readGold(t, set.name+".jsonl")
			predicted := predict(gold)
			var b strings.Builder
			for _, threshold := range []float64{0.3, 0.5, 0.8, 0.999} {
				report(&b, score.Quotes(gold, predicted, threshold), threshold, set.endToEnd > 0)
			}
			compare(t, set.name+".golden", b.String())
			f := score.Quotes(gold, predicted, 0.5)
			if f.F1() < set.span || f.EndToEnd() < set.endToEnd || f.Hit-f.Speakers > set.wrong {
				t.Errorf("spans %.3f, end to end %.3f, %d wrong speakers: below what is promised", f.F1(), f.EndToEnd(), f.Hit-f.Speakers)
			}
		})
	}
}

func report(b *strings.Builder, f score.Figures, threshold float64, speakers bool) {
	fmt.Fprintf(b, "IoU %.3g: precision %.3f, recall %.3f, F1 %.3f", threshold, f.Precision(), f.Recall(), f.F1())
	if speakers {
		fmt.Fprintf(b, ", speakers %.3f, end to end %.3f", f.SpeakerAccuracy(), f.EndToEnd())
	}
	fmt.Fprintln(b)
	if threshold != 0.5 {
		return
	}
	tallies := func(title string, m map[string]score.Tally) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(b, "  %s %s: %d of %d\n", title, k, m[k].Right, m[k].N)
		}
	}
	tallies("found", f.Kinds)
	if speakers {
		tallies("speakers by", f.Mentions)
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("figures moved (-update writes them): %s", diff)
	}
}

// TestLikePython holds this package to the figures of the evaluation's own script.
func TestLikePython(t *testing.T) {
	script := filepath.Join(shared(t), "score_quotes.py")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	for _, set := range []string{"articles_gold.jsonl", "hackatal_dev.jsonl"} {
		gold := readGold(t, set)
		predicted := predict(gold)
		path := filepath.Join(t.TempDir(), set)
		writePredictions(t, path, predicted)
		out, err := exec.Command(python, script, filepath.Join(shared(t), "quotes", set), path).Output()
		if err != nil {
			t.Fatal(err)
		}
		f := score.Quotes(gold, predicted, 0.5)
		want := fmt.Sprintf(`"P": %s, "R": %s, "F1": %s,`, python3(f.Precision()), python3(f.Recall()), python3(f.F1()))
		if !strings.Contains(string(out), want) {
			t.Errorf("%s: ours %s, the script's %s", set, want, out)
		}
		if want := fmt.Sprintf(`"e2e_F1": %s,`, python3(f.EndToEnd())); set == "articles_gold.jsonl" && !strings.Contains(string(out), want) {
			t.Errorf("%s: ours %s, the script's %s", set, want, out)
		}
	}
}

// python3 prints a figure as the script does.
func python3(v float64) string {
	s := strings.TrimRight(fmt.Sprintf("%.3f", v), "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	return s
}

func writePredictions(t *testing.T, path string, predicted []score.Predicted) {
	t.Helper()
	type found struct {
		Start   int    `json:"start"`
		End     int    `json:"end"`
		Speaker string `json:"speaker"`
	}
	var b strings.Builder
	for _, p := range predicted {
		line := struct {
			ID     string  `json:"id"`
			Quotes []found `json:"quotes"`
		}{ID: p.ID}
		for _, q := range p.Quotes {
			line.Quotes = append(line.Quotes, found{q.Start, q.End, q.Speaker})
		}
		data, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(data, '\n'))
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestQuoted asks whether verbatim quotations of the news are found, and given to the person whom the question names.
func TestQuoted(t *testing.T) {
	wanted, bodies := quotedSet(t)
	speakers := map[string][]quoted{}
	found, right := 0, 0
	for id, body := range bodies {
		a := quote.Extract("", body)
		people := quote.NewPeople([]quote.Source{{Article: id, People: a.People}})
		for _, q := range a.Quotes {
			s, _, _ := people.Resolve(q, corpus.Date{})
			speakers[id] = append(speakers[id], quoted{q.Span.Of(body), label(s, q)})
		}
	}
	for _, w := range wanted {
		for _, q := range speakers[w.article] {
			if !strings.Contains(q.words, w.words) && !(strings.Contains(w.words, q.words) && 2*len(q.words) > len(w.words)) {
				continue
			}
			found++
			if sameSurname(w.speaker, q.speaker) {
				right++
			}
			break
		}
	}
	n := float64(len(wanted))
	compare(t, "quoted.golden", fmt.Sprintf("%d quotations: found %.3f, with the right speaker %.3f\n", len(wanted), float64(found)/n, float64(right)/n))
	if float64(right)/n < 0.85 {
		t.Errorf("%d of %d right: below what is promised", right, len(wanted))
	}
}

type quoted struct{ words, speaker string }

type wantedQuote struct{ article, words, speaker string }

// quotedSet reads the questions' quotations and the articles that they come from.
func quotedSet(t *testing.T) ([]wantedQuote, map[string]string) {
	t.Helper()
	var wanted []wantedQuote
	bodies := map[string]string{}
	lines(t, filepath.Join(shared(t), "retrieval", "quoted", "queries.jsonl"), func(line []byte) {
		var q struct {
			Speaker string
			Quotes  []struct{ Article, Quote string }
		}
		if err := json.Unmarshal(line, &q); err != nil {
			t.Fatal(err)
		}
		for _, w := range q.Quotes {
			wanted = append(wanted, wantedQuote{w.Article, corpus.Normal(w.Quote), q.Speaker})
			bodies[w.Article] = ""
		}
	})
	lines(t, filepath.Join(shared(t), "news", "articles.jsonl.gz"), func(line []byte) {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		if _, ok := bodies[a.ID]; ok {
			bodies[a.ID] = corpus.Normal(a.Text)
		}
	})
	return wanted, bodies
}

// lines calls f with each line of a file, which may be compressed.
func lines(t *testing.T, path string, f func([]byte)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			t.Fatal(err)
		}
	}
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 1<<16), 1<<24)
	for scan.Scan() {
		f(scan.Bytes())
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
}

// sameSurname reports two names that end with the same word, accents and case aside.
func sameSurname(a, b string) bool {
	last := func(s string) string {
		words := strings.Fields(french.Fold(s))
		if len(words) == 0 {
			return ""
		}
		return words[len(words)-1]
	}
	return last(a) == last(b)
}
