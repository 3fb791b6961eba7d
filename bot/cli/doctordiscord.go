package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"propos/bot/phrase"
)

// permission is a bit of https://discord.com/developers/docs/topics/permissions, under the name that Discord's French pages give it.
type permission struct {
	bit  int64
	name string
}

// The permissions that Propos needs on a server; README.md says what for. One who has administrator has them all.
const administrator = 1 << 3

func needed() []permission {
	return []permission{
		{1 << 6, "Ajouter des réactions"}, {1 << 10, "Voir les salons"}, {1 << 11, "Envoyer des messages"}, {1 << 15, "Joindre des fichiers"},
		{1 << 16, "Voir les anciens messages"}, {1 << 38, "Envoyer des messages dans les fils"},
	}
}

// invitation is the address by which somebody invites the bot with exactly these permissions.
func invitation(application string) string {
	var all int64
	for _, p := range needed() {
		all |= p.bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", application, all)
}

// Flags of an application: the three privileged intents, each granted, or allowed to a small bot.
const privilegedFlags = 1<<12 | 1<<13 | 1<<14 | 1<<15 | 1<<18 | 1<<19

// checkDiscord asks Discord whether it can be reached, knows the token, and lets the bot do its work.
func (p *program) checkDiscord(ctx context.Context) []finding {
	client := &http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	ask := func(path string, into any) (int, error) { return p.discord(ctx, client, path, into) }
	switch status, err := ask("/gateway", nil); {
	case status >= http.StatusInternalServerError:
		return []finding{fault("C'est une panne de Discord : le bot se reconnectera de lui-même. Voir discordstatus.com.", "Discord répond par une erreur (%d).", status)}
	case err != nil:
		return []finding{fault("Vérifie le réseau, le pare-feu et l'heure.", "Discord ne répond pas : %v.", rootCause(err))}
	}
	found := []finding{good("Discord répond.")}
	if p.settings.DiscordToken == "" {
		return append(found, fault("Donne PROPOS_DISCORD_TOKEN (ou PROPOS_DISCORD_TOKEN_FILE) ; sans lui, seule la ligne de commande répond.", "Il n'y a pas de jeton de bot."))
	}
	application, more := p.checkToken(ask)
	if found = append(found, more...); application == "" {
		return found
	}
	return append(append(found, checkConnections(ask)...), checkServers(ask, application)...)
}

// checkToken asks whose token it is; application is "" when Discord does not say.
func (p *program) checkToken(ask func(string, any) (int, error)) (application string, found []finding) {
	var me struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		Public bool   `json:"bot_public"`
		Flags  int    `json:"flags"`
	}
	status, err := ask("/applications/@me", &me)
	switch {
	case status == http.StatusUnauthorized:
		return "", []finding{fault("Recopie celui de la page « Bot » de ton application, sur discord.com/developers.", "Discord ne reconnaît pas le jeton.")}
	case err != nil:
		return "", []finding{fault("Réessaie dans un moment.", "Discord ne dit pas à qui est le jeton : %v.", err)}
	}
	found = []finding{good("Discord reconnaît le jeton de %s.", phrase.Quoted(me.Name))}
	if me.Flags&privilegedFlags == 0 {
		found = append(found, good("Aucun « intent » privilégié n'est coché, et il n'en faut aucun."))
	} else {
		found = append(found, finding{what: phrase.Fine("Des « intents » privilégiés sont cochés, et Propos n'en a pas besoin."),
			remedy: phrase.Fine("Décoche « Presence », « Server Members » et « Message Content » sur la page « Bot » de ton application.")})
	}
	if me.Public && len(p.settings.Servers) == 0 {
		found = append(found, finding{what: phrase.Fine("N'importe qui peut inviter ce bot sur son serveur."),
			remedy: phrase.Fine("Si tu ne le veux pas : décoche « Public Bot » sur la page de ton application, ou donne PROPOS_SERVERS.")})
	}
	return me.ID, found
}

// checkConnections asks how many connections Discord still allows today.
func checkConnections(ask func(string, any) (int, error)) []finding {
	var gateway struct {
		Limit struct {
			Total      int   `json:"total"`
			Remaining  int   `json:"remaining"`
			ResetAfter int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if _, err := ask("/gateway/bot", &gateway); err != nil {
		return []finding{fault("Réessaie dans un moment.", "Discord ne dit pas où se connecter : %v.", err)}
	}
	if limit := gateway.Limit; limit.Remaining == 0 && limit.Total > 0 {
		minutes := int(time.Duration(limit.ResetAfter) * time.Millisecond / time.Minute)
		return []finding{fault("Attends : le bot se reconnectera de lui-même. Vérifie qu'aucun autre programme n'utilise ce jeton.",
			"Les %d connexions du jour sont utilisées ; il y en aura d'autres dans %s.", limit.Total, phrase.Count(minutes, "minute", "minutes"))}
	}
	return []finding{good("Il reste %s aujourd'hui.", phrase.Count(gateway.Limit.Remaining, "connexion", "connexions"))}
}

// checkServers asks where the bot is and what it may do there. A channel may still forbid what its server allows.
func checkServers(ask func(string, any) (int, error), application string) []finding {
	var servers []struct {
		Name        string `json:"name"`
		Permissions string `json:"permissions"`
	}
	if _, err := ask("/users/@me/guilds", &servers); err != nil {
		return []finding{fault("Réessaie dans un moment.", "Discord ne dit pas sur quels serveurs est le bot : %v.", err)}
	}
	if len(servers) == 0 {
		return []finding{fault("Invite-le : "+invitation(application), "Le bot n'est sur aucun serveur.")}
	}
	var found []finding
	for _, s := range servers {
		may, err := strconv.ParseInt(s.Permissions, 10, 64)
		if err != nil || may&administrator != 0 {
			continue
		}
		if missing := lacking(may); len(missing) > 0 {
			found = append(found, fault("Donne-les à son rôle, ou réinvite-le : "+invitation(application), "Sur %s il manque au bot : %s.", phrase.Quoted(s.Name), strings.Join(missing, ", ")))
		}
	}
	if len(found) == 0 {
		return []finding{good("Le bot a les permissions qu'il lui faut sur %s.", phrase.Count(len(servers), "serveur", "serveurs"))}
	}
	return found
}

// lacking are the names of the needed permissions that are not among those given.
func lacking(may int64) (names []string) {
	for _, p := range needed() {
		if may&p.bit == 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// discord reads one of Discord's answers. What needs no token is asked without one.
func (p *program) discord(ctx context.Context, client *http.Client, path string, into any) (status int, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.settings.DiscordAPI+path, nil)
	if err != nil {
		return 0, err
	}
	if token := p.settings.DiscordToken.Reveal(); token != "" && into != nil {
		request.Header.Set("Authorization", "Bot "+token)
	}
	request.Header.Set("User-Agent", "DiscordBot (propos doctor)")
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if response.StatusCode != http.StatusOK {
		return response.StatusCode, errors.Join(err, fmt.Errorf("status %d", response.StatusCode))
	}
	if err != nil || into == nil {
		return response.StatusCode, err
	}
	return response.StatusCode, json.Unmarshal(body, into)
}
