package quote

import "strings"

// The closed classes of French that the frames lean on, in lower case. Sources: any French grammar.

func wordSet(lists ...string) map[string]bool {
	m := make(map[string]bool)
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

// auxiliaries are the third-person forms of avoir; reflexive verbs take those of être.
var (
	havings = wordSet("a ont avait avaient aura auront aurait auraient ait aient eut eurent ayant avoir")
	beings  = wordSet("est sont était étaient sera seront serait seraient soit soient fut furent étant être")
)

// determiners open a noun group. "du", "au", "aux" hold a preposition, too; "des" does behind a noun.
var determiners = wordSet("le la l' les un une des ce cet cette ces son sa ses leur leurs notre nos mon ma mes chaque plusieurs certains certaines quelques aucun aucune tout toute deux trois quatre cinq plus plusieurs différents différentes")

// prepositions open a group that is no subject.
var prepositions = wordSet("de d' du à au aux avec par pour sur dans en chez contre entre vers sous sans devant derrière après avant depuis pendant selon malgré lors jusque jusqu' dès parmi envers via hors auprès face grâce suite outre voire comme que qu' durant concernant près")

// joiners are prepositions that keep a noun group going: ministre de l'Intérieur, président du Medef.
var joiners = wordSet("de d' du des")

// clitics stand between a subject and its verb.
var clitics = wordSet("ne n' se s' me m' te t' nous vous lui leur l' le la les y en")

// subjectPronouns of the third person.
var subjectPronouns = wordSet("il elle ils elles on")

// relatives end a noun group.
var clauseOpeners = wordSet("qui que qu' dont où lorsque lorsqu' quand si s' car mais ou et ni or donc puis tandis alors puisque puisqu' comme")

// adverbs may stand between the parts of a verb group, or between it and « que ».
var adverbs = wordSet(`aussi également encore toutefois cependant notamment ainsi ensuite enfin alors déjà d'abord abord ailleurs d'ailleurs néanmoins
	bien donc même toujours pourtant quant seulement ici hier aujourd'hui demain plutôt sobrement tout depuis longtemps parfois souvent jamais
	lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir après-midi récemment vivement volontiers tôt tard publiquement aussitôt
	elle lui eux elles-mêmes lui-même elle-même bref presque ironiquement dernièrement finalement`)

// adverbial phrases, as words, that may stand where adverbs may.
var adverbials = phraseList("de son côté", "de leur côté", "pour sa part", "pour leur part", "quant à lui", "quant à elle", "quant à eux", "quant à elles", "par ailleurs", "d' ailleurs",
	"en outre", "en revanche", "à son tour", "à leur tour", "de nouveau", "à nouveau", "une nouvelle fois", "une fois de plus", "au passage", "quelque peu", "pour l' heure", "pour l' instant",
	"lui aussi", "elle aussi", "eux aussi", "à plusieurs reprises", "à maintes reprises", "tour à tour", "d' abord", "d' emblée", "dans la foulée", "en effet", "de même",
	"dans un communiqué", "dans un tweet", "sur twitter", "devant la presse", "à la presse", "la semaine dernière", "le même jour", "ce matin", "ce soir", "hier soir", "en fin de journée",
	"à l' afp", "à l' agence", "en conférence de presse", "non sans humour", "sans détour", "tout de même", "entre autres", "à juste titre", "à cette occasion", "ces derniers jours", "en substance", "sans ambages", "tout d' abord")

// times are words of dates: « mardi 4 mai », « fin mars ».
var times = wordSet(`lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
	matin midi soir soirée matinée après-midi nuit hier demain aujourd'hui veille lendemain semaine mois année jour journée fin début mi heure heures week-end`)

func phraseList(phrases ...string) map[string][][]string {
	m := map[string][][]string{}
	for _, p := range phrases {
		words := strings.Fields(p)
		m[words[0]] = append(m[words[0]], words)
	}
	return m
}

// isAdverb reports a word that may stand inside a verb group.
func isAdverb(low string) bool {
	return adverbs[low] || len(low) > 6 && strings.HasSuffix(low, "ment") && low != "gouvernement" && low != "parlement" && low != "mouvement" && low != "département"
}

// adverbialAt returns how many tokens the adverb or adverbial phrase at token i takes; 0 when there is none.
func (t *text) adverbialAt(i int) int {
	for _, words := range adverbials[t.at(i)] {
		if t.starts(i, words...) {
			return len(words)
		}
	}
	if t.word(i) && isAdverb(t.at(i)) {
		return 1
	}
	return 0
}

// adverbialBefore returns how many tokens the adverb or adverbial phrase that ends before token i takes; 0 when there is none.
func (t *text) adverbialBefore(i int) int {
	for n := 4; n >= 2; n-- {
		for _, words := range adverbials[t.at(i-n)] {
			if len(words) == n && t.starts(i-n, words...) {
				return n
			}
		}
	}
	if t.word(i-1) && isAdverb(t.at(i-1)) {
		return 1
	}
	return 0
}
