package retrieval_test

import (
	"fmt"
	"slices"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// happenings are made for these tests: three tell of one event, the others of one each.
func happenings(t testing.TB) []corpus.Article {
	t.Helper()
	return dated(t, [][4]string{ // id, date, title, body
		{"crue1", "2023-03-04", "La Sauve inonde le moulin de Valbrune", "La rivière est sortie de son lit dans la nuit. Le moulin est sous l'eau."},
		{"crue2", "2023-03-05", "Le moulin de Valbrune inondé par la Sauve", "L'eau a atteint le premier étage. Les habitants sont relogés."},
		{"crue3", "2023-03-06", "Après la Sauve, le moulin inondé de Valbrune se vide", "Les pompiers pompent. La décrue est lente."},
		{"foire", "2023-03-20", "La foire aux cloches a dix ans", "Douze fondeurs sont venus à Saint-Ouen. La plus grosse cloche pèse une tonne."},
		{"pain", "2023-06-01", "Un four à pain pour Saint-Ouen", "Le four a été construit par les habitants. Il a servi dimanche."},
		{"memoire", "2023-07-01", "Cinquante ans de mairie", "Le 2 mai 1973, la mairie de Saint-Ouen a brûlé. Elle a été rebâtie en pierre."},
		{"feuille", "", "Feuille sans date", "Personne ne sait quand elle a paru."},
	})
}

// TestHappened asks what happened at a time, and what is new.
func TestHappened(t *testing.T) {
	b := libraryOf(t, happenings(t))
	today := corpus.Date{Year: 2023, Month: 7, Day: 10}
	for _, tt := range []struct {
		asked  string
		reason retrieval.Reason
		shown  []string
		within int
		agreed bool
	}{
		{"Que s'est-il passé en mars 2023 ?", retrieval.ReasonAnswered, []string{"crue3", "foire"}, 4, true},
		{"Quelles sont les nouvelles du mois de mars ?", retrieval.ReasonAnswered, []string{"crue3", "foire"}, 4, true},
		{"Quels événements ont marqué l'année 2023 ?", retrieval.ReasonAnswered, []string{"crue3", "memoire", "pain", "foire"}, 6, true},
		{"Que s'est-il passé à Saint-Ouen en mars 2023 ?", retrieval.ReasonAnswered, []string{"foire"}, 1, false},
		{"Que s'est-il passé depuis juin 2023 ?", retrieval.ReasonAnswered, []string{"memoire", "pain"}, 2, false},
		{"Quoi de neuf ?", retrieval.ReasonAnswered, []string{"memoire", "pain", "foire", "crue3"}, 6, false},
		{"Quelles sont les dernières nouvelles de Saint-Ouen ?", retrieval.ReasonAnswered, []string{"memoire", "pain", "foire"}, 3, false},
		{"Que s'est-il passé le 2 mai 1973 ?", retrieval.ReasonAnswered, []string{"memoire"}, 0, false},
		{"Que s'est-il passé en mai 1973 ?", retrieval.ReasonNoneThen, []string{"memoire"}, 0, false},
		{"Quoi de neuf la semaine dernière ?", retrieval.ReasonNoneThen, nil, 0, false},
	} {
		a := b.ask(t, retrieval.Question{Text: tt.asked, Today: today})
		var shown []string
		for _, c := range append(a.Citations, a.Related...) {
			shown = append(shown, c.Article.ID)
		}
		if a.Reason != tt.reason || !slices.Equal(shown, tt.shown) || a.Understood.Within != tt.within || a.Understood.Agreed != tt.agreed {
			t.Errorf("%s: %s %v among %d (agreed %t), want %s %v among %d (%t)", tt.asked, a.Reason, shown, a.Understood.Within, a.Understood.Agreed, tt.reason, tt.shown, tt.within, tt.agreed)
		}
	}
	a := b.ask(t, retrieval.Question{Text: "Que s'est-il passé en mars 2023 ?", Today: today})
	var also []string
	for _, h := range a.Citations[0].Also {
		also = append(also, fmt.Sprint(h.ID, " ", h.Date))
	}
	if want := []string{"crue2 2023-03-05", "crue1 2023-03-04"}; !slices.Equal(also, want) {
		t.Errorf("the others that tell of the flood are %v, want %v", also, want)
	}
}
