// Package page reads the article out of a web page: its text, and what the page says about it.
//
// What is known is read from the page's own statements (schema.org JSON-LD, Open Graph and article: meta elements,
// time elements, the heading, a date in French beside it); nothing is guessed from copyright years, addresses or
// the date of an update. What cannot be read is left empty. The page is bounded in bytes, depth and elements.
package page

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"propos/corpus"
)

// The bounds of a page.
const (
	MaxBytes    = 4 << 20
	maxElements = 25_000
	maxDepth    = 128
)

// The reasons for which a page gives no article.
var (
	ErrTooLarge  = errors.New("the page has too many bytes, elements or levels")
	ErrNoArticle = errors.New("the page holds no article")
)

// Page is what a page says. Every field but Text can be empty: then the page does not say it.
type Page struct {
	Title    string
	Source   string // the site's or newspaper's name
	Author   string // several are joined by ", "
	Date     corpus.Date
	Address  string // the page's own address, where it names one; else the one it was fetched from
	Text     string // the article's paragraphs, parted by blank lines; the title is not among them
	Metered  bool   // the page declares that its text is not free to read
	Prompt   bool   // the page asks its readers to subscribe in order to read on
	OddDates int    // dates stated by the page that cannot be, or whose weekday is wrong
}

// Read reads a page. contentType is what the server said of it, address where it was fetched from; both may be empty.
func Read(data []byte, contentType, address string) (Page, error) {
	if len(data) > MaxBytes {
		return Page{}, fmt.Errorf("%d bytes: %w", len(data), ErrTooLarge)
	}
	doc, err := html.Parse(strings.NewReader(decode(data, contentType)))
	if err != nil {
		return Page{}, fmt.Errorf("%w: %w", ErrTooLarge, err) // a string can be read: only the parser's own limits fail
	}
	if n, depth := size(doc); n > maxElements || depth > maxDepth {
		return Page{}, fmt.Errorf("%d elements, %d levels: %w", n, depth, ErrTooLarge)
	}
	m := readMeta(doc, address)
	p := Page{Title: m.title, Source: m.source, Author: m.author, Address: m.address, Metered: m.metered, Prompt: asksToSubscribe(doc)}
	heading := headingOf(doc, m.title)
	prune(doc, heading)
	p.Date, p.OddDates = m.date(doc, heading)
	if p.Author == "" {
		p.Author = shownAuthor(doc, heading)
	}
	p.Text = articleText(doc, heading)
	if p.Text == "" {
		return p, ErrNoArticle
	}
	return p, nil
}

// size returns the number of elements below n and of the levels they stand on. The parser itself bears no more than 512 levels.
func size(n *html.Node) (elements, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			inner, levels := size(c)
			elements += 1 + inner
			depth = max(depth, 1+levels)
		}
	}
	return elements, depth
}
