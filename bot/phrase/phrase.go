// Package phrase says our values in French, the same way in Discord and on the command line.
//
// Setting type: Fine, Say, Quoted. Small parts: Number, Decimal, Count, List, Of. Dates: Date, ShortDate, Period.
// What is shown of an answer: Title, ShortTitle, Origin, Known, Relay, Position, Holdings, Understood, Refusal, Others, DidYouMean, Verdict.
//
// The sentences of this package are written with ordinary spaces and apostrophes and set by Fine, so that the source stays readable;
// what comes from a person or an article is put in afterwards and is never changed by it.
// The package is pure: values in, sentences out; no mark-up, no colour, no line ends.
package phrase

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The no-break spaces of French typography.
const (
	NoBreak     = "\u00a0" // inside guillemets, before a colon
	ThinNoBreak = "\u202f" // before ; ! ? and between groups of three digits
)

var (
	doubleSign = regexp.MustCompile(` ([;!?])`)
	setting    = strings.NewReplacer("« ", "«"+NoBreak, " »", NoBreak+"»", " :", NoBreak+":", " %%", NoBreak+"%%", "n° ", "n°"+NoBreak, "...", "…")
)

// Fine sets one of our own sentences as French does: ’ for an apostrophe between letters, … for three dots, and no-break spaces
// inside « », before : ; ! ? and after n° where an ordinary space stands. Setting twice changes nothing.
func Fine(ours string) string {
	ours = doubleSign.ReplaceAllString(apostrophes(ours), ThinNoBreak+"$1")
	return setting.Replace(ours)
}

// apostrophes curls those that stand after a letter and before a letter or an opening guillemet.
func apostrophes(s string) string {
	runes := []rune(s)
	for i := 1; i+1 < len(runes); i++ {
		if runes[i] == '\'' && unicode.IsLetter(runes[i-1]) && (unicode.IsLetter(runes[i+1]) || runes[i+1] == '«') {
			runes[i] = '’'
		}
	}
	return string(runes)
}

// Say formats as fmt.Sprintf does, after setting the format (see Fine). The arguments stay as they are.
func Say(format string, args ...any) string { return fmt.Sprintf(Fine(format), args...) }

// Quoted puts a title, a question or a name between guillemets; guillemets inside become “ ”, as French typography has it.
// It is not for excerpts of articles, which are shown as they stand.
func Quoted(s string) string {
	inner := strings.NewReplacer("«"+NoBreak, "“", "«"+ThinNoBreak, "“", "« ", "“", "«", "“",
		NoBreak+"»", "”", ThinNoBreak+"»", "”", " »", "”", "»", "”")
	return "«" + NoBreak + inner.Replace(strings.TrimSpace(s)) + NoBreak + "»"
}

// Number writes a whole number with a thin space between groups of three digits, from 1 000 on.
func Number(n int) string {
	digits, sign := strconv.Itoa(n), ""
	if n < 0 {
		digits, sign = digits[1:], "−"
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(ThinNoBreak)
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// Decimal writes a number with that many decimals behind a comma: « 0,84 ».
func Decimal(x float64, decimals int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', decimals, 64), ".", ",", 1)
}

// Count writes a number with its noun: « 0 article », « 1 article », « 16 897 articles ». The singular holds below 2, as in French.
func Count(n int, singular, plural string) string {
	if n < 2 && n > -2 {
		return Number(n) + NoBreak + singular
	}
	return Number(n) + NoBreak + plural
}

// Articles counts articles: « 5 articles ».
func Articles(n int) string { return Count(n, "article", "articles") }

// List joins parts: « a », « a et b », « a, b et c ». last is the word before the last part: "et", "ou".
func List(parts []string, last string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	end := len(parts) - 1
	return strings.Join(parts[:end], ", ") + " " + last + " " + parts[end]
}

// Of puts « de » or « d’ » before a name: « de Sergueï Lavrov », « d’Ilham Aliev ». A name in h keeps « de », and so does one in
// which y is a consonant: « de Yann », but « d’Yves ».
func Of(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	if (first == 'Y' || first == 'y') && strings.ContainsRune("aeiouéè", second) {
		return "de " + name
	}
	if strings.ContainsRune("AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜaeiouàâäéèêëîïôöùûüŒœ", first) && first != utf8.RuneError {
		return "d’" + name
	}
	return "de " + name
}

// cutBefore is what a text that is cut does not end with: spaces, marks that announce more, marks that open.
const cutBefore = " " + NoBreak + ThinNoBreak + ",;:.«“(["

// Cut shortens a text to at most n characters at a space, with « … » in place of what is cut; line ends become spaces, and no-break
// spaces stay.
func Cut(s string, n int) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && !strings.ContainsRune(NoBreak+ThinNoBreak, r) }), " ")
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	kept := string(runes[:max(n-1, 0)])
	if space := strings.LastIndexByte(kept, ' '); space > len(kept)/2 {
		kept = kept[:space]
	}
	return strings.TrimRight(kept, cutBefore) + "…"
}
