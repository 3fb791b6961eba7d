package config

import "strings"

// Problem is what is wrong with a setting. Where no constant stands, it names the values that can be.
type Problem string

// The problems.
const (
	NotNumber   Problem = "not a whole number in range"
	NotDuration Problem = "not a duration such as 24h or 30d"
	NotServers  Problem = "not a list of server ids"
	NotNetworks Problem = "not a list of networks such as 192.168.1.0/24"
	NotAddress  Problem = "not an http or https address"
	NotHostPort Problem = "not host:port"
	NotLevel    Problem = "not debug, info, warn or error"
	NotToken    Problem = "not a token: it has spaces or quotation marks"
	Unknown     Problem = "no such setting"
	Twice       Problem = "given twice, differently"
	Unreadable  Problem = "the file cannot be read"
)

// Fault is one setting that cannot be used as it is.
type Fault struct {
	Name    string // the variable, as it was given
	Value   string // what it was given; "" for a secret
	Problem Problem
	Nearest string // the setting that was perhaps meant, when there is no such setting; the other variable when given twice
	Err     error  // the system's error for a file; usually nil
}

// Error names the setting and the problem, never the value of a secret.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Name)
	if f.Value != "" {
		b.WriteString("=" + f.Value)
	}
	b.WriteString(": " + string(f.Problem))
	if f.Nearest != "" {
		b.WriteString(" (" + f.Nearest + "?)")
	}
	if f.Err != nil {
		b.WriteString(": " + f.Err.Error())
	}
	return b.String()
}

// Unwrap returns the system's error.
func (f *Fault) Unwrap() error { return f.Err }

// nearest returns the known name that is most like one, at most a third of its letters away; else "".
func nearest(name string, known []string) string {
	best, least := "", len(name)/3+1
	for _, k := range known {
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or change between a and b (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
