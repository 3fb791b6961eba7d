package bot

import (
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"propos/bot/phrase"
)

// Refusal is an error that no new try can mend: Discord does not accept the bot as it is set up.
type Refusal struct {
	Remedy string // in French, one line: what the operator can do
	Err    error  // what Discord said
}

// Error returns the remedy with the cause.
func (r *Refusal) Error() string { return r.Remedy + " (" + r.Err.Error() + ")" }

// Unwrap returns what Discord said.
func (r *Refusal) Unwrap() error { return r.Err }

// remedies of the ways in which Discord refuses a bot.
const (
	remedyToken   = "Discord ne reconnaît pas le jeton : recopie celui de la page « Bot » de ton application dans PROPOS_DISCORD_TOKEN."
	remedyIntents = "Discord refuse les « intents » demandés : Propos n'en demande aucun de privilégié, vérifie qu'aucun autre programme n'utilise ce jeton."
	remedyShards  = "Discord veut que ce bot soit réparti sur plusieurs connexions : redémarre Propos, qui relira leur nombre."
	remedyAccess  = "Discord refuse l'accès : réinvite le bot avec les portées « bot » et « applications.commands »."
)

// asRefusal returns err as a *Refusal when no new try can mend it, else err itself.
func asRefusal(err error) error {
	var closed closeError
	if errors.As(err, &closed) {
		switch closed {
		case 4004:
			return refusal(remedyToken, err)
		case 4010, 4011:
			return refusal(remedyShards, err)
		case 4012:
			return refusal(remedyAccess, err)
		case 4013, 4014:
			return refusal(remedyIntents, err)
		}
	}
	switch statusOf(err) {
	case http.StatusUnauthorized:
		return refusal(remedyToken, err)
	case http.StatusForbidden:
		return refusal(remedyAccess, err)
	}
	return err
}

func refusal(remedy string, err error) *Refusal { return &Refusal{phrase.Fine(remedy), err} }

// statusOf returns the HTTP status with which Discord refused a request, or 0.
func statusOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil {
		return rest.Response.StatusCode
	}
	return 0
}
