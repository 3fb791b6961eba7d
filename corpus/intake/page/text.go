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
	lead := standfirst(doc, heading)
	dropBefore(doc, heading)
	body := declaredBody(doc)
	if body == nil {
		body = mainNode(doc)
	}
	if body == nil {
		return ""
	}
	text := paragraphs(body)
	if lead != nil {
		if words := paragraphs(lead); !strings.Contains(text, words) {
			text = words + "\n\n" + text
		}
	}
	return text
}

// dropBefore removes the heading and what stands before it, unless that is much of the page's text: no article begins before its title.
func dropBefore(doc, heading *html.Node) {
	if heading == nil {
		return
	}
	var before []*html.Node
	length := 0
	for d := range doc.Descendants() {
		if d == heading {
			break
		}
		if d.Type == html.TextNode {
			before = append(before, d)
			length += len(strings.TrimSpace(d.Data))
		}
	}
	if 3*length > textLength(doc) {
		before = nil
	}
	for _, n := range append(before, heading) {
		n.Parent.RemoveChild(n)
	}
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
	if found.Node != nil {
		for n := range found.Node.Descendants() { // readability renames elements without their atoms
			n.DataAtom = atom.Lookup([]byte(n.Data))
		}
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

// standfirst returns the element after the heading that is called a standfirst, or nil.
func standfirst(doc, heading *html.Node) *html.Node {
	after := false
	for d := range doc.Descendants() {
		after = after || d == heading
		if after && isElement(d, atom.P, atom.Div, atom.H2, atom.H3, atom.Strong) && calledStandfirst(d) {
			return d
		}
	}
	return nil
}

func calledStandfirst(n *html.Node) bool {
	if length := textLength(n); length < 40 || length > 900 {
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

// clock is a line that only gives the hour of an entry of a live report.
var clock = regexp.MustCompile(`^\d{1,2}\s?[h:]\s?\d{2}$`)

// writer gathers paragraphs.
type writer struct {
	out   strings.Builder
	line  strings.Builder
	sep   string // goes before the next paragraph
	inRow bool   // the last paragraph is a row of a table
}

// paragraphs returns the words below n: blocks parted by blank lines; <br>, entries of a list and rows of a table by line ends.
func paragraphs(n *html.Node) string {
	w := writer{sep: "\n\n"}
	w.walk(n)
	w.end()
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
	case isElement(n, atom.Tr) && dataRow(n):
		w.row(n)
		return
	}
	isBlock := block(n)
	if isBlock {
		w.end()
	}
	if isElement(n, atom.Li) && followsItem(n) {
		w.sep = "\n"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if isBlock {
		w.end()
	}
}

// followsItem reports whether an entry of a list is not its first.
func followsItem(li *html.Node) bool {
	for s := li.PrevSibling; s != nil; s = s.PrevSibling {
		if isElement(s, atom.Li) {
			return true
		}
	}
	return false
}

// words adds text, its runs of white space as one space; no-break spaces stay.
func (w *writer) words(text string) {
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if s := w.line.String(); s != "" && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
				w.line.WriteByte(' ')
			}
		default:
			w.line.WriteRune(r)
		}
	}
}

// end closes the paragraph that is being gathered.
func (w *writer) end() {
	text := strings.TrimSpace(w.line.String())
	w.line.Reset()
	if text == "" || clock.MatchString(text) {
		return
	}
	if w.out.Len() > 0 {
		w.out.WriteString(w.sep)
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.out.WriteByte('\n')
		}
		w.out.WriteString(strings.TrimSpace(line))
	}
	w.sep, w.inRow = "\n\n", false
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
	w.end()
	if w.inRow {
		w.sep = "\n"
	}
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, atom.Td, atom.Th) {
			if text := inline(c); text != "" {
				cells = append(cells, text)
			}
		}
	}
	w.line.WriteString(strings.Join(cells, " | "))
	w.end()
	w.inRow = true
}
