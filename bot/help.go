package bot

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// help answers /aide: what the bot does, what the collection holds, three examples made from it, whom to write to.
func (b *bot) help(ctx context.Context, r *request) (outcome, error) {
	about := "**" + phrase.Fine("Je réponds à tes questions avec des extraits d'articles de presse, mot pour mot, en disant qui parle.") + "**\n" +
		phrase.Fine("Quand les articles ne répondent pas, je le dis. Je ne rédige rien moi-même.")
	parts := []reply.Component{reply.Text(about)}
	name, refusal, err := b.settle(ctx, r, "")
	if err != nil {
		return outcome{}, err
	}
	if refusal == nil {
		lines, err := b.helpAbout(ctx, r, name)
		if err != nil {
			return outcome{}, err
		}
		parts = append(parts, reply.Text(strings.Join(lines, "\n")))
	}
	parts = append(parts, reply.Separator(), reply.Text(strings.Join(b.helpCommands(r.GuildID), "\n")))
	if lines := b.helpTending(r); len(lines) > 0 {
		parts = append(parts, reply.Text(phrase.Fine("**Tenir la collection**")+"\n"+strings.Join(lines, "\n")))
	}
	foot := strings.TrimSpace("Propos " + b.o.Version)
	if b.o.Contact != "" {
		foot += " · " + phrase.Say("à qui écrire au sujet de tes données : %s", b.o.Contact)
	}
	parts = append(parts, reply.Text("-# "+reply.Inline(foot)))
	if r.GuildID == "" {
		parts = append(parts, reply.Row(reply.Button("Changer de serveur", reply.CustomID("servers", "x", 0))))
		return show(reply.Framed(parts...)), nil
	}
	return show(reply.Framed(parts...).Private()), nil
}

// helpAbout says what the collection holds, with examples.
func (b *bot) helpAbout(ctx context.Context, r *request, name string) ([]string, error) {
	holdings, err := b.o.Library.Holdings(ctx, r.collection)
	if err != nil {
		return nil, err
	}
	if holdings.Articles == 0 {
		return []string{phrase.Say("Il n'y a encore aucun article ici. Un modérateur peut en ajouter avec %s.", b.command.mention(r.GuildID, "ajouter"))}, nil
	}
	where := "Ce serveur"
	if name != "" {
		where = reply.Inline(name)
	}
	lines := []string{phrase.Say("%s a %s.", where, phrase.Holdings(holdings))}
	people, err := b.o.Library.Quoted(ctx, r.collection, maxExamples)
	if err != nil {
		return nil, err
	}
	for i, example := range examples(people) {
		if i == 0 {
			lines = append(lines, phrase.Fine("Demande-moi par exemple :"))
		}
		lines = append(lines, "- "+reply.Inline(example))
	}
	return lines, nil
}

// maxExamples is how many questions are given as examples.
const maxExamples = 3

// examples makes a question of each of some persons, at most maxExamples.
func examples(people []string) []string {
	var out []string
	for i, name := range people {
		name = phrase.Cut(name, 80)
		out = append(out, []string{phrase.Say("Qu'a dit %s ?", name), phrase.Say("Qu'ont écrit les articles au sujet %s ?", phrase.Of(name)), phrase.Say("Quelles sont les dernières déclarations %s ?", phrase.Of(name))}[i])
	}
	return out
}

// helpCommands lists the commands.
func (b *bot) helpCommands(guild string) []string {
	line := func(name, what string) string { return b.helpLine(guild, name, what) }
	return []string{
		line("demander", "pose une question ; ou mentionne-moi, ou réponds à l'une de mes réponses"),
		line("citations", "qui a dit quoi, dans l'ordre des dates"),
		line("verifier", "une citation est-elle exacte, et de qui ?"),
		line("rechercher", "des mots, ou une phrase entre guillemets"),
		line("articles", "ce que contient la collection"),
		line("mes-donnees", "ce que je garde de toi, et l'effacer"),
	}
}

func (b *bot) helpLine(guild, name, what string) string {
	return "- " + b.command.mention(guild, name) + phrase.Fine(" : "+what)
}

// helpTending lists the commands of moderators and administrators that the person has by their permissions. Whom Discord's own
// settings let in without them is not told: a request does not say so.
func (b *bot) helpTending(r *request) (lines []string) {
	if r.GuildID == "" {
		return nil
	}
	if r.may(forModerators) {
		lines = append(lines,
			b.helpLine(r.GuildID, "ajouter", "un article, par son lien, un fichier ou un formulaire"),
			b.helpLine(r.GuildID, "article", phrase.Fine("corriger un article, l'actualiser, dire qui parle, le retirer")),
			b.helpLine(r.GuildID, "collection", "ce qui attend, brouillons, flux, noms, journal, sauvegarde"),
			"- "+phrase.Fine("« "+commandAddMessage+" », dans le menu d'un message : ses liens et ses fichiers"))
	}
	if r.may(forAdministrators) {
		lines = append(lines, b.helpLine(r.GuildID, "reglages", phrase.Fine("où je réponds à tous, et ce qu'il me manque")))
	}
	return lines
}
