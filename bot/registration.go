package bot

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// registration remembers which ids Discord gave to the commands.
type registration struct {
	once sync.Mutex // held while registering
	done bool
	mu   sync.Mutex
	ids  map[string]map[string]string // by server ("" is everywhere) and name
}

// settingTestServers keeps in which servers commands were registered, so that they can be taken back there.
const settingTestServers = "discord.test_servers"

// register makes Discord's commands ours: in one scope, and only when they differ from what Discord has.
func (b *bot) register(ctx context.Context) {
	b.command.once.Lock()
	defer b.command.once.Unlock()
	if b.command.done {
		return
	}
	if err := b.registerAll(ctx); err != nil {
		b.log.Error("commands are not registered; the next connection tries again", "cause", err)
		return
	}
	b.command.done = true
}

func (b *bot) registerAll(ctx context.Context) error {
	var ours []*discordgo.ApplicationCommand
	for _, c := range b.commands() {
		ours = append(ours, c.ApplicationCommand)
	}
	var before []string
	if _, err := b.o.Store.Setting(ctx, "", settingTestServers, &before); err != nil {
		return err
	}
	scopes := map[string][]*discordgo.ApplicationCommand{"": ours}
	for _, guild := range before {
		scopes[guild] = nil
	}
	for _, guild := range b.o.TestServers {
		scopes[guild], scopes[""] = ours, nil
	}
	for guild, commands := range scopes {
		if err := b.overwrite(ctx, guild, commands); err != nil {
			return err
		}
	}
	if slices.Equal(before, b.o.TestServers) {
		return nil
	}
	return b.o.Store.Set(ctx, "", settingTestServers, b.o.TestServers, "")
}

// overwrite makes the commands of a scope these, and learns their ids.
func (b *bot) overwrite(ctx context.Context, guild string, commands []*discordgo.ApplicationCommand) error {
	theirs, err := b.api.session.ApplicationCommands(b.api.app, guild, discordgo.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("read the commands of scope %q: %w", guild, err)
	}
	if commandHash(theirs) != commandHash(commands) {
		if commands == nil {
			commands = []*discordgo.ApplicationCommand{}
		}
		theirs, err = b.api.session.ApplicationCommandBulkOverwrite(b.api.app, guild, commands, discordgo.WithContext(ctx))
		if err != nil {
			return fmt.Errorf("register the commands of scope %q: %w", guild, err)
		}
		b.log.Info("commands registered", "server", guild, "count", len(theirs))
	}
	b.command.learn(guild, theirs)
	return nil
}

// commandHash is a hash of what commands say, whatever their order and the ids and defaults that Discord adds.
func commandHash(commands []*discordgo.ApplicationCommand) [sha256.Size]byte {
	lines := make([]string, 0, len(commands))
	for _, c := range commands {
		said := discordgo.ApplicationCommand{Type: max(c.Type, discordgo.ChatApplicationCommand), Name: c.Name, Description: c.Description,
			DescriptionLocalizations: c.DescriptionLocalizations, DefaultMemberPermissions: c.DefaultMemberPermissions,
			Contexts: c.Contexts, IntegrationTypes: c.IntegrationTypes}
		for _, o := range c.Options {
			option := *o
			if len(option.Choices) == 0 {
				option.Choices = nil
			}
			option.Options, option.ChannelTypes = nil, nil
			said.Options = append(said.Options, &option)
		}
		raw, _ := json.Marshal(said) // plain values: never fails
		lines = append(lines, string(raw))
	}
	slices.Sort(lines)
	return sha256.Sum256([]byte(fmt.Sprint(lines)))
}

func (r *registration) learn(guild string, commands []*discordgo.ApplicationCommand) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ids == nil {
		r.ids = map[string]map[string]string{}
	}
	r.ids[guild] = map[string]string{}
	for _, c := range commands {
		r.ids[guild][c.Name] = c.ID
	}
}

// mention returns a command as Discord makes it clickable, or plainly while its id is not known.
func (r *registration) mention(guild, name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, scope := range []string{guild, ""} {
		if id := r.ids[scope][name]; id != "" {
			return "</" + name + ":" + id + ">"
		}
	}
	return "`/" + name + "`"
}
