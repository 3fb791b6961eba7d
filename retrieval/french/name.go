package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// NameMention is a proper name found in a text: a person, a place or an organisation.
type NameMention struct {
	corpus.Span             // the name, without its title
	Title       corpus.Span // « M. », « Mme », « le docteur » before the name; zero when there is none
	Gender      Gender      // by the title, else by the given name; "" when neither tells
	Given       bool        // begins with a common given name
}

// Names returns the proper names among tokens, in order and without overlap: runs of capitalised words, with the particles
// between them (Charles de Gaulle, Ursula von der Leyen, Mohammed ben Salmane). Give it what Scan returns, so that marks part names;
// with Tokens, a name may run over a comma. A word that only opens a sentence is a name when it is known as one (given name, place,
// acronym) or when it is written with a capital inside another sentence of the same tokens.
func Names(tokens []Token) []NameMention {
	r := nameReader{tokens: tokens}
	for i := 0; i < len(tokens); {
		n := r.read(i)
		if n == 0 {
			n = 1
		}
		i += n
	}
	return r.out
}

// nameReader walks over tokens.
type nameReader struct {
	tokens []Token
	inside map[string]bool // words capitalised inside a sentence; made when first needed
	out    []NameMention
}

// read takes the name that starts at i and returns its number of tokens; 0 when none does.
func (r *nameReader) read(i int) int {
	first := i
	title, gender := r.title(i)
	i += title
	if i < len(r.tokens) && r.tokens[i].Kind == Elision && r.tokens[i].Upper() {
		return 0
	}
	if i >= len(r.tokens) || !nameWord(r.tokens[i]) {
		return 0
	}
	if title == 0 && opensName(r.tokens, i) && !r.nameAtStart(i) {
		return 0
	}
	end := r.end(i)
	if end == i+1 && title == 0 && (sentenceOpeners[Fold(r.tokens[i].Text)] || numberWordAt(r.tokens, i).class != noNumber) {
		return 0 // « Premier ministre », « le Président », « la Deuxième guerre »
	}
	m := NameMention{Span: corpus.Span{Start: r.tokens[i].Start, End: r.tokens[end-1].End}, Gender: gender}
	if title > 0 {
		m.Title = corpus.Span{Start: r.tokens[first].Start, End: r.tokens[i-1].End}
	}
	given, known := GivenName(Fold(r.tokens[i].Text))
	if m.Given = known; known && m.Gender == "" {
		m.Gender = given
	}
	r.out = append(r.out, m)
	return end - first
}

// nameWord tells whether a token can be part of a name: a word with a capital, and no pronoun or article alone in capitals.
func nameWord(t Token) bool { return t.Kind == Word && t.Upper() }

// end finds where the name that starts at i ends.
func (r *nameReader) end(i int) int {
	first := i
	i = r.chain(i)
	words := 1
	var buf [64]byte
	n, place := atlas().longest(r.tokens[first:], buf[:0])
	if n > i-first {
		return first + n
	}
	for i < len(r.tokens) {
		if n > 0 && place.Kind == PlaceName && words == 1 {
			if _, given := GivenName(Fold(r.tokens[i].Text)); given {
				return i
			}
		}
		next := r.afterParticles(i, words)
		if next < 0 {
			return i
		}
		i = r.chain(next)
		words++
	}
	return i
}

// chain passes one word and all that hangs on it by hyphens: Haut-Karabagh, Port-au-Prince.
func (r *nameReader) chain(i int) int {
	i++
	for i < len(r.tokens) && r.tokens[i].Joined && r.tokens[i].Kind != Punct && !isClitic(r.tokens[i].Text) {
		i++
	}
	return i
}

// afterParticles returns where the name goes on from i, past particles; -1 when it does not.
func (r *nameReader) afterParticles(i, words int) int {
	k := i
	if r.tokens[i].Kind == Punct && abbreviationBefore(r.tokens, i+1) {
		k, i = i+1, i+1
	}
	for k < len(r.tokens) && k-i < 3 && !nameWord(r.tokens[k]) {
		t := r.tokens[k]
		if t.Kind == Punct || t.Kind == Number || t.NewLine || !nameParticles[Fold(t.Text)] || !r.ofAllowed(t, k, words) {
			return -1
		}
		k++
	}
	if k >= len(r.tokens) || !nameWord(r.tokens[k]) || r.tokens[k].NewLine || k == i && IsStop(Fold(r.tokens[k].Text)) && !nameArticle(r.tokens[k].Text) {
		return -1
	}
	return k
}

// ofAllowed keeps « la Turquie de Recep Erdogan » and « Lavrov et Macron de Paris » apart: a French « de » goes on with a name
// only after its first word, when that is not a place.
func (r *nameReader) ofAllowed(t Token, k, words int) bool {
	switch Fold(t.Text) {
	case "de", "du", "des", "d'", "la", "les", "l'":
	default:
		return true
	}
	if words > 1 {
		return false
	}
	_, place := PlaceOf(Fold(r.tokens[k-1].Text))
	return !place
}

// nameParticles stand in lower case inside names.
var nameParticles = set("de du des d' la les von van der den dem zu zur zum ten ter te da do dos das di della del dal degli y i al el ben bin ibn ould abd bint af av vom aus")

// nameArticle accepts the articles that are written with a capital inside names: Bruno Le Maire, Marine Le Pen.
func nameArticle(word string) bool {
	switch word {
	case "Le", "La", "Les", "Des", "Du", "De", "El", "Al", "Un", "Ou", "Y", "Si", "Sans", "Car":
		return true
	}
	return false
}

// opensName tells whether the token at i stands where any word has a capital: at the start, behind an end mark or an opening one.
func opensName(tokens []Token, i int) bool {
	if i == 0 || tokens[i].NewLine {
		return true
	}
	before := tokens[i-1]
	if before.Kind == Elision {
		return false
	}
	return before.Kind == Punct && strings.ContainsAny(before.Text, ".!?…:«“\"–—•-") && !abbreviationBefore(tokens, i)
}

// abbreviationBefore tells whether the full stop before i belongs to an initial or a saint: J. Biden, St. Martin.
func abbreviationBefore(tokens []Token, i int) bool {
	return i > 1 && tokens[i-1].Text == "." && tokens[i-2].Kind == Word && tokens[i-2].End == tokens[i-1].Start &&
		tokens[i-2].Upper() && ShortInName(tokens[i-2].Text)
}

// ShortInName reports whether a word that a full stop follows may go on as a name: an initial, or the saint of « Paul St. Martin ».
func ShortInName(word string) bool {
	return utf8.RuneCountInString(word) == 1 || word == "St" || word == "Ste"
}

// nameAtStart decides whether the word that opens a sentence at i is a name.
func (r *nameReader) nameAtStart(i int) bool {
	word := r.tokens[i].Text
	folded := Fold(word)
	if IsQuestionStop(folded) || sentenceOpeners[folded] || r.cliticAfter(i) {
		return false
	}
	if allUpper(word) {
		return true
	}
	if _, ok := GivenName(folded); ok {
		return true
	}
	if p, ok := PlaceOf(folded); ok && p.Kind != PlaceDemonym {
		return true
	}
	if end := r.end(i); end > i+1 {
		return true
	}
	if r.inside == nil {
		r.inside = insideCapitals(r.tokens)
	}
	return r.inside[word]
}

// cliticAfter finds a verb: « Peut-il », « Dit-on ».
func (r *nameReader) cliticAfter(i int) bool {
	return i+1 < len(r.tokens) && r.tokens[i+1].Joined && isClitic(r.tokens[i+1].Text)
}

// isClitic recognises the pronouns that hang on a verb.
func isClitic(word string) bool {
	switch word {
	case "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "t", "moi", "toi", "le", "la", "les", "lui", "leur", "y", "en", "ci", "là":
		return true
	}
	return false
}

// insideCapitals collects the capitalised words that open no sentence.
func insideCapitals(tokens []Token) map[string]bool {
	m := make(map[string]bool)
	for i, t := range tokens {
		if nameWord(t) && !opensName(tokens, i) {
			m[t.Text] = true
		}
	}
	return m
}

// allUpper recognises acronyms: OTSC, G20.
func allUpper(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		n++
	}
	return n > 1
}

// sentenceOpeners are words that open French sentences and are no names, beside the function words.
var sentenceOpeners = set(
	"hier aujourd'hui demain maintenant puis ensuite enfin cependant pourtant toutefois neanmoins parallelement selon apres avant depuis lors face malgre outre",
	"plusieurs certains certaines chaque aucun aucune beaucoup peu trop autre autres tel telle cite cites citez dire voici voila oui non interroge interrogee reagissant evoquant",
	"concernant quant grace bien ici la-bas la jamais toujours souvent parfois deux trois quatre cinq six sept huit neuf dix cent mille premier premiere dernier derniere",
	"president presidente ministre general colonel chef ancien ancienne parmi durant envers afin alors aussitot bientot donne rappelle explique raconte liste resume affaires ministere republique conseil",
)

// title reads a title at i: its number of tokens with the full stop, and the gender it tells.
func (r *nameReader) title(i int) (int, Gender) {
	t := r.tokens[i]
	if t.Kind != Word {
		return 0, ""
	}
	gender, ok := titles[Fold(t.Text)]
	if !ok || !t.Upper() && utf8.RuneCountInString(t.Text) < 3 {
		return 0, ""
	}
	n := 1
	if i+n < len(r.tokens) && r.tokens[i+n].Text == "." && r.tokens[i+n].Start == t.End {
		n++
	} else if utf8.RuneCountInString(t.Text) == 1 && i+n < len(r.tokens) && r.tokens[i+n].Start != t.End+2 {
		return 0, "" // with Tokens, marks are not seen: « M. X » leaves two bytes between
	}
	if i+n >= len(r.tokens) || !nameWord(r.tokens[i+n]) {
		return 0, ""
	}
	return n, gender
}

// titles stand before names.
var titles = map[string]Gender{
	"m": Masculine, "mm": Masculine, "mr": Masculine, "monsieur": Masculine, "messieurs": Masculine, "mgr": Masculine, "monseigneur": Masculine,
	"mme": Feminine, "mmes": Feminine, "mlle": Feminine, "madame": Feminine, "mesdames": Feminine, "mademoiselle": Feminine, "mrs": Feminine, "lady": Feminine,
	"sir": Masculine, "lord": Masculine, "dr": "", "pr": "", "me": "", "docteur": "", "professeur": "", "maitre": "", "cheikh": Masculine, "ayatollah": Masculine,
}
