package retrieval

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"propos/corpus"
	"propos/retrieval/french"
)

// reading of a question: what it was understood to ask.
type understanding struct {
	Understood
	asked french.Asked
	times french.AskedPeriod
}

// understand reads a question, with what the one before it was about. newest is the date of the collection's newest article: « en mars » is
// the last March that articles may tell of. ok is false for a follow-up of nothing.
func understand(question Question, newest corpus.Date) (u understanding, ok bool) {
	text := strings.TrimSpace(question.Text)
	full, followUp, ok := inFull(text, question.Before, question.Today)
	if !ok {
		return understanding{Understood: Understood{Text: text}}, false
	}
	if f, bareKind := kindAlone(text); bareKind {
		return askedAgain(text, f, *question.Before, question.Today), true
	}
	u.asked = french.Question(full)
	u.times = french.QuestionPeriod(full, question.Today)
	if u.times.Guessed && newest.Year > 0 && newest.Compare(question.Today) < 0 {
		u.times = french.QuestionPeriod(full, newest.Last())
	}
	if u.asked.Happening.Len() > 0 {
		u.times.Told = false // « les nouvelles de mars »
	}
	u.Understood = Understood{
		Text: full, Kind: string(u.asked.Kind), FollowUp: followUp, Latest: u.times.Latest,
		Speaker: part(full, u.asked.Speaker), Topic: part(full, u.asked.Topic), Period: u.times.Period,
	}
	if question.Speaker != "" {
		u.Speaker = question.Speaker
	}
	if u.asked.Search {
		u.Looked = u.Topic
	}
	return u, true
}

// plain is the question with its words as articles have theirs.
func (q Question) plain() Question {
	q.Text, q.Speaker = plainLine(q.Text), plainLine(q.Speaker)
	return q
}

// plainLine returns what was typed or pasted as the words of articles are kept (corpus.Normal: no soft hyphens, no zero-width spaces), on
// one line: of a line's end, and of several spaces, one is left.
func plainLine(text string) string {
	var b strings.Builder
	space := ""
	for _, r := range corpus.Normal(text) {
		switch {
		case !unicode.IsSpace(r):
			b.WriteString(space)
			b.WriteRune(r)
			space = ""
		case b.Len() == 0:
		case space == "" && r != '\n':
			space = string(r)
		default:
			space = " "
		}
	}
	return b.String()
}

// narrows reports whether the question's own words say of when an answer must be: not beside days that the person chose, and not in
// « la guerre de 2020 ».
func (u *understanding) narrows(question Question) bool {
	return question.Period.IsZero() && !u.Period.IsZero() && !u.times.Told
}

// anyYear reports whether the question names a day or a month without its year: an answer of another year than the latest possible one
// may be meant too.
func (u *understanding) anyYear() bool { return u.times.Guessed && u.times.Kind == french.PeriodIn }

// lookedFor is what the question's words are, but « récemment »: an answer of last week seldom has it, one of ten years ago may.
func (u *understanding) lookedFor(today corpus.Date) string {
	words := u.words()
	if u.Latest && strings.HasSuffix(french.Fold(part(u.Text, u.times.Spans[0])), "ment") {
		return withoutTime(words, today)
	}
	return words
}

// topicAlone is the topic without the words that say of when somebody's words must be.
func (u *understanding) topicAlone(question Question) string {
	if !u.narrows(question) && !u.Latest {
		return u.Topic
	}
	topic := strings.TrimSpace(withoutTime(u.Topic, question.Today))
	for _, time := range u.times.Spans { // « en 2023 », of which the topic has the year alone
		if strings.HasSuffix(time.Of(u.Text), topic) {
			return ""
		}
	}
	return topic
}

// kindAlone recognises « Quand ? », which asks another thing of what the question before was about.
func kindAlone(text string) (french.AnswerKind, bool) {
	f, leans := french.ReadFollowUp(text)
	return f.Answer, leans && f.Kind == french.FollowKind
}

// askedAgain looks for the words of the question before, for another kind of answer. When somebody said something, the words themselves tell,
// with the date of their article beside.
func askedAgain(text string, kind french.AnswerKind, before Understood, today corpus.Date) (u understanding) {
	u.times = french.QuestionPeriod(before.Text, today)
	u.Understood = before
	u.Text, u.Looked, u.FollowUp = text+" ("+before.words()+")", before.words(), true
	if kind == french.KindDate && before.Speaker != "" {
		kind = french.KindQuote
	} else {
		u.Speaker = ""
	}
	u.asked, u.Kind = french.Asked{Kind: kind, Asks: true}, string(kind)
	return u
}

// words is what was looked for.
func (u *Understood) words() string {
	if u.Looked != "" {
		return u.Looked
	}
	return u.Text
}

func part(text string, s corpus.Span) string {
	if s.Len() <= 0 {
		return ""
	}
	return s.Of(text)
}

// inFull completes a question that leans on the one before it. ok is false when there is none to lean on.
func inFull(text string, before *Understood, today corpus.Date) (full string, followUp, ok bool) {
	if f, leans := french.ReadFollowUp(text); leans {
		if before == nil {
			return text, false, f.Kind != french.FollowSame && f.Kind != french.FollowKind
		}
		return complete(f, text, *before, today), true, true
	}
	asked := french.Question(text)
	speaker, topic := part(text, asked.Speaker), part(text, withArticle(text, asked.Topic))
	if asked.Pronoun {
		if speaker = before.person(); speaker == "" {
			return text, false, false
		}
	}
	thereof := asked.Thereof && asked.Kind == french.KindQuote && topic == "" && speaker != "" && before != nil && before.Topic != "" && !before.asksWho()
	if thereof {
		topic = before.topic()
	}
	if !asked.Pronoun && !thereof {
		return text, false, true
	}
	return saying(speaker, topic), true, true
}

// person is whom a question was about: who said something, or who « Qui est X ? » asks for; "" for nobody.
func (u *Understood) person() string {
	switch {
	case u == nil:
		return ""
	case u.Speaker == "" && u.asksWho():
		return u.topic()
	}
	return u.Speaker
}

// asksWho recognises « Qui est X ? », « C'est qui, X ? ».
func (u *Understood) asksWho() bool {
	return u.Topic != "" && slices.ContainsFunc(french.Tokens(u.Text), func(t french.Token) bool { return french.Fold(t.Text) == "qui" })
}

// complete writes a follow-up as a whole question.
func complete(f french.FollowUp, text string, before Understood, today corpus.Date) string {
	words, phrase := part(text, f.Span), part(text, withArticle(text, f.Span))
	switch f.Kind {
	case french.FollowTopic:
		if before.Speaker != "" {
			return saying(before.Speaker, phrase)
		}
		if before.asksWho() {
			return before.Topic + " et " + phrase // passages that have both
		}
		return swapped(before, words)
	case french.FollowSpeaker:
		if before.Speaker != "" && sameFold(words, before.Topic) {
			return saying(phrase, before.Speaker) // « Qu'a dit X de Y ? », « Et Y ? »
		}
		if before.Speaker != "" || before.Kind == string(french.KindQuote) {
			return saying(phrase, before.topic())
		}
		return swapped(before, words)
	case french.FollowPeriod:
		if year := before.Period.From.Year; year > 0 && french.QuestionPeriod(words, today).Guessed {
			words += " " + strconv.Itoa(year) // « Que s'est-il passé en mars 2019 ? », « Et en avril ? »
		}
		return strings.Join(strings.Fields(bare(withoutTime(before.Text, today))), " ") + " " + words + " ?"
	}
	return before.Text
}

// topic is the topic with its article, as it stands in the question.
func (u *Understood) topic() string {
	at := strings.Index(u.Text, u.Topic)
	if u.Topic == "" || at < 0 {
		return u.Topic
	}
	return withArticle(u.Text, corpus.Span{Start: at, End: at + len(u.Topic)}).Of(u.Text)
}

// withArticle widens a span to the article that stands before it: « l'Arménie » for « Arménie ».
func withArticle(text string, s corpus.Span) corpus.Span {
	if s.Len() <= 0 {
		return s
	}
	last := corpus.Span{}
	for _, t := range french.Tokens(text) {
		if t.End <= s.Start {
			last = corpus.Span{Start: t.Start, End: t.End}
		}
	}
	if last.Len() > 0 && isArticle(strings.TrimRight(french.Fold(last.Of(text)), "'’")) && strings.TrimSpace(text[last.End:s.Start]) == "" {
		s.Start = last.Start
	}
	return s
}

// saying asks for somebody's words on something.
func saying(speaker, topic string) string {
	if topic == "" {
		return "Qu’a dit " + speaker + " ?"
	}
	return "Qu’a dit " + speaker + " sur " + topic + " ?"
}

// swapped puts new words in the place of what the question before was about: its topic, else its last name, else beside it. Words that
// begin with a preposition of place take the place of such words at the end: « en France », « dans le monde ».
func swapped(before Understood, words string) string {
	if before.Topic != "" && strings.Contains(before.Text, before.Topic) {
		return strings.Replace(before.Text, before.Topic, words, 1)
	}
	if french.Locates(words) {
		return withoutPlace(bare(before.Text)) + " " + words + " ?"
	}
	if names := french.Names(french.Scan(before.Text)); len(names) > 0 {
		last := names[len(names)-1]
		return before.Text[:last.Start] + bareName(words) + before.Text[last.End:]
	}
	return bare(before.Text) + " " + words + " ?"
}

// maxPlace is how many words a place at the end of a question has at most, its preposition counted in.
const maxPlace = 5

// withoutPlace drops the words of place at the end of a question.
func withoutPlace(text string) string {
	tokens := french.Tokens(text)
	for i := len(tokens) - 1; i > 0 && i >= len(tokens)-maxPlace; i-- {
		if french.Locates(text[tokens[i].Start:]) && i < len(tokens)-1 {
			return bare(text[:tokens[i].Start])
		}
	}
	return text
}

// sameFold reports whether two phrases have the same words, whatever their case and accents.
func sameFold(a, b string) bool { return b != "" && french.Fold(a) == french.Fold(b) }

// bareName drops the article before a name that takes the place of another.
func bareName(words string) string {
	tokens := french.Tokens(words)
	if len(tokens) > 1 && french.IsStop(strings.TrimRight(french.Fold(tokens[0].Text), "'")) {
		return words[tokens[1].Start:]
	}
	return words
}

// bare drops the end mark of a question.
func bare(text string) string {
	return strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '?' || r == '.' || r == '!' || r == '…' })
}
