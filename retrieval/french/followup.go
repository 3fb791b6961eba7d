package french

import "propos/corpus"

// FollowUp is a short question that leans on the one before it: « Et sur l'Arménie ? », « Et Aliyev ? », « Quand ? ».
type FollowUp struct {
	Kind   FollowUpKind
	Span   corpus.Span // the new topic, speaker or time, without its article; zero for a kind alone
	Answer AnswerKind  // of FollowKind: what is asked for now
}

// FollowUpKind says what a follow-up changes of the question before.
type FollowUpKind string

// The kinds of follow-up.
const (
	FollowTopic   FollowUpKind = "topic"   // « Et sur l'Arménie ? », « Et l'Arménie ? »
	FollowSpeaker FollowUpKind = "speaker" // « Et Aliyev ? », « Et selon Moscou ? »; when nobody of that name is quoted, read it as a topic
	FollowSame    FollowUpKind = "same"    // « Et lui ? »: the person named last
	FollowKind    FollowUpKind = "kind"    // « Quand ? », « Pourquoi ? »
	FollowPeriod  FollowUpKind = "period"  // « Et en 2021 ? »
)

// maxFollowUp is the most words a follow-up has behind its opening.
const maxFollowUp = 8

// ReadFollowUp recognises a follow-up; ok is false for a question that stands by itself. A full question with a pronoun
// (« Qu'a-t-il dit sur l'Iran ? ») is not one: see Asked.Pronoun.
func ReadFollowUp(text string) (f FollowUp, ok bool) {
	q := newQuestionReader(text)
	i := 0
	opened := q.match(0, "et", "mais", "ou") > 0 && q.at(0) != "ou"
	if opened {
		i = 1
	}
	if f, ok := q.bareKind(i); ok {
		return f, true
	}
	if !opened || i >= len(q.tokens) || len(q.tokens)-i > maxFollowUp || q.clause(i) {
		return FollowUp{}, false
	}
	return q.followUp(i), true
}

// Locates reports whether words begin with a preposition of place: « dans le monde », « en Turquie », « à Moscou ».
func Locates(words string) bool {
	tokens := Tokens(words)
	return len(tokens) > 0 && placing[Fold(tokens[0].Text)] && tokens[0].Text != "a"
}

var placing = set("dans en a au aux chez vers sous devant derriere")

// bareKind reads « Quand ? », « Et où ça ? », « Depuis quand ? ».
func (q *questionReader) bareKind(i int) (FollowUp, bool) {
	for _, k := range []struct {
		words string
		kind  AnswerKind
	}{
		{"quand", KindDate}, {"depuis quand", KindDate}, {"quand ca", KindDate}, {"a quelle date", KindDate}, {"en quelle annee", KindDate}, {"ou", KindPlace}, {"ou ca", KindPlace}, {"d ou", KindPlace},
		{"pourquoi", KindCause}, {"pourquoi ca", KindCause}, {"pour quelle raison", KindCause}, {"comment", KindManner}, {"comment ca", KindManner}, {"combien", KindNumber}, {"qui", KindPerson}, {"qui ca", KindPerson}, {"par qui", KindPerson}, {"avec qui", KindPerson},
	} {
		if n := q.match(i, k.words); n > 0 && i+n == len(q.tokens) {
			return FollowUp{Kind: FollowKind, Answer: k.kind}, true
		}
	}
	return FollowUp{}, false
}

// clause tells that the words from i on are a whole question of their own.
func (q *questionReader) clause(i int) bool {
	for k := i; k < len(q.tokens); k++ {
		if questionOpeners[q.folded[k]] || q.subjectVerb(k) || auxiliaries[q.folded[k]] && q.tokens[k].Text != "à" && k+1 < len(q.tokens) && participles[q.folded[k+1]] {
			return true
		}
	}
	return false
}

// followUp reads what stands behind « et ».
func (q *questionReader) followUp(i int) FollowUp {
	end := len(q.tokens)
	if n := q.match(i, "selon", "d apres", "pour"); n > 0 {
		return FollowUp{Kind: FollowSpeaker, Span: q.span(i+n, end)}
	}
	if n := q.match(i, topicPhrases...); n > 0 {
		return FollowUp{Kind: FollowTopic, Span: q.topicSpan(i+n, end)}
	}
	if end == i+1 && speakerPronouns[q.at(i)] {
		return FollowUp{Kind: FollowSame, Span: q.span(i, end)}
	}
	rest := q.tokens[i:]
	if dates := datesIn(rest); len(dates) > 0 && (opensBeforeQuestion[q.at(i)] || dates[0].Start <= rest[min(1, len(rest)-1)].Start) {
		return FollowUp{Kind: FollowPeriod, Span: q.span(i, end)}
	}
	return FollowUp{Kind: q.speakerOrTopic(i), Span: q.topicSpan(i, end)}
}

// speakerOrTopic decides for « Et X ? »: a name, a seat of power or an office speaks, a country or a thing is spoken of.
func (q *questionReader) speakerOrTopic(i int) FollowUpKind {
	k := i
	for determiners[q.at(k)] && k+1 < len(q.tokens) {
		k++
	}
	if offices[singular(q.at(k))] {
		return FollowSpeaker
	}
	if p, ok := PlaceOf(q.at(k)); ok {
		if p.Kind == PlaceCapital || p.Kind == PlaceSeat {
			return FollowSpeaker
		}
		return FollowTopic
	}
	if k == i && (q.tokens[k].Upper() || len(q.tokens)-k == 1) {
		return FollowSpeaker
	}
	return FollowTopic
}
