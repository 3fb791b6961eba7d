package intake

import (
	"iter"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
	"propos/corpus/intake/page"
)

// The forms in which pages say when, who and whence. The expressions are matched against a line in lower case with plain apostrophes and spaces.
var (
	partSign   = regexp.MustCompile(`\s+[|•·–—-]\s+|\s*[|•·]\s*|,?\s+(?:(?i:publié|publiée|mis à jour|mise à jour|modifié|posté|paru)\s+)`)
	published  = regexp.MustCompile(`^(?:(?:article\s+|texte\s+)?(?:publiée?|postée?|parue?|mise? en ligne|rédigée?|écrite?|créée?)(?:\s+par [^,|]{2,40}?)?(?:\s+(?:le|on|:))?|date de publication\s*:?|date de parution\s*:?|date\s*:|date\s|le\s)\s*:?\s*`)
	updated    = regexp.MustCompile(`^(?:dernière\s+)?(?:mise? à jour|modifiée?|actualisée?|dernière modification|màj|maj)(?:\s|:|$)`)
	byline     = regexp.MustCompile(`^(?:article\s+(?:de|rédigé par|écrit par)|par|auteurs?\s*:|auteure\s*:|author\s*:|propos recueillis par|rédigé par|écrit par|un article de)\s*:?\s+`)
	relay      = regexp.MustCompile(`^\(?(?:avec|d'après|source)\s+(?:l'|l’)?(afp|reuters|ap|tass|belga|ats|efe|dpa|ansa|agences?|agence france-presse|afp et reuters|reuters et afp|la presse canadienne|keystone-ats|anadolu|interfax|ria novosti)\)?$`)
	sourceName = regexp.MustCompile(`^\(?sources?\s?:\s*`)
	address    = regexp.MustCompile(`^(?:(?:url|lien|adresse|link|lien vers l'article|article original)\s*:\s*)?<?(https?://\S+?)>?$`)
	namedDate  = regexp.MustCompile(`^(.{2,40}?)(?:,\s+|\s+[|•·–—-]\s+|\s*[|•·]\s*)(.{8,40})$`)
	titleLabel = regexp.MustCompile(`^(?:titre|title)\s*:\s+`)
)

// aboutParts parts a line at its signs: « Par X | Publié le … – Mis à jour le … ».
func aboutParts(line string) iter.Seq[string] {
	return func(yield func(string) bool) {
		line = strings.TrimLeft(line, "-–—•|* ")
		for {
			at := partSign.FindStringIndex(line)
			if at == nil || at[0] == 0 {
				yield(strings.TrimSpace(line))
				return
			}
			if !yield(strings.TrimSpace(line[:at[0]])) {
				return
			}
			// « publié » begins the next part; a sign does not.
			line = strings.TrimLeft(line[at[0]:], "|•·–—-, \u00a0\u202f\t")
		}
	}
}

// label returns what follows the form at the beginning of part, and whether it stands there.
func label(form *regexp.Regexp, part string) (rest string, ok bool) {
	at := form.FindStringIndex(lowerKeepingBytes(part))
	if at == nil {
		return part, false
	}
	return strings.TrimSpace(part[at[1]:]), true
}

// lowerKeepingBytes lowers the letters whose small form has as many bytes, so that positions hold.
func lowerKeepingBytes(s string) string {
	return strings.Map(func(r rune) rune {
		if low := unicode.ToLower(r); utf8.RuneLen(low) == utf8.RuneLen(r) {
			return low
		}
		return r
	}, s)
}

func (d *Draft) readUpdate(part string) bool {
	if _, ok := label(updated, part); !ok || len(strings.Fields(part)) > 14 || strings.HasSuffix(part, ".") && len(part) > 60 {
		return false
	}
	d.took(UpdateLine, part)
	return true
}

// readDate reads « Publié le 21 novembre 2020 à 10h12 » or a date alone on its line.
func (d *Draft) readDate(part string) bool {
	rest, labelled := label(published, part)
	date, err := corpus.ParseFrenchDate(strings.TrimRight(rest, " ."))
	if date.IsZero() || date.Month == 0 && !labelled || date.Day == 0 && date.Year == 0 {
		return false
	}
	d.setDate(date, err)
	d.took(DateLine, part)
	return true
}

// readNamedDate reads the date of a line that has but a name beside it, as stands below titles: « Le Monde, 12 novembre 2020 »,
// « Paris, le 12/11/2020 ». Whether the name is a newspaper's or a town's the line does not tell: it stays in the text.
func (d *Draft) readNamedDate(line string) bool {
	m := namedDate.FindStringSubmatch(line)
	if m == nil || !page.Names(m[1]) || len(strings.Fields(m[1])) > 5 {
		return false
	}
	date, err := corpus.ParseFrenchDate(strings.TrimRight(m[2], " ."))
	if date.Year == 0 || date.Day == 0 {
		return false
	}
	d.setDate(date, err)
	return true
}

// readAuthor reads « Par Olivier Merlet », « Par X, avec AFP ».
func (d *Draft) readAuthor(part string) bool {
	name, ok := label(byline, part)
	name = strings.TrimRight(name, " ,")
	if !ok || !page.Names(name) {
		return false
	}
	if d.Article.Author == "" {
		d.Article.Author = name
	}
	d.took(AuthorLine, part)
	return true
}

// readRelay reads « Avec AFP »: the agency is the source when no newspaper is known.
func (d *Draft) readRelay(part string) bool {
	m := relay.FindStringSubmatchIndex(lowerKeepingBytes(part))
	if m == nil {
		return false
	}
	if name := part[m[2]:m[3]]; d.Article.Source == "" && !strings.HasPrefix(strings.ToLower(name), "agences") {
		d.Article.Source = name
	}
	d.took(SourceLine, part)
	return true
}

// readSource reads « Source : Le Monde »; an address there is the article's.
func (d *Draft) readSource(part string) bool {
	name, ok := label(sourceName, part)
	name = strings.TrimRight(name, " .)")
	if !ok || name == "" || len(strings.Fields(name)) > 8 || utf8.RuneCountInString(name) > 60 {
		return false
	}
	switch _, err := url.ParseRequestURI(name); {
	case err == nil && strings.HasPrefix(name, "http"):
		if d.Article.URL == "" {
			d.Article.URL = name
		}
	case d.Article.Source == "":
		d.Article.Source = name
	}
	d.took(SourceLine, part)
	return true
}

// readAddress reads a web address alone on its line. Without a label it must be that of a page: a site's front page is
// one that the article speaks of.
func (d *Draft) readAddress(part string) bool {
	m := address.FindStringSubmatchIndex(lowerKeepingBytes(part))
	if m == nil {
		return false
	}
	if u, err := url.Parse(part[m[2]:m[3]]); m[2] < 2 && (err != nil || strings.Trim(u.Path, "/") == "" && u.RawQuery == "") {
		return false
	}
	if d.Article.URL == "" {
		d.Article.URL = part[m[2]:m[3]]
	}
	d.took(AddressLine, part)
	return true
}

// readTitle reads « Titre : … », as in a form.
func (d *Draft) readTitle(part string) bool {
	title, ok := label(titleLabel, part)
	if !ok || title == "" || d.Article.Title != "" {
		return false
	}
	d.Article.Title = title
	d.took(TitleLine, part)
	return true
}
