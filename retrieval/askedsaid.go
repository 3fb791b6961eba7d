package retrieval

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// maxSuggested is how many people are named who may be meant.
const maxSuggested = 3

// onTopic is how much of a topic a quotation, or what is around it, must hold to be about it.
const onTopic = 0.4

// askSaid answers « Qu'a dit X sur Y ? » with X's own words, or says that there are none.
func (l *Library) askSaid(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, ranked []*candidate, a *Answer) error {
	h, err := l.hear(ctx, s, v)
	if err != nil {
		return err
	}
	x, err := h.words(ctx, u, question, ranked, a.Holdings.Last)
	if err != nil {
		return err
	}
	elsewhen := onlyAbout(x.elsewhen)
	a.Understood.Timed = len(elsewhen) > 0
	a.Understood.Speaker = x.who.name()
	if !x.who.exact && len(x.who.people) > 1 { // one alone is the speaker
		for _, s := range x.who.people[:min(len(x.who.people), maxSuggested)] {
			a.Suggestions = append(a.Suggestions, s.Name)
		}
	}
	about := onlyAbout(x.found)
	switch {
	case len(about) == 0 && a.Understood.Timed:
		return h.otherTime(ctx, elsewhen, x.topic, u.Period, a)
	case len(about) == 0:
		return h.silence(ctx, &x.who, x.topic, append(x.found, x.elsewhen...), a)
	case u.Latest:
		a.Understood.Timed = true
		slices.SortStableFunc(about, func(x, y *speech) int { return y.date.Compare(x.date) })
	}
	return h.tell(ctx, about, x.topic, ranked, limitOf(question), a)
}

// heard is what somebody said on a topic.
type heard struct {
	who             voice
	topic           *query    // nil for none
	found, elsewhen []*speech // of the time that is asked for, and of another
}

// words looks for the words that a question asks for. last is the date of the newest article.
func (h *hearing) words(ctx context.Context, u *understanding, question Question, ranked []*candidate, last corpus.Date) (x heard, err error) {
	if x.who, err = h.voice(ctx, u.Speaker, u.Period.To); err != nil {
		return x, err
	}
	if x.topic, err = h.topic(ctx, u.topicAlone(question)); err != nil {
		return x, err
	}
	if x.found, err = h.by(ctx, &x.who, x.topic, filterOf(question), ranked); err != nil {
		return x, err
	}
	if u.Latest {
		if x.found, err = h.addNewest(ctx, &x.who, x.topic, x.found, last, question, ranked); err != nil {
			return x, err
		}
	}
	if u.narrows(question) {
		x.found, x.elsewhen, err = h.inTime(ctx, &x.who, x.topic, x.found, u.Period, question, ranked)
	}
	return x, err
}

// tell answers with quotations, best first.
func (h *hearing) tell(ctx context.Context, about []*speech, topic *query, ranked []*candidate, limit int, a *Answer) (err error) {
	a.Ranked = articlesOf(about, ranked, limit)
	a.Confidence = about[0].certainty * min(1, about[0].about+0.3)
	a.Citations, err = h.citeSaid(ctx, about, topic, limit)
	switch {
	case err != nil:
	case len(a.Citations) > 0:
		a.Reason = ReasonAnswered
	default:
		a.Reason = ReasonNotCited
	}
	return err
}

// askSplit reads a question anew whose speaker nobody is, where only « de » parts the speaker from the topic: « le procureur du voleur de
// tableaux » is the prosecutor, on a thief. a stays as it is unless one of the other readings answers.
func (l *Library) askSplit(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, ranked []*candidate, a *Answer) error {
	if a.Reason != ReasonNotCited || question.Speaker != "" {
		return nil
	}
	read := u.Speaker
	for _, split := range u.asked.Splits {
		other, said := *u, *a
		other.Speaker, other.Topic = part(u.Text, split.Speaker), part(u.Text, split.Topic)
		if len(other.Speaker) < len(read) && !withoutComplement(read, other.Speaker) {
			continue
		}
		said.Understood = other.Understood
		if err := l.askSaid(ctx, s, v, &other, question, ranked, &said); err != nil {
			return err
		}
		if said.Reason == ReasonAnswered {
			*a = said
			return nil
		}
	}
	return nil
}

// withoutComplement reports whether an office is the same without its complement: « le procureur du port » is a prosecutor, but « le ministre
// de la mer » is none that « le ministre » names, nor is « le président ».
func withoutComplement(whole, short string) bool {
	a, ok := quote.Phrase(whole)
	b, known := quote.Phrase(short)
	if !ok || !known || len(a.Offices) == 0 || len(b.Offices) == 0 || a.Name != "" {
		return false
	}
	class := b.Offices[0].Class
	return class == a.Offices[0].Class && class != "PRES" && class != "PM" && !strings.HasPrefix(class, "MIN")
}

// askAccording answers « Selon X, combien … ? » with X's own words on the matter. Without any, somebody who is not named in the best
// passage either said nothing of it; else, and for « selon la légende », done is false: the question is one like any other.
func (l *Library) askAccording(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, ranked []*candidate, a *Answer) (done bool, err error) {
	if u.Topic == "" || u.asked.Kind == french.KindNone || !somebody(u.Speaker) {
		return false, nil
	}
	said := *a
	if err := l.askSaid(ctx, s, v, u, question, ranked, &said); err != nil {
		return false, err
	}
	if said.Reason != ReasonAnswered && len(ranked) > 0 && ranked[0].names(u.Speaker) {
		return false, nil
	}
	said.Ranked = rankedArticles(ranked, limitOf(question))
	*a = said
	return true, nil
}

// somebody reports whether a phrase means a person, the holder of an office or a body with a name: neither « la loi » nor « les surréalistes ».
func somebody(phrase string) bool {
	first, _ := utf8.DecodeRuneInString(phrase)
	_, ok := quote.Phrase(phrase)
	return ok || unicode.IsUpper(first)
}

// names reports whether the passage or its title has the last word of a name.
func (c *candidate) names(name string) bool {
	words := nameWords(name)
	return len(words) > 0 && slices.Contains(nameWords(c.passage.Title+" "+c.passage.Text), words[len(words)-1])
}

// voice finds out whose words a phrase asks for: somebody who is quoted by just that name comes before people whose names are like it.
func (h *hearing) voice(ctx context.Context, phrase string, date corpus.Date) (voice, error) {
	v := listen(phrase, h.people, h.advice, date)
	if v.exact || len(v.words) == 0 {
		return v, nil
	}
	own := voice{asked: v.asked, words: v.words, exact: true}
	found, err := h.speeches(ctx, index.QuoteQuery{Speaker: own.terms(h.people)}, maxSpeeches)
	if err != nil {
		return v, err
	}
	if slices.ContainsFunc(found, func(x *speech) bool { return own.is(&x.speaker, &x.Speaker) > 0 }) {
		return own, nil
	}
	return v, nil
}

// topic reads what the words should be about; nil for nothing.
func (h *hearing) topic(ctx context.Context, text string) (*query, error) {
	if text == "" {
		return nil, nil
	}
	q := newQuery(text, h.shelf.index.Analyse(text))
	if len(q.terms) == 0 {
		return nil, nil
	}
	for i := range q.terms {
		q.terms[i].capital = !q.terms[i].joined && q.terms[i].word.Upper
	}
	if err := h.lib.weighed(ctx, h.view, q); err != nil {
		return nil, err
	}
	q.relate()
	q.pairNames()
	return q, nil
}

// weighed gives a query its variants and weights without searching passages.
func (l *Library) weighed(ctx context.Context, v *index.View, q *query) error {
	forms, err := l.widened(ctx, v, q)
	if err != nil {
		return err
	}
	df, err := q.frequencies(ctx, v)
	if err != nil {
		return err
	}
	q.weigh(v.Stats().Passages, df, forms)
	return nil
}

func onlyAbout(found []*speech) []*speech {
	var out []*speech
	for _, x := range found {
		if x.about >= onTopic {
			out = append(out, x)
		}
	}
	return out
}

// articlesOf ranks articles: those of the quotations first, then those of the passages.
func articlesOf(found []*speech, ranked []*candidate, limit int) []string {
	var out []string
	for _, x := range found {
		if len(out) < limit && !slices.Contains(out, x.article) {
			out = append(out, x.article)
		}
	}
	for _, id := range rankedArticles(ranked, limit) {
		if len(out) < limit && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// silence says that a voice is not quoted at all, or not on the topic, and who else is.
func (h *hearing) silence(ctx context.Context, who *voice, topic *query, found []*speech, a *Answer) error {
	a.Reason = ReasonNotCiting
	if len(found) == 0 {
		a.Reason = ReasonNotCited
	}
	if topic == nil {
		return nil
	}
	others, err := h.speeches(ctx, index.QuoteQuery{Concepts: topic.concepts()}, 60)
	if err != nil {
		return err
	}
	counted := map[[2]string]bool{}
	for _, x := range others {
		if x.speaker.Name == "" || x.certainty < 0.5 || who.is(&x.speaker, &x.Speaker) > 0 {
			continue
		}
		if h.judge(x, topic, nil); x.words >= 0.6 {
			pair := [2]string{x.speaker.Name, x.article}
			if !counted[pair] {
				counted[pair] = true
				a.Others = addVoice(a.Others, x.speaker.Name)
			}
		}
	}
	if len(a.Others) > 3 {
		a.Others = a.Others[:3]
	}
	return nil
}

// addVoice counts one more article of a speaker.
func addVoice(voices []Voice, speaker string) []Voice {
	for i := range voices {
		if voices[i].Speaker == speaker {
			voices[i].Articles++
			return voices
		}
	}
	return append(voices, Voice{Speaker: speaker, Articles: 1})
}

// citeSaid cuts the excerpts of quotations from the stored articles, at most limit and five, near-identical ones together.
func (h *hearing) citeSaid(ctx context.Context, found []*speech, topic *query, limit int) ([]Citation, error) {
	siblings, err := h.siblings(ctx, found)
	if err != nil {
		return nil, err
	}
	var out []Citation
	for _, x := range found[:min(len(found), maxSpeeches)] {
		if len(out) >= min(limit, maxCitations) {
			break
		}
		a, current, err := h.lib.stored(ctx, h.shelf, x.article, x.version)
		if err != nil {
			return nil, err
		}
		if !current {
			continue
		}
		c, ok := h.cite(x, siblings, a, x.version, topic)
		if ok && !joinsEarlier(out, c) {
			out = append(out, c)
		}
	}
	return out, nil
}

// siblings returns all quotations of the articles that will be cited.
func (h *hearing) siblings(ctx context.Context, found []*speech) ([]*speech, error) {
	var ids []string
	for _, x := range found {
		if len(ids) < maxCitations && !slices.Contains(ids, x.article) {
			ids = append(ids, x.article)
		}
	}
	return h.speeches(ctx, index.QuoteQuery{Filter: index.Filter{Articles: ids}}, maxSpeeches)
}

// joinsEarlier adds the article of an excerpt that says the same as an earlier one to that one's list, once; an excerpt of the same
// place, or one that its own article repeats, is dropped.
func joinsEarlier(out []Citation, c Citation) bool {
	for i := range out {
		own := out[i].Article.ID == c.Article.ID
		if own && out[i].Span.Overlaps(c.Span) {
			return true
		}
		if !sameWords(out[i].Text, c.Text) {
			continue
		}
		if !own && !slices.ContainsFunc(out[i].Also, func(h Heading) bool { return h.ID == c.Article.ID }) {
			out[i].Also = append(out[i].Also, c.Article)
		}
		return true
	}
	return false
}

// cite cuts one quotation with its sentence; ok is false when the article no longer has it.
func (h *hearing) cite(x *speech, siblings []*speech, a corpus.Article, version int, topic *query) (Citation, bool) {
	if !x.Span.Valid(a.Body) || !x.Sentence.Valid(a.Body) || x.Span.Of(a.Body) != x.Text {
		return Citation{}, false
	}
	span := goOn(a.Body, saidWindow(a.Body, x.Sentence, x.Span), sameVoice(x, siblings))
	c := Citation{
		Text: span.Of(a.Body), Span: span, Article: heading(a, version), Quote: overlap(span, x.Span),
		Speaker: x.speaker.Name, Attribution: x.how, Mention: x.Mention, Verb: x.Cue, Kind: string(x.Kind),
		ReportedBy: x.ReportedBy, Uncertain: x.certainty < uncertain, Note: x.note, Key: x.Key, Score: x.score,
	}
	if c.Speaker == "" {
		c.Speaker, c.Attribution = x.Mention, ByOffice
	}
	if topic != nil {
		c.Marks = shifted(topic.marksOf(h.shelf.index.Analyse(c.Text)), span.Start)
	}
	return c, true
}

// sameVoice are the sentences of the article in which nobody but the quotation's speaker is surely quoted.
func sameVoice(x *speech, siblings []*speech) []corpus.Span {
	var out []corpus.Span
	for _, y := range siblings {
		if y.article == x.article && y.certainty >= uncertain && sameName(x.speaker.Name, y.speaker.Name) && x.speaker.Name != "" {
			out = append(out, y.Sentence)
		}
	}
	for _, y := range siblings {
		if y.article == x.article && !sameName(x.speaker.Name, y.speaker.Name) {
			out = slices.DeleteFunc(out, y.Span.Overlaps)
		}
	}
	return out
}

// goOn lengthens an excerpt by the neighbouring sentences in which the same person goes on, or began, as long as it can be shown whole.
func goOn(body string, span corpus.Span, more []corpus.Span) corpus.Span {
	for grown := true; grown; {
		grown = false
		for _, s := range more {
			wide := corpus.Span{Start: min(span.Start, s.Start), End: max(span.End, s.End)}
			gap := corpus.Span{Start: min(span.End, s.End), End: max(span.Start, s.Start)}
			touching := gap.Len() <= 0 || strings.TrimSpace(gap.Of(body)) == ""
			if wide != span && touching && showable(wide.Of(body)) {
				span, grown = wide, true
			}
		}
	}
	return span
}

func overlap(a, b corpus.Span) corpus.Span {
	s := corpus.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
	if s.Len() <= 0 {
		return corpus.Span{}
	}
	return s
}

// saidWindow is the sentence of a quotation, or, when that is too long to show, the quotation with as much around as fits.
func saidWindow(body string, sentence, said corpus.Span) corpus.Span {
	if said.Start < sentence.Start {
		sentence.Start = said.Start
	}
	if said.End > sentence.End {
		sentence.End = said.End
	}
	if showable(sentence.Of(body)) {
		return sentence
	}
	best := corpus.Span{}
	for w := range clauseWindows(body, cutsAround(body, sentence, said)) {
		if better := overlap(w, said).Len(); better > overlap(best, said).Len() || better == overlap(best, said).Len() && w.Len() > best.Len() {
			best = w
		}
	}
	if overlap(best, said).Len() > 0 {
		return best
	}
	if begin := cutWords(body, sentence); begin.Contains(said) {
		return begin
	}
	return cutWords(body, said) // no clause with them is short enough
}

// cutsAround is clauseStarts of as much of a sentence as an excerpt with the words said can reach: it may be a whole article without a full stop.
func cutsAround(body string, sentence, said corpus.Span) []int {
	const reach = utf8.UTFMax * excerptLength
	near := corpus.Span{Start: max(sentence.Start, said.Start-reach), End: min(sentence.End, said.End+reach)}
	for !utf8.RuneStart(body[near.Start]) {
		near.Start++
	}
	for near.End < len(body) && !utf8.RuneStart(body[near.End]) {
		near.End--
	}
	cuts := clauseStarts(body, near)
	if near.Start > sentence.Start {
		cuts = cuts[1:]
	}
	if near.End < sentence.End {
		cuts = cuts[:len(cuts)-1]
	}
	return cuts
}
