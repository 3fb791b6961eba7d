package eval

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"propos/retrieval"
)

// Ablation is what the fits lose without a family of their features, the others fitted anew: cross-validated, in the order of the families,
// the first row with all features.
type Ablation struct {
	Ranking  []Ablated // by set: R@1 among the ranked candidates
	Refusing []Ablated // by set and kind: the share answered at the threshold, by the fitted decision alone
}

// Ablated is the figures without one family.
type Ablated struct {
	Without string
	Columns []string
	Figures []float64
}

// family is features that say the same sort of thing.
type family struct {
	name     string
	features []string
}

// nothing is the family that leaves all features.
const nothing = "nothing"

func rankingFamilies() []family {
	return []family{
		{nothing, nil},
		{"BM25 of passage and article", []string{"bm25_rel", "art_max", "art_sum", "whole"}},
		{"best sentences", []string{"bs_sal", "bs_sq", "all_bs"}},
		{"exact forms and capitals", []string{"ex_acc", "ex_cap"}},
		{"pairs and order", []string{"rawbi_t", "pairs_local", "art_pairs", "in_order"}},
		{"letters", []string{"cg4", "grams_local", "fuzzy"}},
		{"share of the question covered", []string{"cov", "cov_art"}},
		{"the article's opening", []string{"opening", "opening_cov", "opening_acc", "opening_cg4"}},
		{"synonyms", []string{"kin"}},
		{"the kind of answer", []string{"kind"}},
	}
}

func refusingFamilies() []family {
	return []family{
		{nothing, nil},
		{"how far ahead", []string{"gap", "gap_fifth", "article_gap", "same_article", "only_here"}},
		{"words found", []string{"bm25_share", "found", "found_forms", "title_second", "cov_kin"}},
		{"words missed", []string{"missed", "rarest_missed", "unheard"}},
		{"common words", []string{"common", "common_missed", "common_lost", "salience"}},
		{"names and numbers", []string{"names", "capmiss", "capmiss_exact", "number_found"}},
		{"together", []string{"near", "pairs_local"}},
		{"almost found", []string{"fuzzy", "kin"}},
	}
}

// indexes returns where the features of a family stand among all.
func (f family) indexes(names []string) (out []int) {
	for _, name := range f.features {
		if i := slices.Index(names, name); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// ablation measures both fits without each family.
func (f *fitting) ablation() *Ablation {
	a := new(Ablation)
	for _, x := range rankingFamilies() {
		f.say("ranking without " + x.name)
		a.Ranking = append(a.Ranking, f.rankedWithout(x))
	}
	for _, x := range refusingFamilies() {
		if len(f.cases) == 0 {
			break
		}
		f.say("refusing without " + x.name)
		a.Refusing = append(a.Refusing, f.decidedWithout(x))
	}
	return a
}

// rankedWithout is the R@1 of every set that ranking is fitted on, without a family.
func (f *fitting) rankedWithout(x family) Ablated {
	names := retrieval.FeatureNames()
	left := x.indexes(names)
	choices := slices.Clone(f.choices)
	for i := range choices {
		features := make([][]float64, len(choices[i].Features))
		for k, v := range choices[i].Features {
			features[k] = except(v, left)
		}
		choices[i].Features = features
	}
	var questions, statements [Folds][]float64
	parallel(Folds, func(fold int) {
		questions[fold] = FitChoices(choicesOutside(choices, fold, true), len(names)-len(left), rankingRidge)
		statements[fold] = FitChoices(choicesOutside(choices, fold, false), len(names)-len(left), rankingRidge)
	})
	out := Ablated{Without: x.name}
	for _, set := range f.sets {
		var first tally
		for _, c := range choices {
			if c.set == set && c.asks {
				first.count(c.rightFirst(questions[c.fold]))
			} else if c.set == set {
				first.count(c.rightFirst(statements[c.fold]))
			}
		}
		if first.all > 0 {
			out.Columns, out.Figures = append(out.Columns, set.Name), append(out.Figures, first.share())
		}
	}
	return out
}

// rightFirst reports whether the best candidate by some weights is right.
func (c Choice) rightFirst(w []float64) bool {
	best, at := math.Inf(-1), -1
	for i, f := range c.Features {
		if s := dot(f, w); s > best {
			best, at = s, i
		}
	}
	return at >= 0 && c.Right[at]
}

// decidedWithout is the share answered of each kind of question, without a family, at one threshold for all sets.
func (f *fitting) decidedWithout(x family) Ablated {
	names := retrieval.RefusalNames()
	cases := without(f.cases, x.indexes(names)...)
	var models [Folds][]float64
	parallel(Folds, func(fold int) {
		models[fold] = FitDecision(outside(cases, fold), len(names)-len(x.features))
	})
	out, threshold := Ablated{Without: x.name}, math.NaN()
	for _, set := range f.sets {
		kinds := map[string][]float64{}
		for i := range cases {
			if c := &cases[i]; c.set == set {
				kinds[c.kind] = append(kinds[c.kind], c.logit(models[c.fold]))
			}
		}
		if set.Withheld || len(kinds) == 0 {
			continue
		}
		if math.IsNaN(threshold) {
			threshold = quantile(f.answerable(cases, set, models), 1-AnswerShare)
		}
		for _, kind := range slices.Sorted(maps.Keys(kinds)) {
			var yes tally
			for _, z := range kinds[kind] {
				yes.count(z >= threshold)
			}
			out.Columns, out.Figures = append(out.Columns, set.Name+": "+kind), append(out.Figures, yes.share())
		}
	}
	return out
}

// answerable returns the logits of the answerable cases of a set.
func (f *fitting) answerable(cases []foldedCase, set *Set, models [Folds][]float64) (z []float64) {
	for i := range cases {
		if c := &cases[i]; c.set == set && c.Right {
			z = append(z, c.logit(models[c.fold]))
		}
	}
	return z
}

// Table writes both ablations, one line for each family.
func (a *Ablation) Table() string {
	var b strings.Builder
	for _, rows := range [][]Ablated{a.Ranking, a.Refusing} {
		for i, r := range rows {
			if i == 0 {
				fmt.Fprintf(&b, "%-30s %s\n", "without", strings.Join(r.Columns, " | "))
			}
			fmt.Fprintf(&b, "%-30s", r.Without)
			for _, v := range r.Figures {
				fmt.Fprintf(&b, " %.3f", v)
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	return b.String()
}
