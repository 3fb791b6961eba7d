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
	tends    bool    // it opens a panel, which is for its caller alone
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
	return append(b.memberCommands(), b.panelCommands()...)
}

// panelCommands is the table of the commands of moderators and administrators, without which a bot without a desk does.
func (b *bot) panelCommands() []command {
	if b.o.Desk == nil {
		return nil
	}
	return []command{
		slash("collection", "Tiens la collection : ce qui est à traiter, les articles, les noms, le journal", "Tend the collection: what waits, articles, names, the journal", b.collectionCommand,
			attachment("fichier", "Un export à importer", "An export to import")).tending(forModerators),
		slash("reglages", "Règle où et comment je réponds, et vérifie mes permissions", "Set where and how I answer, and check my permissions", b.settingsCommand).tending(forAdministrators),
		slash("ajouter", "Ajoute un article : par son lien, par un fichier, ou par un formulaire", "Add an article: by its link, by a file, or by a form", b.addCommand,
			text("lien", "L'adresse de l'article", "The article's address", 2000),
			attachment("fichier", "Texte, Markdown, HTML, DOCX, JSON Lines ou zip", "Text, Markdown, HTML, DOCX, JSON Lines or zip")).tending(forModerators),
		onMessage(commandAddMessage, b.addMessage).tending(forModerators),
		slash("article", "Tiens un article : le corriger, l'actualiser, dire qui parle, le retirer", "Tend an article: correct, refresh, say who speaks, remove", b.articleCommand,
			required(suggested(text("titre", "Le titre, ou les premiers mots d'un article sans titre", "The title, or the first words of an article without one", maxSuggestion))),
			attachment("fichier", "L'article corrigé, en fichier", "The corrected article, as a file")).
			completed(b.suggestArticle).tending(forModerators),
	}
}

// memberCommands is the table of the commands for everybody.
func (b *bot) memberCommands() []command {
	return []command{
		slash("demander", "Pose une question sur l'actualité de nos articles", "Ask a question about our articles", b.askCommand,
			required(text("question", "Ta question, en français", "Your question, in French", maxQuestion)),
			personOption(), sourceOption(), fromOption(), toOption(), publicOption()).completed(b.suggest),
		slash("citations", "Qui a dit quoi, dans l'ordre des dates", "Who said what, in order of dates", b.quotesCommand,
			personOption(), text("sujet", "Ce dont il est question", "What it is about", 200),
			sourceOption(), fromOption(), toOption(), publicOption()).completed(b.suggest),
		slash("verifier", "Une citation est-elle exacte, et de qui ?", "Is a quotation exact, and whose is it?", b.verifyCommand,
			required(text("citation", "La phrase à vérifier", "The sentence to check", maxQuotation)),
			personOption(), publicOption()).completed(b.suggest),
		slash("rechercher", "Cherche des mots, ou une phrase exacte entre guillemets", "Search words, or an exact phrase in quotation marks", b.askCommand,
			required(text("texte", "Les mots à chercher", "The words to look for", maxQuestion)),
			sourceOption(), fromOption(), toOption(), publicOption()).completed(b.suggest),
		slash("articles", "Parcours les articles de la collection", "Browse the articles of the collection", b.articlesCommand,
			suggested(text("titre", "Des mots du titre, de la source ou de l'auteur", "Words of the title, the source or the author", maxTitleWords)),
			sourceOption()).completed(b.suggest),
		slash("aide", "Ce que je sais faire, et ce que contient la collection", "What I can do, and what the collection holds", b.help),
		slash("mes-donnees", "Ce que je garde de toi, et l'effacer", "What I keep of you, and erase it", b.dataCommand),
		onMessage(commandSearchMessage, b.searchMessage),
		onMessage(commandVerifyMessage, b.verifyMessage),
	}
}

func personOption() *discordgo.ApplicationCommandOption {
	return suggested(text("personne", "Qui parle", "Who speaks", 100))
}

func sourceOption() *discordgo.ApplicationCommandOption {
	return suggested(text("source", "Le journal, l'agence ou le site", "The newspaper, agency or site", 100))
}

func fromOption() *discordgo.ApplicationCommandOption {
	return text("du", "Articles depuis : 2020, nov. 2020 ou 12/11/2020", "Articles since: 2020, nov. 2020 or 12/11/2020", 40)
}

func toOption() *discordgo.ApplicationCommandOption {
	return text("au", "Articles jusqu'à : 2020, nov. 2020 ou 12/11/2020", "Articles until: 2020, nov. 2020 or 12/11/2020", 40)
}

func publicOption() *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionBoolean, Name: "public",
		Description: phrase.Fine("Montrer la réponse à tout le salon"), DescriptionLocalizations: *inEnglish("Show the answer to the whole channel")}
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

// Permissions of Discord that the commands of panels ask for. Administrators change by their own settings who may use them.
const (
	forModerators     int64 = discordgo.PermissionManageMessages
	forAdministrators int64 = discordgo.PermissionManageGuild
)

// tending returns the command as one that opens a panel: in servers alone, for those who have a permission.
func (c command) tending(permission int64) command {
	c.tends = true
	c.DefaultMemberPermissions = &permission
	c.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
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

// attachment makes an option that takes a file.
func attachment(name, french, english string) *discordgo.ApplicationCommandOption {
	return &discordgo.ApplicationCommandOption{Type: discordgo.ApplicationCommandOptionAttachment, Name: name, Description: phrase.Fine(french),
		DescriptionLocalizations: *inEnglish(english)}
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
	if r.GuildID != "" && !b.serves(r.GuildID) {
		return nothingHere
	}
	switch r.Type {
	case discordgo.InteractionMessageComponent:
		return b.pressed(r.MessageComponentData().CustomID)
	case discordgo.InteractionModalSubmit:
		return b.pressed(r.ModalSubmitData().CustomID)
	}
	data := r.ApplicationCommandData()
	for _, c := range b.commands() {
		switch {
		case c.Name != data.Name || c.Type != data.CommandType:
		case r.Type == discordgo.InteractionApplicationCommandAutocomplete && c.complete != nil:
			return c.complete
		case r.Type == discordgo.InteractionApplicationCommand:
			r.decide(c.tends || b.isPrivate(ctx, r))
			return c.run
		}
	}
	return nothingHere
}

// isPrivate decides whether the answer to a command is for the person alone: always, except in a direct conversation,
// where the person asks for the contrary, or where an administrator made the channel public; and never beyond what the
// person may write there.
func (b *bot) isPrivate(ctx context.Context, r *request) bool {
	if r.GuildID == "" {
		return false
	}
	if r.ApplicationCommandData().CommandType == discordgo.MessageApplicationCommand {
		return true
	}
	public, given := r.options().flag("public")
	if !given {
		channel, _ := b.channelOf(ctx, r.ChannelID)
		public = b.isPublic(ctx, r.GuildID, channel)
	}
	return !public || !b.mayWrite(ctx, r)
}

// nothingHere answers what no handler is for: a command of an older version.
func nothingHere(_ context.Context, r *request) (outcome, error) {
	if r.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return outcome{suggest: []suggestion{}}, nil
	}
	return say("Je ne connais pas ou plus cette commande. Voici ce que je sais faire : /aide."), nil
}
