package desk

import (
	"strings"

	"propos/corpus"
	"propos/retrieval/french"
)

// Field is one of the things that are known of an article.
type Field string

// The fields, but for the text.
const (
	Title   Field = "title"
	Source  Field = "source"
	Author  Field = "author"
	Date    Field = "date"
	Address Field = "address"
)

// Difference is what differs between two states of one article.
type Difference struct {
	Was, Now       corpus.Article
	Fields         []Field  // that differ, in the order of the constants
	Added, Removed []string // sentences of the text, in their order
	Text           bool     // the texts differ, be it in nothing but spaces and the order of sentences
}

// Same reports that nothing differs.
func (d Difference) Same() bool { return len(d.Fields) == 0 && !d.Text }

// Between compares two states of an article. A sentence is the same whatever its spaces and its place.
func Between(was, now corpus.Article) Difference {
	d := Difference{Was: was, Now: now, Text: was.Body != now.Body}
	for _, f := range []struct {
		field  Field
		differ bool
	}{
		{Title, was.Title != now.Title}, {Source, was.Source != now.Source}, {Author, was.Author != now.Author},
		{Date, was.Date != now.Date}, {Address, was.URL != now.URL},
	} {
		if f.differ {
			d.Fields = append(d.Fields, f.field)
		}
	}
	if d.Text {
		before, after := sentences(was.Body), sentences(now.Body)
		d.Removed, d.Added = without(before, after), without(after, before)
	}
	return d
}

// sentences are the sentences of a text, their spaces made alike.
func sentences(text string) []string {
	var out []string
	for _, s := range french.Sentences(text) {
		out = append(out, strings.Join(strings.Fields(s.Of(text)), " "))
	}
	return out
}

// without returns what all has more often than other, in the order of all.
func without(all, other []string) []string {
	count := make(map[string]int, len(other))
	for _, s := range other {
		count[s]++
	}
	var out []string
	for _, s := range all {
		if count[s]--; count[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}
