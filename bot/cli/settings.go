package cli

import (
	"context"
	"errors"
	"strings"

	"propos/bot/phrase"
	"propos/config"
)

// purposes says what each setting does, for `propos config` and the table in the README.
func purposes() map[string]string {
	return map[string]string{
		"PROPOS_DATA_DIR":      "dossier des articles, des index et des sauvegardes ; sans lui, $XDG_DATA_HOME/propos (dans l'image : /data)",
		"PROPOS_DISCORD_TOKEN": "jeton du bot, de la page « Bot » de ton application Discord ; DISCORD_TOKEN convient aussi",
		"PROPOS_SERVERS":       "numéros des seuls serveurs Discord à servir, séparés par des virgules ; vide : tous ceux qui invitent le bot",
		"PROPOS_CONTACT":       "à qui écrire au sujet des données personnelles ; montré par /aide",
		"PROPOS_RATE_PERSON":   "questions par minute et par personne ; 0 : sans limite",
		"PROPOS_RATE_SERVER":   "questions par minute et par serveur ; 0 : sans limite",
		"PROPOS_MAX_ARTICLES":  "articles par serveur, au plus ; 0 : sans limite",
		"PROPOS_MAX_MB":        "mégaoctets d'articles par serveur, au plus ; 0 : sans limite",
		"PROPOS_FETCH_ALLOW":   "réseaux privés dont lire quand même les pages (192.168.1.0/24, séparés par des virgules) ; vide : aucun, le bot ne va qu'aux adresses publiques",
		"PROPOS_KEEP_LEFT":     "combien de temps garder les articles d'un serveur qui a retiré le bot ; 0 : pour toujours",
		"PROPOS_BACKUP_EVERY":  "une sauvegarde toutes les… ; 0 ou off : jamais",
		"PROPOS_BACKUP_KEEP":   "combien de sauvegardes garder",
		"PROPOS_HEALTH_ADDR":   "adresse (hôte:port) de /healthz, /readyz et /metrics ; vide : aucune",
		"PROPOS_LOG_LEVEL":     "debug, info, warn ou error",
		"PROPOS_LOG_FORMAT":    "text, json, ou auto : du texte dans un terminal, du JSON ailleurs",
		"PROPOS_GUILD_IDS":     "serveurs d'essai, où les commandes sont inscrites aussitôt, et là seulement ; vide : partout",
		"PROPOS_DISCORD_API":   "adresse de l'interface de Discord, pour des essais",
	}
}

type configCommand struct {
	Table bool `help:"Écrire le tableau des réglages en Markdown."`
}

// Run prints what holds, as lines that can be given again; faults follow, all at once.
func (c *configCommand) Run(_ context.Context, p *program) error {
	if c.Table {
		settingsTable(p.ui)
		return nil
	}
	why := purposes()
	for _, s := range config.Settings() {
		p.ui.line(p.ui.faint("# " + phrase.Fine(why[s.Name])))
		p.ui.line(s.Name + "=" + s.Value(p.settings))
	}
	return p.faults
}

func settingsTable(u *ui) {
	u.line(phrase.Fine("| réglage | sans lui | ce qu'il fait |"))
	u.line("|---|---|---|")
	why := purposes()
	for _, s := range config.Settings() {
		standard := ""
		if s.Default != "" {
			standard = "`" + s.Default + "`"
		}
		u.line("| `" + s.Name + "` | " + standard + " | " + phrase.Fine(why[s.Name]) + " |")
	}
}

// settingFault says what is wrong with a setting.
func settingFault(f *config.Fault) string {
	given := f.Name
	if f.Value != "" {
		given += "=" + f.Value
	}
	switch f.Problem {
	case config.Unknown:
		if f.Nearest != "" {
			return phrase.Say("Il n'y a pas de réglage %s. Voulais-tu dire %s ?", f.Name, f.Nearest)
		}
		return phrase.Say("Il n'y a pas de réglage %s. « propos config » les montre tous.", f.Name)
	case config.Twice:
		return phrase.Say("%s et %s ne disent pas la même chose : n'en garde qu'un.", f.Nearest, f.Name)
	case config.Unreadable:
		return phrase.Say("%s : %s.", given, systemSays(f.Err))
	}
	return phrase.Say("%s : il faut %s.", given, expected(f.Problem))
}

func expected(problem config.Problem) string {
	switch problem {
	case config.NotNumber:
		return "un nombre entier"
	case config.NotNetworks:
		return phrase.Fine("des réseaux séparés par des virgules, comme 192.168.1.0/24")
	case config.NotDuration:
		return phrase.Fine("une durée, comme 24h ou 30d")
	case config.NotServers:
		return phrase.Fine("des numéros de serveurs, séparés par des virgules")
	case config.NotAddress:
		return "une adresse en https:// ou http://"
	case config.NotHostPort:
		return "hôte:port"
	case config.NotLevel:
		return "debug, info, warn ou error"
	case config.NotToken:
		return "un jeton, sans espace ni guillemet"
	}
	values, _ := strings.CutPrefix(string(problem), "not one of ")
	return phrase.List(strings.Split(values, ", "), "ou")
}

// rootCause is the innermost error, without the path that others repeat.
func rootCause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
