package fetch

import "fmt"

// Kind says why a page could not be had.
type Kind string

// The kinds.
const (
	BadAddress  Kind = "not a web address"
	Refused     Kind = "address refused" // not public, or a port other than 80 and 443
	Unreachable Kind = "unreachable"     // no such name, no connection, a bad certificate
	TimedOut    Kind = "timed out"
	Redirects   Kind = "too many redirects"
	Status      Kind = "refused by the server" // Error.Status says how
	TooLarge    Kind = "too large"
	NotPage     Kind = "not a page" // a picture, a film, a program
)

// Error is why a page could not be had. Its text holds the host, never the whole address.
type Error struct {
	Kind   Kind
	Host   string
	Status int   // of HTTP, for the kind Status; else 0
	Err    error // what exactly; can be nil
}

// Error says what was asked of whom, and what came of it.
func (e *Error) Error() string {
	s := "fetch: " + string(e.Kind)
	if e.Host != "" {
		s = fmt.Sprintf("fetch from %s: %s", e.Host, e.Kind)
	}
	if e.Status != 0 {
		s += fmt.Sprintf(" (%d)", e.Status)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns what exactly went wrong.
func (e *Error) Unwrap() error { return e.Err }
