package quote

import (
	"strings"

	"propos/retrieval/french"
)

// cue is a group of words that reports speech: « a également souligné », « a-t-il dit », « ajoutant », « Et de préciser ».
type cue struct {
	verb        *verb
	main        int // token of the verb
	first, last int // tokens of the whole group: [first, last)
	moods       mood
	clitic      int // token of the inverted subject: il of « a-t-il dit »; -1 when there is none
	negated     bool
	plural      bool
	past        bool // « après avoir déclaré »
	object      bool // a pronoun before the verb stands for the words: « l'a dit », « qu'il a qualifié »
}

// nounHomographs are forms of verbs that are nouns, too: a determiner before them, or no subject, makes them one.
var nounHomographs = wordList("nounHomographs")

// cueAt recognises the cue whose verb is token i.
func (t *text) cueAt(i int) (cue, bool) {
	if i >= len(t.toks) {
		return cue{}, false
	}
	tok := &t.toks[i]
	if tok.Kind != french.Word {
		return cue{}, false
	}
	f := verbForms()[tok.low]
	if f == nil {
		return cue{}, false
	}
	c := cue{main: i, first: i, last: i + 1, moods: f.moods, clitic: -1}
	if tok.Joined {
		return cue{}, false
	}
	switch {
	case f.moods&participle != 0 && (t.compound(&c) || t.coordinatedParticiple(&c)):
		c.moods = participle
		if c.past {
			c.moods = gerund // like « ajoutant », it leans on the subject of its sentence
		}
	case f.moods&finite != 0 && t.simple(&c):
		c.moods = finite
	case f.moods&gerund != 0 && t.gerund(&c):
		c.moods = gerund
	case f.moods&infinitive != 0 && t.infinitive(&c):
		c.moods = infinitive
	default:
		return cue{}, false
	}
	c.plural = f.moods&plural != 0 && c.moods == finite || c.moods == participle && t.pluralAuxiliary(&c)
	c.verb = t.pickVerb(f, &c)
	if c.verb == nil {
		return cue{}, false
	}
	t.inversion(&c)
	return c, true
}

// pickVerb chooses among the verbs of a form: a phrase whose tail follows, then a reflexive verb with its pronoun, then the plain one.
func (t *text) pickVerb(f *form, c *cue) *verb {
	reflexive := t.hasReflexive(c)
	for _, v := range f.verbs {
		if len(v.tail) > 0 && v.reflexive == reflexive {
			if end := t.tailEnd(c, v.tail); end > 0 {
				c.last = end
				return v
			}
		}
	}
	for _, v := range f.verbs {
		if len(v.tail) == 0 && v.reflexive == reflexive {
			return v
		}
	}
	return nil
}

// tailEnd returns the token behind the tail of a phrase, 0 when it does not follow: « fait-il [également] valoir ».
func (t *text) tailEnd(c *cue, tail []string) int {
	k := c.main + 1
	for k < len(t.toks) && k < c.main+7 && !t.starts(k, tail...) {
		switch n := t.adverbialAt(k); {
		case n > 0:
			k += n
		case t.toks[k].Joined && (t.at(k) == "t" || subjectPronouns[t.at(k)]):
			k++
		default:
			return 0
		}
	}
	if t.starts(k, tail...) {
		return k + len(tail)
	}
	return 0
}

// hasReflexive reports a reflexive pronoun in the group: « s'est félicité », « se réjouit ».
func (t *text) hasReflexive(c *cue) bool {
	for k := c.first - 1; k <= c.main && k >= 0; k++ {
		if low := t.at(k); low == "se" || low == "s'" {
			return true
		}
	}
	return false
}

// compound finds the auxiliary of a participle: « a [adverbs] déclaré », « a-t-il déclaré », « s'est félicité ».
func (t *text) compound(c *cue) bool {
	k := c.main - 1
	for steps := 0; k >= 0 && steps < 10; steps++ {
		k -= t.markedAdverb(k)
		if k < 0 || !t.word(k) || t.toks[k].quoted != t.toks[c.main].quoted {
			break
		}
		low := t.at(k)
		switch {
		case low == "avoir" && (t.at(k-1) == "après" || t.at(k-1) == "pour"):
			c.first, c.past = k-1, true
			return true
		case low == "avoir": // accusé d'avoir dit
			return false
		case havings[low]:
			c.first = k
			t.clitics(c)
			return true
		case beings[low] && (t.at(k-1) == "s'" || t.at(k-1) == "se"):
			c.first = k - 1
			t.clitics(c)
			return true
		case beings[low] || low == "été":
			return false
		case t.inverted(k) > 0:
			k -= t.inverted(k)
		case low == "pas" || low == "jamais":
			c.negated = true
			k--
		default:
			n := t.adverbialBefore(k + 1)
			if n == 0 {
				return t.commaAdverbial(c, k)
			}
			k -= n
		}
	}
	return t.commaAdverbial(c, k)
}

// inverted returns how many tokens of « a-t-il », « a -t-il », « a t-il » end with token k, the auxiliary left out.
func (t *text) inverted(k int) int {
	low, before := t.at(k), t.at(k-1)
	switch {
	case t.toks[k].Joined && (low == "t" || subjectPronouns[low]):
		return 1
	case low == "t" && before == "-":
		return 2
	case low == "t" && before == "a", subjectPronouns[low] && low != "on" && before == "t":
		return 1
	}
	return 0
}

// markedAdverb returns how many tokens an adverb between marks takes that ends with token k: a « totalement » rejeté.
func (t *text) markedAdverb(k int) int {
	if k < 2 || !t.inQuote(k) {
		return 0
	}
	q := &t.quotes[t.toks[k].quoted-1]
	if q.close != k || q.words != 1 || !isAdverb(t.at(q.first)) {
		return 0
	}
	return k - q.open + 1
}

// coordinatedParticiple accepts « a salué son courage et dénoncé la lenteur »: the auxiliary is that of a participle before, in the sentence.
func (t *text) coordinatedParticiple(c *cue) bool {
	k := c.main - 1
	for k > 0 && isAdverb(t.at(k)) && t.at(k) != "et" {
		k--
	}
	if t.at(k) != "et" && t.at(k) != "puis" || t.inQuote(c.main) {
		return false
	}
	next := t.at(c.main + 1)
	if !determiners[next] && next != "que" && next != "qu'" && next != ":" && !t.inQuote(c.main+1) {
		return false
	}
	from, _ := t.sentence(c.main)
	for j := k - 1; j >= max(from, k-maxCoordination); j-- {
		if !t.inQuote(j) && havings[t.at(j)] && t.at(j) != "avoir" && t.pastParticiple(j+1) {
			return true
		}
	}
	return false
}

// maxCoordination bounds, in tokens, how far before « et » the auxiliary of a coordinated participle may stand.
const maxCoordination = 40

// pastParticiple reports a participle at token k, behind adverbs.
func (t *text) pastParticiple(k int) bool {
	for n := t.adverbialAt(k); n > 0; n = t.adverbialAt(k) {
		k += n
	}
	low := t.at(k)
	form := verbForms()[low]
	return form != nil && form.moods&participle != 0 || strings.HasSuffix(low, "é") || strings.HasSuffix(low, "u") && len(low) > 3
}

// commaAdverbial finds the auxiliary before an adverbial between commas: « a, quant à elle, déclaré », « a, de son côté, dit ».
func (t *text) commaAdverbial(c *cue, k int) bool {
	if t.at(k) != "," {
		return false
	}
	for j := k - 1; j >= max(0, k-9) && !t.inQuote(j); j-- {
		if t.at(j) == "," {
			if havings[t.at(j-1)] {
				c.first = j - 1
				t.clitics(c)
				return true
			}
			return false
		}
	}
	return false
}

// pluralAuxiliary reports « ont déclaré », « se sont félicités ».
func (t *text) pluralAuxiliary(c *cue) bool {
	for k := c.first; k < c.main; k++ {
		switch t.at(k) {
		case "ont", "avaient", "auront", "auraient", "eurent", "sont", "étaient", "seront", "seraient":
			return true
		}
	}
	return false
}

// clitics takes the pronouns before a verb group into it, and notes negation and objects.
func (t *text) clitics(c *cue) {
	for k := c.first - 1; k >= 0 && t.word(k) && clitics[t.at(k)]; k-- {
		switch t.at(k) {
		case "ne", "n'":
			c.negated = true
		case "l'", "le", "la", "les":
			c.object = true
		}
		c.first = k
	}
}

// nounSigns are words before which a form is a noun, no verb: une annonce, de note.
var nounSigns = wordList("nounSigns")

// simple accepts a verb in a simple tense, unless a determiner or preposition before it makes it a noun.
func (t *text) simple(c *cue) bool {
	before := t.at(c.main - 1)
	low := t.at(c.main)
	switch {
	case c.main > 0 && t.toks[c.main-1].Kind == french.Elision && (before == "d'" || before == "l'" && nounHomographs[low]):
		return false
	case nounSigns[before], before == "avoir", before == "(" && !t.hyphenNext(c.main), before == "et" && t.toks[c.main].Upper():
		return false
	case (before == "la" || before == "le" || before == "les" || before == "leur") && nounHomographs[low]:
		return false
	case nounHomographs[low] && t.toks[c.main].first && !t.hyphenNext(c.main):
		return false
	case t.toks[c.main].Upper() && !t.toks[c.main].first:
		return false
	case before == "je" || before == "j'" || before == "tu" || before == "nous" || before == "vous" || before == "n'" && t.at(c.main-2) == "je":
		return false
	}
	t.clitics(c)
	for k := c.last; k < min(c.last+3, len(t.toks)); k++ {
		if low := t.at(k); low == "pas" || low == "jamais" {
			c.negated = true
		}
	}
	switch t.at(c.first - 1) {
	case "je", "j'", "nous", "vous", "tu":
		return false
	case "il", "elle", "on":
		if low := t.at(c.first - 2); low == "s'" || low == "si" {
			return false // s'il dit que
		}
	}
	return true
}

func (t *text) hyphenNext(i int) bool { return i+1 < len(t.toks) && t.toks[i+1].Joined }

// gerund accepts « ajoutant », « en précisant », « tout en soulignant ».
func (t *text) gerund(c *cue) bool {
	low, before := t.at(c.main), t.at(c.main-1)
	for k := c.main - 1; k > 0 && before != "en" && clitics[t.at(k)]; k-- { // en l'accusant, en lui reprochant
		if t.at(k-1) == "en" {
			c.first, before = k, "en"
		}
	}
	if low == "maintenant" || determiners[before] || joiners[before] || t.toks[c.main].Upper() && !t.toks[c.main].first {
		return false
	}
	if before == "en" {
		c.first--
		if t.at(c.first-1) == "tout" {
			c.first--
		}
		return true
	}
	t.clitics(c)
	before = t.at(c.first - 1)
	return t.toks[c.first].first || before == "et" || before != "" && strings.Contains(",»”\"…)(-–", before) || t.relativeGerund(c)
}

// relativeGerund accepts a gerund right behind its noun, before the words that it reports: « un homme affirmant avoir été trompé ».
func (t *text) relativeGerund(c *cue) bool {
	next := t.at(c.last)
	return t.word(c.first-1) && (next == "que" || next == "qu'" || next == "avoir" || next == "être")
}

// infinitive accepts « Et de préciser », « avant d'ajouter », « tient à rappeler », « a voulu souligner ».
func (t *text) infinitive(c *cue) bool {
	k := c.main - 1
	for k >= 0 && (t.at(k) == "se" || t.at(k) == "s'" || isAdverb(t.at(k))) {
		k--
	}
	switch low := t.at(k); {
	case (low == "de" || low == "d'") && (t.at(k-1) == "et" || t.at(k-1) == "avant" || t.at(k-1) == "puis" || t.at(k-1) == "content" || t.at(k-1) == "contenté" || t.at(k-1) == "contente"):
		c.first = k - 1
		if strContent(t.at(k - 1)) {
			c.first = t.groupStart(k - 1)
		}
		return true
	case (low == "veut" || low == "veulent" || low == "voulu") && t.at(c.main) == "dire":
		return false // « cela veut dire que »
	case low == "à" && governsA[t.at(k-1)], governs[low]:
		if low == "à" {
			k--
		}
		c.first = t.groupStart(k)
		return true
	}
	return false
}

func strContent(low string) bool { return low == "contenté" || low == "contente" }

// governs are verbs that an infinitive of saying hangs on; governsA take « à ».
var (
	governs  = wordList("governs")
	governsA = wordList("governsA")
)

// groupStart returns where the verb group that ends with token k begins.
func (t *text) groupStart(k int) int {
	c := cue{main: k, first: k}
	if !t.compound(&c) {
		t.clitics(&c)
	}
	return c.first
}

// inversion finds a subject pronoun behind the verb or its auxiliary: « a-t-il dit », « dit-elle », « insiste-t-elle », « insiste-t-ell ».
func (t *text) inversion(c *cue) {
	for k := c.first; k < min(c.main+4, len(t.toks)); k++ {
		low := t.at(k)
		if !subjectPronouns[low] || k == c.first {
			continue
		}
		if t.toks[k].Joined || t.at(k-1) == "t" && k-1 > c.first {
			c.clitic = k
			c.last = max(c.last, k+1)
			return
		}
		if k > c.main {
			return
		}
	}
}
