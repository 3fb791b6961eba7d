package bot

import (
	"slices"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
)

// Permissions is what the bot needs in a server, as the number that an invitation carries.
const Permissions int64 = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionReadMessageHistory | discordgo.PermissionAttachFiles | discordgo.PermissionAddReactions

// Need is one of the Permissions, in the words of Discord's French settings.
type Need struct {
	Bit    int64
	Name   string // « Voir les anciens messages »
	Breaks string // what does not work without it: a sentence without capital and full stop
}

// Needs lists the Permissions, the weightiest first.
func Needs() []Need {
	return []Need{
		{discordgo.PermissionViewChannel, "Voir les salons", phrase.Fine("je n'y vois rien")},
		{discordgo.PermissionSendMessages, "Envoyer des messages", phrase.Fine("je ne réponds pas quand on m'y mentionne")},
		{discordgo.PermissionSendMessagesInThreads, "Envoyer des messages dans les fils", phrase.Fine("je ne réponds pas dans les fils")},
		{discordgo.PermissionReadMessageHistory, "Voir les anciens messages", phrase.Fine("je ne peux pas répondre sous un message")},
		{discordgo.PermissionAttachFiles, "Joindre des fichiers", phrase.Fine("je ne peux pas y déposer de sauvegarde")},
		{discordgo.PermissionAddReactions, "Ajouter des réactions", phrase.Fine("je ne peux pas y dire par une réaction qu'il faut attendre")},
	}
}

// permissionsIn computes what a member may do in a channel of their server, as Discord documents it: what @everyone and the
// roles give, then what the channel takes and gives to @everyone, to the roles together, and to the member. The server's
// owner and administrators may do everything; whoever does not see a channel may do nothing in it, and whoever may not
// write there attaches no file. A thread's channel is the one it hangs from.
func permissionsIn(g *discordgo.Guild, c *discordgo.Channel, m *discordgo.Member) int64 {
	granted := basePermissions(g, m)
	if m.User.ID == g.OwnerID || granted&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll
	}
	for _, of := range []func(*discordgo.PermissionOverwrite) bool{
		func(o *discordgo.PermissionOverwrite) bool { return o.ID == g.ID },
		func(o *discordgo.PermissionOverwrite) bool {
			return o.Type == discordgo.PermissionOverwriteTypeRole && o.ID != g.ID && slices.Contains(m.Roles, o.ID)
		},
		func(o *discordgo.PermissionOverwrite) bool {
			return o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == m.User.ID
		},
	} {
		granted = overwritten(granted, c.PermissionOverwrites, of)
	}
	return implied(granted)
}

// basePermissions is what a member may do in the server as a whole. The role @everyone has the server's id.
func basePermissions(g *discordgo.Guild, m *discordgo.Member) (granted int64) {
	for _, role := range g.Roles {
		if role.ID == g.ID || slices.Contains(m.Roles, role.ID) {
			granted |= role.Permissions
		}
	}
	return granted
}

// overwritten applies some of a channel's overwrites at once: what any of them gives, none of the others takes.
func overwritten(granted int64, all []*discordgo.PermissionOverwrite, of func(*discordgo.PermissionOverwrite) bool) int64 {
	var allow, deny int64
	for _, o := range all {
		if of(o) {
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	return granted&^deny | allow
}

// implied takes away what cannot be done without another permission.
func implied(granted int64) int64 {
	switch {
	case granted&discordgo.PermissionViewChannel == 0:
		return 0
	case granted&(discordgo.PermissionSendMessages|discordgo.PermissionSendMessagesInThreads) == 0:
		return granted &^ discordgo.PermissionAttachFiles
	}
	return granted
}

// neededIn is what the bot needs in a kind of channel: in a forum, people write in posts alone, which are threads.
func neededIn(kind discordgo.ChannelType) int64 {
	if kind == discordgo.ChannelTypeGuildForum {
		return Permissions &^ discordgo.PermissionSendMessages
	}
	return Permissions
}
