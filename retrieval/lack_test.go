package retrieval_test

import (
	"slices"
	"strings"
	"testing"

	"propos/retrieval"
)

// TestCountless asks « combien » where the words stand, with and without a number.
func TestCountless(t *testing.T) {
	for _, tt := range []struct {
		asked, body string
		answered    bool
	}{
		{"Combien de pierres du pont de la Sauve ont été taillées ?", "Les pierres du pont de la Sauve ont été taillées par les compagnons de Valbrune.", false},
		{"Combien de pierres du pont de la Sauve ont été taillées ?", "Pour le pont de la Sauve, douze pierres ont été taillées par les compagnons de Valbrune.", true},
		{"Qui a taillé les pierres du pont de la Sauve ?", "Les pierres du pont de la Sauve ont été taillées par les compagnons de Valbrune.", true},
		{"Depuis combien de temps les pierres du pont de la Sauve sont-elles taillées ?", "Les pierres du pont de la Sauve ont été taillées en 1890 par les compagnons de Valbrune.", true},
	} {
		b := libraryOf(t, dated(t, [][4]string{{"pont", "2020-05-02", "Le pont de la Sauve", tt.body}, {"autre", "2020-05-03", "La foire", "La foire aux cloches se tient à Saint-Ouen. Elle dure trois jours."}}))
		if a := b.ask(t, retrieval.Question{Text: tt.asked}); a.Answered() != tt.answered {
			t.Errorf("%s\n%s\nanswered %t (confidence %.2f), want %t", tt.asked, tt.body, a.Answered(), a.Confidence, tt.answered)
		}
	}
}

// TestAgreement adds another article about the same: one that says the same takes less from how far the first is trusted than one that does not.
func TestAgreement(t *testing.T) {
	first := [4]string{"premier", "2020-05-02", "Le pont de la Sauve", "Le pont de la Sauve a été ouvert le 12 mai 1931 par le préfet. Il était en bois, et la foule a applaudi longtemps."}
	beside := func(title, body string) float64 {
		b := libraryOf(t, dated(t, [][4]string{first, {"second", "2020-05-03", title, body}}))
		return b.ask(t, retrieval.Question{Text: "Quand le pont de la Sauve a-t-il été ouvert ?"}).Confidence
	}
	again := beside("Le pont de la Sauve", "Le pont de la Sauve a été ouvert le 12 mai 1931 par le préfet. Il était en bois, et la foule a applaudi très longtemps.")
	same := beside("Histoire", "On danse sur le pont de la Sauve, ouvert le 12 mai 1931 ; trois cents personnes y tiennent.")
	another := beside("Histoire", "On danse sur le pont de la Sauve, ouvert le 3 juin 1950 ; trois cents personnes y tiennent.")
	if again <= another+0.05 || same <= another+0.05 {
		t.Errorf("confidence %.2f beside the same article, %.2f beside the same date, %.2f beside another date", again, same, another)
	}
}

// TestNumberIsShown asks for a number that stands in one of two passages with the question's words, and is marked with what it counts.
func TestNumberIsShown(t *testing.T) {
	filler := strings.Repeat("Les habitants se sont réunis à la salle des fêtes, où le maire a parlé longuement du village et de ses projets. ", 8)
	b := libraryOf(t, dated(t, [][4]string{{"cloches", "2020-05-02", "Valbrune et ses cloches",
		"Les fondeurs ont coulé 14 cloches en bronze à Valbrune. " + filler +
			"Les cloches en bronze des fondeurs de Valbrune sonnent juste, et elles ont été coulées en bronze."}}))
	a := b.ask(t, retrieval.Question{Text: "Combien de cloches en bronze les fondeurs de Valbrune ont-ils coulées ?"})
	if !a.Answered() || !strings.Contains(a.Citations[0].Text, "14 cloches") {
		t.Fatalf("%s: %+v", a.Reason, a.Citations)
	}
	first := a.Citations[0]
	var marks []string
	for _, m := range first.Marks {
		marks = append(marks, first.Text[m.Start-first.Span.Start:m.End-first.Span.Start])
	}
	if !slices.Contains(marks, "14 cloches") {
		t.Errorf("the number and what it counts are not marked as one: %q", marks)
	}
}

// TestFewArticles asks two articles of what they do not tell. Hardly another passage has a word of the question, and hardly a word of it is
// known: neither makes an answer, nor is a word of the dictionary taken for the nearest one that is known.
func TestFewArticles(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"pont", "2020-05-02", "Le pont de la Sauve", "Le pont de la Sauve a été ouvert le 12 mai par le préfet de la région. La date ne convient pas à tout le monde à Valbrune."},
		{"foire", "2020-05-03", "La foire aux cloches", "La foire aux cloches de Saint-Ouen dure trois jours. Le prêtre a pris la parole pour la paix des villages."},
	}))
	for asked, answered := range map[string]bool{
		"Qui a gagné la coupe du monde ?": false, "Quelle est la capitale du monde ?": false, "Quelle est la religion de Valbrune ?": false,
		"Quel est le prix du pétrole ?": false, "Quand le pont de la Sauve a-t-il été ouvert ?": true, "Quand le pomt de la Sauve a-t-il été ouvret ?": true,
		"Combien de jours dure la foire ?": true,
	} {
		if a := b.ask(t, retrieval.Question{Text: asked}); a.Answered() != answered {
			t.Errorf("%s answered %t (confidence %.2f), want %t", asked, a.Answered(), a.Confidence, answered)
		}
	}
}
