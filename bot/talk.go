package bot

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// talks remembers what was just asked, for follow-ups.
type talks struct{}

func newTalks() *talks { return &talks{} }

func (t *talks) forget(message string) {}

// concerns reports whether a message is for the bot: a direct message, or one that mentions it.
func (b *bot) concerns(m *discordgo.Message) bool {
	if m.GuildID == "" {
		return true
	}
	for _, u := range m.Mentions {
		if u.ID == b.api.app {
			return true
		}
	}
	return strings.Contains(m.Content, "<@"+b.api.app+">")
}

// converse answers a message.
func (b *bot) converse(ctx context.Context, m *discordgo.Message) {}
