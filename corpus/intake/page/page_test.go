package page_test

import (
	"errors"
	"strings"
	"testing"

	"propos/corpus/intake/page"
)

const para = "Le conseil municipal s’est réuni jeudi soir pour voter le budget de la commune, après trois heures d’un débat que personne n’attendait si vif."

// around puts a head and lines before the text into a page.
func around(head, lines string) []byte {
	return []byte("<!doctype html><html><head>" + head + "</head><body><article><h1>Le budget de la commune est voté</h1>" + lines + strings.Repeat("<p>"+para+"</p>", 4) + "</article></body></html>")
}

func TestDates(t *testing.T) {
	ld := func(fields string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Le budget de la commune est voté",` + fields + `}</script>`
	}
	for _, tt := range []struct {
		name, head, lines, want string
		odd                     int
	}{
		{"JSON-LD", ld(`"datePublished":"2020-11-21T23:30:00+0100"`), "", "2020-11-21", 0},
		{"JSON-LD before the rest", ld(`"datePublished":"2020-11-21"`) + `<meta property="article:published_time" content="2019-01-01">`, "<p>Publié le 3 mai 2018</p>", "2020-11-21", 0},
		{"JSON-LD of an update", ld(`"dateModified":"2020-11-21"`), "", "", 0},
		{"two types", strings.Replace(ld(`"datePublished":"2020-11-21"`), `"NewsArticle"`, `["WebPage","NewsArticle"]`, 1), "", "2020-11-21", 0},
		{"no article in JSON-LD", `<script type="application/ld+json">{"@type":"WebPage","datePublished":"2020-11-21"}</script>`, "", "", 0},
		{"meta", `<meta name="DC.date.issued" content="2020-11-21">`, "", "2020-11-21", 0},
		{"meta of an update", `<meta property="article:modified_time" content="2020-11-21">`, "", "", 0},
		{"French in a meta", `<meta name="date" content="21 novembre 2020 à 10:12">`, "", "2020-11-21", 0},
		{"time", "", `<time datetime="2020-11-21T10:12">il y a 3 jours</time>`, "2020-11-21", 0},
		{"time of an update", "", `<p>Mis à jour le <time datetime="2020-11-21">21 novembre</time></p>`, "", 0},
		{"words", "", "<div>Par Anne Martin, publié le samedi 21 novembre 2020 à 10h</div>", "2020-11-21", 0},
		{"wrong weekday", "", "<p>Publié le lundi 21 novembre 2020</p>", "2020-11-21", 1},
		{"impossible", `<meta name="date" content="2020-02-31">`, "", "", 1},
		{"of a program that knows none", `<meta name="date" content="0001-01-01T00:00:00Z"><meta name="pubdate" content="1970-01-01">`, "", "", 2},
		{"copyright", "", "<p>© 2005-2024 La Gazette</p>", "", 0},
		{"in a sentence", "", "<p>Le 21 novembre 2020, tout avait commencé par une averse.</p>", "", 0},
		{"in another article's card", "", `<aside class="related"><time datetime="2018-01-01">1er janvier 2018</time></aside>`, "", 0},
	} {
		p, err := page.Read(around(tt.head, tt.lines), "", "")
		if err != nil || p.Date.String() != tt.want || p.OddDates != tt.odd {
			t.Errorf("%s: %q, %d odd, %v, want %q", tt.name, p.Date, p.OddDates, err, tt.want)
		}
	}
}

func TestNames(t *testing.T) {
	for line, want := range map[string]bool{
		"Olivier Merlet": true, "Jeanne de La Tour et Paul Martin, avec AFP": true, "la rédaction": true, "Charles d’Arlac": true, "L'équipe du site": false,
		"": false, "de la": false, "Olivier Merlet.": false, "Bakou est une capitale": false, "Olivier 2": false,
	} {
		if page.Names(line) != want {
			t.Errorf("Names(%q) = %v", line, !want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	if _, err := page.Read(make([]byte, page.MaxBytes+1), "", ""); !errors.Is(err, page.ErrTooLarge) {
		t.Error(err)
	}
	if _, err := page.Read([]byte(strings.Repeat("<div>", 300)), "", ""); !errors.Is(err, page.ErrTooLarge) {
		t.Error(err)
	}
	if p, err := page.Read([]byte("<title>Une page</title><nav>x</nav>"), "", "https://exemple.fr/a"); !errors.Is(err, page.ErrNoArticle) || p.Address != "https://exemple.fr/a" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestEncodings(t *testing.T) {
	for name, tt := range map[string]struct {
		page, contentType string
	}{
		"declared by the server":      {"<h1>Titre du journal</h1><p>\xe9t\xe9 " + strings.Repeat("mot ", 100), "text/html; charset=iso-8859-1"},
		"declared by the page":        {"<meta charset=windows-1252><h1>Titre du journal</h1><p>\xe9t\xe9 " + strings.Repeat("mot ", 100), ""},
		"not declared":                {"<h1>Titre du journal</h1><p>\xe9t\xe9 " + strings.Repeat("mot ", 100), ""},
		"declared as UTF-8, is not":   {"<meta charset=utf-8><h1>Titre du journal</h1><p>\xe9t\xe9 " + strings.Repeat("mot ", 100), ""},
		"UTF-8, declared as another":  {"<meta charset=iso-8859-1><h1>Titre du journal</h1><p>été " + strings.Repeat("mot ", 100), "text/html; charset=iso-8859-1"},
		"UTF-8 with one spoiled byte": {"<h1>Titre du journal</h1><p>été " + strings.Repeat("é ", 100) + "\xe9", "text/html; charset=utf-8"},
	} {
		p, err := page.Read([]byte(tt.page), tt.contentType, "")
		if err != nil || !strings.HasPrefix(p.Text, "été ") {
			t.Errorf("%s: %.20q, %v", name, p.Text, err)
		}
	}
}
