package french

import (
	"strings"

	"propos/corpus"
)

// AnswerKind is the kind of thing a question asks for.
type AnswerKind string

// The kinds. KindNone stands for any other thing, and for a bag of keywords.
const (
	KindNone       AnswerKind = ""
	KindPerson     AnswerKind = "person"
	KindDate       AnswerKind = "date"
	KindNumber     AnswerKind = "number"
	KindPlace      AnswerKind = "place"
	KindCause      AnswerKind = "cause"
	KindDefinition AnswerKind = "definition" // what or who somebody is
	KindManner     AnswerKind = "manner"
	KindQuote      AnswerKind = "quote" // what somebody said
	KindYesNo      AnswerKind = "yesno"
	KindList       AnswerKind = "list"
)

// Asked is what a question asks. Spans are of the question's text; a zero span means that the question has no such part.
type Asked struct {
	Kind      AnswerKind
	Focus     corpus.Span // the noun asked for: « république » of « quelle république », « morts » of « combien de morts »
	Speaker   corpus.Span // whose words are asked for: a name, an office (« le ministre arménien des Affaires étrangères »), a pronoun
	Pronoun   bool        // Speaker is a pronoun, to be found in the question before
	Thereof   bool        // « en » stands for the topic, to be found there, too: « Qu'en pense-t-il ? »
	Topic     corpus.Span // what the words, or the definition, should be about, without its article
	Splits    []Split     // where else Speaker and Topic may part: « le procureur du port | de la grève », « le procureur | du port de la grève »
	Verb      corpus.Span // the verb of saying
	Names     []NameMention
	Happening corpus.Span // the words that ask what happened: « Que s'est-il passé », « les dernières nouvelles »; Kind is then KindNone
	Search    bool        // « Que disent les articles sur X ? », « Que sait-on de X ? »: what there is on the topic, and nothing further, is asked for
	Asks      bool        // it has a question word, an inverted verb or a question mark; a headline and a bag of keywords have none
}

// Split is another reading of who is asked for and about what. Both spans are of the question's text.
type Split struct{ Speaker, Topic corpus.Span }

// Question finds what a French question asks, by rules over its words: question words, verbs of saying (« Qu'a dit X sur Y ? »,
// « Que pense X de Y ? », « Comment X réagit-il à Y ? », « Quelle est la position de X sur Y ? », « Selon X, … »), and the noun of « quel … ».
// Accents, apostrophes and capitals may be missing. A text that is no question is KindNone. Pure and linear; long texts are cut at 256 words.
func Question(text string) Asked {
	q := newQuestionReader(text)
	q.asked.Names = Names(q.all)
	q.skipPolite()
	if q.happening(); q.asked.Happening.Len() > 0 {
		return q.asked
	}
	q.according()
	if !q.dislocated() && !q.about() && !q.saying() {
		q.kind()
	}
	if q.asked.Kind == KindNone && q.asked.Speaker.Len() > 0 && !q.worded && strings.Contains(text, "?") {
		q.asked.Kind = KindQuote
	}
	q.ofArticles()
	q.asked.Asks = q.worded || q.asked.Kind != KindNone || q.asked.Happening.Len() > 0 || strings.Contains(text, "?")
	return q.asked
}

// questionReader holds the words of a question: tokens without end marks, and their folded forms without apostrophes.
type questionReader struct {
	all    []Token
	tokens []Token
	folded []string
	start  int  // first word after polite openings
	worded bool // has a question word
	asked  Asked
}

// maxQuestionTokens bounds the work on a question.
const maxQuestionTokens = 256

func newQuestionReader(text string) *questionReader {
	q := &questionReader{all: Scan(text)}
	if len(q.all) > maxQuestionTokens {
		q.all = q.all[:maxQuestionTokens]
	}
	for _, t := range q.all {
		folded := placeWord(t)
		if n := missingApostrophe[folded]; n > 0 && t.Kind == Word && len(t.Text) == len(folded) {
			q.add(Token{t.Text[:n], t.Start, t.Start + n, Elision, t.Joined, t.NewLine}, folded[:n])
			t = Token{Text: t.Text[n:], Start: t.Start + n, End: t.End}
			folded = folded[n:]
		}
		q.add(t, folded)
	}
	for len(q.tokens) > 0 && q.tokens[len(q.tokens)-1].Kind == Punct && q.tokens[len(q.tokens)-1].Text != "»" {
		q.tokens = q.tokens[:len(q.tokens)-1]
	}
	q.folded = q.folded[:len(q.tokens)]
	return q
}

func (q *questionReader) add(t Token, folded string) {
	q.tokens, q.folded = append(q.tokens, t), append(q.folded, folded)
}

// missingApostrophe lists what people type without its apostrophe, and where that would stand.
var missingApostrophe = map[string]int{"qua": 2, "quest": 2, "quont": 2, "quen": 2, "quil": 2, "cest": 1, "quavait": 2}

// at returns the folded word at i, "" outside the question.
func (q *questionReader) at(i int) string {
	if i < 0 || i >= len(q.folded) {
		return ""
	}
	return q.folded[i]
}

// match returns how many words from i on are the words of one of the phrases, the first that fits; 0 for none.
func (q *questionReader) match(i int, phrases ...string) int {
	first := q.at(i)
	for _, phrase := range phrases {
		if first == "" || phrase[0] != first[0] {
			continue
		}
		n := 0
		ok := true
		for w := range strings.SplitSeq(phrase, " ") {
			if q.at(i+n) != w {
				ok = false
				break
			}
			n++
		}
		if ok {
			return n
		}
	}
	return 0
}

// span covers the words [i, end) without marks at its ends.
func (q *questionReader) span(i, end int) corpus.Span {
	end = min(end, len(q.tokens))
	for i < end && q.tokens[i].Kind == Punct {
		i++
	}
	for end > i && q.tokens[end-1].Kind == Punct {
		end--
	}
	if i >= end {
		return corpus.Span{}
	}
	return corpus.Span{Start: q.tokens[i].Start, End: q.tokens[end-1].End}
}

// skipPolite passes « Bonjour, peux-tu me dire », « dis-moi », « est-ce que tu sais », « je voudrais savoir ».
func (q *questionReader) skipPolite() {
	for {
		for q.start < len(q.tokens) && q.tokens[q.start].Kind == Punct {
			q.start++
		}
		n := q.match(q.start, "bonjour", "bonsoir", "salut", "merci de", "s il te plait", "s il vous plait", "stp", "svp", "dis moi", "dites moi", "dis", "explique moi", "sais tu",
			"est ce que tu sais", "tu sais", "savez vous", "peux tu me dire", "pouvez vous me dire", "je voudrais savoir", "je veux savoir", "j aimerais savoir", "tu peux me dire", "et", "mais", "alors", "propos")
		if n == 0 || q.start+n >= len(q.tokens) {
			return
		}
		q.start += n
	}
}

// according reads « selon X » and « d'après X », before or behind the question.
func (q *questionReader) according() {
	for i := q.start; i < len(q.tokens); i++ {
		n := q.match(i, "selon", "d apres")
		if n == 0 || questionOpeners[q.at(i+n)] {
			continue
		}
		end := i + n
		for end < len(q.tokens) && q.tokens[end].Kind != Punct && !questionOpeners[q.folded[end]] && !q.subjectVerb(end) {
			end++
		}
		q.setSpeaker(i+n, end)
		q.asked.Topic = q.topicSpan(q.start, i)
		if i == q.start {
			q.start = end
			for q.start < len(q.tokens) && q.tokens[q.start].Kind == Punct {
				q.start++
			}
			q.asked.Topic = q.topicSpan(q.start, len(q.tokens))
		}
		return
	}
}

// dislocated reads « Erdogan, qu'a-t-il dit sur la Syrie ? »: the subject stands before the question and its pronoun within.
func (q *questionReader) dislocated() bool {
	comma := q.start + 1
	for comma < len(q.tokens) && comma < q.start+6 && q.tokens[comma].Text != "," {
		comma++
	}
	if comma >= len(q.tokens)-1 || q.tokens[comma].Text != "," || !questionOpeners[q.at(comma+1)] {
		return false
	}
	subject := q.start
	q.start = comma + 1
	if !q.saying() {
		return false
	}
	if q.asked.Pronoun {
		q.setSpeaker(subject, comma)
	}
	return true
}

// subjectVerb finds « a-t-il », « est-ce »: a verb with its pronoun.
func (q *questionReader) subjectVerb(i int) bool {
	return i >= 0 && i+1 < len(q.tokens) && q.tokens[i+1].Joined && subjectPronouns[q.folded[i+1]]
}

func (q *questionReader) setSpeaker(i, end int) {
	q.asked.Speaker = q.span(i, end)
	q.asked.Pronoun = end == i+1 && speakerPronouns[q.at(i)]
}

var (
	speakerPronouns = set("il elle ils elles lui eux")
	subjectPronouns = set("je tu il elle on nous vous ils elles ce t")
	questionOpeners = set("qui que qu quoi quel quelle quels quelles quand comment combien pourquoi lequel laquelle lesquels lesquelles")
)

// kind reads the question word of a question that asks for nobody's words.
func (q *questionReader) kind() {
	if q.definition() {
		return
	}
	for i := q.start; i < len(q.tokens); i++ {
		if q.worded = q.questionWord(i); q.worded {
			return
		}
	}
	switch {
	case q.match(q.start, "citez", "cite", "nommez", "liste", "listez", "enumere", "enumerez", "donne la liste", "donnez", "lister") > 0:
		q.asked.Kind = KindList
	case q.match(q.start, "est ce que", "est ce qu") > 0 || q.inverted():
		q.asked.Kind = KindYesNo
	}
}

// inverted finds a verb with its pronoun anywhere: « Ceuta fait-elle partie de l'UE », also without hyphens.
func (q *questionReader) inverted() bool {
	for i := q.start; i+1 < len(q.tokens); i++ {
		if q.subjectVerb(i) && !q.tokens[i].Upper() || i == q.start && q.subjectVerb(i) ||
			q.at(i+1) == "t" && speakerPronouns[q.at(i+2)] {
			return true
		}
	}
	return false
}

// questionWord reads the question word at i, and reports whether it is one.
func (q *questionReader) questionWord(i int) bool {
	weak := i == q.start || i == len(q.tokens)-1 || i <= q.start+2 && (opensBeforeQuestion[q.at(q.start)] || q.at(i-1) == "est")
	switch w := q.folded[i]; w {
	case "combien":
		q.count(i)
	case "pourquoi":
		q.asked.Kind = KindCause
	case "comment":
		q.how(i)
	case "quel", "quelle", "quels", "quelles":
		q.which(i)
	case "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel":
		q.asked.Kind = KindNone
	case "quand":
		if !weak {
			return false
		}
		q.asked.Kind = KindDate
	case "ou":
		if !weak || i > q.start && q.tokens[i].Text == "ou" && i < len(q.tokens)-1 {
			return false
		}
		q.asked.Kind = KindPlace
	case "qui":
		if !weak {
			return false
		}
		q.asked.Kind = KindPerson
		q.described(i + 1)
	case "que", "qu", "quoi":
		return weak
	default:
		return false
	}
	return true
}

// opensBeforeQuestion may stand before the question word: « depuis quand », « d'où », « à qui ».
var opensBeforeQuestion = set("a de d en par pour sur avec sans dans depuis jusqu jusque vers chez contre selon entre sous aupres grace envers c apres avant des au aux")

// topicSpan is the span of words without their first articles.
func (q *questionReader) topicSpan(i, end int) corpus.Span {
	for i < end-1 && (determiners[q.at(i)] && !q.nameArticleAt(i) || q.tokens[i].Kind == Punct) {
		i++
	}
	return q.span(i, end)
}

// nameArticleAt keeps the article of « Le Monde », « La Réunion ».
func (q *questionReader) nameArticleAt(i int) bool {
	return i > q.start && q.tokens[i].Kind == Word && q.tokens[i].Upper() && i+1 < len(q.tokens) && q.tokens[i+1].Upper()
}
