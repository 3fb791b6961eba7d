package bot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"propos/bot"
)

// Permissions, in short.
const (
	view    = discordgo.PermissionViewChannel
	send    = discordgo.PermissionSendMessages
	threads = discordgo.PermissionSendMessagesInThreads
	history = discordgo.PermissionReadMessageHistory
	attach  = discordgo.PermissionAttachFiles
	react   = discordgo.PermissionAddReactions
	admin   = discordgo.PermissionAdministrator
)

// server makes a server "S" owned by "owner", with the role @everyone and the role "bot" of the member "B".
func server(everyone, role int64, channels ...*discordgo.Channel) (*discordgo.Guild, *discordgo.Member) {
	g := &discordgo.Guild{ID: "S", Name: "Caucase", OwnerID: "owner", Channels: channels, Roles: []*discordgo.Role{
		{ID: "S", Permissions: everyone}, {ID: "bot", Permissions: role}, {ID: "another", Permissions: admin}}}
	return g, &discordgo.Member{User: &discordgo.User{ID: "B"}, Roles: []string{"bot"}}
}

// channel makes a text channel with overwrites.
func channel(name string, overwrites ...*discordgo.PermissionOverwrite) *discordgo.Channel {
	return &discordgo.Channel{ID: name, Name: name, Type: discordgo.ChannelTypeGuildText, PermissionOverwrites: overwrites}
}

func role(id string, allow, deny int64) *discordgo.PermissionOverwrite {
	return &discordgo.PermissionOverwrite{ID: id, Type: discordgo.PermissionOverwriteTypeRole, Allow: allow, Deny: deny}
}

func member(id string, allow, deny int64) *discordgo.PermissionOverwrite {
	return &discordgo.PermissionOverwrite{ID: id, Type: discordgo.PermissionOverwriteTypeMember, Allow: allow, Deny: deny}
}

func TestPermissionsIn(t *testing.T) {
	for _, tt := range []struct {
		name           string
		everyone, role int64
		overwrites     []*discordgo.PermissionOverwrite
		want           int64
	}{
		{"roles add up", view, send, nil, view | send},
		{"a role that the member has not gives nothing", view, 0, []*discordgo.PermissionOverwrite{role("another", send, 0)}, view},
		{"an administrator may do all", 0, admin, []*discordgo.PermissionOverwrite{role("S", 0, view)}, discordgo.PermissionAll},
		{"the channel takes from @everyone what a role gave", view | send, send, []*discordgo.PermissionOverwrite{role("S", 0, send)}, view},
		{"the channel gives back to a role", view, 0, []*discordgo.PermissionOverwrite{role("bot", send, 0), role("S", 0, view|send), role("bot", view, 0)}, view | send},
		{"the member comes last", view | send, 0, []*discordgo.PermissionOverwrite{member("B", send, view), role("bot", view, send)}, 0},
		{"another member's overwrite is not ours", view | send, 0, []*discordgo.PermissionOverwrite{member("C", 0, send)}, view | send},
		{"a member overwrite with a role's id is nobody's", view | send, 0, []*discordgo.PermissionOverwrite{member("bot", 0, send)}, view | send},
		{"who does not see may do nothing", send | history, 0, nil, 0},
		{"who may not write attaches nothing", view | attach, 0, nil, view},
		{"who writes in threads attaches there", view | attach | threads, 0, nil, view | attach | threads},
	} {
		g, m := server(tt.everyone, tt.role)
		if got := bot.PermissionsIn(g, channel("c", tt.overwrites...), m); got != tt.want {
			t.Errorf("%s: %b, want %b", tt.name, got, tt.want)
		}
	}
	g, m := server(0, 0)
	m.User.ID = "owner"
	if bot.PermissionsIn(g, channel("c", role("S", 0, view)), m) != discordgo.PermissionAll {
		t.Error("the owner is refused something")
	}
}

// lacks writes an Access on one line: "*: Joindre des fichiers; presse: Ajouter des réactions; hidden staff".
func lacks(a bot.Access) string {
	var parts []string
	for _, l := range a.Lacks {
		where, names := l.Name, []string(nil)
		if l.Channel == "" {
			where = "*"
		}
		for _, n := range l.Needs {
			names = append(names, n.Name)
		}
		parts = append(parts, where+": "+strings.Join(names, ", "))
	}
	for _, l := range a.Hidden {
		parts = append(parts, "hidden "+l.Name)
	}
	return strings.Join(parts, "; ")
}

func TestAccess(t *testing.T) {
	staff, forum, voice := channel("staff", role("S", 0, view)), channel("forum", role("S", 0, send)), channel("voix")
	forum.Type, voice.Type = discordgo.ChannelTypeGuildForum, discordgo.ChannelTypeGuildVoice
	for _, tt := range []struct {
		name     string
		granted  int64
		channels []*discordgo.Channel
		want     string
	}{
		{"nothing misses", bot.Permissions, []*discordgo.Channel{channel("général"), forum, voice}, ""},
		{"everywhere", bot.Permissions &^ attach, []*discordgo.Channel{channel("général"), forum}, "*: Joindre des fichiers"},
		{"everywhere, but for the forum where it is not needed", bot.Permissions &^ send, []*discordgo.Channel{channel("général"), forum}, "*: Envoyer des messages"},
		{"here and there", bot.Permissions, []*discordgo.Channel{channel("général"), channel("presse", role("S", 0, react|history)), staff},
			"presse: Voir les anciens messages, Ajouter des réactions; hidden staff"},
		{"everywhere and there", bot.Permissions &^ attach, []*discordgo.Channel{channel("général"), channel("presse", member("B", 0, react))},
			"*: Joindre des fichiers; presse: Ajouter des réactions"},
		{"seen nowhere", 0, []*discordgo.Channel{channel("général")}, "hidden général"},
	} {
		g, m := server(tt.granted, 0, tt.channels...)
		if got := lacks(bot.AccessOf(g, m, time.Now())); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestAccessInOrder(t *testing.T) {
	first, second, loose := channel("a"), channel("b"), channel("c")
	first.ParentID, first.Position = "late", 0
	second.ParentID, second.Position = "early", 9
	loose.Position = 5
	early := &discordgo.Channel{ID: "early", Type: discordgo.ChannelTypeGuildCategory, Position: 0}
	late := &discordgo.Channel{ID: "late", Type: discordgo.ChannelTypeGuildCategory, Position: 1}
	g, m := server(0, 0, first, second, loose, late, early)
	if got := lacks(bot.AccessOf(g, m, time.Now())); got != "hidden c; hidden b; hidden a" {
		t.Error(got)
	}
}

func TestSilenced(t *testing.T) {
	g, m := server(bot.Permissions, 0, channel("général"))
	now := time.Now()
	for until, want := range map[time.Time]bool{now.Add(time.Hour): true, now.Add(-time.Hour): false} {
		m.CommunicationDisabledUntil = &until
		if got := !bot.AccessOf(g, m, now).Silenced.IsZero(); got != want {
			t.Errorf("silenced until %v: %v", until, got)
		}
	}
}

// TestInvitation: the invitation of the README asks for what the bot needs, and names it.
func TestInvitation(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("permissions=%d", bot.Permissions); !strings.Contains(string(readme), want) {
		t.Errorf("the README's invitation has not %s", want)
	}
	sum := int64(0)
	for _, n := range bot.Needs() {
		sum |= n.Bit
		if !strings.Contains(string(readme), fmt.Sprintf("(%d)", n.Bit)) {
			t.Errorf("the README does not explain %d", n.Bit)
		}
	}
	if sum != bot.Permissions {
		t.Errorf("the needs add up to %d, not %d", sum, bot.Permissions)
	}
}
