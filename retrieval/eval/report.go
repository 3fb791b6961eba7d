package eval

import "strings"

// holdsAny reports whether text holds one of the strings.
func holdsAny(text string, any []string) bool {
	for _, s := range any {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}
