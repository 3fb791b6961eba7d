package feed_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/intake/feed"
)

const site = "https://fil.exemple/une/rss.xml"

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, contentType, text string
		want                    feed.Feed
	}{
		{"RSS 2.0 with a relative link, an escaped title and an author", "application/rss+xml",
			`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Fil</title><link>https://fil.exemple/</link>
			<item><guid isPermaLink="false">n-1</guid><link>/2020/accord</link><title>L&amp;#39;accord &lt;em&gt;de&lt;/em&gt; paix</title><dc:creator>Anne Leroy</dc:creator><pubDate>Tue, 10 Nov 2020 23:30:00 +0100</pubDate><description>Résumé</description></item></channel></rss>`,
			feed.Feed{Title: "Le Fil", Entries: []feed.Entry{{ID: "n-1", URL: "https://fil.exemple/2020/accord", Title: "L'accord de paix", Author: "Anne Leroy", Date: corpus.Date{Year: 2020, Month: 11, Day: 10}}}}},
		{"a French date, one of a month, and none", "text/xml",
			`<rss version="2.0"><channel><title>T</title><item><link>https://a.exemple/1</link><pubDate>mardi 10 novembre 2020</pubDate></item><item><link>https://a.exemple/2</link><pubDate>nov. 2020</pubDate></item><item><link>https://a.exemple/3</link></item></channel></rss>`,
			feed.Feed{Title: "T", Entries: []feed.Entry{
				{ID: "https://a.exemple/1", URL: "https://a.exemple/1", Date: corpus.Date{Year: 2020, Month: 11, Day: 10}},
				{ID: "https://a.exemple/2", URL: "https://a.exemple/2", Date: corpus.Date{Year: 2020, Month: 11}},
				{ID: "https://a.exemple/3", URL: "https://a.exemple/3"}}}},
		{"Atom: the whole text, and no date of a change", "application/atom+xml",
			`<feed xmlns="http://www.w3.org/2005/Atom"><title>Atome</title><entry><id>tag:a,1</id><title type="html">Un &amp;lt; deux</title><link rel="alternate" href="https://a.exemple/un"/><updated>2020-11-12T10:00:00Z</updated><content type="html">&lt;p&gt;Le texte.&lt;/p&gt;</content></entry>
			<entry><id>tag:a,2</id><title>Deux</title><link href="deux"/><published>2020-11-11T10:00:00Z</published><summary>Court</summary></entry></feed>`,
			feed.Feed{Title: "Atome", Entries: []feed.Entry{
				{ID: "tag:a,1", URL: "https://a.exemple/un", Title: "Un < deux", Content: "<p>Le texte.</p>"},
				{ID: "tag:a,2", URL: "https://fil.exemple/une/deux", Title: "Deux", Date: corpus.Date{Year: 2020, Month: 11, Day: 11}}}}},
		{"JSON Feed", "application/feed+json",
			`{"version":"https://jsonfeed.org/version/1.1","title":"Jason","items":[{"id":"7","url":"https://a.exemple/7","title":"Sept","content_html":"<p>Tout.</p>","date_published":"2020-11-12T08:00:00+04:00","authors":[{"name":"Ani"}]}]}`,
			feed.Feed{Title: "Jason", Entries: []feed.Entry{{ID: "7", URL: "https://a.exemple/7", Title: "Sept", Author: "Ani", Date: corpus.Date{Year: 2020, Month: 11, Day: 12}, Content: "<p>Tout.</p>"}}}},
		{"Windows-1252, declared by the server alone", "application/xml; charset=windows-1252",
			"<rss version=\"2.0\"><channel><title>L\x92\xe9t\xe9</title></channel></rss>", feed.Feed{Title: "L’été"}},
		{"ISO-8859-1, declared by itself", "",
			"<?xml version='1.0' encoding='ISO-8859-1'?><rss version=\"2.0\"><channel><title>\xc9t\xe9</title></channel></rss>", feed.Feed{Title: "Été"}},
		{"what leads to no page, and the same entry twice", "",
			`<rss version="2.0"><channel><title>T</title><item><title>sans lien</title></item><item><link>javascript:alert(1)</link></item><item><link>ftp://a.exemple/x</link></item><item><link>https://moi:mot@a.exemple/x</link></item>
			<item><guid>g</guid><link>https://a.exemple/1</link></item><item><guid>g</guid><link>https://a.exemple/2</link></item></channel></rss>`,
			feed.Feed{Title: "T", Entries: []feed.Entry{{ID: "g", URL: "https://a.exemple/1"}}}},
		{"an entity that the feed defines is not expanded", "",
			`<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>T &b; &c;</title></channel></rss>`,
			feed.Feed{Title: "T &b; &c;"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := feed.Read([]byte(c.text), c.contentType, site)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want intake.Reason
	}{
		"a page":             {"<!doctype html><html><body>bonjour</body></html>", intake.NoArticle},
		"nothing":            {"", intake.NoArticle},
		"a text":             {"bonjour", intake.NoArticle},
		"cut in the middle":  {`<rss version="2.0"><channel><title>T</title><item><link>https://a.exe`, intake.NoArticle},
		"over two megabytes": {"<rss>" + strings.Repeat("x", feed.MaxBytes), intake.TooLarge},
	} {
		_, err := feed.Read([]byte(c.text), "", site)
		var refusal *intake.Refusal
		if !errors.As(err, &refusal) || refusal.Reason != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// bombs are feeds of two megabytes that want much more memory, each of its own kind.
func bombs() map[string]string {
	fill := func(head, piece, tail string) string {
		return head + strings.Repeat(piece, (feed.MaxBytes-len(head)-len(tail))/len(piece)) + tail
	}
	return map[string]string{
		"entries":      fill(`<rss version="2.0"><channel>`, `<item/>`, `</channel></rss>`),
		"Atom entries": fill(`<feed xmlns="http://www.w3.org/2005/Atom">`, `<entry/>`, `</feed>`),
		"elements":     fill(`<rss version="2.0"><channel><item>`, `<category/>`, `</item></channel></rss>`),
		"extensions":   fill(`<rss version="2.0" xmlns:x="u"><channel><item>`, `<x:a/>`, `</item></channel></rss>`),
		"depth":        fill(`<rss version="2.0" xmlns:x="u"><channel><item>`, `<x:a>`, ``),
		"namespaces":   fill(`<rss version="2.0" `, `xmlns:a="b" `, `></rss>`),
		"JSON objects": fill(`{"version":"https://jsonfeed.org/version/1","items":[{}`, `,{}`, `]}`),
		"JSON depth":   fill(`{"version":`, `[`, ``),
		"attributes":   fill(`<rss version="2.0"><channel><item `, `a="" `, `/></channel></rss>`),
	}
}

// TestBombs shows that a hostile feed is answered within a second and by little memory, whether it is refused or cut.
func TestBombs(t *testing.T) {
	for name, text := range bombs() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			f, err := feed.Read([]byte(text), "", site)
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d MB allocated", used>>20)
			}
			if took > 5*time.Second {
				t.Errorf("%s", took)
			}
			t.Logf("%d entries, %v, %s, %d MB", len(f.Entries), err, took, (after.TotalAlloc-before.TotalAlloc)>>20)
		})
	}
}

// TestManyEntries: of a feed with more entries than are read, the first are.
func TestManyEntries(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>T</title>`)
	for i := range 1000 {
		fmt.Fprintf(&b, "<item><link>https://a.exemple/%d</link><title>Titre %d</title></item>", i, i)
	}
	b.WriteString(`</channel></rss>`)
	f, err := feed.Read([]byte(b.String()), "", site)
	if err != nil || len(f.Entries) != feed.MaxEntries || f.Entries[0].URL != "https://a.exemple/0" {
		t.Errorf("%d entries, %v", len(f.Entries), err)
	}
}

// FuzzRead: whatever the bytes, the error is a refusal, and entries are few, distinct, with whole web addresses and short clean titles.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><item><link>https://a.exemple/1</link><title>a &lt;b&gt;</title><pubDate>10 nov. 2020</pubDate></item></channel></rss>`), "text/xml")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.exemple"><entry><link href="x"/></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://a.exemple/1","authors":[null]},null]}`), "application/json")
	f.Add([]byte("\xff\xfe<\x00r\x00s\x00s\x00/\x00>\x00"), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		got, err := feed.Read(data, contentType, site)
		var refusal *intake.Refusal
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("not a refusal: %v", err)
		}
		seen := map[string]bool{}
		for _, e := range got.Entries {
			if seen[e.ID] || e.ID == "" || !strings.HasPrefix(e.URL, "http") || e.Date.Check() != nil || len(e.Title) > 300 || strings.Contains(e.Title, "\n") {
				t.Fatalf("entry %+v", e)
			}
			seen[e.ID] = true
		}
		if len(got.Entries) > feed.MaxEntries {
			t.Fatalf("%d entries", len(got.Entries))
		}
	})
}

func TestFind(t *testing.T) {
	for page, want := range map[string]string{
		`<html><head><link rel="stylesheet" href="a.css"><LINK REL="alternate" TYPE="application/rss+xml; charset=utf-8" href="/rss?a=1&amp;b=2"><link rel="alternate" type="application/atom+xml" href="/atom"></head>`: "https://fil.exemple/rss?a=1&b=2",
		`<html><head><link rel="alternate" hreflang="en" href="/en"></head><body><link rel="alternate" type="application/rss+xml" href="/rss"></body></html>`:                                                            "",
		`<link rel="alternate" type="application/atom+xml" href="javascript:alert(1)">`:                                                                                                                                  "",
		`bonjour`: "",
	} {
		if got := feed.Find([]byte(page), site); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}
