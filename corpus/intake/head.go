package intake

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// headLines is how many lines of a text can tell about it; bodyLines how many of the article's own lines may stand
// between them (« Par … » often follows the opening paragraph).
const (
	headLines = 14
	bodyLines = 1
)

// readStamp reads « date 2020-11 » glued to the beginning of a body, and takes it out.
func (d *Draft) readStamp() {
	body := d.Article.Body
	lead := len(body) - len(strings.TrimLeft(body, " "))
	word := body[lead:]
	if len(word) < 6 || !strings.EqualFold(word[:4], "date") || word[4] != ' ' && word[4] != ':' {
		return
	}
	at := lead + 4 + len(word[4:]) - len(strings.TrimLeft(word[4:], " :"))
	date, n, err := corpus.FrenchDatePrefix(body[at:])
	if n == 0 || date.Year == 0 || at+n < len(body) && !unicode.IsSpace(rune(body[at+n])) {
		return
	}
	d.setDate(date, err)
	d.took(DateLine, strings.TrimSpace(body[:at+n]))
	d.Article.Body = strings.TrimLeft(body[at+n:], " \n")
}

// readHead reads what the first and last lines of a body say about the article, and takes those lines out.
// What the article has already is not replaced.
func (d *Draft) readHead() {
	d.readStamp()
	lines := strings.Split(d.Article.Body, "\n")
	own, seen := 0, 0
	first := true // no line of the article's own has been met
	for i := 0; i < len(lines) && seen < headLines && own <= bodyLines; i++ {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		seen++
		switch {
		case d.readAbout(line), d.repeatsTitle(line):
		case first && d.Article.Title == "" && titleOf(lines, i):
			d.Article.Title = line
			d.took(TitleLine, line)
		case own == 0 && caption(line):
			d.took(CaptionLine, line)
		default:
			if own == 0 && d.Article.Title != "" {
				d.readNamedDate(line)
			}
			own++
			first = false
			continue
		}
		lines[i] = ""
	}
	d.readTail(lines)
	d.Article.Body = corpus.Normal(strings.Join(lines, "\n"))
}

// readTail reads a source or an address on the last line.
func (d *Draft) readTail(lines []string) {
	for i := len(lines) - 1; i > 0; i-- {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		if d.readSource(line) || d.readAddress(line) {
			lines[i] = ""
			continue
		}
		return
	}
}

// readAbout reads a line made of nothing but what is known about the article: « Par X | Publié le … à 10h ».
func (d *Draft) readAbout(line string) bool {
	if utf8.RuneCountInString(line) > 160 {
		return false
	}
	t := *d // all parts of the line are understood, or none
	for part := range aboutParts(line) {
		if !t.readPart(part) {
			return false
		}
	}
	*d = t
	return true
}

// readPart reads one statement about the article.
func (d *Draft) readPart(part string) bool {
	return d.readUpdate(part) || d.readDate(part) || d.readAuthor(part) || d.readRelay(part) ||
		d.readSource(part) || d.readAddress(part) || d.readTitle(part)
}

// repeatsTitle takes out the title where it stands again, alone or over the source of a photo.
func (d *Draft) repeatsTitle(line string) bool {
	title := d.Article.Title
	if title == "" || len(line) < len(title) || !strings.EqualFold(line[:len(title)], title) {
		return false
	}
	rest := strings.TrimSpace(line[len(title):])
	if rest != "" && !d.readSource(rest) {
		return false
	}
	if rest == "" {
		d.took(TitleLine, line)
	} else {
		d.Cut[len(d.Cut)-1] = Cut{Rule: TitleLine, Text: line}
	}
	return true
}

// setDate keeps a date that is read for the first time, and notes a weekday that does not agree.
func (d *Draft) setDate(date corpus.Date, err error) {
	if errors.Is(err, corpus.ErrWeekday) {
		d.note(WrongWeekday)
	}
	if d.Article.Date.IsZero() {
		d.Article.Date = date
	}
}

// sentenceEnd finds the end of a sentence before another one. « VIDÉO. », « M. » and « J. » end none.
var sentenceEnd = regexp.MustCompile(`\p{Ll}{3,}[.?!] +\p{Lu}`)

// titleOf reports whether line i, the first of a text, is its title and not its first sentence: short, not ended or
// continued as a sentence, set apart by a blank line, a line about the article, or a much longer line, and followed by a text.
func titleOf(lines []string, i int) bool {
	line := strings.TrimSpace(lines[i])
	n := utf8.RuneCountInString(line)
	if n < 8 || n > 120 || len(strings.Fields(line)) < 2 || sentenceEnd.MatchString(line) || strings.ContainsAny(line[len(line)-1:], ".,;:-") || strings.HasSuffix(line, "…") {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(line); unicode.IsLower(r) || r == '-' || r == '–' || r == '—' || r == '•' {
		return false
	}
	next := i + 1
	for next < len(lines) && strings.TrimSpace(lines[next]) == "" {
		next++
	}
	if next == len(lines) || !longText(lines[next:]) {
		return false
	}
	after := strings.TrimSpace(lines[next])
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsLower(r) {
		return false
	}
	var probe Draft
	m := utf8.RuneCountInString(after)
	return next > i+1 || probe.readAbout(after) || probe.readNamedDate(after) || m >= 120 && 2*m >= 5*n
}

// longText reports whether the lines hold a paragraph: an article follows its title.
func longText(lines []string) bool {
	for _, line := range lines {
		if utf8.RuneCountInString(line) >= 80 || len(strings.Fields(line)) >= 8 && strings.ContainsAny(line[len(line)-1:], ".!?") {
			return true
		}
	}
	return false
}

// caption reports a line that says who is where in a photo: at least two places, no quotation.
func caption(line string) bool {
	if utf8.RuneCountInString(line) > 250 || strings.ContainsAny(line, "«»\"“”") {
		return false
	}
	n := 0
	for _, place := range [...]string{"(au centre)", "(à droite)", "(à gauche)", "(de dos)", "(au premier plan)", "(au fond)", "(g)", "(d)", "(c)", "(g.)", "(d.)", "(c.)"} {
		n += strings.Count(line, place)
	}
	return n >= 2 || strings.Contains(line, "(de gauche à droite)") || strings.HasPrefix(line, "De gauche à droite")
}
