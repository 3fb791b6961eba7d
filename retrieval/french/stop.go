package french

import "strings"

// IsStop reports whether a folded word carries no subject of its own: articles, pronouns, prepositions, conjunctions,
// and the forms of être, avoir, faire and pouvoir. Such words are neither indexed nor asked for.
func IsStop(folded string) bool { return stopWords[folded] }

// IsQuestionStop reports whether a folded word only makes a sentence a question, or asks for something to be told:
// "quel", "combien", "est-ce", "dis-moi". It carries no subject in a question, but may carry one in a text.
func IsQuestionStop(folded string) bool { return stopWords[folded] || questionWords[folded] }

func set(lists ...string) map[string]bool {
	m := make(map[string]bool)
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}

// stopWords are the function words of French, folded (closed classes of any French grammar).
var stopWords = set(
	// articles, determiners
	"le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs",
	// pronouns
	"je j me m moi tu te t toi il ils elle elles on nous vous se s soi lui eux y en qui que qu quoi dont ou celui celle ceux celles ci cela ca c ceci",
	// prepositions
	"a dans par pour sur sous avec sans entre vers chez depuis pendant contre selon malgre lors des jusque jusqu parmi envers",
	// conjunctions, adverbs of degree and negation
	"et ni mais or donc car si comme lorsque lorsqu quand puisque puisqu quoique quoiqu ne n pas plus moins tres aussi ainsi alors encore deja tout toute tous toutes meme memes",
	// être, avoir, faire, pouvoir, aller as auxiliaries
	"est es suis sommes etes sont etait etaient etais etions sera seront serait seraient ete etant etre soit soient fut furent fus",
	"ai as avons avez ont avait avaient avais avions aura auront aurait auraient eu eue eus ayant avoir ait aient eut eurent",
	"fait faire fais font faisait peut peuvent pouvait pourrait va vont",
)

// questionWords only ask.
var questionWords = set(
	"quel quelle quels quelles lequel laquelle lesquels lesquelles auquel duquel combien comment pourquoi quand ou qui que quoi quelqu",
	"dis dites moi donne donnez sais savez peux peut pouvez veux voudrais connais existe",
	"bonjour salut merci svp stp plait",
	"cest quest", // typed without their apostrophe
)
