package french

import "strings"

// count reads « combien de morts ».
func (q *questionReader) count(i int) {
	q.asked.Kind = KindNumber
	if d := q.at(i + 1); d == "de" || d == "d" {
		q.focus(i + 2)
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
	if q.at(k) == "etat" && isOf(q.at(k+1)) {
		q.asked.Kind = KindNone // l'état de santé
	}
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

// skipFillers passes adjectives that stand before nouns: « le premier président », « les dernières déclarations ».
func (q *questionReader) skipFillers(k int) int {
	for (frontAdjectives[q.at(k)] || frontAdjectives[singular(q.at(k))]) && k+1 < len(q.tokens) && !isOf(q.at(k+1)) {
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
			"somme taux altitude score chiffre quantite proportion profondeur capacite tirage audience effectif densite surface volume valeur bilan frequence masse diametre moyenne place rang position hauteur tarif benefice revenu",
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
