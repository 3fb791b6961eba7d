package french

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed table/families.txt
var familiesTable string

//go:embed table/synonyms.txt
var synonymsTable string

// Kin is a word that may stand for another.
type Kin struct {
	Word  string // as the table spells it
	Stems        // of the word
	Stop  bool   // a stop word but for its accents, so that texts are not indexed by it: "né"
}

// Family returns the words that belong with a word though their stems differ: "meurt", "mort" and "décès" for "mourut".
// The order is that of the table; words with the stem of the word itself are left out.
func Family(word string) []Kin { return families().of(word) }

// Synonyms returns words that say nearly the same: "métier" and "travail" for "profession".
func Synonyms(word string) []Kin { return synonyms().of(word) }

var (
	families = sync.OnceValue(func() kinship { return readKinship(familiesTable) })
	synonyms = sync.OnceValue(func() kinship { return readKinship(synonymsTable) })
)

// kinship is a table of groups of words, by the stems that call them.
type kinship map[string][]*kinGroup

// kinGroup is one line of a table.
type kinGroup struct {
	kin []Kin
	not []string // folded words that do not call the group
}

// readKinship reads a table of one group a line. A word behind "-" is a homograph: it has a stem of the group but does not call it.
func readKinship(table string) kinship {
	k := kinship{}
	for line := range tableLines(table) {
		g := new(kinGroup)
		for w := range strings.FieldsSeq(line) {
			if not, ok := strings.CutPrefix(w, "-"); ok {
				g.not = append(g.not, Fold(not))
				continue
			}
			kin := Kin{w, StemsOf(w), IsStop(Fold(w))}
			g.kin = append(g.kin, kin)
			if !kin.Stop {
				k.add(kin.Folded, g)
				k.add(kin.Stemmed, g)
			}
		}
	}
	return k
}

func (k kinship) add(stem string, g *kinGroup) {
	if !slices.Contains(k[stem], g) {
		k[stem] = append(k[stem], g)
	}
}

// of returns the kin of a word, each stem once.
func (k kinship) of(word string) []Kin {
	folded, own := Fold(word), StemsOf(word)
	var out []Kin
	for _, g := range k.groups(own) {
		if slices.Contains(g.not, folded) {
			continue
		}
		for _, w := range g.kin {
			if !w.Same(own) && !slices.ContainsFunc(out, func(o Kin) bool { return o.Stems == w.Stems }) {
				out = append(out, w)
			}
		}
	}
	return out
}

// groups returns the groups that either stem calls.
func (k kinship) groups(s Stems) []*kinGroup {
	out := slices.Clone(k[s.Folded])
	for _, g := range k[s.Stemmed] {
		if !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}
