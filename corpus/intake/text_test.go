package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"propos/corpus"
	"propos/corpus/intake"
)

// para is a paragraph long enough to be one.
const para = "Le conseil municipal s’est réuni jeudi soir pour voter le budget de la commune, après trois heures d’un débat que personne n’attendait si vif."

// about shows what was read of an article in one line.
func about(a corpus.Article) string {
	return fmt.Sprintf("%s|%s|%s|%s|%s", a.Title, a.Source, a.Author, a.Date, a.URL)
}

func TestTextHead(t *testing.T) {
	for _, tt := range []struct{ name, text, want, body string }{
		{"title", "Le budget est voté\n\n" + para, "Le budget est voté||||", para},
		{"title that asks", "Qui votera le budget ?\n\n" + para, "Qui votera le budget ?||||", para},
		{"title above a long line", "Le budget est voté\n" + para, "Le budget est voté||||", para},
		{"no title: a sentence", "Le budget est voté.\n\n" + para, "||||", "Le budget est voté.\n\n" + para},
		{"no title: a sentence that goes on", "Le budget de la commune\n\nest voté. " + para, "||||", "Le budget de la commune\n\nest voté. " + para},
		{"no title: two sentences", "Le budget est voté. Le maire s’en réjouit, l’opposition beaucoup moins\n\n" + para, "||||", "Le budget est voté. Le maire s’en réjouit, l’opposition beaucoup moins\n\n" + para},
		{"a front page is no address", para + "\n\nhttps://exemple.fr/", "||||", para + "\n\nhttps://exemple.fr/"},
		{"no title: nothing follows", "Le budget est voté", "||||", "Le budget est voté"},
		{"no title: a paragraph", para + "\n\n" + para, "||||", para + "\n\n" + para},
		{"byline", "Le budget est voté\nPar Olivier Merlet\n\n" + para, "Le budget est voté||Olivier Merlet||", para},
		{"byline below the opening", para + "\nPar Olivier Merlet\n" + para, "||Olivier Merlet||", para + "\n\n" + para},
		{"byline with agency", "Par Jeanne d’Arlac et Paul Ozon, avec AFP\n\n" + para, "||Jeanne d’Arlac et Paul Ozon, avec AFP||", para},
		{"no byline: a sentence", "Par ici la sortie, dit-on.\n\n" + para, "||||", "Par ici la sortie, dit-on.\n\n" + para},
		{"agency", "Le budget est voté\n\n- Avec AFP\n\n" + para, "Le budget est voté|AFP|||", para},
		{"date", "Le budget est voté\n\nPublié le 21 novembre 2020 à 10h12\n\n" + para, "Le budget est voté|||2020-11-21|", para},
		{"date alone", "Lundi 27 février\n\n" + para, "|||XXXX-02-27|", para},
		{"date and update", "Publié le 21/11/2020 à 10:12 - Mis à jour le 22/11/2020 à 11:00\n" + para, "|||2020-11-21|", para},
		{"a newspaper and a date", "Le budget est voté\n\nLa Gazette, 21 novembre 2020\n\n" + para, "Le budget est voté|||2020-11-21|", "La Gazette, 21 novembre 2020\n\n" + para},
		{"a newspaper and a date below the title", "Le budget est voté\nLa Gazette – 21/11/2020\n\n" + para, "Le budget est voté|||2020-11-21|", "La Gazette – 21/11/2020\n\n" + para},
		{"a town and a date", "Le budget est voté\n\nPoitiers, le 21 novembre 2020\n\n" + para, "Le budget est voté|||2020-11-21|", "Poitiers, le 21 novembre 2020\n\n" + para},
		{"a title with a date is no date of the article", "Le vote de Poitiers, 21 novembre 2020\n\n" + para, "Le vote de Poitiers, 21 novembre 2020||||", para},
		{"a line with a date that says something", "Le budget est voté\n\nLe maire réélu, 21 novembre 2020\n\n" + para, "Le budget est voté||||", "Le maire réélu, 21 novembre 2020\n\n" + para},
		{"a newspaper and a month", "Le budget est voté\n\nLa Gazette, novembre 2020\n\n" + para, "Le budget est voté||||", "La Gazette, novembre 2020\n\n" + para},
		{"update only", "Mis à jour le 22/11/2020 à 11:00\n" + para, "||||", para},
		{"author and date", "Par Olivier Merlet | Le 3 mars 2021\n\n" + para, "||Olivier Merlet|2021-03-03|", para},
		{"stamp", " date 2020-11 " + para, "|||2020-11|", para},
		{"stamp with its day", "Date : 21 novembre 2020\n" + para, "|||2020-11-21|", para},
		{"no stamp: a sentence", "Date importante pour la commune : le budget est voté aujourd’hui, dit le maire.", "||||", "Date importante pour la commune : le budget est voté aujourd’hui, dit le maire."},
		{"a form", "Titre : Le budget est voté\nSource : La Gazette\nAuteur : Olivier Merlet\nDate : 2020-11\nURL : https://Exemple.fr/a#b\n\n" + para, "Le budget est voté|La Gazette|Olivier Merlet|2020-11|https://exemple.fr/a", para},
		{"source and address below", para + "\n\nSource : La Gazette\nhttps://exemple.fr/a", "|La Gazette|||https://exemple.fr/a", para},
		{"title twice", "Le budget est voté\n\nLe budget est voté Source: AFP\n\n" + para, "Le budget est voté|AFP|||", para},
		{"legend", "Le budget est voté\n\nLe maire (au centre) et son adjoint (à droite), le 9 octobre 2020.\n\n" + para, "Le budget est voté||||", para},
		{"a date within a sentence is none", "Le 27 février, le conseil s’est réuni. " + para, "||||", "Le 27 février, le conseil s’est réuni. " + para},
		{"broken to a width", "Le conseil municipal s’est réuni jeudi soir pour voter\nle budget de la commune, après trois heures d’un débat\nque personne n’attendait si vif.", "||||", "Le conseil municipal s’est réuni jeudi soir pour voter le budget de la commune, après trois heures d’un débat que personne n’attendait si vif."},
		{"Windows line ends and blanks", "\r\n\r\nLe budget est voté\r\n\r\n\r\n" + para + "  \r\n", "Le budget est voté||||", para},
	} {
		d, err := intake.Text(tt.text)
		if err != nil || about(d.Article) != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.name, about(d.Article), err, tt.want)
		}
		if diff := cmp.Diff(tt.body, d.Article.Body); diff != "" {
			t.Errorf("%s: body (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestTextNotes(t *testing.T) {
	d, err := intake.Text("Publié le lundi 28 février 2023\n\n" + para)
	if err != nil || d.Article.Date.String() != "2023-02-28" || !noted(d, intake.WrongWeekday) || !noted(d, intake.NoTitle) {
		t.Errorf("%+v, %v", d, err)
	}
	d, _ = intake.Text("---\ndate: 31 février 2020\nurl: ftp://exemple.fr\n---\n" + para)
	if !noted(d, intake.OddDate) || !noted(d, intake.OddAddress) || !d.Article.Date.IsZero() || d.Article.URL != "" {
		t.Errorf("%+v", d)
	}
	d, _ = intake.Text(para + "\n\nCet article est réservé aux abonnés.")
	if !d.Paywall || d.Words != 24 {
		t.Errorf("%+v", d)
	}
}

func noted(d intake.Draft, n intake.Note) bool {
	for _, have := range d.Notes {
		if have == n {
			return true
		}
	}
	return false
}

func TestMarkdown(t *testing.T) {
	d, err := intake.Text("---\ntitle: \"Le budget : \\\"voté\\\"\"\nauthors:\n  - Olivier Merlet\nsource: La Gazette # du jour\ndate: 2020-11-21\nurl: https://exemple.fr/a\nextra: {a: 1}\n---\n\n# Un autre titre\n\n" +
		"Le **conseil** [municipal](https://exemple.fr/c \"x\") s’est _réuni_ jeudi\\*.\n\n![photo](a.jpg)\n\n> « Nous votons », a dit le `maire`.\n\n## La suite\n\n* un point\n* snake_case_reste\n\n[1]: https://exemple.fr\n---\nFin&nbsp;!")
	if err != nil || about(d.Article) != "Le budget : \"voté\"|La Gazette|Olivier Merlet|2020-11-21|https://exemple.fr/a" {
		t.Fatalf("%s, %v", about(d.Article), err)
	}
	want := "Un autre titre\n\nLe conseil municipal s’est réuni jeudi*.\n\n« Nous votons », a dit le maire.\n\nLa suite\n\n* un point\n* snake_case_reste\n\nFin\u00a0!"
	if diff := cmp.Diff(want, d.Article.Body); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	d, err = intake.Text("+++\ntitle = 'L''essai'\ndate = 2020-11-21T10:00:00Z\n+++\n" + para)
	if err != nil || about(d.Article) != "L'essai|||2020-11-21|" || d.Article.Body != para {
		t.Errorf("%s %q, %v", about(d.Article), d.Article.Body, err)
	}
	d, err = intake.Text("# Le budget est voté\n\n" + para)
	if err != nil || d.Article.Title != "Le budget est voté" || d.Article.Body != para {
		t.Errorf("%+v, %v", d, err)
	}
	d, err = intake.Text("--- pas un en-tête\n" + para)
	if err != nil || !strings.HasPrefix(d.Article.Body, "--- pas") {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestEncodings(t *testing.T) {
	old, err := charmap.Windows1252.NewEncoder().String(para)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := "\xff\xfe"
	for _, r := range para {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, file := range map[string]string{"UTF-8": para, "with its mark": "\uFEFF" + para, "Windows-1252": old, "UTF-16": utf16, "decomposed": strings.ReplaceAll(para, "é", "e\u0301")} {
		drafts, refusals := all(t, file, intake.Options{})
		if len(drafts) != 1 || drafts[0].Article.Body != para {
			t.Errorf("%s: %+v, %v", name, drafts, refusals)
		}
	}
}

func TestRefusals(t *testing.T) {
	english := strings.Repeat("The council met on Thursday to vote on the budget of the town after a long debate. ", 4)
	german := strings.Repeat("Der Rat hat sich am Donnerstag getroffen, um über den Haushalt der Stadt zu entscheiden. ", 4)
	for _, tt := range []struct {
		name, file string
		want       intake.Reason
	}{
		{"empty", "", intake.Empty},
		{"blank", " \n\t\n", intake.Empty},
		{"furniture", "Publicité\n\nPartager sur Facebook", intake.Empty},
		{"English", english, intake.NotFrench},
		{"German", german, intake.NotFrench},
		{"large", strings.Repeat(para+"\n", 1<<20/len(para)+1), intake.TooLarge},
		{"larger than a file", strings.Repeat("x", 3<<20), intake.TooLarge},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00", intake.Binary},
		{"PDF", "%PDF-1.7\n%âãÏÓ", intake.Unsupported},
		{"zeros", "abc\x00def", intake.Binary},
		{"signs", strings.Repeat("@#%$ ", 40), intake.Binary},
		{"page of an error", "<!doctype html><html lang=fr><body><h1>Erreur 404</h1><p>La page que vous demandez n'existe pas.</p></body></html>", intake.NoArticle},
		{"page without text", "<!doctype html><html><body><nav><a href=/>x</a></nav></body></html>", intake.NoArticle},
		{"feed", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>x</title></item></channel></rss>", intake.Unsupported},
		{"gzip of nothing", "\x1f\x8b\x08", intake.BadArchive},
		{"zip of nothing", "PK\x03\x04abc", intake.BadArchive},
		{"JSON array that is cut", "[{\"text\":\"a\"", intake.BadJSON},
	} {
		drafts, refusals := all(t, tt.file, intake.Options{MaxFile: 2 << 20})
		if len(drafts) > 0 || len(refusals) != 1 || refusals[0].Reason != tt.want || refusals[0].Name != "file" {
			t.Errorf("%s: %d drafts, %v, want %s", tt.name, len(drafts), refusals, tt.want)
		}
	}
	if _, err := intake.Text(english); !errors.As(err, new(*intake.Refusal)) {
		t.Errorf("Text: %v", err)
	}
	if d, err := intake.Text("Short text in English."); err != nil {
		t.Errorf("a short text is let through: %+v, %v", d, err)
	}
}
