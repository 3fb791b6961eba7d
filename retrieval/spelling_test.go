package retrieval_test

import (
	"fmt"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// TestOtherSpellings asks three words of which one is a name written otherwise than in the article.
func TestOtherSpellings(t *testing.T) {
	articles := dated(t, [][4]string{
		{"danse", "2020-05-02", "Un spectacle", "Au théâtre de Valbrune, la troupe de Sinkiang a dansé devant le préfet. La troupe est repartie le soir même."},
		{"livre", "2020-05-03", "Un prix", "Le romancier Youssef Ben Ghalim a reçu le prix du jury à Saint-Ouen. Il remercie ses lecteurs."},
		{"orage", "2020-05-04", "Un orage", "L'orage Ramphel a coupé les ponts de la Sauve. Les pompiers ont sorti trois barques."},
	})
	for i := range 80 { // in which the other words are common
		articles = append(articles, corpus.Article{ID: fmt.Sprint("autre", i), Title: "La foire", Body: fmt.Sprintf(
			"La troupe numéro %d, le préfet et le jury sont à la foire. Le prix est une cloche. Sur les ponts et les barques, Benjamin Yang et Kian sonnent.", i)})
	}
	b := libraryOf(t, articles)
	for _, tt := range []struct{ asked, want string }{
		{"Sin-Kiang troupe préfet", "danse"},
		{"Benghalim prix jury", "livre"},
		{"Ramfel ponts barques", "orage"}, // the same sound, but hardly a letter in a row
		{"Benjaoui foire barques", ""},
	} {
		a := b.ask(t, retrieval.Question{Text: tt.asked})
		switch {
		case a.Answered() != (tt.want != ""):
			t.Errorf("%q: %s (%.2f)", tt.asked, a.Reason, a.Confidence)
		case a.Answered() && a.Citations[0].Article.ID != tt.want:
			t.Errorf("%q is answered with %s", tt.asked, a.Citations[0].Article.ID)
		}
	}
}

// TestTypoBesideNames types a word with a wrong letter, of which names of the collection have the sound: what it was meant to be is found too.
func TestTypoBesideNames(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"peche", "2020-05-02", "La pêche", "Les marins de Valbrune ont pris douze homards dans la rade. Ils les ont vendus à la criée."},
		{"noms", "2020-05-03", "Un mariage", "Hier, Omar et Marie Amarres se sont mariés à Saint-Ouen. La fête a duré."},
	}))
	a := b.ask(t, retrieval.Question{Text: "qui a pris les homars dans la rade"})
	if !a.Answered() || a.Citations[0].Article.ID != "peche" {
		t.Errorf("%s (%.2f): %+v", a.Reason, a.Confidence, a.Citations)
	}
}
