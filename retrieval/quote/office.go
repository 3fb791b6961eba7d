package quote

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed offices.tsv
var officesTable string

// headKind says what a noun names.
type headKind byte

const (
	headOffice headKind = 'o' // a function: ministre
	headPerson headKind = 'p' // a description of a person: avocat, élu, jeune femme
	headBody   headKind = 'b' // an organisation, or several people that speak as one: ministère, autorités
	headPaper  headKind = 'd' // a document: communiqué, rapport
)

// head is a line of offices.tsv.
type head struct {
	class  string
	kind   headKind
	gender Gender // of this spelling; "" for both
	words  []string
}

// heads maps the first folded word of an entry to its entries, the longest first.
var heads = sync.OnceValue(readHeads)

func readHeads() map[string][]head {
	out := map[string][]head{}
	for line := range strings.Lines(officesTable) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line+"\t\t\t", "\t")
		for i, list := range cols[2:4] {
			for _, spelling := range strings.Split(list, ",") {
				words := strings.Fields(spelling)
				if len(words) == 0 {
					continue
				}
				h := head{class: strings.Trim(cols[1], "-"), kind: headKind(cols[0][0]), words: words}
				h.gender = []Gender{Masculine, Feminine}[i]
				if cols[3] == "=" {
					h.gender = ""
				}
				if spelling != "=" {
					key := firstPiece(words[0])
					out[key] = insertHead(out[key], h)
				}
			}
		}
	}
	return out
}

// insertHead keeps the longest spelling first; a spelling that both columns have is of both genders.
func insertHead(list []head, h head) []head {
	for i := range list {
		if slices.Equal(list[i].words, h.words) && list[i].kind == h.kind && list[i].class == h.class { // artiste: of both genders
			list[i].gender = ""
			return list
		}
	}
	at := len(list)
	for at > 0 && len(list[at-1].words) < len(h.words) {
		at--
	}
	list = append(list, head{})
	copy(list[at+1:], list[at:])
	list[at] = h
	return list
}

// firstPiece is what a token holds of a word: porte of porte-parole.
func firstPiece(word string) string {
	piece, _, _ := strings.Cut(word, "-")
	return piece
}
