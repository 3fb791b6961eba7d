package bot

import (
	"context"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// help answers /aide.
func (b *bot) help(ctx context.Context, r *request) (outcome, error) {
	text := phrase.Say("Je réponds à tes questions avec des extraits d'articles de presse, mot pour mot.")
	if b.o.Contact != "" {
		text += "\n" + phrase.Say("À qui écrire au sujet de tes données : %s", reply.Inline(b.o.Contact))
	}
	return show(reply.Note(text).Private()), nil
}
