package quote

import (
	"slices"
	"strings"

	"propos/retrieval/french"
)

// maxSubject bounds the search for a subject, in tokens before the verb.
const maxSubject = 70

// subjectBefore finds the noun group that a verb group agrees with, to its left in the sentence.
func (t *text) subjectBefore(c *cue) (noun, bool) {
	from, _ := t.sentence(c.first)
	from = max(from, c.first-maxSubject, t.clauseStart(from, c.first))
	at := c.first - 1
	if low := t.at(at); subjectPronouns[low] && low != "on" && !t.toks[at].Joined && at >= from {
		return t.nounAt(at)
	}
	groups := t.nounsBetween(from, c.first)
	for n := t.adverbialBefore(at + 1); n > 0; n = t.adverbialBefore(at + 1) {
		at -= n
	}
	if outer := t.outsideAsides(from, at); outer < at {
		at = outer
		groups = t.nounsBetween(from, at)
	}
	groups = slices.DeleteFunc(groups, func(g group) bool { return t.attribute(&g.noun) || disagrees(c, &g.noun) })
	switch t.at(at) {
	case "qui":
		return t.antecedent(from, at)
	case "cela", "ça", "ceci", "ce", "c'", "on", "rien", "tout", "quoi":
		return noun{}, false
	case "et", "puis", "mais", "avant", "après", "ou":
		return firstSubject(groups)
	}
	if n, ok := t.oneWho(from, c.first); ok {
		return n, true
	}
	if n, ok := t.adjacent(groups, at); ok {
		return n, true
	}
	for k := len(groups) - 1; k >= 0; k-- {
		g := groups[k]
		if g.prep || g.pronoun || t.bareApposition(&g.noun) || !t.canSpeak(&g.noun) && k > 0 {
			continue
		}
		return g.noun, true
	}
	return firstSubject(groups)
}

// disagrees reports several people without a name before a verb in the singular.
func disagrees(c *cue, n *noun) bool {
	return n.plural && !n.named() && n.head != nil && !c.plural && c.moods&(finite|participle) != 0
}

// oneWho takes « celui qui » that opens a sentence for the subject of the verb group at token to, when the relative clause has a verb of its own:
// Celle qui dirige l'école depuis mai explique que.
func (t *text) oneWho(from, to int) (noun, bool) {
	for k := from + 1; k < to; k++ { // Quant à la digue, celle qui
		if low := t.at(k); t.at(k-1) == "," && (low == "celui" || low == "celle") && t.at(k+1) == "qui" && !t.inQuote(k) {
			from = k
		}
	}
	n := noun{first: from}
	if from >= to || !t.pronounGroup(&n) || t.at(n.last) != "qui" {
		return noun{}, false
	}
	for k := n.last + 1; k < to; k++ {
		if low := t.at(k); havings[low] || beings[low] || verbForms()[low] != nil && verbForms()[low].moods&finite != 0 || t.finiteVerb(k) {
			return n, true
		}
	}
	return noun{}, false
}

// outsideAsides returns the comma before the asides that stand between commas right before a verb: X, après avoir reçu Y, a dit.
// What they name is no subject.
func (t *text) outsideAsides(from, at int) int {
	for t.at(at) == "," {
		j := at - 1
		for j > from && (t.at(j) != "," || t.inQuote(j)) {
			j--
		}
		if j <= from || !t.opensAside(j+1) {
			break
		}
		at = j
	}
	return at
}

// opensAside reports a word that opens an aside with nouns of its own: a preposition, a relative, a participle.
func (t *text) opensAside(k int) bool {
	low := t.at(k)
	if prepositions[low] || clauseOpeners[low] && low != "et" && low != "ou" && low != "ni" {
		return true
	}
	if !t.word(k) || t.upper(k) || determiners[low] {
		return false
	}
	if t.headed(k) { // X, avocat comme son épouse, a dit
		return t.at(k+1) == "comme"
	}
	return strings.HasSuffix(low, "ant") || t.pastParticiple(k)
}

// headed reports a noun of offices.tsv at token k.
func (t *text) headed(k int) bool {
	h, _ := t.headAt(k)
	return h != nil
}

// bareApposition reports an office without an article behind a comma: X, vice-président du parti, a affirmé.
func (t *text) bareApposition(n *noun) bool {
	before := t.at(n.first - 1)
	return n.head != nil && (before == "," || before == "et" && !n.plural) && !determiners[t.at(n.first)]
}

// attribute reports an office without an article behind « être »: celui qui était encore député.
func (t *text) attribute(n *noun) bool {
	k := n.first
	for t.adverbialBefore(k) > 0 {
		k -= t.adverbialBefore(k)
	}
	return n.head != nil && !determiners[t.at(n.first)] && beings[t.at(k-1)]
}

// group is a noun group and its place in the sentence.
type group struct {
	noun
	prep bool // behind a preposition: no subject
}

// adjacent returns the group that ends right before token at+1: a subject beside its verb.
func (t *text) adjacent(groups []group, at int) (noun, bool) {
	for k := len(groups) - 1; k >= 0; k-- {
		g := groups[k]
		if g.last != at+1 {
			continue
		}
		if !g.prep {
			return g.noun, true
		}
	}
	return noun{}, false
}

// firstSubject returns the first group of a sentence that hangs on no preposition.
func firstSubject(groups []group) (noun, bool) {
	for _, g := range groups {
		if !g.prep {
			return g.noun, true
		}
	}
	return noun{}, false
}

// clauseStart returns the token behind the last strong mark (; or :) or closed quotation between two tokens.
func (t *text) clauseStart(from, to int) int {
	start := from
	for k := from; k < to; k++ {
		if low := t.at(k); !t.inQuote(k) && (low == ";" || low == ":") {
			start = k + 1
		}
	}
	return start
}

// antecedent returns the group that « qui » at token k stands for: the nearest before it, whatever it hangs on.
func (t *text) antecedent(from, k int) (noun, bool) {
	groups := t.nounsBetween(from, k)
	if len(groups) == 0 {
		return noun{}, false
	}
	last := len(groups) - 1
	if t.at(k-1) == "," { // X, en visite à Blois, qui: the person rather than the place
		i := last
		for i >= 0 && groups[i].prep && (groups[i].place != "" || !t.canSpeak(&groups[i].noun)) {
			i--
		}
		for ; i >= 0 && i < last; i-- {
			if g := &groups[i]; g.named() && g.place == "" && !g.prep {
				return g.noun, true
			}
		}
	}
	return groups[last].noun, true
}

// nounsBetween returns the noun groups outside marks in [from, to), in order.
func (t *text) nounsBetween(from, to int) []group {
	var out []group
	for i := from; i < to; {
		if t.inQuote(i) || !t.word(i) || i > from && t.at(i-1) == "(" && t.at(i+1) == ")" { // le parti Les Verts (LV)
			i++
			continue
		}
		low := t.at(i)
		fused := low == "du" || low == "au" || low == "aux" || low == "des" && i > from && t.word(i-1) && !t.toks[i].first
		many := low == "de" && (t.at(i+1) == "nombreux" || t.at(i+1) == "nombreuses") && (i == from || t.at(i-1) == ",")
		if prepositions[low] && !fused && !many {
			i++
			continue
		}
		n, ok := t.nounAt(i)
		if ok && n.first == n.last-1 && !n.named() && !n.pronoun && t.saidHere(i) { // a-t-il accusé
			ok = false
		}
		if !ok || n.last > to {
			i++
			continue
		}
		out = append(out, group{noun: n, prep: fused || t.behindPreposition(i, from) || t.opensApart(&n)})
		if n.inner > i {
			i = n.inner
			continue
		}
		i = max(n.last, i+1)
	}
	return out
}

// saidHere reports a participle with its auxiliary at token i: no noun, though one is written so.
func (t *text) saidHere(i int) bool {
	form := verbForms()[t.at(i)]
	if form == nil || form.moods&participle == 0 || nounSigns[t.at(i-1)] {
		return false
	}
	c, ok := t.cueAt(i)
	return ok && c.moods == participle && c.first < i
}

// opensApart reports a description without an article that opens a sentence and tells of another noun: Détenu depuis mars, Paul Durand
func (t *text) opensApart(n *noun) bool {
	return n.head != nil && n.head.kind == headPerson && !n.named() && !n.plural && t.toks[n.first].first && !determiners[t.at(n.first)]
}

// behindPreposition reports whether a preposition governs the group at token i.
func (t *text) behindPreposition(i, from int) bool {
	k := i - 1
	if t.at(k) == "tous" || t.at(k) == "toutes" || t.at(k) == "tout" {
		k--
	}
	if k < from {
		return false
	}
	low := t.at(k)
	if low == "que" || low == "qu'" || low == "comme" || low == "outre" {
		return false
	}
	return prepositions[low]
}

// canSpeak reports whether a group can say something: a pronoun, a name, an office, a person, a body, a document or a place.
func (t *text) canSpeak(n *noun) bool {
	return n.pronoun || n.named() || n.head != nil || n.place != ""
}

// subjectAfter finds the noun group behind an inverted verb group: « a indiqué [à l'AFP] [mardi] une source proche ».
func (t *text) subjectAfter(c *cue) (noun, bool) {
	_, to := t.sentence(c.main)
	k := c.last
	for steps := 0; steps < 8 && k < to; steps++ {
		if !t.word(k) || t.inQuote(k) {
			return noun{}, false
		}
		if n := t.adverbialAt(k); n > 0 && !t.pronounHere(k) {
			k += n
			continue
		}
		if end := t.timeAt(k); end > k {
			k = end
			continue
		}
		if n, ok := t.nounAt(k); ok && !t.isFused(k) {
			return n, t.canSpeak(&n) || n.definite
		}
		end := t.prepositional(k, to)
		if end == k {
			return noun{}, false
		}
		k = end
		if t.at(k) == "," {
			k++
		}
	}
	return noun{}, false
}

func (t *text) isFused(k int) bool { low := t.at(k); return low == "au" || low == "aux" || low == "du" }

func (t *text) pronounHere(k int) bool { return subjectPronouns[t.at(k)] && t.toks[k].Joined }

// timeAt passes a date or a moment: « mardi », « le 4 mai », « mi-avril », « ce jeudi », « fin mars ».
func (t *text) timeAt(k int) int {
	j := k
	if low := t.at(j); low == "le" || low == "ce" || low == "cette" || low == "la" {
		j++
	}
	if t.at(j) == "mi" {
		j++
	}
	moved := false
	for j < len(t.toks) && (times[t.at(j)] || t.word(j) && t.toks[j].Text[0] >= '0' && t.toks[j].Text[0] <= '9') {
		j++
		moved = true
	}
	if !moved || t.at(j) == "de" && t.word(k) && !times[t.at(k)] {
		return k
	}
	if low := t.at(j); low == "dernier" || low == "dernière" || low == "prochain" || low == "prochaine" {
		j++
	}
	if low := t.at(j - 1); (low == "fin" || low == "début") && joiners[t.at(j)] { // à la fin de la semaine dernière, début du mois
		if end := t.timeAt(j + 1); end > j+1 {
			return end
		}
	}
	return j
}

// prepositional passes a group that hangs on a preposition: « à l'AFP », « dans un communiqué », « aux manifestants », « devant la presse ».
func (t *text) prepositional(k, to int) int {
	low := t.at(k)
	if !prepositions[low] || low == "que" || low == "qu'" || low == "de" || low == "d'" || low == "du" || low == "comme" {
		return k
	}
	j := k + 1
	if low == "lors" || low == "auprès" || low == "près" || low == "face" || low == "grâce" || low == "suite" || low == "jusqu'" {
		j++
	}
	if low == "par" && t.at(k+1) == "la" && t.at(k+2) == "voix" {
		return k
	}
	for j < to && determiners[t.at(j)] {
		j++
	}
	if end := t.nameAt(j); end > 0 {
		return t.placeEnd(low, j, end)
	}
	if t.upper(j) && !t.toks[j].first && notNames[t.at(j)] && t.toks[j].Kind == french.Word && !determiners[t.at(j)] { // sur Facebook
		return j + 1
	}
	if end := t.timeAt(j); end > j {
		return end
	}
	from := j
	for j < to && j < from+3 && t.word(j) && !t.inQuote(j) && !t.upper(j) && t.adjective(j) {
		j++
	}
	if j == from {
		return k
	}
	for j < to && joiners[t.at(j)] && j < from+12 {
		n := noun{first: from, head: &head{kind: headBody}}
		end := t.complement(&n, j)
		if end == j {
			break
		}
		j = end
	}
	return j
}

// placeEnd is the end of the name [j, end) behind a preposition: with the second word of a paper, « au Courrier enchanté | le maire », else without
// the name of a person that goes on.
func (t *text) placeEnd(preposition string, j, end int) int {
	if preposition == "au" && t.word(end) && !t.upper(end) && t.pastParticiple(end) && determiners[t.at(end+1)] {
		return end + 1
	}
	return t.splitPlace(j, end)
}

// splitPlace cuts a run of capitals behind an acronym or a place, where a person's name goes on: « à l'AFP | Jan van Dijk ».
func (t *text) splitPlace(j, end int) int {
	n := int(t.toks[j].place)
	if n > 0 && mediaWords[t.at(j+n)] {
		n++
	}
	if n > 0 && j+n < end && (t.givenName(j+n) || t.capitals(j+n, end) >= 2) { // à Paris | Jan van Dijk, but sur France Inter
		return j + n
	}
	if acronym(t.toks[j].Text) && j+1 < end {
		return j + 1
	}
	if t.givenName(j) {
		return end
	}
	for k := j + 1; k+1 < end; k++ { // sur Radio Loire | Jean Martin
		if t.givenName(k) && t.upper(k+1) && !t.toks[k].Joined && !t.toks[k+1].Joined {
			return k
		}
	}
	return end
}
