package intake

import (
	"fmt"
	"strconv"
)

// Reason says why something is no article that can be kept.
type Reason string

// The reasons.
const (
	Empty       Reason = "empty"        // no text, or nothing but page furniture
	TooLarge    Reason = "too large"    // a file, a line or a text over its limit
	TooMany     Reason = "too many"     // a folder or an archive of more files than its limit
	Binary      Reason = "not text"     // a picture, a program, a text in no readable encoding
	Unsupported Reason = "unsupported"  // a format that is known and not read (PDF, old Word, nested archives, feeds)
	NotFrench   Reason = "not French"   // a text in another language
	BadJSON     Reason = "bad JSON"     // a line that is not a JSON object of the contract
	BadDate     Reason = "bad date"     // a date in a JSON line that is not EDTF or cannot be
	BadID       Reason = "bad id"       // an id in a JSON line that is too long or has signs that are not seen
	BadArchive  Reason = "bad archive"  // a zip, gzip or DOCX that cannot be unpacked
	Bomb        Reason = "archive bomb" // an archive or page that unpacks to more than it may
	NoArticle   Reason = "no article"   // a web page without the text of an article
)

// Refusal is the error for something that is no article. The rest of an import goes on after it.
type Refusal struct {
	Name   string // as Draft.Name
	Line   int    // as Draft.Line
	Reason Reason
	Given  string // the date that cannot be; "" for other reasons
	Err    error  // what exactly, in English; nil when Reason says all
}

// Error names the file, the line, the reason and the detail.
func (r *Refusal) Error() string {
	s := r.Name
	if r.Line > 0 {
		s += ":" + strconv.Itoa(r.Line)
	}
	if s != "" {
		s += ": "
	}
	s += string(r.Reason)
	if r.Err != nil {
		s = fmt.Sprintf("%s: %v", s, r.Err)
	}
	return s
}

// Unwrap returns the detail.
func (r *Refusal) Unwrap() error { return r.Err }

func refuse(name string, line int, reason Reason, err error) *Refusal {
	return &Refusal{Name: name, Line: line, Reason: reason, Err: err}
}
