package french

import (
	"slices"
	"strings"

	"propos/corpus"
)

// AnswerSpans returns the parts of a sentence that could answer a question of the given kind, in order and without overlap:
//
//	KindDate        dates and times, relative ones too; without any, clauses of time: « lors de la bataille », « au Moyen Âge »
//	KindNumber      numbers that are no dates, with what they count: « 800 morts », « 14,8 % », « un tiers »; without any, ordinals
//	KindPerson      names that are no places and no acronyms
//	KindPlace       known places, and names behind « à », « en », « près de » …; without any, clauses of place: « dans une seconde pièce »
//	KindCause       clauses opened by « parce que », « en raison de », « afin de », « pour » with an infinitive …
//	KindManner      « en signant », « grâce à », « au moyen de » …
//	KindDefinition  « une alliance militaire » behind a name and a comma, or behind « est »
//	KindQuote       what stands in guillemets
//
// It returns nil for the other kinds. The spans propose: which one answers depends on the words of the question beside them.
func AnswerSpans(kind AnswerKind, sentence string) []corpus.Span {
	tokens := Scan(sentence)
	switch kind {
	case KindDate:
		return orElse(dateSpans(tokens), tokens, timeOpening)
	case KindNumber:
		return numberSpans(tokens)
	case KindPerson:
		return personSpans(tokens)
	case KindPlace:
		return orElse(placeSpans(tokens), tokens, placeOpening)
	case KindCause:
		return clauses(tokens, causeOpening)
	case KindManner:
		return clauses(tokens, mannerOpening)
	case KindDefinition:
		return clauses(tokens, definitionOpening)
	case KindQuote:
		return quotedSpans(tokens)
	}
	return nil
}

func dateSpans(tokens []Token) []corpus.Span {
	var out []corpus.Span
	for _, m := range datesIn(tokens) {
		out = append(out, m.Span)
	}
	return out
}

// orElse returns found, or else the clauses that open finds.
func orElse(found []corpus.Span, tokens []Token, open opening) []corpus.Span {
	if len(found) > 0 {
		return found
	}
	return clauses(tokens, open)
}

func numberSpans(tokens []Token) []corpus.Span {
	var out, ordinals []corpus.Span
	dates := dateSpans(tokens)
	for _, m := range numbersIn(tokens) {
		if slices.ContainsFunc(dates, m.Overlaps) {
			continue
		}
		if m.Ordinal {
			ordinals = append(ordinals, m.Span)
			continue
		}
		s := m.Span
		if m.Unit.Len() > 0 {
			s.End = m.Unit.End
		}
		if len(out) == 0 || s.Start >= out[len(out)-1].End {
			out = append(out, s)
		}
	}
	for _, s := range vagueNumbers(tokens) {
		if !slices.ContainsFunc(out, s.Overlaps) {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return ordinals
	}
	slices.SortFunc(out, func(a, b corpus.Span) int { return a.Start - b.Start })
	return out
}

// vagueNumbers finds quantities without a number of their own: « un tiers », « la moitié », « plusieurs millions », « une heure ».
func vagueNumbers(tokens []Token) []corpus.Span {
	var out []corpus.Span
	for i := 1; i < len(tokens); i++ {
		before, word := Fold(tokens[i-1].Text), singular(Fold(tokens[i].Text))
		one := before == "un" || before == "une"
		if (one || before == "la") && fractions[word] || one && measures[word] || before == "plusieurs" && (numberWordAt(tokens, i).class == scaleWord || numberWordAt(tokens, i).class == collective) {
			if s := (corpus.Span{Start: tokens[i-1].Start, End: tokens[i].End}); len(out) == 0 || s.Start >= out[len(out)-1].End {
				out = append(out, s)
			}
		}
	}
	return out
}

var (
	fractions = set("tier quart moitie cinquieme dixieme demi")
	measures  = set("an annee mois semaine jour journee heure minute seconde siecle metre kilometre centimetre millimetre kilo gramme tonne litre hectare degre euro dollar franc")
)

func personSpans(tokens []Token) []corpus.Span {
	var out []corpus.Span
	for _, m := range Names(tokens) {
		if m.Given || m.Title.Len() > 0 || !placeOrAcronym(tokens, m.Span) {
			out = append(out, m.Span)
		}
	}
	return out
}

// placeOrAcronym tells whether a name is a known place or all in capitals.
func placeOrAcronym(tokens []Token, s corpus.Span) bool {
	first, _ := slices.BinarySearchFunc(tokens, s.Start, func(t Token, at int) int { return t.Start - at })
	end := first
	for end < len(tokens) && tokens[end].End <= s.End {
		end++
	}
	if end == first+1 && allUpper(tokens[first].Text) {
		return true
	}
	places := Places(tokens[first:end])
	return len(places) > 0 && places[0].Start == s.Start
}

func placeSpans(tokens []Token) []corpus.Span {
	var out []corpus.Span
	for _, m := range Places(tokens) {
		if m.Kind == PlaceName || m.Kind == PlaceCapital {
			out = append(out, m.Span)
		}
	}
	for _, m := range Names(tokens) {
		if !m.Given && m.Title.Len() == 0 && behindLocation(tokens, m.Start) && !slices.ContainsFunc(out, m.Overlaps) {
			out = append(out, m.Span)
		}
	}
	slices.SortFunc(out, func(a, b corpus.Span) int { return a.Start - b.Start })
	return out
}

// behindLocation tells whether a preposition of place stands before the word that starts at byte at.
func behindLocation(tokens []Token, at int) bool {
	i, _ := slices.BinarySearchFunc(tokens, at, func(t Token, at int) int { return t.Start - at })
	for i--; i >= 0 && articles[strings.TrimSuffix(Fold(tokens[i].Text), "'")]; i-- {
	}
	return i >= 0 && (locations[Fold(tokens[i].Text)] || isOf(placeWord(tokens[i])) && i > 0 && locations[Fold(tokens[i-1].Text)])
}

var locations = set("a au aux en dans vers pres loin autour ville region village province district nord sud est ouest depuis banlieue quartier rue place site departement ile capitale cote vallee montagne lac port gare aeroport bord centre limite environs frontiere bataille")

func timeOpening(r *questionReader, i int) int {
	return r.match(i, "lors de", "lors du", "lors des", "lors d", "lorsque", "lorsqu", "durant", "pendant", "au moment de", "au moment du", "a la fin de", "a la fin du", "a la fin des", "au debut de", "au debut du", "au debut des",
		"a la veille de", "a la veille du", "au cours de", "au cours du", "au cours des", "au cours d", "depuis", "apres", "avant", "des le", "des la", "au moyen age", "l antiquite", "a l epoque", "l epoque", "quelques mois", "quelques annees", "quelques jours", "a tout moment", "au demarrage")
}

func placeOpening(r *questionReader, i int) int {
	return r.match(i, "dans", "derriere", "devant", "sous", "sur", "chez", "au centre", "au nord", "au sud", "a l est", "a l ouest", "au bord", "a cote", "aux cotes", "pres de", "pres du", "pres des", "pres d", "au coeur", "au sommet", "au pied", "au large", "le long", "entre", "a la limite", "le site", "parmi", "au dessus", "au dessous", "en face", "autour de")
}

// opening reads what opens a clause at token i and returns where its words begin and their number; n is 0 for none.
type opening func(r *questionReader, i int) (n int)

// clauses returns the clauses that open finds, each up to the next mark.
func clauses(tokens []Token, open opening) []corpus.Span {
	r := &questionReader{tokens: tokens, folded: make([]string, len(tokens))}
	for i, t := range tokens {
		r.folded[i] = placeWord(t)
	}
	var out []corpus.Span
	for i := 0; i < len(tokens); i++ {
		n := open(r, i)
		if n == 0 {
			continue
		}
		end := i + n
		for end < len(tokens) && !endsClause(tokens[end]) {
			end++
		}
		if s := r.span(i, end); s.Len() > 0 && end > i+n {
			out = append(out, s)
		}
		i = end - 1
	}
	return out
}

func endsClause(t Token) bool {
	return t.Kind == Punct && strings.Contains(",.;:!?…()»«“”", t.Text)
}

func causeOpening(r *questionReader, i int) int {
	if n := r.match(i, "parce que", "parce qu", "en raison de", "en raison d", "en raison du", "en raison des", "a cause de", "a cause d", "a cause du", "a cause des", "grace a", "grace au", "grace aux",
		"afin de", "afin d", "afin que", "afin qu", "du fait de", "du fait d", "du fait du", "du fait des", "du fait que", "faute de", "faute d", "suite a", "suite au", "suite aux", "a la suite de", "a la suite d", "a la suite du", "a la suite des",
		"sous l effet", "etant donne", "en vue de", "en vue d", "de peur de", "de peur que", "dans le but de", "dans le but d", "pour que", "pour qu", "puisque", "puisqu", "au motif que", "au motif qu", "au nom de", "compte tenu de", "compte tenu du", "compte tenu des", "au vu de", "sous pretexte"); n > 0 {
		return n
	}
	switch {
	case r.at(i) == "car" && i > 0:
		return 1
	case r.at(i) == "pour" && infinitive(r.at(i+1)):
		return 2
	case r.at(i) == "pour" && (r.at(i+1) == "ne" || r.at(i+1) == "le" || r.at(i+1) == "la" || r.at(i+1) == "les" || r.at(i+1) == "y" || r.at(i+1) == "en" || r.at(i+1) == "se" || r.at(i+1) == "s") && infinitive(r.at(i+2)):
		return 3
	}
	return 0
}

// infinitive goes by the ending.
func infinitive(w string) bool {
	return len(w) > 3 && (strings.HasSuffix(w, "er") || strings.HasSuffix(w, "ir") || strings.HasSuffix(w, "re") && !strings.HasSuffix(w, "aire") || w == "faire" || w == "plaire")
}

func mannerOpening(r *questionReader, i int) int {
	if n := r.match(i, "grace a", "grace au", "grace aux", "a l aide de", "a l aide d", "a l aide du", "a l aide des", "au moyen de", "au moyen d", "au moyen du", "au moyen des", "par le biais de", "par le biais du", "par l intermediaire de",
		"de maniere", "de facon", "a travers", "par voie de", "par", "sous forme de", "sous la forme de", "avec"); n > 0 {
		return n
	}
	if r.at(i) == "en" && len(r.at(i+1)) > 4 && strings.HasSuffix(r.at(i+1), "ant") {
		return 2
	}
	return 0
}

// definitionOpening reads « une alliance » behind a comma that follows a name or a bracket, and « est une alliance ».
func definitionOpening(r *questionReader, i int) int {
	if w := r.at(i); w != "un" && w != "une" && w != "le" && w != "la" && w != "l" && w != "des" && w != "les" && w != "ancien" && w != "ancienne" {
		return 0
	}
	if i < 2 {
		return 0
	}
	before := r.tokens[i-1]
	named := r.tokens[i-2].Kind == Word && r.tokens[i-2].Upper() || r.tokens[i-2].Text == ")"
	switch {
	case before.Text == "," && named:
		return 1
	case isBe(r.at(i - 1)), r.match(i-1, "designe", "designent", "signifie", "constitue", "represente") > 0, r.at(i-1) == "ete" || r.at(i-1) == "devenu" || r.at(i-1) == "devenue":
		return 1
	}
	return 0
}

// quotedSpans returns what stands between guillemets.
func quotedSpans(tokens []Token) []corpus.Span {
	var out []corpus.Span
	open := -1
	for i, t := range tokens {
		switch t.Text {
		case "«", "“":
			if open < 0 {
				open = i
			}
		case "»", "”":
			if open >= 0 && i > open+1 {
				out = append(out, corpus.Span{Start: tokens[open+1].Start, End: tokens[i-1].End})
			}
			open = -1
		}
	}
	return out
}
