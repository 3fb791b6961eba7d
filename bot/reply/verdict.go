package reply

import (
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
)

// Verdict draws the result of checking a quotation: the verdict, what differs, and where the words stand.
func Verdict(given string, verdict retrieval.Verdict, v View) Message {
	colour := colourRefusal
	switch verdict.Outcome {
	case retrieval.Exact:
		colour = colourAnswer
	case retrieval.Absent:
	default:
		colour = colourWarning
	}
	parts := []Component{Text(Header(phrase.Quoted(given))), Text("**" + Inline(phrase.Verdict(verdict)) + "**")}
	if diff := differing(verdict.Diff); diff != "" {
		parts = append(parts, Text("-# "+phrase.Fine("Barré : seulement dans la citation donnée. En gras : seulement dans l'article.")+"\n"+diff))
	}
	if verdict.Citation != nil {
		parts = append(parts, Separator(), Text(citation(*verdict.Citation, v.Labels)))
	}
	parts = append(parts, v.note()...)
	fit(parts)
	if v.Key != "" && verdict.Citation != nil {
		parts = append(parts, verdictRow(v.Key, v.Shared))
	}
	return Of(container(colour, parts...))
}

// SharedVerdict draws a verdict that is on a person's screen for everybody: texts are what it says below its header.
func SharedVerdict(header string, texts []string, key string) Message {
	parts := []Component{Text(header)}
	for _, t := range texts {
		parts = append(parts, Text(t))
	}
	fit(parts)
	return Of(container(colourWarning, append(parts, verdictRow(key, true))...))
}

func verdictRow(key string, shared bool) Component {
	row := []Component{Button("Contexte", CustomID("context", key, 0))}
	if !shared {
		row = append(row, Button("Partager", CustomID("share", key, 0)))
	}
	return Row(append(row, Button("Signaler", CustomID("report", key, 0)))...)
}

// maxDiff is how many characters of a comparison are shown.
const maxDiff = 1200

// differing writes what differs between a quotation and an article: struck out what only the quotation has, in bold what only the article has.
func differing(parts []retrieval.DiffPart) string {
	var b strings.Builder
	for _, p := range parts {
		words := strings.Join(strings.Fields(p.Text), " ")
		if words == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		switch words = Escape(words); {
		case p.Given && !p.Found:
			b.WriteString("~~" + words + "~~")
		case p.Found && !p.Given:
			b.WriteString("**" + words + "**")
		default:
			b.WriteString(words)
		}
		if b.Len() > maxDiff {
			b.WriteString(" […]")
			break
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "> " + Limit(b.String(), 2*maxDiff)
}
