package phrase_test

import (
	"errors"
	"fmt"
	"testing"

	"propos/bot/phrase"
	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

func TestNotArticle(t *testing.T) {
	for _, tt := range []struct {
		in   error
		want string
	}{
		{&intake.Refusal{Reason: intake.NotFrench}, "le texte n’est pas en français"},
		{fmt.Errorf("read: %w", &intake.Refusal{Reason: intake.BadDate, Given: "2020-13-01", Err: errors.New("month 13")}), "«~2020-13-01~» n’est pas une date AAAA-MM-JJ"},
		{&fetch.Error{Kind: fetch.Status, Host: "lemonde.fr", Status: 403}, "lemonde.fr ne me laisse pas lire cette page"},
		{&fetch.Error{Kind: fetch.Status, Host: "lemonde.fr", Status: 502}, "lemonde.fr est en panne (erreur 502)"},
		{&fetch.Error{Kind: fetch.Refused}, "je ne vais pas à cette adresse~: elle n’est pas publique"},
	} {
		if got, ok := phrase.NotArticle(tt.in); !ok || ordinary(got) != tt.want {
			t.Errorf("NotArticle(%v) = %q, %v", tt.in, ordinary(got), ok)
		}
	}
	if got, ok := phrase.NotArticle(errors.New("other")); ok {
		t.Errorf("another error: %q", got)
	}
	for _, r := range []intake.Reason{intake.Empty, intake.TooLarge, intake.Binary, intake.Unsupported, intake.BadJSON, intake.BadID, intake.BadArchive, intake.Bomb, intake.NoArticle} {
		if got, _ := phrase.NotArticle(&intake.Refusal{Reason: r}); got == "" || got == string(r) {
			t.Errorf("%s has no French", r)
		}
	}
	for _, k := range []fetch.Kind{fetch.BadAddress, fetch.Unreachable, fetch.TimedOut, fetch.Redirects, fetch.TooLarge, fetch.NotPage} {
		if got, _ := phrase.NotArticle(&fetch.Error{Kind: k}); got == "" || got == string(k) {
			t.Errorf("%s has no French", k)
		}
	}
}

func TestPaywall(t *testing.T) {
	if got := ordinary(phrase.Paywall("lemonde.fr", 84)); got != "lemonde.fr ne me laisse lire que 84~mots (article pour abonnés)." {
		t.Error(got)
	}
}
