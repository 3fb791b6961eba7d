package bot

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
)

// command is one command with what answers it.
type command struct {
	*discordgo.ApplicationCommand
	run      handler
	complete handler // of its autocompleted options; nil when it has none
}

// Names of the message commands.
const (
	commandSearchMessage = "Chercher une réponse"
	commandVerifyMessage = "Vérifier la citation"
)

// maxQuestion is the longest question that a member may ask, in characters.
const maxQuestion = 500

// commands is the table of all commands, in the order in which Discord lists them.
func (b *bot) commands() []command {
	return []command{
		slash("aide", "Ce que je sais faire, et ce que contient la collection", "What I can do, and what the collection holds", b.help),
	}
}

// slash makes a command for everybody, in servers and direct messages.
func slash(name, french, english string, run handler, options ...*discordgo.ApplicationCommandOption) command {
	return command{ApplicationCommand: &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand, Name: name, Description: phrase.Fine(french), DescriptionLocalizations: inEnglish(english),
		Options: options, Contexts: everywhere(), IntegrationTypes: installed(),
	}, run: run}
}

// onMessage makes a message command for everybody.
func onMessage(name string, run handler) command {
	return command{ApplicationCommand: &discordgo.ApplicationCommand{
		Type: discordgo.MessageApplicationCommand, Name: name, Contexts: everywhere(), IntegrationTypes: installed(),
	}, run: run}
}

// completed returns the command with suggestions for its options.
func (c command) completed(by handler) command {
	c.complete = by
	return c
}

func everywhere() *[]discordgo.InteractionContextType {
	return &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
}

func installed() *[]discordgo.ApplicationIntegrationType {
	return &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
}

func inEnglish(text string) *map[discordgo.Locale]string {
	return &map[discordgo.Locale]string{discordgo.EnglishGB: text, discordgo.EnglishUS: text}
}

// text makes an option of words.
func text(name, french, english string, limit int) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionString, Name: name, Description: phrase.Fine(french),
		DescriptionLocalizations: *inEnglish(english), MaxLength: limit}
}

// required returns the option as one that must be given.
func required(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Required = true
	return o
}

// suggested returns the option as one with suggestions.
func suggested(o *discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o.Autocomplete = true
	return o
}

// route finds what answers a request, and decides who will see the answer.
func (b *bot) route(ctx context.Context, r *request) handler {
	switch r.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		data := r.ApplicationCommandData()
		for _, c := range b.commands() {
			if c.Name != data.Name || c.Type != data.CommandType {
				continue
			}
			if r.Type == discordgo.InteractionApplicationCommandAutocomplete {
				return c.complete
			}
			r.private = true
			return c.run
		}
	}
	return nothingHere
}

// nothingHere answers what no handler is for: a command of an older version.
func nothingHere(context.Context, *request) (outcome, error) {
	return say("Je ne connais pas ou plus cette commande. Voici ce que je sais faire : /aide."), nil
}
