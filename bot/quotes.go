package bot

import (
	"context"
	"time"

	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/retrieval"
)

// maxQuotes is how many quotations one answer of /citations holds.
const maxQuotes = 50

// quotesCommand answers /citations: who said what, in order of dates.
func (b *bot) quotesCommand(ctx context.Context, r *request) (outcome, error) {
	o := r.options()
	f := retrieval.QuoteFilter{Person: o.text("personne"), Topic: o.text("sujet"), Source: o.text("source"), Limit: maxQuotes}
	var fault string
	if f.Period, fault = o.period(); fault != "" {
		return say("%s", fault), nil
	}
	if f.Person == "" && f.Topic == "" {
		return say("Donne-moi une personne, un sujet, ou les deux."), nil
	}
	if wait := b.limits.wait(r.GuildID, r.person, time.Now()); wait > 0 {
		return slowDown(wait), nil
	}
	name, refusal, err := b.settle(ctx, r, "")
	if refusal != nil || err != nil {
		return value(refusal), err
	}
	list, err := b.o.Library.Quotes(ctx, r.collection, f)
	if err != nil {
		return outcome{}, err
	}
	list.Citations = b.verbatim(ctx, r.collection, list.Citations)
	if len(list.Citations) == 0 {
		return b.noQuotes(ctx, r, f, list)
	}
	return b.showQuotes(ctx, r, quotesHeader(f, list, name), list)
}

// showQuotes shows the first of the quotations, and keeps them for its buttons.
func (b *bot) showQuotes(ctx context.Context, r *request, header string, list retrieval.QuoteList) (outcome, error) {
	rec := newRecord(ofQuotes, r.collection, r.person, list.Citations)
	note := b.keepIfPossible(ctx, &rec)
	v := reply.View{Key: rec.Key, Note: note, Header: header, Pages: len(list.Citations), From: rec.articles(), Listed: true, Shared: !r.private || r.GuildID == "", Labels: b.labels(ctx, r.collection)}
	return b.sending(r, answered{reply.Answer(list.Citations[0], "", v), rec.Key}), nil
}

// quotesHeader says what the quotations are, and how many.
func quotesHeader(f retrieval.QuoteFilter, list retrieval.QuoteList, place string) string {
	who := f.Person
	if list.Person != nil {
		who = list.Person.Name
	}
	text := phrase.Count(list.Total, "citation", "citations")
	if who != "" {
		text += " " + phrase.Of(who)
	}
	if f.Topic != "" {
		text += phrase.Say(" sur %s", phrase.Quoted(f.Topic))
	}
	if place != "" {
		text += phrase.Say(" dans la collection %s", phrase.Of(place))
	}
	return reply.Header(text, phrase.Narrowed("", f.Source, f.Period))
}

// noQuotes says that there are none, and what there is.
func (b *bot) noQuotes(ctx context.Context, r *request, f retrieval.QuoteFilter, list retrieval.QuoteList) (outcome, error) {
	holdings, err := b.o.Library.Holdings(ctx, r.collection)
	switch {
	case err != nil:
		return outcome{}, err
	case holdings.Articles == 0:
		return show(b.emptyCollection(r.collection).Private()), nil
	}
	text := reply.Inline(phrase.NoQuotes(f, list)) + "\n" + phrase.Say("La collection contient %s.", reply.Inline(phrase.Holdings(holdings)))
	if hint := phrase.DidYouMean(list.Similar); hint != "" {
		text += "\n" + reply.Inline(hint)
	}
	return show(reply.Note(text).Private()), nil
}
