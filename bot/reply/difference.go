package reply

import (
	"strings"

	"propos/bot/phrase"
)

// Change is one thing that differs between two states of an article; "" is unknown.
type Change struct{ Label, Was, Now string }

// How much of a difference is shown.
const (
	shownSentences = 5
	shownSentence  = 220 // characters
	shownValue     = 200
)

// Differences draws what differs: the things that changed, then the sentences of the text that went and came. reordered says that the
// text has the same sentences otherwise arranged.
func Differences(changes []Change, removed, added []string, reordered bool) Component {
	var lines []string
	for _, c := range changes {
		lines = append(lines, "**"+c.Label+"**"+phrase.Fine(" : ")+value(c.Was)+" → "+value(c.Now))
	}
	switch {
	case len(removed)+len(added) > 0:
		lines = append(lines, "**Texte**"+phrase.Fine(" : ")+phrase.List(counted(removed, added), "et"))
		lines = append(lines, sentenceLines("−", removed)...)
		lines = append(lines, sentenceLines("+", added)...)
	case reordered:
		lines = append(lines, "**Texte**"+phrase.Fine(" : les mêmes phrases, autrement disposées"))
	}
	return Text(strings.Join(lines, "\n"))
}

func value(text string) string {
	if text == "" {
		return "*inconnu*"
	}
	return Inline(phrase.Cut(text, shownValue))
}

func counted(removed, added []string) []string {
	var parts []string
	if n := len(removed); n > 0 {
		parts = append(parts, phrase.Count(n, "phrase en moins", "phrases en moins"))
	}
	if n := len(added); n > 0 {
		parts = append(parts, phrase.Count(n, "phrase en plus", "phrases en plus"))
	}
	return parts
}

// sentenceLines lists sentences behind a sign, the first few.
func sentenceLines(sign string, sentences []string) []string {
	var lines []string
	for i, s := range sentences {
		if i == shownSentences {
			return append(lines, "-# "+phrase.Say("et %s", phrase.Count(len(sentences)-i, "autre", "autres")))
		}
		lines = append(lines, "> "+sign+phrase.NoBreak+Inline(phrase.Cut(s, shownSentence)))
	}
	return lines
}
