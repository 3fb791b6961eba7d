package index

import (
	"strings"
	"sync"

	"propos/retrieval/french"
)

// Word is what is known of a written form. It is shared and must not be changed.
type Word struct {
	Form  string    // folded: "armenie"
	Lower string    // lower case, accents kept: "arménie"
	Stems [2]string // french.Stems: Stemmed, Folded; both are Form for a number
	Key   string    // french.NameKey of a capitalised word; "" otherwise
	Kind  french.Kind
	Upper bool      // begins with a capital
	Stop  bool      // french.IsStop: not indexed
	marks [4]uint16 // hashes of Form, Lower and Stems, for Bloom
}

// Same reports whether two words are forms of one another (french.Stems.Same).
func (w *Word) Same(o *Word) bool {
	return w.Stems[1] == o.Stems[1] || w.Stems[0] == o.Stems[0] || w.Stems[0] == o.Stems[1] || w.Stems[1] == o.Stems[0]
}

// Token is a word of a text. Start and End are bytes of the text; a text over 64 kB has tokens only that far.
type Token struct {
	*Word
	Start, End uint16
	Sentence   uint16 // from 0
	Joined     bool   // hangs on the token before by a hyphen
}

// maxWords bounds each of the two generations of a Vocabulary: some 15 MB when both are full.
const maxWords = 50_000

// Vocabulary remembers the written forms it has analysed. The zero value is ready; it is safe for concurrent use.
// When the young generation is full it becomes the old one, so that words in use are kept.
type Vocabulary struct {
	mu         sync.RWMutex
	young, old map[string]*Word
}

// maxText is how many bytes of a text are analysed.
const maxText = 1<<16 - 1

// Analyse returns the words, elisions and numbers of a text, stop words included, with their sentences.
func (v *Vocabulary) Analyse(text string) []Token {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	raw := french.Tokens(text)
	sentences := french.Sentences(text)
	out, kinds := make([]Token, len(raw)), make([]french.Kind, len(raw))
	n := 0
	for i, t := range raw {
		for n+1 < len(sentences) && t.Start >= sentences[n+1].Start {
			n++
		}
		out[i] = Token{Start: uint16(t.Start), End: uint16(t.End), Sentence: uint16(n), Joined: t.Joined}
		kinds[i] = t.Kind
	}
	v.fill(out, text, kinds)
	return out
}

// fill looks the words up, all under one lock, and makes those that are missing.
func (v *Vocabulary) fill(out []Token, text string, kinds []french.Kind) {
	var late []int // tokens whose words are not in the young generation
	v.mu.RLock()
	for i := range out {
		written := text[out[i].Start:out[i].End]
		w, ok := v.young[written]
		if !ok {
			w = v.old[written]
			late = append(late, i)
		}
		out[i].Word = w
	}
	v.mu.RUnlock()
	for _, i := range late {
		if out[i].Word == nil {
			out[i].Word = newWord(text[out[i].Start:out[i].End], kinds[i])
		}
	}
	if len(late) > 0 {
		v.keep(out, text, late)
	}
}

// keep puts words into the young generation.
func (v *Vocabulary) keep(out []Token, text string, late []int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.young == nil || len(v.young) >= maxWords {
		v.young, v.old = make(map[string]*Word, 1024), v.young
	}
	for _, i := range late {
		written := text[out[i].Start:out[i].End]
		w, ok := v.young[written]
		if !ok {
			w = out[i].Word
			v.young[strings.Clone(written)] = w // a word must not keep a whole text in memory
		}
		out[i].Word = w
	}
}

func newWord(written string, kind french.Kind) *Word {
	written = strings.Clone(written) // its forms may share its memory, which must not be a whole text
	lower, form := strings.ToLower(written), french.Fold(written)
	switch kind {
	case french.Number:
		form = plainNumber(form)
	case french.Elision:
		form = strings.TrimSuffix(form, "'")
	}
	w := &Word{Form: form, Lower: shared(lower, form), Stems: [2]string{form, form}, Kind: kind, Upper: french.Token{Text: written}.Upper()}
	w.Stop = kind == french.Elision || french.IsStop(form)
	if kind == french.Word && !w.Stop {
		s := french.StemsOf(written)
		w.Stems = [2]string{shared(s.Stemmed, form), shared(s.Folded, form)}
		if w.Upper {
			w.Key = french.NameKey(form)
		}
	}
	w.marks = [4]uint16{mark(w.Form), mark(w.Lower), mark(w.Stems[0]), mark(w.Stems[1])}
	return w
}

// shared returns s, in the memory of a string that begins with it where there is one.
func shared(s, whole string) string {
	if strings.HasPrefix(whole, s) {
		return whole[:len(s)]
	}
	return s
}

// plainNumber drops what groups digits: "100 000" and "100 000" with other spaces are one number.
func plainNumber(form string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, form)
}

// Compound returns the joined form of the hyphenated word that begins at tokens[i], folded, and how many tokens it takes:
// "hautkarabagh" and 2 for « Haut-Karabagh ». It is "", 1 for a word that stands alone, and for one that only hangs
// function words on itself (« dit-il », « celui-ci »).
func Compound(tokens []Token, i int) (string, int) {
	end := i + 1
	for end < len(tokens) && tokens[end].Joined {
		end++
	}
	if end == i+1 || tokens[i].Joined || tokens[i].Stop || tokens[end-1].Stop {
		return "", 1
	}
	var b strings.Builder
	for _, t := range tokens[i:end] {
		b.WriteString(t.Form)
	}
	return b.String(), end - i
}
