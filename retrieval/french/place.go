package french

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"propos/corpus"
)

// PlaceKind says in which way a word belongs to a place.
type PlaceKind uint8

// The kinds of word, the closest to the place first.
const (
	PlaceName    PlaceKind = iota // Turquie
	PlaceDemonym                  // turc, turques: adjective and inhabitants are one word in French
	PlaceCapital                  // Ankara
	PlaceSeat                     // Kremlin, Maison Blanche, Quai d'Orsay
)

// Place is one reading of a word or phrase as belonging to a country, a union or a region.
type Place struct {
	Code   string // ISO 3166 ("TR", "GB-SCT"), "EU", "UN", or "x-…" where ISO has none
	Kind   PlaceKind
	Loose  bool // belongs to the place without meaning the whole of it: Angleterre, soviétique, Pentagone
	Proper bool // is a common word or a first name, too: a place only when written with a capital letter (Sucre, Vienne)
}

// PlaceMention is a place found in a text.
type PlaceMention struct {
	corpus.Span
	Place
}

// RelatedWord is a word that speaks of the same place, for widening a question.
type RelatedWord struct {
	Text   string // in the form of PlaceKey, singular
	Kind   PlaceKind
	Weight float64 // in (0, 1): what a match is worth beside a match of the word itself. A first guess, not fitted.
}

// PlaceKey returns the form by which places are looked up: folded words joined by one space, without hyphens and apostrophes.
// PlaceKey("Côte d’Ivoire") is "cote d ivoire".
func PlaceKey(text string) string {
	var b strings.Builder
	for _, tok := range Tokens(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(placeWord(tok))
	}
	return b.String()
}

func placeWord(tok Token) string {
	word := Fold(tok.Text)
	if tok.Kind == Elision {
		return word[:len(word)-1]
	}
	return word
}

// PlaceOf returns the closest reading of a phrase in the form of PlaceKey. It does not allocate.
func PlaceOf(key string) (Place, bool) {
	if all := PlacesOf(key); len(all) > 0 {
		return all[0], true
	}
	return Place{}, false
}

// PlacesOf returns every reading of a phrase in the form of PlaceKey, the closest first: Bruxelles is a capital of Belgium
// and of the European Union. The slice is shared and must not be changed.
func PlacesOf(key string) []Place { return atlas().readings[key] }

// Related returns the words that speak of the place with the given code: names, demonyms (masculine and feminine), capitals, seats of power.
// The slice is shared and must not be changed; it is nil for an unknown code.
func Related(code string) []RelatedWord { return atlas().words[code] }

// Exonyms returns the other names of the place whose name has the given form of PlaceKey: for "kiev", "kyiv"; for "bombay", "mumbai".
// Names of countries and capitals are included. The slice may hold the key itself, is shared and must not be changed.
func Exonyms(key string) []string { return atlas().exonyms[key] }

// Places returns the places that tokens name, in order and without overlap, the longest reading first.
// A reading that is Proper is taken only where the text has a capital letter.
func Places(tokens []Token) []PlaceMention {
	a := atlas()
	var out []PlaceMention
	var buf [64]byte
	for i := 0; i < len(tokens); i++ {
		if tokens[i].Kind == Punct {
			continue
		}
		if n, p := a.longest(tokens[i:], buf[:0]); n > 0 {
			span := corpus.Span{Start: tokens[i].Start, End: tokens[i+n-1].End}
			out = append(out, PlaceMention{span, p})
			i += n - 1
		}
	}
	return out
}

// longest finds the longest place that opens tokens, and the number of its tokens.
func (a *atlasData) longest(tokens []Token, buf []byte) (n int, found Place) {
	var short [shortWord]byte
	if key := foldShort(&short, tokens[0].Text); key != nil && tokens[0].Kind != Elision && a.longestFrom[string(key)] == 0 {
		return 0, Place{} // most words: found without allocating
	}
	first := placeWord(tokens[0])
	limit := min(a.longestFrom[first], len(tokens))
	for k := range limit {
		word := first
		if k > 0 {
			if tokens[k].Kind == Punct {
				break
			}
			buf, word = append(buf, ' '), placeWord(tokens[k])
		}
		buf = append(buf, word...)
		if all := a.readings[string(buf)]; len(all) > 0 && (!all[0].Proper || tokens[0].Upper()) {
			n, found = k+1, all[0]
		}
	}
	return n, found
}

//go:embed table/places.tsv
var placesTable string

//go:embed table/cities.txt
var citiesTable string

// atlasData is the two tables, by key.
type atlasData struct {
	readings    map[string][]Place
	words       map[string][]RelatedWord
	exonyms     map[string][]string
	longestFrom map[string]int // by first word: the number of words of the longest key
}

// atlas reads the tables on first use (a millisecond).
var atlas = sync.OnceValue(readAtlas)

func readAtlas() *atlasData {
	a := &atlasData{make(map[string][]Place), make(map[string][]RelatedWord), make(map[string][]string), make(map[string]int)}
	for line := range tableLines(placesTable) {
		cols := strings.Split(line, "\t")
		for i, kind := range []PlaceKind{PlaceName, PlaceDemonym, PlaceCapital, PlaceSeat} {
			a.addColumn(cols[0], kind, cols[i+1])
		}
	}
	for line := range tableLines(citiesTable) {
		a.addGroup(strings.Split(line, ";"))
	}
	for key, all := range a.readings {
		slices.SortStableFunc(all, func(x, y Place) int { return x.rank() - y.rank() })
		first, _, _ := strings.Cut(key, " ")
		a.longestFrom[first] = max(a.longestFrom[first], strings.Count(key, " ")+1)
	}
	return a
}

// tableLines yields the lines of an embedded table without its comments.
func tableLines(table string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// rank orders the readings of one word: names before capitals, whole places before parts.
func (p Place) rank() int {
	r := int(p.Kind)
	if p.Loose {
		r += 10
	}
	return r
}

// addColumn enters the words of one cell, as the table's header describes it.
func (a *atlasData) addColumn(code string, kind PlaceKind, cell string) {
	for entry := range strings.SplitSeq(cell, ";") {
		if entry == "" {
			continue
		}
		loose := entry[0] == '~'
		same := strings.Split(strings.TrimPrefix(entry, "~"), "=")
		if kind == PlaceDemonym {
			a.addDemonym(code, loose, same[0])
			continue
		}
		for _, name := range same {
			a.add(code, kind, loose, name, true)
		}
		a.addGroup(same)
	}
}

// addDemonym enters masculine and feminine, singular and plural.
func (a *atlasData) addDemonym(code string, loose bool, entry string) {
	masculine, feminine, given := strings.Cut(entry, ":")
	if !given {
		feminine = feminineOf(masculine)
	}
	for _, word := range []string{masculine, feminine} {
		a.add(code, PlaceDemonym, loose, word, true)
		a.add(code, PlaceDemonym, loose, pluralOf(word), false)
	}
}

// feminineOf and pluralOf apply the regular endings of demonyms.
func feminineOf(word string) string {
	switch {
	case strings.HasSuffix(word, "e"):
		return word
	case strings.HasSuffix(word, "ien"), strings.HasSuffix(word, "éen"):
		return word + "ne"
	}
	return word + "e"
}

func pluralOf(word string) string {
	if strings.HasSuffix(word, "s") {
		return word
	}
	return word + "s"
}

// add enters one word; asked words also widen questions.
func (a *atlasData) add(code string, kind PlaceKind, loose bool, name string, asked bool) {
	proper := strings.HasSuffix(name, "^")
	key := PlaceKey(name)
	if slices.ContainsFunc(a.readings[key], func(p Place) bool { return p.Code == code }) {
		return
	}
	a.readings[key] = append(a.readings[key], Place{code, kind, loose, proper})
	if asked && utf8.RuneCountInString(key) > 2 {
		a.words[code] = append(a.words[code], RelatedWord{key, kind, relatedWeight(kind, loose)})
	}
}

func relatedWeight(kind PlaceKind, loose bool) float64 {
	w := .5
	if kind >= PlaceCapital {
		w = .35
	}
	if loose {
		w /= 2
	}
	return w
}

// addGroup enters names of one place.
func (a *atlasData) addGroup(names []string) {
	if len(names) < 2 {
		return
	}
	var keys []string
	for _, name := range names {
		if key := PlaceKey(name); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		a.exonyms[key] = append(a.exonyms[key], keys...)
	}
}
