package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// events is what a connection hands on. Its methods must return at once: they run on the connection's own goroutine.
type events interface {
	ready(r *discordgo.Ready)
	interaction(i *discordgo.Interaction)
	message(m *discordgo.Message)
	guild(g *discordgo.Guild)
	guildGone(g *discordgo.Guild)
	thread(c *discordgo.Channel)
}

// intents asks for servers with their channels, for messages in them and for direct messages; none is privileged.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// openLimit is how long a connection may take from the dial to READY.
const openLimit = 45 * time.Second

// connection is one life of a gateway connection: one fresh session, which is never resumed.
type connection struct {
	session *discordgo.Session
	dialer  *dialer
	freed   chan struct{} // closed when discordgo has closed the session
}

// newConnection prepares a connection of shard number of count. client reaches Discord's API, and dialer its gateway.
func newConnection(token string, client *http.Client, dialer *dialer, number, count int, to events) *connection {
	session := newSession(token, client)
	session.ShardID, session.ShardCount = number, count
	session.Identify.Intents = intents
	session.SyncEvents = true // in order; what takes time runs elsewhere
	c := &connection{session: session, dialer: dialer, freed: make(chan struct{})}
	session.Dialer = c.dialer.websocket()
	freed := sync.OnceFunc(func() { close(c.freed) })
	session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { freed() })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.Ready) { to.ready(e) })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.InteractionCreate) { to.interaction(e.Interaction) })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageCreate) { to.message(e.Message) })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildCreate) { to.guild(e.Guild) })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildDelete) { to.guildGone(e.Guild) })
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.ThreadCreate) { to.thread(e.Channel) })
	return c
}

// newSession makes a discordgo session that neither reconnects by itself, nor compresses, nor keeps a copy of the world, nor logs.
func newSession(token string, client *http.Client) *discordgo.Session {
	session, _ := discordgo.New("Bot " + token) // never fails
	session.Client = client
	session.Compress = false
	session.ShouldReconnectOnError = false
	session.ShouldReconnectVoiceOnSessionError = false
	session.StateEnabled = false
	session.LogLevel = -1
	session.UserAgent = "DiscordBot (https://github.com/propos-bot/propos, 1)"
	return session
}

// open connects and waits for READY. When it fails, the error says why the gateway ended the connection, where it did.
func (c *connection) open(ctx context.Context) error {
	opened := make(chan error, 1)
	go func() { opened <- c.session.Open() }()
	ctx, cancel := context.WithTimeout(ctx, openLimit)
	defer cancel()
	select {
	case err := <-opened:
		return c.because(err)
	case <-ctx.Done():
		c.cut()
		err := <-opened
		if err == nil {
			c.close()
		}
		return errors.Join(ctx.Err(), c.because(err))
	}
}

// because returns the cause that the line knows, in place of discordgo's.
func (c *connection) because(err error) error {
	l := c.dialer.last()
	if l == nil {
		return err
	}
	select {
	case <-l.ended:
		return fmt.Errorf("gateway: %w", l.cause)
	default:
		return err
	}
}

// ended is closed when an open connection is over.
func (c *connection) ended() <-chan struct{} { return c.dialer.last().ended }

// cut ends the connection at once.
func (c *connection) cut() {
	if l := c.dialer.last(); l != nil {
		_ = l.Close()
	}
}

// close says goodbye and frees the session; it takes about a second, which discordgo sleeps. Where the connection has ended, discordgo sees
// it and does that by itself, with the session locked.
func (c *connection) close() {
	select {
	case <-c.ended():
		<-c.freed
	default:
		_ = c.session.Close()
	}
}
