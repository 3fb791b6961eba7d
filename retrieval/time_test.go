package retrieval_test

import (
	"fmt"
	"slices"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// datedArticles are made for these tests: the same things happen at different times.
func datedArticles(t testing.TB) []corpus.Article {
	t.Helper()
	return dated(t, [][4]string{ // id, date, title, body
		{"elu14", "2014-03-31", "Un maire pour Valbrune", "Le conseil municipal de Valbrune a élu vendredi la doctoresse Irène Castel maire de la commune. Elle succède à Paul Arnoux."},
		{"elu20", "2020-07-04", "Valbrune change de maire", "Le conseil municipal de Valbrune a élu samedi le vétérinaire Hugo Lemaître maire de la commune. Il succède à Irène Castel."},
		{"bilan", "2021-01-20", "Valbrune fait ses comptes", "La commune de Valbrune a fermé sa piscine en octobre 2019 à cause d'une fuite. Les travaux ont coûté deux millions d'euros."},
		{"rouverte", "2023-06-10", "La piscine rouvre", "La commune de Valbrune a fermé sa piscine une semaine à cause d'un orage. Elle rouvre ce lundi."},
		{"feuillet", "", "Feuillet de Valbrune", "La fontaine de Valbrune a été sculptée par Anselme Roy. Elle représente une truite."},
		{"pont18", "2018-12-12", "Le pont de la Sauve", "« Le pont de la Sauve sera reconstruit en pierre », a déclaré Irène Castel. Elle était interrogée par les habitants."},
		{"pont22", "2022-05-03", "Le pont attendra", "« Le pont de la Sauve ne sera pas reconstruit cette année », a déclaré Irène Castel. Elle préside le syndicat de la rivière."},
		{"crue15", "2015-09-14", "Crue de la Sauve", "La rivière Sauve a débordé et inondé le camping de Valbrune. Aucun blessé n'est à déplorer."},
		{"crue24", "2024-02-02", "La Sauve déborde", "La rivière Sauve a débordé et inondé le moulin de Valbrune. Aucun blessé n'est à déplorer."},
	})
}

// TestTime asks about the same things at different times.
func TestTime(t *testing.T) {
	b := libraryOf(t, datedArticles(t))
	today := corpus.Date{Year: 2024, Month: 5, Day: 15}
	for _, tt := range []struct {
		asked  string
		reason retrieval.Reason
		shown  string // the article of the first citation, or of what is perhaps related
		timed  bool   // it is said what time was understood
	}{
		{"Qui a été élu maire de Valbrune récemment ?", retrieval.ReasonAnswered, "elu20", true},
		{"Qui a été élu maire de Valbrune en mars 2014 ?", retrieval.ReasonAnswered, "elu14", true},
		{"Qui a été élu maire de Valbrune en juillet 2020 ?", retrieval.ReasonAnswered, "elu20", true},
		{"Qui a été élu maire de Valbrune avant 2019 ?", retrieval.ReasonAnswered, "elu14", true},
		{"Qui a été élu maire de Valbrune depuis l'été 2018 ?", retrieval.ReasonAnswered, "elu20", true},
		{"Qui a été élu maire de Valbrune entre 2013 et 2015 ?", retrieval.ReasonAnswered, "elu14", true},
		{"Qui a été élu maire de Valbrune en juin 2017 ?", retrieval.ReasonOtherTime, "elu20", true},

		{"Pourquoi la commune de Valbrune a-t-elle fermé sa piscine en octobre 2019 ?", retrieval.ReasonAnswered, "bilan", false},
		{"Pourquoi la commune de Valbrune a-t-elle fermé sa piscine en juin 2023 ?", retrieval.ReasonAnswered, "rouverte", true},
		{"Qui a sculpté la fontaine de Valbrune en 1890 ?", retrieval.ReasonAnswered, "feuillet", false},

		{"Que dit Irène Castel du pont de la Sauve en décembre 2018 ?", retrieval.ReasonAnswered, "pont18", true},
		{"Qu'a dit Irène Castel du pont de la Sauve depuis mars 2022 ?", retrieval.ReasonAnswered, "pont22", true},
		{"Qu'a dit Irène Castel du pont de la Sauve en août 2020 ?", retrieval.ReasonOtherTime, "pont18", true},
		{"Qu'a dit Irène Castel du pont de la Sauve récemment ?", retrieval.ReasonAnswered, "pont22", true},

		{"les dernières déclarations d'Irène Castel", retrieval.ReasonAnswered, "pont22", true},
		{"Qui a été élu maire de Valbrune en juillet ?", retrieval.ReasonAnswered, "elu20", true},
		{"Pourquoi la commune de Valbrune a-t-elle fermé sa piscine en octobre ?", retrieval.ReasonAnswered, "bilan", false},

		{"Quand la rivière Sauve a-t-elle débordé récemment ?", retrieval.ReasonAnswered, "crue24", false},
		{"Pourquoi la commune de Valbrune a-t-elle fermé sa piscine en 2011 ?", retrieval.ReasonOtherTime, "bilan", true},
		{"Qui a élu Hugo Lemaître, vétérinaire, maire de Valbrune en mai 2012 ?", retrieval.ReasonOtherTime, "elu20", true},
		{"Quand la rivière Sauve a-t-elle débordé l'année dernière ?", retrieval.ReasonOtherTime, "crue24", true},
		{"Quand la rivière Sauve a-t-elle débordé cette année ?", retrieval.ReasonAnswered, "crue24", true},
		{"Quand la rivière Sauve a-t-elle débordé en septembre 2015 ?", retrieval.ReasonAnswered, "crue15", true},
	} {
		a := b.ask(t, retrieval.Question{Text: tt.asked, Today: today})
		shown := ""
		if all := append(a.Citations, a.Related...); len(all) > 0 {
			shown = all[0].Article.ID
		}
		got, want := fmt.Sprint(a.Reason, shown, a.Understood.Timed), fmt.Sprint(tt.reason, tt.shown, tt.timed)
		if got != want {
			t.Errorf("%s\n got %s (confidence %.2f)\nwant %s", tt.asked, got, a.Confidence, want)
		}
	}
}

// TestTimeChosen leaves the question's words alone where the person chose days.
func TestTimeChosen(t *testing.T) {
	b := libraryOf(t, datedArticles(t))
	chosen := corpus.Period{From: corpus.Date{Year: 2020}, To: corpus.Date{Year: 2020}}
	a := b.ask(t, retrieval.Question{Text: "Qui a été élu maire de Valbrune ?", Period: chosen})
	if !a.Answered() || a.Citations[0].Article.ID != "elu20" || a.Understood.Timed {
		t.Errorf("%s, understood %+v", a.Reason, a.Understood)
	}
}

// TestSameSentenceOnce shows a sentence once, and counts the articles that have it.
func TestSameSentenceOnce(t *testing.T) {
	lead := "Le phare de Kermor a été allumé pour la première fois par le gardien Yvon Le Goff."
	far := "Un long hiver est passé sur la côte.\n\n"
	b := libraryOf(t, []corpus.Article{
		{ID: "a", Title: "Kermor", Body: lead + "\n\n" + far + lead},
		{ID: "b", Title: "Le phare", Body: lead},
		{ID: "c", Title: "La côte", Body: far + lead},
	})
	a := b.ask(t, retrieval.Question{Text: "Qui a allumé le phare de Kermor pour la première fois ?"})
	if len(a.Citations) != 1 || len(a.Citations[0].Also) != 2 {
		t.Errorf("%s with %d citations: %+v", a.Reason, len(a.Citations), a.Citations)
	}
}

// TestTimeOfWords asks for what somebody said in a year alone, and in a month: the words come from articles of that time, not from
// those whose words name it.
func TestTimeOfWords(t *testing.T) {
	b := demoLibrary(t)
	for asked, articles := range map[string][]string{
		"Qu'a dit Lavrov en 2023 ?":          {"lavrov-bakou-2023", "aliyev-traite-de-paix-2023"},
		"Qu'a dit Lavrov en novembre 2020 ?": {"lavrov-turquie-2020", "lavrov-paris-washington-2020", "lavrov-retour-habitants-2020", "unesco-karabakh-2020"},
	} {
		a := b.ask(t, retrieval.Question{Text: asked})
		if !a.Answered() {
			t.Errorf("%s: refused: %s", asked, a.Reason)
		}
		for _, c := range a.Citations {
			if !slices.Contains(articles, c.Article.ID) {
				t.Errorf("%s: words of %s", asked, c.Article.ID)
			}
		}
	}
}

// TestOfficeOfItsTime asks for an office without its state, which somebody else held later: the words of who held it are shown, not those that
// the other one said then.
func TestOfficeOfItsTime(t *testing.T) {
	b := libraryOf(t, dated(t, [][4]string{
		{"budget", "2016-06-10", "Le budget", "« Le budget sera tenu », a déclaré le Premier ministre, Paul Arnoux. Il parlait à Valbrune."},
		{"faute", "2016-06-12", "Une faute", "« Le budget ne sera pas tenu, et c'est une faute grave pour tout notre pays », a déclaré Irène Castel. Elle était à Saint-Ouen."},
		{"visite", "2020-07-04", "Visite", "« Nous tiendrons », a déclaré la Première ministre, Irène Castel. Elle visitait Valbrune."},
	}))
	today := corpus.Date{Year: 2024, Month: 5, Day: 15}
	for asked, want := range map[string]string{
		"Qu'a dit le Premier ministre en juin 2016 ?":     "Paul Arnoux",
		"Qu'a dit la Première ministre en juillet 2020 ?": "Irène Castel",
		"Qu'a dit Irène Castel en juin 2016 ?":            "Irène Castel",
	} {
		a := b.ask(t, retrieval.Question{Text: asked, Today: today})
		if len(a.Citations) != 1 || a.Citations[0].Speaker != want {
			t.Errorf("%s: %s %+v, want %s alone", asked, a.Reason, a.Citations, want)
		}
	}
}
