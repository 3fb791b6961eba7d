package french

import (
	"slices"
	"strings"
)

// saying reads the questions that ask for somebody's words; it reports whether the question is one.
func (q *questionReader) saying() bool {
	return q.whatSaid() || q.saidWhat() || q.position() || q.reaction() || q.spokenOf() || q.nameOn()
}

// whatSaid reads « Qu'a dit X sur Y », « Que pense X de Y », « Qu'est-ce que X a dit de Y », « Que X a-t-il déclaré ».
func (q *questionReader) whatSaid() bool {
	i := q.start
	n := q.match(i, "de quoi est ce que", "de quoi", "qu est ce que", "qu est ce qu", "que", "qu", "quoi", "ce que", "ce qu")
	if n == 0 || q.match(i, "que veut dire", "que voulait dire", "qu est ce qui") > 0 {
		return false
	}
	i += n
	if q.at(i) == "en" && q.at(i-1) == "qu" {
		q.asked.Thereof = true
		i++
	}
	if verb, end := q.verbOfSaying(i); end > 0 {
		if auxiliaryInfinitives[q.at(end)] || doing[q.at(verb)] && q.at(q.start+1) != "quoi" && !q.hasTopicPhrase(end) {
			q.noSpeaker()
			return false // « Que pense faire X ? » asks for what X will do
		}
		q.asked.Kind, q.asked.Verb = KindQuote, q.span(verb, verb+1)
		q.subject(end)
		return true
	}
	return q.subjectFirst(i)
}

// subjectFirst reads « (Qu'est-ce que) X a dit de Y », « (Que) X a-t-il déclaré sur Y » from the subject on.
func (q *questionReader) subjectFirst(i int) bool {
	if auxiliaries[q.at(i)] || isBe(q.at(i)) || q.at(i) == "ce" {
		return false
	}
	for k := i + 1; k < len(q.tokens) && k < i+12 && !notSubject[q.folded[k-1]]; k++ {
		verb, end := q.verbOfSaying(k)
		if end == 0 {
			continue
		}
		if doing[q.at(verb)] && q.at(q.start+1) != "quoi" && !q.hasTopicPhrase(end) {
			q.noSpeaker()
			return false
		}
		if first := k - 1; first > i && (q.at(first) == "s" || q.at(first) == "n") {
			k = first
		}
		q.asked.Kind, q.asked.Verb = KindQuote, q.span(verb, verb+1)
		q.setSpeaker(i, k)
		q.topic(end)
		return true
	}
	return false
}

// saidWhat reads the order of everyday talk, in which « quoi » stands behind the verb: « Lavrov il dit quoi de la Turquie ? », « Il a dit quoi,
// Lavrov, sur la Turquie ? », « Il pense quoi de la Turquie, Lavrov ? ».
func (q *questionReader) saidWhat() bool {
	if unspoken[q.at(q.start)] {
		return false
	}
	before, what := q.asked, q.start+1
	for what < len(q.tokens) && q.folded[what] != "quoi" {
		what++
	}
	from, verb := q.verbBefore(what)
	if verb == 0 || doing[q.at(verb)] && !q.hasTopicPhrase(what) {
		q.asked = before
		return false
	}
	end := from
	for end > q.start+1 && (speakerPronouns[q.at(end-1)] || q.at(end-1) == "en" || q.tokens[end-1].Kind == Punct) {
		end--
	}
	q.asked.Kind, q.asked.Verb = KindQuote, q.span(verb, verb+1)
	q.asked.Thereof = q.at(from-1) == "en"
	q.setSpeaker(q.start, end)
	if q.asked.Pronoun {
		q.subjectBehind(what + 1)
		return true
	}
	q.topic(what + 1)
	return true
}

// unspoken are subjects that are nobody to be quoted.
var unspoken = set("on tu vous je nous ca cela ce c")

// verbBefore finds the verb of saying that ends at a word, and where it begins with its auxiliary; zero for none.
func (q *questionReader) verbBefore(end int) (from, verb int) {
	if end >= len(q.tokens) {
		return 0, 0
	}
	for from = end - 1; from > q.start && from > end-5; from-- {
		if verb, stops := q.verbOfSaying(from); stops == end && (from == q.start+1 || !auxiliaries[q.at(from-1)]) {
			return from, verb
		}
	}
	return 0, 0
}

// subjectBehind reads whom the pronoun before « quoi » stands for: the words up to the topic, or those behind the last comma.
func (q *questionReader) subjectBehind(i int) {
	for i < len(q.tokens) && q.tokens[i].Kind == Punct {
		i++
	}
	comma := len(q.tokens) - 1
	for comma > i && q.tokens[comma].Text != "," {
		comma--
	}
	switch opened := i >= len(q.tokens) || isOf(q.at(i)) || q.match(i, topicPhrases...) > 0; {
	case opened && comma > i && len(q.tokens)-comma <= 5:
		q.setSpeaker(comma+1, len(q.tokens))
		all := q.tokens
		q.tokens = q.tokens[:comma]
		q.topic(i)
		q.tokens = all
	case opened || speakerEnders[q.at(i)]:
		q.topic(i)
	default:
		q.asked.Pronoun = false
		q.subject(i)
	}
}

func (q *questionReader) noSpeaker() { q.asked.Speaker, q.asked.Pronoun = q.span(0, 0), false }

// verbOfSaying reads « a dit », « a-t-il déclaré », « dit », « pense-t-il » at i. It returns where the verb stands and where it ends,
// before a pronoun; end is 0 when there is none.
func (q *questionReader) verbOfSaying(i int) (verb, end int) {
	if auxiliaries[q.at(i)] {
		k := q.passPronoun(i + 1)
		for adverbs[q.at(k)] {
			k++
		}
		if q.at(k) == "pu" || q.at(k) == "voulu" {
			k++
		}
		if participles[q.at(k)] {
			if k > i+1 && q.passPronoun(i+1) > i+1 {
				q.setSpeaker(q.passPronoun(i+1)-1, q.passPronoun(i+1))
			}
			return k, k + 1
		}
		return 0, 0
	}
	if reporting[q.at(i)] && q.match(i+1, "on", "t on") == 0 {
		if k := q.passPronoun(i + 1); k > i+1 {
			q.setSpeaker(k-1, k)
			return i, k
		}
		return i, i + 1
	}
	return 0, 0
}

// passPronoun passes « -t-il », « -elle », « t il ».
func (q *questionReader) passPronoun(i int) int {
	k := i
	if q.at(k) == "t" {
		k++
	}
	if speakerPronouns[q.at(k)] && (q.tokens[k].Joined || k > i) || speakerPronouns[q.at(k)] && q.at(k) != "on" && k == i {
		return k + 1
	}
	return i
}

// verb returns the folded verb of saying that was found.
func (q *questionReader) verb() string {
	for i, t := range q.tokens {
		if t.Start == q.asked.Verb.Start {
			return q.folded[i]
		}
	}
	return ""
}

// position reads « Quelle est la position de X sur Y », « l'avis de X sur Y », « les dernières déclarations de X ».
func (q *questionReader) position() bool {
	k := q.start
	asked := q.match(k, "quelle", "quel", "quels", "quelles")
	if asked > 0 {
		k += asked
		for isBe(q.at(k)) || q.match(k, "a ete", "ont ete") > 0 || q.at(k) == "ete" {
			k++
		}
	}
	for articles[q.at(k)] {
		k++
	}
	k = q.skipFillers(k)
	noun := q.at(k)
	if !statements[singular(noun)] && noun != "propos" && noun != "avis" && noun != "discours" {
		if q.match(k, "point de vue") == 0 {
			return false
		}
		k += 2
	}
	k++
	for k < len(q.tokens) && !isOf(q.at(k)) && k < q.start+9 && (frontAdjectives[q.at(k)] || strings.HasSuffix(q.at(k), "le") || strings.HasSuffix(q.at(k), "el")) {
		k++
	}
	if !isOf(q.at(k)) {
		return false
	}
	end := q.speakerEnd(k + 1)
	if asked == 0 && q.match(end, topicPhrases...) == 0 && end < len(q.tokens) {
		return false
	}
	if q.match(end, topicPhrases...) == 0 && !isOf(q.at(end)) && q.at(end) != "a" && q.at(end) != "au" && q.at(end) != "aux" && singular(noun) != "declaration" && singular(noun) != "citation" && noun != "propos" {
		return false
	}
	q.asked.Kind = KindQuote
	q.setSpeaker(k+1, end)
	q.topic(end)
	return true
}

// reaction reads « Comment X réagit-il à Y », « Comment a réagi X à Y », « Comment réagit X à Y ».
func (q *questionReader) reaction() bool {
	if q.at(q.start) != "comment" {
		return false
	}
	i := q.start + 1
	for k := i; k < len(q.tokens) && k < i+10; k++ {
		verb, end := q.reactionVerb(k)
		if end == 0 || k > i && notSubject[q.at(k-1)] || isBe(q.at(i)) || q.subjectVerb(k-2) {
			continue
		}
		q.asked.Kind, q.asked.Verb = KindQuote, q.span(verb, verb+1)
		if k == i {
			q.subject(end)
			return true
		}
		q.asked.Pronoun = false
		q.setSpeaker(i, k)
		q.topic(end)
		return true
	}
	return false
}

// reactionVerb is verbOfSaying for « comment »: only verbs that take a stand.
func (q *questionReader) reactionVerb(k int) (verb, end int) {
	verb, end = q.verbOfSaying(k)
	if end == 0 || !reactions[q.at(verb)] || k > 0 && (q.at(k-1) == "s" || q.at(k-1) == "se") {
		q.noSpeaker()
		return 0, 0
	}
	return verb, end
}

// spokenOf reads « X a-t-il parlé de Y », « Est-ce que X a évoqué Y », « X s'est-il exprimé sur Y ».
func (q *questionReader) spokenOf() bool {
	i := q.start
	n := q.match(i, "est ce que", "est ce qu")
	i += n
	if i >= len(q.tokens) || questionOpeners[q.at(i)] || auxiliaries[q.at(i)] || reporting[q.at(i)] {
		return false
	}
	for k := i + 1; k < len(q.tokens) && k < i+10 && q.tokens[k-1].Kind != Punct && !questionOpeners[q.folded[k-1]]; k++ {
		end := q.spoken(k, n > 0)
		if end == 0 {
			continue
		}
		if q.at(k-1) == "s" || q.at(k-1) == "n" {
			k--
		}
		q.asked.Kind = KindQuote
		q.setSpeaker(i, k)
		q.topic(end)
		return true
	}
	return false
}

// spoken reads « a-t-il parlé », « s'est-il exprimé »; without the pronoun only behind « est-ce que ».
func (q *questionReader) spoken(k int, asked bool) int {
	if !auxiliaries[q.at(k)] && !(q.at(k) == "est" && q.at(k-1) == "s") {
		return 0
	}
	e := q.passPronoun(k + 1)
	if e == k+1 && !asked {
		return 0
	}
	for adverbs[q.at(e)] {
		e++
	}
	if !speaking[q.at(e)] {
		return 0
	}
	q.asked.Verb = q.span(e, e+1)
	if q.at(e+1) == "quelque" {
		e += 2
	}
	return e + 1
}

// nameOn reads the short form « Lavrov sur la Turquie »: a capitalised name, a topic phrase, no verb.
func (q *questionReader) nameOn() bool {
	i := q.start
	if i >= len(q.tokens) || !nameWord(q.tokens[i]) || questionOpeners[q.at(i)] || IsStop(q.at(i)) || opensBeforeQuestion[q.at(i)] {
		return false
	}
	k := i
	for k < len(q.tokens) && nameWord(q.tokens[k]) {
		k++
	}
	if k-i > 4 || slices.ContainsFunc(q.tokens, func(t Token) bool { return t.Text == ":" }) || q.match(k, "sur", "a propos", "au sujet", "concernant") == 0 || len(q.tokens)-k > 8 {
		return false
	}
	if p, ok := PlaceOf(q.at(i)); ok && k == i+1 && p.Kind != PlaceSeat && p.Kind != PlaceCapital {
		return false
	}
	q.asked.Kind = KindQuote
	q.setSpeaker(i, k)
	q.topic(k)
	return true
}
