package retrieval

import (
	"regexp"
	"slices"
	"strings"

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

// untold reports whether the question asks for a relation that the best of the ranked candidates, and the others of the same article,
// do not tell: they have none of the words that can.
func (q *query) untold(ranked []*candidate) bool {
	return q.asks && slices.ContainsFunc(relations[:], func(r relation) bool {
		return q.asksFor(r) && !slices.ContainsFunc(ranked, func(c *candidate) bool {
			return c.passage.Article == ranked[0].passage.Article && r.toldIn(c.passage)
		})
	})
}

// tellingFirst puts first, where the best candidate does not tell what is asked of somebody, the best passage of its article that does; else
// the best of another article worth showing that does, in a sentence with the names of the question.
func (q *query) tellingFirst(ranked []*candidate) []*candidate {
	if !q.untold(ranked[:1]) {
		return ranked
	}
	tells := func(c *candidate) bool { return !q.untold([]*candidate{c}) }
	at := slices.IndexFunc(ranked, func(c *candidate) bool { return c.passage.Article == ranked[0].passage.Article && tells(c) })
	if at < 0 {
		at = slices.IndexFunc(worth(ranked), func(c *candidate) bool { return tells(c) && q.tellsOfNames(c) })
	}
	if at < 0 {
		return ranked
	}
	return slices.Concat(ranked[at:at+1], ranked[:at], ranked[at+1:])
}

// tellsOfNames reports whether a sentence of a passage that has all the names of the question, or any word of one without names, has a word that
// tells a relation that is asked for.
func (q *query) tellsOfNames(c *candidate) bool {
	var names mask
	for i := range q.terms {
		if q.terms[i].capital {
			names |= 1 << i
		}
	}
	return slices.ContainsFunc(relations[:], func(r relation) bool {
		return q.asksFor(r) && slices.ContainsFunc(c.passage.Tokens(), func(t index.Token) bool {
			has := c.sentences[t.Sentence]
			return has != 0 && names&^has == 0 && r.tells(t.Word)
		})
	})
}

// tells reports whether a word is one that tells the relation.
func (r relation) tells(w *index.Word) bool {
	return slices.ContainsFunc(strings.Fields(r.told), func(told string) bool { return isWord(w, told) })
}

// asksFor reports whether the question asks for a relation.
func (q *query) asksFor(r relation) bool {
	asked := strings.Fields(r.asked)
	for i, t := range q.tokens {
		if slices.ContainsFunc(asked, func(word string) bool { return isWord(t.Word, word) }) && q.asksBy(r.asking, i) {
			return true
		}
	}
	return false
}

// asksBy reports whether the word at i is asked for in that way.
func (q *query) asksBy(how asking, i int) bool {
	switch how {
	case asksWhich:
		return slices.ContainsFunc(q.tokens[max(0, i-4):i], func(t index.Token) bool { return slices.Contains(which[:], t.Form) })
	case asksOwn:
		return i > 0 && slices.Contains(possessives[:], q.tokens[i-1].Form)
	case asksHowMuch:
		k := slices.IndexFunc(q.tokens, func(t index.Token) bool { return t.Form == "combien" })
		return k >= 0 && k+1 < len(q.tokens) && q.tokens[k+1].Form != "de" && q.tokens[k+1].Form != "d"
	}
	return true
}

var (
	which       = [...]string{"quel", "quelle", "quels", "quelles"}
	possessives = [...]string{"ses", "leurs", "mes", "tes", "nos", "vos"}
)

// toldIn reports whether a passage or its title has one of the words that tell the relation.
func (r relation) toldIn(p *index.Passage) bool {
	for _, told := range strings.Fields(r.told) {
		is := func(t index.Token) bool { return isWord(t.Word, told) }
		switch {
		case told == lifetime:
			if joinsYears.MatchString(p.Text) {
				return true
			}
		case strings.ContainsAny(told, "€$£¥°/²"):
			if strings.Contains(p.Text, told) || strings.Contains(p.Title, told) {
				return true
			}
		case slices.ContainsFunc(p.Tokens(), is) || slices.ContainsFunc(p.TitleTokens(), is):
			return true
		}
	}
	return false
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
