package cli

import (
	"context"
	"errors"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
	"propos/retrieval"
)

// details are what a person knows of an article.
type details struct {
	Title  *string `placeholder:"TITRE" help:"Le titre."`
	Source *string `placeholder:"SOURCE" help:"Le journal, l'agence ou le site."`
	Author *string `placeholder:"AUTEUR" help:"L'auteur."`
	Date   *string `placeholder:"DATE" help:"La date de parution : « 2020 », « nov. 2020 » ou « 12/11/2020 » ; \"\" si elle est inconnue."`
	URL    *string `name:"url" placeholder:"ADRESSE" help:"L'adresse de la page."`
}

// apply puts what was given into the article; all faults are returned.
func (d details) apply(a corpus.Article) (corpus.Article, error) {
	var faults []error
	for field, value := range map[*string]*string{&a.Title: d.Title, &a.Source: d.Source, &a.Author: d.Author} {
		if value != nil {
			*field = *value
		}
	}
	if d.Date != nil {
		date, err := readDate("--date", *d.Date)
		a.Date, faults = date, append(faults, err)
	}
	if d.URL != nil && *d.URL != "" {
		address, err := intake.NormalURL(*d.URL)
		if err != nil {
			faults = append(faults, usage("--url : %s n'est pas une adresse http ou https.", phrase.Quoted(*d.URL)))
		}
		a.URL = address
	} else if d.URL != nil {
		a.URL = ""
	}
	return a.Clean(), errors.Join(faults...)
}

func (d details) given() bool {
	return d.Title != nil || d.Source != nil || d.Author != nil || d.Date != nil || d.URL != nil
}

type addCommand struct {
	Files []string `arg:"" placeholder:"FICHIER|ADRESSE" help:"Un article par fichier ou par page ; « - » lit l'entrée standard (avec --yes)."`
	details
	Yes bool `short:"y" help:"Garder sans demander."`
}

// Run shows each article as it was read and keeps it when the person agrees.
func (c *addCommand) Run(ctx context.Context, p *program) error {
	if len(c.Files) > 1 && c.given() {
		return usage("--title, --source, --author, --date et --url vont avec un seul fichier.")
	}
	if _, err := c.apply(corpus.Article{}); err != nil {
		return err
	}
	if !c.Yes && !p.asks {
		return usage("Personne ne peut répondre ici : ajoute --yes pour garder sans demander.")
	}
	return p.withDesk(ctx, func(d *desk.Desk) error {
		w := adding{p: p, c: c, desk: d}
		for _, file := range c.Files {
			if err := w.file(ctx, file); err != nil {
				return err
			}
		}
		if w.failed {
			return errSilent(exitPartly)
		}
		return nil
	})
}

// adding is an add under way.
type adding struct {
	p      *program
	c      *addCommand
	desk   *desk.Desk
	failed bool
}

func (w *adding) file(ctx context.Context, name string) error {
	drafts := intake.ReadPath(name, intake.Options{})
	switch {
	case name == "-":
		drafts = intake.Read(standardInput, w.p.in, intake.Options{})
	case isAddress(name):
		drafts = func(yield func(intake.Draft, error) bool) { yield(w.desk.Page(ctx, name)) }
	}
	count := 0
	for d, err := range drafts {
		if count++; count == 2 {
			w.p.remark("%s a plus d'un article : je n'ai lu que le premier. Pour tous : propos import %s", name, name)
			return nil
		}
		if err != nil {
			w.failed = true
			w.p.remark("%s : %s.", harmless(place(d.Name, d.Line), true), harmless(refusalReason(err), true))
			continue
		}
		if err := w.draft(ctx, d); err != nil {
			return err
		}
	}
	if count == 0 {
		w.failed = true
		w.p.remark("%s : %s.", harmless(name, true), nothingThere())
	}
	return nil
}

// standardInput is the name of what « - » reads.
const standardInput = "entrée standard"

// isAddress tells an address from a file's name; whether it is one that can be read is another question.
func isAddress(name string) bool { return strings.Contains(name, "://") }

// draft shows one article, asks, and keeps it.
func (w *adding) draft(ctx context.Context, d intake.Draft) error {
	var err error
	if d.Article, err = w.c.apply(d.Article); err != nil {
		return err
	}
	for {
		keep, again, err := w.agree(ctx, &d)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		if !keep {
			w.p.say("Rien n'est gardé.")
			return nil
		}
		return w.keep(ctx, d)
	}
}

// agree shows the preview and asks; again is true after a correction.
func (w *adding) agree(ctx context.Context, d *intake.Draft) (keep, again bool, err error) {
	if w.c.Yes {
		return true, false, nil
	}
	if err := w.preview(ctx, *d); err != nil {
		return false, false, err
	}
	answer, ok := w.p.ask(phrase.Fine("Le garder ? [o]ui, [n]on, [c]orriger : "))
	switch {
	case !ok:
		return false, false, ctx.Err()
	case isYes(answer):
		return true, false, nil
	case strings.HasPrefix(strings.ToLower(answer), "c"):
		w.correct(&d.Article)
		return false, true, nil
	}
	return false, false, nil
}

// correct asks for each field; an empty line leaves it, « - » makes it unknown.
func (w *adding) correct(a *corpus.Article) {
	w.p.remark("Une ligne vide laisse ce qui est là, « - » le rend inconnu.")
	for _, f := range []struct {
		name  string
		field *string
	}{{"Titre", &a.Title}, {"Source", &a.Source}, {"Auteur", &a.Author}} {
		switch answer, _ := w.p.ask(phrase.Say("%s (%s) : ", f.name, known(*f.field))); answer {
		case "":
		case "-":
			*f.field = ""
		default:
			*f.field = answer
		}
	}
	for {
		answer, ok := w.p.ask(phrase.Say("Date (%s) : ", phrase.Date(a.Date)))
		if !ok || answer == "" {
			break
		}
		if answer == "-" {
			a.Date = corpus.Date{}
			break
		}
		date, err := readDate("date", answer)
		if err == nil {
			a.Date = date
			break
		}
		w.p.remark("%s", err.Error())
	}
	*a = a.Clean()
}

func known(value string) string {
	if value == "" {
		return "inconnu"
	}
	return value
}

// preview shows what would be kept, and what was cut.
func (w *adding) preview(ctx context.Context, d intake.Draft) error {
	p, a := w.p, d.Article
	p.line(p.bold(harmless(phrase.Title(heading(a)), true)))
	p.line(p.faint(harmless(phrase.Say("%s · auteur : %s", phrase.Origin(heading(a)), known(a.Author)), true)))
	if a.URL != "" {
		p.line(p.faint(harmless(a.URL, true)))
	}
	for _, part := range beginningAndEnd(a.Body) {
		for _, line := range wrap(part, p.width-2, nil, nil) {
			p.line("│ " + line)
		}
	}
	preview, err := w.desk.Preview(ctx, p.collection, d)
	if err != nil {
		return err
	}
	p.line(phrase.Capital(contents(preview.Contents, d.Words)) + ".")
	w.previewCuts(d)
	for _, n := range d.Notes {
		if sentence := phrase.Note(n); sentence != "" {
			p.line(sentence)
		}
	}
	if d.Paywall {
		p.line(phrase.Paywall(intake.Host(a.URL), d.Words))
	}
	w.previewTwin(preview)
	return nil
}

func (w *adding) previewCuts(d intake.Draft) {
	if len(d.Cut) == 0 {
		return
	}
	w.p.say("Laissé de côté (%s) :", phrase.Count(len(d.Cut), "ligne", "lignes"))
	for i, c := range d.Cut {
		if i == 8 {
			w.p.line("  …")
			break
		}
		w.p.line(w.p.faint("  " + harmless(phrase.Cut(c.Text, w.p.width-4), true)))
	}
}

func (w *adding) previewTwin(p desk.Preview) {
	twin := p.Twin
	switch {
	case twin == nil:
	case twin.Kind == corpus.Remove:
		w.p.say("Cet article a été retiré (n° %s) : « propos restore %s » le fait revenir.", twin.ID, twin.ID)
	case twin.Kind == corpus.Erase:
		w.p.say("Cet article a été effacé.")
	case p.Shortens():
		w.p.say("La collection a déjà cet article en entier (article %s) : ce début le remplacerait.", twin.ID)
	case twin.Like == store.SameText:
		w.p.say("La collection a déjà ce texte (article %s).", twin.ID)
	default:
		w.p.say("Ce serait une nouvelle version de l'article %s.", twin.ID)
	}
}

// beginningAndEnd are the first and last words of a text, with « … » between them; all of a short one.
func beginningAndEnd(body string) []string {
	const part = 300
	if len([]rune(body)) <= 3*part {
		return []string{body}
	}
	runes := []rune(body)
	last := string(runes[len(runes)-part:])
	if _, after, ok := strings.Cut(last, " "); ok {
		last = after
	}
	return []string{phrase.Cut(string(runes[:part]), part-1), "…", last}
}

// contents counts words, passages and quotations, and says who speaks.
func contents(c desk.Contents, words int) string {
	return phrase.ContentsOf(words, c.Passages, c.Quotes, c.Speakers)
}

// keep stores the article and says so.
func (w *adding) keep(ctx context.Context, d intake.Draft) error {
	added, err := w.desk.Add(ctx, w.p.collection, "", d, false)
	var full *desk.QuotaError
	if errors.As(err, &full) {
		return fullFault(full)
	}
	if err != nil {
		return err
	}
	w.kept(d, added)
	return nil
}

// kept says what became of an article.
func (w *adding) kept(d intake.Draft, added desk.Added) {
	title := harmless(phrase.Title(heading(d.Article)), true)
	switch added.Outcome {
	case store.Added:
		w.p.say("Ajouté à la collection %s : %s (article %s) · %s.", w.p.collection, title, added.ID, contents(added.Contents, d.Words))
	case store.NewVersion:
		w.p.say("Nouvelle version de l'article %s : %s · %s.", added.ID, title, contents(added.Contents, d.Words))
	case store.Unchanged:
		w.p.say("La collection a déjà cet article : %s (article %s).", title, added.ID)
	case store.Removed:
		w.failed = true
		w.p.remark("Cet article a été retiré, et le reste : propos restore %s", added.ID)
	case store.Erased:
		w.failed = true
		w.p.remark("Cet article a été effacé, et le reste.")
	}
}

// heading is what is shown beside an article.
func heading(a corpus.Article) retrieval.Heading {
	return retrieval.Heading{ID: a.ID, Title: a.Title, Source: a.Source, Author: a.Author, Date: a.Date, URL: a.URL, Opening: phrase.Cut(a.Body, 80)}
}
