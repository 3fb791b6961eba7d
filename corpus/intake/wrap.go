package intake

import (
	"strings"
	"unicode/utf8"
)

// unwrap joins the lines of paragraphs that were broken to a fixed width, as mail programs and Markdown writers do.
// text is in the form of corpus.Normal. A paragraph is taken for broken when it has at least three lines and none of them had room
// for the first word of the next; lists, verses and one-line paragraphs are left alone.
func unwrap(text string) string {
	blocks := strings.Split(text, "\n\n")
	for i, block := range blocks {
		if lines := strings.Split(block, "\n"); wrapped(lines) {
			for j, line := range lines {
				lines[j] = strings.TrimSpace(line)
			}
			blocks[i] = strings.Join(lines, " ")
		}
	}
	return strings.Join(blocks, "\n\n")
}

func wrapped(lines []string) bool {
	if len(lines) < 3 {
		return false
	}
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	if width < 40 || width > 120 {
		return false
	}
	for i, line := range lines[:len(lines)-1] {
		next, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(next) <= width {
			return false
		}
	}
	return true
}
