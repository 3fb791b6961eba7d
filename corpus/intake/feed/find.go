package feed

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Find returns the address of the feed that a web page names in its head (<link rel="alternate" type="application/rss+xml">), the first of
// them; "" when it names none. address is where the page was fetched from.
func Find(page []byte, address string) string {
	z := html.NewTokenizer(bytes.NewReader(page))
	z.SetMaxBuf(64 << 10)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			switch token := z.Token(); token.DataAtom {
			case atom.Body:
				return ""
			case atom.Link:
				if to := feedLink(token, address); to != "" {
					return to
				}
			}
		}
	}
}

// feedLink returns where a <link> leads when it is to a feed.
func feedLink(link html.Token, address string) string {
	attributes := map[string]string{}
	for _, a := range link.Attr {
		attributes[a.Key] = a.Val
	}
	if !strings.Contains(strings.ToLower(attributes["rel"]), "alternate") || attributes["href"] == "" {
		return ""
	}
	kind, _, _ := mime.ParseMediaType(attributes["type"])
	switch kind {
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
		return resolve(address, attributes["href"])
	}
	return ""
}
