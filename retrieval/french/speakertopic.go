package french

// hasTopicPhrase finds « sur », « à propos de » … from i on.
func (q *questionReader) hasTopicPhrase(i int) bool {
	for ; i < len(q.tokens); i++ {
		if q.match(i, topicPhrases...) > 0 {
			return true
		}
	}
	return false
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
