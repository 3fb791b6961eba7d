package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is the length in bytes up to which a line can be a link, a label or a prompt; above, only a consent text.
const longest = 260

// judge returns the rule that takes a line away by what the line itself says, or "".
func judge(line string) Rule {
	if line == "" {
		return ""
	}
	if len(line) > longest {
		return consentText(line)
	}
	plain := fold(line)
	first, _, _ := strings.Cut(plain, " ")
	for _, p := range phrases[strings.TrimRight(first, ":,.]!…>")] {
		if p.takes(line, plain) {
			return p.rule
		}
	}
	if copyrightLine(line) {
		return Copyright
	}
	if strings.HasPrefix(plain, "il vous reste ") && strings.Contains(plain, "de cet article") {
		return Paywall
	}
	if shareNames(plain) {
		return Share
	}
	return consentText(line)
}

// takes reports whether the line is what the phrase announces; plain is the line folded.
func (p phrase) takes(line, plain string) bool {
	rest, ok := strings.CutPrefix(plain, p.text)
	switch {
	case !ok:
		return false
	case p.how == whole:
		return trailing(rest)
	case strings.HasSuffix(p.text, ":"):
		return true
	case p.how == begins:
		return rest == "" || !startsLetter(rest)
	}
	// announces: a title, a list or a name follows, not the rest of a sentence.
	rest = strings.TrimLeft(rest, " ")
	if trailing(rest) {
		return true
	}
	if strings.ContainsAny(rest[:1], ":>|-–—«\"“”»►→•[") || strings.HasPrefix(rest, "–") {
		return true
	}
	return ownArticle(rest) || capitalAfter(line, p.text) && !strings.HasSuffix(strings.TrimRight(line, " "), ".")
}

// ownArticle reports the words by which a newspaper points to its own pages.
func ownArticle(rest string) bool {
	for _, own := range []string{"notre ", "nos ", "l'article", "l'interview", "l'enquete", "l'integralite", "le reportage", "le portrait", "sur le site", "sur notre site"} {
		if strings.HasPrefix(rest, own) {
			return true
		}
	}
	return false
}

// capitalAfter reports whether the word after the folded phrase begins with a capital in line.
func capitalAfter(line, phrase string) bool {
	words := len(strings.Fields(phrase))
	line = strings.TrimLeftFunc(line, func(r rune) bool { return !unicode.IsLetter(r) })
	for i, w := range strings.Fields(line) {
		if i == words {
			r, _ := utf8.DecodeRuneInString(w)
			return unicode.IsUpper(r)
		}
	}
	return false
}

// trailing reports that nothing but signs is left.
func trailing(rest string) bool {
	return strings.IndexFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0
}

func startsLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// fold lowers a line, drops accents, unifies apostrophes and spaces, and drops the arrows and bullets before the words.
// An opening quotation mark stays: what somebody says is no furniture.
func fold(line string) string {
	line = strings.TrimLeftFunc(line, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("©(«\"“", r)
	})
	var b strings.Builder
	b.Grow(len(line))
	space := false
	for _, r := range line {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
			continue
		}
		b.WriteString(plainRune(unicode.ToLower(r)))
	}
	return strings.TrimRight(b.String(), " ")
}

func plainRune(r rune) string {
	switch r {
	case 'à', 'â', 'ä':
		return "a"
	case 'é', 'è', 'ê', 'ë':
		return "e"
	case 'î', 'ï':
		return "i"
	case 'ô', 'ö':
		return "o"
	case 'ù', 'û', 'ü':
		return "u"
	case 'ç':
		return "c"
	case 'œ':
		return "oe"
	case '’', 'ʼ', '‘':
		return "'"
	}
	return string(r)
}

// buttonLabel reports the labels of the buttons of a consent text.
func buttonLabel(line string) bool {
	plain := strings.TrimRight(fold(line), " .!>→")
	switch plain {
	case "ok", "accepter", "refuser", "tout accepter", "tout refuser", "j'accepte", "je refuse", "fermer", "parametrer", "accepter et continuer",
		"accepter et fermer", "continuer sans accepter", "continuer", "en savoir plus", "personnaliser", "parametrer vos choix", "gerer mes choix",
		"enregistrer", "valider", "d'accord", "compris", "j'ai compris":
		return true
	}
	return false
}

// bareLabel reports a line that announces links and names none itself: « Sur le même sujet », « Lire aussi : ».
func bareLabel(line string) bool {
	plain := fold(line)
	first, _, _ := strings.Cut(plain, " ")
	for _, p := range phrases[first] {
		if rest, ok := strings.CutPrefix(plain, p.text); ok && p.rule == Related && trailing(rest) {
			return true
		}
	}
	return false
}

// likeTitle reports a line that could be the title of another article: short, and not ended as a sentence is.
func likeTitle(line string) bool {
	return utf8.RuneCountInString(line) <= 140 && !strings.ContainsAny(line[len(line)-1:], ".;:,!") && !strings.HasSuffix(line, "…") &&
		!strings.HasSuffix(line, "»") && !strings.HasSuffix(line, "\"")
}

// shortHeading reports a line of at most five words without the end of a sentence, a figure or a quotation.
func shortHeading(line string) bool {
	return len(strings.Fields(line)) <= 5 && utf8.RuneCountInString(line) <= 40 && likeTitle(line) && !strings.ContainsAny(line, "0123456789«»\"“”?")
}

// copyrightLine reports a short line that states a right: « © 2020 AFP », « Copyright … », « … Tous droits réservés. »
func copyrightLine(line string) bool {
	if len(line) > 200 {
		return false
	}
	t := strings.TrimLeft(line, " ")
	if rest, ok := strings.CutPrefix(fold(line), "copyright"); ok {
		rest = strings.TrimLeft(rest, " :")
		return rest == "" || strings.HasPrefix(rest, "©") || strings.HasPrefix(rest, "(c)") || rest[0] >= '0' && rest[0] <= '9'
	}
	if strings.HasPrefix(t, "©") || strings.HasPrefix(t, "(c) ") || strings.HasPrefix(t, "(C) ") {
		return len(strings.Fields(t)) <= 12 && !strings.HasSuffix(t, "?")
	}
	if !strings.Contains(line, "droits") && !strings.Contains(line, "eproduction") {
		return false
	}
	plain := strings.TrimRight(fold(line), " .!)")
	return strings.HasSuffix(plain, "tous droits reserves") || strings.HasSuffix(plain, "reproduction interdite") || strings.HasPrefix(plain, "tous droits de reproduction")
}

// shareNames reports a line made of nothing but the names of networks: « Facebook Twitter LinkedIn ».
func shareNames(plain string) bool {
	n := 0
	for w := range strings.FieldsFuncSeq(plain, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		switch w {
		case "facebook", "twitter", "linkedin", "whatsapp", "messenger", "telegram", "pinterest", "instagram", "youtube", "flipboard", "bluesky", "mastodon",
			"x", "e-mail", "email", "mail", "partager", "imprimer", "copier", "lien", "le", "sur":
			n++
		default:
			return false
		}
		if n > 12 {
			return false
		}
	}
	return (n >= 3 || n == 2 && strings.Contains(plain, "partager")) && (strings.Contains(plain, "facebook") || strings.Contains(plain, "twitter"))
}
