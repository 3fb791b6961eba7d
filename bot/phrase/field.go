package phrase

import "propos/corpus"

// Field names one of the things that are known of an article, by its English name: "title", "source", "author", "date", "address".
func Field(name string) string {
	return map[string]string{"title": "Titre", "source": "Source", "author": "Auteur", "date": "Date", "address": "Adresse"}[name]
}

// FieldText writes such a thing of an article; "" when it is not known.
func FieldText(name string, a corpus.Article) string {
	switch name {
	case "title":
		return a.Title
	case "source":
		return a.Source
	case "author":
		return a.Author
	case "address":
		return a.URL
	}
	if name != "date" || a.Date.IsZero() {
		return ""
	}
	return Date(a.Date)
}
