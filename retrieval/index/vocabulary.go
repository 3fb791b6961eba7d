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
	Upper bool // begins with a capital
	Stop  bool // french.IsStop: not indexed
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

// Analyse returns the words, elisions and numbers of a text, stop words included, with their sentences.
func (v *Vocabulary) Analyse(text string) []Token {
	const maxText = 1<<16 - 1
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	raw := french.Tokens(text)
	sentences := french.Sentences(text)
	out := make([]Token, len(raw))
	n := 0
	for i, t := range raw {
		for n+1 < len(sentences) && t.Start >= sentences[n+1].Start {
			n++
		}
		out[i] = Token{Start: uint16(t.Start), End: uint16(t.End), Sentence: uint16(n), Joined: t.Joined}
	}
	v.fill(out, raw)
	return out
}

// fill looks the words up, all under one lock, and makes those that are missing.
func (v *Vocabulary) fill(out []Token, raw []french.Token) {
	var late []int // tokens whose words are not in the young generation
	v.mu.RLock()
	for i, t := range raw {
		w, ok := v.young[t.Text]
		if !ok {
			w = v.old[t.Text]
			late = append(late, i)
		}
		out[i].Word = w
	}
	v.mu.RUnlock()
	for _, i := range late {
		raw[i].Text = strings.Clone(raw[i].Text) // a word must not keep a whole text in memory
		if out[i].Word == nil {
			out[i].Word = newWord(raw[i])
		}
	}
	if len(late) > 0 {
		v.keep(out, raw, late)
	}
}

// keep puts words into the young generation.
func (v *Vocabulary) keep(out []Token, raw []french.Token, late []int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.young == nil || len(v.young) >= maxWords {
		v.young, v.old = make(map[string]*Word, 1024), v.young
	}
	for _, i := range late {
		if _, ok := v.young[raw[i].Text]; !ok {
			v.young[raw[i].Text] = out[i].Word
		}
	}
}

func newWord(t french.Token) *Word {
	lower, form := strings.ToLower(t.Text), french.Fold(t.Text)
	switch t.Kind {
	case french.Number:
		form = plainNumber(form)
	case french.Elision:
		form = strings.TrimSuffix(form, "'")
	}
	w := &Word{Form: form, Lower: shared(lower, form), Stems: [2]string{form, form}, Kind: t.Kind, Upper: t.Upper()}
	w.Stop = t.Kind == french.Elision || french.IsStop(form)
	if t.Kind != french.Word || w.Stop {
		return w
	}
	s := french.StemsOf(t.Text)
	w.Stems = [2]string{shared(s.Stemmed, form), shared(s.Folded, form)}
	if w.Upper {
		w.Key = french.NameKey(form)
	}
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
