package french

import "strings"

// definition reads « Qu'est-ce que l'OTSC ? », « C'est quoi … ? », « Qui est Aliyev ? », « Que signifie … ? ».
func (q *questionReader) definition() bool {
	i := q.start
	n := q.match(i, "qu est ce que c est que", "qu est ce que c est", "c est quoi", "que signifie", "que signifient", "que veut dire", "que designe", "definition de", "definition du", "definition", "definis", "c est qui", "que sont", "qu est")
	switch {
	case q.match(i, "qu est ce qu", "qu est ce que", "quest ce que") > 0 && q.match(i, "qu est ce que c est") == 0:
		n = q.match(i, "qu est ce qu", "qu est ce que", "quest ce que")
		if !q.nounOnly(i + n) {
			return false
		}
	case q.match(i, "qui est", "qui etait", "qui sont", "qui etaient") > 0:
		if n = 2; !q.namedAt(i + n) {
			return false
		}
	case n > 0 && q.match(i, "qu est") > 0 && (q.match(i, "qu est ce") > 0 && n == 2 || q.at(i+2) == "devenu" || q.at(i+2) == "devenue"):
		return false
	case n == 0:
		if last := len(q.tokens) - 3; last > i && (q.match(last, "c est quoi") > 0 || q.match(last, "c est qui") > 0) {
			q.asked.Kind = KindDefinition
			q.asked.Topic = q.topicSpan(i, last)
			return true
		}
		return false
	}
	if i+n >= len(q.tokens) {
		return false
	}
	q.asked.Kind = KindDefinition
	q.asked.Topic = q.topicSpan(i+n, len(q.tokens))
	return true
}

// nounOnly tells « Qu'est-ce que l'OTSC » from « Qu'est-ce que l'OTSC a décidé ».
func (q *questionReader) nounOnly(i int) bool {
	if i >= len(q.tokens) || !determiners[q.at(i)] && !q.tokens[i].Upper() {
		return false
	}
	for k := i + 1; k < len(q.tokens); k++ {
		w := q.folded[k]
		if speakerPronouns[w] || w == "a" && q.tokens[k].Text == "a" || isBe(w) || w == "ont" || w == "avait" || w == "peut" || w == "fait" || w == "va" || w == "n" || w == "ne" || w == "s" || w == "se" ||
			strings.HasSuffix(w, "ait") || strings.HasSuffix(w, "aient") || reporting[w] {
			return false
		}
	}
	return true
}

// namedAt tells « Qui est Aliyev » from « Qui est le président »: a name and nothing else.
func (q *questionReader) namedAt(i int) bool {
	if i >= len(q.tokens) {
		return false
	}
	if !q.tokens[i].Upper() && determiners[q.at(i)] || isOf(q.at(i)) {
		return false
	}
	for _, w := range q.folded[i:] {
		if isBe(w) || w == "qui" || w == "que" || w == "en" || w == "par" || w == "pour" || w == "dans" || w == "a" || w == "du" || w == "aux" {
			return false
		}
	}
	return len(q.tokens)-i <= 5 && !speakerPronouns[q.at(i)]
}

// described takes as topic what « Qui est le président arménien ? » describes, when nothing more is said.
func (q *questionReader) described(i int) {
	if !isBe(q.at(i)) || !articles[q.at(i+1)] {
		return
	}
	for k := i + 1; k < len(q.tokens); k++ {
		w := q.folded[k]
		if isBe(w) || questionOpeners[w] || auxiliaries[w] && q.tokens[k].Text != "à" || q.tokens[k].Kind == Punct {
			return
		}
	}
	q.asked.Topic = q.topicSpan(i+1, len(q.tokens))
}
