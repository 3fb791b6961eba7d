package intake

import (
	"strings"
	"unicode"
)

// minWords is the number of words below which nobody can tell the language: such texts are let through.
const minWords = 20

// french reports whether a text can be French: of its first words, at least one in twelve is among the commonest
// of French (in running French it is about one in three), or French has more of them than each neighbour's list.
func french(text string) bool {
	var n, fr, other int
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		n++
		w = strings.ToLower(w)
		if _, ok := frenchWords[w]; ok {
			fr++
		} else if _, ok := otherWords[w]; ok {
			other++
		}
		if n == 400 {
			break
		}
	}
	if n < minWords {
		return n > 0 || strings.TrimSpace(text) != "" // figures alone are judged elsewhere
	}
	return fr*12 >= n && fr >= other
}

// letters reports whether a text has any word, and is not mostly signs.
func letters(text string) bool {
	var letter, sign int
	for _, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
			letter++
		case r == unicode.ReplacementChar:
			sign += 4
		case !unicode.IsSpace(r):
			sign++
		}
	}
	return letter > sign/2
}

// frenchWords are the commonest words of French that neighbouring languages do not have as their own commonest;
// otherWords the commonest of English, Spanish, Italian, German, Portuguese and Dutch that French has not.
var (
	frenchWords = wordSet(`le la les l un une des du de d et est a à au aux en dans que qu qui ne pas pour par sur ce cette ces se s sa son ses il elle ils elles on nous vous
		je j leur leurs avec plus sont ont été était être avait mais ou où comme n c y même après selon dont entre sans aussi fait deux tout tous`)
	otherWords = wordSet(`the of and to is was for that with are this from have has been were which their would he his it not but they at by an as be
		el los las del una por con para como más pero sus fue ha su lo
		il di che per della dei delle gli non sono nel con ha anche più
		der die das und den von zu mit sich auf für ist im dem nicht ein eine als auch
		o os um uma não dos das ao pelo mas seu sua
		het een van dat niet op zijn voor met wordt aan`)
)

func wordSet(list string) map[string]struct{} {
	set := make(map[string]struct{})
	for w := range strings.FieldsSeq(list) {
		set[w] = struct{}{}
	}
	return set
}
