package retrieval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"propos/corpus"
	"propos/retrieval"
)

// doubts asks articles named a, b, c…, with titles before a "|" where there is one, and returns the features of refusing by name.
func doubts(t *testing.T, question string, articles ...string) map[string]float64 {
	t.Helper()
	a, err := shelved(t, articles).Search(t.Context(), "x", retrieval.Question{Text: question, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	if a.Explanation == nil {
		t.Fatalf("%q finds nothing: %s", question, a.Reason)
	}
	out := map[string]float64{}
	for _, f := range a.Explanation.Refusal {
		out[f.Name] = f.Value
	}
	return out
}

// Of two articles in turn, the first has more of a feature than the second.
func TestDoubtsPrefer(t *testing.T) {
	others := []string{"Le marché de la ville ouvre demain matin.", "Un film est sorti lundi à Paris.", "La pluie tombe sur la côte."}
	for _, tt := range []struct{ feature, question, more, less string }{
		{"bm25_share", "Qui a signé l'accord sur le gaz ?", "Victor a signé l'accord sur le gaz.", "Victor a signé."},
		{"gap", "Qui a vu le marché de Rome ?", "Victor a vu le marché de Rome.", "Victor a vu le marché."},
		{"article_gap", "Qui a signé l'accord sur le film ?", "Victor a signé l'accord sur le film.", "Victor a vu le film."},
		{"found", "Qui a signé l'accord sur le gaz ?", "Victor a signé l'accord sur le gaz.", "Victor a signé. Un accord existe. Le gaz manque."},
		{"gap_fifth", "Qui a vu le marché de Rome ?", "Victor a vu le marché de Rome.", "Victor a vu le marché."},
		{"title_second", "Qui a signé l'accord sur le gaz ?", "Accord sur le gaz|Victor a signé.", "Accord|Victor a signé l'accord sur le gaz."},
		{"only_here", "Qui a vu le marché de Rome ?", "Victor a vu le marché de Rome.", "Victor a vu le marché."},
		{"found_forms", "Qui a signé l'accord sur le gaz ?", "Victor a signé l'accord.", "Victor signait des accords."},
		{"missed", "Qui a signé l'accord sur le gaz ?", "Victor a signé.", "Victor a signé l'accord sur le gaz."},
		{"rarest_missed", "Qui a vu le film de Kaguta ?", "Victor a vu le film.", "Kaguta a vu le film de Victor."},
		{"cov_kin", "Quel est le métier de Victor ?", "La profession de Victor est connue.", "La maison de Victor est connue."},
		{"common_lost", "Qui a signé l'accord de Rome ?", "Victor vit à Rome.", "Victor a signé l'accord."},
		{"number_found", "Qui a vu les 300 maisons ?", "Victor a vu 300 maisons.", "Victor a vu des maisons."},
		{"capmiss", "Que fait Victor à Rome ?", "Victor vit ici.", "Victor vit à Rome."},
		{"capmiss_exact", "Que fait Victor au Québec ?", "Victor vit au quebec.", "Victor vit au Québec."},
		{"common", "Qui a signé l'accord de Rome ?", "Victor a signé l'accord.", "Victor vit à Rome, et un accord l'attend."},
		{"common_missed", "Qui a signé l'accord de Rome ?", "Victor vit à Rome.", "Victor a signé l'accord de Rome."},
		{"near", "Qui a signé l'accord ?", "Victor a signé l'accord.", "Victor a signé, sans en parler à sa femme ni à ses enfants, l'accord."},
		{"kin", "Quel est le métier de Victor ?", "La profession de Victor est connue.", "Le métier de Victor est connu."},
		{"fuzzy", "Que fait l'Azerbaïdjan avec la diplomatie ?", "La diplomatie azerbaïdjanaise parle.", "La diplomatie parle."},
	} {
		more := doubts(t, tt.question, append([]string{tt.more}, others...)...)[tt.feature]
		less := doubts(t, tt.question, append([]string{tt.less}, others...)...)[tt.feature]
		if more <= less {
			t.Errorf("%s of %q: %.3f in %q, %.3f in %q", tt.feature, tt.question, more, tt.more, less, tt.less)
		}
	}
}

// Features that depend on the question, or on several articles, have known values.
func TestDoubtsExactly(t *testing.T) {
	for _, tt := range []struct {
		feature, question string
		want              float64
		articles          []string
	}{
		{"names", "que fait victor ?", 0, []string{"Victor vit ici."}},
		{"names", "Que fait Victor Hugo ?", .5, []string{"Victor vit ici."}},
		{"unheard", "Que fait Victor ?", 0, []string{"Victor vit ici."}},
		{"unheard", "Victor Xylophanos ?", .5, []string{"Victor vit ici."}},
		{"same_article", "Que fait Victor ?", .2, []string{"Victor vit ici.", "Victor est là."}},
		{"gap", "Que fait Victor ?", 1, []string{"Victor vit ici."}},
		{"article_gap", "Que fait Victor ?", 1, []string{"Victor vit ici."}},
		{"near", "Que fait Victor ?", 0, []string{"Victor vit ici."}},
		{"gap_fifth", "Que fait Victor ?", 1, []string{"Victor vit ici."}},
		{"title_second", "Que fait Victor ?", 0, []string{"Victor|Victor vit ici."}},
		{"number_found", "Que fait Victor ?", 0, []string{"Victor a 12 ans."}},
		{"salience", "Que fait Xylophanos, Victor ?", 1 / 1.5, []string{"Victor vit ici."}},
	} {
		got := doubts(t, tt.question, tt.articles...)[tt.feature]
		if tt.feature == "unheard" && tt.want > 0 && got > tt.want {
			continue // an unheard word is the rarest
		}
		if got < tt.want-1e-9 || got > tt.want+1e-9 {
			t.Errorf("%s of %q = %.3f, want %.3f", tt.feature, tt.question, got, tt.want)
		}
	}
}

// No feature leaves 0…1, whatever is asked of however many articles, and each is named once.
func TestDoubtsBounded(t *testing.T) {
	names := retrieval.RefusalNames()
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("a name stands twice: %v", names)
	}
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("Accord %d|L'Arménie et la Turquie ont signé l'accord %d ; le roi est né en mars. La reine d'Arménie dirige.", i, i))
	}
	for _, articles := range [][]string{many, many[:1]} {
		for _, question := range []string{"Arménie", "accord 7", "Qui dirige l'Arménie et la Turquie, né en mars 2020 ?", "co-présidents Arménie", "roi roi roi reine Zorglub"} {
			for name, v := range doubts(t, question, articles...) {
				if v < 0 || v > 1+1e-9 {
					t.Errorf("%s of %q = %v", name, question, v)
				}
			}
		}
	}
}

// articleNames are those of the articles of a test, one letter each.
const articleNames = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// shelved indexes articles named a, b, c…; what stands before a "|" is the title.
func shelved(t *testing.T, texts []string) *retrieval.Library {
	t.Helper()
	var articles []corpus.Article
	for i, text := range texts {
		title, body, ok := strings.Cut(text, "|")
		if !ok {
			title, body = "", text
		}
		articles = append(articles, corpus.Article{ID: articleNames[i : i+1], Title: title, Body: body}.Clean())
	}
	lib := retrieval.New(retrieval.NewShelf(articles), retrieval.Options{})
	t.Cleanup(func() { _ = lib.Close() })
	if err := lib.Sync(t.Context(), "x", nil); err != nil {
		t.Fatal(err)
	}
	return lib
}

// A passage does not answer for a year that it lacks and that is not near its article's own; an article without a date may.
func TestOtherYear(t *testing.T) {
	const body = "La canicule a placé neuf départements en alerte rouge vendredi, et la chaleur durera."
	for _, tt := range []struct {
		question, date, body string
		want                 bool
	}{
		{"Combien de départements en alerte rouge pendant la canicule de 1976 ?", "2020-08-07", body, false},
		{"Combien de départements en alerte rouge pendant la canicule de 2020 ?", "2020-08-07", body, true},
		{"Combien de départements en alerte rouge pendant la canicule de 2019 ?", "2020-01-07", body, true},
		{"Combien de départements en alerte rouge pendant la canicule de 1976 ?", "", body, true},
		{"Combien de départements en alerte rouge pendant la canicule de 1976 ?", "2020-08-07", body + " Ce n'était pas ainsi en 1976.", true},
		{"Combien de départements en alerte rouge pendant la canicule ?", "2020-08-07", body, true},
	} {
		date, err := corpus.ParseDate(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		article := corpus.Article{ID: "a", Title: "Canicule", Date: date, Body: tt.body}.Clean()
		other := corpus.Article{ID: "b", Title: "Cinéma", Body: "Un film sort mercredi dans les salles de Paris."}.Clean()
		a := libraryOf(t, []corpus.Article{article, other}).ask(t, retrieval.Question{Text: tt.question})
		if a.Answered() != tt.want {
			t.Errorf("%q of %q: %s (%.2f), want answered %t", tt.question, tt.date, a.Reason, a.Confidence, tt.want)
		}
	}
}
