package boilerplate

import "strings"

// consentWords are what only the text of a consent wall says to its reader, folded. A newspaper that writes about
// cookies uses their nouns, hardly ever two of these formulas in one paragraph.
var consentWords = [...]string{
	"vous acceptez l'utilisation", "vous acceptez le depot", "vous acceptez que", "en poursuivant votre navigation", "en continuant a naviguer", "en continuant votre navigation",
	"en cliquant sur « accepter", "en cliquant sur \"accepter", "en cliquant sur accepter", "en cliquant sur tout accepter", "en cliquant sur chaque option", "en cliquant sur ok",
	"ce site utilise des cookies", "ce site web utilise des cookies", "nous utilisons des cookies", "notre site utilise des cookies", "utilisons des cookies et", "utilisent des cookies",
	"depot des cookies", "depot de cookies", "cookies techniques", "cookies de session", "cookies et autres traceurs", "cookies ou traceurs", "cookies et traceurs",
	"mesure d'audience", "publicite ciblee", "publicites personnalisees", "personnalisation des contenus", "profilage", "partage avec les reseaux sociaux",
	"politique de confidentialite", "politique de cookies", "politique cookies", "parametrer vos choix", "parametrer les cookies", "parametrer mes choix", "gerer vos preferences",
	"gerer mes cookies", "vos preferences", "retirer votre consentement", "votre consentement", "nos partenaires", "vous pouvez controler", "vous pouvez modifier vos choix",
	"bon fonctionnement de nos services", "bon fonctionnement du site", "continuer sans accepter", "acceder a des informations sur un appareil", "stocker et/ou acceder",
	"interets legitimes", "donnees de navigation", "vous opposer",
}

// consentText reports a consent wall's own words: a line of at most 2,000 bytes about cookies or consent with two of its formulas,
// or that begins with one and holds little else.
func consentText(line string) Rule {
	if len(line) > 2000 || !consentHint(line) {
		return ""
	}
	plain := fold(line)
	if !strings.Contains(plain, "cookie") && !strings.Contains(plain, "traceurs") && !strings.Contains(plain, "consentement") {
		return ""
	}
	n := 0
	for _, w := range consentWords {
		if !strings.Contains(plain, w) {
			continue
		}
		n++
		if n == 2 && !reported(line) || n == 3 || strings.HasPrefix(plain, w) && len(plain) < len(w)+40 {
			return Consent
		}
	}
	return ""
}

// consentHint is a cheap look for the nouns without which a line is no consent text.
func consentHint(line string) bool {
	return strings.Contains(line, "ookie") || strings.Contains(line, "OOKIE") || strings.Contains(line, "traceurs") || strings.Contains(line, "onsentement")
}

// reported reports that a line quotes or tells who said: then it is an article about consent walls.
func reported(line string) bool {
	for _, w := range []string{"a déclaré", "a expliqué", "a indiqué", "a affirmé", "selon ", "Selon ", "estime ", "explique ", "la Cnil", "la CNIL", "La Cnil", "La CNIL"} {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}
