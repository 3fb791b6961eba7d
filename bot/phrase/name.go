package phrase

import (
	"propos/corpus"
	"propos/retrieval"
)

// NameLine says what words mean: « Pashinyan » = Nikol Pachinian; « chef de la diplomatie russe » = Sergueï Lavrov, depuis 2004.
func NameLine(person, words string, period corpus.Period) string {
	line := Quoted(words) + " = " + person
	if !period.IsZero() {
		line += ", " + Period(period)
	}
	return line
}

// NameRefusal says why moderators cannot give a name, in a whole sentence, and what they can do.
func NameRefusal(e *retrieval.NameError) string {
	with := NameLine(e.With.Person, e.With.Words, e.With.Period)
	switch e.Fault {
	case retrieval.NameEmpty:
		return Fine("Il faut une personne, et les mots qui la désignent.")
	case retrieval.NameLong:
		return Say("C'est trop long : %s au plus.", Count(retrieval.MaxName, "caractère", "caractères"))
	case retrieval.NameSame:
		return Fine("Les mots sont déjà le nom de la personne.")
	case retrieval.NameThere:
		return Say("Ce nom est déjà donné : %s.", with)
	case retrieval.NameTaken:
		return Say("Ces mots désignent déjà quelqu'un d'autre : %s. Retire d'abord ce nom, ou donne à chacun ses dates.", with)
	case retrieval.NameCircle:
		return Say("Ces mots sont le nom sous lequel une personne est montrée : %s. Donne le nouveau nom dans l'autre sens, ou retire d'abord celui-là.", with)
	case retrieval.NameChain:
		return Say("La personne n'est elle-même qu'une autre graphie : %s. Donne le nom à %s.", with, e.With.Person)
	case retrieval.NameBare:
		return Fine("Une fonction seule change de titulaire d'un article à l'autre. Dis de quoi : « ministre arménien des Affaires étrangères », « maire de Tours ».")
	case retrieval.NameTimed:
		return Fine("Des dates ne vont qu'avec une fonction : un nom vaut toujours.")
	case retrieval.NamePeriod:
		return Fine("La fonction finit avant de commencer, ou il manque une année à ses dates.")
	}
	return string(e.Fault)
}
