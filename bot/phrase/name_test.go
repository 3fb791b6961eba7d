package phrase_test

import (
	"regexp"
	"testing"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/retrieval"
)

func TestNameLine(t *testing.T) {
	for _, tt := range []struct {
		person, words string
		period        corpus.Period
		want          string
	}{
		{"Nikol Pachinian", "Pashinyan", corpus.Period{}, "«\u00a0Pashinyan\u00a0» = Nikol Pachinian"},
		{"Sergueï Lavrov", "chef de la diplomatie russe", corpus.Period{From: corpus.Date{Year: 2004}}, "«\u00a0chef de la diplomatie russe\u00a0» = Sergueï Lavrov, depuis 2004"},
		{"Igor Ivanov", "chef de la diplomatie russe", corpus.Period{From: corpus.Date{Year: 1998}, To: corpus.Date{Year: 2004}}, "«\u00a0chef de la diplomatie russe\u00a0» = Igor Ivanov, de 1998 à 2004"},
	} {
		if got := phrase.NameLine(tt.person, tt.words, tt.period); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestNameRefusal: every fault has a sentence, set as French typography has it.
func TestNameRefusal(t *testing.T) {
	sentence := regexp.MustCompile(`^\p{Lu}.*\.$`)
	plain := regexp.MustCompile(`\pL [:;!?»]|« |\pL'\pL`)
	for _, fault := range []retrieval.NameFault{retrieval.NameEmpty, retrieval.NameLong, retrieval.NameSame, retrieval.NameThere, retrieval.NameTaken,
		retrieval.NameCircle, retrieval.NameChain, retrieval.NameBare, retrieval.NameTimed, retrieval.NamePeriod} {
		got := phrase.NameRefusal(&retrieval.NameError{Fault: fault, With: retrieval.Name{Person: "Nikol Pachinian", Words: "Pashinyan"}})
		if !sentence.MatchString(got) || plain.MatchString(got) {
			t.Errorf("%s: %q", fault, got)
		}
	}
}
