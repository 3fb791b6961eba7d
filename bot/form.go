package bot

import (
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus"
	"propos/corpus/intake"
)

// Limits of the inputs of a form about an article, in characters.
const (
	maxTitleInput   = 300
	maxNameInput    = 200
	maxDateInput    = 60
	maxAddressInput = 2000
	maxTextInput    = 4000 // Discord's own
)

// articleForm is a form with what is known of an article, filled in: all but the text.
func articleForm(id, title string, a corpus.Article) reply.Modal {
	return reply.Form(id, title,
		reply.Line("title", "Titre", a.Title, maxTitleInput, false),
		reply.Line("source", "Source (journal, agence, site)", a.Source, maxNameInput, false),
		reply.Line("author", "Auteur", a.Author, maxNameInput, false),
		reply.Line("date", phrase.Fine("Date : 2020, nov. 2020 ou 12/11/2020"), dateInput(a.Date), maxDateInput, false),
		reply.Line("url", "Adresse de la page", a.URL, maxAddressInput, false))
}

// readArticleForm returns the article with what the form says; an empty input makes a thing unknown. The faults are in French, one for
// each input that cannot be read; such a thing stays as it was.
func readArticleForm(r *request, a corpus.Article) (_ corpus.Article, faults []string) {
	a.Title, a.Source, a.Author = formText(r, "title"), formText(r, "source"), formText(r, "author")
	if date, err := corpus.ParseFrenchDate(formText(r, "date")); err == nil {
		a.Date = date
	} else {
		faults = append(faults, phrase.Say("Je ne comprends pas la date %s. Écris par exemple 2020, nov. 2020 ou 12/11/2020.", phrase.Quoted(reply.Inline(phrase.Cut(formText(r, "date"), 60)))))
	}
	switch address, err := intake.NormalURL(formText(r, "url")); {
	case formText(r, "url") == "":
		a.URL = ""
	case err != nil:
		faults = append(faults, phrase.Fine("L'adresse n'est pas une adresse http ou https."))
	default:
		a.URL = address
	}
	return a.Clean(), faults
}

// dateInput writes a date so that corpus.ParseFrenchDate reads it again; "" when it is not known.
func dateInput(d corpus.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return d.String()
	}
	return phrase.Date(d)
}
