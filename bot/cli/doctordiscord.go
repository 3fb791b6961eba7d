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

	"propos/bot"
	"propos/bot/phrase"
)

// administrator is the permission that stands for all.
const administrator = 1 << 3

// invitation is the address by which somebody invites the bot with exactly the permissions that it needs.
func invitation(application string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", application, bot.Permissions)
}

// Flags of an application: the three privileged intents, each granted, or allowed to a small bot.
const privilegedFlags = 1<<12 | 1<<13 | 1<<14 | 1<<15 | 1<<18 | 1<<19

// checkDiscord asks Discord whether it can be reached, knows the token, and lets the bot do its work.
func (p *program) checkDiscord(ctx context.Context) []finding {
	client := &http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	ask := func(path string, into any) (int, error) { return p.discord(ctx, client, path, into) }
	found := []finding{checkReach(ask)}
	if p.settings.DiscordToken == "" {
		found = append(found, fault("Donne PROPOS_DISCORD_TOKEN (ou PROPOS_DISCORD_TOKEN_FILE) ; sans lui, seule la ligne de commande répond.", "Il n'y a pas de jeton de bot."))
	}
	if found[0].fault || p.settings.DiscordToken == "" {
		return found
	}
	application, more := p.checkToken(ask)
	if found = append(found, more...); application == "" {
		return found
	}
	return append(append(found, checkConnections(ask)...), p.checkServers(ctx, ask, application)...)
}

// checkReach asks Discord for what it tells everybody.
func checkReach(ask func(string, any) (int, error)) finding {
	switch status, err := ask("/gateway", nil); {
	case status >= http.StatusInternalServerError:
		return fault("C'est une panne de Discord : le bot se reconnectera de lui-même. Voir discordstatus.com.", "Discord répond par une erreur (%d).", status)
	case err != nil:
		return fault("Vérifie le réseau, le pare-feu et l'heure.", "Discord ne répond pas : %v.", rootCause(err))
	}
	return good("Discord répond.")
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
		return []finding{fault("Attends : le bot se reconnectera de lui-même. Vérifie qu'aucun autre programme n'utilise ce jeton.",
			"Les %d connexions du jour sont utilisées ; il y en aura d'autres dans %s.", limit.Total, phrase.Lasting(time.Duration(limit.ResetAfter)*time.Millisecond))}
	}
	return []finding{good("Il reste %s aujourd'hui.", phrase.Count(gateway.Limit.Remaining, "connexion", "connexions"))}
}

// inspected is in how many servers every channel is looked at.
const inspected = 20

// botServer is a server that the bot is in, as Discord lists it.
type botServer struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions string `json:"permissions"` // of the bot's roles together
}

// checkServers asks where the bot is and what it may do there: in the server as a whole, and where that is enough, channel by channel.
func (p *program) checkServers(ctx context.Context, ask func(string, any) (int, error), application string) []finding {
	var servers []botServer
	if _, err := ask("/users/@me/guilds", &servers); err != nil {
		return []finding{fault("Réessaie dans un moment.", "Discord ne dit pas sur quels serveurs est le bot : %v.", err)}
	}
	if len(servers) == 0 {
		return []finding{fault("Invite-le : "+invitation(application), "Le bot n'est sur aucun serveur.")}
	}
	var found, remarks []finding
	for i, s := range servers {
		may, err := strconv.ParseInt(s.Permissions, 10, 64)
		if err != nil || may&administrator != 0 {
			continue
		}
		if missing := lacking(bot.Needs(), may); len(missing) > 0 {
			found = append(found, fault("Donne-les à son rôle, ou réinvite-le : "+invitation(application), "Sur %s il manque au bot : %s.", phrase.Quoted(s.Name), strings.Join(missing, ", ")))
		} else if i < inspected {
			remarks = append(remarks, p.checkChannels(ctx, s)...)
		}
	}
	if len(found) == 0 {
		found = append(found, good("Le bot a les permissions qu'il lui faut sur %s.", phrase.Count(len(servers), "serveur", "serveurs")))
	}
	return append(found, remarks...)
}

// checkChannels looks for channels of a server that forbid what the bot needs. It may be meant so, hence no fault.
func (p *program) checkChannels(ctx context.Context, s botServer) []finding {
	access, err := bot.AccessTo(ctx, p.settings.DiscordAPI, p.settings.DiscordToken.Reveal(), s.ID)
	if err != nil {
		return []finding{{what: phrase.Say("Discord ne dit pas ce que le bot peut faire dans les salons de %s : %v.", phrase.Quoted(s.Name), rootCause(err)), remedy: phrase.Fine("Réessaie dans un moment.")}}
	}
	var found []finding
	for _, l := range access.Lacks {
		where := phrase.Fine("les salons refusent")
		if l.Channel != "" {
			where = phrase.Say("le salon #%s refuse", harmless(l.Name, true))
		}
		found = append(found, finding{what: phrase.Say("Sur %s, %s au bot : %s.", phrase.Quoted(s.Name), where, strings.Join(lacking(l.Needs, 0), ", ")),
			remedy: phrase.Fine("Si ce n'est pas voulu : Modifier le salon, Permissions. Dans Discord, /reglages le montre aussi.")})
	}
	return found
}

// lacking are the names of the needs that are not among the permissions given.
func lacking(needs []bot.Need, may int64) (names []string) {
	for _, n := range needs {
		if may&n.Bit == 0 {
			names = append(names, n.Name)
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
