// Package score measures extracted quotations against annotated articles: spans, speakers, and both together.
//
// A predicted span is right when its intersection over union with a gold span reaches a threshold, quotation marks and spaces at the
// ends aside; for a mixed quotation the parts between marks may be matched alone. A prediction inside a matched gold span is neither
// right nor wrong; optional gold spans are not missed. A speaker is right when all words of one name are in the other.
// These are the rules of score_quotes.py of the evaluation data; a test holds both to the same figures.
package score

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/jsonl"
)

// Gold is an annotated article.
type Gold struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Date    string  `json:"date"`
	Article string  `json:"article"`
	Quotes  []Quote `json:"quotes"`
}

// Quote is an annotated quotation. Positions count code points.
type Quote struct {
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Text        string   `json:"text"`
	Kind        string   `json:"kind"`
	Speaker     string   `json:"speaker"`
	AltSpeakers []string `json:"alt_speakers"`
	Quoted      [][2]int `json:"quoted"`
	Optional    bool     `json:"optional"`
	Mention     struct {
		Type string `json:"type"`
	} `json:"mention"`
}

// Predicted is what was found in an article.
type Predicted struct {
	ID     string
	Quotes []Found
}

// Found is a predicted quotation. Positions count code points.
type Found struct {
	Start, End    int
	Speaker, Rule string
}

// Tally counts how many of N were right.
type Tally struct{ Right, N int }

// Figures are the results at one threshold.
type Figures struct {
	Gold, Predicted, Hit, Speakers int              // gold quotations, predictions that count, gold found, gold found with the right speaker
	True                           int              // predictions that match a gold quotation
	Kinds                          map[string]Tally // gold quotations found, by kind
	Mentions                       map[string]Tally // speakers right among those found, by type of mention
	Errors                         []Error
}

// Error is one thing wrong.
type Error struct {
	Article, Sort, Text string // Sort is "miss", "false" or "speaker"
	Want, Got           string // speakers; Got is the rule for a false quotation
}

// Precision, Recall and F1 are those of the spans.
func (f Figures) Precision() float64 { return ratio(f.True, f.Predicted) }

// Recall is the share of the gold quotations that were found.
func (f Figures) Recall() float64 { return ratio(f.Hit, f.Gold) }

// F1 is the harmonic mean of Precision and Recall.
func (f Figures) F1() float64 { return harmonic(f.Precision(), f.Recall()) }

// SpeakerAccuracy is the share of the found quotations whose speaker is right.
func (f Figures) SpeakerAccuracy() float64 { return ratio(f.Speakers, f.Hit) }

// EndToEnd is F1 where a quotation counts only with its right speaker.
func (f Figures) EndToEnd() float64 {
	return harmonic(ratio(f.Speakers, f.Predicted), ratio(f.Speakers, f.Gold))
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

// maxLine is the longest line of a file of annotated articles, in bytes.
const maxLine = 64 << 20

// Read reads annotated articles, one JSON object a line. The error is a *jsonl.LineError unless reading itself fails.
func Read(r io.Reader) ([]Gold, error) {
	gold, err := jsonl.Read(r, maxLine, func(int, *Gold) error { return nil })
	if err != nil {
		return nil, fmt.Errorf("annotated articles: %w", err)
	}
	return gold, nil
}

// Quotes scores predictions, in any order, at a threshold of intersection over union.
func Quotes(gold []Gold, predicted []Predicted, threshold float64) Figures {
	byID := map[string][]Found{}
	for _, p := range predicted {
		byID[p.ID] = p.Quotes
	}
	f := Figures{Kinds: map[string]Tally{}, Mentions: map[string]Tally{}}
	for i := range gold {
		f.article(&gold[i], byID[gold[i].ID], threshold)
	}
	return f
}

// article adds one article to the figures.
func (f *Figures) article(g *Gold, found []Found, threshold float64) {
	runes := []rune(g.Article)
	want := make([]corpus.Span, len(g.Quotes))
	for i, q := range g.Quotes {
		want[i] = trim(runes, q.Start, q.End)
	}
	have := make([]corpus.Span, len(found))
	for i, p := range found {
		have[i] = trim(runes, p.Start, p.End)
	}
	goldOf, foundOf := match(g, want, have, threshold)
	for i, p := range found {
		gi, ok := goldOf[i]
		switch {
		case ok && g.Quotes[gi].Optional:
		case ok:
			f.True++
			f.Predicted++
		case !inside(g, want, have[i], foundOf):
			f.Predicted++
			f.Errors = append(f.Errors, Error{g.ID, "false", string(runes[have[i].Start:have[i].End]), p.Speaker, p.Rule})
		}
	}
	for i := range g.Quotes {
		if q := &g.Quotes[i]; !q.Optional {
			pi, ok := foundOf[i]
			f.quote(g.ID, q, found, pi, ok)
		}
	}
}

// quote adds one gold quotation to the figures.
func (f *Figures) quote(id string, q *Quote, found []Found, at int, ok bool) {
	f.Gold++
	kind, mention := f.Kinds[q.Kind], f.Mentions[q.Mention.Type]
	kind.N++
	if ok {
		f.Hit++
		kind.Right++
		mention.N++
		if right(q, found[at].Speaker) {
			f.Speakers++
			mention.Right++
		} else {
			f.Errors = append(f.Errors, Error{id, "speaker", q.Text, q.Speaker, found[at].Speaker})
		}
		f.Mentions[q.Mention.Type] = mention
	} else {
		f.Errors = append(f.Errors, Error{id, "miss", q.Text, q.Speaker, ""})
	}
	f.Kinds[q.Kind] = kind
}

// match pairs gold and predicted quotations one to one, the best overlap first.
func match(g *Gold, want, have []corpus.Span, threshold float64) (goldOf, foundOf map[int]int) {
	type pair struct {
		v      float64
		gi, pi int
	}
	var pairs []pair
	for gi := range want {
		for pi := range have {
			v := 0.0
			for _, s := range spans(&g.Quotes[gi], want[gi]) {
				v = max(v, overlap(have[pi], s))
			}
			if v >= threshold {
				pairs = append(pairs, pair{v, gi, pi})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(b.v, a.v), b.gi-a.gi, b.pi-a.pi) })
	goldOf, foundOf = map[int]int{}, map[int]int{}
	for _, p := range pairs {
		_, g := foundOf[p.gi]
		_, f := goldOf[p.pi]
		if !g && !f {
			foundOf[p.gi], goldOf[p.pi] = p.pi, p.gi
		}
	}
	return goldOf, foundOf
}

// spans are the stretches that stand for a gold quotation: the whole; for a mixed one also from its first to its last fragment,
// and a fragment of half the marked length or more.
func spans(q *Quote, whole corpus.Span) []corpus.Span {
	out := []corpus.Span{whole}
	if q.Kind != "mixed" || len(q.Quoted) == 0 {
		return out
	}
	total := 0
	for _, f := range q.Quoted {
		total += f[1] - f[0]
	}
	out = append(out, corpus.Span{Start: q.Quoted[0][0], End: q.Quoted[len(q.Quoted)-1][1]})
	for _, f := range q.Quoted {
		if 2*(f[1]-f[0]) >= total {
			out = append(out, corpus.Span{Start: f[0], End: f[1]})
		}
	}
	return out
}

// inside reports a prediction that lies in a gold quotation that is found or optional.
func inside(g *Gold, want []corpus.Span, have corpus.Span, foundOf map[int]int) bool {
	for i, w := range want {
		_, found := foundOf[i]
		if have.Start >= w.Start-3 && have.End <= w.End+3 && (found || g.Quotes[i].Optional) {
			return true
		}
	}
	return false
}

func overlap(a, b corpus.Span) float64 {
	in := min(a.End, b.End) - max(a.Start, b.Start)
	if in <= 0 {
		return 0
	}
	return float64(in) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}

// trim leaves out the marks and spaces at the ends.
func trim(text []rune, start, end int) corpus.Span {
	const marks = "«»“”\"‹› \u00a0\u202f\n"
	for start < end && strings.ContainsRune(marks, text[start]) {
		start++
	}
	for end > start && strings.ContainsRune(marks, text[end-1]) {
		end--
	}
	return corpus.Span{Start: start, End: end}
}

// right reports whether a predicted speaker is a gold one.
func right(q *Quote, got string) bool {
	have := nameWords(got)
	if len(have) == 0 {
		return false
	}
	for _, name := range append([]string{q.Speaker}, q.AltSpeakers...) {
		want := nameWords(name)
		switch {
		case len(want) == 0:
		case within(have, want) && (same(have[len(have)-1], want[len(want)-1]) || slices.Equal(have, want)), within(want, have):
			return true
		}
	}
	return false
}

// within reports whether each word of a is one of b.
func within(a, b []string) bool {
	for _, w := range a {
		if !slices.ContainsFunc(b, func(o string) bool { return same(w, o) }) {
			return false
		}
	}
	return true
}

// same reports two folded words that are one, or two spellings of one name.
func same(a, b string) bool {
	return a == b || utf8.RuneCountInString(a) > 3 && french.SameNameLikely(capital(a), capital(b))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// nameWords are the words of a name, without the words of offices and articles.
func nameWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(french.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if len(w) > 1 && !plainWords[w] {
			out = append(out, w)
		}
	}
	return out
}

// plainWords are left out of names.
var plainWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("le la les l de du d des un une et m mme mm monsieur madame son sa ses ministre president premier porte parole chef non nommee nomme anonyme") {
		m[w] = true
	}
	return m
}()
