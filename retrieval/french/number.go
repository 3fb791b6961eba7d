package french

import (
	"strconv"
	"strings"
	"unicode"

	"propos/corpus"
)

// NumberMention is a number in a text, in digits or in words.
type NumberMention struct {
	corpus.Span             // of the number alone, with « millions » and « une centaine », without what is counted
	Value       float64     // 0.5 ≤ precision of float64; « une centaine » is 100
	Ordinal     bool        // troisième, 3e
	Approximate bool        // une centaine, des milliers
	Unit        corpus.Span // the word or sign that follows: « morts », « % », « euros »; zero when there is none
}

// Form returns the value as it is indexed: digits with a decimal point, no separators: "3" for « trois », "100000" for « 100 000 ».
func (m NumberMention) Form() string { return strconv.FormatFloat(m.Value, 'f', -1, 64) }

// Numbers returns the numbers of text, in order and without overlap: « 100 000 », « 1,5 million », « trois cents »,
// « quatre-vingt-dix-sept mille », « une centaine », « 3e », « vingt et unième ». « Un » and « une » alone are articles, not numbers;
// times of day (22h00) are left out. Years are numbers, too.
func Numbers(text string) []NumberMention { return numbersIn(Scan(text)) }

func numbersIn(tokens []Token) []NumberMention {
	var out []NumberMention
	for i := 0; i < len(tokens); {
		m, n := readNumber(tokens, i)
		if glued, ok := readGlued(tokens[i]); n == 0 && ok {
			out = append(out, glued)
			i++
			continue
		}
		if n == 0 {
			i++
			continue
		}
		i += n
		m.Unit = unitAfter(tokens, i)
		out = append(out, m)
	}
	return out
}

// numberClass says what a word does in a number.
type numberClass uint8

const (
	noNumber   numberClass = iota
	oneWord                // un, une: an article unless more follows
	unitWord               // 0 to 19
	tensWord               // vingt to nonante
	hundred                // cent
	scaleWord              // mille, million, milliard
	ordinalOf              // deuxième …: ends the number
	collective             // dizaine, centaine, millier
	andWord                // et
)

type numberWord struct {
	class numberClass
	value float64
}

var numberWords = readNumberWords()

// readNumberWords lists the French number words, folded.
func readNumberWords() map[string]numberWord {
	m := map[string]numberWord{"un": {oneWord, 1}, "une": {oneWord, 1}, "et": {andWord, 0}, "cent": {hundred, 100}, "cents": {hundred, 100},
		"premier": {ordinalOf, 1}, "premiere": {ordinalOf, 1}, "premiers": {ordinalOf, 1}, "premieres": {ordinalOf, 1}, "second": {ordinalOf, 2}, "seconde": {ordinalOf, 2}, "unieme": {ordinalOf, 1}}
	for i, w := range strings.Fields("zero _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize") {
		m[w] = numberWord{unitWord, float64(i)}
	}
	for i, w := range strings.Fields("_ _ vingt trente quarante cinquante soixante septante huitante nonante") {
		m[w] = numberWord{tensWord, float64(10 * i)}
	}
	m["vingts"], m["octante"] = m["vingt"], m["huitante"]
	for w, v := range map[string]float64{"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9} {
		m[w] = numberWord{scaleWord, v}
	}
	for i, w := range strings.Fields("_ _ deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme _ _ _ vingtieme") {
		m[w] = numberWord{ordinalOf, float64(i)}
	}
	for w, v := range map[string]float64{"trentieme": 30, "quarantieme": 40, "cinquantieme": 50, "soixantieme": 60, "centieme": 100, "millieme": 1000} {
		m[w] = numberWord{ordinalOf, v}
	}
	for w, v := range map[string]float64{"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000} {
		m[w], m[w+"s"] = numberWord{collective, v}, numberWord{collective, v}
	}
	delete(m, "_")
	return m
}

// numberWordAt looks the token up without allocating.
func numberWordAt(tokens []Token, i int) numberWord {
	if i >= len(tokens) || tokens[i].Kind != Word {
		return numberWord{}
	}
	var buf [shortWord]byte
	return numberWords[string(foldShort(&buf, tokens[i].Text))]
}

// readNumber reads the number that starts at i and returns how many tokens it takes; 0 when none starts there.
func readNumber(tokens []Token, i int) (NumberMention, int) {
	if tokens[i].Kind == Number {
		return readDigits(tokens, i)
	}
	if w := numberWordAt(tokens, i); w.class == noNumber || w.class == andWord {
		return NumberMention{}, 0
	}
	var s numberSum
	k := i
	for s.take(tokens, k) {
		k++
	}
	if k > i && tokens[k-1].Kind == Word && numberWordAt(tokens, k-1).class == andWord {
		k--
	}
	if k == i || k == i+1 && numberWordAt(tokens, i).class == oneWord {
		return NumberMention{}, 0
	}
	return NumberMention{Span: corpus.Span{Start: tokens[i].Start, End: tokens[k-1].End}, Value: s.total + s.group, Ordinal: s.ordinal, Approximate: s.approximate}, k - i
}

// numberSum adds up the words of one number.
type numberSum struct {
	total, group                  float64 // group is what stands before the next « mille » or « million »
	scale                         float64 // the last scale, 0 at first: scales only fall
	ordinal, approximate, done    bool
	started, justScaled, afterAnd bool
}

// take adds the token at k and reports whether it belongs to the number.
func (s *numberSum) take(tokens []Token, k int) bool {
	w := numberWordAt(tokens, k)
	if w.class == noNumber || s.done {
		return false
	}
	last2 := float64(int(s.group) % 100)
	ok := false
	switch w.class {
	case oneWord, unitWord:
		ok = s.addUnit(w.value, last2)
	case tensWord:
		ok = s.addTens(w.value, last2)
	case hundred:
		ok = s.addHundred()
	case scaleWord:
		ok = s.addScale(w.value)
	case ordinalOf:
		ok = s.addOrdinal(w.value, last2, tokens[k].Joined)
	case collective:
		ok = s.addCollective(w.value)
	case andWord:
		ok = s.started && last2 >= 20 && last2 < 80 && s.group > 0 && andGoesOn(numberWordAt(tokens, k+1), last2)
	}
	s.started = s.started || ok
	s.afterAnd = ok && w.class == andWord
	return ok
}

// andGoesOn accepts « vingt et un », « soixante et onze », « vingt et unième ».
func andGoesOn(next numberWord, last2 float64) bool {
	return next.class == oneWord || next.class == ordinalOf && next.value == 1 || last2 == 60 && next.class == unitWord && next.value == 11
}

func (s *numberSum) addUnit(v, last2 float64) bool {
	free := !s.started || s.group > 0 && last2 == 0 || s.justScaled
	tens := last2 >= 20 && int(last2)%10 == 0 && (v < 10 || last2 == 60 || last2 == 80)
	dix := (last2 == 10 || last2 == 70 || last2 == 90) && v >= 7 && v <= 9
	if !free && !tens && !dix || v == 0 && s.started {
		return false
	}
	s.group += v
	s.justScaled = false
	return true
}

func (s *numberSum) addTens(v, last2 float64) bool {
	switch {
	case v == 20 && last2 == 4:
		s.group += 76
	case !s.started || s.justScaled || s.group > 0 && last2 == 0:
		s.group += v
	default:
		return false
	}
	s.justScaled = false
	return true
}

func (s *numberSum) addHundred() bool {
	switch {
	case s.group == 0 && (!s.started || s.justScaled):
		s.group = 100
	case s.group >= 2 && s.group < 20:
		s.group *= 100
	default:
		return false
	}
	s.justScaled = false
	return true
}

func (s *numberSum) addScale(v float64) bool {
	if s.scale > 0 && v >= s.scale || s.justScaled || v > 1e3 && s.group == 0 {
		return false
	}
	s.total += max(s.group, 1) * v
	s.group, s.scale, s.justScaled = 0, v, true
	return true
}

func (s *numberSum) addOrdinal(v, last2 float64, joined bool) bool {
	switch {
	case !s.started:
		s.group = v
	case joined && last2 == 4 && v == 20:
		s.group += 76
	case (joined || s.afterAnd) && (last2 >= 20 && v < 10 || last2 == 10 && v >= 7 && v <= 9 || (last2 == 60 || last2 == 80) && v >= 10 && v < 20):
		s.group += v
	default:
		return false
	}
	s.ordinal, s.done = true, true
	return true
}

func (s *numberSum) addCollective(v float64) bool {
	if s.total > 0 || s.group >= 100 {
		return false
	}
	s.group = max(s.group, 1) * v
	s.approximate, s.done = true, true
	return true
}

// readDigits reads a number in digits, with the scale word that may follow.
func readDigits(tokens []Token, i int) (NumberMention, int) {
	t := tokens[i]
	v, ordinal, ok := digitsValue(t.Text)
	if !ok {
		return NumberMention{}, 0
	}
	m := NumberMention{Span: corpus.Span{Start: t.Start, End: t.End}, Value: v, Ordinal: ordinal}
	n := 1
	for w := numberWordAt(tokens, i+n); !ordinal && w.class == scaleWord; w = numberWordAt(tokens, i+n) {
		m.Value *= w.value
		m.End = tokens[i+n].End
		n++
	}
	return m, n
}

// digitsValue reads "100 000", "1.000.000", "1,5", "3e", "1er"; not "22h00".
func digitsValue(s string) (v float64, ordinal, ok bool) {
	end := len(s)
	for end > 0 && (s[end-1] < '0' || s[end-1] > '9') {
		end--
	}
	switch s[end:] {
	case "":
	case "e", "er", "re", "ère", "ème", "eme", "nd", "nde", "è", "°":
		ordinal = true
	default:
		return 0, false, false
	}
	var buf [24]byte
	digits, fraction, ok := plainDigits(buf[:0], s[:end])
	if !ok {
		return 0, false, false
	}
	v, err := strconv.ParseFloat(string(digits), 64)
	return v, ordinal, err == nil && !(fraction && ordinal)
}

// readGlued reads a number and its unit that are written together: « 130m² », « 12kg », « 15,5km ».
func readGlued(t Token) (NumberMention, bool) {
	unit := strings.IndexFunc(t.Text, unicode.IsLetter)
	if unit <= 0 || !gluedUnits[t.Text[unit:]] {
		return NumberMention{}, false
	}
	v, ordinal, ok := digitsValue(t.Text[:unit])
	return NumberMention{
		Span: corpus.Span{Start: t.Start, End: t.Start + unit}, Value: v, Unit: corpus.Span{Start: t.Start + unit, End: t.End},
	}, ok && !ordinal
}

// gluedUnits are the signs of units that are written without a space, as they are spelt.
var gluedUnits = set("mm cm dm m km mg g kg t ml cl dl l ha W kW MW GW kWh MWh V Hz kHz MHz GHz Mo Go To px")

// plainDigits drops separators of thousands and writes the decimal point.
func plainDigits(out []byte, s string) (digits []byte, fraction, ok bool) {
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			out = append(out, byte(r))
		case r == ',' || r == '.' && digitsAt(s, i+1) != 3:
			if fraction {
				return nil, false, false
			}
			out, fraction = append(out, '.'), true
		case r == '.' || r == ' ' || r == '\u00a0' || r == '\u202f':
		default:
			return nil, false, false
		}
	}
	return out, fraction, len(out) > 0 && len(out) <= 18
}

// unitAfter returns what is counted: the sign or the word behind the number at i, past « de ».
func unitAfter(tokens []Token, i int) corpus.Span {
	if i < len(tokens) && (numberWordAt(tokens, i).class == noNumber && isDe(tokens[i])) {
		i++
	}
	if i >= len(tokens) {
		return corpus.Span{}
	}
	t := tokens[i]
	if t.Kind == Punct && strings.Contains("%‰€$£°", t.Text) || t.Kind == Word && !IsStop(Fold(t.Text)) {
		return corpus.Span{Start: t.Start, End: t.End}
	}
	return corpus.Span{}
}

func isDe(t Token) bool {
	return t.Text == "de" || t.Kind == Elision && (t.Text[0] == 'd' || t.Text[0] == 'D')
}
