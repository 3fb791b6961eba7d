package archive

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"propos/corpus"
)

// maxSlug is the longest title in a file's name, in bytes.
const maxSlug = 60

// fileName names the file of an article: « articles/00012-le-tramway-de-tours.md ».
func fileName(number int, title string) string {
	name := fmt.Sprintf("articles/%05d", number)
	if s := slug(title); s != "" {
		name += "-" + s
	}
	return name + ".md"
}

// slug writes a title in small letters without accents and signs, as every system takes it in a file's name.
func slug(title string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		switch {
		case b.Len() >= maxSlug:
			return strings.TrimRight(b.String(), "-")
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// Markdown writes an article for people: front matter with what is known, then its words as they stand. Package intake reads it again.
func Markdown(a corpus.Article) string {
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range [][2]string{{"title", a.Title}, {"source", a.Source}, {"author", a.Author}, {"date", a.Date.String()}, {"url", a.URL}, {"id", a.ID}} {
		if f[1] != "" {
			b.WriteString(f[0] + ": " + quoted(f[1]) + "\n")
		}
	}
	if a.Partial {
		b.WriteString("partial: true\n")
	}
	b.WriteString("---\n\n" + a.Body + "\n")
	return b.String()
}

// quoted writes a value between quotation marks; what JSON takes, YAML does too.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s) != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}
