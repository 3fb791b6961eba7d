package french

import (
	"strings"

	"propos/corpus"
)

// AnswerKind is the kind of thing a question asks for.
type AnswerKind string

// The kinds. KindNone stands for any other thing, and for a bag of keywords.
const (
	KindNone       AnswerKind = ""
	KindPerson     AnswerKind = "person"
	KindDate       AnswerKind = "date"
	KindNumber     AnswerKind = "number"
	KindPlace      AnswerKind = "place"
	KindCause      AnswerKind = "cause"
	KindDefinition AnswerKind = "definition" // what or who somebody is
	KindManner     AnswerKind = "manner"
	KindQuote      AnswerKind = "quote" // what somebody said
	KindYesNo      AnswerKind = "yesno"
	KindList       AnswerKind = "list"
)

// Asked is what a question asks. Spans are of the question's text; a zero span means that the question has no such part.
type Asked struct {
	Kind    AnswerKind
	Focus   corpus.Span // the noun asked for: « république » of « quelle république », « morts » of « combien de morts »
	Speaker corpus.Span // whose words are asked for: a name, an office (« le ministre arménien des Affaires étrangères »), a pronoun
	Pronoun bool        // Speaker is a pronoun, to be found in the question before
	Topic   corpus.Span // what the words, or the definition, should be about, without its article
	Verb    corpus.Span // the verb of saying
	Names   []NameMention
}

// Question finds what a French question asks, by rules over its words: question words, verbs of saying (« Qu'a dit X sur Y ? »,
// « Que pense X de Y ? », « Comment X réagit-il à Y ? », « Quelle est la position de X sur Y ? », « Selon X, … »), and the noun of « quel … ».
// Accents, apostrophes and capitals may be missing. A text that is no question is KindNone. Pure and linear; long texts are cut at 256 words.
func Question(text string) Asked {
	q := newQuestionReader(text)
	q.asked.Names = Names(q.all)
	q.skipPolite()
	q.according()
	if !q.saying() {
		q.kind()
	}
	if q.asked.Kind == KindNone && q.asked.Speaker.Len() > 0 && !q.worded {
		q.asked.Kind = KindQuote
	}
	return q.asked
}

// questionReader holds the words of a question: tokens without end marks, and their folded forms without apostrophes.
type questionReader struct {
	all    []Token
	tokens []Token
	folded []string
	start  int  // first word after polite openings
	worded bool // has a question word
	asked  Asked
}

// maxQuestionTokens bounds the work on a question.
const maxQuestionTokens = 256

func newQuestionReader(text string) *questionReader {
	q := &questionReader{all: Scan(text)}
	if len(q.all) > maxQuestionTokens {
		q.all = q.all[:maxQuestionTokens]
	}
	for _, t := range q.all {
		folded := placeWord(t)
		if n := missingApostrophe[folded]; n > 0 && t.Kind == Word && len(t.Text) == len(folded) {
			q.add(Token{t.Text[:n], t.Start, t.Start + n, Elision, t.Joined}, folded[:n])
			t = Token{t.Text[n:], t.Start + n, t.End, Word, false}
			folded = folded[n:]
		}
		q.add(t, folded)
	}
	for len(q.tokens) > 0 && q.tokens[len(q.tokens)-1].Kind == Punct && q.tokens[len(q.tokens)-1].Text != "»" {
		q.tokens = q.tokens[:len(q.tokens)-1]
	}
	q.folded = q.folded[:len(q.tokens)]
	return q
}

func (q *questionReader) add(t Token, folded string) {
	q.tokens, q.folded = append(q.tokens, t), append(q.folded, folded)
}

// missingApostrophe lists what people type without its apostrophe, and where that would stand.
var missingApostrophe = map[string]int{"qua": 2, "quest": 2, "quont": 2, "quen": 2, "quil": 2, "quelon": 0, "cest": 1, "quavait": 2}

// at returns the folded word at i, "" outside the question.
func (q *questionReader) at(i int) string {
	if i < 0 || i >= len(q.folded) {
		return ""
	}
	return q.folded[i]
}

// match returns how many words from i on are the words of one of the phrases, the first that fits; 0 for none.
func (q *questionReader) match(i int, phrases ...string) int {
	first := q.at(i)
	for _, phrase := range phrases {
		if first == "" || phrase[0] != first[0] {
			continue
		}
		n := 0
		ok := true
		for w := range strings.SplitSeq(phrase, " ") {
			if q.at(i+n) != w {
				ok = false
				break
			}
			n++
		}
		if ok {
			return n
		}
	}
	return 0
}

// span covers the words [i, end) without marks at its ends.
func (q *questionReader) span(i, end int) corpus.Span {
	end = min(end, len(q.tokens))
	for i < end && q.tokens[i].Kind == Punct {
		i++
	}
	for end > i && q.tokens[end-1].Kind == Punct {
		end--
	}
	if i >= end {
		return corpus.Span{}
	}
	return corpus.Span{Start: q.tokens[i].Start, End: q.tokens[end-1].End}
}

// skipPolite passes « Bonjour, peux-tu me dire », « dis-moi », « est-ce que tu sais », « je voudrais savoir ».
func (q *questionReader) skipPolite() {
	for {
		for q.start < len(q.tokens) && q.tokens[q.start].Kind == Punct {
			q.start++
		}
		n := q.match(q.start, "bonjour", "bonsoir", "salut", "merci de", "s il te plait", "s il vous plait", "stp", "svp", "dis moi", "dites moi", "dis", "explique moi", "sais tu",
			"est ce que tu sais", "tu sais", "savez vous", "peux tu me dire", "pouvez vous me dire", "je voudrais savoir", "je veux savoir", "j aimerais savoir", "tu peux me dire", "et", "mais", "alors", "propos")
		if n == 0 || q.start+n >= len(q.tokens) {
			return
		}
		q.start += n
	}
}

// according reads « selon X » and « d'après X », before or behind the question.
func (q *questionReader) according() {
	for i := q.start; i < len(q.tokens); i++ {
		n := q.match(i, "selon", "d apres")
		if n == 0 || questionOpeners[q.at(i+n)] {
			continue
		}
		end := i + n
		for end < len(q.tokens) && q.tokens[end].Kind != Punct && !questionOpeners[q.folded[end]] && !q.subjectVerb(end) {
			end++
		}
		q.setSpeaker(i+n, end)
		if i == q.start {
			q.start = end
			for q.start < len(q.tokens) && q.tokens[q.start].Kind == Punct {
				q.start++
			}
		}
		return
	}
}

// subjectVerb finds « a-t-il », « est-ce »: a verb with its pronoun.
func (q *questionReader) subjectVerb(i int) bool {
	return i >= 0 && i+1 < len(q.tokens) && q.tokens[i+1].Joined && subjectPronouns[q.folded[i+1]]
}

func (q *questionReader) setSpeaker(i, end int) {
	q.asked.Speaker = q.span(i, end)
	q.asked.Pronoun = end == i+1 && speakerPronouns[q.at(i)]
}

var (
	speakerPronouns = set("il elle ils elles lui eux")
	subjectPronouns = set("je tu il elle on nous vous ils elles ce t")
	questionOpeners = set("qui que qu quoi quel quelle quels quelles quand comment combien pourquoi lequel laquelle lesquels lesquelles")
)

// kind reads the question word of a question that asks for nobody's words.
func (q *questionReader) kind() {
	if q.definition() {
		return
	}
	for i := q.start; i < len(q.tokens); i++ {
		if q.worded = q.questionWord(i); q.worded {
			return
		}
	}
	switch {
	case q.match(q.start, "citez", "cite", "nommez", "liste", "listez", "enumere", "enumerez", "donne la liste", "donnez", "lister") > 0:
		q.asked.Kind = KindList
	case q.match(q.start, "est ce que", "est ce qu") > 0 || q.inverted():
		q.asked.Kind = KindYesNo
	}
}

// inverted finds a verb with its pronoun anywhere: « Ceuta fait-elle partie de l'UE », also without hyphens.
func (q *questionReader) inverted() bool {
	for i := q.start; i+1 < len(q.tokens); i++ {
		if q.subjectVerb(i) && !q.tokens[i].Upper() || i == q.start && q.subjectVerb(i) ||
			q.at(i+1) == "t" && speakerPronouns[q.at(i+2)] {
			return true
		}
	}
	return false
}

// questionWord reads the question word at i, and reports whether it is one.
func (q *questionReader) questionWord(i int) bool {
	weak := i == q.start || i == len(q.tokens)-1 || i <= q.start+2 && (opensBeforeQuestion[q.at(q.start)] || q.at(i-1) == "est")
	switch w := q.folded[i]; w {
	case "combien":
		q.count(i)
	case "pourquoi":
		q.asked.Kind = KindCause
	case "comment":
		q.how(i)
	case "quel", "quelle", "quels", "quelles":
		q.which(i)
	case "lequel", "laquelle", "lesquels", "lesquelles", "auquel", "duquel":
		q.asked.Kind = KindNone
	case "quand":
		if !weak {
			return false
		}
		q.asked.Kind = KindDate
	case "ou":
		if !weak || i > q.start && q.tokens[i].Text == "ou" && i < len(q.tokens)-1 {
			return false
		}
		q.asked.Kind = KindPlace
	case "qui":
		if !weak {
			return false
		}
		q.asked.Kind = KindPerson
	case "que", "qu", "quoi":
		return weak
	default:
		return false
	}
	return true
}

// opensBeforeQuestion may stand before the question word: « depuis quand », « d'où », « à qui ».
var opensBeforeQuestion = set("a de d en par pour sur avec sans dans depuis jusqu jusque vers chez contre selon entre sous aupres grace envers c apres avant des au aux")

// count reads « combien de morts ».
func (q *questionReader) count(i int) {
	q.asked.Kind = KindNumber
	if d := q.at(i + 1); d == "de" || d == "d" {
		q.focus(i + 2)
	}
	if w := q.at(i + 2); w == "temps" {
		q.asked.Kind = KindNumber
	}
}

// how tells manner from « comment s'appelle ».
func (q *questionReader) how(i int) {
	q.asked.Kind = KindManner
	if q.match(i+1, "s appelle", "s appelait", "s appellent", "se nomme", "se nommait", "se nomment", "appelle t on", "appelait on", "appelle on", "appelait t on", "nomme t on", "est appele", "est appelee", "est nomme", "s intitule", "s appelaient", "est ce qu on appelle") > 0 {
		q.asked.Kind = KindNone
	}
}

// which reads « quelle république », « quel est le nom du roi », « quels sont les pays ».
func (q *questionReader) which(i int) {
	plural := strings.HasSuffix(q.folded[i], "s")
	k := i + 1
	if isBe(q.at(k)) || q.match(k, "a ete", "ont ete", "avait ete", "peut etre", "serait", "a t il ete") > 0 {
		for k < len(q.tokens) && (isBe(q.at(k)) || q.match(k, "a ete", "ont ete") > 0 || q.at(k) == "ete" || determiners[q.at(k)]) {
			k++
		}
	}
	for articles[q.at(k)] {
		k++
	}
	k = q.skipFillers(k)
	q.focus(k)
	q.asked.Kind = nounKinds[singular(q.at(k))]
	if noun := singular(q.at(k)); noun == "nom" || noun == "prenom" || noun == "surnom" {
		q.asked.Kind = q.kindOfComplement(k + 1)
	}
	if q.asked.Kind == KindNone && plural {
		q.asked.Kind = KindList
	}
}

// kindOfComplement reads « du roi » behind « nom ».
func (q *questionReader) kindOfComplement(k int) AnswerKind {
	if k+1 >= len(q.tokens) || !isOf(q.at(k)) {
		return KindNone
	}
	k++
	for determiners[q.at(k)] {
		k++
	}
	if kind := nounKinds[singular(q.at(q.skipFillers(k)))]; kind == KindPerson || kind == KindPlace {
		return kind
	}
	return KindNone
}

// skipFillers passes adjectives that stand before nouns: « le premier président ».
func (q *questionReader) skipFillers(k int) int {
	for frontAdjectives[q.at(k)] && k+1 < len(q.tokens) && !isOf(q.at(k+1)) {
		k++
	}
	return k
}

func (q *questionReader) focus(k int) {
	if k < len(q.tokens) && q.tokens[k].Kind != Punct {
		q.asked.Focus = q.span(k, k+1)
	}
}

func isBe(w string) bool {
	switch w {
	case "est", "sont", "etait", "etaient", "fut", "furent", "sera", "seront", "serait", "seraient":
		return true
	}
	return false
}

func isOf(w string) bool { return w == "de" || w == "d" || w == "du" || w == "des" }

// singular drops a plural ending: good enough to look a noun up.
func singular(w string) string {
	if strings.HasSuffix(w, "s") && w != "pays" && w != "mois" && w != "temps" {
		return w[:len(w)-1]
	}
	return w
}

var (
	determiners     = set("le la les l un une des du de d ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre votre nos vos au aux")
	articles        = set("le la les l")
	frontAdjectives = set("notamment donc alors exactement premier premiere dernier derniere nouveau nouvelle nouvel ancien ancienne grand grande petit petite autre autres seul seule principal principale principaux principales meilleur meilleure plus moins deux trois quatre cinq six dix vrai veritable actuel actuelle celebre fameux jeune vieux vieille prochain prochaine deuxieme troisieme second seconde futur future haut bas")
)

// nounKinds tells, for the noun of « quel … », what kind of answer is asked for (folded, singular).
var nounKinds = readNounKinds()

func readNounKinds() map[string]AnswerKind {
	m := make(map[string]AnswerKind)
	for kind, list := range map[AnswerKind]string{
		KindDate: "annee an date jour mois siecle epoque moment heure periode decennie saison jour instant ere millenaire",
		KindPlace: "pays ville lieu endroit region continent departement village capitale quartier rue province etat commune ile port stade salle nation royaume " +
			"etablissement localite canton comte territoire adresse universite ecole pole banlieue mer ocean fleuve riviere aeroport gare frontiere localisation prefecture",
		KindNumber: "nombre age taille superficie distance prix cout montant population pourcentage part duree vitesse temperature hauteur longueur largeur poids salaire budget " +
			"somme taux altitude score chiffre quantite proportion profondeur capacite tirage audience effectif densite surface volume valeur bilan frequence masse puissance diametre moyenne place rang position hauteur tarif benefice revenu",
		KindPerson: "president presidente ministre roi reine auteur auteure acteur actrice chanteur chanteuse joueur joueuse ecrivain peintre empereur imperatrice general chef directeur directrice " +
			"personne personnage homme femme philosophe historien historienne scientifique realisateur realisatrice compositeur musicien musicienne artiste architecte prince princesse duc eveque pape saint " +
			"ministre depute deputee senateur maire candidat candidate pilote entraineur fondateur fondatrice inventeur createur poete professeur medecin journaliste animateur animatrice heros athlete sportif capitaine " +
			"frere soeur pere mere fils fille mari epoux epouse enfant successeur predecesseur personnalite dirigeant leader chercheur savant avocat juge officier soldat sculpteur ingenieur geographe botaniste astronome mathematicien physicien economiste sociologue",
		KindCause:  "raison cause motif origine motivation explication",
		KindManner: "maniere facon moyen methode procede procedure",
	} {
		for w := range strings.FieldsSeq(list) {
			m[w] = kind
		}
	}
	return m
}

// definition reads « Qu'est-ce que l'OTSC ? », « C'est quoi … ? », « Qui est Aliyev ? », « Que signifie … ? ».
func (q *questionReader) definition() bool {
	i := q.start
	n := q.match(i, "qu est ce que c est que", "qu est ce que c est", "c est quoi", "que signifie", "que signifient", "que veut dire", "que designe", "definition de", "definition du", "definition", "definis", "c est qui", "que sont", "qu est")
	switch {
	case q.match(i, "qu est ce qu", "qu est ce que", "quest ce que") > 0 && q.match(i, "qu est ce que c est") == 0:
		n = q.match(i, "qu est ce qu", "qu est ce que", "quest ce que")
		if !q.nounOnly(i + n) {
			return false
		}
	case q.match(i, "qui est", "qui etait", "qui sont", "qui etaient") > 0:
		if n = 2; !q.namedAt(i + n) {
			return false
		}
	case n > 0 && q.match(i, "qu est") > 0 && (q.match(i, "qu est ce") > 0 && n == 2 || q.at(i+2) == "devenu" || q.at(i+2) == "devenue"):
		return false
	case n == 0:
		if last := len(q.tokens) - 3; last > i && (q.match(last, "c est quoi") > 0 || q.match(last, "c est qui") > 0) {
			q.asked.Kind = KindDefinition
			q.asked.Topic = q.topicSpan(i, last)
			return true
		}
		return false
	}
	if i+n >= len(q.tokens) {
		return false
	}
	q.asked.Kind = KindDefinition
	q.asked.Topic = q.topicSpan(i+n, len(q.tokens))
	return true
}

// nounOnly tells « Qu'est-ce que l'OTSC » from « Qu'est-ce que l'OTSC a décidé ».
func (q *questionReader) nounOnly(i int) bool {
	if i >= len(q.tokens) || !determiners[q.at(i)] && !q.tokens[i].Upper() {
		return false
	}
	for k := i + 1; k < len(q.tokens); k++ {
		w := q.folded[k]
		if speakerPronouns[w] || w == "a" && q.tokens[k].Text == "a" || isBe(w) || w == "ont" || w == "avait" || w == "peut" || w == "fait" || w == "va" || w == "n" || w == "ne" || w == "s" || w == "se" ||
			strings.HasSuffix(w, "ait") || strings.HasSuffix(w, "aient") || reporting[w] {
			return false
		}
	}
	return true
}

// namedAt tells « Qui est Aliyev » from « Qui est le président »: a name and nothing else.
func (q *questionReader) namedAt(i int) bool {
	if i >= len(q.tokens) {
		return false
	}
	if !q.tokens[i].Upper() && determiners[q.at(i)] || isOf(q.at(i)) {
		return false
	}
	for _, w := range q.folded[i:] {
		if isBe(w) || w == "qui" || w == "que" || w == "en" || w == "par" || w == "pour" || w == "dans" || w == "a" || w == "du" || w == "aux" {
			return false
		}
	}
	return len(q.tokens)-i <= 5 && !speakerPronouns[q.at(i)]
}

// topicSpan is the span of words without their first articles.
func (q *questionReader) topicSpan(i, end int) corpus.Span {
	for i < end-1 && (determiners[q.at(i)] && !q.nameArticleAt(i) || q.tokens[i].Kind == Punct) {
		i++
	}
	return q.span(i, end)
}

// nameArticleAt keeps the article of « Le Monde », « La Réunion ».
func (q *questionReader) nameArticleAt(i int) bool {
	return i > q.start && q.tokens[i].Kind == Word && q.tokens[i].Upper() && i+1 < len(q.tokens) && q.tokens[i+1].Upper()
}
