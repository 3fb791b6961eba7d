package feed

import (
	"bytes"
	"errors"
	"fmt"
)

// What a feed may hold before a parser sees it. Real feeds of newspapers have up to some hundred entries of twenty elements each;
// an element costs a parser up to half a kilobyte, a level of nesting a copy of all names in force.
const (
	maxElements   = 50_000 // XML elements, or objects of JSON
	maxEntries    = 5_000  // entries in all
	maxDepth      = 64
	maxNamespaces = 200
	maxTag        = 16 << 10 // bytes of one tag with its attributes
)

// bounded refuses a feed that would take much more memory than its bytes. It looks at marks alone and knows no grammar.
func bounded(text []byte) error {
	if trimmed := bytes.TrimLeft(text, " \t\r\n"); len(trimmed) > 0 && trimmed[0] == '{' {
		return boundedJSON(trimmed)
	}
	if n := bytes.Count(text, []byte("xmlns")); n > maxNamespaces {
		return fmt.Errorf("%d namespaces", n)
	}
	return boundedXML(text)
}

func boundedXML(text []byte) error {
	elements, depth, entries := 0, 0, 0
	for {
		at := bytes.IndexByte(text, '<')
		if at < 0 || at+1 >= len(text) {
			return nil
		}
		text = text[at:]
		if skip, ok := aside(text); ok {
			text = text[skip:]
			continue
		}
		end := bytes.IndexByte(text, '>')
		if end < 0 {
			return nil
		}
		if end > maxTag {
			return fmt.Errorf("a tag of %d bytes", end)
		}
		tag := text[:end+1]
		switch {
		case tag[1] == '/':
			depth = max(depth-1, 0)
		default:
			if elements++; !bytes.HasSuffix(tag, []byte("/>")) {
				depth++
			}
			if bytes.HasPrefix(tag, []byte("<item")) || bytes.HasPrefix(tag, []byte("<entry")) {
				entries++
			}
		}
		if elements > maxElements || depth > maxDepth || entries > maxEntries {
			return fmt.Errorf("%d elements, %d deep, %d entries", elements, depth, entries)
		}
		text = text[1:]
	}
}

// aside returns the length of a comment, of literal text, of a declaration or an instruction that text begins with.
func aside(text []byte) (length int, ok bool) {
	for _, a := range [][2]string{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}} {
		if !bytes.HasPrefix(text, []byte(a[0])) {
			continue
		}
		if end := bytes.Index(text, []byte(a[1])); end >= 0 {
			return end + len(a[1]), true
		}
		return len(text), true
	}
	return 0, false
}

var errDeep = errors.New("nested too deeply")

func boundedJSON(text []byte) error {
	objects, depth, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			objects++
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if objects > maxElements {
			return fmt.Errorf("more than %d objects", maxElements)
		}
		if depth > maxDepth {
			return errDeep
		}
	}
	return nil
}
