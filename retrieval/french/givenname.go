package french

import (
	_ "embed"
	"strings"
	"sync"
)

// Gender is a grammatical gender. The zero value is unknown, or both.
type Gender string

// The genders.
const (
	Masculine Gender = "m"
	Feminine  Gender = "f"
)

//go:embed table/givennames.txt
var givenNamesTable string

var givenNames = sync.OnceValue(func() map[string]Gender {
	names := make(map[string]Gender, 2048)
	for line := range tableLines(givenNamesTable) {
		fields := strings.Fields(line)
		gender := Gender(fields[0])
		if gender == "e" {
			gender = ""
		}
		for _, name := range fields[1:] {
			name = Fold(name)
			if before, ok := names[name]; ok && before != gender {
				names[name] = ""
				continue
			}
			names[name] = gender
		}
	}
	return names
})

// GivenName reports whether a folded word is a common given name, and the gender of those who bear it ("" for both).
// The table holds some 1,500 names of France and of world news; a name that it lacks may still be one.
// It does not allocate.
func GivenName(folded string) (Gender, bool) {
	gender, ok := givenNames()[folded]
	return gender, ok
}
