// Package corpus defines what an article is.
//
// An article is what a person gave: its words and where they come from.
// Everything that can be computed from it lives in package retrieval and may be thrown away at any time.
//
// All positions are byte offsets into Article.Body, which is valid UTF-8 in form NFC with "\n" line ends.
// The package is pure: values in, values out.
package corpus

// Article is one press article as it is kept. The zero value of each field but Body means "unknown":
// nothing is ever invented to fill it.
type Article struct {
	ID     string // unique within a collection; made by the store when empty
	Group  string // articles given in parts share a group (the "article" key of an import); "" means the article stands alone
	Title  string
	Source string // newspaper, agency or site
	Author string
	Date   Date   // of publication
	URL    string // http or https address, normalised
	Body   string // Normal(Body) == Body; paragraphs are separated by blank or single line ends, as they were given

	Partial bool // Body is only the beginning: the rest is for the site's subscribers
}

// Clean returns the article with every text field in the form that the package promises (see Normal);
// one-line fields lose their line ends and outer spaces.
func (a Article) Clean() Article {
	a.Title, a.Source, a.Author = oneLine(a.Title), oneLine(a.Source), oneLine(a.Author)
	a.URL = oneLine(a.URL)
	a.Body = Normal(a.Body)
	return a
}

// Rev numbers the changes of a store: global, it grows by one a change. 0 is before the first.
type Rev int64

// ChangeKind says what a change did to an article.
type ChangeKind string

// The kinds of change.
const (
	Put     ChangeKind = "put"     // added, or a new version
	Remove  ChangeKind = "remove"  // hidden; can be restored for 30 days
	Restore ChangeKind = "restore" // back from removal
	Erase   ChangeKind = "erase"   // gone for good
)

// Change is one numbered change of a store.
type Change struct {
	Rev        Rev
	Collection string
	Article    string // the article's id
	Version    int    // the version that holds after the change; 0 after an erasure
	Kind       ChangeKind
}

// Visible reports whether the article can be found after the change.
func (c Change) Visible() bool { return c.Kind == Put || c.Kind == Restore }
