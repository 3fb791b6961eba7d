// Package fetch gets one page or feed from the web on behalf of a person who gave its address.
//
// It never connects to an address that is not public (this machine, a private network, a link, a carrier's or a
// translated network, a cloud's metadata): the address is judged when it is dialled, after the name was resolved and
// after each redirect, so neither a name that changes nor a redirect leads inside. No proxy, no cookies, no
// credentials; bounded in bytes, time and redirects.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"code.dny.dev/ssrf"
)

// The limits that a zero Options stands for.
const (
	MaxBytes     = 2 << 20          // of a body, unpacked
	Timeout      = 15 * time.Second // from the first packet to the last, redirects included
	MaxRedirects = 5
	agent        = "Propos (article reader)"
)

// Options adjusts a Client. The zero Options is the product's default.
type Options struct {
	MaxBytes     int64         // 0 means the constant MaxBytes
	Timeout      time.Duration // 0 means the constant Timeout
	MaxRedirects int           // 0 means the constant MaxRedirects
	Agent        string        // User-Agent; "" means a name without a version
	// Allow lists addresses that may be reached although they are not public, on any port. It is for what an operator sets and
	// for tests on 127.0.0.1, and is never filled from what a person gives.
	Allow []netip.Prefix
}

// Client gets pages. It is safe for concurrent use and holds no connection between requests.
type Client struct {
	http     *http.Client
	agent    string
	maxBytes int64
}

// New returns a client.
func New(opts Options) *Client {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = MaxBytes
	}
	if opts.Timeout <= 0 {
		opts.Timeout = Timeout
	}
	if opts.MaxRedirects <= 0 {
		opts.MaxRedirects = MaxRedirects
	}
	if opts.Agent == "" {
		opts.Agent = agent
	}
	dialer := &net.Dialer{Timeout: opts.Timeout / 2, Control: guard(opts.Allow)}
	return &Client{
		agent:    opts.Agent,
		maxBytes: opts.MaxBytes,
		http: &http.Client{
			Timeout:       opts.Timeout,
			CheckRedirect: redirects(opts.MaxRedirects),
			Transport: &http.Transport{
				Proxy:                  nil,
				DialContext:            dialer.DialContext,
				TLSHandshakeTimeout:    opts.Timeout / 2,
				MaxResponseHeaderBytes: 64 << 10,
				DisableKeepAlives:      true,
				ForceAttemptHTTP2:      true,
			},
		},
	}
}

// guard refuses every connection that is not to a public address on port 80 or 443.
func guard(allow []netip.Prefix) func(network, address string, c syscall.RawConn) error {
	public := ssrf.New()
	return func(network, address string, c syscall.RawConn) error {
		if to, err := netip.ParseAddrPort(address); err == nil && slices.ContainsFunc(allow, func(p netip.Prefix) bool { return p.Contains(to.Addr().Unmap()) }) {
			return nil
		}
		return public.Safe(network, address, c)
	}
}

// redirects allows so many, to web addresses only, and does not tell one site of another.
func redirects(limit int) func(*http.Request, []*http.Request) error {
	return func(r *http.Request, via []*http.Request) error {
		if len(via) > limit {
			return errRedirects
		}
		r.Header.Del("Referer")
		return checkAddress(r.URL)
	}
}

var (
	errRedirects = errors.New("too many redirects")
	errAddress   = errors.New("not a web address")
)

func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.ContainsFunc(u.Hostname(), notOfHost) {
		return errAddress
	}
	return nil
}

// notOfHost tells the characters that no host is named with, in any alphabet: a name with marks of direction or spaces is there to be
// read as another one.
func notOfHost(r rune) bool {
	return !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) && !strings.ContainsRune("-._:%", r)
}

// Request says what to get.
type Request struct {
	URL          string
	Feed         bool   // a feed is wanted, not a page
	ETag         string // of the copy that the caller has; "" when it has none
	LastModified string // likewise, as the server wrote it
}

// Response is what the server gave.
type Response struct {
	URL          string // after redirects
	ContentType  string // as the server wrote it
	Body         []byte
	ETag         string
	LastModified string
	NotModified  bool          // the caller's copy is still good; Body is nil
	RetryAfter   time.Duration // what a server that is too busy asks for; 0 when it asks nothing
}

// Get gets a page or a feed. The error is an *Error, or the context's own. A server that answers 429 or 503 gives an error and a
// Response with RetryAfter.
func (c *Client) Get(ctx context.Context, req Request) (Response, error) {
	u, err := url.Parse(strings.TrimSpace(req.URL))
	if err != nil || checkAddress(u) != nil {
		return Response{}, &Error{Kind: BadAddress, Err: errAddress}
	}
	u.Fragment = ""
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return Response{}, &Error{Kind: BadAddress, Host: u.Hostname(), Err: err}
	}
	c.headers(r, req)
	res, err := c.http.Do(r)
	if err != nil {
		return Response{}, c.fault(ctx, u.Hostname(), err)
	}
	defer res.Body.Close()
	return c.read(ctx, req, res)
}

func (c *Client) headers(r *http.Request, req Request) {
	r.Header.Set("User-Agent", c.agent)
	r.Header.Set("Accept-Language", "fr,en;q=0.3")
	r.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.8")
	if req.Feed {
		r.Header.Set("Accept", "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9")
	}
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		r.Header.Set("If-Modified-Since", req.LastModified)
	}
}

// read judges the answer and reads its body.
func (c *Client) read(ctx context.Context, req Request, res *http.Response) (Response, error) {
	host := res.Request.URL.Hostname()
	out := Response{URL: res.Request.URL.String(), ContentType: res.Header.Get("Content-Type"), ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified")}
	switch {
	case res.StatusCode == http.StatusNotModified:
		out.NotModified = true
		return out, nil
	case res.StatusCode != http.StatusOK:
		out.RetryAfter = retryAfter(res.Header.Get("Retry-After"))
		return out, &Error{Kind: Status, Host: host, Status: res.StatusCode}
	case !wanted(out.ContentType, req.Feed):
		return out, &Error{Kind: NotPage, Host: host, Err: fmt.Errorf("content type %.60q", out.ContentType)}
	case res.ContentLength > c.maxBytes:
		return out, &Error{Kind: TooLarge, Host: host, Err: fmt.Errorf("%d bytes", res.ContentLength)}
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, c.maxBytes+1))
	if err != nil {
		return out, c.fault(ctx, host, err)
	}
	if int64(len(body)) > c.maxBytes {
		return out, &Error{Kind: TooLarge, Host: host, Err: fmt.Errorf("more than %d bytes", c.maxBytes)}
	}
	out.Body = body
	return out, nil
}

// wanted reports whether a content type can hold what is asked for; a server that names none is believed to.
func wanted(contentType string, feed bool) bool {
	if contentType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = strings.Cut(contentType, ";")
		kind = strings.ToLower(strings.TrimSpace(kind))
	}
	switch kind {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown":
		return true
	case "application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml", "application/feed+json", "application/json":
		return feed
	}
	return false
}

// retryAfter reads the seconds or the moment that a server asks to wait for, at most a day.
func retryAfter(s string) time.Duration {
	wait, err := time.ParseDuration(s + "s")
	if err != nil {
		at, err := http.ParseTime(s)
		if err != nil {
			return 0
		}
		wait = time.Until(at)
	}
	return max(0, min(wait, 24*time.Hour))
}

// fault names what went wrong on the way.
func (c *Client) fault(ctx context.Context, host string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("fetch from %s: %w", host, context.Cause(ctx))
	}
	var wire *url.Error
	if errors.As(err, &wire) {
		err = wire.Err
	}
	var timeout net.Error
	kind := Unreachable
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedPort), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		kind = Refused
	case errors.Is(err, errRedirects):
		kind = Redirects
	case errors.Is(err, errAddress):
		kind = BadAddress
	case errors.As(err, &timeout) && timeout.Timeout():
		kind = TimedOut
	}
	return &Error{Kind: kind, Host: host, Err: err}
}
