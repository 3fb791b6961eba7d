package french

import (
	"strings"
	"time"
)

// dateClass says what a word does in a date.
type dateClass uint8

const (
	noDate          dateClass = iota
	monthWord                 // value 1 to 12
	shortMonth                // janv, févr: only behind a day
	weekdayWord               // value as time.Weekday
	seasonWord                // 1 spring to 4 winter
	relativeDay               // hier, demain: value in days
	unitOfTime                // 1 day, 2 week, 3 month, 4 year, 6 century
	whichOne                  // dernier (-1), prochain (1)
	thisWord                  // ce, cet, cette, ces
	beforeWord                // avant
	thereWord                 // il (y a)
	yearMark                  // en, depuis, dès: what follows is a year when it can be
	yearPreposition           // après, vers, entre, fin: unless something is counted
)

type dateWord struct {
	class dateClass
	value int
}

var dateWords = readDateWords()

// readDateWords lists the words of French dates, folded.
func readDateWords() map[string]dateWord {
	m := make(map[string]dateWord)
	list := func(class dateClass, from int, groups string) {
		for i, group := range strings.Fields(groups) {
			for w := range strings.SplitSeq(group, ",") {
				m[w] = dateWord{class, from + i}
			}
		}
	}
	list(monthWord, 1, "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
	list(shortMonth, 1, "janv,jan fevr,fev _ avr _ _ juil _ sept oct nov dec")
	list(weekdayWord, int(time.Sunday), "dimanche lundi mardi mercredi jeudi vendredi samedi")
	list(seasonWord, 1, "printemps ete automne hiver")
	list(relativeDay, -1, "hier,veille aujourd'hui demain,lendemain")
	list(unitOfTime, 1, "jour,jours,journee semaine,semaines mois an,ans,annee,annees _ siecle,siecles")
	list(whichOne, -1, "dernier,derniere,derniers,dernieres,passe,passee,precedent,precedente _ prochain,prochaine,prochains,prochaines,suivant,suivante")
	list(thisWord, 0, "ce,cet,cette,ces")
	list(beforeWord, 0, "avant")
	list(thereWord, 0, "il")
	list(yearMark, 0, "en,depuis")
	list(yearPreposition, 0, "apres,vers,entre,fin,debut,mi,courant,des,ici,a,et")
	delete(m, "_")
	return m
}

// at looks the token at i up without allocating; the zero dateWord outside the text.
func (r *dateReader) at(i int) dateWord {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].Kind != Word {
		return dateWord{}
	}
	var buf [shortWord]byte
	return dateWords[string(foldShort(&buf, r.tokens[i].Text))]
}
