package reply

import (
	"net/url"
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
)

// How many words of an excerpt's beginning and end a text fragment names. Five are enough to be found once in nearly every article.
const (
	fragmentFirst = 5
	fragmentLast  = 4
)

// deepLink returns the article's address so that a browser shows the excerpt; "" when the article has none that can be linked.
func deepLink(address, text string) string {
	if !linkable(address) || strings.ContainsAny(address, " <>") {
		return ""
	}
	base, anchor, _ := strings.Cut(address, "#")
	if full := base + "#" + anchor + ":~:text=" + fragment(text); len(full) <= maxURL {
		return markdownSafe(full)
	}
	return markdownSafe(address)
}

// fragment writes the beginning and the end of a text as a text fragment directive.
func fragment(text string) string {
	line, _, more := strings.Cut(text, "\n")
	words := strings.Fields(strings.Map(shown, line))
	if len(words) <= fragmentFirst+fragmentLast {
		if more && len(words) > fragmentFirst {
			words = words[:fragmentFirst]
		}
		return encoded(words)
	}
	return encoded(words[:fragmentFirst]) + "," + encoded(words[len(words)-fragmentLast:])
}

// encoded joins words so that no sign of the directive's own syntax (- , &) is left.
func encoded(words []string) string {
	return strings.NewReplacer("+", "%20", "-", "%2D").Replace(url.QueryEscape(strings.Join(words, " ")))
}

// markdownSafe encodes the signs that would end a link of Discord's Markdown.
func markdownSafe(address string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "\\", "%5C", "*", "%2A").Replace(address)
}

// titleLines names an article, with a link where it has an address, and below it where it comes from.
func titleLines(h retrieval.Heading, excerpt string, labels map[string]string) string {
	title := Inline(phrase.ShortTitle(h, 100))
	if address := deepLink(h.URL, excerpt); address != "" {
		title = "[" + title + "](" + address + ")"
	}
	return title + "\n-# " + origin(h, labels) + subscribers(h)
}

// subscribers says that the rest of an article is for the site's subscribers, with the way there where it is known.
func subscribers(h retrieval.Heading) string {
	switch {
	case !h.Partial:
		return ""
	case !linkable(h.URL) || strings.ContainsAny(h.URL, " <>"):
		return phrase.Fine(" · début d'un article pour abonnés")
	}
	return " · [" + phrase.Fine("Lire l'article (abonnés)") + "](" + markdownSafe(h.URL) + ")"
}

// origin says where an article comes from, with the moderators' label of the source.
func origin(h retrieval.Heading, labels map[string]string) string {
	label := labels[h.Source]
	h.Source = phrase.Cut(h.Source, 80)
	if label != "" && h.Source != "" {
		h.Source += " (" + phrase.Cut(label, 60) + ")"
	}
	return Inline(phrase.Origin(h))
}
