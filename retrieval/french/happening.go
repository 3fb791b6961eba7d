package french

import "propos/corpus"

// happening reads the words that ask what happened: « que s'est-il passé », « qu'est-il arrivé à », « quoi de neuf », « les dernières nouvelles de ».
// What stands behind them is where, when, or to whom.
func (q *questionReader) happening() {
	i := q.start
	n := q.match(i, happened...)
	if n == 0 {
		n = q.news(i)
	}
	if n > 0 {
		q.asked.Happening = q.span(i, i+n)
	}
}

// happened opens questions about events, folded; the longer phrases first.
var happened = []string{
	"que s est il passe", "que s est il produit", "que s etait il passe", "que s est passe t il", "que se passe t il", "que se passait il", "que se passe il", "qu est il arrive", "qu est il advenu",
	"qu est ce qui s est passe", "qu est ce qu il s est passe", "qu est ce qui se passe", "qu est ce qu il se passe", "qu est ce qui est arrive", "ce qui s est passe", "ce qu il s est passe",
	"quoi de neuf", "quoi de nouveau", "qu y a t il de neuf", "qu y a t il de nouveau", "qu y a t il eu", "il s est passe quoi", "il se passe quoi", "s est passe quoi", "c est passe quoi",
}

// news reads « quelles sont les dernières nouvelles », « l'actualité », « les événements » where no noun or adjective goes on with them:
// not « les nouvelles règles ».
func (q *questionReader) news(i int) int {
	k := i
	if q.match(k, "quels", "quelles", "quel", "quelle") > 0 {
		k++
		for isBe(q.at(k)) || q.match(k, "ont ete") > 0 || q.at(k) == "ete" {
			k++
		}
	}
	for articles[q.at(k)] {
		k++
	}
	for (frontAdjectives[q.at(k)] || frontAdjectives[singular(q.at(k))]) && !newsNouns[singular(q.at(k))] {
		k++
	}
	if !newsNouns[singular(q.at(k))] {
		return 0
	}
	k++
	if n := q.match(k, "ont eu lieu", "se sont produits", "sont survenus", "ont marque", "a marque"); n > 0 {
		k += n
	}
	if k < len(q.tokens) && q.tokens[k].Kind == Word && !opensBeforeQuestion[q.at(k)] && !determiners[q.at(k)] && q.at(k) != "ces" && q.at(k) != "hier" && q.at(k) != "aujourd'hui" {
		return 0
	}
	return k - i
}

var newsNouns = set("nouvelle actualite actu info information evenement")

// Happening returns where a question asks what happened, the words that ask so; zero when it asks something else.
func Happening(text string) corpus.Span {
	q := newQuestionReader(text)
	q.skipPolite()
	q.happening()
	return q.asked.Happening
}
