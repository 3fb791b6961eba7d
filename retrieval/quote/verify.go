package quote

import (
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
)

// Match says how an asked sentence stands in a text.
type Match string

// The kinds of match.
const (
	Exact  Match = "exact"  // the same words in the same order; marks, case, accents and marked cuts « […] » aside
	Near   Match = "near"   // most of the words in order, with differences
	Absent Match = "absent" // neither
)

// Difference is a stretch where the asked words and the text differ. Asked is empty for words that only the text has, Said for words that only the asker has.
type Difference struct {
	Asked string      // as asked
	Said  string      // as the text has it
	Span  corpus.Span // of Said in the text; empty (Start == End) at the place where the asker added words
}

// Verdict is the best match of an asked sentence in one text. The zero Verdict is not a match.
type Verdict struct {
	Match       Match
	Span        corpus.Span // of the matched words in the text; zero when absent
	Share       float64     // of the asked words that stand in the text in order, 0 to 1
	Differences []Difference
}

const (
	maxAsked  = 300 // words of the asked sentence that are compared; the rest is left out
	nearShare = 0.6 // of the asked words must stand in the text
	nearWords = 3   // at least
)

// Verify looks for the asked sentence in a text. Marks, spaces, case, accents, apostrophes and hyphens count for nothing;
// « […] », « (…) » and « … » in the asked sentence stand for words left out, and what a text has in square brackets may be left out.
// Time grows with the length of the text times that of the sentence, of which maxAsked words are read.
func Verify(asked, text string) Verdict {
	want, have := words(asked), words(text)
	if len(want) > maxAsked {
		want = want[:maxAsked]
	}
	if len(want) == 0 || len(have) == 0 {
		return Verdict{Match: Absent}
	}
	end, _ := bestEnd(want, have)
	if end < 0 {
		return Verdict{Match: Absent}
	}
	from := max(0, end+1-3*len(want)-60)
	return judge(asked, text, want, have, align(want, have[from:end+1]), from)
}

// unit is a word of a text as it is compared.
type unit struct {
	key     string
	span    corpus.Span
	cut     bool // a marked cut stands before it
	bracket bool // stands in square brackets
}

// words returns the words of a text, the marked cuts noted on the word behind.
func words(text string) []unit {
	var out []unit
	cut, bracket := false, false
	for _, tok := range french.Scan(text) {
		if tok.Kind == french.Punct {
			switch {
			case tok.Text == "…" || strings.HasPrefix(tok.Text, ".."):
				cut = true
			case tok.Text == "[":
				bracket = true
			case tok.Text == "]":
				bracket = false
			}
			continue
		}
		key := strings.TrimRight(french.Fold(tok.Text), "'")
		if tok.Kind == french.Number {
			key = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(key)
		}
		out = append(out, unit{key, corpus.Span{Start: tok.Start, End: tok.End}, cut, bracket})
		cut = false
	}
	return out
}

// Weights of the alignment: a word that agrees, one replaced, one left out or added.
const (
	agreeing = 2
	replaced = -1
	moved    = -1
)

// skipCost is what leaving out a word of the text costs before word i of the asked sentence: nothing at a marked cut or in brackets.
func skipCost(want []unit, i int, h unit) int {
	if h.bracket || i < len(want) && want[i].cut {
		return 0
	}
	return moved
}

// bestEnd returns the word of the text with which the best local alignment of the whole asked sentence ends, and its score.
func bestEnd(want, have []unit) (end, score int) {
	row := make([]int, len(want)+1) // row[i]: best score of want[:i] against words that end here
	next := make([]int, len(want)+1)
	for i := range row {
		row[i] = i * moved
	}
	end = -1
	for j, h := range have {
		next[0] = 0
		for i := 1; i <= len(want); i++ {
			s := replaced
			if want[i-1].key == h.key {
				s = agreeing
			}
			next[i] = max(row[i-1]+s, row[i]+skipCost(want, i, h), next[i-1]+moved)
		}
		if next[len(want)] > score {
			end, score = j, next[len(want)]
		}
		row, next = next, row
	}
	return end, score
}

// pair is a step of an alignment: a word of each side, -1 where one side has none.
type pair struct{ asked, said int }

// align returns the steps of the best alignment of all asked words with the end of have; the start is free.
func align(want, have []unit) []pair {
	cols := len(want) + 1
	score := make([]int, (len(have)+1)*cols)
	for i := 1; i < cols; i++ {
		score[i] = i * moved
	}
	at := func(j, i int) *int { return &score[j*cols+i] }
	same := func(j, i int) int {
		if want[i-1].key == have[j-1].key {
			return agreeing
		}
		return replaced
	}
	for j := 1; j <= len(have); j++ {
		for i := 1; i < cols; i++ {
			*at(j, i) = max(*at(j-1, i-1)+same(j, i), *at(j-1, i)+skipCost(want, i, have[j-1]), *at(j, i-1)+moved)
		}
	}
	var steps []pair
	for i, j := cols-1, len(have); i > 0; {
		switch {
		case j > 0 && *at(j, i) == *at(j-1, i-1)+same(j, i):
			i, j = i-1, j-1
			steps = append(steps, pair{i, j})
		case j > 0 && *at(j, i) == *at(j-1, i)+skipCost(want, i, have[j-1]):
			j--
			steps = append(steps, pair{-1, j})
		default:
			i--
			steps = append(steps, pair{i, -1})
		}
	}
	for a, b := 0, len(steps)-1; a < b; a, b = a+1, b-1 {
		steps[a], steps[b] = steps[b], steps[a]
	}
	return steps
}

// judge counts what agrees and gathers what differs.
func judge(asked, text string, want, have []unit, steps []pair, from int) Verdict {
	v := Verdict{Match: Absent}
	agreed := 0
	var open *run
	flush := func() {
		if open != nil {
			v.Differences = append(v.Differences, open.difference(asked, text, want, have))
			open = nil
		}
	}
	for _, s := range steps {
		if s.said >= 0 {
			s.said += from
		}
		switch {
		case s.asked >= 0 && s.said >= 0 && want[s.asked].key == have[s.said].key:
			flush()
			agreed++
			v.Span = cover(v.Span, have[s.said].span)
		case s.asked < 0 && allowed(want, have, s.said, steps, from):
		default:
			if open == nil {
				open = &run{at: v.Span.End}
			}
			open.add(s)
		}
	}
	flush()
	v.Share = float64(agreed) / float64(len(want))
	switch {
	case agreed == len(want) && len(v.Differences) == 0:
		v.Match = Exact
	case v.Share >= nearShare && agreed >= nearWords:
		v.Match = Near
	default:
		return Verdict{Match: Absent, Share: v.Share}
	}
	return v
}

// allowed reports a word of the text that may be left out: it stands in brackets, or at a marked cut of the asked sentence.
func allowed(want, have []unit, said int, steps []pair, from int) bool {
	if have[said].bracket {
		return true
	}
	next := -1
	for k := len(steps) - 1; k >= 0; k-- {
		if steps[k].said+from == said && steps[k].said >= 0 {
			break
		}
		if steps[k].asked >= 0 {
			next = steps[k].asked
		}
	}
	return next >= 0 && want[next].cut
}

func cover(a, b corpus.Span) corpus.Span {
	if a.Len() == 0 {
		return b
	}
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// run is a stretch of steps that do not agree.
type run struct {
	asked, said []int
	at          int // byte of the text where it begins
}

func (r *run) add(s pair) {
	if s.asked >= 0 {
		r.asked = append(r.asked, s.asked)
	}
	if s.said >= 0 {
		r.said = append(r.said, s.said)
	}
}

func (r *run) difference(asked, text string, want, have []unit) Difference {
	d := Difference{Span: corpus.Span{Start: r.at, End: r.at}}
	if n := len(r.asked); n > 0 {
		d.Asked = asked[want[r.asked[0]].span.Start:want[r.asked[n-1]].span.End]
	}
	if n := len(r.said); n > 0 {
		d.Span = corpus.Span{Start: have[r.said[0]].span.Start, End: have[r.said[n-1]].span.End}
		d.Said = d.Span.Of(text)
	}
	return d
}
