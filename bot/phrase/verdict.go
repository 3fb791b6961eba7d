package phrase

import "propos/retrieval"

// Verdict says how a quotation compares with the articles, in one or two sentences.
func Verdict(v retrieval.Verdict) string {
	speaker := ""
	if v.Citation != nil {
		speaker = v.Citation.Speaker
	}
	switch v.Outcome {
	case retrieval.Exact:
		if speaker != "" {
			return Say("La phrase est exacte, et l'article l'attribue à %s.", speaker)
		}
		return "La phrase est exacte."
	case retrieval.ExactUnspoken:
		return Fine("La phrase est exacte, mais c'est le texte de l'article : elle n'y est attribuée à personne.")
	case retrieval.ExactOther:
		return Say("La phrase est exacte, mais l'article l'attribue à %s.", speaker)
	case retrieval.ExactUnsure:
		return Fine("La phrase est exacte, mais l'article ne dit pas clairement de qui elle est.")
	case retrieval.Near:
		if speaker != "" {
			return Say("La phrase n'est pas exacte. Voici ce que l'article attribue à %s.", speaker)
		}
		return Fine("La phrase n'est pas exacte. Voici ce qu'écrit l'article.")
	case retrieval.NearOther:
		return Say("La phrase n'est pas exacte, et l'article l'attribue à %s.", speaker)
	}
	if v.Articles == 0 {
		return Fine("Il n'y a aucun article où chercher.")
	}
	where := Say("nos %s", Articles(v.Articles))
	if v.Articles == 1 {
		where = "notre seul article"
	}
	return Say("Je ne la trouve pas dans %s. Cela ne veut pas dire qu'elle est fausse.", where)
}
