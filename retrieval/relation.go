package retrieval

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"propos/corpus"
	"propos/retrieval/french"
	"propos/retrieval/index"
)

// relation is what questions ask of somebody or something, and an article can only tell with certain words: who says where somebody was born
// says « né », « naissance » or the like. The lists are common knowledge of French.
//
// Words are folded, but for those that have accents: « né » is no « ne ». A star stands for any end.
type relation struct {
	asking asking
	asked  string // the words that ask for it, between spaces
	told   string // the words of which an article that tells it has one at least
}

// asking is how a question asks for a relation.
type asking uint8

const (
	asksAnywhere asking = iota // « Où est né X ? »
	asksWhich                  // the word stands behind « quel » or « quelle est la »: « À quelle vitesse … ? »
	asksOwn                    // the word stands behind a possessive: « Où X a-t-il fait ses études ? »
	asksHowMuch                // the question is « combien », and not of what is counted: « Combien coûte X ? »
)

// relations are all that are known.
var relations = [...]relation{
	{asksAnywhere, "né née nés nées nait naquit naitre naissance",
		"né née nés nées nait naissent naquit naquirent naitre naiss* natal* natif* native* originaire* " + lifetime},
	{asksAnywhere, "mort morte mortes meurt mourut décédé décédée deces",
		"mort* meur* mour* deced* deces* tue* tué* tuer* victime* disparu* dispari* suicid* assassin* execut* pendu* decapit* fusill* guillotin* peri periss* perit perir " +
			"trepas* eteint* funer* obseq* enterr* inhum* tombe* posthum* noye* noya* massacr* lynch* succomb* poignard* empoison* perdu* perte* abattu* quitté* emporté* deuil " +
			"defunt* euthan* cadavre* corps homicid* meurtr* foudroy* egorg* etrangl* " + lifetime},
	{asksOwn, "etudes", "etud* diplom* ecole* universit* lycee* bachel* bac formé* eleve* facult* licence* doctor* college* cours master* these* agreg* prepa scol* appr*"},
	{asksWhich, "vitesse", "km km/h kmh kilomet* mph noeud* mach m/s"},
	{asksWhich, "hauteur altitude profondeur distance", length},
	{asksWhich, "age", "an ans age ages âgé* mois annee* né née nés nées jour jours semaine* siecle* printemps trent* quarant* cinquant* soixant* quadrag* quinquag* sexag* septuag* octog* nonag* centen* ado* enfant* bebe*"},
	{asksWhich, "superficie", "hectare* ha carre* ² km2 m2 acre* arpent*"},
	{asksWhich, "temperature", "degre* celsius fahrenheit kelvin ° °c"},
	{asksWhich, "salaire salaires remuneration loyer", money},
	{asksHowMuch, "coute coutent couté coutait coutera couter paie paye payé payait payer vaut gagne gagné gagnait gagner touche touché touchait toucher", money},
}

// lifetime stands for two years joined by a dash: « (1571-1610) ».
const lifetime = "–"

// money is what sums are told in: the currencies of today and of history, and what costs nothing.
const money = "€ $ £ ¥ eur euro* centime* dollar* franc francs livre* sterling yen yens yuan* rouble* roupie* couronne* mark marks deutschemark* peso* real reais rand* won wons dinar* dirham* shekel* rial* riyal* dram drams " +
	"zloty* forint* lire lires peseta* florin* ducat* ecu ecus denier* thaler* sesterce* shilling* talent talents bitcoin* smic gratuit* benevol* million* milliard*"

// length is what lengths are told in.
const length = "m metre* km kilomet* cm centimet* mm millimet* milles mile miles pied* pouce* toise* coudee* lieue* annees-lumiere lumiere etage* heure* minute*"

// toldWords are the words that tell each of the relations; askedWords say which a word may ask for.
var (
	toldWords = sync.OnceValue(func() (out [len(relations)][]string) {
		for i, r := range relations {
			out[i] = strings.Fields(r.told)
		}
		return out
	})
	askedWords = sync.OnceValue(func() map[string][]int {
		out := map[string][]int{}
		for i, r := range relations {
			for word := range strings.FieldsSeq(r.asked) {
				out[word] = append(out[word], i)
			}
		}
		return out
	})
)

// relations are those that the question asks for, as places in the table.
func (q *query) relations() (out []int) {
	if !q.asks {
		return nil
	}
	for i, t := range q.tokens {
		for _, r := range slices.Concat(askedWords()[t.Lower], askedWords()[t.Form]) {
			if !slices.Contains(out, r) && q.asksBy(relations[r].asking, i) {
				out = append(out, r)
			}
		}
	}
	return out
}

// untold reports whether the question asks for a relation that the best of the ranked candidates, and the others of the same article,
// do not tell: they have none of the words that can.
func (q *query) untold(ranked []*candidate) bool {
	return slices.ContainsFunc(q.relations(), func(r int) bool {
		return !slices.ContainsFunc(ranked, func(c *candidate) bool {
			return c.passage.Article == ranked[0].passage.Article && toldIn(r, c.passage)
		})
	})
}

// tellingFirst puts first, where the article of the best candidate does not tell what is asked of somebody, the best passage worth showing that
// does, in a sentence with the names of the question.
func (q *query) tellingFirst(ranked []*candidate) []*candidate {
	if !q.untold(ranked) {
		return ranked
	}
	return putFirst(ranked, slices.IndexFunc(worth(ranked), func(c *candidate) bool { return q.tellsOf(c) && q.tellsOfNames(c) }))
}

// tellingOfBest puts first, where the best candidate does not tell what is asked of somebody, the best passage of its article that does.
func (q *query) tellingOfBest(ranked []*candidate) []*candidate {
	if len(ranked) == 0 || q.tellsOf(ranked[0]) {
		return ranked
	}
	return putFirst(ranked, slices.IndexFunc(ranked, func(c *candidate) bool { return c.passage.Article == ranked[0].passage.Article && q.tellsOf(c) }))
}

// tellsOf reports whether a candidate tells all that the question asks of somebody.
func (q *query) tellsOf(c *candidate) bool { return !q.untold([]*candidate{c}) }

// putFirst puts the candidate at a place before the others; -1 is none.
func putFirst(ranked []*candidate, at int) []*candidate {
	if at < 0 {
		return ranked
	}
	return slices.Concat(ranked[at:at+1], ranked[:at], ranked[at+1:])
}

// tellsOfNames reports whether a sentence of a passage that has all the names of the question, or any word of one without names, tells a relation
// that is asked for.
func (q *query) tellsOfNames(c *candidate) bool {
	var names mask
	for i := range q.terms {
		if q.terms[i].capital {
			names |= 1 << i
		}
	}
	asked := q.relations()
	return slices.ContainsFunc(french.Sentences(c.passage.Text), func(sentence corpus.Span) bool {
		has := q.found(c.passage.Tokens(), sentence)
		return has != 0 && names&^has == 0 && tellsIn(asked, c, sentence)
	})
}

// tellsIn reports whether a sentence of a passage tells one of some relations.
func tellsIn(asked []int, c *candidate, sentence corpus.Span) bool {
	words := c.passage.Tokens()
	from := slices.IndexFunc(words, func(t index.Token) bool { return int(t.Start) >= sentence.Start })
	if from < 0 {
		return false
	}
	words = words[from:]
	if end := slices.IndexFunc(words, func(t index.Token) bool { return int(t.Start) >= sentence.End }); end >= 0 {
		words = words[:end]
	}
	return slices.ContainsFunc(asked, func(r int) bool { return tells(r, sentence.Of(c.passage.Text), words) })
}

// toldIn reports whether a passage or its title tells a relation.
func toldIn(r int, p *index.Passage) bool {
	return tells(r, p.Text, p.Tokens()) || tells(r, p.Title, p.TitleTokens())
}

// tells reports whether a text, of which the words are given, has one of the words that tell a relation.
func tells(r int, text string, words []index.Token) bool {
	return slices.ContainsFunc(toldWords()[r], func(told string) bool {
		switch {
		case told == lifetime:
			return joinsYears.MatchString(text)
		case strings.ContainsAny(told, "€$£¥°/²"):
			return strings.Contains(text, told)
		}
		return slices.ContainsFunc(words, func(t index.Token) bool { return isWord(t.Word, told) })
	})
}

// joinsYears recognises « 1571-1610 ».
var joinsYears = regexp.MustCompile(`\b\d{3,4}\s?[-–—]\s?\d{3,4}\b`)

// isWord reports whether a word is one of a relation.
func isWord(w *index.Word, want string) bool {
	if begin, ok := strings.CutSuffix(want, "*"); ok {
		return strings.HasPrefix(w.Form, begin) || strings.HasPrefix(w.Lower, begin)
	}
	return w.Form == want || w.Lower == want
}

// asksBy reports whether the word at i is asked for in that way.
func (q *query) asksBy(how asking, i int) bool {
	switch how {
	case asksWhich:
		return q.behindWhich(i)
	case asksOwn:
		return i > 0 && slices.Contains(possessives[:], q.tokens[i-1].Form)
	case asksHowMuch:
		k := slices.IndexFunc(q.tokens, func(t index.Token) bool { return t.Form == "combien" })
		return k >= 0 && k+1 < len(q.tokens) && q.tokens[k+1].Form != "de" && q.tokens[k+1].Form != "d"
	}
	return true
}

// behindWhich reports whether the word at i stands behind « quel », or « quelle est la ».
func (q *query) behindWhich(i int) bool {
	return slices.ContainsFunc(q.tokens[max(0, i-4):i], func(t index.Token) bool { return slices.Contains(which[:], t.Form) })
}

var (
	which       = [...]string{"quel", "quelle", "quels", "quelles"}
	possessives = [...]string{"ses", "leurs", "mes", "tes", "nos", "vos"}
)
