package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
	"propos/retrieval"
)

// quotePresses is the table of the verbs of tending the quotations of an article.
func (b *bot) quotePresses() map[string]panelPress {
	return map[string]panelPress{
		"art-quotes": b.turnQuotes,
		"art-choose": b.turnQuotes,
		"art-block":  b.turnQuotes,
		"art-quote":  b.quoteAgain,
		"art-who":    b.askWho,
		"art-whom":   b.whoChosen,
		"art-named":  b.whoNamed,
		"art-hide":   b.hideQuote,
		"art-note":   b.askNote,
		"art-noted":  b.quoteNoted,
	}
}

// turnQuotes shows the quotations of the article, at the one that was chosen, or at the place that a button names.
func (b *bot) turnQuotes(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	if place, err := strconv.Atoi(oneValue(r)); err == nil {
		page = place
	}
	quotes, o, err := b.quotesOf(ctx, r, p)
	if o != nil || err != nil {
		return value(o), err
	}
	p.put(panelQuote, quotes[max(0, min(page, len(quotes)-1))].Key)
	return b.drawQuotes(ctx, r, p, quotes, ""), nil
}

// articleQuotes shows the quotations of the article as they stand now, at the one that the panel is about.
func (b *bot) articleQuotes(ctx context.Context, r *request, p *panel, note string) (outcome, error) {
	quotes, o, err := b.quotesOf(ctx, r, p)
	if o != nil || err != nil {
		return value(o), err
	}
	return b.drawQuotes(ctx, r, p, quotes, note), nil
}

// quotesOf reads the quotations of the panel's article. The outcome says why there is none.
func (b *bot) quotesOf(ctx context.Context, r *request, p *panel) ([]retrieval.ArticleQuote, *outcome, error) {
	quotes, err := b.o.Desk.Quotes(ctx, r.GuildID, p.get(panelArticle))
	gone := errors.Is(err, store.ErrRemoved) || absent(err)
	if err != nil && !gone {
		return nil, nil, err
	}
	if gone || len(quotes) == 0 {
		o, err := b.articleHome(ctx, r, p, phrase.Fine("Il n'y a pas de citation à montrer."))
		return nil, &o, err
	}
	return quotes, nil, nil
}

// quotePlace returns the place of the panel's quotation among those of its article; the first when it is not there any more.
func quotePlace(p *panel, quotes []retrieval.ArticleQuote) int {
	return max(0, slices.IndexFunc(quotes, func(q retrieval.ArticleQuote) bool { return q.Key == p.get(panelQuote) }))
}

// drawQuotes draws the screen of the quotations: one whole, the others around it in a select.
func (b *bot) drawQuotes(ctx context.Context, r *request, p *panel, quotes []retrieval.ArticleQuote, note string) outcome {
	place := quotePlace(p, quotes)
	p.put(panelQuote, quotes[place].Key)
	hidden := 0
	for _, q := range quotes {
		if q.Hidden {
			hidden++
		}
	}
	title := phrase.Say("%s de %s", phrase.Capital(phrase.Count(len(quotes), "citation", "citations")), phrase.ShortTitle(quotes[place].Article, 120))
	if hidden > 0 {
		title += phrase.Say(", dont %s", phrase.Count(hidden, "masquée", "masquées"))
	}
	block := place / reply.MaxOptions
	var options []reply.Option
	for i, q := range pageOf(quotes, reply.MaxOptions, block) {
		n := block*reply.MaxOptions + i
		options = append(options, reply.QuoteOption(q, n+1, strconv.Itoa(n), n == place))
	}
	choice := reply.Select(reply.CustomID("art-choose", p.key, 0), "Choisis une citation", options...)
	parts := []reply.Component{reply.TendedQuote(quotes[place], b.labels(ctx, r.GuildID)), quoteTools(p, quotes[place])}
	return onScreenOf(r, reply.Panel(title, note, &choice, append(parts, quoteArrows(p, place, len(quotes)))...))
}

// quoteTools are what can be done to a quotation.
func quoteTools(p *panel, q retrieval.ArticleQuote) reply.Component {
	id := func(verb string, page int) string { return reply.CustomID(verb, p.key, page) }
	hide, note := reply.Button("Masquer", id("art-hide", 1)), "Ajouter une note"
	if q.Hidden {
		hide = reply.Button("Montrer", id("art-hide", 0))
	}
	if q.Note != "" {
		note = "Changer la note"
	}
	return reply.Row(reply.Button("Changer la personne", id("art-who", 0)), hide, reply.Button(note, id("art-note", 0)))
}

// quoteArrows lead to the quotations beside, to those of the next select where there are more than one holds, and back to the article.
func quoteArrows(p *panel, place, total int) reply.Component {
	to := func(n int) string { return reply.CustomID("art-quotes", p.key, n) }
	var row []reply.Component
	if total > 1 {
		row = append(row, reply.Arrow("◀", to(max(place-1, 0)), place == 0), reply.Arrow("▶", to(place+1), place == total-1))
	}
	if next := (place/reply.MaxOptions + 1) * reply.MaxOptions; total > reply.MaxOptions {
		if next >= total {
			next = 0
		}
		row = append(row, reply.Button(phrase.Say("Citations %s et suivantes", phrase.Number(next+1)), reply.CustomID("art-block", p.key, next)))
	}
	return reply.Row(append(row, reply.Button(phrase.Fine("L'article"), reply.CustomID("article", p.key, 0)))...)
}

// Values of the select of people that are no name.
const (
	whoOther = "other" // somebody else, by a form
	whoText  = "text"  // as the article's own words say
)

// askWho offers the people whom the quotation may be of.
func (b *bot) askWho(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	quotes, o, err := b.quotesOf(ctx, r, p)
	if o != nil || err != nil {
		return value(o), err
	}
	q := quotes[quotePlace(p, quotes)]
	people, err := b.o.Desk.People(ctx, r.GuildID, p.get(panelArticle), quotes, reply.MaxOptions-2)
	if err != nil {
		return outcome{}, err
	}
	options := []reply.Option{{Label: phrase.Fine("Quelqu'un d'autre…"), Value: whoOther}}
	if q.Given {
		options = append(options, reply.Option{Label: phrase.Fine("Ce que dit l'article"), Value: whoText, Description: phrase.Fine("Reprendre la correction")})
	}
	for i, name := range people {
		if name != q.Speaker {
			options = append(options, reply.Option{Label: name, Value: strconv.Itoa(i)})
		}
	}
	choice := reply.Select(reply.CustomID("art-whom", p.key, 0), phrase.Fine("Qui parle ?"), options...)
	back := reply.Row(reply.Button("Retour", reply.CustomID("art-quote", p.key, 0)))
	return onScreenOf(r, reply.Panel(phrase.Fine("Qui parle vraiment ?"), "", nil, reply.TendedQuote(q, b.labels(ctx, r.GuildID)), choice, back)), nil
}

// whoChosen gives the quotation to who was chosen, or asks for the name.
func (b *bot) whoChosen(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	chosen := oneValue(r)
	switch chosen {
	case whoOther:
		return open(reply.Form(reply.CustomID("art-named", p.key, 0), phrase.Fine("Qui parle ?"),
			reply.Line("name", "Nom de la personne", "", desk.MaxPerson, true))), nil
	case whoText:
		if err := b.o.Desk.UnsetSpeaker(ctx, r.GuildID, r.person, p.get(panelArticle), p.get(panelQuote)); err != nil {
			return b.correctionFailed(ctx, r, p, err)
		}
		return b.articleQuotes(ctx, r, p, phrase.Fine("C'est de nouveau ce que dit l'article."))
	}
	quotes, o, err := b.quotesOf(ctx, r, p)
	if o != nil || err != nil {
		return value(o), err
	}
	people, err := b.o.Desk.People(ctx, r.GuildID, p.get(panelArticle), quotes, reply.MaxOptions-2)
	if err != nil {
		return outcome{}, err
	}
	n, err := strconv.Atoi(chosen)
	if err != nil || n < 0 || n >= len(people) {
		return say(unexpected), nil
	}
	return b.giveQuote(ctx, r, p, people[n])
}

// whoNamed gives the quotation to the person of the form.
func (b *bot) whoNamed(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	return b.giveQuote(ctx, r, p, formText(r, "name"))
}

// giveQuote gives the quotation to a person.
func (b *bot) giveQuote(ctx context.Context, r *request, p *panel, name string) (outcome, error) {
	name, err := b.o.Desk.SetSpeaker(ctx, r.GuildID, r.person, p.get(panelArticle), p.get(panelQuote), name)
	switch {
	case errors.Is(err, desk.ErrNobody):
		return b.articleQuotes(ctx, r, p, phrase.Fine("Il me faut un nom."))
	case err != nil:
		return b.correctionFailed(ctx, r, p, err)
	}
	return b.articleQuotes(ctx, r, p, phrase.Say("Ces mots sont maintenant %s, dès la prochaine réponse.", phrase.Of(reply.Inline(phrase.Cut(name, 100)))))
}

// hideQuote takes the quotation out of all answers (page 1), or shows it again (0).
func (b *bot) hideQuote(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	if err := b.o.Desk.Hide(ctx, r.GuildID, r.person, p.get(panelArticle), p.get(panelQuote), page == 1); err != nil {
		return b.correctionFailed(ctx, r, p, err)
	}
	if page == 1 {
		return b.articleQuotes(ctx, r, p, phrase.Fine("Masquée : aucune réponse ne la montre plus. L'article reste."))
	}
	return b.articleQuotes(ctx, r, p, phrase.Fine("Elle peut de nouveau être citée."))
}

// askNote opens the form of the note beside the quotation.
func (b *bot) askNote(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	quotes, o, err := b.quotesOf(ctx, r, p)
	if o != nil || err != nil {
		return value(o), err
	}
	return open(reply.Form(reply.CustomID("art-noted", p.key, 0), "Note à côté de la citation",
		reply.Lines("note", phrase.Fine("Par exemple : démenti le 12 mai 2021"), quotes[quotePlace(p, quotes)].Note, desk.MaxNote, false))), nil
}

// quoteNoted puts the note beside the quotation; an empty one goes.
func (b *bot) quoteNoted(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	note := formText(r, "note")
	if err := b.o.Desk.SetNote(ctx, r.GuildID, r.person, p.get(panelArticle), p.get(panelQuote), note); err != nil {
		return b.correctionFailed(ctx, r, p, err)
	}
	if note == "" {
		return b.articleQuotes(ctx, r, p, phrase.Fine("Il n'y a plus de note."))
	}
	return b.articleQuotes(ctx, r, p, phrase.Fine("La note est montrée avec la citation, dès la prochaine réponse."))
}

// quoteAgain returns to the quotation of the panel.
func (b *bot) quoteAgain(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	return b.articleQuotes(ctx, r, p, "")
}

// correctionFailed says why a correction was not kept: its article is gone. What was written for it comes back.
func (b *bot) correctionFailed(ctx context.Context, r *request, p *panel, err error) (outcome, error) {
	if !absent(err) {
		return outcome{}, err
	}
	o, err := b.articleHome(ctx, r, p, "")
	return b.givingBack(r, o), err
}
