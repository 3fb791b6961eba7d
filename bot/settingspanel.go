package bot

import (
	"context"
	"slices"
	"strconv"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
)

// settingPresses is the table of what is done on the panel of /reglages.
func (b *bot) settingPresses() map[string]panelPress {
	return map[string]panelPress{
		"set-public":   b.setPublic,
		"set-requests": b.setSwitch(desk.SettingRequests),
		"set-notices":  b.setNotices,
		"set-feeds":    b.setSwitch(desk.SettingFeeds),
		"set-label":    b.askLabel,
		"set-labelled": b.setLabel,
		"set-check":    b.checkAgain,
	}
}

// settingsCommand answers /reglages.
func (b *bot) settingsCommand(ctx context.Context, r *request) (outcome, error) {
	m, err := b.settingsPanel(ctx, r, b.newPanel(r), "")
	return show(m.Private()), err
}

// settings draws the panel of /reglages again, under a sentence about what was just done.
func (b *bot) settings(ctx context.Context, r *request, p *panel, note string) (outcome, error) {
	m, err := b.settingsPanel(ctx, r, p, note)
	return change(m), err
}

// settingsPanel draws the panel of /reglages: every setting as a select, and what the bot may not do in the server.
func (b *bot) settingsPanel(ctx context.Context, r *request, p *panel, note string) (reply.Message, error) {
	parts := b.channelParts(ctx, r, p)
	automatic := setting(ctx, b, r.GuildID, desk.SettingFeeds, false)
	parts = append(parts,
		reply.Setting("Articles des nouveaux flux", ""),
		reply.Select(reply.CustomID("set-feeds", p.key, 0), "Articles des flux",
			reply.Option{Label: "Un modérateur les approuve", Value: "0", Default: !automatic},
			reply.Option{Label: phrase.Fine("Ajoutés d'office"), Value: "1", Default: automatic}))
	labels, err := b.labelParts(ctx, r, p)
	if err != nil {
		return reply.Message{}, err
	}
	parts = append(append(parts, labels...), reply.Separator(), reply.Text(b.checked(ctx, r.GuildID)),
		reply.Row(reply.Button("Vérifier à nouveau", reply.CustomID("set-check", p.key, 0))))
	title := "Réglages"
	if name, ok := b.places.name(r.GuildID); ok {
		title = phrase.Say("Réglages %s", phrase.Of(phrase.Cut(name, 100)))
	}
	return reply.Panel(title, note, nil, parts...), nil
}

// checked says what the bot may not do in a server, or that Discord does not tell: the settings work without it.
func (b *bot) checked(ctx context.Context, guild string) string {
	access, err := b.api.access(ctx, guild)
	if err != nil {
		b.log.Warn("the bot's permissions cannot be checked", "server", guild, "cause", err)
		return "⚠️ " + phrase.Fine("Discord ne me dit pas ce que j'ai le droit de faire ici. Réessaie dans un moment.")
	}
	return accessText(access)
}

// channelParts are the settings that name channels, and the one of unanswered questions.
func (b *bot) channelParts(ctx context.Context, r *request, p *panel) []reply.Component {
	id := func(verb string) string { return reply.CustomID(verb, p.key, 0) }
	var noticed []string
	if channel := setting(ctx, b, r.GuildID, desk.SettingNotices, ""); channel != "" {
		noticed = []string{channel}
	}
	requests := b.takesRequests(ctx, r.GuildID)
	return []reply.Component{
		reply.Setting("Salons où tout le monde voit mes réponses", phrase.Fine("Ailleurs, seule la personne qui demande les voit, et peut les partager.")),
		reply.Channels(id("set-public"), "Aucun salon", reply.MaxOptions, setting(ctx, b, r.GuildID, desk.SettingPublic, []string(nil))...),
		reply.Setting("Questions sans réponse", phrase.Say("Celles que des membres transmettent attendent dans %s, sans leur nom.", b.command.mention(r.GuildID, "collection"))),
		reply.Select(id("set-requests"), "Questions sans réponse",
			reply.Option{Label: phrase.Fine("Proposer « Demander un article »"), Value: "1", Default: requests},
			reply.Option{Label: "Ne rien proposer", Value: "0", Default: !requests}),
		reply.Channels(id("set-notices"), "Aucun salon prévenu quand quelque chose attend", 1, noticed...),
	}
}

// setPublic makes answers public in the channels that were chosen, and in no others.
func (b *bot) setPublic(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	chosen := r.MessageComponentData().Values
	if len(chosen) > reply.MaxOptions {
		return say(unexpected), nil
	}
	for _, channel := range chosen {
		if ok, err := b.isOf(ctx, channel, r.GuildID); !ok || err != nil {
			return say(notHere), err
		}
	}
	return b.set(ctx, r, p, desk.SettingPublic, orNil(chosen))
}

// notHere refuses a channel that is none of the server's.
const notHere = "Ce salon n'est pas de ce serveur, ou je ne le vois pas."

// isOf reports whether a channel is one of a server's that the bot sees.
func (b *bot) isOf(ctx context.Context, channel, guild string) (bool, error) {
	if _, err := strconv.ParseUint(channel, 10, 64); err != nil {
		return false, nil
	}
	c, err := b.api.channel(ctx, channel)
	if status := statusOf(err); status == 403 || status == 404 {
		return false, nil
	}
	return err == nil && c.GuildID == guild, err
}

// setNotices chooses the channel that is told when something waits, or none.
func (b *bot) setNotices(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	channel := oneValue(r)
	if channel == "" {
		return b.set(ctx, r, p, desk.SettingNotices, nil)
	}
	if ok, err := b.isOf(ctx, channel, r.GuildID); !ok || err != nil {
		return say(notHere), err
	}
	return b.set(ctx, r, p, desk.SettingNotices, channel)
}

// setSwitch makes a press that sets what is on or off: "1" or "0".
func (b *bot) setSwitch(key string) panelPress {
	return func(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
		chosen := oneValue(r)
		if !slices.Contains([]string{"0", "1"}, chosen) {
			return say(unexpected), nil
		}
		return b.set(ctx, r, p, key, chosen == "1")
	}
}

// set writes a setting and shows the panel again.
func (b *bot) set(ctx context.Context, r *request, p *panel, key string, value any) (outcome, error) {
	if err := b.o.Store.Set(ctx, r.GuildID, key, value, r.person); err != nil {
		return outcome{}, err
	}
	return b.isSet(ctx, r, p, key)
}

// isSet shows the panel again after a setting was written.
func (b *bot) isSet(ctx context.Context, r *request, p *panel, key string) (outcome, error) {
	return b.settings(ctx, r, p, phrase.Say("✅ C'est réglé : %s.", phrase.SettingName(key, reply.Inline)))
}

// orNil returns nil for an empty list, which takes a setting back.
func orNil(list []string) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

// checkAgain looks anew at what the bot may do.
func (b *bot) checkAgain(ctx context.Context, r *request, p *panel, _ int) (outcome, error) {
	return b.settings(ctx, r, p, phrase.Fine("✅ Vérifié à l'instant."))
}
