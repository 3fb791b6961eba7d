package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/archive"
	"propos/corpus/store"
)

// Values of a panel on which an article is corrected.
const (
	panelVersion = "version" // that stands in the form
	panelMine    = "mine"    // what was written and could not be kept, as JSON of a corpus.Article
)

// editArticle opens the form with what is known of the article; page 1, with what its editor had written before.
func (b *bot) editArticle(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	a, o, err := b.toEdit(ctx, r, p, page)
	if o != nil || err != nil {
		return value(o), err
	}
	known := inputsOf(a)
	if page == 1 {
		known = p.typed(known)
	}
	return open(articleForm(reply.CustomID("art-edited", p.key, 0), phrase.Fine("Modifier l'article"), known)), nil
}

// editText opens the form with the text of the article; page 1, with what its editor had written before.
func (b *bot) editText(ctx context.Context, r *request, p *panel, page int) (outcome, error) {
	a, o, err := b.toEdit(ctx, r, p, page)
	if o != nil || err != nil {
		return value(o), err
	}
	if n := utf8.RuneCountInString(a.Body); n > maxTextInput {
		return b.editByFile(ctx, r, p, a, n)
	}
	return open(reply.Form(reply.CustomID("art-texted", p.key, 0), "Modifier le texte", reply.Lines("body", "Texte", a.Body, maxTextInput, true))), nil
}

// editByFile gives an article whose text is too long for a form, of n characters, as a file to be corrected.
func (b *bot) editByFile(ctx context.Context, r *request, p *panel, a corpus.Article, n int) (outcome, error) {
	o, err := b.articleHome(ctx, r, p, phrase.Say("Ce texte compte %s, et un formulaire de Discord n'en prend que %s : le voici en fichier, plus bas.",
		phrase.Count(n, "signe", "signes"), phrase.Number(maxTextInput)))
	o.after = func(ctx context.Context) error {
		m := reply.Note(phrase.Say("Corrige ce fichier, puis rends-le-moi avec %s et son option « fichier » : je te montrerai ce qui change.", b.command.mention(r.GuildID, "article"))).
			WithFile(reply.TextFile("article.txt", archive.Markdown(a))).Private()
		_, err := b.api.follow(ctx, r.Interaction, m)
		return err
	}
	return o, err
}

// toEdit reads the article that a form is to show, and notes its version. The outcome says why there is none.
func (b *bot) toEdit(ctx context.Context, r *request, p *panel, page int) (corpus.Article, *outcome, error) {
	a, version, err := b.o.Store.Article(ctx, r.GuildID, p.get(panelArticle))
	if errors.Is(err, store.ErrRemoved) || absent(err) {
		o, err := b.articleHome(ctx, r, p, "")
		return a, &o, err
	}
	if err != nil {
		return a, nil, err
	}
	p.put(panelVersion, strconv.Itoa(version))
	if page == 1 && p.get(panelMine) != "" {
		if err := json.Unmarshal([]byte(p.get(panelMine)), &a); err != nil {
			return a, nil, err
		}
	}
	return a, nil, nil
}

// articleEdited takes the form in.
func (b *bot) articleEdited(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	was, err := b.edited(ctx, r, p)
	if err != nil {
		return b.editFailed(ctx, r, p, err)
	}
	a, faults := typedInputs(r).apply(was)
	if err := p.putTyped(r, len(faults) > 0); err != nil {
		return outcome{}, err
	}
	if len(faults) > 0 {
		return b.unsaved(ctx, r, p, a, strings.Join(faults, " ")+" "+phrase.Fine("Rien n'est enregistré."), "art-edit")
	}
	return b.saveArticle(ctx, r, p, a, "art-edit")
}

// textEdited takes the form of the text in.
func (b *bot) textEdited(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	a, err := b.edited(ctx, r, p)
	if err != nil {
		return b.editFailed(ctx, r, p, err)
	}
	if a.Body = corpus.Normal(formText(r, "body")); a.Body == "" {
		return b.articleHome(ctx, r, p, phrase.Fine("Le texte est vide : rien n'est enregistré."))
	}
	return b.saveArticle(ctx, r, p, a, "art-text")
}

// edited returns the version of the article that stood in the form.
func (b *bot) edited(ctx context.Context, r *request, p *panel) (corpus.Article, error) {
	version, err := strconv.Atoi(p.get(panelVersion))
	if err != nil {
		return corpus.Article{}, store.ErrNotFound // no form was opened
	}
	e, err := b.o.Store.Version(ctx, r.GuildID, p.get(panelArticle), version)
	return e.Article, err
}

// saveArticle puts the corrected article in the place of the version that stood in the form. again is the verb that opens the form.
func (b *bot) saveArticle(ctx context.Context, r *request, p *panel, a corpus.Article, again string) (outcome, error) {
	version, _ := strconv.Atoi(p.get(panelVersion)) // edited read it
	result, err := b.o.Desk.Edit(ctx, r.GuildID, r.person, version, a)
	var conflict *store.ConflictError
	if errors.As(err, &conflict) {
		return b.conflicting(ctx, r, p, a, conflict, again)
	}
	if err != nil {
		return b.editFailed(ctx, r, p, err)
	}
	p.put(panelMine, "")
	if result.Outcome == store.Unchanged {
		return b.articleHome(ctx, r, p, phrase.Fine("Rien n'a changé."))
	}
	return b.articleHome(ctx, r, p, phrase.Say("Enregistré : c'est la version %s.", phrase.Number(result.Version)))
}

// editFailed says why a correction was not kept, and gives it back.
func (b *bot) editFailed(ctx context.Context, r *request, p *panel, err error) (outcome, error) {
	var full *desk.QuotaError
	note := ""
	switch {
	case errors.Is(err, store.ErrRemoved):
		note = phrase.Fine("L'article a été retiré entre-temps : rien n'est enregistré.")
	case errors.As(err, &full):
		note = phrase.Fine("La collection est pleine : il n'y a plus de place pour un autre texte. Rien n'est enregistré.")
	case !absent(err):
		return outcome{}, err
	}
	o, err := b.articleHome(ctx, r, p, note)
	return b.givingBack(r, o), err
}

// keepMine keeps what was written for the next form.
func keepMine(p *panel, a corpus.Article) error {
	raw, err := json.Marshal(a)
	p.put(panelMine, string(raw))
	return err
}

// unsaved says why what was written is not kept, and offers it in the form again.
func (b *bot) unsaved(_ context.Context, r *request, p *panel, mine corpus.Article, why, again string) (outcome, error) {
	if err := keepMine(p, mine); err != nil {
		return outcome{}, err
	}
	row := reply.Row(reply.MainButton("Reprendre le formulaire", reply.CustomID(again, p.key, 1)), reply.Button("Abandonner", reply.CustomID("article", p.key, 0)))
	return onScreenOf(r, reply.Panel(phrase.Fine("Pas encore enregistré"), "", nil, reply.Text(why), row)), nil
}

// conflicting says that somebody else changed the article since the form was opened, shows how what was written differs from what holds
// now, and offers it again, in a form that would replace that.
func (b *bot) conflicting(ctx context.Context, r *request, p *panel, mine corpus.Article, c *store.ConflictError, again string) (outcome, error) {
	now := mine // what was not in the form is as it holds by now
	if again == "art-edit" {
		now.Body = c.Current.Body
	} else {
		now = c.Current
		now.Body = mine.Body
	}
	if err := keepMine(p, now); err != nil {
		return outcome{}, err
	}
	current, err := b.o.Store.Entry(ctx, r.GuildID, mine.ID)
	if err != nil {
		return b.editFailed(ctx, r, p, err)
	}
	who := phrase.Fine("Quelqu'un d'autre")
	if current.By != "" && current.By != r.person {
		who = "<@" + current.By + ">"
	}
	why := phrase.Say("%s a changé l'article pendant que tu écrivais (version %s). Rien de ce que tu as écrit n'est enregistré. "+
		"Voici ce que cela changerait à la version actuelle :", who, phrase.Number(c.Version))
	row := reply.Row(reply.MainButton(phrase.Fine("Reprendre ce que j'ai écrit"), reply.CustomID(again, p.key, 1)), reply.Button("Garder la version actuelle", reply.CustomID("article", p.key, 0)))
	return onScreenOf(r, reply.Panel(phrase.Fine("Deux corrections à la fois"), why, nil, differences(desk.Between(c.Current, now)), row)), nil
}

// differences draws what differs between two states of an article.
func differences(d desk.Difference) reply.Component {
	var changes []reply.Change
	for _, f := range d.Fields {
		changes = append(changes, reply.Change{Label: phrase.Field(string(f)), Was: phrase.FieldText(string(f), d.Was), Now: phrase.FieldText(string(f), d.Now)})
	}
	return reply.Differences(changes, d.Removed, d.Added, d.Text)
}
