package quote

import (
	"slices"
	"strings"
	"unicode/utf8"

	"propos/retrieval/french"
)

// fit says how well an office that is known of a person agrees with the one a mention names: 0 when it does not.
// 3: class, nation and complement agree; 2: class agrees and nothing contradicts; 1: only a wider class does, with the same nation.
func (o Office) fit(asked Office) int {
	if o.Former != asked.Former && !(o.Former && asked.Class == o.Class && asked.Nation == "" && asked.Of == "") {
		return 0
	}
	if o.Nation != "" && asked.Nation != "" && o.Nation != asked.Nation {
		return 0
	}
	sameNation := o.Nation != "" && o.Nation == asked.Nation
	sameOf := o.Of != "" && asked.Of != "" && sameBody(o, asked)
	if o.Of != "" && asked.Of != "" && !sameOf && !looseClass(o.Class, asked.Class) {
		return 0
	}
	switch {
	case o.Class != "" && o.Class == asked.Class:
		if sameNation || sameOf {
			return 3
		}
		return 2
	case o.Class == "" && asked.Class == "" && french.Fold(o.Text) == french.Fold(asked.Text):
		return 3
	case o.Class == "" && asked.Class == "" && asked.Of == "" && asked.Nation == "" && firstWord(o.Text) == firstWord(asked.Text):
		return 2 // l'auteur de l'article, then « l'auteur »
	case ministerial(o.Class) && asked.Class == "MIN" && asked.Of == "":
		return 2
	case ministerial(o.Class) && asked.Class == "MIN", looseClass(o.Class, asked.Class):
		if sameNation {
			return 1
		}
	case o.Class == "MAIRE" && asked.Class == "ELU", o.Class == "ADJ" && asked.Class == "ELU", o.Class == "DEP" && asked.Class == "ELU", o.Class == "SEN" && asked.Class == "ELU",
		o.Class == "ELU" && asked.Class == "MAIRE" && asked.Of == "":
		return 2
	case o.Class == "PROC" && asked.Class == "JUGE" && firstWord(asked.Text) == "magistrat":
		return 1
	}
	return 0
}

// Answers reports whether the holder of an office is whom a question asks for by an office: « le maire de Blois » is asked for by a
// class, with the nation and the complement that the question gives. A question that gives neither asks for any holder of a state's
// office (« le Premier ministre »), but of other classes, which hold many trades, only for those whom the same word names (« le pape »).
func (o Office) Answers(asked Office) bool {
	if o.Class != asked.Class || asked.Nation != "" && o.Nation != asked.Nation {
		return false
	}
	switch {
	case asked.Class == "":
		return asked.Of != "" && french.Fold(o.Of) == french.Fold(asked.Of) || french.Fold(o.Text) == french.Fold(asked.Text)
	case ministerial(asked.Class) && asked.Class != "MIN": // the class holds the complement
		return true
	case asked.Of != "":
		return isShort(o.Of, asked) || isShort(asked.Of, o) || sharesWord(o.Of, asked.Of) && hasNames(o.Text, asked.Of) || o.ofParty() && hasWords(o.Text, asked.Of)
	case stateOffice(asked.Class):
		return o.Of == "" || asked.Nation != ""
	}
	return asked.Nation != "" || firstWord(o.Text) == firstWord(asked.Text)
}

// firstWord is the folded first word of an office, in the singular.
func firstWord(office string) string {
	for _, tok := range french.Tokens(office) {
		return singular(french.Fold(tok.Text))
	}
	return ""
}

func ministerial(class string) bool {
	return class == "FM" || class == "DEF" || class == "INT" || class == "MIN" || strings.HasPrefix(class, "MIN:")
}

// looseClass reports classes that can name one office: « l'homologue », « le représentant », « le diplomate » for a minister of the nation.
func looseClass(have, asked string) bool {
	loose := func(c string) bool { return c == "HOMO" || c == "REP" || c == "DIPL" || c == "RESP" }
	if loose(have) {
		have, asked = asked, have
	}
	return loose(asked) && have != asked && (ministerial(have) || loose(have)) || asked == "LEAD" && (have == "PRES" || have == "PM")
}

// sameBody reports whether two offices with complements are held in one body: the complements have a word in common, or one is the other's
// initials, as ACO is Automobile Club de l'Ouest.
func sameBody(a, b Office) bool {
	return sharesWord(a.Of, b.Of) || isShort(a.Of, b) || isShort(b.Of, a) || initials(a.Of, b.Of) || initials(b.Of, a.Of)
}

// initials reports whether letters, two or three capitals, are what the content words of a complement begin with: FN, Front national.
func initials(letters, whole string) bool {
	if len(letters) < 2 || len(letters) > 3 || strings.ToUpper(letters) != letters {
		return false
	}
	var out strings.Builder
	for _, tok := range french.Tokens(whole) {
		if w := french.Fold(tok.Text); tok.Kind == french.Word && !french.IsStop(w) {
			out.WriteString(strings.ToUpper(w[:1]))
		}
	}
	return out.String() == letters
}

// sharesWord reports two complements with a content word in common.
func sharesWord(a, b string) bool {
	have := map[string]bool{}
	for _, tok := range french.Tokens(a) {
		if w := french.Fold(tok.Text); !french.IsStop(w) {
			have[w] = true
		}
	}
	for _, tok := range french.Tokens(b) {
		if have[french.Fold(tok.Text)] {
			return true
		}
	}
	return false
}

// hasNames reports whether an office has every capitalised word of a complement: who presides a Broadway League does not preside the G League,
// and the mayor of Saint-Ouen is not that of Saint-Denis.
func hasNames(office, complement string) bool {
	have := map[string]bool{}
	for _, tok := range french.Tokens(office) {
		have[french.Fold(tok.Text)] = true
	}
	for _, tok := range french.Tokens(complement) {
		if w := french.Fold(tok.Text); tok.Upper() && !french.IsStop(w) && !have[w] {
			return false
		}
	}
	return true
}

// ofParty reports whether the complement of an office is a party's letters behind the noun, with which goes what the office is of: « présidente LR
// de la région ».
func (o Office) ofParty() bool {
	tokens := french.Tokens(o.Text)
	return len(tokens) > 2 && tokens[1].Text == o.Of && acronym(o.Of)
}

// hasWords reports whether an office has every word of a complement, but function words.
func hasWords(office, complement string) bool {
	have := map[string]bool{}
	for _, tok := range french.Tokens(office) {
		have[french.Fold(tok.Text)] = true
	}
	return !slices.ContainsFunc(french.Tokens(complement), func(tok french.Token) bool {
		w := french.Fold(tok.Text)
		return !french.IsStop(w) && !have[w]
	})
}

// isShort reports whether letters are what the capitals of an office's complement spell, three at least: the complement as the whole office
// has it, for Of ends before its second « de ».
func isShort(letters string, whole Office) bool {
	var out []string
	for i, tok := range french.Tokens(whole.Text) {
		if i > 0 && tok.Upper() && tok.Kind == french.Word {
			first, _ := utf8.DecodeRuneInString(french.Fold(tok.Text))
			out = append(out, string(first))
		}
	}
	return len(out) >= 3 && strings.Join(out, "") == french.Fold(letters)
}
