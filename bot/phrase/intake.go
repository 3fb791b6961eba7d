package phrase

import (
	"errors"
	"net/http"

	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

// NotArticle says why something is no article: « trop grand », « le texte n’est pas en français ». It is the part of a sentence that
// follows a file's name and a colon, without a full stop. ok is false for an error that is none of intake's or fetch's.
func NotArticle(err error) (reason string, ok bool) {
	var refusal *intake.Refusal
	var unread *fetch.Error
	switch {
	case errors.As(err, &refusal):
		return notArticle(refusal), true
	case errors.As(err, &unread):
		return notFetched(unread), true
	}
	return "", false
}

func notArticle(r *intake.Refusal) string {
	switch r.Reason {
	case intake.Empty:
		return "aucun texte"
	case intake.TooLarge:
		return "trop grand"
	case intake.TooMany:
		return "trop de fichiers"
	case intake.Binary:
		return Fine("ce n'est pas du texte")
	case intake.Unsupported:
		return Fine("un format que je ne lis pas")
	case intake.NotFrench:
		return Fine("le texte n'est pas en français")
	case intake.BadJSON:
		return Say("une ligne qui n'est pas le JSON attendu (%s)", JSONFault(r.Err))
	case intake.BadDate:
		return Say("%s n'est pas une date AAAA-MM-JJ", Quoted(Cut(r.Given, 40)))
	case intake.BadID:
		return Fine("un « id » trop long, ou avec des signes qui ne se voient pas")
	case intake.BadArchive:
		return "une archive abîmée"
	case intake.Bomb:
		return "une archive qui se déplie en trop grand"
	case intake.NoArticle:
		return Fine("une page sans texte d'article")
	}
	return string(r.Reason)
}

// notFetched says why a page could not be had, naming its host alone.
func notFetched(e *fetch.Error) string {
	switch e.Kind {
	case fetch.BadAddress:
		return Fine("ce n'est pas une adresse de page")
	case fetch.Refused:
		return Fine("je ne vais pas à cette adresse : elle n'est pas publique")
	case fetch.Unreachable:
		return Say("%s est introuvable ou ne répond pas", e.Host)
	case fetch.TimedOut:
		return Say("%s met trop de temps à répondre", e.Host)
	case fetch.Redirects:
		return Say("%s renvoie d'une page à l'autre sans fin", e.Host)
	case fetch.TooLarge:
		return "la page est trop grande"
	case fetch.NotPage:
		return Fine("ce n'est pas une page de texte")
	}
	return notServed(e)
}

// notServed says what a server's refusal means.
func notServed(e *fetch.Error) string {
	switch e.Status {
	case http.StatusNotFound, http.StatusGone:
		return Say("cette page n'existe pas, ou plus, sur %s", e.Host)
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		return Say("%s ne me laisse pas lire cette page", e.Host)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return Say("%s est trop occupé ; réessaie plus tard", e.Host)
	}
	if e.Status >= 500 {
		return Say("%s est en panne (erreur %d)", e.Host, e.Status)
	}
	return Say("%s refuse cette page (erreur %d)", e.Host, e.Status)
}

// Note says what a person should look at before keeping an article; "" for what is shown anyway, as an unknown title.
func Note(n intake.Note) string {
	switch n {
	case intake.WrongWeekday:
		return Fine("Le jour de la semaine ne va pas avec la date.")
	case intake.OddDate:
		return Fine("Une date était donnée qui ne peut pas être : je la laisse inconnue.")
	case intake.OddAddress:
		return Fine("Une adresse était donnée qui n'en est pas une.")
	case intake.Truncated:
		return Fine("La page ne donne que le début du texte.")
	}
	return ""
}

// Paywall says that a page gives only its beginning: « lemonde.fr ne me laisse lire que 84 mots (article pour abonnés). »
func Paywall(host string, words int) string {
	if host == "" {
		return Say("Je ne peux lire que %s (article pour abonnés).", Count(words, "mot", "mots"))
	}
	return Say("%s ne me laisse lire que %s (article pour abonnés).", host, Count(words, "mot", "mots"))
}
