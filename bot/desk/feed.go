package desk

import (
	"context"
	"encoding/json"
	"errors"

	"propos/corpus/intake"
	"propos/corpus/intake/feed"
	"propos/corpus/intake/fetch"
	"propos/corpus/store"
)

// MaxFeeds is how many feeds a collection follows at most.
const MaxFeeds = 50

// Why a feed is not followed, or not found.
var (
	ErrManyFeeds = errors.New("the collection follows too many feeds")
	ErrNoFeed    = errors.New("no such feed")
)

// Follow follows the feed at an address, or the one that the page at that address names. It is looked at once, to be sure that it is one;
// its articles come with the first Look. auto adds them; else they wait as drafts. A feed that is followed already gets the new auto.
// The error is a *fetch.Error, an *intake.Refusal for what is no feed, or ErrManyFeeds.
func (d *Desk) Follow(ctx context.Context, collection, by, address string, auto bool) (store.Feed, error) {
	feeds, err := d.store.Feeds(ctx, collection)
	if err != nil {
		return store.Feed{}, err
	}
	address, title, err := d.feedAt(ctx, address)
	if err != nil {
		return store.Feed{}, err
	}
	if len(feeds) >= MaxFeeds && !followed(feeds, address) {
		return store.Feed{}, ErrManyFeeds
	}
	f := store.Feed{Collection: collection, URL: address, Title: title, Auto: auto, By: by}
	f.ID, err = d.store.AddFeed(ctx, collection, f)
	return f, err
}

func followed(feeds []store.Feed, address string) bool {
	for _, f := range feeds {
		if f.URL == address {
			return true
		}
	}
	return false
}

// feedAt finds the feed at an address, or behind a page there, and how it is called.
func (d *Desk) feedAt(ctx context.Context, address string) (found, title string, err error) {
	response, err := d.politely(ctx, fetch.Request{URL: address, Feed: true})
	if err != nil {
		return "", "", err
	}
	read, err := feed.Read(response.Body, response.ContentType, response.URL)
	if err != nil {
		named := feed.Find(response.Body, response.URL)
		if named == "" {
			return "", "", err
		}
		address = named
		if response, err = d.politely(ctx, fetch.Request{URL: address, Feed: true}); err != nil {
			return "", "", err
		}
		if read, err = feed.Read(response.Body, response.ContentType, response.URL); err != nil {
			return "", "", err
		}
	}
	if read.Title == "" {
		read.Title = intake.Host(address)
	}
	return address, read.Title, nil
}

// Feed returns a feed of the collection, or ErrNoFeed.
func (d *Desk) Feed(ctx context.Context, collection string, id int64) (store.Feed, error) {
	feeds, err := d.store.Feeds(ctx, collection)
	if err != nil {
		return store.Feed{}, err
	}
	for _, f := range feeds {
		if f.ID == id {
			return f, nil
		}
	}
	return store.Feed{}, ErrNoFeed
}

// Feeds returns the feeds of the collection, in the order in which they came.
func (d *Desk) Feeds(ctx context.Context, collection string) ([]store.Feed, error) {
	return d.store.Feeds(ctx, collection)
}

// SetAuto chooses whether the articles of a feed are added, or wait as drafts. The error can be ErrNoFeed.
func (d *Desk) SetAuto(ctx context.Context, collection, by string, id int64, auto bool) error {
	f, err := d.Feed(ctx, collection, id)
	if err != nil {
		return err
	}
	f.Auto, f.By = auto, by
	_, err = d.store.AddFeed(ctx, collection, f)
	return err
}

// Unfollow follows a feed no more; its articles stay. It returns what it was, or ErrNoFeed.
func (d *Desk) Unfollow(ctx context.Context, collection, by string, id int64) (store.Feed, error) {
	f, err := d.Feed(ctx, collection, id)
	if err != nil {
		return f, err
	}
	return f, d.store.DropFeed(ctx, collection, id, by)
}

// fault is how the store keeps why a feed could not be read.
type fault struct {
	Fetch  fetch.Kind    `json:"fetch,omitempty"`
	Host   string        `json:"host,omitempty"`
	Status int           `json:"status,omitempty"`
	Refuse intake.Reason `json:"refuse,omitempty"`
	Full   *QuotaError   `json:"full,omitempty"`
	Drafts bool          `json:"drafts,omitempty"`
	Other  string        `json:"other,omitempty"`
}

// faultOf writes why a look failed; "" for a look that did not.
func faultOf(err error) string {
	if err == nil {
		return ""
	}
	var (
		f       fault
		unread  *fetch.Error
		refusal *intake.Refusal
	)
	switch {
	case errors.As(err, &unread):
		f = fault{Fetch: unread.Kind, Host: unread.Host, Status: unread.Status}
	case errors.As(err, &refusal):
		f.Refuse = refusal.Reason
	case errors.As(err, &f.Full):
	case errors.Is(err, ErrManyDrafts):
		f.Drafts = true
	default:
		f.Other = err.Error()
	}
	text, err := json.Marshal(f)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// FeedFault returns why the last look at a feed failed: a *fetch.Error, an *intake.Refusal, a *QuotaError or ErrManyDrafts; nil when it did not.
func FeedFault(s store.FeedState) error {
	var f fault
	switch err := json.Unmarshal([]byte(s.Fault), &f); {
	case s.Fault == "":
		return nil
	case err != nil:
		return errors.New(s.Fault)
	case f.Fetch != "":
		return &fetch.Error{Kind: f.Fetch, Host: f.Host, Status: f.Status}
	case f.Refuse != "":
		return &intake.Refusal{Reason: f.Refuse}
	case f.Full != nil:
		return f.Full
	case f.Drafts:
		return ErrManyDrafts
	}
	return errors.New(f.Other)
}

// SettingFeeds is the setting that says whether the articles of new feeds are added without a moderator: a bool, false when it is not set.
const SettingFeeds = "feeds_automatic"

// FeedsAuto returns what an administrator chose for new feeds.
func (d *Desk) FeedsAuto(ctx context.Context, collection string) (auto bool, err error) {
	_, err = d.store.Setting(ctx, collection, SettingFeeds, &auto)
	return auto, err
}
