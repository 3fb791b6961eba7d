package retrieval

import "propos/corpus"

// QuoteFilter chooses quotations. The zero value means all of a collection.
type QuoteFilter struct {
	Person string // any spelling, or an office; "" is anyone
	Topic  string // words that the quotation or its sentence should have
	Source string
	Period corpus.Period
	Limit  int // 0 means 25
	Offset int
}

// QuoteList is an answer to a QuoteFilter: quotations in order of date (unknown dates last), or by topic and certainty when a topic is given.
type QuoteList struct {
	Citations []Citation
	Total     int
	Person    *Person  // who was meant; nil when the filter names nobody, or nobody known
	Similar   []string // nearest known names, when the person is not known
}

// ArticleQuote is a quotation of an article as those who tend it see it.
type ArticleQuote struct {
	Citation      // Speaker is "" where nobody is known; Key names the quotation in a Correction
	Hidden   bool // moderators hide it: no answer shows it
	Given    bool // the speaker is a moderator's word
}

// Person is somebody, or an organisation, that articles of a collection quote.
type Person struct {
	Name      string
	Spellings []Spelling
	Offices   []string // as written: « ministre russe des Affaires étrangères »
	Quotes    int
	Articles  int
}

// Spelling is one way in which articles write a name.
type Spelling struct {
	Text   string
	Quotes int
}

// Verdict is the result of checking a quotation.
type Verdict struct {
	Outcome  Outcome
	Citation *Citation  // where the nearest words stand; nil when absent
	Diff     []DiffPart // what differs, when near
	Person   *Person    // the person asked about, where known
	Articles int        // how many articles were searched
}

// Outcome says how a quotation compares with the articles.
type Outcome string

// The outcomes of a check.
const (
	Exact         Outcome = "exact"          // word for word, and by the person asked about, if any
	ExactUnspoken Outcome = "exact_unspoken" // word for word, but nobody's reported words
	ExactOther    Outcome = "exact_other"    // word for word, but somebody else's
	ExactUnsure   Outcome = "exact_unsure"   // word for word, but the article does not clearly say whose
	Near          Outcome = "near"           // with differences; see Diff
	NearOther     Outcome = "near_other"     // with differences, and somebody else's
	Absent        Outcome = "absent"
)

// DiffPart is a run of words: in both, only in the quotation that was given, or only in the article.
type DiffPart struct {
	Text  string
	Given bool // stands in the given quotation
	Found bool // stands in the article
}

// Correction is a moderator's word on one quotation. It holds for the quotation with that key in every version of the article that still has its text.
type Correction struct {
	Article string
	Key     string // Citation.Key
	Speaker string // "" leaves the speaker
	Hidden  bool
	Note    string
}
