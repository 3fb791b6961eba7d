// Package archive is a whole collection as zip files: Markdown with front matter for people, JSON Lines from which Propos makes the same
// collection again.
//
// A zip holds articles/NNNNN-title.md, one file an article, and for Propos:
//
//	propos.json        what the zip is (Manifest); a zip without it is none of ours
//	articles.jsonl     the articles, in the form that `propos import` reads
//	corrections.jsonl  what moderators said of quotations of these articles
//	names.jsonl        spellings and offices; in the first part alone, like
//	feeds.jsonl        feeds and
//	settings.json      settings
//
// A collection that is too large for one zip is several, its parts, each of which can be read without the others. Nothing in them says who did
// what: ids of persons stay where they are. The package is pure but for its readers and writers.
package archive

import (
	"encoding/json"
	"errors"
	"time"

	"propos/corpus"
)

// Format is the version of the form that this package writes; it reads all up to this one.
const Format = 1

// The names of the files for Propos.
const (
	manifestFile    = "propos.json"
	articlesFile    = "articles.jsonl"
	correctionsFile = "corrections.jsonl"
	namesFile       = "names.jsonl"
	feedsFile       = "feeds.jsonl"
	settingsFile    = "settings.json"
)

// Why a zip is not read.
var (
	ErrForeign = errors.New("not an archive of a collection")
	ErrNewer   = errors.New("an archive of a newer version")
)

// Manifest says what a zip is.
type Manifest struct {
	Kind       string    `json:"propos"` // "collection"
	Format     int       `json:"format"`
	Export     string    `json:"export"` // the same in all parts of one export, and in no other
	Part       int       `json:"part"`   // from 1
	Last       bool      `json:"last"`   // there is no further part
	Collection string    `json:"collection"`
	Made       time.Time `json:"made"`
	Articles   int       `json:"articles"` // in this part
}

const kindCollection = "collection"

// Article is an article with what moderators said of its quotations.
type Article struct {
	corpus.Article
	Corrections []Correction
}

// Line is an article as one line of articles.jsonl and of `propos export`, which `propos import` reads as the same article.
type Line struct {
	ID      string      `json:"id"`
	Group   string      `json:"article,omitempty"` // of articles given in parts
	Title   string      `json:"title"`
	Text    string      `json:"text"`
	Date    corpus.Date `json:"date"`
	Source  string      `json:"source"`
	Author  string      `json:"author"`
	URL     string      `json:"url"`
	Partial bool        `json:"partial,omitempty"`
}

// LineOf writes an article as a line.
func LineOf(a corpus.Article) Line {
	return Line{a.ID, a.Group, a.Title, a.Body, a.Date, a.Source, a.Author, a.URL, a.Partial}
}

// Correction is one line of corrections.jsonl: see store.Correction.
type Correction struct {
	Article string `json:"article"`
	Quote   string `json:"quote"`
	Kind    string `json:"kind"`
	Value   string `json:"value,omitempty"`
}

// Name is one line of names.jsonl: see store.Name.
type Name struct {
	Person string      `json:"person"`
	Words  string      `json:"words"`
	Office bool        `json:"office,omitempty"`
	Since  corpus.Date `json:"since"`
	Until  corpus.Date `json:"until"`
}

// Feed is one line of feeds.jsonl.
type Feed struct {
	URL   string   `json:"url"`
	Title string   `json:"title"`
	Auto  bool     `json:"auto"`
	Seen  []string `json:"seen,omitempty"` // marks of entries that are not to come again, as the store makes them
}

// Rest is what a collection holds beside its articles.
type Rest struct {
	Names    []Name
	Feeds    []Feed
	Settings map[string]json.RawMessage
}
