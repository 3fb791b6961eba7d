package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/store"
)

// actsPage is how many acts of the journal stand on a page.
const actsPage = 12

// journalLeaf draws the screen of the journal: who did what when, the last first.
func (b *bot) journalLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	acts, err := b.o.Store.Journal(ctx, r.GuildID, store.Page{Offset: page * actsPage, Limit: actsPage + 1})
	if err != nil {
		return nil, err
	}
	more := len(acts) > actsPage
	var lines []string
	for _, a := range acts[:min(len(acts), actsPage)] {
		line, err := b.act(ctx, r.GuildID, a)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		lines = []string{phrase.Fine("Rien n'a encore été fait.")}
	}
	turner := reply.Turner(page, more, func(to int) string { return reply.CustomID("list-turn", p.key, to) })
	return append([]reply.Component{reply.Text(strings.Join(lines, "\n"))}, turner...), nil
}

// act writes one line of the journal.
func (b *bot) act(ctx context.Context, collection string, a store.Act) (string, error) {
	what, err := b.deed(ctx, collection, a)
	line := "- " + timestamp(a.At, 'f') + " · " + what
	if _, person := strconv.ParseUint(a.By, 10, 64); person == nil {
		line += " · <@" + a.By + ">"
	}
	return line, err
}

// deed says what was done: « article ajouté : *titre* », « nom donné : « Pashinyan » ».
func (b *bot) deed(ctx context.Context, collection string, a store.Act) (string, error) {
	if format, ok := articleDeed(a); ok {
		title, err := b.actTitle(ctx, collection, a.Subject)
		return fmt.Sprintf(format, title), err
	}
	subject := reply.Inline(phrase.Quoted(phrase.Cut(a.Subject, 100)))
	switch a.Kind {
	case desk.ActSettle:
		n, _ := strconv.Atoi(a.Subject) // anything else is 0
		return phrase.Count(n, "chose à traiter marquée comme faite", "choses à traiter marquées comme faites"), nil
	case "setting":
		return phrase.Say("réglage changé : %s", settingName(a.Subject)), nil
	case "name":
		return phrase.Say("nom donné : %s", subject), nil
	case "drop name":
		return phrase.Say("nom retiré : %s", subject), nil
	case "feed":
		return phrase.Say("flux suivi : %s", subject), nil
	case "drop feed":
		return phrase.Say("flux abandonné : %s", subject), nil
	case "export":
		return phrase.Fine("collection sauvegardée"), nil
	case "import":
		return phrase.Fine("sauvegarde ajoutée"), nil
	}
	return reply.Inline(phrase.Cut(a.Kind+" "+a.Subject, 100)), nil
}

// articleDeed says what was done to an article or its quotations, as a format for its name; ok is false for an act on something else.
func articleDeed(a store.Act) (format string, ok bool) {
	switch corpus.ChangeKind(a.Kind) {
	case corpus.Put:
		if a.Version > 1 {
			return phrase.Fine("article modifié : %s"), true
		}
		return phrase.Fine("article ajouté : %s"), true
	case corpus.Remove:
		return phrase.Fine("article retiré : %s"), true
	case corpus.Restore:
		return phrase.Fine("article revenu : %s"), true
	case corpus.Erase:
		return "%s effacé", true
	case "correction":
		return "citation corrigée dans %s", true
	case "drop correction":
		return "correction reprise dans %s", true
	}
	return "", false
}

// actTitle names an article of the journal; of an erased one only the number is left.
func (b *bot) actTitle(ctx context.Context, collection, id string) (string, error) {
	e, err := b.o.Store.Entry(ctx, collection, id)
	if errors.Is(err, store.ErrErased) || errors.Is(err, store.ErrNotFound) {
		return phrase.Fine("article n° ") + reply.Inline(phrase.Cut(id, 40)), nil
	}
	return "*" + reply.Inline(phrase.Cut(phrase.Title(heading(e)), 80)) + "*", err
}
