package retrieval_test

import (
	"strings"
	"testing"

	"propos/retrieval"
)

// features searches articles, named a, b, c…, for a question, and returns each article's features by name.
func features(t *testing.T, question string, bodies ...string) map[string]map[string]float64 {
	t.Helper()
	a, err := shelved(t, bodies).Search(t.Context(), "x", retrieval.Question{Text: question, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]float64{}
	if a.Explanation == nil {
		t.Fatalf("%q finds nothing: %s", question, a.Reason)
	}
	for _, c := range a.Explanation.Candidates {
		if out[c.Article] == nil {
			out[c.Article] = map[string]float64{}
		}
		for _, f := range c.Features {
			out[c.Article][f.Name] = max(out[c.Article][f.Name], f.Value)
		}
	}
	return out
}

// chatter fills a passage, so that what follows stands in the next.
var chatter = strings.Repeat("La pluie tombe sur le village endormi depuis hier soir. ", 30)

// Of two articles, a has more of a feature than b.
func TestFeaturesPrefer(t *testing.T) {
	for _, tt := range []struct{ feature, question, a, b string }{
		{"bs_sal", "Quand l'Arménie a-t-elle signé l'accord ?", "L'Arménie a signé l'accord lundi.", "L'Arménie est un pays. Un accord existe. Il faut signer."},
		{"ex_acc", "Que pense le marché de la hausse ?", "Le marché monte avec la hausse.", "Ils marchent vers une hausse."},
		{"ex_cap", "Où vit monsieur Pierre ?", "Monsieur Pierre vit ici.", "Monsieur lance une pierre et vit ici."},
		{"rawbi_t", "Qui a signé le cessez-le-feu de novembre ?", "Tous ont signé le cessez-le-feu de novembre.", "En novembre, cessez de signer ; le feu a pris."},
		{"in_order", "Qui a vendu des armes à la Turquie ?", "Ils ont vendu des armes à la Turquie.", "La Turquie a des armes ; elles sont à vendre."},
		{"fuzzy", "Que fait l'Azerbaïdjan avec la diplomatie ?", "La diplomatie azerbaïdjanaise parle.", "La diplomatie parle."},
		{"cov", "Quelle est la date de naissance de Victor ?", "Victor est né en mars.", "Victor est parti en mars."},
		{"cov", "Qui a succédé au président ?", "Le successeur du président arrive.", "Le concurrent du président arrive."},
		{"kin", "Quel était le métier de Victor ?", "La profession de Victor était peintre.", "La maison de Victor était peinte."},
		{"whole", "Où signent l'Arménie et la Turquie ?", "L'Arménie et la Turquie signent ici.", "La Turquie chante et danse ici."},
		{"kin", "Qui gouverne la Chine à Pékin ?", "À Pékin, le président chinois parle.", "À Pékin, le président français parle."},
		{"kin", "Qui a remporté le scrutin à Erevan ?", "Le scrutin d'Erevan : la victoire de Pachinian.", "Le scrutin d'Erevan : la campagne de Pachinian."},
		{"bs_sq", "Quand l'Arménie a-t-elle signé l'accord ?", "L'Arménie a signé l'accord lundi.", "L'Arménie est un pays. Un accord existe. Il faut signer."},
		{"opening", "Que fait l'Arménie à la frontière ?", "L'Arménie ferme la frontière. Il pleut. Il neige. Il vente.", "Il pleut. Il neige. Il vente. L'Arménie ferme la frontière."},
		{"opening", "Que fait l'Arménie à la frontière ?", "L'Arménie ferme la frontière. " + chatter + "L'Arménie parle.", "Le soleil brille. " + chatter + "L'Arménie garde la frontière."},
		{"opening_cov", "L'Arménie à la frontière", "L'Arménie ferme la frontière. " + chatter + "L'Arménie parle.", "Le soleil brille. " + chatter + "L'Arménie garde la frontière."},
		{"opening_acc", "Les soldats marchent", "Les soldats marchent. " + chatter + "Des soldats.", "Le soldat marchera. " + chatter + "Des soldats."},
		{"opening_cg4", "La diplomatie arménienne", "Les diplomates arméniens sont là. " + chatter + "La diplomatie.", "Le soleil brille. " + chatter + "La diplomatie."},
		{"art_pairs", "Qui garde la frontière turque à Erevan ?", "Des soldats à la frontière turque. " + chatter + "Erevan dort.", "Des soldats à la frontière. " + chatter + "Erevan dort, un Turc garde."},
	} {
		f := features(t, tt.question, tt.a, tt.b)
		if a, b := f["a"][tt.feature], f["b"][tt.feature]; a <= b {
			t.Errorf("%s of %q: %.3f in %q, %.3f in %q", tt.feature, tt.question, a, tt.a, b, tt.b)
		}
	}
}

// A word that stands in a passage itself counts once: its synonyms add nothing.
func TestKinOnlyForMissing(t *testing.T) {
	f := features(t, "Quel était le métier de Victor ?", "Le métier de Victor : une profession, un travail.", "Autre chose.")
	if v := f["a"]["kin"]; v != 0 {
		t.Errorf("kin = %.3f, want 0", v)
	}
}

// No feature leaves 0…1, whatever is asked.
func TestFeaturesBounded(t *testing.T) {
	for _, question := range []string{"Arménie", "Qui dirige l'Arménie et qui dirige la Turquie ?", "co-présidents Arménie 2020", "né mort naissance décès roi reine"} {
		for article, fs := range features(t, question, "L'Arménie, la Turquie et les coprésidents en 2020. Le roi est né en mars ; il est mort.", "La reine d'Arménie dirige.") {
			for name, v := range fs {
				if v < 0 || v > 1+1e-9 {
					t.Errorf("%s of %s for %q = %v", name, article, question, v)
				}
			}
		}
	}
}
