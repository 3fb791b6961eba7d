package bot

import (
	"context"
	"slices"

	"propos/bot/desk"
)

// setting reads a setting of a server; what cannot be read is logged, and otherwise stands.
func setting[T any](ctx context.Context, b *bot, guild, key string, otherwise T) T {
	value := otherwise
	if _, err := b.o.Store.Setting(ctx, guild, key, &value); err != nil {
		b.log.Error("a setting cannot be read", "setting", key, "cause", err)
		return otherwise
	}
	return value
}

// isPublic reports whether an administrator made answers in the channel public.
func (b *bot) isPublic(ctx context.Context, guild, channel string) bool {
	return slices.Contains(setting(ctx, b, guild, desk.SettingPublic, []string(nil)), channel)
}

// labels returns what moderators show beside sources.
func (b *bot) labels(ctx context.Context, collection string) map[string]string {
	return setting(ctx, b, collection, desk.SettingLabels, map[string]string(nil))
}

// takesRequests reports whether members of a server may hand unanswered questions over.
func (b *bot) takesRequests(ctx context.Context, guild string) bool {
	return setting(ctx, b, guild, desk.SettingRequests, true)
}
