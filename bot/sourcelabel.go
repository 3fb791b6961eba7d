package bot

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
)

const (
	shownLabels   = 10 // on the panel
	panelLabelled = "labelled source"
	anySource     = "-" // value of the option « Une autre source »
)

// labelParts are the labels of sources, and a select that changes one.
func (b *bot) labelParts(ctx context.Context, r *request, p *panel) ([]reply.Component, error) {
	labels := b.labels(ctx, r.GuildID)
	var lines []string
	for _, source := range slices.Sorted(maps.Keys(labels)) {
		if len(lines) == shownLabels {
			lines = append(lines, phrase.Say("et %s", phrase.Count(len(labels)-shownLabels, "autre", "autres")))
			break
		}
		lines = append(lines, reply.Inline(phrase.Cut(source, 80)+" ("+labels[source]+")"))
	}
	small := phrase.Fine("Par exemple « média d'État russe » : on le lit à côté de chaque extrait de cette source.")
	if len(lines) > 0 {
		small = strings.Join(lines, " · ")
	}
	sources, err := b.sources(ctx, r.GuildID)
	if err != nil {
		return nil, err
	}
	var options []reply.Option
	for _, s := range sources[:min(len(sources), reply.MaxOptions-1)] {
		options = append(options, reply.Option{Label: s, Value: sourceHash(s), Description: labels[s]})
	}
	if len(sources) >= reply.MaxOptions {
		options = append(options, reply.Option{Label: "Une autre source…", Value: anySource})
	}
	parts := []reply.Component{reply.Setting("Mention à côté du nom des sources", small)}
	if len(options) > 0 {
		parts = append(parts, reply.Select(reply.CustomID("set-label", p.key, 0), phrase.Fine("Donner une mention à une source"), options...))
	}
	return parts, nil
}

// sources returns the sources of a collection, most frequent first.
func (b *bot) sources(ctx context.Context, collection string) (sources []string, err error) {
	err = b.catalogs.with(ctx, collection, func(k *catalog) { sources = k.sources() })
	return sources, err
}

// askLabel opens the form of a source's label.
func (b *bot) askLabel(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	chosen := oneValue(r)
	p.put(panelLabelled, "")
	label := reply.Line("label", phrase.Fine("Mention (vide : aucune)"), "", desk.MaxLabel, false)
	if chosen == anySource {
		return open(reply.Form(reply.CustomID("set-labelled", p.key, 0), phrase.Fine("Mention d'une source"), reply.Line("source", "Source", "", 100, true), label)), nil
	}
	sources, err := b.sources(ctx, r.GuildID)
	if err != nil {
		return outcome{}, err
	}
	for _, s := range sources {
		if sourceHash(s) == chosen {
			p.put(panelLabelled, s)
			label.Value = reply.Limit(b.labels(ctx, r.GuildID)[s], desk.MaxLabel)
			return open(reply.Form(reply.CustomID("set-labelled", p.key, 0), phrase.Cut(phrase.Fine("Mention : ")+s, 45), label)), nil
		}
	}
	return b.settings(ctx, r, p, phrase.Fine("⚠️ Plus aucun article n'est de cette source."))
}

// setLabel keeps the label of the form, beside the source that was chosen or typed.
func (b *bot) setLabel(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	source := p.get(panelLabelled)
	if source == "" {
		source = formText(r, "source")
	}
	_, _, err := b.o.Desk.SetLabel(ctx, r.GuildID, r.person, source, reply.Limit(formText(r, "label"), desk.MaxLabel))
	switch {
	case errors.Is(err, desk.ErrNoSource):
		o, err := b.settings(ctx, r, p, phrase.Say("⚠️ Aucun article n'est de la source %s.", reply.Inline(phrase.Quoted(phrase.Cut(source, 100)))))
		return b.givingBack(r, o), err
	case errors.Is(err, desk.ErrManyLabels):
		o, err := b.settings(ctx, r, p, phrase.Say("⚠️ Il y a déjà %s : c'est le plus que je garde.", phrase.Count(desk.MaxLabels, "mention", "mentions")))
		return b.givingBack(r, o), err
	case err != nil:
		return outcome{}, err
	}
	return b.isSet(ctx, r, p, desk.SettingLabels)
}
