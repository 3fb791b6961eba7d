package retrieval

import (
	"math"
	"slices"

	"propos/retrieval/french"
	"propos/retrieval/index"
)

// maxTerms bounds what is looked for: of a longer question the rarest words count.
const maxTerms = 24

// query is a question as searching and ranking read it.
type query struct {
	text     string
	kind     french.AnswerKind
	asks     bool // it is no bag of keywords
	topical  bool // it asks for what there is on its words, and nothing further
	tokens   []index.Token
	terms    []term // the distinct content words, in order
	pairs    []pair
	grams    []gram
	words    int // distinct words, stop words included
	passages int // of the collection
	memo     map[*index.Word]*match

	nothing match       // what most words have in common with the question
	known   index.Bloom // all that the tables have

	byStem, byForm, byLower, byWord map[string]int16
	byAccents                       map[string]int16 // words of a family that are stop words without their accents: « né »
	bySynonym                       map[string]mask
	letters                         letterSet // the keys of the two tables that follow
	byGram                          map[letters]int16
	byTrigram                       map[letters][]int16
	related                         map[string]int16 // forms that stand for a term at half its weight
	relatedWords                    []string
	surnames                        map[int16]int16 // of a topic: terms that are given names, with that of the surname behind
	opens, closes                   map[string]bool
	canonical                       map[string]string // of a variant: the form that the question has
	guessed                         map[string]bool   // of a variant: it may well be another word
}

// term is one content word of a question, with everything that counts as it.
type term struct {
	word     *index.Word
	text     string // as typed
	start    int    // where it stands in the question
	end      int    // of a joined word
	capital  bool   // capitalised, and not because it begins the question
	concept  index.Concept
	variants []string     // forms that count as the same word: spellings of a name, corrected typing errors
	guesses  []string     // those of the variants that may well be another word
	family   []french.Kin // words that belong with it though its stem does not find them
	synonyms []french.Kin // words that say nearly the same; they are not searched for
	unheard  bool         // no passage has the word in any form, nor surely in another spelling
	joined   bool         // the whole of a hyphenated word, beside its parts
	df       int          // passages that hold the concept
	idf      float64      // of the concept
	idfForm  float64      // of the unstemmed form
	rarity   float64      // the same without salience
	salience float64
	trigrams int // how many trigrams its stem has
}

// pair is two words of the question that stand side by side.
type pair struct {
	first, second string
	idf           float64
}

// gram is four letters of a content word.
type gram struct{ idf float64 }

// newQuery reads a question; weigh must follow before ranking.
func newQuery(text string, tokens []index.Token) *query {
	q := &query{text: text, tokens: tokens}
	seen := map[string]bool{}
	for i, t := range tokens {
		if joined, n := index.Compound(tokens, i); joined != "" {
			q.addJoined(joined, int(t.Start), int(tokens[i+n-1].End))
		}
		form := t.Form
		if t.Stop || t.Kind == french.Elision || french.IsQuestionStop(form) || seen[t.Stems[1]] {
			continue
		}
		seen[t.Stems[1]] = true
		q.terms = append(q.terms, term{word: t.Word, text: text[t.Start:t.End], start: int(t.Start), capital: t.Upper && i > 0, concept: index.Concept{Terms: []index.Term{index.TermOf(t.Word)}}})
	}
	return q
}

// addJoined lets « co-présidents » find « coprésidents »: the joined form is one more way to find the word.
func (q *query) addJoined(joined string, start, end int) {
	t := stemTerm(french.StemsOf(joined))
	q.terms = append(q.terms, term{text: joined, start: start, end: end, concept: index.Concept{Weight: 0.5, Terms: []index.Term{t}}, joined: true})
}

// concepts is what the index is asked for.
func (q *query) concepts() []index.Concept {
	out := make([]index.Concept, len(q.terms))
	for i, t := range q.terms {
		out[i] = t.concept
	}
	return out
}

// length is how many content words the question has.
func (q *query) length() (n int) {
	for i := range q.terms {
		if !q.terms[i].joined {
			n++
		}
	}
	return n
}

// holdsAll reports whether a candidate has every content word of the question, in title or text, as itself or surely in another spelling.
// Where two stand there so, one more may in a spelling that by itself may well be another word, if there is sound enough to compare.
func (q *query) holdsAll(c *candidate) bool {
	guessed := 0
	for i := range q.terms {
		switch {
		case q.terms[i].joined || c.own&(1<<i) != 0:
		case c.all&(1<<i) != 0 && guessed == 0 && q.length() > 2 && len(french.NameKey(q.terms[i].word.Form)) > 2:
			guessed++
		default:
			return false
		}
	}
	return true
}

// salient weighs the terms by how often such words stand in answers.
func (q *query) salient(table map[string]float64) {
	for i := range q.terms {
		t := &q.terms[i]
		t.salience = 1
		if t.joined {
			continue
		}
		if s, ok := table[t.word.Stems[1]]; ok {
			t.salience = s
			t.concept.Weight = s
		}
	}
}

// keepRarest drops the commonest terms over maxTerms.
func (q *query) keepRarest(df []int) {
	order := make([]int, len(q.terms))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return df[a] - df[b] })
	order = order[:min(len(order), maxTerms)]
	slices.Sort(order)
	terms := make([]term, 0, maxTerms)
	for _, i := range order {
		terms = append(terms, q.terms[i])
	}
	q.terms = terms
}

// idf is the inverse document frequency of BM25 (Robertson and Spärck Jones, with Lucene's 1 that keeps it above 0).
func idf(passages, df int) float64 {
	return math.Log(1 + (float64(passages)-float64(df)+0.5)/(float64(df)+0.5))
}

// weigh gives the terms their weights and makes the tables that matching needs.
// df counts passages per term, df of forms per unstemmed form.
func (q *query) weigh(passages int, df, forms []int) {
	q.passages = passages
	for i := range q.terms {
		t := &q.terms[i]
		t.df, t.unheard = df[i], t.unheard || df[i] == 0
		t.rarity = idf(passages, forms[i])
		t.idf, t.idfForm = t.salience*idf(passages, df[i]), t.salience*t.rarity
	}
	q.memo = make(map[*index.Word]*match, 4096)
	q.tableWords()
	q.tableKin()
	q.tableVariants()
	q.tablePairs(passages)
	q.tableGrams()
	q.tableKnown()
}

// tableKnown collects the words of the other tables: a word that is not among them need not be looked up in each.
func (q *query) tableKnown() {
	q.nothing = match{term: -1, exact: -1, form: -1, word: -1}
	for _, table := range []map[string]int16{q.byWord, q.byStem, q.byForm, q.byLower, q.byAccents} {
		for word := range table {
			q.known.Add(word)
		}
	}
	for word := range q.bySynonym {
		q.known.Add(word)
	}
	for _, p := range q.pairs {
		q.known.Add(p.first)
		q.known.Add(p.second)
	}
}

func (q *query) tableWords() {
	n := len(q.terms)
	q.byStem, q.byForm, q.byLower = make(map[string]int16, 2*n), make(map[string]int16, 2*n), make(map[string]int16, n)
	q.byWord = make(map[string]int16, len(q.tokens))
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		first(q.byStem, t.word.Stems[0], int16(i))
		first(q.byStem, t.word.Stems[1], int16(i))
		first(q.byLower, t.word.Lower, int16(i))
		first(q.byForm, t.word.Form, int16(i))
	}
	for _, t := range q.tokens {
		if _, ok := q.byWord[t.Stems[1]]; !ok {
			q.byWord[t.Stems[1]] = int16(len(q.byWord))
		}
	}
	q.words = len(q.byWord)
}

func first(m map[string]int16, s string, i int16) {
	if _, ok := m[s]; !ok {
		m[s] = i
	}
}

// tablePairs takes the words side by side, but those of two stop words.
func (q *query) tablePairs(passages int) {
	q.opens, q.closes = map[string]bool{}, map[string]bool{}
	for i := 1; i < len(q.tokens); i++ {
		a, b := q.tokens[i-1], q.tokens[i]
		if a.Stop && b.Stop {
			continue
		}
		q.pairs = append(q.pairs, pair{a.Form, b.Form, q.formIDF(a) + q.formIDF(b)})
		q.opens[a.Form], q.closes[b.Form] = true, true
	}
}

// formIDF is the weight of a token in a pair: that of its term, or little.
func (q *query) formIDF(t index.Token) float64 {
	if i, ok := q.byForm[t.Form]; ok && !t.Stop {
		return q.terms[i].idfForm
	}
	return 0.5
}

func (q *query) tableGrams() {
	q.byGram, q.byTrigram = map[letters]int16{}, map[letters][]int16{}
	for i := range q.terms {
		t := &q.terms[i]
		if t.joined {
			continue
		}
		for g := range windows(t.word.Form, 4) {
			if _, ok := q.byGram[g]; !ok && len(q.grams) < 256 {
				q.byGram[g] = int16(len(q.grams))
				q.letters.add(g)
				q.grams = append(q.grams, gram{t.idf})
			}
		}
		stem := t.word.Stems[1]
		if len(stem) < minAlike {
			continue
		}
		for g := range windows(stem, 3) {
			q.byTrigram[g] = append(q.byTrigram[g], int16(i))
			q.letters.add(g)
			t.trigrams++
		}
	}
}

// minAlike is the shortest stem, in bytes, that may be found under another spelling.
const minAlike = 5

// letters is up to four bytes of a folded word, which compare faster than a string.
type letters uint32

// letterSet is a Bloom filter of letters with one hash: that some are not in it is certain, that they are is not.
type letterSet [64]uint64

func (s *letterSet) add(l letters) { s[l.hash()>>6] |= 1 << (l.hash() & 63) }

func (s *letterSet) has(l letters) bool { return s[l.hash()>>6]&(1<<(l.hash()&63)) != 0 }

// hash is 12 bits by Fibonacci hashing (Knuth, volume 3, 6.4).
func (l letters) hash() uint32 { return uint32(l) * 2654435769 >> 20 }

// windows yields every run of n bytes, at most 4, of a folded word; a shorter word is its own only run.
func windows(word string, n int) func(func(letters) bool) {
	return func(yield func(letters) bool) {
		for end := min(n, len(word)); end <= len(word); end++ {
			var run letters
			for i := max(end-n, 0); i < end; i++ {
				run = run<<8 | letters(word[i])
			}
			if !yield(run) {
				return
			}
		}
	}
}
