package phrase_test

import (
	"encoding/json"
	"errors"
	"testing"

	"propos/bot/phrase"
)

func TestJSONFault(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":5}`:                "«~text~» doit être un texte",
		`{"partial":"oui"}`:         "«~partial~» doit être true ou false",
		`{"marks":{}}`:              "«~marks~» doit être une liste",
		`{"article":[]}`:            "«~article~» doit être un objet {…}",
		`{"article":{"start":"a"}}`: "«~article.start~» doit être un nombre",
		`[]`:                        "il faut un objet {…}",
		`{"text":`:                  "le JSON s’arrête trop tôt",
		`{bad`:                      "ce n’est pas du JSON à partir de l’octet 2",
	} {
		var into struct {
			Text    string `json:"text"`
			Partial bool   `json:"partial"`
			Marks   []int  `json:"marks"`
			Article struct {
				Start int `json:"start"`
			} `json:"article"`
		}
		if got := ordinary(phrase.JSONFault(json.Unmarshal([]byte(in), &into))); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
	if got := ordinary(phrase.JSONFault(errors.New("other"))); got != "le JSON ne se lit pas" {
		t.Error(got)
	}
}
