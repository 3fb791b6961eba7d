package desk

import (
	"context"

	"propos/corpus/intake"
	"propos/corpus/intake/fetch"
)

// Page gets a web page and reads its article. The draft's Name is the address as it was given. The error is a *fetch.Error, an
// *intake.Refusal, or the context's own; the draft has even then what is known of the article, its address at least.
func (d *Desk) Page(ctx context.Context, address string) (intake.Draft, error) {
	return d.page(ctx, address, d.o.Fetcher.Get)
}

// page is Page by another way of getting.
func (d *Desk) page(ctx context.Context, address string, get func(context.Context, fetch.Request) (fetch.Response, error)) (intake.Draft, error) {
	unread := intake.Draft{Name: address}
	unread.Article.URL, _ = intake.NormalURL(address) // "" for what is no address, which Get refuses
	response, err := get(ctx, fetch.Request{URL: address})
	if err != nil {
		return unread, err
	}
	draft, err := intake.Page(response.Body, response.ContentType, response.URL)
	draft.Name = address
	if draft.Article.URL == "" {
		draft.Article.URL = unread.Article.URL
	}
	return draft, err
}

// Paste reads a text that a person pasted for a page of which about is known: what its site does not show to everybody. What about
// knows goes before what the text says of itself. The error is an *intake.Refusal.
func Paste(about intake.Draft, text string) (intake.Draft, error) {
	draft, err := intake.Text(text)
	if err != nil {
		return about, err
	}
	return Complete(about, draft), nil
}

// Complete returns a text with what is known of it from elsewhere, which goes before what the text says of itself.
func Complete(about, text intake.Draft) intake.Draft {
	a, known := &text.Article, about.Article
	for _, f := range []struct{ field, known *string }{{&a.Title, &known.Title}, {&a.Source, &known.Source}, {&a.Author, &known.Author}, {&a.URL, &known.URL}} {
		if *f.known != "" {
			*f.field = *f.known
		}
	}
	if !known.Date.IsZero() {
		a.Date = known.Date
	}
	text.Name = about.Name
	return text
}
