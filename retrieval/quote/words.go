package quote

import (
	_ "embed"
	"strings"
)

//go:embed words.txt
var wordsTable string

// wordLists are the lists of words.txt, by name.
var wordLists = readWordLists()

func readWordLists() map[string][]string {
	lists := map[string][]string{}
	name := ""
	for line := range strings.Lines(wordsTable) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "= "); ok {
			name = rest
			continue
		}
		if line != "" && line[0] != '#' {
			lists[name] = append(lists[name], line)
		}
	}
	return lists
}

// wordList returns a list of words.txt as a set. It panics when there is none: a fault of this program.
func wordList(name string) map[string]bool {
	lines, ok := wordLists[name]
	if !ok {
		panic("words.txt has no list " + name)
	}
	set := make(map[string]bool)
	for _, line := range lines {
		for _, w := range strings.Fields(line) {
			set[w] = true
		}
	}
	return set
}

// phraseLists returns the adverbial phrases of words.txt by their first word.
func phraseLists() map[string][][]string {
	phrases := map[string][][]string{}
	for _, line := range wordLists["adverbials"] {
		words := strings.Fields(line)
		phrases[words[0]] = append(phrases[words[0]], words)
	}
	return phrases
}

// auxiliaries are the third-person forms of avoir; reflexive verbs take those of être.
var (
	havings = wordList("havings")
	beings  = wordList("beings")
)

// determiners open a noun group. "du", "au", "aux" hold a preposition, too; "des" does behind a noun.
var determiners = wordList("determiners")

// prepositions open a group that is no subject.
var prepositions = wordList("prepositions")

// joiners are prepositions that keep a noun group going: ministre de l'Intérieur, président du Medef.
var joiners = wordList("joiners")

// clitics stand between a subject and its verb.
var clitics = wordList("clitics")

// subjectPronouns of the third person.
var subjectPronouns = wordList("subjectPronouns")

// relatives end a noun group.
var clauseOpeners = wordList("clauseOpeners")

// adverbs may stand between the parts of a verb group, or between it and « que ».
var adverbs = wordList("adverbs")

// adverbial phrases, as words, that may stand where adverbs may.
var adverbials = phraseLists()

// times are words of dates: « mardi 4 mai », « fin mars ».
var times = wordList("times")

// isAdverb reports a word that may stand inside a verb group.
func isAdverb(low string) bool {
	return adverbs[low] || len(low) > 6 && strings.HasSuffix(low, "ment") && low != "gouvernement" && low != "parlement" && low != "mouvement" && low != "département"
}

// adverbialAt returns how many tokens the adverb or adverbial phrase at token i takes; 0 when there is none.
func (t *text) adverbialAt(i int) int {
	for _, words := range adverbials[t.at(i)] {
		if t.starts(i, words...) {
			return len(words)
		}
	}
	if t.word(i) && isAdverb(t.at(i)) {
		return 1
	}
	return 0
}

// adverbialBefore returns how many tokens the adverb or adverbial phrase that ends before token i takes; 0 when there is none.
func (t *text) adverbialBefore(i int) int {
	for n := 4; n >= 2; n-- {
		for _, words := range adverbials[t.at(i-n)] {
			if len(words) == n && t.starts(i-n, words...) {
				return n
			}
		}
	}
	if t.word(i-1) && isAdverb(t.at(i-1)) {
		return 1
	}
	return 0
}
