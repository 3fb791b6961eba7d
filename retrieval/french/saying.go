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

// hasTopicPhrase finds « sur », « à propos de » … from i on.
func (q *questionReader) hasTopicPhrase(i int) bool {
	for ; i < len(q.tokens); i++ {
		if q.match(i, topicPhrases...) > 0 {
			return true
		}
	}
	return false
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

// subject splits what follows the verb into speaker and topic, unless a pronoun already is the speaker.
func (q *questionReader) subject(i int) {
	if q.asked.Pronoun {
		q.topic(i)
		return
	}
	end := q.speakerEnd(i)
	q.setSpeaker(i, end)
	q.splits(i, end)
	if !reactions[q.verb()] && speakerEnders[q.at(end)] {
		for k := end; k < len(q.tokens); k++ {
			if q.match(k, topicPhrases...) > 0 {
				end = k
				break
			}
		}
	}
	q.topic(end)
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

// topic takes the rest of the question, behind its preposition.
func (q *questionReader) topic(i int) {
	if n := q.match(i, topicPhrases...); n > 0 {
		i += n
	} else if n := q.match(i, "de", "d", "du", "des", "a", "au", "aux", "pour", "dans", "en"); n > 0 {
		i += n
	}
	q.asked.Topic = q.topicSpan(i, len(q.tokens))
}

// topicPhrases open the topic, whatever stands before.
var topicPhrases = []string{
	"sur", "a propos de", "a propos d", "a propos du", "a propos des", "a propos", "au sujet de", "au sujet d", "au sujet du", "au sujet des", "au sujet", "concernant",
	"quant a", "quant au", "quant aux", "a l egard de", "a l egard du", "a l egard des", "a l egard d", "en ce qui concerne", "vis a vis de", "vis a vis du", "vis a vis des", "vis a vis d",
	"face a", "face au", "face aux", "envers", "contre", "par rapport a", "par rapport au", "par rapport aux", "a l encontre de", "a l encontre du", "au nom de", "relativement a",
	"comme", "apropos de", "au suje de", "au sujer de",
}

// speakerEnd finds where the speaker who begins at i ends: before a topic phrase; else before a « de » that is not part of the
// name or the office; else before a preposition of time or place.
func (q *questionReader) speakerEnd(i int) int {
	for k := i + 1; k < len(q.tokens); k++ {
		if q.match(k, topicPhrases...) > 0 || speakerEnders[q.folded[k]] && !q.tokens[k].Upper() || q.leavesName(i, k) {
			return k
		}
		if isOf(q.folded[k]) && !q.hasTopicPhrase(k) {
			break
		}
	}
	k := i
	for determiners[q.at(k)] {
		k++
	}
	demonym := false
	complement := offices[singular(q.at(k))] || q.at(k) == "porte"
	for k++; k < len(q.tokens); k++ {
		w := q.folded[k]
		if p, ok := PlaceOf(w); ok && p.Kind == PlaceDemonym {
			demonym = true
		}
		switch {
		case isOf(w) && complement && (!demonym || ministries[q.ministry(k+1)]):
			complement = false
			k = q.passComplement(k + 1)
		case isOf(w) && q.particle(i, k):
		case isOf(w), q.tokens[k].Kind == Punct && q.tokens[k].Text != ".", speakerEnders[w] && !q.tokens[k].Upper():
			return k
		}
	}
	return len(q.tokens)
}

// leavesName reports whether the words [i, k) are a person's name, and the « de » at k opens the topic, for a thing follows it: « Que pense Marie
// Vidal | des retards du métro sur la ligne B ? », but not « Jean Valet du syndicat », whom the complement tells from others.
func (q *questionReader) leavesName(i, k int) bool {
	if !isOf(q.folded[k]) || k == i || q.particle(i, k) {
		return false
	}
	for _, t := range q.tokens[i:k] {
		if !nameWord(t) {
			return false
		}
	}
	noun := k + 1
	for determiners[q.at(noun)] {
		noun++
	}
	return noun < len(q.tokens) && q.tokens[noun].Kind == Word && !q.tokens[noun].Upper() && !groups[singular(q.at(noun))]
}

// maxSplits bounds the other readings of a question.
const maxSplits = 3

// splits notes where else the words from i on may part, when the question has no other sign than « de » of where its topic begins: before
// the complement that was read as the office's, where that is no name, and behind a longer one.
func (q *questionReader) splits(i, end int) {
	if !determiners[q.at(i)] || end >= len(q.tokens) || !isOf(q.at(end)) {
		return
	}
	for k := i + 2; k < len(q.tokens) && len(q.asked.Splits) < maxSplits; k++ {
		noun := k + 1
		for determiners[q.at(noun)] {
			noun++
		}
		if k == end || !isOf(q.folded[k]) || noun >= len(q.tokens) || k < end && q.tokens[noun].Upper() {
			continue
		}
		q.asked.Splits = append(q.asked.Splits, Split{Speaker: q.span(i, k), Topic: q.topicSpan(noun, len(q.tokens))})
	}
}

// ministry returns the first word of a complement behind its article.
func (q *questionReader) ministry(k int) string {
	for determiners[q.at(k)] {
		k++
	}
	return q.at(k)
}

// passComplement passes the article and the first noun behind « de », and returns the index of that noun.
func (q *questionReader) passComplement(k int) int {
	for determiners[q.at(k)] && k+1 < len(q.tokens) {
		k++
	}
	return k
}

// particle tells whether the « de » at k belongs to a name: Dominique de Villepin.
func (q *questionReader) particle(i, k int) bool {
	if k+1 >= len(q.tokens) {
		return false
	}
	_, given := GivenName(q.at(k - 1))
	return given && (q.tokens[k+1].Upper() || !q.tokens[k-1].Upper() && !determiners[q.at(k+1)] && k-1 == i && k+2 < len(q.tokens))
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
	for k < len(q.tokens) && !isOf(q.at(k)) && q.at(k) == strings.TrimSpace(q.at(k)) && k < q.start+9 && (frontAdjectives[q.at(k)] || strings.HasSuffix(q.at(k), "le") || strings.HasSuffix(q.at(k), "el")) {
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

// ofArticles takes « Que disent les articles sur X ? » for a search of X.
func (q *questionReader) ofArticles() {
	if q.asked.Kind != KindQuote || q.asked.Topic.Len() == 0 {
		return
	}
	for i, t := range q.tokens {
		if t.Start < q.asked.Speaker.Start || t.End > q.asked.Speaker.End || determiners[q.folded[i]] {
			continue
		}
		if !sayers[singular(q.folded[i])] {
			return
		}
	}
	q.noSpeaker()
	q.asked.Kind, q.asked.Search = KindNone, true
}

// about reads « Que sait-on de X ? » and « Parle-moi de X ».
func (q *questionReader) about() bool {
	n := q.match(q.start, tellAbout...)
	if n == 0 || q.match(q.start+n, "de", "d", "du", "des") == 0 && q.match(q.start+n, topicPhrases...) == 0 {
		return false
	}
	q.topic(q.start + n)
	q.asked.Search = q.asked.Topic.Len() > 0
	return q.asked.Search
}

// tellAbout opens what asks for all there is, folded; the topic follows behind a preposition.
var tellAbout = []string{
	"que sait on", "qu en est il", "que savons nous", "que sais tu", "que savez vous", "qu est ce qu on sait", "qu est ce que l on sait", "qu est ce que tu sais", "on sait quoi", "tu sais quoi",
	"parle moi", "parlez moi", "tout", "renseignements", "des renseignements",
	"t as des infos", "tu as des infos", "vous avez des infos", "as tu des infos", "avez vous des infos", "des infos", "infos", "des informations", "informations",
	"t as des nouvelles", "tu as des nouvelles", "vous avez des nouvelles", "as tu des nouvelles", "avez vous des nouvelles", "des nouvelles",
	"t as quoi", "tu as quoi", "vous avez quoi", "il y a quoi", "y a quoi", "ya quoi", "qu as tu", "qu avez vous", "qu est ce que tu as", "qu est ce que vous avez", "qu est ce qu il y a",
	"t as quelque chose", "tu as quelque chose", "vous avez quelque chose", "as tu quelque chose", "avez vous quelque chose", "il y a quelque chose", "y a quelque chose",
	"t as des articles", "tu as des articles", "vous avez des articles", "as tu des articles", "avez vous des articles", "il y a des articles", "y a t il des articles",
	"articles", "des articles", "les articles", "un article", "quels articles parlent", "quels articles", "quel article parle",
}

// sayers are what stands for the articles themselves, or for the bot, in the place of a speaker.
var sayers = set("article texte document source archive collection presse journal journaux media bot on tu vous propos")
