package bot

import (
	"context"
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// places is what the bot remembers of the servers it is in: their names, and which channel a thread belongs to.
type places struct {
	mu      sync.Mutex
	names   map[string]string // of servers, by id
	parents map[string]string // of channels and threads: a thread's channel; "" for what is no thread
}

func newPlaces() *places {
	return &places{names: map[string]string{}, parents: map[string]string{}}
}

func (p *places) arrive(g *discordgo.Guild) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.names[g.ID] = g.Name
	for _, c := range g.Channels {
		p.parents[c.ID] = ""
	}
	for _, t := range g.Threads {
		p.parents[t.ID] = t.ParentID
	}
}

func (p *places) leave(guild string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.names, guild)
}

// maxThreads bounds the table of channels and threads; beyond it, it starts anew and asks Discord again.
const maxThreads = 300_000

func (p *places) thread(c *discordgo.Channel) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.parents) > maxThreads {
		clear(p.parents)
	}
	p.parents[c.ID] = ""
	if c.IsThread() {
		p.parents[c.ID] = c.ParentID
	}
}

// count returns how many servers the bot is in.
func (p *places) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.names)
}

// name returns the name of a server; ok is false when the bot is not in it.
func (p *places) name(guild string) (name string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name, ok = p.names[guild]
	return name, ok
}

// channelOf returns the channel whose settings hold for a channel or thread: the thread's parent, or itself.
func (b *bot) channelOf(ctx context.Context, id string) (channel string, thread bool) {
	b.places.mu.Lock()
	parent, known := b.places.parents[id]
	b.places.mu.Unlock()
	if !known {
		c, err := b.api.channel(ctx, id)
		if err != nil {
			return id, false
		}
		b.places.thread(c)
		if c.IsThread() {
			parent = c.ParentID
		}
	}
	if parent == "" {
		return id, false
	}
	return parent, true
}

// serves reports whether the bot may be in the server.
func (b *bot) serves(guild string) bool {
	return len(b.o.Servers) == 0 || slices.Contains(b.o.Servers, guild)
}

// leave says goodbye in a server that is not on the list, where it may write, and leaves.
func (b *bot) leave(ctx context.Context, g *discordgo.Guild) {
	if g.SystemChannelID != "" {
		goodbye := reply.Note(phrase.Say("Ce Propos ne sert que les serveurs choisis par la personne qui l'héberge. Je m'en vais donc ; tu peux héberger le tien."))
		if _, err := b.api.send(ctx, g.SystemChannelID, goodbye); err != nil {
			b.log.Debug("no goodbye", "server", g.ID, "cause", err)
		}
	}
	if err := b.api.leave(ctx, g.ID); err != nil {
		b.log.Warn("cannot leave a server that is not on the list", "server", g.ID, "cause", err)
		return
	}
	b.log.Info("left a server that is not on the list", "server", g.ID)
}
