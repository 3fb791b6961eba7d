package retrieval

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// speech is a quotation that is found, with its speaker as the whole collection and its moderators know them.
type speech struct {
	said
	article   string
	version   int
	ordinal   int
	speaker   quote.Speaker
	how       Attribution
	certainty float64
	note      string
	hidden    bool    // by moderators
	given     bool    // the speaker is a moderator's word
	fit       float64 // how well the speaker is the voice asked for
	about     float64 // how much of the topic the words, what is near, or the passage hold; 1 without a topic
	words     float64 // how much of it the words hold
	own       mask    // what of it their sentence holds
	led       mask    // what of it their sentence and the one before hold
	score     float64
}

// uncertain is the certainty below which an attribution is shown as uncertain.
const uncertain = quote.Uncertain

// maxSpeeches bounds the quotations that one question looks at.
const maxSpeeches = 400

// maxOfPerson bounds the quotations of a person that are listed when no topic chooses among them.
const maxOfPerson = 5000

// hearing is what quotations are looked for with.
type hearing struct {
	lib    *Library
	shelf  *shelf
	view   *index.View
	people *people
	advice *Advice
}

// hear prepares to look for quotations.
func (l *Library) hear(ctx context.Context, s *shelf, v *index.View) (*hearing, error) {
	p, err := s.people(ctx, v)
	if err != nil {
		return nil, err
	}
	advice, err := l.advice(ctx, s.name)
	if err != nil {
		return nil, err
	}
	return &hearing{l, s, v, p, &advice}, nil
}

// listenTo is view and hear in one. done must be called.
func (l *Library) listenTo(ctx context.Context, collection string) (h *hearing, done func(), err error) {
	s, v, done, err := l.view(collection)
	if err != nil {
		return nil, nil, err
	}
	if h, err = l.hear(ctx, s, v); err != nil {
		done()
		return nil, nil, fmt.Errorf("hear who speaks in collection %s: %w", collection, err)
	}
	return h, done, nil
}

// speeches returns the quotations that a query finds, resolved, hidden ones left out.
func (h *hearing) speeches(ctx context.Context, q index.QuoteQuery, limit int) ([]*speech, error) {
	found, err := h.allSpeeches(ctx, q, limit)
	return slices.DeleteFunc(found, func(x *speech) bool { return x.hidden }), err
}

// allSpeeches is speeches with those that moderators hide.
func (h *hearing) allSpeeches(ctx context.Context, q index.QuoteQuery, limit int) ([]*speech, error) {
	hits, err := h.view.SearchQuotes(ctx, q, limit)
	if err != nil {
		return nil, err
	}
	out := make([]*speech, 0, len(hits))
	for _, hit := range hits {
		x := &speech{article: hit.Article, version: hit.Version, ordinal: hit.Ordinal}
		if x.said, err = unpackSaid(hit.Blob); err != nil {
			return nil, fmt.Errorf("read quotation of article %s: %w", hit.Article, err)
		}
		h.resolve(x)
		out = append(out, x)
	}
	return out, nil
}

// resolve finds the speaker, and what moderators said of the quotation.
func (h *hearing) resolve(x *speech) {
	q := quote.Quote{Speaker: x.Speaker, How: x.How, Certainty: x.Certainty, Mention: quote.Mention{Text: x.Mention, Kind: x.MentionAs}}
	var how quote.How
	x.speaker, how, x.certainty = h.people.table.Resolve(q, x.date)
	x.how = attributions[how]
	h.bySpelling(x)
	c, ok := h.advice.correction(x.article, x.Key)
	if !ok {
		return
	}
	if c.Speaker != "" {
		x.given = true
		x.speaker, x.how, x.certainty = quote.Speaker{Name: c.Speaker, Spellings: []string{c.Speaker}}, ByModerator, 1
	}
	x.note, x.hidden = c.Note, c.Hidden
}

// bySpelling applies the moderators' names: another spelling of a person, or an office alone.
func (h *hearing) bySpelling(x *speech) {
	if name, ok := h.advice.person(x.speaker.Name, x.date); ok && x.speaker.Name != "" {
		x.speaker.Spellings = append([]string{name}, x.speaker.Spellings...)
		x.speaker.Name = name
		return
	}
	if x.speaker.Name == "" && x.MentionAs == quote.ByOffice {
		if name, ok := h.advice.person(x.Mention, x.date); ok {
			x.speaker, x.how, x.certainty = quote.Speaker{Name: name, Spellings: []string{name}, Offices: x.Speaker.Offices}, ByModerator, 1
		}
	}
}

// attributions translates how quote found a speaker.
var attributions = map[quote.How]Attribution{
	quote.HowName: ByName, quote.HowApposition: ByApposition, quote.HowOffice: ByOffice, quote.HowPronoun: ByPronoun,
	quote.HowContinued: ByContinuation, quote.HowTable: ByCollection, quote.HowNone: "",
}

// by returns the quotations of a voice on a topic, best first. The topic may be nil. candidates are passages where further ones may stand.
func (h *hearing) by(ctx context.Context, v *voice, topic *query, filter index.Filter, candidates []*candidate) ([]*speech, error) {
	terms := append(v.terms(h.people), h.advice.terms(v)...)
	if len(terms) == 0 {
		return nil, nil
	}
	q := index.QuoteQuery{Filter: filter}
	if topic != nil {
		q.Concepts = append(topic.concepts(), topic.relatedConcepts()...)
	}
	found, err := h.spoken(ctx, q, terms)
	if err != nil {
		return nil, err
	}
	if topic != nil && len(candidates) > 0 {
		q.Concepts, q.Filter.Articles = nil, rankedArticles(candidates, 10)
		more, err := h.spoken(ctx, q, terms)
		if err != nil {
			return nil, err
		}
		found = addSpeeches(found, more)
	}
	if found, err = h.addGiven(ctx, found, v, filter); err != nil {
		return nil, err
	}
	var out []*speech
	for _, x := range found {
		if x.fit = v.is(&x.speaker, &x.Speaker); x.fit > 0 {
			h.judge(x, topic, candidates)
			out = append(out, x)
		}
	}
	if v.anyState() && slices.ContainsFunc(out, func(x *speech) bool { return x.fit == 1 && x.about >= onTopic }) {
		out = slices.DeleteFunc(out, func(x *speech) bool { return x.fit < 1 })
	}
	slices.SortStableFunc(out, moreTelling)
	return topic.toThePoint(out), nil
}

// spoken returns the quotations of a query that some terms find: those that a name finds, and beside them those that an office finds. An
// office without its state has thousands of holders, among whom, looked for together, the one who is asked about would be lost.
func (h *hearing) spoken(ctx context.Context, q index.QuoteQuery, terms []string) (found []*speech, err error) {
	named := func(term string) bool { return strings.HasPrefix(term, termWord) }
	others := slices.DeleteFunc(slices.Clone(terms), named)
	names := slices.DeleteFunc(slices.Clone(terms), func(term string) bool { return !named(term) })
	limit := maxSpeeches
	if len(q.Concepts) == 0 {
		limit = maxOfPerson
	}
	if len(names) > 0 {
		q.Speaker = names
		if found, err = h.speeches(ctx, q, limit); err != nil {
			return nil, err
		}
	}
	if len(others) > 0 {
		q.Speaker = others
		more, err := h.speeches(ctx, q, maxSpeeches)
		if err != nil {
			return nil, err
		}
		found = addSpeeches(found, more)
	}
	return found, nil
}

// addGiven adds the quotations of the articles in which moderators gave words to the voice.
func (h *hearing) addGiven(ctx context.Context, found []*speech, v *voice, filter index.Filter) ([]*speech, error) {
	filter.Articles = h.advice.given(v)
	if len(filter.Articles) == 0 {
		return found, nil
	}
	more, err := h.speeches(ctx, index.QuoteQuery{Filter: filter}, maxSpeeches)
	if err != nil {
		return nil, err
	}
	return addSpeeches(found, more), nil
}

// addSpeeches adds those quotations that are not among the first.
func addSpeeches(found, more []*speech) []*speech {
	type place struct {
		article string
		ordinal int
	}
	have := make(map[place]bool, len(found))
	for _, x := range found {
		have[place{x.article, x.ordinal}] = true
	}
	for _, x := range more {
		if !have[place{x.article, x.ordinal}] {
			found = append(found, x)
		}
	}
	return found
}

// judge measures how far a quotation is about the topic.
func (h *hearing) judge(x *speech, topic *query, candidates []*candidate) {
	direct := 0.0
	switch x.Kind {
	case quote.Direct:
		direct = 1
	case quote.Mixed:
		direct = 0.5
	}
	if x.Kind == quote.Direct && x.MentionAs == quote.ByName {
		direct += 1 // the article names the speaker beside the words
	}
	long := min(float64(characters(x.Text)), 150) / 150
	if topic == nil {
		x.about, x.words = 1, 1
		x.score = x.fit + x.certainty + direct + 0.3*long
		return
	}
	title, sentence, _ := strings.Cut(x.Near, "\n")
	said := topic.held(h.shelf.index.Analyse(x.Text))
	own := said.and(topic.held(h.shelf.index.Analyse(sentence)))
	words, near := topic.coverOf(said), topic.coverOf(own.and(topic.held(h.shelf.index.Analyse(title))))
	x.own, x.led = own.found, own.found
	around, rel := near, 0.0
	for _, c := range candidates {
		if c.passage.Article != x.article {
			continue
		}
		rel = max(rel, 1-(candidates[0].score-c.score)/5)
		if c.passage.Span.Overlaps(x.Span) {
			rel = max(rel, 1-(candidates[0].score-c.score)/5)
			x.led |= topic.found(c.passage.Tokens(), sentenceBefore(c.passage, x.Sentence))
			text, title := topic.held(c.passage.Tokens()), topic.held(c.passage.TitleTokens())
			around = max(around, topic.coverOf(text), topic.coverOf(text.and(title)))
		}
	}
	x.words = words
	x.about = max(words, 0.9*near, 0.6*around)
	// Weights found by trial on the quoted set of the evaluation, and rounded. Words that are on the topic themselves, or beside it,
	// come before those whose article is merely about it.
	x.score = words + 4*near + 3*min(near/onTopic, 1) + 0.6*around + x.fit + 0.7*x.certainty + 2.2*direct + 5*rel + 2*long
}

// sentenceBefore is the sentence of a passage before one that begins in it, in bytes of the passage's text; zero when the paragraph has none.
func sentenceBefore(p *index.Passage, sentence corpus.Span) (before corpus.Span) {
	at := sentence.Start - p.Span.Start
	for _, s := range french.Sentences(p.Text) {
		if s.Start >= at {
			break
		}
		before = s
	}
	if before.End <= at && at <= len(p.Text) && strings.Contains(p.Text[before.End:at], "\n") {
		return corpus.Span{}
	}
	return before
}

// The words of a topic that has longTopic of them can tell one quotation of an article from another; of a shorter one all of the article may
// speak. What is moved to the front must hold morePointed more of the topic's weight than what stood there. Found by trial on the quoted set of
// the evaluation, of which they change nothing for the worse.
const (
	longTopic   = 3
	morePointed = 0.4
)

// toThePoint puts first, of the best quotation's article, the direct words that hold much more of a long topic than the best do: two of its
// words in their sentence, or three with the sentence before, to which « Ce n'est pas acceptable » leans.
func (q *query) toThePoint(found []*speech) []*speech {
	if q == nil || len(q.terms) < longTopic || len(found) == 0 {
		return found
	}
	best, most := 0, q.pointed(found[0])+morePointed
	for i, x := range found {
		direct := x.article == found[0].article && x.Kind == quote.Direct && x.certainty >= uncertain
		if share := q.pointed(x); direct && share > most && (x.own.count() >= 2 || x.led.count() >= 3) {
			best, most = i, share
		}
	}
	return slices.Concat(found[best:best+1], found[:best], found[best+1:])
}

// pointed is how much of a topic a quotation's own sentence holds, and with the one before.
func (q *query) pointed(x *speech) float64 { return (q.share(x.own) + q.share(x.led)) / 2 }

// moreTelling orders quotations: by score, then the newer, then by place.
func moreTelling(a, b *speech) int {
	return cmp.Or(cmp.Compare(b.score, a.score), b.date.Compare(a.date), cmp.Compare(a.article, b.article), a.Span.Start-b.Span.Start)
}

// held is which terms of a question a text holds, and of which it has a related word.
type held struct{ found, related mask }

func (h held) and(more held) held { return held{h.found | more.found, h.related | more.related} }

func (q *query) held(tokens []index.Token) (h held) {
	for i, t := range tokens {
		if term := q.match(t.Word).term; !q.namesake(tokens, i, term) {
			h.found = h.found.with(term)
		}
		if term, ok := q.related[t.Form]; ok && !t.Stop {
			h.related = h.related.with(term)
		}
	}
	return h
}

// coverOf is the share of the question's terms that is held; a related word counts half.
func (q *query) coverOf(h held) float64 {
	return q.share(h.found) + 0.5*q.share(h.related&^h.found)
}

// relate adds the words of the same country to the topic's places: « turc » and « Ankara » for « Turquie ».
func (q *query) relate() {
	q.related = map[string]int16{}
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		place, ok := french.PlaceOf(t.word.Form)
		for _, v := range t.variants {
			if !ok {
				place, ok = french.PlaceOf(v)
			}
		}
		if !ok || place.Proper && !t.capital {
			continue
		}
		for _, w := range french.Related(place.Code) {
			q.relateWord(int16(i), w.Text)
		}
	}
}

// relateWord makes one word stand for a term at half its weight.
func (q *query) relateWord(i int16, word string) {
	if _, ok := q.related[word]; ok || q.byForm[word] == i && q.terms[i].word.Form == word {
		return
	}
	q.related[word] = i
	q.relatedWords = append(q.relatedWords, word)
}

// relatedConcepts are what the related words are looked for by.
func (q *query) relatedConcepts() []index.Concept {
	out := make([]index.Concept, 0, len(q.relatedWords))
	for _, w := range q.relatedWords {
		s := french.StemsOf(w)
		out = append(out, index.Concept{Weight: 0.3, Terms: []index.Term{{Field: index.Stem, Text: s.Folded, Alt: s.Stemmed}}})
	}
	return out
}
