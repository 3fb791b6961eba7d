package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/store"
	"propos/retrieval"
)

// namesPage is how many names stand on a page.
const namesPage = 15

// Inputs of the form of a name, and values of the panel that keep what was typed in one that was refused.
const (
	namePerson = "person"
	nameWords  = "called"
	nameSince  = "since"
	nameUntil  = "until"
)

// noNames is what the screen « Noms » says when there are none.
const noNames = "Aucun nom n'a été donné. Je reconnais de moi-même la plupart des graphies ; donne ici celles que je manque (« Pashinyan » = Nikol Pachinian), et qui tient une fonction, avec ses dates (« chef de la diplomatie russe » = Sergueï Lavrov, depuis 2004)."

// namePresses is the table of what is done about names.
func (b *bot) namePresses() map[string]panelPress {
	return map[string]panelPress{
		"name-ask":     b.askName,
		"name-given":   b.giveName,
		"name-drop":    b.askDropName,
		"name-dropped": b.dropName,
	}
}

// namesLeaf draws the screen of the names that moderators gave.
func (b *bot) namesLeaf(ctx context.Context, r *request, p *panel, page int) ([]reply.Component, error) {
	names, err := b.o.Store.Names(ctx, r.GuildID)
	if err != nil {
		return nil, err
	}
	page, count := pages(len(names), namesPage, page)
	var lines []string
	var options []reply.Option
	for _, n := range pageOf(names, namesPage, page) {
		lines = append(lines, "- "+nameLine(n))
		options = append(options, reply.Option{Label: phrase.NameLine(n.Person, n.Words, n.Period), Value: strconv.FormatInt(n.ID, 10)})
	}
	if len(names) == 0 {
		lines = []string{phrase.Fine(noNames)}
	}
	parts := []reply.Component{reply.Text(strings.Join(lines, "\n"))}
	if len(options) > 0 {
		parts = append(parts, reply.Select(reply.CustomID("name-drop", p.key, 0), "Retirer un nom", options...))
	}
	parts = append(parts, leafPager(p, page, count)...)
	return append(parts, reply.Row(reply.MainButton("Donner un nom", reply.CustomID("name-ask", p.key, 0)))), nil
}

// nameLine writes a name as Discord shows it.
func nameLine(n store.Name) string {
	return reply.Inline(phrase.NameLine(n.Person, n.Words, n.Period))
}

// askName opens the form of a name, with what was typed in one that was refused.
func (b *bot) askName(_ context.Context, _ *request, p *panel, _ int) (outcome, error) {
	return open(reply.Form(reply.CustomID("name-given", p.key, 0), "Donner un nom",
		reply.Line(namePerson, "Personne, comme je dois la montrer", p.get(namePerson), retrieval.MaxName, true),
		reply.Line(nameWords, "Autre graphie, ou fonction", p.get(nameWords), retrieval.MaxName, true),
		reply.Line(nameSince, phrase.Fine("Fonction tenue depuis (si tu le sais)"), p.get(nameSince), 40, false),
		reply.Line(nameUntil, phrase.Fine("Fonction tenue jusqu'à (si elle est finie)"), p.get(nameUntil), 40, false))), nil
}

// giveName keeps the name of the form, or says why it cannot be and keeps what was typed for the next try.
func (b *bot) giveName(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	n, fault := typedName(r)
	if fault == "" {
		kept, err := b.o.Desk.AddName(ctx, r.GuildID, r.person, n)
		var refusal *retrieval.NameError
		switch {
		case errors.As(err, &refusal):
			fault = reply.Inline(phrase.NameRefusal(refusal))
		case err != nil:
			return outcome{}, err
		default:
			n = kept
		}
	}
	for _, input := range []string{namePerson, nameWords, nameSince, nameUntil} {
		typed := ""
		if fault != "" {
			typed = formText(r, input)
		}
		p.put(input, typed)
	}
	if fault != "" {
		return b.redraw(ctx, r, p, "⚠️ "+fault)
	}
	return b.redraw(ctx, r, p, phrase.Say("✅ C'est donné, et j'en tiens déjà compte : %s.", nameLine(n)))
}

// typedName reads the form of a name; fault says which date cannot be read.
func typedName(r *request) (n store.Name, fault string) {
	n.Person, n.Words = formText(r, namePerson), formText(r, nameWords)
	for input, date := range map[string]*corpus.Date{nameSince: &n.Period.From, nameUntil: &n.Period.To} {
		if *date, fault = typedDate(formText(r, input)); fault != "" {
			return n, fault
		}
	}
	return n, ""
}

// askDropName asks whether the name that was chosen is to be taken back.
func (b *bot) askDropName(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	names, err := b.o.Store.Names(ctx, r.GuildID)
	if err != nil {
		return outcome{}, err
	}
	for _, n := range names {
		if strconv.FormatInt(n.ID, 10) == oneValue(r) {
			yes := reply.DangerButton("Retirer", reply.CustomID("name-dropped", p.key, int(n.ID)))
			return b.sure(r, p, phrase.Say("Retirer ce nom ? %s", nameLine(n)), yes), nil
		}
	}
	return b.redraw(ctx, r, p, phrase.Fine("Ce nom était déjà retiré."))
}

// dropName takes a name back.
func (b *bot) dropName(ctx context.Context, r *request, p *panel, id int) (outcome, error) {
	n, err := b.o.Desk.DropName(ctx, r.GuildID, r.person, int64(id))
	switch {
	case errors.Is(err, desk.ErrNoName):
		return b.redraw(ctx, r, p, phrase.Fine("Ce nom était déjà retiré."))
	case err != nil:
		return outcome{}, err
	}
	return b.redraw(ctx, r, p, phrase.Say("✅ Retiré : %s.", nameLine(n)))
}
