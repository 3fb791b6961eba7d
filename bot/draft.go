package bot

import (
	"context"
	"errors"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

const draftGone = "Ce brouillon n'est plus là : il a été ajouté, abandonné, ou a plus de sept jours."

// draftHeading names the article of a draft.
func draftHeading(d desk.Draft) retrieval.Heading {
	a := d.Article
	return retrieval.Heading{Title: a.Title, Source: a.Source, Author: a.Author, Date: a.Date, URL: a.URL, Opening: opening(a.Body), Partial: a.Partial}
}

// draftScreen shows a draft with what can be done with it. faults are what could not be read of a form.
func (b *bot) draftScreen(ctx context.Context, r *request, p *panel, d desk.Draft, faults ...string) (outcome, error) {
	p.put(aboutDraft, d.Key)
	if err := p.putTyped(r, len(faults) > 0); err != nil {
		return outcome{}, err
	}
	preview, err := b.o.Desk.Preview(ctx, r.GuildID, d.Draft)
	if err != nil {
		return outcome{}, err
	}
	view := reply.Draft{Heading: draftHeading(d), Body: d.Article.Body,
		Contents: phrase.ContentsOf(d.Words, preview.Contents.Passages, preview.Contents.Quotes, escaped(preview.Contents.Speakers))}
	for _, c := range d.Cut {
		if !isField(c) {
			view.Cut = append(view.Cut, c.Text)
		}
	}
	for _, fault := range faults {
		view.Remarks = append(view.Remarks, "**"+fault+"**")
	}
	view.Remarks = append(view.Remarks, draftRemarks(d, preview, b.command.mention(r.GuildID, "ajouter"))...)
	rows := []reply.Component{b.draftButtons(p, d, preview)}
	if p.command == "/collection" {
		rows = append(rows, reply.Row(reply.Button("Retour aux brouillons", reply.CustomID("add-drafts", p.key, 0))))
	}
	return onScreenOf(r, reply.Preview(view, rows...)), nil
}

// isField reports a line that was taken out of the text because it stands above it, as the title or the date.
func isField(c intake.Cut) bool {
	switch c.Rule {
	case intake.TitleLine, intake.AuthorLine, intake.DateLine, intake.SourceLine, intake.AddressLine:
		return true
	}
	return false
}

// escaped returns names as Discord shows them without formatting.
func escaped(names []string) []string {
	safe := make([]string, len(names))
	for i, name := range names {
		safe[i] = reply.Inline(phrase.Cut(name, 60))
	}
	return safe
}

// draftRemarks are what a person should look at before adding, the most important first; ajouter names the command that takes a file.
func draftRemarks(d desk.Draft, p desk.Preview, ajouter string) []string {
	var remarks []string
	add := func(text string) {
		if text != "" {
			remarks = append(remarks, text)
		}
	}
	switch {
	case d.Paywall && !d.Article.Partial:
		add("**" + phrase.Paywall(intake.Host(d.Article.URL), d.Words) + "**")
		add(phrase.Say("Si l'article s'affiche en entier chez toi, colle son texte ; s'il a plus de %s, donne-le en fichier à %s, avec ce lien.",
			phrase.Count(pastedInputs*maxTextInput, "signe", "signes"), ajouter))
	case d.Article.Partial:
		add(phrase.Fine("Seul ce début sera gardé ; les membres liront « Lire l'article (abonnés) »."))
	}
	add(twinRemark(p))
	if !d.Settled() {
		add(phrase.Fine("La date de parution n'est pas dans l'article : donne-la avec « Corriger », ou dis qu'elle est inconnue."))
	}
	for _, n := range d.Notes {
		add(phrase.Note(n))
	}
	return remarks
}

// twinRemark says what the collection has of the article already.
func twinRemark(p desk.Preview) string {
	if p.Twin == nil {
		return ""
	}
	a := p.Twin.Article
	title := reply.Inline(phrase.ShortTitle(retrieval.Heading{Title: a.Title, Opening: opening(a.Body)}, 100))
	switch {
	case p.Twin.Kind == corpus.Erase:
		return phrase.Fine("**Cet article a été effacé définitivement : il ne peut pas revenir.**")
	case p.Twin.Kind == corpus.Remove:
		return phrase.Say("**Cet article a été retiré** : %s. L'ajouter le fait revenir.", title)
	case p.Shortens():
		return phrase.Say("**La collection a déjà cet article en entier** : %s. Ce début le remplacerait.", title)
	case p.Twin.Like == store.SameText:
		return phrase.Say("**La collection a déjà ce texte** : %s. L'ajouter ne fait que compléter ce qui y est inconnu.", title)
	}
	return phrase.Say("**Nouvelle version** d'un article de la collection : %s.", title)
}

// draftButtons are what can be done with a draft.
func (b *bot) draftButtons(p *panel, d desk.Draft, preview desk.Preview) reply.Component {
	id := func(verb string) string { return reply.CustomID(verb, p.key, 0) }
	cancel := reply.Button("Annuler", id("add-drop"))
	if p.command == "/collection" { // there, « Annuler » would be to go back
		cancel = reply.DangerButton("Abandonner", id("add-drop"))
	}
	switch {
	case preview.Twin != nil && preview.Twin.Kind == corpus.Erase:
		return reply.Row(cancel)
	case d.Paywall && !d.Article.Partial:
		return reply.Row(reply.MainButton("Coller le texte", id("add-paste")), reply.Button("Garder ce début", id("add-partial")), cancel)
	case !d.Settled():
		return reply.Row(reply.Off(reply.MainButton("Ajouter", id("add-accept"))), reply.Button("Corriger", id("add-amend")), reply.Button("Date inconnue", id("add-undated")), cancel)
	}
	return reply.Row(reply.MainButton("Ajouter", id("add-accept")), reply.Button("Corriger", id("add-amend")), cancel)
}

// onDraft is the press of a button about the draft on the screen.
func (b *bot) onDraft(do func(ctx context.Context, r *request, p *panel, d desk.Draft) (outcome, error)) panelPress {
	return func(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
		d, err := b.o.Desk.Draft(ctx, r.GuildID, p.get(aboutDraft))
		if errors.Is(err, store.ErrNoDraft) {
			return b.givingBack(r, onScreenOf(r, reply.Note(phrase.Fine(draftGone)).With(b.nextRow(p)...))), nil
		}
		if err != nil {
			return outcome{}, err
		}
		return do(ctx, r, p, d)
	}
}

// amend opens the form on what is known of a draft.
func (b *bot) amend(_ context.Context, _ *request, p *panel, d desk.Draft) (outcome, error) {
	return open(articleForm(reply.CustomID("add-amended", p.key, 0), phrase.Fine("Corriger avant d'ajouter"), p.typed(inputsOf(d.Article)))), nil
}

// amended writes the form into the draft.
func (b *bot) amended(ctx context.Context, r *request, p *panel, d desk.Draft) (outcome, error) {
	a, faults := typedInputs(r).apply(d.Article)
	d.Article = a
	return b.rewrite(ctx, r, p, d, faults...)
}

// undated notes that a person does not know the date either.
func (b *bot) undated(ctx context.Context, r *request, p *panel, d desk.Draft) (outcome, error) {
	d.Undated = true
	return b.rewrite(ctx, r, p, d)
}

// partial notes that the beginning is all that is wanted.
func (b *bot) partial(ctx context.Context, r *request, p *panel, d desk.Draft) (outcome, error) {
	d.Article.Partial = true
	return b.rewrite(ctx, r, p, d)
}

// rewrite keeps a changed draft and shows it.
func (b *bot) rewrite(ctx context.Context, r *request, p *panel, d desk.Draft, faults ...string) (outcome, error) {
	d, err := b.o.Desk.Keep(ctx, r.GuildID, d)
	if err != nil {
		return outcome{}, err
	}
	return b.draftScreen(ctx, r, p, d, faults...)
}

// pastedInputs is how many inputs the form for the text of a page has.
const pastedInputs = 3

// paste opens the form for the text of a page, with what was pasted before and is no article.
func (b *bot) paste(_ context.Context, _ *request, p *panel, _ int) (outcome, error) {
	words := []rune(p.get(aboutWords))
	part := func(n int) string {
		return string(words[min(n*maxTextInput, len(words)):min((n+1)*maxTextInput, len(words))])
	}
	return open(reply.Form(reply.CustomID("add-pasted", p.key, 0), phrase.Fine("Coller le texte de l'article"),
		reply.Lines("text", "Texte", part(0), maxTextInput, true),
		reply.Lines("more", phrase.Fine("Suite, au-delà de 4 000 signes"), part(1), maxTextInput, false),
		reply.Lines("rest", phrase.Fine("Suite, au-delà de 8 000 signes"), part(2), maxTextInput, false))), nil
}

// pasted puts the text of the form in the place of a page's.
func (b *bot) pasted(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	text := formText(r, "text") + formText(r, "more") + formText(r, "rest")
	d, err := b.o.Desk.Draft(ctx, r.GuildID, p.get(aboutDraft))
	if errors.Is(err, store.ErrNoDraft) {
		d, err = desk.Draft{By: r.person}, nil
		if !p.getJSON(aboutPage, &d.Draft) {
			return b.givingBack(r, onScreenOf(r, reply.Note(phrase.Fine(draftGone)))), nil
		}
	}
	if err != nil {
		return outcome{}, err
	}
	about := d.Draft
	if d.Draft, err = desk.Paste(about, text); err != nil {
		return b.unpasted(r, p, reading{source: source{Name: about.Name}, draft: about, err: err}, text)
	}
	p.put(aboutWords, "")
	return b.rewrite(ctx, r, p, d)
}

// drop throws the draft on the screen away.
func (b *bot) drop(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	if err := b.o.Desk.Drop(ctx, r.GuildID, p.get(aboutDraft)); err != nil {
		return outcome{}, err
	}
	return onScreenOf(r, reply.Note(phrase.Fine("Rien n'est ajouté.")).With(b.nextRow(p)...)), nil
}

// next shows the next of the drafts that wait their turn.
func (b *bot) next(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	keys := strings.Fields(p.get(aboutNext))
	for i, key := range keys {
		d, err := b.o.Desk.Draft(ctx, r.GuildID, key)
		if errors.Is(err, store.ErrNoDraft) {
			continue
		}
		if err != nil {
			return outcome{}, err
		}
		p.put(aboutNext, strings.Join(keys[i+1:], " "))
		return b.draftScreen(ctx, r, p, d)
	}
	p.put(aboutNext, "")
	return onScreenOf(r, reply.Note(phrase.Fine(draftGone))), nil
}

// nextRow leads to the drafts that wait their turn, and on a panel of /collection back to their list; no row where neither is.
func (b *bot) nextRow(p *panel) []reply.Component {
	var buttons []reply.Component
	if n := len(strings.Fields(p.get(aboutNext))); n > 0 {
		buttons = append(buttons, reply.MainButton(phrase.Say("Suivant (%s)", phrase.Number(n)), reply.CustomID("add-next", p.key, 0)))
	}
	if p.command == "/collection" {
		buttons = append(buttons, reply.Button("Brouillons", reply.CustomID("add-drafts", p.key, 0)))
	}
	if len(buttons) == 0 {
		return nil
	}
	return []reply.Component{reply.Row(buttons...)}
}
