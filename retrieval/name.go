package retrieval

import (
	"slices"
	"unicode/utf8"

	"propos/retrieval/french"
	"propos/retrieval/quote"
)

// MaxName is the longest name or office, in characters.
const MaxName = 100

// NameFault says why moderators cannot give a name.
type NameFault string

// The faults of a name.
const (
	NameEmpty  NameFault = "empty"     // there is no person, or there are no words
	NameLong   NameFault = "too long"  // the person or the words have more than MaxName characters
	NameSame   NameFault = "same"      // the words are the person's name itself
	NameThere  NameFault = "there"     // it is given already
	NameTaken  NameFault = "taken"     // the words mean another person, at the same time
	NameCircle NameFault = "circle"    // the words are a name under which a person is shown
	NameChain  NameFault = "chain"     // the person is only another spelling of somebody
	NameBare   NameFault = "bare"      // an office of nobody knows what: « le ministre »
	NameTimed  NameFault = "timed"     // a spelling for a time: a person's name holds always
	NamePeriod NameFault = "no period" // the office ends before it begins, or a bound has no year
)

// NameError says why moderators cannot give a name.
type NameError struct {
	Fault NameFault
	With  Name // the name that stands in the way; zero when it is the name itself
}

// Error returns the fault.
func (e *NameError) Error() string { return "the name cannot be given: " + string(e.Fault) }

// Check says whether a name can be given beside those of the advice: a *NameError, or nil. Names are followed once: a spelling of what
// is itself a spelling would mean nobody, and is a fault.
func (a *Advice) Check(n Name) error {
	if fault := n.fault(); fault != "" {
		return &NameError{Fault: fault}
	}
	person, words := plainWords(n.Person), plainWords(n.Words)
	for _, other := range a.Names {
		have := plainWords(other.Words)
		switch {
		case have == words && sameTime(n, other) && plainWords(other.Person) == person && n.Period == other.Period:
			return &NameError{NameThere, other}
		case have == words && sameTime(n, other) && plainWords(other.Person) != person:
			return &NameError{NameTaken, other}
		case plainWords(other.Person) == words && !n.Office:
			return &NameError{NameCircle, other}
		case have == person && !other.Office:
			return &NameError{NameChain, other}
		}
	}
	return nil
}

// fault is what is wrong with a name by itself; "" when nothing is.
func (n Name) fault() NameFault {
	person, words := plainWords(n.Person), plainWords(n.Words)
	switch {
	case person == "" || words == "":
		return NameEmpty
	case utf8.RuneCountInString(n.Person) > MaxName || utf8.RuneCountInString(n.Words) > MaxName:
		return NameLong
	case person == words:
		return NameSame
	case bareOffice(n.Words) || bareOffice(n.Person):
		return NameBare
	case !n.Office && !n.Period.IsZero():
		return NameTimed
	case !n.Period.From.IsZero() && n.Period.From.Year == 0, !n.Period.To.IsZero() && n.Period.To.Year == 0:
		return NamePeriod
	case n.Period.From.Year > 0 && n.Period.To.Year > 0 && n.Period.From.First().Compare(n.Period.To.Last()) > 0:
		return NamePeriod
	}
	return ""
}

// sameTime reports whether two names hold on some day both. A day on which one ends and the other begins is shared by no two holders
// of an office who follow one another, so it does not count.
func sameTime(x, y Name) bool {
	if !x.Office || !y.Office {
		return true
	}
	return !endsBefore(x, y) && !endsBefore(y, x)
}

func endsBefore(x, y Name) bool {
	return x.Period.To.Year > 0 && y.Period.From.Year > 0 && x.Period.To.First().Compare(y.Period.From.Last()) <= 0
}

// IsOffice reports whether words are an office and not a name: « chef de la diplomatie russe », « le maire de Tours ».
func IsOffice(words string) bool {
	s, ok := quote.Phrase(words)
	return ok && s.Name == "" && len(s.Offices) > 0
}

// bareOffice reports whether words are an office without a word that says of what: « le ministre », « la porte-parole ». Whoever bears
// it differs from article to article.
func bareOffice(words string) bool {
	s, ok := quote.Phrase(words)
	if !ok || s.Name != "" || len(s.Offices) == 0 {
		return false
	}
	o := s.Offices[0]
	return o.Nation == "" && o.Of == "" && !slices.ContainsFunc(french.Tokens(o.Text), complements)
}

// complements recognises the words by which titles of state name their state: « président de la République », « chef de l'État ».
func complements(t french.Token) bool {
	folded := french.Fold(t.Text)
	return folded == "republique" || folded == "etat"
}
