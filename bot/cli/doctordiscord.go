package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"propos/bot/phrase"
)

// checkDiscord asks Discord whether it can be reached and knows the token.
func (p *program) checkDiscord(ctx context.Context) []finding {
	client := &http.Client{Timeout: 10 * time.Second}
	defer client.CloseIdleConnections()
	if _, err := p.discord(ctx, client, "/gateway", nil); err != nil {
		return []finding{fault("Vérifie le réseau, le pare-feu et l'heure.", "Discord ne répond pas : %v.", rootCause(err))}
	}
	found := []finding{good("Discord répond.")}
	if p.settings.DiscordToken == "" {
		return append(found, fault("Donne PROPOS_DISCORD_TOKEN (ou PROPOS_DISCORD_TOKEN_FILE) ; sans lui, seule la ligne de commande répond.", "Il n'y a pas de jeton de bot."))
	}
	var me struct {
		Name   string `json:"name"`
		Public bool   `json:"bot_public"`
	}
	status, err := p.discord(ctx, client, "/applications/@me", &me)
	switch {
	case status == http.StatusUnauthorized:
		return append(found, fault("Recopie celui de la page « Bot » de ton application, sur discord.com/developers.", "Discord ne reconnaît pas le jeton."))
	case err != nil:
		return append(found, fault("Réessaie dans un moment.", "Discord ne dit pas à qui est le jeton : %v.", err))
	}
	found = append(found, good("Discord reconnaît le jeton de %s.", phrase.Quoted(me.Name)))
	if me.Public && len(p.settings.Servers) == 0 {
		found = append(found, finding{what: phrase.Fine("N'importe qui peut inviter ce bot sur son serveur."),
			remedy: phrase.Fine("Si tu ne le veux pas : décoche « Public Bot » sur la page de ton application, ou donne PROPOS_SERVERS.")})
	}
	return found
}

// discord reads one of Discord's answers.
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
