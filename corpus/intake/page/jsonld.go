package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// linkedData is what the page's JSON-LD says about its article.
type linkedData struct {
	title, source, author, date, address string
	metered                              bool
}

// maxLinked is how many objects of a page's JSON-LD are looked at.
const maxLinked = 200

// readLinkedData reads the object of a kind of article that is the page's own: the only one, or the one with the page's address or title.
func readLinkedData(doc *html.Node, tags map[string]string) linkedData {
	var objects []map[string]any
	for _, n := range elements(doc, atom.Script) {
		if !strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") || n.FirstChild == nil {
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(cleanJSON(n.FirstChild.Data)), &value); err == nil {
			objects = gather(objects, value, 0)
		}
	}
	var articles []map[string]any
	names := make(map[string]string) // what the page's other objects call themselves, by @id
	for _, o := range objects {
		if id, name := text(o["@id"]), text(o["name"]); id != "" && name != "" {
			names[id] = name
		}
		if articleKind(o) {
			articles = append(articles, o)
		}
	}
	own := ownArticle(articles, doc, tags)
	if own == nil {
		return linkedData{}
	}
	ld := linkedData{title: text(own["headline"]), date: text(own["datePublished"]), source: name(own["publisher"], names), author: name(own["author"], names), metered: notFree(own)}
	ld.address = firstOf(text(own["url"]), address(own["mainEntityOfPage"]))
	if ld.title == "" {
		ld.title = text(own["name"])
	}
	return ld
}

// cleanJSON drops what some sites put around or into their JSON: comments of HTML, raw line ends.
func cleanJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range [...]string{"<!--", "//<![CDATA[", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range [...]string{"-->", "//]]>", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// gather lists the objects of a JSON-LD value: of arrays, of @graph and of mainEntity. Objects in lists of other articles are not the page's.
func gather(objects []map[string]any, value any, depth int) []map[string]any {
	if depth > 4 || len(objects) >= maxLinked {
		return objects
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			objects = gather(objects, item, depth+1)
		}
	case map[string]any:
		objects = append(objects, v)
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "publisher"} {
			if inner, ok := v[key]; ok {
				objects = gather(objects, inner, depth+1)
			}
		}
	}
	return objects
}

// articleKind reports schema.org's kinds of article.
func articleKind(o map[string]any) bool {
	kinds, ok := o["@type"].([]any)
	if !ok {
		kinds = []any{o["@type"]}
	}
	for _, k := range kinds {
		switch text(k) {
		case "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
			"BlogPosting", "LiveBlogPosting", "TechArticle", "Report", "SatiricalArticle", "AdvertiserContentArticle":
			return true
		}
	}
	return false
}

// ownArticle returns the page's own article among those that its JSON-LD names.
func ownArticle(articles []map[string]any, doc *html.Node, tags map[string]string) map[string]any {
	if len(articles) == 1 {
		return articles[0]
	}
	shown := tags["og:title"]
	for _, n := range append(elements(doc, atom.Title), headings(doc)...) {
		shown += "\n" + inline(n)
	}
	for _, a := range articles {
		if headline := oneLine(text(a["headline"])); agree(headline, shown) {
			return a
		}
	}
	for _, a := range articles {
		if u := firstOf(text(a["url"]), address(a["mainEntityOfPage"])); u != "" && u == tags["og:url"] {
			return a
		}
	}
	return nil
}

// text returns a string value, or the first of a list.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		if len(v) > 0 {
			return text(v[0])
		}
	case map[string]any:
		return text(v["@value"])
	}
	return ""
}

// address returns the address of a page given as a string or as an object.
func address(v any) string {
	if o, ok := v.(map[string]any); ok {
		return firstOf(text(o["@id"]), text(o["url"]))
	}
	return text(v)
}

// name returns the name of a person or organisation, or the names of several, joined. References are looked up in names.
func name(v any, names map[string]string) string {
	switch v := v.(type) {
	case string:
		return personTag(v)
	case map[string]any:
		return firstOf(personTag(text(v["name"])), names[text(v["@id"])])
	case []any:
		var list []string
		for _, item := range v {
			if n := name(item, names); n != "" && !contains(list, n) && len(list) < 10 {
				list = append(list, n)
			}
		}
		return strings.Join(list, ", ")
	}
	return ""
}

// notFree reports isAccessibleForFree: false, in the forms that sites write.
func notFree(o map[string]any) bool {
	switch v := o["isAccessibleForFree"].(type) {
	case bool:
		return !v
	case string:
		v = strings.ToLower(v)
		return v == "false" || strings.HasSuffix(v, "/false")
	}
	return false
}
