package intake

import (
	"errors"
	"fmt"

	"propos/corpus"
	"propos/corpus/intake/page"
)

const (
	// paywallWords is the length below which a text on a page that asks for a subscription is only its beginning.
	paywallWords = 250
	// pageWords is the length below which the text of a page is no article: an error page, or one that wants a browser.
	pageWords = 12
)

// Page reads one article from a web page. contentType is what the server said of it and address where it was fetched
// from; both may be empty. The error is a *Refusal; a page without an article still gives what it says about itself.
func Page(data []byte, contentType, address string) (Draft, error) {
	p, err := page.Read(data, contentType, address)
	d := Draft{Article: corpus.Article{Title: p.Title, Source: p.Source, Author: p.Author, Date: p.Date, URL: p.Address, Body: p.Text}}
	if p.OddDates > 0 {
		d.note(OddDate)
	}
	d.Paywall = p.Metered && p.Prompt
	switch {
	case errors.Is(err, page.ErrTooLarge):
		return d, refuse("", 0, Bomb, err)
	case errors.Is(err, page.ErrNoArticle):
		d.Article = d.Article.Clean()
		return d, refuse("", 0, NoArticle, err)
	}
	d, err = finish(d)
	if d.Words < paywallWords && (p.Metered || p.Prompt) {
		d.Paywall = true
	}
	if err == nil && d.Words < pageWords && !d.Paywall {
		return d, refuse("", 0, NoArticle, fmt.Errorf("the page has a text of %d words", d.Words))
	}
	return d, err
}
