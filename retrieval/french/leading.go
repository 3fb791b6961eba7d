package french

import "propos/corpus"

// Led reads « Qui dirige X ? », « Qui préside X ? », « Qui est à la tête de X ? »: it returns X without its article, and whether only who presides
// it is asked for. body is zero for any other question, and for the past: who led X may be anybody by now.
func Led(text string) (body corpus.Span, presides bool) {
	q := newQuestionReader(text)
	q.skipPolite()
	i := q.start
	n := q.match(i, "c est qui qui", "qui est ce qui", "qui")
	if n == 0 {
		return body, false
	}
	i += n
	presides = q.at(i) == "preside"
	if n = q.match(i, leading...); n == 0 {
		return body, false
	}
	end := i + n
	for end < len(q.tokens) && !(speakerEnders[q.folded[end]] && !q.tokens[end].Upper()) && q.tokens[end].Kind != Punct {
		end++
	}
	return q.topicSpan(i+n, end), presides
}

// leading are the verbs of those who lead, the longer first.
var leading = []string{
	"preside", "dirige", "gouverne", "commande",
	"est a la tete de", "est a la tete d", "est a la tete du", "est a la tete des", "est aux commandes de", "est aux commandes d", "est aux commandes du", "est aux commandes des",
}
