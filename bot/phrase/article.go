package phrase

import (
	"errors"
	"net/http"

	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

// Contents counts what is found in an article: « 12 passages, 4 citations ».
func Contents(passages, quotes int) string {
	return Count(passages, "passage", "passages") + ", " + Count(quotes, "citation", "citations")
}

// ContentsOf counts more, and says who is quoted: « 812 mots, 12 passages et 4 citations (Sergueï Lavrov) ».
func ContentsOf(words, passages, quotes int, speakers []string) string {
	counts := []string{Count(words, "mot", "mots"), Count(passages, "passage", "passages"), Count(quotes, "citation", "citations")}
	return List(counts, "et") + quoted(speakers)
}

// shownSpeakers is how many of the persons who are quoted are named.
const shownSpeakers = 5

// quoted names who is quoted, in brackets and after a space; "" when there is nobody.
func quoted(names []string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n > shownSpeakers:
		return " (" + List(append(names[:shownSpeakers-1:shownSpeakers-1], Count(n-shownSpeakers+1, "autre", "autres")), "et") + ")"
	}
	return " (" + List(names, "et") + ")"
}

// Remedy says in a sentence what a person can do about something that is no article; "" when there is nothing to be done.
func Remedy(err error) string {
	var refusal *intake.Refusal
	var unread *fetch.Error
	switch {
	case errors.As(err, &refusal):
		return remedy(refusal.Reason)
	case errors.As(err, &unread):
		return remedyFor(unread)
	}
	return ""
}

func remedy(reason intake.Reason) string {
	switch reason {
	case intake.Empty, intake.NoArticle:
		return Fine("Si l'article s'affiche chez toi, copie son texte et colle-le.")
	case intake.TooMany:
		return Fine("Donne-les en plusieurs fois.")
	case intake.TooLarge, intake.Bomb:
		return Fine("Découpe-le, ou colle le texte de l'article seul.")
	case intake.Binary, intake.Unsupported:
		return Fine("Je lis le texte, le Markdown, le HTML, le DOCX, le JSON Lines et le zip ; d'un PDF, copie le texte et colle-le.")
	case intake.NotFrench:
		return Fine("Je ne tiens que des articles en français.")
	case intake.BadArchive:
		return Fine("Refais l'archive, sans mot de passe, et renvoie-la.")
	}
	return ""
}

func remedyFor(e *fetch.Error) string {
	switch e.Kind {
	case fetch.BadAddress:
		return Fine("Une adresse commence par https://.")
	case fetch.Refused:
		return Fine("Donne l'adresse publique de la page, ou colle le texte de l'article.")
	case fetch.Unreachable:
		return Fine("Vérifie l'adresse, ou colle le texte de l'article.")
	case fetch.TimedOut:
		return Fine("Réessaie plus tard, ou colle le texte de l'article.")
	case fetch.NotPage:
		return Fine("Si c'est un fichier, enregistre-le et joins-le ; d'un PDF, copie le texte et colle-le.")
	case fetch.Status:
		if e.Status == http.StatusNotFound || e.Status == http.StatusGone {
			return Fine("Vérifie l'adresse, ou colle le texte si tu l'as.")
		}
	}
	return Fine("Ouvre la page chez toi, copie le texte de l'article et colle-le.")
}

// Given counts what became of articles that were given together.
type Given struct{ Added, NewVersions, Unchanged, Removed, Erased, Refused int }

// Sentence says what became of them: « 20 articles ajoutés, 3 déjà là et 1 refusé », without a full stop.
func (g Given) Sentence() string {
	parts := []string{Count(g.Added, "article ajouté", "articles ajoutés")}
	for _, o := range []struct {
		n         int
		one, many string
	}{
		{g.NewVersions, "nouvelle version", "nouvelles versions"}, {g.Unchanged, "déjà là", "déjà là"},
		{g.Removed, "retiré avant, laissé retiré", "retirés avant, laissés retirés"},
		{g.Erased, "effacé avant, laissé effacé", "effacés avant, laissés effacés"}, {g.Refused, "refusé", "refusés"},
	} {
		if o.n > 0 {
			parts = append(parts, Count(o.n, o.one, o.many))
		}
	}
	return List(parts, "et")
}

// Beside says what an archive brings beside articles: « 2 noms », « 1 correction », « 3 flux »; what it does not bring is left out.
func Beside(names, corrections, feeds, settings int) (parts []string) {
	for _, c := range []struct {
		n         int
		one, many string
	}{{names, "nom", "noms"}, {corrections, "correction", "corrections"}, {feeds, "flux", "flux"}, {settings, "réglage", "réglages"}} {
		if c.n > 0 {
			parts = append(parts, Count(c.n, c.one, c.many))
		}
	}
	return parts
}
