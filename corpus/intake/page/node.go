package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr returns an attribute's value without outer spaces, "" when it is absent.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func isElement(n *html.Node, tags ...atom.Atom) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for _, tag := range tags {
		if n.DataAtom == tag {
			return true
		}
	}
	return false
}

// elements returns every element below n with one of the tags, in the page's order.
func elements(n *html.Node, tags ...atom.Atom) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if isElement(d, tags...) {
			found = append(found, d)
		}
	}
	return found
}

// holds reports whether inner is n or below it.
func holds(n, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// inline returns the words below n on one line; scripts and styles have none.
func inline(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case isElement(n, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg):
			return
		case isElement(n, atom.Br) || block(n):
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block(n) {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// textLength returns the number of bytes of the words below n, spaces aside.
func textLength(n *html.Node) int {
	total := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !isElement(d.Parent, atom.Script, atom.Style, atom.Noscript, atom.Template) {
			for _, r := range d.Data {
				if !unicode.IsSpace(r) {
					total++
				}
			}
		}
	}
	return total
}

// block reports the elements that begin and end a paragraph.
func block(n *html.Node) bool {
	return isElement(n, atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Td,
		atom.Th, atom.Pre, atom.Figure, atom.Figcaption, atom.Hr, atom.Body, atom.Address, atom.Center, atom.Form, atom.Fieldset, atom.Details, atom.Summary)
}

// tokens returns the words of an element's class, id and data attributes that name its part: « Article-Body__relatedLinks » is article, body, related, links.
func tokens(n *html.Node) []string {
	var words []string
	for _, key := range [...]string{"class", "id", "data-component", "data-testid", "aria-label"} {
		start := 0
		value := attr(n, key)
		lower := false
		flush := func(end int) {
			if end > start {
				words = append(words, strings.ToLower(value[start:end]))
			}
		}
		for i, r := range value {
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				flush(i)
				start = i + len(string(r))
				lower = false
			case unicode.IsUpper(r) && lower:
				flush(i)
				start = i
				lower = false
			default:
				lower = unicode.IsLower(r)
			}
		}
		flush(len(value))
	}
	return words
}
