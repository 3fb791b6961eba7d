// Package feed reads RSS, Atom and JSON feeds: bytes in, the entries of the feed out.
//
// It says what the feed says and nothing else: an entry without date has none. Whoever wrote the feed is not trusted: what it
// would unpack to in memory is bounded before a parser sees it, entities that it defines are never expanded, and a parser that
// panics makes a refusal. Nothing is fetched here.
package feed

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"propos/corpus"
	"propos/corpus/intake"
)

// The limits of a feed.
const (
	MaxEntries = 200     // entries that are read, the first of the feed; what comes after is left out
	MaxBytes   = 2 << 20 // of the feed, as fetched
	maxTitle   = 300     // bytes of a title, a name
	maxID      = 2000    // bytes of an id or an address; a longer one is none
)

// Feed is what a feed says now.
type Feed struct {
	Title   string  // of the feed; "" when it says none
	Entries []Entry // in the feed's order, each with an ID of its own, at most MaxEntries
}

// Entry is one entry of a feed. The zero value of each field but ID and URL means that the feed does not say it.
type Entry struct {
	ID      string // as the feed gives it, else the address; the same entry has it at every look
	URL     string // http or https, whole, as it is to be fetched
	Title   string
	Author  string
	Date    corpus.Date // of publication, with the precision that the feed gives
	Content string      // HTML of the whole text, where the feed says that it is that and not a summary
}

// Read reads a feed. contentType is what the server said of it and address where it was fetched from, against which the links of its entries are
// resolved. Entries without an address of a page are left out. The error is an *intake.Refusal: NoArticle for what is no feed, Bomb or
// TooLarge for one that is over a limit.
func Read(data []byte, contentType, address string) (f Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			f, err = Feed{}, refuse(intake.NoArticle, fmt.Errorf("the parser of feeds: %v", p))
		}
	}()
	if len(data) > MaxBytes {
		return Feed{}, refuse(intake.TooLarge, fmt.Errorf("%d bytes", len(data)))
	}
	text := decode(data, contentType)
	if err := bounded(text); err != nil {
		return Feed{}, refuse(intake.Bomb, err)
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parsed, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		return Feed{}, refuse(intake.NoArticle, err)
	}
	unpublish(parsed)
	return entries(parsed, address), nil
}

// unpublish takes back the dates of publication that the parser made of dates of a change, where Atom gives no other.
func unpublish(parsed *gofeed.Feed) {
	original, ok := parsed.OriginalFeed().(*atom.Feed)
	if !ok {
		return
	}
	for i, item := range parsed.Items {
		if i < len(original.Entries) && original.Entries[i].Published == "" {
			item.Published, item.PublishedParsed = "", nil
		}
	}
}

func refuse(reason intake.Reason, err error) error {
	return &intake.Refusal{Reason: reason, Err: err}
}

// entries makes a Feed of what was parsed.
func entries(parsed *gofeed.Feed, address string) Feed {
	f := Feed{Title: line(parsed.Title)}
	base := resolve(address, parsed.Link)
	seen := map[string]bool{}
	for _, item := range parsed.Items {
		if len(f.Entries) == MaxEntries {
			break
		}
		if item == nil {
			continue
		}
		if e, ok := entry(item, base); ok && !seen[e.ID] {
			seen[e.ID] = true
			f.Entries = append(f.Entries, e)
		}
	}
	return f
}

// entry makes an Entry of an item; ok is false when it leads to no page.
func entry(item *gofeed.Item, base string) (e Entry, ok bool) {
	e = Entry{ID: strings.TrimSpace(item.GUID), Title: line(item.Title), Author: author(item), Date: published(item), Content: item.Content}
	e.URL = link(item, base)
	if e.URL == "" {
		return e, false
	}
	if e.ID == "" || len(e.ID) > maxID {
		e.ID = e.URL
	}
	return e, true
}

// link returns the address of an item's page: its link, else an id that is an address.
func link(item *gofeed.Item, base string) string {
	if to := resolve(base, item.Link); to != "" && strings.TrimSpace(item.Link) != "" {
		return to
	}
	if strings.HasPrefix(item.GUID, "http://") || strings.HasPrefix(item.GUID, "https://") {
		return resolve("", item.GUID)
	}
	return ""
}

// resolve returns a web address against the address of the page that it stands on; "" when the two make none.
func resolve(base, reference string) string {
	to, err := url.Parse(strings.TrimSpace(reference))
	if err != nil || len(reference) > maxID {
		return ""
	}
	if from, err := url.Parse(base); err == nil && base != "" {
		to = from.ResolveReference(to)
	}
	if to.Scheme != "http" && to.Scheme != "https" || to.Hostname() == "" || to.User != nil {
		return ""
	}
	return to.String()
}

// published reads the date of publication as it was written: a French date and one of a month are read as they are, and a
// time keeps the day of its own zone. The date of a change is not taken for it.
func published(item *gofeed.Item) corpus.Date {
	written := strings.TrimSpace(item.Published)
	if d, err := corpus.ParseFrenchDate(written); err == nil {
		return d
	}
	if t := item.PublishedParsed; t != nil {
		return day(*t)
	}
	return corpus.Date{}
}

// day is the day of a moment; none for a year that cannot be one of an article.
func day(t time.Time) corpus.Date {
	if t.Year() < 1600 || t.Year() > 9999 {
		return corpus.Date{}
	}
	return corpus.DateOf(t)
}

// author returns the names of who wrote an item.
func author(item *gofeed.Item) string {
	var names []string
	for _, p := range item.Authors {
		if p != nil && strings.TrimSpace(p.Name) != "" {
			names = append(names, p.Name)
		}
	}
	return line(strings.Join(names, ", "))
}

// line makes one short line of a text that may hold escaped characters, as titles of feeds do, twice at times.
func line(s string) string {
	s = html.UnescapeString(html.UnescapeString(s))
	s = corpus.Article{Title: untagged(s)}.Clean().Title
	for len(s) > maxTitle {
		at := strings.LastIndexByte(s[:maxTitle], ' ')
		if at <= 0 {
			return ""
		}
		s = s[:at]
	}
	return s
}

// untagged takes the tags of HTML out of a line: « <em>Le</em> fil ». A sign « < » that begins none stays.
func untagged(s string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '<')
		if open < 0 || open+1 >= len(s) || !tagBegins(s[open+1]) {
			if open < 0 || open+1 >= len(s) {
				b.WriteString(s)
				return b.String()
			}
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		end := strings.IndexByte(s[open:], '>')
		if end < 0 {
			return b.String()
		}
		s = s[open+end+1:]
	}
}

func tagBegins(c byte) bool { return c == '/' || c == '!' || 'a' <= c|0x20 && c|0x20 <= 'z' }
