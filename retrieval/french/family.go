package french

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed table/families.txt
var familiesTable string

// families is the table by word, read on first use.
var families = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range tableLines(familiesTable) {
		words := strings.Fields(line)
		for _, w := range words {
			out[w] = append(out[w], words...)
		}
	}
	return out
})

// Family returns the folded words that belong with a folded word though their stems differ: « meurt », « mort » and « décès » for « mourut ».
// The word itself may be among them. The slice is shared and must not be changed.
func Family(folded string) []string { return families()[folded] }
