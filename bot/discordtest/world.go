package discordtest

import "strconv"

// Permission bits of Discord that matter here.
const (
	ManageServer    int64 = 1 << 5
	AddReactions    int64 = 1 << 6
	ViewChannel     int64 = 1 << 10
	SendMessages    int64 = 1 << 11
	ManageMessages  int64 = 1 << 13
	EmbedLinks      int64 = 1 << 14
	AttachFiles     int64 = 1 << 15
	ReadHistory     int64 = 1 << 16
	SendInThreads   int64 = 1 << 38
	administrator   int64 = 1 << 3
	useApplications int64 = 1 << 31
)

// What ordinary people, moderators and administrators of a server may do.
const (
	MemberPermissions        = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadHistory | SendInThreads | useApplications
	ModeratorPermissions     = MemberPermissions | ManageMessages
	AdministratorPermissions = ModeratorPermissions | ManageServer | administrator
)

// Kinds of channel.
const (
	TextChannel  = 0
	DirectChat   = 1
	PublicThread = 11
)

// User is a person, or the bot.
type User struct {
	ID, Name string
	IsBot    bool
	Locale   string // "" means fr

	d      *Discord
	direct *Channel
}

// Guild is a server.
type Guild struct {
	ID, Name string

	d       *Discord
	members map[string]int64 // permissions by user id
	let     map[string]bool  // user id and command, of those whom an administrator lets use it whatever their permissions
	role    string           // id of the bot's own role, which has the bot's permissions
	left    bool             // the bot has left it
}

// Channel is a channel, a thread or a direct conversation.
type Channel struct {
	ID, Name string
	Kind     int
	Guild    *Guild   // nil in a direct conversation
	Parent   *Channel // of a thread
	With     *User    // in a direct conversation

	d      *Discord
	denied map[string]int64 // permissions taken away, by user id
	posted []*Message
}

// Let lets a person use a command whatever their permissions are, as administrators do in the settings of the server's integrations.
func (g *Guild) Let(u *User, command string) {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	if g.let == nil {
		g.let = map[string]bool{}
	}
	g.let[u.ID+" "+command] = true
}

// lets reports whether an administrator lets a person use a command. The caller holds d.mu.
func (g *Guild) lets(u *User, command string) bool { return g.let[u.ID+" "+command] }

// AddUser adds a person.
func (d *Discord) AddUser(name string) *User {
	d.mu.Lock()
	defer d.mu.Unlock()
	u := &User{ID: d.id(), Name: name, d: d}
	d.users[u.ID] = u
	return u
}

// AddGuild adds a server with the bot in it, and tells the bot when it is connected.
func (d *Discord) AddGuild(name string) *Guild {
	d.mu.Lock()
	g := &Guild{ID: d.id(), Name: name, d: d, role: d.id(), members: map[string]int64{d.Bot.ID: MemberPermissions}}
	d.guilds[g.ID] = g
	d.order = append(d.order, g)
	d.mu.Unlock()
	d.dispatch("GUILD_CREATE", intentGuilds, g.object)
	return g
}

// Allow sets what the bot may do in the server.
func (g *Guild) Allow(permissions int64) {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	g.members[g.d.Bot.ID] = permissions
}

// AddChannel adds a text channel.
func (g *Guild) AddChannel(name string) *Channel { return g.add(name, TextChannel, nil) }

// AddThread adds a public thread under a channel.
func (c *Channel) AddThread(name string) *Channel {
	thread := c.Guild.add(name, PublicThread, c)
	c.d.dispatch("THREAD_CREATE", intentGuilds, thread.object)
	return thread
}

func (g *Guild) add(name string, kind int, parent *Channel) *Channel {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	c := &Channel{ID: g.d.id(), Name: name, Kind: kind, Guild: g, Parent: parent, d: g.d, denied: map[string]int64{}}
	g.d.channels[c.ID] = c
	return c
}

// Member is a person in a server, or with a nil Guild a person in a direct conversation.
type Member struct {
	*User
	Guild *Guild
}

// Join makes the person a member of a server with these permissions.
func (u *User) Join(g *Guild, permissions int64) *Member {
	u.d.mu.Lock()
	defer u.d.mu.Unlock()
	g.members[u.ID] = permissions
	return &Member{User: u, Guild: g}
}

// Leave ends the membership.
func (m *Member) Leave() {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	delete(m.Guild.members, m.ID)
}

// Direct returns the person's direct conversation with the bot, made on first use, and the person in it.
func (u *User) Direct() (*Channel, *Member) {
	u.d.mu.Lock()
	defer u.d.mu.Unlock()
	return u.openDirect(), &Member{User: u}
}

// openDirect returns the direct conversation. The caller holds d.mu.
func (u *User) openDirect() *Channel {
	if u.direct == nil {
		u.direct = &Channel{ID: u.d.id(), Kind: DirectChat, With: u, d: u.d, denied: map[string]int64{}}
		u.d.channels[u.direct.ID] = u.direct
	}
	return u.direct
}

// Deny takes permissions in this channel away from a person or the bot.
func (c *Channel) Deny(u *User, permissions int64) {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	c.denied[u.ID] |= permissions
}

// permissions returns what the user may do in the channel. The caller holds d.mu.
func (c *Channel) permissions(u *User) int64 {
	if c.Guild == nil {
		return MemberPermissions
	}
	base := c.Guild.members[u.ID]
	if base&administrator != 0 {
		return base
	}
	denied := c.denied[u.ID]
	if c.Parent != nil {
		denied |= c.Parent.denied[u.ID]
	}
	return base &^ denied
}

// Left reports whether the bot has left the server.
func (g *Guild) Left() bool {
	g.d.mu.Lock()
	defer g.d.mu.Unlock()
	return g.left
}

// Gone is Left for conditions of Eventually, which hold the lock.
func (g *Guild) Gone() bool { return g.left }

// object returns the user as Discord sends it.
func (u *User) object() map[string]any {
	return map[string]any{"id": u.ID, "username": u.Name, "discriminator": "0", "global_name": u.Name, "avatar": nil, "bot": u.IsBot}
}

// object returns the server as GUILD_CREATE carries it. The caller holds d.mu.
func (g *Guild) object() map[string]any {
	channels, threads := []any{}, []any{}
	var system any
	for _, c := range g.d.channels {
		switch {
		case c.Guild != g:
		case c.Kind == PublicThread:
			threads = append(threads, c.object())
		default:
			channels = append(channels, c.object())
			system = c.ID
		}
	}
	return map[string]any{"id": g.ID, "name": g.Name, "owner_id": "1", "member_count": len(g.members), "preferred_locale": "fr", "system_channel_id": system,
		"channels": channels, "threads": threads, "roles": g.roles(), "members": []any{}, "emojis": []any{}, "unavailable": false}
}

// roles returns the server's roles: @everyone, which may do nothing here, and the bot's own. The caller holds d.mu.
func (g *Guild) roles() []any {
	one := func(id, name string, permissions int64) map[string]any {
		return map[string]any{"id": id, "name": name, "permissions": strconv.FormatInt(permissions, 10), "position": 0, "color": 0,
			"colors": map[string]any{"primary_color": 0}, "hoist": false, "managed": false, "mentionable": false, "flags": 0}
	}
	return []any{one(g.ID, "@everyone", 0), one(g.role, g.d.Bot.Name, g.members[g.d.Bot.ID])}
}

// rolesOf returns the ids of a member's roles.
func (g *Guild) rolesOf(u *User) []any {
	if u == g.d.Bot {
		return []any{g.role}
	}
	return []any{}
}

// overwrites returns what the channel takes away from people. The caller holds d.mu.
func (c *Channel) overwrites() []any {
	list := []any{}
	for user, denied := range c.denied {
		list = append(list, map[string]any{"id": user, "type": 1, "allow": "0", "deny": strconv.FormatInt(denied, 10)})
	}
	return list
}

// object returns the channel as Discord sends it.
func (c *Channel) object() map[string]any {
	o := map[string]any{"id": c.ID, "type": c.Kind, "name": c.Name, "permission_overwrites": c.overwrites()}
	if c.Guild != nil {
		o["guild_id"] = c.Guild.ID
	}
	if c.Parent != nil {
		o["parent_id"] = c.Parent.ID
	}
	if c.With != nil {
		o["recipients"] = []any{c.With.object()}
	}
	return o
}

// member returns the partial member that messages and interactions carry. The caller holds d.mu.
func (c *Channel) member(u *User) map[string]any {
	return map[string]any{"user": u.object(), "roles": []any{}, "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0,
		"permissions": strconv.FormatInt(c.permissions(u), 10)}
}
