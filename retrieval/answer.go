// Package retrieval answers questions from the articles of a collection.
//
// A Library keeps one index per collection in step with the store (Sync) and answers from it (Ask, Search, Quotes, Verify).
// bleve proposes passages, our own features rank them, and a fitted model decides whether the best one answers at all.
// Nothing is generated: every Citation is a span cut from a stored article.
package retrieval

import (
	"encoding/json"
	"time"

	"propos/corpus"
)

// Question is what a person asks. Text alone is enough.
type Question struct {
	Text    string        // as typed; at most MaxQuestion bytes
	Speaker string        // only words of this person; "" is anyone
	Source  string        // only articles of this source; "" is any
	Period  corpus.Period // only articles of this period; zero is all time
	Before  *Understood   // what the question before it was about, for follow-ups; nil starts anew
	Today   corpus.Date   // the day of asking, for « cette année »; zero leaves such words without effect
	Limit   int           // how many citations and ranked articles at most; 0 means 10
	Explain bool          // also fill Answer.Explanation
}

// MaxQuestion is the longest question that is read, in bytes; more is ReasonTooLong.
const MaxQuestion = 4096

// MaxWithin is the most articles among which a question what happened chooses: the newest of its time.
const MaxWithin = 1000

// Reason says why there is an answer, or none.
type Reason string

// The reasons of an Answer.
const (
	ReasonAnswered  Reason = "answered"
	ReasonEmpty     Reason = "empty_question" // no word that could be looked for
	ReasonTooLong   Reason = "question_too_long"
	ReasonNothing   Reason = "no_articles"          // the collection, or the part asked for, holds no article
	ReasonNoMatch   Reason = "no_match"             // no passage has the words
	ReasonUnsure    Reason = "unsure"               // passages have words of the question but don't seem to answer it
	ReasonNotCited  Reason = "not_cited"            // the speaker asked for is quoted nowhere
	ReasonNotCiting Reason = "not_cited_on"         // the speaker is quoted, but not on this
	ReasonOtherTime Reason = "other_time"           // articles answer, or quote the speaker on this, but not in the time that the question names
	ReasonNoneThen  Reason = "no_article_then"      // what happened at a time is asked, and no article is of that time
	ReasonFollowUp  Reason = "follow_up_of_nothing" // « Et lui ? » with nothing before
)

// Answer is the answer to one question: citations, best first, or none, with the reason.
type Answer struct {
	Question    string
	Understood  Understood
	Reason      Reason
	Confidence  float64    // probability, as fitted, that the first citation answers; 0 when there is no candidate
	Citations   []Citation // best first; empty unless Reason is ReasonAnswered
	Related     []Citation // « peut-être en rapport »: shown as plainly not an answer; only when refused
	Ranked      []string   // ids of the best articles, best first, no repeats, also when refused
	Suggestions []string   // people of whom one may be meant, when nobody's name stands as it was typed
	Others      []Voice    // who else is quoted on the topic, when the speaker asked for is not
	Holdings    Holdings   // what the collection holds
	Reading     *Reading   // articles are being read meanwhile, and this answer is from those read before; nil when all are
	Explanation *Explanation
	Took        time.Duration
}

// Answered reports whether the answer has citations to show.
func (a Answer) Answered() bool { return a.Reason == ReasonAnswered }

// Voice is a speaker with the number of articles that quote them on something.
type Voice struct {
	Speaker  string
	Articles int
}

// Holdings counts what a collection holds.
type Holdings struct {
	Articles int
	Dated    int // articles whose year is known
	Passages int
	First    corpus.Date // earliest and latest known dates
	Last     corpus.Date
}

// Heading is an article without its body, as it stands beside a citation.
type Heading struct {
	ID      string      `json:"id"`
	Title   string      `json:"title"`
	Source  string      `json:"source"`
	Author  string      `json:"author"`
	Date    corpus.Date `json:"date"`
	URL     string      `json:"url"`
	Opening string      `json:"-"` // the article's first words, to show where the title is unknown
	Partial bool        `json:"-"` // the article is only its beginning, the rest being for subscribers
	Version int         `json:"-"`
}

// Citation is an excerpt shown to a person. Text == body[Span.Start:Span.End] of Article's Version.
type Citation struct {
	Text        string
	Article     Heading
	Span        corpus.Span   // bytes of the article's body
	Marks       []corpus.Span // matched words and the answer itself, in bytes of the body, inside Span, in order, apart
	Speaker     string        // whose words they are; "" when the excerpt is no quotation
	Attribution Attribution   // how the speaker is known
	Mention     string        // the words of the article that name the speaker: « il », « le haut diplomate russe »
	Verb        string        // cue verb, infinitive
	Kind        string        // direct, mixed or indirect; "" when the excerpt is no quotation
	Quote       corpus.Span   // the reported words inside Span; zero when there are none
	ReportedBy  string        // who relays the words: TASS, or Lavrov for Poutine; "" for nobody
	Uncertain   bool          // the attribution is not sure
	Note        string        // a moderator's note (« démenti le … »)
	Also        []Heading     // other articles that say the same
	Score       float64
	Key         string // identifies the quotation for corrections; "" when there is none
}

// Attribution says how the speaker of a quotation is known.
type Attribution string

// The ways in which a speaker is known.
const (
	ByName         Attribution = "name"       // the name stands beside the words
	ByApposition   Attribution = "apposition" // an office stands there, which the article gives to that name
	ByPronoun      Attribution = "pronoun"
	ByOffice       Attribution = "office"     // only the office is known
	ByCollection   Attribution = "collection" // an office that other articles of the collection give to that name
	ByContinuation Attribution = "continued"  // the quotation before it goes on
	ByModerator    Attribution = "moderator"
)

// MarshalJSON writes the citation as the command line's contract has it.
func (c Citation) MarshalJSON() ([]byte, error) {
	marks := make([][2]int, len(c.Marks))
	for i, m := range c.Marks {
		marks[i] = [2]int{m.Start, m.End}
	}
	return json.Marshal(struct {
		Text        string      `json:"text"`
		Article     Heading     `json:"article"`
		Start       int         `json:"start"`
		End         int         `json:"end"`
		Marks       [][2]int    `json:"marks"`
		Speaker     string      `json:"speaker"`
		Attribution Attribution `json:"attribution"`
		Mention     string      `json:"mention"`
		Verb        string      `json:"verb"`
		Kind        string      `json:"kind"`
	}{c.Text, c.Article, c.Span.Start, c.Span.End, marks, c.Speaker, c.Attribution, c.Mention, c.Verb, c.Kind})
}

// Understood is what a question was taken to mean. It is what a follow-up builds on.
type Understood struct {
	Text     string        // the whole question, as answered: equal to the question's own text unless something was filled in or corrected
	Kind     string        // what is asked for: person, date, number, place, cause, definition, manner, quote or ""
	Speaker  string        // whose words are asked for
	Topic    string        // about what
	Period   corpus.Period // of the question's own words
	Latest   bool          // « le dernier », « récemment »: newest first
	Timed    bool          // Period or Latest decided what is shown, or that nothing is
	Within   int           // of a question what happened: among how many articles the citations were chosen, at most MaxWithin; else 0
	Agreed   bool          // and those come first that most articles tell of
	FollowUp bool          // something was taken over from the question before
	Looked   string        // the words that were looked for; "" means Text's
}

// Explanation shows how the ranking came about.
type Explanation struct {
	Terms      []ExplainedTerm      // what was looked for
	Candidates []ExplainedCandidate // all that were ranked, best first
	Refusal    []Share              // the decision's features; their Parts add up to the log-odds of Confidence
}

// ExplainedTerm is one concept of the question.
type ExplainedTerm struct {
	Word     string
	Variants []string // other forms that count as the same term
	Passages int      // how many passages have it
}

// ExplainedCandidate is one ranked passage.
type ExplainedCandidate struct {
	Article  string
	Group    string // what ranking takes for one article
	Passage  int
	Score    float64
	Features []Share // their Parts add up to Score
}

// Share is what one feature adds to a score: Part = Value × Weight.
type Share struct {
	Name                string
	Value, Weight, Part float64
}
