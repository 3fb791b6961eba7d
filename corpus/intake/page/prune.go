package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"propos/corpus/intake/boilerplate"
)

// furniture names, by the words of classes and ids, the parts of a page that are not its article. The word "always" goes even when it holds
// much of the page's text (comments often do); the others only when they do not hold the article.
var (
	alwaysFurniture = words(`cookie cookies cookiebar consent gdpr rgpd didomi onetrust tarteaucitron axeptio qc cmp comment comments commentaire commentaires disqus`)
	furniture       = words(`newsletter newsletters related recommended recommendation recommendations recirculation share sharing sharebar social socials sidebar breadcrumb breadcrumbs ariane promo promos
		advert adverts advertisement ads ad pub pubs publicite dfp outbrain taboola paywall piano abo abonnement subscribe subscription popup popin modal overlay toolbar tags
		footer menu navbar navigation nav mostread popular trending widget widgets print skip signup login toc sommaire lireaussi alire readalso seealso teaser teasers
		pagination pager credits credit copyright legend caption banner`)
	furniturePairs = [...][2]string{{"lire", "aussi"}, {"a", "lire"}, {"read", "also"}, {"read", "more"}, {"see", "also"}, {"most", "read"}, {"plus", "lus"}, {"voir", "aussi"}, {"meme", "sujet"},
		{"author", "bio"}, {"about", "author"}, {"author", "box"}, {"mots", "cles"}, {"site", "header"}, {"page", "header"}, {"top", "bar"}, {"back", "top"}, {"reading", "time"}, {"app", "download"}}
	furnitureRoles = words(`navigation complementary banner contentinfo dialog alertdialog search menu menubar toolbar tablist`)
)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// prune removes from doc what is not its article, by what the elements and their classes are called. The heading and what holds it stay.
func prune(doc, heading *html.Node) {
	total := textLength(doc)
	var gone []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.CommentNode || c.Type == html.ElementNode && !(heading != nil && holds(c, heading)) && isFurniture(c, total) {
				gone = append(gone, c)
				continue
			}
			walk(c)
		}
	}
	walk(doc)
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// isFurniture reports whether an element and all below it are not the article. total is the length of the page's text.
func isFurniture(n *html.Node, total int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Head, atom.Main, atom.Meta, atom.Link, atom.Title, atom.Time:
		return false
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Canvas, atom.Video, atom.Audio, atom.Form, atom.Button, atom.Input,
		atom.Select, atom.Textarea, atom.Nav, atom.Footer, atom.Dialog, atom.Menu, atom.Figcaption, atom.Img, atom.Picture, atom.Map, atom.Label:
		return n.DataAtom != atom.Form || !holdsArticle(n, total) // old sites wrap the whole page in a form
	case atom.Aside:
		return !holdsArticle(n, total)
	}
	if hidden(n) {
		return true
	}
	if strings.HasPrefix(n.Data, "amp-") && n.Data != "amp-story" {
		return true
	}
	if furnitureRoles[attr(n, "role")] && !holdsArticle(n, total) {
		return true
	}
	if isElement(n, atom.P, atom.Ul, atom.Ol, atom.Div, atom.Td, atom.Section) && onlyLinks(n) {
		return true
	}
	return namedFurniture(n, total)
}

// namedFurniture judges an element by its class and id.
func namedFurniture(n *html.Node, total int) bool {
	if isElement(n, atom.Article, atom.H1, atom.P) && textLength(n) > 400 {
		return false
	}
	names := tokens(n)
	for i, w := range names {
		if alwaysFurniture[w] && !has(names, "body") {
			return true
		}
		pair := i > 0 && slices.Contains(furniturePairs[:], [2]string{names[i-1], w})
		if (furniture[w] || pair) && !holdsArticle(n, total) {
			return true
		}
	}
	return false
}

func has(list []string, w string) bool { return slices.Contains(list, w) }

// holdsArticle reports whether a part holds so much of the page's text in paragraphs that it must be the article, whatever it is called.
func holdsArticle(n *html.Node, total int) bool {
	own := 0
	for _, p := range elements(n, atom.P) {
		own += textLength(p)
	}
	return own*2 > total && own > 300
}

// hidden reports what a reader does not see.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// onlyLinks reports a paragraph or list that is nothing but links to other pages: related articles, tags, menus.
func onlyLinks(n *html.Node) bool {
	links := elements(n, atom.A)
	if len(links) == 0 {
		return false
	}
	linked := 0
	for _, a := range links {
		if href := attr(a, "href"); href == "" || strings.HasPrefix(href, "#") {
			return false
		}
		linked += textLength(a)
	}
	all := textLength(n)
	return linked > 0 && all <= linked+2*len(links) && !(len(links) == 1 && sentence(inline(n)))
}

// sentence reports words that end as a sentence does: such a link is the author's.
func sentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "»")
}

// asksToSubscribe reports whether the page says that only subscribers may read on.
func asksToSubscribe(doc *html.Node) bool {
	for _, n := range elements(doc, atom.P, atom.Div, atom.Span, atom.H2, atom.H3, atom.H4, atom.A, atom.Strong, atom.Section) {
		if hidden(n) || len(elements(n, atom.P, atom.Div)) > 0 {
			continue
		}
		line := inline(n)
		if line == "" || len(line) > 240 {
			continue
		}
		if _, cuts := boilerplate.Clean(line); len(cuts) > 0 && cuts[0].Rule == boilerplate.Paywall && len(strings.Fields(line)) > 2 {
			return true
		}
	}
	return false
}
