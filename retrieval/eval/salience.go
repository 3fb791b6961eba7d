package eval

import (
	"math"

	"propos/retrieval/french"
)

// The smoothing of salience, and from how many questions on a stem has one of its own.
const (
	saliencePrior = 6.0
	salienceLeast = 6
)

// articleLookup returns the title and body of an article by its id.
type articleLookup func(id string) (text string, ok bool)

// occurrence counts the questions that have a stem, and those whose answering article has it too.
type occurrence struct{ asked, found float64 }

// Salience learns how often a stem of a question stands in the article that answers, beside the average stem:
// (found + prior·mean) / (asked + prior) / mean. Stems of few questions are left out: theirs is 1.
func Salience(questions []Question, articles articleLookup) map[string]float64 {
	stems, all := map[string]*occurrence{}, occurrence{}
	for _, q := range questions {
		if !q.ShouldAnswer() || len(q.Targets()) == 0 {
			continue
		}
		text, ok := articles(q.Targets()[0])
		if !ok {
			continue
		}
		there := stemSet(text)
		for stem := range stemSet(q.Text) {
			o := stems[stem]
			if o == nil {
				o = new(occurrence)
				stems[stem] = o
			}
			o.asked++
			all.asked++
			if there[stem] {
				o.found++
				all.found++
			}
		}
	}
	mean := all.found / math.Max(all.asked, 1)
	out := map[string]float64{}
	for stem, o := range stems {
		if o.asked >= salienceLeast {
			out[stem] = math.Round(100*(o.found+saliencePrior*mean)/(o.asked+saliencePrior)/mean) / 100
		}
	}
	return out
}

// stemSet is the stems of the content words of a text.
func stemSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, t := range french.Tokens(text) {
		form := french.Fold(t.Text)
		if t.Kind == french.Elision || french.IsQuestionStop(form) {
			continue
		}
		if t.Kind == french.Number {
			out[form] = true
			continue
		}
		out[french.StemsOf(t.Text).Folded] = true
	}
	return out
}
