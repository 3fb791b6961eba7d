package intake

import (
	"html"
	"regexp"
	"strings"

	"propos/corpus"
)

// The marks of Markdown that do not belong to the words.
var (
	mdHeading  = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	mdRule     = regexp.MustCompile(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$`)
	mdRef      = regexp.MustCompile(`^ {0,3}\[[^\]]+\]:\s+\S+.*$`)
	mdQuote    = regexp.MustCompile(`^ {0,3}(?:>[ \t]?)+`)
	mdImage    = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	mdLink     = regexp.MustCompile(`\[([^\[\]]+)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+"[^"]*")?\)|\[[^\]]*\])`)
	mdStrong   = regexp.MustCompile(`\*\*([^*\s](?:[^*]*[^*\s])?)\*\*|__([^_\s](?:[^_]*[^_\s])?)__`)
	mdEmphasis = regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*`)
	mdUnder    = regexp.MustCompile(`(^|[\s(«"“'’])_([^_\s](?:[^_]*[^_\s])?)_($|[\s).,;:!?»"”])`)
	mdCode     = regexp.MustCompile("`+([^`]+)`+")
	mdTag      = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	mdEscape   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!>~|-])")
)

// isMarkdown reports a text with headings, links or images as Markdown writes them.
func isMarkdown(text string) bool {
	if strings.Contains(text, "](http") || strings.Contains(text, "![") {
		return true
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") && mdHeading.MatchString(strings.TrimRight(line, "\r\n")) {
			return true
		}
	}
	return strings.Count(text, "**") >= 2
}

// plainMarkdown returns the words of a Markdown text without its marks; a first heading of the first level is the title.
func (d *Draft) plainMarkdown(text string) string {
	var b strings.Builder
	first := true
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if mdRef.MatchString(line) || mdRule.MatchString(line) || strings.HasPrefix(strings.TrimSpace(line), "```") {
			b.WriteByte('\n')
			continue
		}
		line = mdQuote.ReplaceAllString(line, "")
		if m := mdHeading.FindStringSubmatch(line); m != nil {
			line = plainInline(m[2])
			if first && m[1] == "#" && d.Article.Title == "" && line != "" {
				d.Article.Title = line
				d.took(TitleLine, line)
				line = ""
			}
			b.WriteString("\n" + line + "\n\n")
			first = first && line == ""
			continue
		}
		line = plainInline(line)
		first = first && strings.TrimSpace(line) == ""
		b.WriteString(line + "\n")
	}
	return b.String()
}

// plainInline drops the marks within a line. Escaped signs are hidden from the expressions and come back plain.
func plainInline(line string) string {
	if !strings.ContainsAny(line, "*_`[]<\\&!") {
		return line
	}
	var hidden []string
	line = mdEscape.ReplaceAllStringFunc(strings.ReplaceAll(line, "\x00", ""), func(s string) string {
		hidden = append(hidden, s[1:])
		return "\x00"
	})
	line = mdImage.ReplaceAllString(line, "")
	line = mdLink.ReplaceAllString(line, "$1")
	line = mdCode.ReplaceAllString(line, "$1")
	line = mdStrong.ReplaceAllString(line, "$1$2")
	line = mdEmphasis.ReplaceAllString(line, "$1")
	line = mdUnder.ReplaceAllString(line, "$1$2$3")
	line = html.UnescapeString(mdTag.ReplaceAllString(line, ""))
	for _, s := range hidden {
		line = strings.Replace(line, "\x00", s, 1)
	}
	return line
}

// readFrontMatter reads the lines « key: value » between two « --- » (or « key = value » between two « +++ ») at the
// beginning of a text, and returns what follows. Keys that are not known, lists within lists and blocks are ignored.
func (d *Draft) readFrontMatter(text string) string {
	text = strings.TrimLeft(text, "\r\n")
	fence, sign := "---", ":"
	if strings.HasPrefix(text, "+++") {
		fence, sign = "+++", "="
	}
	open, rest, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(open, " \r") != fence {
		return text
	}
	var block []string
	for closed := false; !closed; {
		var line string
		line, rest, ok = strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \r")
		if closed = line == fence || line == "..."; !closed {
			block = append(block, line)
		}
		if !ok && !closed || len(block) > 200 {
			return text
		}
	}
	if !d.readKeys(block, sign) {
		return text
	}
	return rest
}

// readKeys reads the lines of a front matter; false when none is of that form.
func (d *Draft) readKeys(block []string, sign string) bool {
	known := false
	for i, line := range block {
		key, value, ok := strings.Cut(line, sign)
		if !ok || key == "" || strings.TrimLeft(key, " \t-#") != key {
			continue
		}
		known = true
		value = scalar(value)
		if value == "" && i+1 < len(block) && strings.HasPrefix(strings.TrimSpace(block[i+1]), "- ") {
			value = scalar(strings.TrimSpace(block[i+1])[2:])
		}
		d.setKey(strings.ToLower(strings.TrimSpace(key)), value)
	}
	return known
}

// scalar reads a plain or quoted value, or the first of a list on one line.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		s, _, _ = strings.Cut(strings.TrimSpace(s[1:len(s)-1]), ",")
	}
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, " ").Replace(s[1 : len(s)-1])
	}
	if len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	if s == "null" || s == "~" || s == "|" || s == ">" {
		return ""
	}
	return s
}

func (d *Draft) setKey(key, value string) {
	a := &d.Article
	switch key {
	case "id":
		if ValidID(value) {
			a.ID, d.Given = value, value != ""
		}
	case "article", "group":
		a.Group = value
	case "title", "titre":
		a.Title = value
	case "source", "site", "journal", "publication", "publisher":
		a.Source = value
	case "author", "auteur", "authors", "auteurs", "autrice":
		a.Author = value
	case "url", "lien", "link", "adresse", "canonical", "canonical_url", "source_url", "original":
		a.URL = value
	case "date", "published", "publié", "publie", "date_published", "published_at":
		d.setGivenDate(value)
	}
}

// setGivenDate keeps a date that was written by hand; one that cannot be is noted and left unknown.
func (d *Draft) setGivenDate(value string) {
	date, err := corpus.ParseFrenchDate(value)
	if date.IsZero() && err != nil {
		d.note(OddDate)
		return
	}
	d.setDate(date, err)
}
