package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// maxUpload is the largest file that is read, in bytes: what Discord lets everybody attach.
const maxUpload = 10 << 20

var (
	errUploadTooLarge = errors.New("the file is larger than 10 MB")
	errUploadHost     = errors.New("the file is not on Discord's own servers")
)

// newUploads returns the client that gets attachments: no proxy, no redirect, no connection kept.
func newUploads() *http.Client {
	return &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{DisableKeepAlives: true, TLSHandshakeTimeout: requestLimit, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: func(*http.Request, []*http.Request) error { return errUploadHost },
	}
}

// upload gets the file of an attachment. Its address comes from Discord; still, only Discord's own file servers are asked.
func (b *bot) upload(ctx context.Context, address string) ([]byte, error) {
	if !b.holdsFiles(address) {
		return nil, errUploadHost
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("get a file: %w", err)
	}
	res, err := b.uploads.Do(r)
	if err != nil {
		return nil, fmt.Errorf("get a file: %w", withoutToken(err))
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("get a file: Discord answers %d", res.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxUpload+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("get a file: %w", withoutToken(err))
	case len(data) > maxUpload:
		return nil, errUploadTooLarge
	}
	return data, nil
}

// holdsFiles reports an address on one of Discord's file servers; where another API is set, its host is one.
func (b *bot) holdsFiles(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	if u.Scheme == "https" && (u.Host == "cdn.discordapp.com" || u.Host == "media.discordapp.net") {
		return true
	}
	api, err := url.Parse(b.o.API)
	return err == nil && b.o.API != DiscordAPI && u.Scheme == api.Scheme && u.Host == api.Host
}
