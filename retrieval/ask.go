package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// Ask answers a question from one collection. "No answer" is an Answer with a Reason, not an error.
func (l *Library) Ask(ctx context.Context, collection string, question Question) (Answer, error) {
	began := time.Now()
	s, v, done, err := l.view(collection)
	if err != nil {
		return Answer{}, err
	}
	defer done()
	a, err := l.ask(ctx, s, v, question)
	if err != nil {
		return Answer{}, fmt.Errorf("ask collection %s: %w", collection, err)
	}
	a.Question, a.Took = question.Text, time.Since(began)
	a.Reading, err = s.reader.state()
	return a, err
}

func (l *Library) ask(ctx context.Context, s *shelf, v *index.View, question Question) (Answer, error) {
	a := Answer{Understood: Understood{Text: question.Text}}
	var err error
	if a.Holdings, err = s.holdings(ctx, v); err != nil {
		return a, err
	}
	if a.Reason = unfit(question, a.Holdings); a.Reason != "" {
		return a, nil
	}
	question = question.plain()
	u, ok := understand(question, a.Holdings.Last)
	a.Understood = u.Understood
	if !ok {
		a.Reason = ReasonFollowUp
		return a, nil
	}
	ask := l.askWords
	if u.asked.Happening.Len() > 0 {
		ask = l.askHappened
	}
	err = ask(ctx, s, v, &u, question, &a)
	return a, err
}

// askWords answers a question by its words: with what somebody said, who somebody is, or the passages that have the words.
func (l *Library) askWords(ctx context.Context, s *shelf, v *index.View, u *understanding, question Question, a *Answer) error {
	words := u.lookedFor(question.Today)
	q := newQuery(words, s.index.Analyse(words))
	q.kind, q.asks = u.asked.Kind, u.asked.Asks
	q.topical = u.asked.Search || !u.asked.Asks && q.length() <= maxTopic
	if len(q.terms) == 0 {
		a.Reason = ReasonEmpty
		return nil
	}
	ranked, err := l.rank(ctx, v, q, filterOf(question))
	if err != nil {
		return err
	}
	if question.Explain && len(ranked) > 0 {
		doubts := q.doubts(ranked)
		a.Explanation = l.explain(q, ranked, &doubts)
	}
	if done, err := l.askPerson(ctx, s, v, u, q, ranked, question, a); done || err != nil {
		return err
	}
	if u.narrows(question) && anyDated(ranked) {
		timed, err := l.decideInYears(ctx, s, v, u, q, ranked, question, *a)
		if err != nil || timed.Answered() || !u.anyYear() {
			timed.Ranked = firstThen(timed.Ranked, rankedArticles(ranked, limitOf(question)))
			*a = timed
			return err
		}
	}
	return l.decide(ctx, s, v, q, ranked, question, a)
}

// askPerson answers the questions that are about a person: what they said, what is so according to them, who they are.
// done is false for a question that its words alone answer.
func (l *Library) askPerson(ctx context.Context, s *shelf, v *index.View, u *understanding, q *query, ranked []*candidate, question Question, a *Answer) (done bool, err error) {
	switch {
	case u.Speaker != "" && (u.asked.Kind == french.KindQuote || question.Speaker != ""):
		said := *a
		said.Ranked = rankedArticles(ranked, limitOf(question))
		if err := l.askSaid(ctx, s, v, u, question, ranked, &said); err != nil {
			return false, err
		}
		if err := l.askSplit(ctx, s, v, u, question, ranked, &said); err != nil {
			return false, err
		}
		if said.Reason == ReasonNotCited && question.Speaker == "" && !somebody(u.Speaker) {
			return false, nil // « Que dit la loi ? »
		}
		*a = said
		return true, nil
	case u.Speaker != "":
		return l.askAccording(ctx, s, v, u, question, ranked, a)
	}
	introducing, err := l.introducedBy(ctx, s, v, u, ranked)
	if u.narrows(question) {
		introducing = timedBy(introducing, u.Period).first()
	}
	if err != nil || len(introducing) == 0 {
		return false, err
	}
	return true, l.introduce(ctx, s, v, q, introducing, ranked, question, a)
}

// introduce answers « Qui est X ? » with the places that say so.
func (l *Library) introduce(ctx context.Context, s *shelf, v *index.View, q *query, introducing, ranked []*candidate, question Question, a *Answer) (err error) {
	limit := limitOf(question)
	a.Ranked = rankedArticles(append(introducing, ranked...), limit)
	doubts := q.doubts(ranked)
	a.Reason, a.Confidence = ReasonAnswered, max(l.model.confidence(&doubts), l.model.threshold)
	a.Citations, err = l.excerpts(ctx, s, v, q, introducing, min(limit, maxCitations))
	return err
}

// RelatedFloor is the confidence from which a refusal shows what is perhaps related, and that of an answer which a rule refuses. On the sets
// that refusing is fitted on, the first passage is right for one in thirty of the questions below it, and for one in seven of those
// from it to the threshold (propos eval fit).
const RelatedFloor = 0.2

// maxCitations is how many excerpts an answer shows at most.
const maxCitations = 5

// maxTopic is of how many content words a text without a question is taken for a topic; of more, for a headline, which tells what is looked for.
const maxTopic = 3

// decide answers with the ranked candidates, or refuses.
func (l *Library) decide(ctx context.Context, s *shelf, v *index.View, q *query, ranked []*candidate, question Question, a *Answer) (err error) {
	limit := limitOf(question)
	a.Ranked = rankedArticles(ranked, limit)
	if len(ranked) == 0 {
		a.Reason = ReasonNoMatch
		return nil
	}
	a.Confidence = l.confidenceOf(q, ranked)
	if a.Understood.Latest {
		newest, equals := newestOfEquals(ranked)
		a.Understood.Timed = newest[0] != ranked[0]
		a.Confidence = max(a.Confidence, l.confidenceOf(q, append(newest[:1:1], newest[equals:]...))) // which of the equals is meant is said
		ranked = newest
	}
	if telling := q.tellingFirst(ranked); telling[0] != ranked[0] {
		if trust := l.confidenceOf(q, telling); trust >= l.model.threshold {
			ranked, a.Confidence = telling, trust
		}
	}
	if a.Confidence, err = l.ruled(ctx, s, q, ranked, a.Confidence); err != nil {
		return err
	}
	if q.topical && q.holdsAll(ranked[0]) {
		a.Confidence = max(a.Confidence, l.model.threshold)
	}
	if a.Confidence < l.model.threshold {
		a.Reason = ReasonUnsure
		if a.Confidence >= RelatedFloor {
			a.Related, err = l.citations(ctx, s, v, q, ranked, maxRelated)
		}
		return err
	}
	return l.show(ctx, s, v, q, ranked, question, a)
}

// show answers with the candidates that are worth showing.
func (l *Library) show(ctx context.Context, s *shelf, v *index.View, q *query, ranked []*candidate, question Question, a *Answer) (err error) {
	limit := limitOf(question)
	a.Reason, a.Ranked = ReasonAnswered, rankedArticles(ranked, limit)
	a.Citations, err = l.citations(ctx, s, v, q, ranked, limit)
	return err
}

// unfit says why a question cannot be looked up at all; "" when it can.
func unfit(q Question, h Holdings) Reason {
	switch {
	case h.Articles == 0:
		return ReasonNothing
	case len(q.Text) > MaxQuestion:
		return ReasonTooLong
	case strings.TrimFunc(q.Text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == "":
		return ReasonEmpty
	}
	return ""
}

func limitOf(q Question) int {
	if q.Limit <= 0 {
		return 10
	}
	return q.Limit
}

func filterOf(q Question) index.Filter {
	return index.Filter{Period: q.Period, Source: q.Source}
}

// citations cuts the excerpts that are worth showing as an answer.
func (l *Library) citations(ctx context.Context, s *shelf, v *index.View, q *query, ranked []*candidate, limit int) ([]Citation, error) {
	shown := q.answeringFirst(q.newsFirst(worth(q.tellingOfBest(ranked))))
	shown = q.definingFirst(q.countedFirst(shown, ranked), ranked)
	return l.excerpts(ctx, s, v, q, shown, min(limit, maxCitations))
}

// worth are the candidates that are worth showing beside the first.
func worth(ranked []*candidate) []*candidate {
	for i, c := range ranked {
		if c.score < ranked[0].score-worthShowing {
			return ranked[:i]
		}
	}
	return ranked
}

// excerpts cuts the excerpts of candidates, at most limit, from the stored articles; near-identical ones together.
func (l *Library) excerpts(ctx context.Context, s *shelf, v *index.View, q *query, ranked []*candidate, limit int) ([]Citation, error) {
	var out []Citation
	for _, c := range ranked {
		if len(out) >= limit {
			break
		}
		a, unchanged, err := l.stored(ctx, s, c.passage.Article, c.passage.Version)
		if err != nil {
			return nil, err
		}
		if !unchanged {
			continue
		}
		if cite, ok := q.cite(c, a); ok && !joinsEarlier(out, cite) {
			out = append(out, cite)
		}
	}
	return out, l.attribute(ctx, s, v, out)
}

// worthShowing is how far below the best score a further excerpt may be.
const worthShowing = 2

// attribute names the speaker of excerpts that are mostly somebody's words.
func (l *Library) attribute(ctx context.Context, s *shelf, v *index.View, cs []Citation) error {
	if len(cs) == 0 {
		return nil
	}
	var ids []string
	for _, c := range cs {
		ids = append(ids, c.Article.ID)
	}
	h, err := l.hear(ctx, s, v)
	if err != nil {
		return err
	}
	said, err := h.speeches(ctx, index.QuoteQuery{Filter: index.Filter{Articles: ids}}, maxSpeeches)
	if err != nil {
		return err
	}
	for i := range cs {
		cs[i].attribute(said)
	}
	return nil
}

// attribute gives the excerpt to the speaker of the quotation that holds all its marks, or most of it; to nobody when it quotes two people,
// for the name stands above all of it.
func (c *Citation) attribute(said []*speech) {
	said = slices.DeleteFunc(slices.Clone(said), func(x *speech) bool {
		return x.article != c.Article.ID || !x.Span.Overlaps(c.Span) || x.Kind == quote.Indirect
	})
	if severalSpeak(said) {
		return
	}
	for _, x := range said {
		in := overlap(c.Span, x.Span)
		marked := len(c.Marks) > 0 && !slices.ContainsFunc(c.Marks, func(m corpus.Span) bool { return !in.Contains(m) })
		if 2*in.Len() < c.Span.Len() && !marked || c.Quote.Len() >= in.Len() {
			continue
		}
		c.Quote, c.Speaker, c.Attribution, c.Mention, c.Verb = in, x.speaker.Name, x.how, x.Mention, x.Cue
		c.Kind, c.ReportedBy, c.Note, c.Key, c.Uncertain = string(x.Kind), x.ReportedBy, x.note, x.Key, x.certainty < uncertain
		if c.Speaker == "" {
			c.Speaker, c.Attribution = x.Mention, ByOffice
		}
	}
}

// severalSpeak reports whether quotations are of more than one person whose name is known.
func severalSpeak(said []*speech) bool {
	name := ""
	for _, x := range said {
		if name != "" && x.speaker.Name != "" && x.speaker.Name != name {
			return true
		}
		name = cmp.Or(x.speaker.Name, name)
	}
	return false
}

// cite cuts one excerpt; ok is false when the passage is not the article's text.
func (q *query) cite(c *candidate, a corpus.Article) (Citation, bool) {
	p := c.passage
	if !p.Span.Valid(a.Body) || p.Span.Of(a.Body) != p.Text {
		return Citation{}, false
	}
	e := q.excerptOf(c)
	span := corpus.Span{Start: e.span.Start + p.Span.Start, End: e.span.End + p.Span.Start}
	if !span.Valid(a.Body) {
		return Citation{}, false
	}
	return Citation{
		Text: span.Of(a.Body), Span: span, Marks: shifted(e.marks, p.Span.Start), Score: c.score,
		Article: heading(a, p.Version),
	}, true
}

// heading describes an article beside a citation.
func heading(a corpus.Article, version int) Heading {
	return Heading{ID: a.ID, Title: a.Title, Source: a.Source, Author: a.Author, Date: a.Date, URL: a.URL, Opening: opening(a.Body), Partial: a.Partial, Version: version}
}

// opening is the first words of a body, at most 60 characters, whole words.
func opening(body string) string {
	body, _, _ = strings.Cut(body, "\n")
	if atMost(60, body) {
		return body
	}
	n, last := 0, 0
	for i, r := range body {
		if n++; n > 60 {
			break
		}
		if unicode.IsSpace(r) {
			last = i
		}
	}
	if last == 0 {
		return string([]rune(cutText(body, 60*utf8.UTFMax))[:60])
	}
	return strings.TrimRightFunc(body[:last], func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
}
