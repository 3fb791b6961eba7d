package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"propos/corpus/intake/fetch"
)

// loopback is what a test server needs and a person can never give.
var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}

// site serves one page of each kind.
func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	page := func(path, contentType, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", contentType)
			io.WriteString(w, body)
		})
	}
	page("/page", "text/html; charset=utf-8", "<p>Bonjour</p>")
	page("/feed", "application/rss+xml", "<rss/>")
	page("/picture", "image/png", "\x89PNG")
	page("/large", "text/html", strings.Repeat("x", 3<<20))
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 64 {
			z.Write(make([]byte, 1<<20))
		}
		z.Close()
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/gone", http.NotFound)
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/kept", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "text/html")
	})
	mux.HandleFunc("/headers", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Referer") != "" || r.Header.Get("Cookie") != "" {
			w.WriteHeader(http.StatusTeapot)
		}
	})
	mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1", Path: "/"})
		http.Redirect(w, r, r.URL.Query().Get("u"), http.StatusFound)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := site(t)
	hasty, patient := fetch.New(fetch.Options{Allow: loopback, Timeout: 300 * time.Millisecond}), fetch.New(fetch.Options{Allow: loopback})
	for _, tt := range []struct {
		path string
		feed bool
		kind fetch.Kind
		body string
	}{
		{path: "/page", body: "<p>Bonjour</p>"},
		{path: "/feed", feed: true, body: "<rss/>"},
		{path: "/feed", kind: fetch.NotPage},
		{path: "/picture", kind: fetch.NotPage},
		{path: "/large", kind: fetch.TooLarge},
		{path: "/bomb", kind: fetch.TooLarge},
		{path: "/slow", kind: fetch.TimedOut},
		{path: "/gone", kind: fetch.Status},
		{path: "/to?u=/page", body: "<p>Bonjour</p>"},
		{path: "/to?u=/headers"},
		{path: "/to?u=/to?u=/to?u=/page", body: "<p>Bonjour</p>"},
		{path: "/to?u=http://10.0.0.1/", kind: fetch.Refused},
		{path: "/to?u=http://169.254.169.254/latest/meta-data/", kind: fetch.Refused},
		{path: "/to?u=file:///etc/passwd", kind: fetch.BadAddress},
		{path: "/to?u=http://a:b@127.0.0.1/", kind: fetch.BadAddress},
	} {
		c := patient
		if tt.kind == fetch.TimedOut {
			c = hasty
		}
		got, err := c.Get(context.Background(), fetch.Request{URL: s.URL + tt.path, Feed: tt.feed})
		if kindOf(err) != tt.kind || string(got.Body) != tt.body {
			t.Errorf("%s: %q, %v", tt.path, got.Body, err)
		}
	}
}

func TestGetLoop(t *testing.T) {
	var s *httptest.Server
	n := 0
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		http.Redirect(w, r, s.URL, http.StatusFound)
	}))
	defer s.Close()
	_, err := fetch.New(fetch.Options{Allow: loopback}).Get(context.Background(), fetch.Request{URL: s.URL})
	if kindOf(err) != fetch.Redirects || n != fetch.MaxRedirects+1 {
		t.Errorf("%d requests, %v", n, err)
	}
}

// Without Allow, nothing that is not public is reached, whatever the address looks like.
func TestGetRefuses(t *testing.T) {
	s := site(t)
	c := fetch.New(fetch.Options{Timeout: 2 * time.Second})
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	for _, address := range []string{
		s.URL, "http://localhost" + port, "http://127.0.0.1/", "http://127.1.2.3/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
		"http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/",
		"http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://8.8.8.8:22/",
	} {
		if _, err := c.Get(context.Background(), fetch.Request{URL: address}); kindOf(err) != fetch.Refused {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"", "exemple.fr", "ftp://exemple.fr/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://x:y@exemple.fr/", "http://a b/", "http://exemple\u202e.fr/", "http://ex\u200bemple.fr/", "http://*exemple*.fr/", "http://<exemple>.fr/", "gopher://127.0.0.1"} {
		if _, err := c.Get(context.Background(), fetch.Request{URL: address}); kindOf(err) != fetch.BadAddress {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestGetPolitely(t *testing.T) {
	s := site(t)
	c := fetch.New(fetch.Options{Allow: loopback})
	first, err := c.Get(context.Background(), fetch.Request{URL: s.URL + "/kept"})
	if err != nil || first.ETag != `"v1"` {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := c.Get(context.Background(), fetch.Request{URL: s.URL + "/kept", ETag: first.ETag})
	if err != nil || !again.NotModified {
		t.Errorf("%+v, %v", again, err)
	}
	busy, err := c.Get(context.Background(), fetch.Request{URL: s.URL + "/busy"})
	if kindOf(err) != fetch.Status || busy.RetryAfter != 2*time.Minute {
		t.Errorf("%+v, %v", busy, err)
	}
}

func TestGetStops(t *testing.T) {
	s := site(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fetch.New(fetch.Options{Allow: loopback}).Get(ctx, fetch.Request{URL: s.URL + "/page"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestErrorHidesAddress(t *testing.T) {
	_, err := fetch.New(fetch.Options{}).Get(context.Background(), fetch.Request{URL: "http://127.0.0.1/secret?token=1"})
	if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "127.0.0.1") {
		t.Error(err)
	}
}

func kindOf(err error) fetch.Kind {
	var e *fetch.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	if err != nil {
		return "other"
	}
	return ""
}
