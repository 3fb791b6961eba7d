package cli_test

import (
	"net/http"
	"strings"
	"testing"

	"propos/bot/discordtest"
)

// TestDoctorAsksDiscord: each fault on Discord's side is named, with what helps.
func TestDoctorAsksDiscord(t *testing.T) {
	for _, tt := range []struct {
		what    string
		prepare func(d *discordtest.Discord)
		token   string // instead of the right one; "none" is none
		code    int
		says    []string
	}{
		{what: "all is well", says: []string{"✓ Discord répond.", "✓ Discord reconnaît le jeton de « Propos ».", "✓ Aucun « intent » privilégié",
			"✓ Il reste 1 000 connexions", "✓ Le bot a les permissions qu’il lui faut sur 1 serveur.", "Tout va bien."}},
		{what: "no token", token: "none", code: 1, says: []string{"✗ Il n’y a pas de jeton de bot.", "→ Donne PROPOS_DISCORD_TOKEN"}},
		{what: "wrong token", token: "faux.jeton", code: 1, says: []string{"✗ Discord ne reconnaît pas le jeton.", "→ Recopie celui de la page « Bot »"}},
		{what: "an outage", prepare: func(d *discordtest.Discord) { d.FailNext(http.MethodGet, "/gateway", http.StatusBadGateway, 1, 0) }, code: 1,
			says: []string{"✗ Discord répond par une erreur (502).", "discordstatus.com"}},
		{what: "an outage later", prepare: func(d *discordtest.Discord) {
			d.FailNext(http.MethodGet, "/users/@me/guilds", http.StatusInternalServerError, 1, 0)
		}, code: 1, says: []string{"✗ Discord ne dit pas sur quels serveurs", "→ Réessaie dans un moment."}},
		{what: "no permission", prepare: func(d *discordtest.Discord) { d.AddGuild("x").Allow(0) }, code: 1,
			says: []string{"✗ Sur « x » il manque au bot : Voir les salons, Envoyer des messages", "scope=bot+applications.commands&permissions=274878008384"}},
		{what: "one permission missing", prepare: func(d *discordtest.Discord) {
			d.AddGuild("Piscines").Allow(discordtest.MemberPermissions &^ discordtest.AttachFiles)
		}, code: 1, says: []string{"✗ Sur « Piscines » il manque au bot : Joindre des fichiers."}},
		{what: "a channel that refuses", prepare: func(d *discordtest.Discord) {
			g := d.AddGuild("Piscines")
			g.AddChannel("général")
			g.AddChannel("presse").Deny(d.Bot, discordtest.AttachFiles|discordtest.AddReactions)
		}, says: []string{"Sur « Piscines », le salon #presse refuse au bot : Joindre des fichiers, Ajouter des réactions.", "Tout va bien."}},
		{what: "an administrator", prepare: func(d *discordtest.Discord) { d.AddGuild("Piscines").Allow(1 << 3) }, says: []string{"Tout va bien."}},
		{what: "intents", prepare: func(d *discordtest.Discord) { d.Flags = 1 << 19 }, says: []string{"« intents » privilégiés sont cochés", "→ Décoche « Presence »", "Tout va bien."}},
		{what: "a public bot", prepare: func(d *discordtest.Discord) { d.Public = true }, says: []string{"N’importe qui peut inviter ce bot", "→ Si tu ne le veux pas : décoche « Public Bot »"}},
		{what: "no connection left", prepare: func(d *discordtest.Discord) { d.SetBudget(0) }, code: 1, says: []string{"✗ Les 1000 connexions du jour sont utilisées", "→ Attends"}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			d := discordtest.New(t)
			d.AddGuild("Accueil")
			if tt.prepare != nil {
				tt.prepare(d)
			}
			environ := []string{"PROPOS_DATA_DIR=" + t.TempDir(), "PROPOS_DISCORD_API=" + d.API()}
			switch tt.token {
			case "none":
			case "":
				environ = append(environ, "DISCORD_TOKEN="+d.Token)
			default:
				environ = append(environ, "DISCORD_TOKEN="+tt.token)
			}
			code, stdout, stderr := runWith(environ, "", "doctor")
			if code != tt.code {
				t.Errorf("code %d, want %d: %s", code, tt.code, stderr)
			}
			for _, part := range tt.says {
				if !strings.Contains(spaced(stdout), part) {
					t.Errorf("nothing says %q:\n%s", part, stdout)
				}
			}
			if strings.Contains(stdout+stderr, d.Token) || strings.Contains(stdout+stderr, "faux.jeton") {
				t.Errorf("the token is printed:\n%s%s", stdout, stderr)
			}
		})
	}
}

// TestDoctorWithoutServer: a bot that nobody has invited is told how to be.
func TestDoctorWithoutServer(t *testing.T) {
	d := discordtest.New(t)
	code, stdout, _ := runWith([]string{"PROPOS_DATA_DIR=" + t.TempDir(), "PROPOS_DISCORD_API=" + d.API(), "DISCORD_TOKEN=" + d.Token}, "", "doctor")
	if code != 1 || !strings.Contains(stdout, "✗ Le bot n’est sur aucun serveur.") || !strings.Contains(stdout, "client_id="+d.Bot.ID) {
		t.Errorf("code %d:\n%s", code, stdout)
	}
}

// TestDoctorWithoutNetwork names what to look at.
func TestDoctorWithoutNetwork(t *testing.T) {
	code, stdout, _ := runWith([]string{"PROPOS_DATA_DIR=" + t.TempDir(), "PROPOS_DISCORD_API=http://127.0.0.1:9/api", "DISCORD_TOKEN=a.b"}, "", "doctor")
	if code != 1 || !strings.Contains(stdout, "✗ Discord ne répond pas") || !strings.Contains(stdout, "→ Vérifie le réseau") {
		t.Errorf("code %d:\n%s", code, stdout)
	}
	if _, stdout, _ = runWith([]string{"PROPOS_DATA_DIR=" + t.TempDir(), "PROPOS_DISCORD_API=http://127.0.0.1:9/api"}, "", "doctor"); !strings.Contains(spaced(stdout), "2 défauts.") {
		t.Errorf("without a token too:\n%s", stdout)
	}
}
