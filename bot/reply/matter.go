package reply

import (
	"strings"

	"propos/bot/phrase"
	"propos/retrieval"
)

// Sizes of what is reported, in characters: of the excerpt, and of its Markdown.
const (
	reportedSize = 160
	reportedHard = 400
)

// Asked writes a question that was handed over, with small lines below it. They are Markdown of our own.
func Asked(question string, below ...string) string {
	return strings.Join(append([]string{"**" + Inline(phrase.Quoted(phrase.Cut(question, 200))) + "**"}, small(below)...), "\n")
}

// Reported writes what a report is about: what is said to be wrong, the words with who is shown as their speaker, and the
// article. c is nil when the words cannot be shown any more, which below says then.
func Reported(faults string, c *retrieval.Citation, below ...string) string {
	lines := []string{"**" + faults + "**"}
	if c != nil {
		words := Limit(blockQuote(c.Text, window(c.Text, anchor(*c, relative(*c)), reportedSize), nil), reportedHard)
		if c.Speaker != "" {
			words += "\n" + "— " + Inline(phrase.Cut(c.Speaker, 100))
		}
		lines = append(lines, words, "-# "+Inline(phrase.ShortTitle(c.Article, 80))+" · "+origin(c.Article, nil))
	}
	return strings.Join(append(lines, small(below)...), "\n")
}

// small makes small lines of those that say something.
func small(lines []string) []string {
	var out []string
	for _, line := range lines {
		if line != "" {
			out = append(out, "-# "+line)
		}
	}
	return out
}
