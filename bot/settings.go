package bot

import (
	"context"
	"slices"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
)

// Keys of a server's settings.
const (
	settingPublic = "public_channels" // []string: ids of channels where answers are for everybody
	settingLabels = "source_labels"   // map[string]string: what to show beside a source
)

// settingName names a setting for people; one that nobody sets in Discord by its key.
func settingName(key string) string {
	switch key {
	case settingPublic:
		return "salons où je réponds à tous"
	case settingLabels:
		return "mentions des sources"
	case desk.SettingOrigin:
		return phrase.Fine("sauvegarde dont la collection est née")
	}
	return reply.Inline(phrase.Quoted(phrase.Cut(key, 60)))
}

// isPublic reports whether an administrator made answers in the channel public.
func (b *bot) isPublic(ctx context.Context, guild, channel string) bool {
	var channels []string
	if _, err := b.o.Store.Setting(ctx, guild, settingPublic, &channels); err != nil {
		b.log.Error("a setting cannot be read", "setting", settingPublic, "cause", err)
	}
	return slices.Contains(channels, channel)
}

// labels returns what moderators show beside sources.
func (b *bot) labels(ctx context.Context, collection string) map[string]string {
	var labels map[string]string
	if _, err := b.o.Store.Setting(ctx, collection, settingLabels, &labels); err != nil {
		b.log.Error("a setting cannot be read", "setting", settingLabels, "cause", err)
	}
	return labels
}
