package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Access says what the bot lacks in a server, of what it needs (see Needs).
type Access struct {
	Server   string    // its name
	Channels int       // how many were looked at: those in which people write to one another
	Lacks    []Lack    // what misses in all of them first, then channel by channel, in Discord's order
	Hidden   []Lack    // channels that the bot does not see, which may be meant so
	Silenced time.Time // until when a moderator has silenced the bot; zero when nobody has
}

// Lack is what the bot may not do in a channel.
type Lack struct {
	Channel string // its id; "" for all channels
	Name    string
	Needs   []Need
}

// AccessTo asks Discord what the bot may do in a server; base is the address of its API, token the bot's own, without "Bot ".
// A server that the bot is not in is an error.
func AccessTo(ctx context.Context, base, token, server string) (Access, error) {
	client := newClient(base, machine().DialContext)
	defer client.CloseIdleConnections()
	a := &api{session: newSession(token, client)}
	var err error
	if a.app, err = a.self(ctx); err != nil {
		return Access{}, fmt.Errorf("ask who the bot is: %w", err)
	}
	return a.access(ctx, server)
}

// access reads a server's roles and channels and the bot's own membership, and computes what the bot lacks.
func (a *api) access(ctx context.Context, server string) (Access, error) {
	guild, err := a.session.Guild(server, discordgo.WithContext(ctx))
	if err != nil {
		return Access{}, fmt.Errorf("read server %s: %w", server, err)
	}
	me, err := a.session.GuildMember(server, a.app, discordgo.WithContext(ctx))
	if err != nil {
		return Access{}, fmt.Errorf("read the bot's membership of server %s: %w", server, err)
	}
	if guild.Channels, err = a.session.GuildChannels(server, discordgo.WithContext(ctx)); err != nil {
		return Access{}, fmt.Errorf("read the channels of server %s: %w", server, err)
	}
	return accessOf(guild, me, time.Now()), nil
}

// accessOf computes what a member lacks in a server.
func accessOf(g *discordgo.Guild, m *discordgo.Member, now time.Time) Access {
	a := Access{Server: g.Name}
	if until := m.CommunicationDisabledUntil; until != nil && until.After(now) {
		a.Silenced = *until
	}
	var seen []Lack
	everywhere := Permissions
	for _, c := range talkative(g.Channels) {
		a.Channels++
		missing := neededIn(c.Type) &^ permissionsIn(g, c, m)
		if missing&discordgo.PermissionViewChannel != 0 {
			a.Hidden = append(a.Hidden, Lack{c.ID, c.Name, needs(discordgo.PermissionViewChannel)})
			continue
		}
		everywhere &= missing | Permissions&^neededIn(c.Type)
		seen = append(seen, Lack{c.ID, c.Name, needs(missing)})
	}
	a.Lacks = gathered(seen, everywhere)
	return a
}

// gathered says once what misses everywhere, and by channel what misses there alone.
func gathered(seen []Lack, everywhere int64) []Lack {
	var all []Lack
	if len(seen) > 0 && everywhere != 0 {
		all = append(all, Lack{Needs: needs(everywhere)})
	}
	for _, l := range seen {
		l.Needs = slices.DeleteFunc(l.Needs, func(n Need) bool { return n.Bit&everywhere != 0 })
		if len(l.Needs) > 0 {
			all = append(all, l)
		}
	}
	return all
}

// needs are the Needs of some permissions.
func needs(bits int64) []Need {
	return slices.DeleteFunc(Needs(), func(n Need) bool { return n.Bit&bits == 0 })
}

// talkative returns the channels in which people write, in the order in which Discord shows them: those outside categories
// first, then category by category. Voice channels, whose chat is seen by who enters, are left out.
func talkative(channels []*discordgo.Channel) []*discordgo.Channel {
	at := map[string]int{}
	for _, c := range channels {
		if c.Type == discordgo.ChannelTypeGuildCategory {
			at[c.ID] = c.Position + 1
		}
	}
	var kept []*discordgo.Channel
	for _, c := range channels {
		switch c.Type {
		case discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews, discordgo.ChannelTypeGuildForum:
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(x, y *discordgo.Channel) int {
		return cmp.Or(cmp.Compare(at[x.ParentID], at[y.ParentID]), cmp.Compare(x.Position, y.Position), cmp.Compare(x.ID, y.ID))
	})
	return kept
}
