package corpus

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// ErrWeekday is wrapped by the error that comes with a date whose weekday does not agree with it
// (« lundi 28 février 2023 » was a Tuesday). The date itself is returned all the same.
var ErrWeekday = errors.New("the weekday does not agree with the date")

// ParseFrenchDate reads a date as French people and newspapers write it, and as ParseDate does:
// « 21 novembre 2020 », « le 1er févr. 2020 », « lundi 27 février » (no year: XXXX-02-27), « nov. 2020 », « 2020 »,
// « 12/11/2020 » (day first), RFC 3339, EDTF. A time of day may follow and is dropped; "" is the unknown date.
// An impossible date is an error; a wrong weekday is an error that wraps ErrWeekday, with the date.
func ParseFrenchDate(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if d, err := ParseDate(s); err == nil {
		return d, nil
	}
	d, n, err := FrenchDatePrefix(s)
	if err != nil && !errors.Is(err, ErrWeekday) {
		return Date{}, err
	}
	if rest := strings.TrimFunc(s[n:], unicode.IsSpace); !timeOfDay(rest) {
		return Date{}, fmt.Errorf("date %q: %q is not part of a date", s, rest)
	}
	return d, err
}

// FrenchDatePrefix reads the date that s begins with, as ParseFrenchDate does, and returns the number of bytes read.
// Words may follow it. n is 0 when s does not begin with a date.
func FrenchDatePrefix(s string) (d Date, n int, err error) {
	r := dateReader{text: s}
	d, err = r.date()
	if err != nil && !errors.Is(err, ErrWeekday) {
		return Date{}, 0, err
	}
	return d, r.end, err
}

// dateReader reads a date from left to right; end is where the last part that belongs to it ends.
type dateReader struct {
	text     string
	pos, end int
}

func (r *dateReader) date() (Date, error) {
	r.skipWord("le")
	weekday, hasWeekday := frenchWeekday(r.peek())
	if hasWeekday {
		r.take()
		if r.peek() == "," {
			r.take()
		}
		r.skipWord("le")
	}
	d, err := r.dayMonthYear()
	if err != nil {
		return Date{}, err
	}
	if err := d.Check(); err != nil {
		return Date{}, err
	}
	if hasWeekday && d.Year > 0 && d.Day > 0 {
		if is := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday(); is != weekday {
			return d, fmt.Errorf("date %s: %w", d, ErrWeekday)
		}
	}
	return d, nil
}

func (r *dateReader) dayMonthYear() (Date, error) {
	first := r.peek()
	if d, ok, err := r.iso(); ok {
		return d, err
	}
	if year, ok := yearOf(first); ok {
		r.take()
		return Date{Year: year}, nil
	}
	day, isDay := dayOf(first)
	if isDay {
		r.take()
		if sep := r.peek(); sep == "/" || sep == "." || sep == "-" {
			return r.numeric(day, sep)
		}
	}
	month, ok := frenchMonth(r.peek())
	if !ok {
		return Date{}, fmt.Errorf("date %q does not begin with a day, a month or a year", excerpt(r.text))
	}
	r.take()
	if r.peek() == "." {
		r.take()
	}
	d := Date{Month: month, Day: day}
	if year, ok := yearOf(r.peek()); ok {
		r.take()
		d.Year = year
	}
	return d, nil
}

// numeric reads « /11/2020 » after a day: French dates have the day first.
func (r *dateReader) numeric(day int, sep string) (Date, error) {
	bad := fmt.Errorf("date %q is not day/month/year", excerpt(r.text))
	r.take()
	month, ok := number(r.peek(), 1, 2)
	if !ok {
		return Date{}, bad
	}
	r.take()
	if r.peek() != sep {
		return Date{}, bad
	}
	r.take()
	year, ok := yearOf(r.peek())
	if !ok {
		return Date{}, bad
	}
	r.take()
	if month == 0 {
		return Date{}, bad
	}
	return Date{year, month, day}, nil
}

// iso reads 2020-11-21, 2020-11 and the day of an RFC 3339 time.
func (r *dateReader) iso() (Date, bool, error) {
	rest := r.text[r.pos:]
	lead := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsSpace))
	rest = rest[lead:]
	n := 0
	for n < len(rest) && n < 10 && (rest[n] == '-' || isDigit(rest[n]) || rest[n] == 'X') {
		n++
	}
	if (n != 7 && n != 10) || rest[4] != '-' || n < len(rest) && isDigit(rest[n]) {
		return Date{}, false, nil
	}
	d, err := ParseDate(rest[:n])
	r.pos += lead + n
	r.end = r.pos
	return d, true, err
}

// peek returns the next word, number or sign in lower case without accents, "" at the end.
func (r *dateReader) peek() string {
	start, end := r.next()
	return plainLower(r.text[start:end])
}

func (r *dateReader) take() {
	_, r.pos = r.next()
	r.end = r.pos
}

func (r *dateReader) skipWord(w string) {
	if r.peek() == w {
		_, r.pos = r.next() // does not move end: « le » alone is no date
	}
}

func (r *dateReader) next() (start, end int) {
	start = r.pos
	for start < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[start:])
		if !unicode.IsSpace(c) {
			break
		}
		start += n
	}
	end = start
	class := 0
	for end < len(r.text) {
		c, n := utf8.DecodeRuneInString(r.text[end:])
		k := runeClass(c)
		if k == 0 || class != 0 && (k == 3 || k != class && !ordinal(r.text[start:end], r.text[end:])) {
			break
		}
		end += n
		if class == 0 {
			class = k
		}
		if k == 3 {
			break
		}
	}
	return start, end
}

// ordinal reports « 1 » before « er »: the only number that French writes as an ordinal in a date.
func ordinal(number, rest string) bool {
	return number == "1" && strings.HasPrefix(rest, "er") || number == "1e" && strings.HasPrefix(rest, "r")
}

// runeClass is 0 for a space, 1 for a letter, 2 for a digit, 3 for a sign.
func runeClass(c rune) int {
	switch {
	case unicode.IsSpace(c):
		return 0
	case unicode.IsLetter(c), unicode.IsMark(c):
		return 1
	case c >= '0' && c <= '9':
		return 2
	}
	return 3
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// number reads between lo and hi digits.
func number(s string, lo, hi int) (int, bool) {
	if len(s) < lo || len(s) > hi {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func dayOf(s string) (int, bool) {
	if s == "1er" {
		return 1, true
	}
	n, ok := number(s, 1, 2)
	return n, ok && n > 0
}

func yearOf(s string) (int, bool) {
	n, ok := number(s, 4, 4)
	return n, ok && n >= 1000
}

// timeOfDay reports « à 10h12 », « - 10:12 », « , 10 h », « 10h12 (heure de Paris) »: what may follow a date.
func timeOfDay(s string) bool {
	if s == "" {
		return true
	}
	s = strings.TrimLeft(plainLower(s), "-–—,•| ")
	s = strings.TrimSpace(strings.TrimPrefix(s, "a "))
	if s == "" || !isDigit(s[0]) {
		return s == "."
	}
	for _, c := range s {
		if !unicode.IsDigit(c) && !unicode.IsSpace(c) && !strings.ContainsRune("hmn:.", c) {
			return false
		}
	}
	return len(s) <= 12 && strings.ContainsAny(s, "h:")
}

// frenchMonth reads a month in lower case without accents: whole, or shortened as newspapers do.
func frenchMonth(s string) (int, bool) {
	for i, names := range [12]string{
		"janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin",
		"juillet juil juill", "aout", "septembre sept sep", "octobre oct", "novembre nov", "decembre dec",
	} {
		for name := range strings.FieldsSeq(names) {
			if s == name {
				return i + 1, true
			}
		}
	}
	return 0, false
}

func frenchWeekday(s string) (time.Weekday, bool) {
	for i, name := range [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"} {
		if s == name {
			return time.Weekday(i), true
		}
	}
	return 0, false
}

// plainLower lowers s and drops the accents that French months and « à » carry, composed or not.
func plainLower(s string) string {
	return accentless.Replace(strings.ToLower(s))
}

var accentless = strings.NewReplacer("é", "e", "è", "e", "û", "u", "ù", "u", "à", "a", "e\u0301", "e", "u\u0302", "u")

func excerpt(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "") + "…"
}
