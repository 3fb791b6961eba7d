package index

import (
	"strconv"
	"strings"

	bleve "github.com/blevesearch/bleve_index_api"

	"propos/retrieval/french"
)

// Field is a dictionary of terms.
type Field string

// The fields of passages that a question can ask for.
const (
	Stem Field = "s" // both stems of every word of title and text but stop words, and of joined compounds
	Form Field = "f" // the folded, unstemmed words
)

// Further fields.
const (
	fieldID      = "_id" // all: the document's id; scorch needs it to be called so
	fieldKey     = "k"   // passages: NameKey + "|" + form of capitalised words
	fieldArticle = "a"   // passages and quotes: the article's id; its length is the words of all the article's passages
	fieldSource  = "o"   // passages and quotes: the folded source
	fieldDate    = "d"   // the same: the date as Date.String
	fieldSpeaker = "qs"  // quotes: terms of the speaker
	fieldSaid    = "qt"  // quotes: stems of the words
	fieldNear    = "qn"  // quotes: stems of what stands around
	fieldKind    = "c"   // quotes: "q"
	fieldStored  = "r"   // all: the record, stored and not indexed
)

// document is what scorch indexes: fields whose terms are already made, so that nothing of ours runs in its goroutines.
type document struct {
	id     string
	fields []field
}

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return len(d.id) + 64*len(d.fields) }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }

func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for i := range d.fields {
		visit(&d.fields[i])
	}
}

// AddIDField is called by scorch before it writes; the id must be the first field.
func (d *document) AddIDField() {
	id := field{name: fieldID, value: []byte(d.id), options: bleve.IndexField | bleve.StoreField, length: 1}
	id.terms = bleve.TokenFrequencies{d.id: frequency(d.id, 1)}
	d.fields = append([]field{id}, d.fields...)
}

// field is one field of a document.
type field struct {
	name    string
	value   []byte
	options bleve.FieldIndexingOptions
	length  int // in words, for BM25
	terms   bleve.TokenFrequencies
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }

func frequency(term string, n int) *bleve.TokenFreq {
	tf := &bleve.TokenFreq{Term: []byte(term)}
	tf.SetFrequency(n)
	return tf
}

// counted makes a field that keeps how often each term occurs and how long it is.
func (d *document) counted(name string, b *bag) {
	d.fields = append(d.fields, field{name: name, options: bleve.IndexField, length: max(b.length, 1), terms: b.terms()})
}

// plain makes a field that only says which terms occur.
func (d *document) plain(name string, terms map[string]int) {
	if len(terms) == 0 {
		return
	}
	tfs := make(bleve.TokenFrequencies, len(terms))
	backing := make([]bleve.TokenFreq, len(terms))
	i := 0
	for term := range terms {
		backing[i].Term = []byte(term)
		backing[i].SetFrequency(1)
		tfs[term] = &backing[i]
		i++
	}
	d.fields = append(d.fields, field{name: name, options: bleve.IndexField | bleve.SkipFreqNorm, length: 1, terms: tfs})
}

func (d *document) one(name, term string) {
	if term != "" {
		d.plain(name, map[string]int{term: 1})
	}
}

func (d *document) stored(record []byte) {
	d.fields = append(d.fields, field{name: fieldStored, value: record, options: bleve.StoreField})
}

// bag counts the terms of one field.
type bag struct {
	counts map[string]int
	length int // words counted, without the second form of each
}

func newBag(size int) *bag { return &bag{counts: make(map[string]int, size)} }

func (b *bag) terms() bleve.TokenFrequencies {
	out := make(bleve.TokenFrequencies, len(b.counts))
	backing := make([]bleve.TokenFreq, len(b.counts))
	i := 0
	for term, n := range b.counts {
		backing[i].Term = []byte(term)
		backing[i].SetFrequency(n)
		out[term] = &backing[i]
		i++
	}
	return out
}

// add counts the stems of content words, and of joined compounds beside their parts.
func (b *bag) add(tokens []Token) {
	for i, t := range tokens {
		if joined, _ := Compound(tokens, i); joined != "" {
			s := french.StemsOf(joined)
			b.count(s.Stemmed, s.Folded)
		}
		if !t.Stop {
			b.count(t.Stems[0], t.Stems[1])
			b.length++
		}
	}
}

func (b *bag) count(stemmed, folded string) {
	b.counts[folded]++
	if stemmed != folded {
		b.counts[stemmed]++
	}
}

// addForms collects the forms, and the name keys of capitalised words.
func addForms(tokens []Token, forms, keys map[string]int) {
	for i, t := range tokens {
		if joined, _ := Compound(tokens, i); joined != "" {
			forms[joined]++
		}
		if t.Stop {
			continue
		}
		form := t.Form
		forms[form]++
		if t.Key != "" {
			keys[t.Key+"|"+form]++
		}
	}
}

// Ids of documents. The version is part of the id, so that what an id names never changes.
func articleID(article string) string { return "a\x00" + article }

func partID(kind byte, article string, version, ordinal int) string {
	return string(kind) + "\x00" + article + "\x00" + strconv.Itoa(version) + "\x00" + strconv.Itoa(ordinal)
}

const (
	kindPassage = 'p'
	kindQuote   = 'q'
)

// parsePartID is the inverse of partID.
func parsePartID(id string) (article string, version, ordinal int, ok bool) {
	parts := strings.Split(id, "\x00")
	if len(parts) != 4 {
		return "", 0, 0, false
	}
	version, err1 := strconv.Atoi(parts[2])
	ordinal, err2 := strconv.Atoi(parts[3])
	return parts[1], version, ordinal, err1 == nil && err2 == nil
}
