package retrieval

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// said is a quotation as the index keeps it: what the article alone proves.
type said struct {
	Span, Sentence corpus.Span
	Cue            string
	Kind           quote.Kind
	Mention        string
	MentionAs      quote.MentionKind
	Speaker        quote.Speaker
	How            quote.How
	ReportedBy     string
	Certainty      float64
	Key            string
	Text           string // the words said
	Near           string // the sentence around, and the title
	date           corpus.Date
}

// entry is what the index keeps of an article: its passages, its quotations, and the people it names.
func entry(a corpus.Article, version int) *index.Entry {
	x := quote.Extract(a.Title, a.Body)
	e := &index.Entry{Article: a, Version: version}
	for _, q := range x.Quotes {
		e.Quotes = append(e.Quotes, quoteEntry(a, q))
	}
	e.Blob = packPeople(x.People)
	return e
}

func quoteEntry(a corpus.Article, q quote.Quote) index.QuoteEntry {
	q.Speaker.Offices = withMention(q.Speaker.Offices, q.Mention)
	s := said{
		Span: q.Span, Sentence: q.Sentence, Cue: q.Cue, Kind: q.Kind, Mention: q.Mention.Text, MentionAs: q.Mention.Kind,
		Speaker: q.Speaker, How: q.How, Certainty: q.Certainty, Key: QuoteKey(q.Span.Of(a.Body)), date: a.Date,
	}
	s.Text, s.Near = q.Span.Of(a.Body), around(a, q)
	if q.ReportedBy != nil {
		s.ReportedBy = q.ReportedBy.Name
	}
	return index.QuoteEntry{Speaker: speakerTerms(&q.Speaker), Text: s.Text, Near: s.Near, Blob: s.pack()}
}

// withMention adds the office by which the article names the speaker here: who is « son homologue arménien » in one sentence
// is « le ministre arménien des Affaires étrangères » in another.
func withMention(offices []quote.Office, m quote.Mention) []quote.Office {
	if m.Kind != quote.ByOffice {
		return offices
	}
	s, ok := quote.Phrase(m.Text)
	if !ok || len(s.Offices) == 0 || holds(&quote.Speaker{Offices: offices}, &s.Offices[0]) {
		return offices
	}
	return append(slices.Clone(offices), s.Offices[0])
}

// aroundBytes is how much of a sentence on either side of a quotation it is found by. Few are longer but lists, and pages that lost their full
// stops: an article may have thousands of quotations in one.
const aroundBytes = 2000

// around is the sentence of a quotation and the title of its article, by which it is also found.
func around(a corpus.Article, q quote.Quote) string {
	s := q.Sentence
	before, after := a.Body[s.Start:min(q.Span.Start, s.End)], a.Body[max(q.Span.End, s.Start):max(s.End, q.Span.End)]
	if n := len(before); n > aroundBytes {
		_, before, _ = strings.Cut(before[n-aroundBytes:], " ")
	}
	if len(after) > aroundBytes {
		after = after[:strings.LastIndexByte(after[:aroundBytes], ' ')+1]
	}
	return a.Title + "\n" + before + "\n" + after
}

// Prefixes of the terms by which the speaker of a quotation is found.
const (
	termWord   = "w:" // a folded word of the name
	termOffice = "o:" // class and nation of an office
	termNation = "n:" // nation of an office, or of the organisation
	termBody   = "b:" // nation of an organisation: the country itself speaks
)

// speakerTerms are the terms by which a quotation is found by its speaker.
func speakerTerms(s *quote.Speaker) []string {
	var out []string
	for _, spelling := range append([]string{s.Name}, s.Spellings...) {
		for _, w := range nameWords(spelling) {
			out = append(out, termWord+w)
		}
	}
	for _, o := range s.Offices {
		out = append(out, termOffice+o.Class+":"+o.Nation)
		if o.Nation != "" {
			out = append(out, termNation+o.Nation)
		}
	}
	if s.Nation != "" {
		out = append(out, termNation+s.Nation)
		if s.Organisation {
			out = append(out, termBody+s.Nation)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nameWords are the folded words of a name, without function words.
func nameWords(name string) []string {
	var out []string
	for _, t := range french.Tokens(name) {
		if f := french.Fold(t.Text); t.Kind != french.Elision && !french.IsStop(f) {
			out = append(out, f)
		}
	}
	return out
}

// QuoteKey names a quotation by its words, for corrections: the same words have the same key in every version of an article,
// whatever their marks, spaces, case and accents.
func QuoteKey(text string) string {
	var b strings.Builder
	for _, t := range french.Tokens(text) {
		b.WriteString(french.Fold(t.Text))
		b.WriteByte(' ')
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:8])
}
