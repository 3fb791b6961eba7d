package bot

import (
	"context"
	"slices"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
)

// Keys of a server's settings. What was never set is the product's default.
const (
	settingPublic   = "public_channels"  // []string: ids of channels where answers are for everybody
	settingLabels   = "source_labels"    // map[string]string: what to show beside a source
	settingRequests = "article_requests" // bool: whether members may hand unanswered questions over; true when not set
	settingNotices  = "notice_channel"   // string: id of the channel that is told when something waits for moderators; "" for none
	settingFeeds    = desk.SettingFeeds  // bool: whether new articles of new feeds are added without a moderator; false when not set
)

// settingName names a setting for people; one that nobody sets in Discord by its key.
func settingName(key string) string {
	switch key {
	case settingPublic:
		return "salons où je réponds à tous"
	case settingLabels:
		return "mentions des sources"
	case settingRequests:
		return "questions sans réponse"
	case settingNotices:
		return "salon prévenu"
	case settingFeeds:
		return "articles des flux"
	case desk.SettingOrigin:
		return phrase.Fine("sauvegarde dont la collection est née")
	}
	return reply.Inline(phrase.Quoted(phrase.Cut(key, 60)))
}

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
	return slices.Contains(setting(ctx, b, guild, settingPublic, []string(nil)), channel)
}

// labels returns what moderators show beside sources.
func (b *bot) labels(ctx context.Context, collection string) map[string]string {
	return setting(ctx, b, collection, settingLabels, map[string]string(nil))
}

// takesRequests reports whether members of a server may hand unanswered questions over.
func (b *bot) takesRequests(ctx context.Context, guild string) bool {
	return setting(ctx, b, guild, settingRequests, true)
}
