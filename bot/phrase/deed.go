package phrase

import (
	"fmt"
	"strconv"

	"propos/corpus"
)

// Deed is an act of a collection's journal. Kind, Subject and Version are those of the act; Article is the name of the article that it
// changed, as it is to be shown, and is used only where OnArticle.
type Deed struct {
	Kind, Subject string
	Version       int
	Article       string
}

// OnArticle reports whether the subject of the act is an article's id.
func (d Deed) OnArticle() bool { return d.articleFormat() != "" }

// Sentence says what was done: « article ajouté : Titre », « nom donné : « Pashinyan » ». What people wrote goes through safe, which
// takes out what the place where it is shown would read as mark-up.
func (d Deed) Sentence(safe func(string) string) string {
	if format := d.articleFormat(); format != "" {
		return fmt.Sprintf(format, d.Article)
	}
	subject := safe(Quoted(Cut(d.Subject, 100)))
	switch d.Kind {
	case "settle":
		n, _ := strconv.Atoi(d.Subject) // anything else is 0
		return Count(n, "chose à traiter marquée comme faite", "choses à traiter marquées comme faites")
	case "setting":
		return Say("réglage changé : %s", SettingName(d.Subject, safe))
	case "name":
		return Say("nom donné : %s", subject)
	case "drop name":
		return Say("nom retiré : %s", subject)
	case "feed":
		return Say("flux suivi : %s", subject)
	case "drop feed":
		return Say("flux abandonné : %s", subject)
	case "export":
		return Fine("collection sauvegardée")
	case "import":
		return Fine("sauvegarde ajoutée")
	}
	return safe(Cut(d.Kind+" "+d.Subject, 100))
}

// articleFormat says what was done to an article or its quotations, as a format for its name; "" for an act on something else.
func (d Deed) articleFormat() string {
	switch corpus.ChangeKind(d.Kind) {
	case corpus.Put:
		if d.Version > 1 {
			return Fine("article modifié : %s")
		}
		return Fine("article ajouté : %s")
	case corpus.Remove:
		return Fine("article retiré : %s")
	case corpus.Restore:
		return Fine("article revenu : %s")
	case corpus.Erase:
		return "%s effacé"
	case "correction":
		return "citation corrigée dans %s"
	case "drop correction":
		return "correction reprise dans %s"
	}
	return ""
}

// SettingName names a setting of a collection for people; one that nobody sets there by its key, through safe.
func SettingName(key string, safe func(string) string) string {
	switch key {
	case "public_channels":
		return "salons où je réponds à tous"
	case "source_labels":
		return "mentions des sources"
	case "article_requests":
		return "questions sans réponse"
	case "notice_channel":
		return "salon prévenu"
	case "feeds_automatic":
		return "articles des flux"
	case "archive.origin":
		return Fine("sauvegarde dont la collection est née")
	}
	return safe(Quoted(Cut(key, 60)))
}
