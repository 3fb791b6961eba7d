package bot

import (
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// shownLacks is how many channels are named one by one.
const shownLacks = 10

// accessText says what the bot may not do in a server and what does not work for that reason, or that nothing misses.
func accessText(a Access) string {
	lines := []string{"**" + phrase.Fine("Ce que j'ai le droit de faire ici") + "**"}
	if !a.Silenced.IsZero() {
		lines = append(lines, "⚠️ "+phrase.Say("Je suis exclu temporairement : je ne peux rien écrire avant %s.", timestamp(a.Silenced, 'f')))
	}
	for i, l := range a.Lacks {
		if i == shownLacks {
			lines = append(lines, phrase.Say("… et dans %s.", phrase.Count(len(a.Lacks)-i, "autre salon", "autres salons")))
			break
		}
		lines = append(lines, "⚠️ "+lackText(l))
	}
	if len(a.Lacks) == 0 && a.Silenced.IsZero() {
		lines = append(lines, "✅ "+phrase.Say("Il ne me manque aucune permission (%s).", phrase.Count(a.Channels-len(a.Hidden), "salon vérifié", "salons vérifiés")))
	} else if len(a.Lacks) > 0 {
		lines = append(lines, "-# "+phrase.Fine("Pour y remédier : Paramètres du serveur, Rôles, Propos ; ou, pour un seul salon, Modifier le salon, Permissions."))
	}
	if len(a.Hidden) > 0 {
		lines = append(lines, "-# "+phrase.Say("Je ne vois pas %s, ce qui est peut-être voulu.", hiddenChannels(a.Hidden)))
	}
	return strings.Join(lines, "\n")
}

// lackText says what misses in a channel and what it breaks.
func lackText(l Lack) string {
	where := phrase.Fine("Dans tous les salons : ")
	if l.Channel != "" {
		where = phrase.Say("Dans %s : ", "<#"+l.Channel+">")
	}
	var parts []string
	for _, n := range l.Needs {
		parts = append(parts, phrase.Quoted(n.Name)+" ("+n.Breaks+")")
	}
	return where + strings.Join(parts, ", ")
}

// hiddenChannels names channels that the bot does not see, whose names Discord's mentions could not show.
func hiddenChannels(hidden []Lack) string {
	var names []string
	for i, l := range hidden {
		if i == 5 {
			names = append(names, phrase.Count(len(hidden)-i, "autre salon", "autres salons"))
			break
		}
		names = append(names, reply.Inline("#"+phrase.Cut(l.Name, 40)))
	}
	return phrase.List(names, "ni")
}
