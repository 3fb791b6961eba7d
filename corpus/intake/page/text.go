package page

import (
	"regexp"
	"strings"

	"github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// articleText returns the article's paragraphs: from the element that the page declares to be its article's body, else from the one
// that readability finds; a standfirst between the heading and that element comes first.
func articleText(doc, heading *html.Node) string {
	body := declaredBody(doc)
	if body == nil {
		marked := markStandfirsts(doc, heading)
		found := mainNode(doc)
		if found == nil {
			return ""
		}
		return joinStandfirst(marked, paragraphs(found))
	}
	return joinStandfirst(outside(markStandfirsts(doc, heading), body), paragraphs(body))
}

// mainNode is all that this program asks of readability: the element that holds a page's main text, or nil.
func mainNode(doc *html.Node) *html.Node {
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.MaxElemsToParse = maxElements
	parser.CharThresholds = 200
	found, err := parser.ParseDocument(doc, nil)
	if err != nil {
		return nil
	}
	return found.Node
}

// declaredBody returns the one element marked as the article's body by schema.org, when it holds text.
func declaredBody(doc *html.Node) *html.Node {
	var found *html.Node
	for d := range doc.Descendants() {
		if d.Type != html.ElementNode || !strings.Contains(attr(d, "itemprop"), "articleBody") || isElement(d, atom.Meta) {
			continue
		}
		if found != nil && !holds(found, d) {
			return nil
		}
		if found == nil {
			found = d
		}
	}
	if found == nil || textLength(found) < 200 {
		return nil
	}
	return found
}

// markStandfirsts returns the elements after the heading that are called a standfirst.
func markStandfirsts(doc, heading *html.Node) []*html.Node {
	if heading == nil {
		return nil
	}
	var found []*html.Node
	after := false
	for d := range doc.Descendants() {
		if d == heading {
			after = true
			continue
		}
		if !after || !isElement(d, atom.P, atom.Div, atom.H2, atom.H3, atom.Strong) || len(found) > 0 && holds(found[0], d) {
			continue
		}
		if standfirst(d) && len(found) == 0 {
			found = append(found, d)
		}
	}
	return found
}

func standfirst(n *html.Node) bool {
	length := textLength(n)
	if length < 40 || length > 900 {
		return false
	}
	for _, w := range tokens(n) {
		switch w {
		case "chapo", "chapeau", "standfirst", "lede", "lead", "intro", "introduction", "excerpt", "subtitle", "desc", "description", "accroche":
			return true
		}
	}
	return attr(n, "itemprop") == "description"
}

// outside returns the elements that do not lie in body.
func outside(list []*html.Node, body *html.Node) []*html.Node {
	var out []*html.Node
	for _, n := range list {
		if !holds(body, n) {
			out = append(out, n)
		}
	}
	return out
}

// joinStandfirst puts a standfirst before the text, unless it is there.
func joinStandfirst(list []*html.Node, text string) string {
	for _, n := range list {
		if lead := paragraphs(n); lead != "" && !strings.Contains(text, lead) {
			text = lead + "\n\n" + text
		}
	}
	return text
}

// clock is a line that only gives the hour of an entry of a live report.
var clock = regexp.MustCompile(`^\d{1,2}\s?[h:]\s?\d{2}$`)

// writer gathers paragraphs.
type writer struct {
	out  strings.Builder
	line strings.Builder
}

// paragraphs returns the words below n, blocks parted by blank lines, <br> as line ends. What precedes a heading of the first level is left out.
func paragraphs(n *html.Node) string {
	w := new(writer)
	w.walk(n)
	w.end("\n\n")
	return strings.TrimSpace(w.out.String())
}

func (w *writer) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.words(n.Data)
		return
	case isElement(n, atom.Br):
		w.line.WriteByte('\n')
		return
	case isElement(n, atom.Script, atom.Style, atom.Noscript, atom.Template):
		return
	case isElement(n, atom.H1):
		w.out.Reset()
		w.line.Reset()
		return
	case isElement(n, atom.Tr) && dataRow(n):
		w.row(n)
		return
	}
	isBlock := block(n)
	if isBlock {
		w.end("\n\n")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if isBlock {
		w.end("\n\n")
	}
}

// words adds text, its runs of white space as one space; no-break spaces stay.
func (w *writer) words(text string) {
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if s := w.line.String(); s != "" && !strings.HasSuffix(s, " ") && !strings.HasSuffix(s, "\n") {
				w.line.WriteByte(' ')
			}
		default:
			w.line.WriteRune(r)
		}
	}
}

// end closes the paragraph that is being gathered.
func (w *writer) end(sep string) {
	text := strings.TrimSpace(w.line.String())
	w.line.Reset()
	if text == "" || clock.MatchString(text) {
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteString(sep)
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.out.WriteByte('\n')
		}
		w.out.WriteString(strings.TrimSpace(line))
	}
}

// dataRow reports a row of figures or names, not one that lays the page out.
func dataRow(tr *html.Node) bool {
	cells := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if !isElement(c, atom.Td, atom.Th) {
			continue
		}
		cells++
		if len(elements(c, atom.P, atom.Div, atom.Table, atom.Br, atom.Ul, atom.H1, atom.H2)) > 0 || textLength(c) > 200 {
			return false
		}
	}
	return cells >= 2
}

// row writes a row of a table on one line.
func (w *writer) row(tr *html.Node) {
	w.end("\n\n")
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, atom.Td, atom.Th) {
			if text := inline(c); text != "" {
				cells = append(cells, text)
			}
		}
	}
	w.line.WriteString(strings.Join(cells, " | "))
	w.end("\n")
}
