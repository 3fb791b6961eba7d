package retrieval_test

import (
	"fmt"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// TestElsewhere asks of a place or a year of which an article does, or does not speak.
func TestElsewhere(t *testing.T) {
	filler := "Les habitants se sont réunis à la salle des fêtes, où le maire a parlé longuement de la commune et de ses projets."
	for _, tt := range []struct {
		asked, body string
		answered    bool
	}{
		{"Combien de tonneaux de cidre ont éclaté à Valbrune ?", "Dans la cave de Valbrune, douze tonneaux de cidre ont éclaté.", true},
		{"Combien de tonneaux de cidre ont éclaté à Montreval ?", "Dans la cave de Valbrune, douze tonneaux de cidre ont éclaté.", false},
		{"Combien de tonneaux de cidre ont éclaté à Montreval ?", "La ville de Montreval est en fête.\n" + filler + "\n" + filler + "\n" + filler + "\nDouze tonneaux de cidre ont éclaté.", true}, // named once, in another passage
		{"Combien de tonneaux de cidre ont éclaté en Islande ?", "Au Portugal, douze tonneaux de cidre ont éclaté.", false},
		{"Combien de tonneaux de cidre ont éclaté en Islande ?", "À Reykjavik, douze tonneaux de cidre ont éclaté.", true},
		{"Combien de tonneaux de cidre ont éclaté au Portugal ?", "Chez les Portugais, douze tonneaux de cidre ont éclaté.", true},
		{"Combien de tonneaux de cidre ont éclaté en Afrique ?", "Au Kenya, douze tonneaux de cidre ont éclaté.", true},
		{"Combien de tonneaux de cidre ont éclaté en 1931 ?", "Douze tonneaux de cidre ont éclaté en 1931.", true},
		{"Combien de tonneaux de cidre ont éclaté en 1931 ?", "Douze tonneaux de cidre ont éclaté, comme en 1985.", false},
		{"Combien de tonneaux de cidre ont éclaté en 1931 ?", "Douze tonneaux de cidre ont éclaté hier.", true}, // it may have been written in 1931
		{"Combien de tonneaux de cidre ont éclaté en 1999 ?", "Douze tonneaux de cidre ont éclaté, comme en 1985.", true},
	} {
		articles := []corpus.Article{{ID: "premier", Title: "Des tonneaux", Body: tt.body}}
		for i := range 60 { // a place that few articles name
			articles = append(articles, corpus.Article{ID: fmt.Sprint("autre", i), Title: "La foire", Body: fmt.Sprintf("La foire aux cloches numéro %d se tient à Saint-Ouen. Elle dure trois jours.", i)})
		}
		articles = append(articles, corpus.Article{ID: "lieux", Title: "Des voyages", Body: "On a vu Montreval, l'Islande et le Portugal. On a vu l'Afrique."})
		b := libraryOf(t, articles)
		if a := b.ask(t, retrieval.Question{Text: tt.asked}); a.Answered() != tt.answered {
			t.Errorf("%s\n%s\nanswered %t (%s, confidence %.2f), want %t", tt.asked, tt.body, a.Answered(), a.Reason, a.Confidence, tt.answered)
		}
	}
}
