package reply

import (
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
)

// maxRelated is how many excerpts « peut-être en rapport » are shown with a refusal.
const maxRelated = 2

// Refusal draws an answer without citations: why, what the collection holds, who else is quoted, and ways on.
func Refusal(a retrieval.Answer, v View) Message {
	parts := []Component{}
	if head := headLines(v.Header, phrase.Understood(a)); head != "" {
		parts = append(parts, Text(head))
	}
	lines := []string{"**" + Inline(refusalText(a, v.Place)) + "**"}
	for _, more := range []string{phrase.DidYouMean(a.Suggestions), phrase.Others(a.Others), held(a)} {
		if more != "" {
			lines = append(lines, Inline(more))
		}
	}
	parts = append(parts, Text(strings.Join(lines, "\n")))
	if related := relatedText(a.Related, v.Labels); related != "" {
		parts = append(parts, Separator(), Text(related))
	}
	if v.Key != "" && askable(a.Reason) && !v.Closed {
		parts = append(parts, Text("-# "+phrase.Fine("« Demander un article » : les modérateurs verront ta question, sans ton nom.")))
	}
	parts = append(parts, v.note()...)
	fit(parts)
	if row, ok := refusalRow(a, v); ok {
		parts = append(parts, row)
	}
	return Of(container(colourRefusal, parts...))
}

// refusalText is the reason as one sentence for the eye.
func refusalText(a retrieval.Answer, place string) string {
	if len(a.Understood.Speaker) > 300 {
		a.Understood.Speaker = phrase.Cut(a.Understood.Speaker, 100)
	}
	return phrase.Refusal(a, place)
}

// held says what the collection holds, where that explains the refusal.
func held(a retrieval.Answer) string {
	switch a.Reason {
	case retrieval.ReasonNoMatch, retrieval.ReasonUnsure, retrieval.ReasonNotCited, retrieval.ReasonNotCiting, retrieval.ReasonOtherTime, retrieval.ReasonNoneThen:
		return phrase.Say("La collection contient %s.", phrase.Holdings(a.Holdings))
	}
	return ""
}

// askable reports whether another article could have answered.
func askable(r retrieval.Reason) bool {
	switch r {
	case retrieval.ReasonEmpty, retrieval.ReasonTooLong, retrieval.ReasonFollowUp:
		return false
	}
	return true
}

// relatedText shows passages that may have to do with the question, plainly as no answer.
func relatedText(related []retrieval.Citation, labels map[string]string) string {
	if len(related) == 0 {
		return ""
	}
	lines := []string{"-# " + phrase.Fine("Peut-être en rapport, sans répondre à ta question :")}
	for _, c := range related[:min(len(related), maxRelated)] {
		shown := window(c.Text, anchor(c, relative(c)), 220)
		lines = append(lines, Limit(blockQuote(c.Text, shown, nil), 600), titleLines(c.Article, c.Text, labels))
	}
	return strings.Join(lines, "\n")
}

func refusalRow(a retrieval.Answer, v View) (row Component, ok bool) {
	if v.Key == "" {
		return row, false
	}
	var buttons []Component
	if len(a.Others) > 0 {
		label := phrase.Say("Voir les propos %s", phrase.Of(a.Others[0].Speaker))
		buttons = append(buttons, MainButton(phrase.Cut(label, maxLabel), CustomID("voice", v.Key, 0)))
	}
	buttons = append(buttons, Button("Reformuler", CustomID("precise", v.Key, 0)))
	if askable(a.Reason) && !v.Closed {
		buttons = append(buttons, Button("Demander un article", CustomID("request", v.Key, 0)))
	}
	return Row(buttons...), true
}
