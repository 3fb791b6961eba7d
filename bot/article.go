package bot

import (
	"context"
	"errors"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/store"
)

// Values of a panel that tends an article.
const (
	panelArticle = "article" // its id
	panelQuote   = "quote"   // key of the quotation that is shown
	panelFile    = "file"    // JSON of the source of its corrected text, until that is read
	panelBack    = "back"    // verb of the screen that the article was opened from; "" for none
)

// byID begins a value of the option titre that names an article by its key, as the suggestions do.
const byID = "#"

// articlePresses is the table of the verbs of tending an article.
func (b *bot) articlePresses() map[string]panelPress {
	return map[string]panelPress{
		"article":     b.articlePress,
		"art-edit":    b.editArticle,
		"art-edited":  b.articleEdited,
		"art-text":    b.editText,
		"art-texted":  b.textEdited,
		"art-fetch":   b.fetchArticle,
		"art-renew":   b.renewArticle,
		"art-remove":  b.removeArticle,
		"art-restore": b.restoreArticle,
		"art-erase":   b.askErase,
		"art-sure":    b.sureErase,
		"art-erased":  b.eraseArticle,
	}
}

// articleCommand answers /article: the panel of the article that the option names, or a choice of those that it may mean.
func (b *bot) articleCommand(ctx context.Context, r *request) (outcome, error) {
	p, typed := b.newPanel(r), r.options().text("titre")
	if file, given := r.attachment("fichier"); given {
		if err := p.putJSON(panelFile, file); err != nil {
			return outcome{}, err
		}
	}
	found, err := b.articlesMeant(ctx, r.GuildID, typed)
	switch {
	case err != nil:
		return outcome{}, err
	case len(found) == 0:
		return say("Je ne trouve aucun article dont le titre ou le début contient %s.", phrase.Quoted(reply.Inline(phrase.Cut(typed, 100)))), nil
	case len(found) == 1:
		return b.openArticle(ctx, r, p, found[0].Value)
	}
	choice := reply.Select(reply.CustomID("article", p.key, 0), "Choisis un article", found...)
	return show(reply.Note(phrase.Say("Ces mots vont à %s. Lequel veux-tu ?", phrase.Articles(len(found)))).With(choice).Private()), nil
}

// articlesMeant returns the articles that the words of the option titre mean, as choices whose value is the key: visible ones, and
// where there is none, removed ones.
func (b *bot) articlesMeant(ctx context.Context, collection, typed string) (found []reply.Option, err error) {
	if key, ok := strings.CutPrefix(typed, byID); ok {
		id, err := b.articleID(ctx, collection, key)
		if err == nil {
			_, err = b.o.Store.Entry(ctx, collection, id)
		}
		if err == nil {
			return []reply.Option{{Label: id, Value: articleKey(id)}}, nil
		} else if !absent(err) {
			return nil, err
		}
	}
	err = b.catalogs.with(ctx, collection, func(k *catalog) {
		for _, c := range k.articles(typed, maxSuggestions) {
			found = append(found, reply.Option{Label: c.Name, Value: c.Value})
		}
	})
	if err != nil || len(found) > 0 {
		return found, err
	}
	lines, _, err := b.o.Store.Articles(ctx, collection, store.Filter{Text: typed, Removed: true}, store.Page{Limit: maxSuggestions})
	for _, l := range lines {
		found = append(found, reply.Option{Label: articleName(l.Article, l.Opening) + " (retiré)", Value: articleKey(l.Article.ID)})
	}
	return found, err
}

// articleName names an article in one line of a choice.
func articleName(a corpus.Article, opening string) string {
	name := a.Title
	if name == "" {
		name = opening
	}
	rest := ""
	if a.Source != "" {
		rest = " · " + phrase.Cut(a.Source, 25)
	}
	if !a.Date.IsZero() {
		rest += " · " + phrase.ShortDate(a.Date)
	}
	return phrase.Cut(name, maxSuggestion-len([]rune(rest))-len(" (retiré)")) + rest
}

// suggestArticle completes the option titre of /article: the value is the article's key.
func (b *bot) suggestArticle(ctx context.Context, r *request) (outcome, error) {
	list := []suggestion{}
	err := b.catalogs.with(ctx, r.GuildID, func(k *catalog) {
		for _, s := range k.articles(r.options().text("titre"), maxSuggestions) {
			s.Value = byID + s.Value
			list = append(list, s)
		}
	})
	return outcome{suggest: list}, err
}

// absent reports that there is no article, or none any more.
func absent(err error) bool {
	return errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrErased)
}

// articlePanel shows the panel that tends an article, or, with the key of a quotation, the screen of its quotations at that one. On a press
// it takes the place of what is on the panel.
func (b *bot) articlePanel(ctx context.Context, r *request, p *panel, article, quote string) (outcome, error) {
	p.put(panelArticle, article)
	p.put(panelQuote, quote)
	var file source
	if p.getJSON(panelFile, &file) {
		p.put(panelFile, "")
		return b.takeFile(ctx, r, p, file)
	}
	if quote != "" {
		return b.articleQuotes(ctx, r, p, "")
	}
	return b.articleHome(ctx, r, p, "")
}

// articlePress opens the article that was chosen, or returns to the one of the panel.
func (b *bot) articlePress(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	if key := oneValue(r); key != "" {
		return b.openArticle(ctx, r, p, key)
	}
	return b.articleHome(ctx, r, p, "")
}

// openArticle shows the panel of the article that a key names.
func (b *bot) openArticle(ctx context.Context, r *request, p *panel, key string) (outcome, error) {
	id, err := b.articleID(ctx, r.GuildID, key)
	if err != nil && !absent(err) {
		return outcome{}, err
	}
	return b.articlePanel(ctx, r, p, id, "")
}

// onScreenOf shows a message as a panel's state: in its place after a press, as a new private one after a command.
func onScreenOf(r *request, m reply.Message) outcome {
	if r.Message != nil {
		return change(m)
	}
	return show(m.Private())
}

// articleHome shows an article with what can be done to it, under a sentence about what was just done ("" for none).
func (b *bot) articleHome(ctx context.Context, r *request, p *panel, note string) (outcome, error) {
	e, err := b.o.Store.Entry(ctx, r.GuildID, p.get(panelArticle))
	switch {
	case absent(err):
		return onScreenOf(r, reply.Note(phrase.Fine("Cet article n'est plus dans la collection : il a été effacé."))), nil
	case err != nil:
		return outcome{}, err
	}
	quotes := 0
	if e.Kind != corpus.Remove {
		all, err := b.o.Desk.Quotes(ctx, r.GuildID, e.Article.ID)
		if err != nil {
			return outcome{}, err
		}
		quotes = len(all)
	}
	card := reply.Card{Heading: heading(e), Details: articleDetails(e)}
	if e.Kind == corpus.Remove {
		card.State = phrase.Fine("**Retiré** : plus personne ne le trouve. Il peut revenir pendant trente jours, puis il est effacé.")
	}
	parts := append([]reply.Component{card.Component(b.labels(ctx, r.GuildID))}, articleRows(p, e, quotes)...)
	return onScreenOf(r, reply.Panel(phrase.ShortTitle(heading(e), 200), note, nil, parts...)), nil
}

// articleDetails are the small lines below an article.
func articleDetails(e store.Entry) []string {
	c := desk.ContentsOf(e.Article)
	given := phrase.Say("version %s, donnée %s", phrase.Number(e.Version), timestamp(e.At, 'R'))
	if e.By != "" {
		given += " par <@" + e.By + ">"
	}
	size := phrase.Count(len(strings.Fields(e.Article.Body)), "mot", "mots") + ", " + phrase.Count(c.Passages, "passage", "passages")
	return []string{phrase.Say("Article n° %s", reply.Inline(phrase.Cut(e.Article.ID, 60))) + " · " + given, size}
}

// articleRows are the buttons below an article.
func articleRows(p *panel, e store.Entry, quotes int) []reply.Component {
	id := func(verb string) string { return reply.CustomID(verb, p.key, 0) }
	erase := reply.DangerButton("Effacer définitivement…", id("art-erase"))
	if e.Kind == corpus.Remove {
		return []reply.Component{reply.Row(append([]reply.Component{reply.MainButton("Annuler le retrait", id("art-restore")), erase}, backButton(p)...)...)}
	}
	first := []reply.Component{reply.Button("Modifier", id("art-edit")), reply.Button("Modifier le texte", id("art-text"))}
	if e.Article.URL != "" {
		first = append(first, reply.Button("Actualiser", id("art-fetch")))
	}
	if quotes > 0 {
		first = append(first, reply.Button("Citations ("+phrase.Number(quotes)+")", id("art-quotes")))
	}
	second := append([]reply.Component{reply.Button("Retirer", id("art-remove")), erase}, backButton(p)...)
	return []reply.Component{reply.Row(first...), reply.Row(second...)}
}

// backButton leads to the screen that the article was opened from, where there is one.
func backButton(p *panel) []reply.Component {
	if verb := p.get(panelBack); verb != "" {
		return []reply.Component{reply.Button("Retour", reply.CustomID(verb, p.key, 0))}
	}
	return nil
}
