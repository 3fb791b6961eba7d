package page

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"propos/corpus"
)

// meta is what a page states about its article, before its visible dates are looked at.
type meta struct {
	title, source, author, address string
	metered                        bool
	dates                          []string // of publication, as stated, the surest first
}

// readMeta reads the statements of the page's head and of its JSON-LD.
func readMeta(doc *html.Node, address string) meta {
	tags := metaTags(doc)
	ld := readLinkedData(doc, tags)
	m := meta{
		source:  firstOf(ld.source, tags["og:site_name"], tags["application-name"]),
		author:  firstOf(ld.author, personTag(tags["author"]), personTag(tags["article:author"]), personTag(tags["dc.creator"]), personTag(tags["dcterms.creator"]), markedAuthor(doc)),
		metered: ld.metered || tags["article:content_tier"] == "locked",
		dates: nonEmpty(ld.date, tags["article:published_time"], tags["og:article:published_time"], tags["og:published_time"], markedDate(doc), tags["datepublished"], tags["date.issued"], tags["dc.date.issued"],
			tags["dcterms.created"], tags["dcterms.issued"], tags["pubdate"], tags["publish-date"], tags["publication_date"], tags["publish_date"], tags["parsely-pub-date"], tags["sailthru.date"], tags["dc.date"], tags["date"]),
	}
	if strings.EqualFold(m.author, m.source) {
		m.author = ""
	}
	m.title = title(doc, ld.title, tags, m.source)
	m.address = ownAddress(doc, tags, ld.address, address)
	return m
}

// metaTags returns the content of the meta elements by property or name in lower case; the first of each counts.
func metaTags(doc *html.Node) map[string]string {
	tags := make(map[string]string)
	for _, n := range elements(doc, atom.Meta) {
		for _, key := range [...]string{"property", "name", "itemprop"} {
			name, content := strings.ToLower(attr(n, key)), attr(n, "content")
			if _, known := tags[name]; name != "" && content != "" && !known && len(content) < 2000 {
				tags[name] = content
			}
		}
	}
	return tags
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = oneLine(v); v != "" {
			return v
		}
	}
	return ""
}

func nonEmpty(values ...string) []string {
	var out []string
	for _, v := range values {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(html.UnescapeString(s)), " ") }

// personTag returns a name that a meta element states; addresses of profiles are none.
func personTag(s string) string {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") || utf8.RuneCountInString(s) > 120 {
		return ""
	}
	return s
}

// markedAuthor returns the names of elements marked as the author by schema.org or by their link.
func markedAuthor(doc *html.Node) string {
	var names []string
	for d := range doc.Descendants() {
		if d.Type != html.ElementNode || isElement(d, atom.Meta, atom.Link) || attr(d, "itemprop") != "author" && attr(d, "rel") != "author" {
			continue
		}
		if inComments(d) {
			continue
		}
		name := inline(d)
		for _, by := range [...]string{"Par ", "par ", "De "} {
			name = strings.TrimPrefix(name, by)
		}
		if name != "" && utf8.RuneCountInString(name) <= 60 && !contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > 4 {
		return "" // a list of articles
	}
	return strings.Join(names, ", ")
}

func inComments(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type != html.ElementNode || isElement(n, atom.Body, atom.Html) {
			continue
		}
		if isElement(n, atom.Aside, atom.Nav, atom.Footer) {
			return true
		}
		for _, w := range tokens(n) {
			if alwaysFurniture[w] || w == "related" || w == "sidebar" {
				return true
			}
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, have := range list {
		if have == s {
			return true
		}
	}
	return false
}

// markedDate returns the date of the one element marked datePublished by schema.org.
func markedDate(doc *html.Node) string {
	for d := range doc.Descendants() {
		if d.Type == html.ElementNode && !isElement(d, atom.Meta) && attr(d, "itemprop") == "datePublished" && !inComments(d) {
			return firstOf(attr(d, "datetime"), attr(d, "content"), inline(d))
		}
	}
	return ""
}

// title chooses among what the page calls itself: JSON-LD, the heading that agrees with the page's title, og:title, the title without the site's name.
func title(doc *html.Node, headline string, tags map[string]string, source string) string {
	pageTitle := ""
	if list := elements(doc, atom.Title); len(list) > 0 {
		pageTitle = inline(list[0])
	}
	og := withoutSite(oneLine(tags["og:title"]), source)
	if headline = oneLine(headline); headline != "" {
		return headline
	}
	heads := headings(doc)
	for _, h := range heads {
		if text := inline(h); !siteName(text, pageTitle, source) && (agree(text, og) || agree(text, pageTitle)) {
			return text
		}
	}
	if og != "" {
		return og
	}
	if len(heads) == 1 && !siteName(inline(heads[0]), pageTitle, source) {
		return inline(heads[0])
	}
	return withoutSite(pageTitle, source)
}

// siteName reports a heading that is the site's name: called so, or only the end of the page's title.
func siteName(heading, pageTitle, source string) bool {
	return strings.EqualFold(heading, source) || len(heading) < len(pageTitle) && strings.HasSuffix(strings.ToLower(pageTitle), strings.ToLower(heading))
}

// headings returns the headings of the first level that have words, parts around the article left out.
func headings(doc *html.Node) []*html.Node {
	var found []*html.Node
	for _, h := range elements(doc, atom.H1) {
		if text := inline(h); text != "" && utf8.RuneCountInString(text) <= 300 && !inComments(h) && !hidden(h) {
			found = append(found, h)
		}
	}
	return found
}

// headingOf returns the element that shows the title: a heading of the first level that agrees with it, any element that says just that, or nil.
func headingOf(doc *html.Node, title string) *html.Node {
	heads := headings(doc)
	for _, h := range heads {
		if text := inline(h); agree(text, title) || agree(title, text) {
			return h
		}
	}
	for d := range doc.Descendants() {
		if title != "" && isElement(d, atom.H2, atom.H3, atom.Div, atom.P, atom.Span, atom.Strong, atom.B, atom.Font, atom.Td) && len(elements(d, atom.P, atom.Div)) == 0 && inline(d) == title && !inComments(d) {
			return d
		}
	}
	return nil
}

// agree reports whether a heading of some length stands in another form of the title.
func agree(heading, title string) bool {
	return utf8.RuneCountInString(heading) >= 10 && title != "" && strings.Contains(strings.ToLower(title), strings.ToLower(heading))
}

// withoutSite drops « | Le Journal » from the end of a title when the page says that it is called so.
func withoutSite(title, source string) string {
	if source == "" {
		return title
	}
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " : ", " • ", " · "} {
		if head, tail, ok := cutLast(title, sep); ok && (strings.EqualFold(tail, source) || strings.EqualFold(strings.TrimPrefix(tail, "www."), source)) {
			return strings.TrimSpace(head)
		}
	}
	return title
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimSpace(s[i+len(sep):]), true
}

// ownAddress returns the address by which the page wants to be known, else the one it was fetched from.
// A canonical address that is only the site's front page is a mistake of the site and is not believed.
func ownAddress(doc *html.Node, tags map[string]string, linked, fetched string) string {
	base, err := url.Parse(fetched)
	if err != nil {
		base = &url.URL{}
	}
	candidates := []string{}
	for _, n := range elements(doc, atom.Link) {
		if strings.EqualFold(attr(n, "rel"), "canonical") {
			candidates = append(candidates, attr(n, "href"))
		}
	}
	for _, c := range append(candidates, tags["og:url"], linked) {
		u, err := base.Parse(c)
		if err == nil && c != "" && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && (strings.Trim(u.Path, "/") != "" || u.RawQuery != "") {
			return u.String()
		}
	}
	return fetched
}

// published and updated are how French pages introduce their dates.
var (
	published = regexp.MustCompile(`(?i)(?:publiée?|postée?|parue?|mise? en ligne|écrite?|rédigée?)\s+(?:par .{2,50}? )?le\s*:?\s+|date de (?:publication|parution)\s*:\s*`)
	updated   = regexp.MustCompile(`(?i)mis(?:e)? à jour|modifiée?|actualisée?|dernière modification|màj|updated|modified`)
)

// date returns the date of publication: the surest statement that is a date, else the one that the page shows beside its heading.
// odd counts the statements that are none, or whose weekday is wrong.
func (m meta) date(doc, heading *html.Node) (d corpus.Date, odd int) {
	for _, s := range m.dates {
		d, err := corpus.ParseFrenchDate(s)
		if err != nil && !errors.Is(err, corpus.ErrWeekday) || unset(d) {
			odd++
			continue
		}
		if err != nil {
			odd++
		}
		return d, odd
	}
	d, wrong := shownDate(doc, heading)
	return d, odd + wrong
}

// unset reports the dates that programs write when they know none.
func unset(d corpus.Date) bool {
	return d.Year <= 1 || d == corpus.Date{Year: 1970, Month: 1, Day: 1}
}

// shownDate reads the date beside the heading: a time element, or a short line of the first few that is or announces a date.
func shownDate(doc, heading *html.Node) (d corpus.Date, odd int) {
	if heading == nil {
		return corpus.Date{}, 0
	}
	var update *html.Node // an element that only tells of an update: nothing in it is a date of publication
	for _, n := range beside(doc, heading) {
		if update != nil && holds(update, n) {
			continue
		}
		line := inline(n)
		if d := timeElement(n, line); !d.IsZero() {
			return d, odd
		}
		if d, err := lineDate(line); !d.IsZero() {
			if err != nil {
				odd++
			}
			return d, odd
		}
		if updated.MatchString(line) && !published.MatchString(line) {
			update = n
		}
	}
	return corpus.Date{}, odd
}

// timeElement returns the date of the first time element that n is or holds, unless it is introduced or named as an update.
func timeElement(n *html.Node, line string) corpus.Date {
	if !isElement(n, atom.Time) {
		inner := elements(n, atom.Time)
		if len(inner) == 0 {
			return corpus.Date{}
		}
		n = inner[0]
	}
	before, _, _ := strings.Cut(line, inline(n))
	if updated.MatchString(before) || updated.MatchString(strings.Join(tokens(n), " ")) || attr(n, "itemprop") == "dateModified" {
		return corpus.Date{}
	}
	d, err := corpus.ParseFrenchDate(firstOf(attr(n, "datetime"), inline(n)))
	if err != nil || unset(d) {
		return corpus.Date{}
	}
	return d
}

// shownAuthor returns the names that the page shows beside its heading in an element called the author's.
func shownAuthor(doc, heading *html.Node) string {
	if heading == nil {
		return ""
	}
	for _, n := range beside(doc, heading) {
		for _, w := range tokens(n) {
			if w != "author" && w != "auteur" && w != "byline" && w != "signature" {
				continue
			}
			line := inline(n)
			for _, by := range [...]string{"Par ", "par ", "De "} {
				line = strings.TrimPrefix(line, by)
			}
			if Names(line) {
				return line
			}
		}
	}
	return ""
}

// besideLines is how many short lines after a heading, and at most before it, may show the date.
const besideLines = 8

// beside returns the innermost short elements that follow the heading, down to the article's second paragraph.
func beside(doc, heading *html.Node) []*html.Node {
	var found []*html.Node
	after := false
	for d := range doc.Descendants() {
		if d == heading {
			after = true
		}
		if !after || d.Type != html.ElementNode || holds(heading, d) || isElement(d, atom.Script, atom.Style) {
			continue
		}
		if isElement(d, atom.P) && textLength(d) > 300 {
			break
		}
		if length := textLength(d); length == 0 || length > 120 {
			continue
		}
		if found = append(found, d); len(found) == besideLines*2 {
			break
		}
	}
	return found
}

// lineDate reads « Publié le 21 novembre 2020 à 10h – mis à jour le … », or a line that is a date with its year.
func lineDate(line string) (corpus.Date, error) {
	if at := published.FindStringIndex(line); at != nil {
		if d, n, err := corpus.FrenchDatePrefix(line[at[1]:]); n > 0 && d.Year > 0 {
			return d, err
		}
	}
	if updated.MatchString(line) {
		return corpus.Date{}, nil
	}
	d, err := corpus.ParseFrenchDate(line)
	if d.Year == 0 || d.Day == 0 {
		return corpus.Date{}, nil
	}
	return d, err
}
