package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/intake"
)

// commandAddMessage is the message command that adds what a message holds.
const commandAddMessage = "Ajouter à la collection"

// Values of the panels on which articles are added.
const (
	aboutDraft   = "draft"    // the key of the draft on the screen
	aboutPage    = "about"    // JSON of what is known of a page whose text is to be pasted
	aboutWords   = "pasted"   // the words that were pasted and are no article
	aboutTyped   = "typed"    // JSON of the articleInputs that could not all be read
	aboutFiles   = "sources"  // JSON of the sources to choose from
	aboutNext    = "next"     // keys of the drafts that wait their turn, joined by spaces
	aboutLot     = "lot"      // JSON of a given, until all of it is added
	aboutLotDone = "lot-done" // what became of it
	aboutAdded   = "added"    // JSON of what the last addition did
)

// addPresses is the table of the verbs of adding articles.
func (b *bot) addPresses() map[string]panelPress {
	return map[string]panelPress{
		"add-written": b.written,
		"add-picked":  b.picked,
		"add-accept":  b.onDraft(b.accept),
		"add-amend":   b.onDraft(b.amend),
		"add-amended": b.onDraft(b.amended),
		"add-undated": b.onDraft(b.undated),
		"add-partial": b.onDraft(b.partial),
		"add-paste":   b.paste,
		"add-pasted":  b.pasted,
		"add-drop":    b.drop,
		"add-next":    b.next,
		"add-unadd":   b.unadd,
		"add-abandon": b.abandon,
		"add-open":    b.openDraft,
		"add-drafts":  b.backToDrafts,
		"add-lot":     b.addLot,
		"add-stop":    b.stopLot,
	}
}

// addCommand answers /ajouter: a link, a file, a file as the text of a link's page, or a form.
func (b *bot) addCommand(ctx context.Context, r *request) (outcome, error) {
	p, link := b.newPanel(r), withScheme(r.options().text("lien"))
	file, given := r.attachment("fichier")
	switch {
	case given && link != "":
		return b.takeBoth(ctx, r, p, pageSource(link), file)
	case given:
		return b.take(ctx, r, p, file)
	case link != "":
		return b.take(ctx, r, p, pageSource(link))
	}
	return open(addForm(p)), nil
}

// addForm is the form of an article.
func addForm(p *panel) reply.Modal {
	return reply.Form(reply.CustomID("add-written", p.key, 0), "Ajouter un article",
		reply.Line("title", "Titre", "", maxTitleInput, false), reply.Line("source", "Source (journal, agence, site)", "", maxNameInput, false),
		reply.Line("date", phrase.Fine("Date : 2020, nov. 2020 ou 12/11/2020"), "", maxDateInput, false), reply.Line("url", "Adresse de la page", "", maxAddressInput, false),
		reply.Lines("text", phrase.Fine("Texte (plus de 4 000 signes : par fichier)"), "", maxTextInput, false))
}

// attachment returns the file that was given as an option.
func (r *request) attachment(name string) (source, bool) {
	data := r.ApplicationCommandData()
	for _, o := range data.Options {
		id, ok := o.Value.(string)
		if o.Name != name || !ok || data.Resolved == nil || data.Resolved.Attachments[id] == nil {
			continue
		}
		a := data.Resolved.Attachments[id]
		return source{Name: a.Filename, File: a.URL}, true
	}
	return source{}, false
}

// addMessage answers « Ajouter à la collection »: what the one source of a message gives, or a choice of several.
func (b *bot) addMessage(ctx context.Context, r *request) (outcome, error) {
	data := r.ApplicationCommandData()
	if data.Resolved == nil || data.Resolved.Messages[data.TargetID] == nil {
		return say(unexpected), nil
	}
	found, p := sourcesOf(data.Resolved.Messages[data.TargetID]), b.newPanel(r)
	switch len(found) {
	case 0:
		return say("Ce message n'a ni lien, ni fichier, ni texte assez long pour un article (%s au moins).", phrase.Count(leastText, "signe", "signes")), nil
	case 1:
		return b.take(ctx, r, p, found[0])
	}
	if err := p.putJSON(aboutFiles, found); err != nil {
		return outcome{}, err
	}
	var list []reply.Option
	for i, s := range found {
		list = append(list, reply.Option{Label: phrase.Cut(s.Name, 100), Value: strconv.Itoa(i), Description: s.kind()})
	}
	m := reply.Note(phrase.Say("Ce message contient %s. Que dois-je lire ?", phrase.Count(len(found), "article possible", "articles possibles"))).
		With(reply.SelectMany(reply.CustomID("add-picked", p.key, 0), "Choisis un ou plusieurs", maxChosen, list...))
	return show(m.Private()), nil
}

// kind says what a source is, in a list.
func (s source) kind() string {
	switch {
	case s.Page != "":
		return "lien"
	case s.File != "":
		return "fichier"
	}
	return "texte du message"
}

// picked reads the sources that were chosen.
func (b *bot) picked(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	var found, chosen []source
	if !p.getJSON(aboutFiles, &found) {
		return say(unexpected), nil
	}
	for _, value := range r.MessageComponentData().Values {
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(found) {
			chosen = append(chosen, found[n])
		}
	}
	chosen = chosen[:min(len(chosen), maxChosen)]
	switch len(chosen) {
	case 0:
		return say(unexpected), nil
	case 1:
		return b.take(ctx, r, p, chosen[0])
	}
	return b.takeMany(ctx, r, p, chosen)
}

// take reads one source and shows what it gives.
func (b *bot) take(ctx context.Context, r *request, p *panel, s source) (outcome, error) {
	p.put(aboutDraft, "")
	p.put(aboutWords, "")
	read, err := b.read(ctx, s)
	switch {
	case err != nil:
		return outcome{}, err
	case read.lot != nil:
		return b.lotScreen(r, p, *read.lot)
	case read.err != nil:
		return b.unreadScreen(r, p, read)
	}
	return b.begin(ctx, r, p, read.draft)
}

// takeBoth reads a page for what is known of the article, and a file for its text.
func (b *bot) takeBoth(ctx context.Context, r *request, p *panel, page, file source) (outcome, error) {
	text, err := b.read(ctx, file)
	switch {
	case err != nil:
		return outcome{}, err
	case text.lot != nil:
		return say("Ce fichier contient plusieurs articles : envoie-le sans lien."), nil
	case text.err != nil:
		return b.unreadScreen(r, p, text)
	}
	about, err := b.read(ctx, page) // what the page refuses is no matter: its address is known
	if err != nil {
		return outcome{}, err
	}
	return b.begin(ctx, r, p, desk.Complete(about.draft, text.draft))
}

// begin keeps what was read as a draft and shows it, with what could not be read of a form.
func (b *bot) begin(ctx context.Context, r *request, p *panel, in intake.Draft, faults ...string) (outcome, error) {
	d, err := b.o.Desk.Keep(ctx, r.GuildID, desk.Draft{By: r.person, Draft: in})
	if errors.Is(err, desk.ErrManyDrafts) {
		return show(givenBack(r, phrase.Say("Il y a déjà %s. Ajoute-les ou abandonne-les d'abord : %s.", phrase.Count(desk.MaxDrafts, "brouillon", "brouillons"), b.command.mention(r.GuildID, "collection")))), nil
	}
	if err != nil {
		return outcome{}, err
	}
	return b.draftScreen(ctx, r, p, d, faults...)
}

// written makes a draft of the form.
func (b *bot) written(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	a, faults := typedInputs(r).apply(corpus.Article{})
	about, text := intake.Draft{Article: a}, formText(r, "text")
	if strings.TrimSpace(text) == "" && a.URL != "" {
		return b.take(ctx, r, p, pageSource(a.URL))
	}
	draft, err := desk.Paste(about, text)
	if err != nil {
		return b.unpasted(r, p, reading{draft: about, err: err}, text)
	}
	return b.begin(ctx, r, p, draft, faults...)
}

// unreadScreen says why a source gives no article, and offers to paste its text.
func (b *bot) unreadScreen(r *request, p *panel, read reading) (outcome, error) {
	if err := p.putJSON(aboutPage, read.draft); err != nil {
		return outcome{}, err
	}
	text := read.why()
	if read.source.Name != "" {
		text = "**" + reply.Inline(phrase.Cut(read.source.Name, 100)) + "**\n" + text
	}
	m := reply.Framed(reply.Text(text)).With(reply.Row(reply.MainButton("Coller le texte", reply.CustomID("add-paste", p.key, 0)),
		reply.Button("Annuler", reply.CustomID("add-abandon", p.key, 0))))
	return onScreenOf(r, m), nil
}

// unpasted is unreadScreen for words that a person typed or pasted: they stand in the form again.
func (b *bot) unpasted(r *request, p *panel, read reading, words string) (outcome, error) {
	p.put(aboutWords, words)
	return b.unreadScreen(r, p, read)
}

// abandon closes a screen on which nothing was kept.
func (b *bot) abandon(_ context.Context, r *request, _ *panel, _ int) (outcome, error) {
	return onScreenOf(r, reply.Note(phrase.Fine("Rien n'est ajouté."))), nil
}

// takeMany reads several sources, keeps each article as a draft, and lists what came of all.
func (b *bot) takeMany(ctx context.Context, r *request, p *panel, sources []source) (outcome, error) {
	readings := make([]reading, len(sources))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(maxReading)
	for i, s := range sources {
		g.Go(func() (err error) {
			readings[i], err = b.read(gctx, s)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return outcome{}, err
	}
	var keys []string
	lines := []string{}
	for _, read := range readings {
		line, key, err := b.keepReading(ctx, r, read)
		if err != nil {
			return outcome{}, err
		}
		lines = append(lines, "- "+line)
		if key != "" {
			keys = append(keys, key)
		}
	}
	p.put(aboutNext, strings.Join(keys, " "))
	header := phrase.Say("**%s à vérifier** avant de les ajouter.", phrase.Count(len(keys), "brouillon", "brouillons"))
	m := reply.Framed(reply.Text(header + "\n" + strings.Join(lines, "\n")))
	if len(keys) > 0 {
		m = m.With(reply.Row(reply.MainButton("Voir le premier", reply.CustomID("add-next", p.key, 0))))
	}
	return onScreenOf(r, m), nil
}

// keepReading keeps one of several readings as a draft, and says in a line what it is.
func (b *bot) keepReading(ctx context.Context, r *request, read reading) (line, key string, err error) {
	name := reply.Inline(phrase.Cut(read.source.Name, 80))
	switch {
	case read.lot != nil:
		return phrase.Say("%s : plusieurs articles ; envoie ce fichier seul, par %s", name, b.command.mention(r.GuildID, "ajouter")), "", nil
	case read.err != nil:
		return phrase.Say("%s : %s", name, read.why()), "", nil
	}
	d, err := b.o.Desk.Keep(ctx, r.GuildID, desk.Draft{By: r.person, Draft: read.draft})
	if errors.Is(err, desk.ErrManyDrafts) {
		return phrase.Say("%s : il y a déjà trop de brouillons", name), "", nil
	}
	return reply.Inline(phrase.ShortTitle(draftHeading(d), 100)), d.Key, err
}
