// Package quote finds who said what in a French press article.
//
// Extract reads one article and returns the words it reports (direct, mixed and indirect), each with its cue, its mention
// and the speaker as far as the article alone proves it. What depends on other articles, an office without a name
// or the spellings of a person, is joined by People when a question is asked. Verify compares a sentence with a text.
//
// The package is pure and deterministic: values in, values out, no collection, no index, no clock.
// The rules are tables of French that anyone who knows the language can read and extend (verbs.tsv, offices.tsv, words.txt, firstnames.txt)
// and frames over tokens; nothing is learnt from data and no rule knows a person.
// All positions are byte offsets into the body that Extract was given, which is in the form of corpus.Normal.
//
// The way of an article: glue.go parts words that a page has glued, text.go cuts tokens and sentences and marks.go pairs the quotation marks;
// roster.go gathers the people (person.go), the holders of offices (holder.go) and the bodies that are named; cue.go recognises the verbs of
// saying; postposed.go (the cue behind the words), preposed.go (before them), recalled.go (in the sentence behind), incise.go (inside the marks),
// source.go (« selon ») and loose.go (no cue) find candidates; extract.go keeps those that win where two overlap; speaker.go says who each mention is.
//
// Where it is doubtful it says so (Uncertain): a wrong person is worse than none.
package quote

import "propos/corpus"

// Kind says how words are reported.
type Kind string

// The kinds of quotation.
const (
	Direct   Kind = "direct"   // the speaker's own words, between quotation marks, or set apart by a cue where a page lost its marks
	Mixed    Kind = "mixed"    // a clause of the journalist's that holds the speaker's words between marks
	Indirect Kind = "indirect" // what was said, in the journalist's words: « que », « de » + infinitive, « selon X »
)

// MentionKind says how the text names the speaker at the cue.
type MentionKind string

// The kinds of mention.
const (
	ByName         MentionKind = "name"
	ByOffice       MentionKind = "office"       // « le ministre », « la porte-parole du Kremlin », « l'avocat »
	ByPronoun      MentionKind = "pronoun"      // « il », « ce dernier »
	ByOrganisation MentionKind = "organisation" // an organisation, a country, a capital for its government, a document
	Implicit       MentionKind = "implicit"     // no words: « Et de préciser que », a continued quotation
)

// Mention is the words that stand for the speaker. Span is zero and Text empty when Kind is Implicit.
type Mention struct {
	Span corpus.Span
	Text string // of the body, as it is written
	Kind MentionKind
}

// Gender is what the text shows of a person's grammatical gender.
type Gender string

// The genders; the zero Gender is unknown.
const (
	Masculine Gender = "m"
	Feminine  Gender = "f"
)

// Office is a function that somebody holds, or a description that stands for one.
type Office struct {
	Class  string // of offices.tsv: "FM", "PM", "PRES", "SPK"…; "" when the table has none
	Nation string // ISO 3166 alpha-2 of the state it is held for; "" when unknown
	Of     string // the complement as written: "Medef", "Banque de France"; "" when none
	Text   string // the whole office as written, without its article: "ministre russe des Affaires étrangères"
	Former bool   // « ancien », « ex- »
}

// Speaker is a person or an organisation, under one name, with what the texts show of it. The zero Speaker is unknown.
type Speaker struct {
	Name         string   // the fullest spelling seen; "" when only an office is known
	Spellings    []string // every spelling seen, Name first, then in order of appearance
	Offices      []Office // by apposition, in order of appearance; for a speaker without a name, the office that stands for it
	Organisation bool     // an organisation, a country or a document, not a person
	Nation       string   // of the person or the organisation, ISO 3166 alpha-2; "" when unknown
	Gender       Gender
}

// Known reports whether the speaker has a name.
func (s Speaker) Known() bool { return s.Name != "" }

// Label is what to call the speaker: the name, else the office as written (« porte-parole du ministère »); "" when neither is known.
func (s Speaker) Label() string {
	if s.Name == "" && len(s.Offices) > 0 {
		return s.Offices[0].Text
	}
	return s.Name
}

// How says how a speaker was found.
type How string

// The ways from a mention to a speaker.
const (
	HowName       How = "name"       // the mention is the name, or a part of it
	HowApposition How = "apposition" // the mention holds an office beside the name
	HowOffice     How = "office"     // an office alone, held by one person of the article
	HowPronoun    How = "pronoun"    // « il », « elle », « ce dernier »
	HowContinued  How = "continued"  // the quotation before goes on
	HowTable      How = "table"      // an office alone, known from other articles (People.Resolve)
	HowNone       How = ""           // not found: the mention is all there is
)

// Uncertain is the floor of Quote.Certainty: below it an attribution must be shown as uncertain, never as a fact.
const Uncertain = 0.5

// Quote is one quotation.
type Quote struct {
	Span      corpus.Span   // the reported words: without marks when direct, the clause when indirect or mixed
	Fragments []corpus.Span // the parts between quotation marks, without the marks; each lies in Span
	Sentence  corpus.Span   // the sentences that hold quote, cue and mention: what is shown
	Cue       string        // the cue's lemma: "déclarer", "selon"; "" when there is none
	CueSpan   corpus.Span   // zero when there is none
	Kind      Kind
	Rule      string // the frame that found it
	Mention   Mention
	Speaker   Speaker // as far as the article alone proves it; nameless when it does not
	How       How
	Evidence  corpus.Span // where the speaker's fullest name stands, when How is not HowName; zero when nowhere
	// ReportedBy is the one through whom the words come, when they are not the speaker's own publication:
	// Lavrov for Putin's words that he recalls, the agency for a statement that it relays. Usually nil.
	ReportedBy *Speaker
	Certainty  float64 // that the attribution is right, 0 to 1; see Uncertain
}

// Article is what one article proves by itself.
type Article struct {
	Quotes []Quote   // by Span.Start; none lies in another
	People []Speaker // the persons named in the article, in order of appearance
}
