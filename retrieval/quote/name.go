package quote

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"propos/retrieval/french"
)

//go:embed firstnames.txt
var firstNamesList string

// firstNames maps folded first names to their gender, "" for names of both.
var firstNames = sync.OnceValue(func() map[string]Gender {
	out := make(map[string]Gender, 1500)
	gender := Masculine
	for line := range strings.Lines(firstNamesList) {
		switch line = strings.TrimSpace(line); {
		case line == "f":
			gender = Feminine
		case line == "mf":
			gender = ""
		case !strings.HasPrefix(line, "#"):
			for _, n := range strings.Fields(line) {
				out[n] = gender
			}
		}
	}
	return out
})

// particles may stand inside a name, in small letters.
var particles = wordList("particles")

// titles of a person before a name.
var titles = map[string]Gender{"m": Masculine, "mm": Masculine, "monsieur": Masculine, "mme": Feminine, "mmes": Feminine, "madame": Feminine, "mlle": Feminine,
	"mademoiselle": Feminine, "mgr": Masculine, "monseigneur": Masculine, "me": "", "maître": "", "dr": "", "dre": Feminine, "docteur": "", "pr": "", "sir": Masculine, "lady": Feminine}

// notNames are capitalised words that begin no name: words that open sentences, days, months, titles of papers.
var notNames = wordList("notNames")

// placeNouns before a name make it a place or a thing: rue Victor Hugo, prix Goncourt.
var placeNouns = wordList("placeNouns")

// nameAt recognises a proper name at token i: capitalised words with particles between, hyphens and initials included.
// It returns the token behind; 0 when there is none.
func (t *text) nameAt(i int) int {
	if !t.upper(i) || notNames[t.at(i)] || t.toks[i].first && isAdverb(t.at(i)) || t.toks[i].Kind != french.Word || t.toks[i].Joined {
		return 0
	}
	if t.toks[i].first && t.lowerSeen[t.at(i)] && !(t.upper(i+1) && !t.toks[i+1].Joined) {
		return 0
	}
	if t.toks[i].first && verbForms()[t.at(i)] != nil || t.strangeStart(i) {
		return 0
	}
	caps := 1
	k := i + 1
	for k < min(len(t.toks), i+maxName) {
		width, words := t.nameGoesOn(i, k, caps)
		if width == 0 {
			break
		}
		k, caps = k+width, caps+words
	}
	return k
}

// maxName bounds a name, in tokens.
const maxName = 10

// nameGoesOn returns how many tokens from k on belong to the name that began at token i, and how many words they add to its caps; 0 at its end.
func (t *text) nameGoesOn(i, k, caps int) (width, words int) {
	tok := &t.toks[k]
	switch {
	case k == i+1 && acronym(t.toks[i].Text) && t.upper(k) && t.givenName(k): // l'AFP Jean Martin
		return 0, 0
	case k == i+1 && agencies[t.at(i)] && acronym(t.toks[i].Text) && t.upper(k) && t.upper(k+1): // l'AFP Ravel Dorin
		return 0, 0
	case tok.Joined && t.word(k):
		if !t.upper(k) && !t.upper(k-1) {
			return 0, 0
		}
		return 1, 0
	case determiners[t.at(k)] && t.upper(k) && acronym(t.toks[k-1].Text): // AFP Le…, but Paul Le Goff
		return 0, 0
	case t.upper(k) && opensGroup(t.at(k)): // G.S | Lors de la fête
		return 0, 0
	case caps >= 2 && t.upper(k) && t.titleBehind(k): // Guy Durand Maire de Blois
		return 0, 0
	case t.upper(k) && tok.Kind == french.Word && !tok.first && (tok.gap || t.toks[k-1].Kind != french.Word) && t.spaced(k) && !times[t.at(k)]:
		return 1, 1
	case t.upper(k) && tok.Kind == french.Elision && t.upper(k+1) && !tok.first && t.spaced(k): // Issa N'Diaye, Vincent D'Indy
		return 1, 0
	case t.at(k) == "/" && acronym(t.toks[k-1].Text) && k+1 < len(t.toks) && acronym(t.toks[k+1].Text) && !t.toks[k+1].gap: // RFE/RL
		return 2, 0
	case t.at(k) == "." && french.ShortInName(t.toks[k-1].Text) && t.upper(k+1) && !t.lineBreak(k+1): // Paul J. Durand, Paul St. Martin
		return 1, 0
	case particles[t.at(k)] && t.particle(i, k, caps) && particles[t.at(k+1)]: // van der Berg
		return 3, 1
	case particles[t.at(k)] && t.particle(i, k, caps):
		return 2, 1
	}
	return 0, 0
}

// opensGroup reports a preposition, a conjunction or a pronoun that is part of no name.
func opensGroup(low string) bool {
	return (prepositions[low] || clauseOpeners[low] || subjectPronouns[low]) && !particles[low] && !determiners[low]
}

// titleBehind reports an office with a capital at token k behind a whole name, and no surname such as Le Maire.
func (t *text) titleBehind(k int) bool {
	h, _ := t.headAt(k)
	return h != nil && h.kind == headOffice && !determiners[t.at(k-1)] && !particles[t.at(k-1)] && !acronym(t.toks[k].Text)
}

// strangeStart reports a word that a sentence begins with and that nothing shows to be a name: Gênés par…
func (t *text) strangeStart(i int) bool {
	if !t.toks[i].first || t.upperSeen[t.at(i)] || t.toks[i].place > 0 || acronym(t.toks[i].Text) || t.givenName(i) {
		return false
	}
	if t.upper(i+1) && !t.toks[i+1].first {
		return false
	}
	next := t.at(i + 1)
	return !havings[next] && !beings[next] && verbForms()[next] == nil && next != "," && next != "ne" && next != "n'" && next != "s'" && next != "se"
}

// spaced reports whether only a space stands between token k and the one before, on one line.
func (t *text) spaced(k int) bool {
	between := t.body[t.toks[k-1].End:t.toks[k].Start]
	return !strings.Contains(between, "\n") && len(between) <= 3
}

// particle reports whether the small word at token k belongs to the name that began at token i: a name follows, and what stands before
// can be a first name or a whole name.
func (t *text) particle(i, k, caps int) bool {
	next := k + 1
	if particles[t.at(next)] && !t.upper(next) {
		next++
	}
	if !t.upper(next) || notNames[t.at(next)] || t.toks[next].place > 0 && (t.at(k) == "de" || t.at(k) == "d'" || t.at(k) == "du") {
		return false
	}
	switch t.at(k) {
	case "de", "d'", "du":
		_, given := firstNames()[french.Fold(t.toks[i].Text)]
		return given && next == k+1 && !acronym(t.toks[next].Text) || given && t.at(k+1) == "la" && caps <= 2
	case "la", "le", "e", "y":
		return false
	}
	return true
}

// acronym reports a word of capitals only, two at least: OTAN, AFP.
func acronym(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
		n++
	}
	return n >= 2
}

// titleAt recognises « M. », « Mme » before a name; it returns the token behind and the gender.
func (t *text) titleAt(i int) (int, Gender, bool) {
	g, ok := titles[t.at(i)]
	if !ok || !t.upper(i) && t.at(i) != "maître" && t.at(i) != "docteur" {
		return 0, "", false
	}
	next := i + 1
	if t.at(next) == "." {
		next++
	}
	return next, g, t.upper(next) && !notNames[t.at(next)]
}

// splitName cuts a run of capitalised words [i, end) behind an office's complement where a person's name begins:
// « du Medef | Paul Roux de Morlaix ». It returns end when all belongs to the complement.
func (t *text) splitName(i, end int) int {
	first := i + 1
	if n := int(t.toks[i].place); n > 0 {
		first = min(i+n, end)
	}
	for t.at(first) == "/" { // RFE/RL
		first += 2
	}
	for first < end && (t.toks[first].Joined || particles[t.at(first)]) {
		first++
	}
	given := firstNames()
	for k := first; k < end; k++ {
		if _, ok := given[french.Fold(t.toks[k].Text)]; ok && !t.toks[k].Joined && t.upper(k) && k+1 < end {
			return k
		}
	}
	if t.toks[i].place > 0 && first < end && mediaWords[t.at(first)] { // le site de France Inter
		first++
	}
	if first < end && (t.toks[i].place > 0 || acronym(t.toks[i].Text) || domains[french.Fold(t.toks[i].Text)]) {
		return first
	}
	words := 0
	for k := first; k < end; k++ {
		if !t.toks[k].Joined && t.upper(k) {
			words++
		}
	}
	if words >= 2 {
		return first
	}
	return end
}

// agencies are news agencies in capitals, behind which the name of whoever spoke to them may stand.
var agencies = wordList("agencies")

// mediaWords follow a place in the names of media.
var mediaWords = wordList("mediaWords")

// domains are the capitalised nouns that end the complement of an office: ministre de l'Intérieur | Jean Martin
var domains = wordList("domains")
