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
	maxTextInput    = reply.MaxInput
)

// articleInputs are the words in the inputs of a form about an article.
type articleInputs struct{ Title, Source, Author, Date, URL string }

// inputsOf writes what is known of an article.
func inputsOf(a corpus.Article) articleInputs {
	return articleInputs{a.Title, a.Source, a.Author, dateInput(a.Date), a.URL}
}

// typedInputs reads what a person wrote.
func typedInputs(r *request) articleInputs {
	return articleInputs{formText(r, "title"), formText(r, "source"), formText(r, "author"), formText(r, "date"), formText(r, "url")}
}

// articleForm is a form about an article, filled in: all but the text.
func articleForm(id, title string, known articleInputs) reply.Modal {
	return reply.Form(id, title,
		reply.Line("title", "Titre", known.Title, maxTitleInput, false),
		reply.Line("source", "Source (journal, agence, site)", known.Source, maxNameInput, false),
		reply.Line("author", "Auteur", known.Author, maxNameInput, false),
		reply.Line("date", phrase.Fine("Date : 2020, nov. 2020 ou 12/11/2020"), known.Date, maxDateInput, false),
		reply.Line("url", "Adresse de la page", known.URL, maxAddressInput, false))
}

// apply returns the article with what the inputs say; an empty one makes a thing unknown. The faults are in French, one for each input
// that cannot be read; such a thing stays as it was.
func (in articleInputs) apply(a corpus.Article) (_ corpus.Article, faults []string) {
	a.Title, a.Source, a.Author = in.Title, in.Source, in.Author
	if date, fault := typedDate(in.Date); fault == "" {
		a.Date = date
	} else {
		faults = append(faults, fault)
	}
	switch address, err := intake.NormalURL(in.URL); {
	case in.URL == "":
		a.URL = ""
	case err != nil:
		faults = append(faults, phrase.Say("%s n'est pas une adresse http ou https.", phrase.Quoted(reply.Inline(phrase.Cut(in.URL, 200)))))
	default:
		a.URL = address
	}
	return a.Clean(), faults
}

// putTyped keeps what a person wrote in a form about an article for the next one, or that there is nothing to keep.
func (p *panel) putTyped(r *request, faulty bool) error {
	if faulty {
		return p.putJSON(aboutTyped, typedInputs(r))
	}
	p.put(aboutTyped, "")
	return nil
}

// typed returns what putTyped kept, or what is known.
func (p *panel) typed(known articleInputs) articleInputs {
	p.getJSON(aboutTyped, &known)
	return known
}

// typedDate reads a date that a person typed; fault says in French what is wrong with it.
func typedDate(typed string) (d corpus.Date, fault string) {
	d, err := corpus.ParseFrenchDate(typed)
	return d, phrase.Capital(phrase.DateFault(reply.Inline(typed), d, err))
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
