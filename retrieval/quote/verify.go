package quote

import "propos/corpus"

// Match says how an asked sentence stands in a text.
type Match string

// The kinds of match.
const (
	Exact  Match = "exact"  // the same words in the same order; marks, case, accents and marked cuts « […] » aside
	Near   Match = "near"   // most of the words in order, with differences
	Absent Match = "absent" // neither
)

// Difference is a stretch where the asked words and the text differ. Asked is empty for words left out, Said for words added.
type Difference struct {
	Asked string      // as asked
	Said  string      // as the text has it
	Span  corpus.Span // of Said in the text; empty (Start == End) at the place where words were added
}

// Verdict is the best match of an asked sentence in one text. The zero Verdict is not a match: Match is Absent then.
type Verdict struct {
	Match       Match
	Span        corpus.Span // of the matched words in the text; zero when absent
	Share       float64     // of the asked words that stand in the text in order, 0 to 1
	Differences []Difference
}

// Verify looks for the asked sentence in a text.
func Verify(asked, text string) Verdict { return Verdict{Match: Absent} }
