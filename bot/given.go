package bot

import (
	"context"
	"strings"

	"propos/bot/phrase"
	"propos/bot/reply"
)

// written returns all that a person wrote in the form that they sent, in its order, with an empty line between two inputs; "" when that
// is nothing, or no form.
func written(r *request) string {
	var words []string
	for _, input := range formInputs(r) {
		if text := strings.TrimSpace(input.Value); text != "" {
			words = append(words, text)
		}
	}
	return strings.Join(words, "\n\n")
}

// givenBack is a sentence of our own for the person alone, which says why nothing was done, then that nothing is kept of the form that
// they sent, and all that they wrote in it: nobody loses what they typed or pasted.
func givenBack(r *request, sentence string) reply.Message {
	if written(r) != "" {
		sentence = strings.TrimPrefix(sentence+"\n", "\n") + phrase.Fine("**Rien n'est enregistré.**")
	}
	return withWritten(r, sentence)
}

// withWritten is a sentence of our own for the person alone, with all that they wrote in their form after it. What is too long for a
// message is a file beside it.
func withWritten(r *request, sentence string) reply.Message {
	words := written(r)
	if words == "" {
		return reply.Note(sentence).Private()
	}
	if text := sentence + phrase.Fine(" Ce que tu avais écrit :") + "\n" + reply.Escape(words); reply.Fits(text) {
		return reply.Note(text).Private()
	}
	return reply.Note(sentence + phrase.Fine(" Ce que tu avais écrit est dans ce fichier.")).WithFile(reply.TextFile("ce-que-tu-as-ecrit.txt", words)).Private()
}

// givingBack lets what was written in a form come after an outcome that does not keep it.
func (b *bot) givingBack(r *request, o outcome) outcome {
	if written(r) != "" {
		o.after = func(ctx context.Context) error {
			_, err := b.api.follow(ctx, r.Interaction, givenBack(r, ""))
			return err
		}
	}
	return o
}
