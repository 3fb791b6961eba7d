package phrase

import (
	"errors"
	"net/http"

	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

// FeedMode says what becomes of the articles of a feed.
func FeedMode(auto bool) string {
	if auto {
		return Fine("ajoutés d'office")
	}
	return Fine("à approuver")
}

// FeedFault says why a feed could not be read: the part of a sentence that follows a colon, without a full stop. ok is false for an error
// that is none of intake's or fetch's.
func FeedFault(err error) (reason string, ok bool) {
	var refusal *intake.Refusal
	var unread *fetch.Error
	switch {
	case errors.As(err, &refusal) && refusal.Reason == intake.NoArticle, errors.As(err, &unread) && unread.Kind == fetch.NotPage:
		return Fine("ce n'est ni un flux RSS, ni Atom, ni JSON, ni une page qui en indique un"), true
	case errors.As(err, &refusal) && (refusal.Reason == intake.Bomb || refusal.Reason == intake.TooLarge), errors.As(err, &unread) && unread.Kind == fetch.TooLarge:
		return Fine("ce flux est démesuré"), true
	case errors.As(err, &unread) && (unread.Status == http.StatusNotFound || unread.Status == http.StatusGone):
		return Say("ce flux n'existe pas, ou plus, sur %s", unread.Host), true
	case errors.As(err, &unread) && unread.Status >= 400 && unread.Status < 500 && unread.Status != http.StatusTooManyRequests:
		return Say("%s ne me laisse pas lire ce flux (erreur %d)", unread.Host, unread.Status), true
	}
	return NotArticle(err)
}

// FeedLook counts what a look at a feed brought.
type FeedLook struct {
	Same                                          bool // nothing has changed since the last look
	Added, Drafts, Known, Older, Refused, Delayed int
}

// Sentence says what came: « 3 articles ajoutés et 1 article à approuver. 2 étaient déjà connus. »
func (l FeedLook) Sentence() string {
	if l.Same {
		return Fine("Rien de nouveau depuis la dernière lecture.")
	}
	var came []string
	if l.Added > 0 {
		came = append(came, Count(l.Added, "article ajouté", "articles ajoutés"))
	}
	if l.Drafts > 0 {
		came = append(came, Count(l.Drafts, "article à approuver", "articles à approuver"))
	}
	text := Fine("Aucun article nouveau.")
	if len(came) > 0 {
		text = List(came, "et") + "."
	}
	for _, more := range []struct {
		n         int
		one, many string
	}{
		{l.Known, "était déjà connu, ou a été retiré d'ici", "étaient déjà connus, ou ont été retirés d'ici"},
		{l.Older, "plus ancien est laissé de côté", "plus anciens sont laissés de côté"},
		{l.Refused, "page n'a pas pu être lue", "pages n'ont pas pu être lues"},
		{l.Delayed, "viendra plus tard", "viendront plus tard"},
	} {
		if more.n > 0 {
			text += " " + Count(more.n, Fine(more.one), Fine(more.many)) + "."
		}
	}
	return text
}
