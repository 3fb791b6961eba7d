package index

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
)

// Limits of a passage. Raise cutVersion when they or the rules of Cut change: stored passages are then made again.
const (
	cutVersion  = 1
	targetBytes = 800  // a passage is closed when the next sentence would bring it further from this than it is
	maxBytes    = 1200 // an article up to this is one passage; a sentence over it is cut between words
	MaxPassages = 400  // of one article
)

// ErrTooLong is returned for an article of more than MaxPassages passages.
var ErrTooLong = errors.New("more than 400 passages")

// Cut cuts a body into passages: whole sentences, about 800 bytes, at most 1,200, in order, not overlapping, together
// every byte but the spaces between them. A sentence over 1,200 bytes is cut between words.
func Cut(body string) ([]corpus.Span, error) {
	if whole := trimmed(body); whole.Len() <= maxBytes {
		if whole.Len() == 0 {
			return nil, nil
		}
		return []corpus.Span{whole}, nil
	}
	var out []corpus.Span
	var cur corpus.Span
	for _, s := range pieces(body) {
		if cur.Len() > 0 && closes(cur, s) {
			out = append(out, cur)
			cur = s
			continue
		}
		if cur.Len() == 0 {
			cur.Start = s.Start
		}
		cur.End = s.End
	}
	if cur.Len() > 0 {
		out = append(out, cur)
	}
	if len(out) > MaxPassages {
		return nil, fmt.Errorf("cut %d passages: %w", len(out), ErrTooLong)
	}
	return out, nil
}

// closes decides whether a passage ends before the next sentence.
func closes(cur, next corpus.Span) bool {
	with := next.End - cur.Start
	return with > maxBytes || with-targetBytes > targetBytes-cur.Len()
}

// pieces returns the sentences, over-long ones cut.
func pieces(body string) []corpus.Span {
	var out []corpus.Span
	for _, s := range french.Sentences(body) {
		for s.Len() > maxBytes {
			end := s.Start + cutAt(s.Of(body))
			out = append(out, corpus.Span{Start: s.Start, End: end})
			s.Start = end + len(body[end:s.End]) - len(strings.TrimLeft(body[end:s.End], " \u00a0\u202f"))
		}
		if s.Len() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// cutAt returns where to cut an over-long sentence: behind the last word that fits, or inside it when it does not fit itself.
func cutAt(text string) int {
	head := text[:maxBytes]
	if i := strings.LastIndexAny(head, " \u00a0\u202f\n"); i > 0 {
		return i
	}
	end := maxBytes
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

func trimmed(body string) corpus.Span {
	start := len(body) - len(strings.TrimLeft(body, " \n"))
	return corpus.Span{Start: start, End: max(start, len(strings.TrimRight(body, " \n")))}
}

// Passage is one indexed passage. It is shared between readers and must not be changed.
type Passage struct {
	Article string // id
	Version int    // of the article
	Ordinal int    // from 0
	Span    corpus.Span
	Title   string
	Group   string
	Source  string
	Date    corpus.Date
	Text    string // Span of the article's body

	shape string // of Text
	words *Vocabulary
	once  sync.Once
	text  []Token
	title []Token
}

// Tokens returns the tokens of the text; offsets are into Text. They are made once.
func (p *Passage) Tokens() []Token { p.analyse(); return p.text }

// TitleTokens returns the tokens of the title; offsets are into Title. They are made once.
func (p *Passage) TitleTokens() []Token { p.analyse(); return p.title }

func (p *Passage) analyse() {
	p.once.Do(func() { p.text, p.title = p.words.shaped(p.Text, p.shape), p.words.Analyse(p.Title) })
}

// cost is about how many bytes of memory a passage takes once it is analysed.
func (p *Passage) cost() int { return 300 + len(p.Article) + 6*(len(p.Text)+len(p.Title)) }
