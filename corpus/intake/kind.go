package intake

import (
	"bytes"
	"strings"
)

// kind is what a file holds, judged by its first bytes.
type kind int

const (
	plainText kind = iota // Markdown too
	htmlPage
	jsonLines
	jsonArray
	zipped // DOCX too
	gzipped
	knownFormat // PDF, old Word, other archives, feeds: known, and not read
	otherBinary
)

// kindOf judges a file by its first bytes (4 kB are enough).
func kindOf(head []byte) kind {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzipped
	case startsWith(head, "%PDF-", "\xd0\xcf\x11\xe0", "Rar!", "7z\xbc\xaf", "BZh9", "\xfd7zXZ", "\x28\xb5\x2f\xfd", "{\\rtf"):
		return knownFormat
	case binaryHead(head):
		return otherBinary
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(head), "\uFEFF"))
	switch {
	case jsonStart(text, '{', `"}`):
		return jsonLines
	case jsonStart(text, '[', `{]`):
		return jsonArray
	case htmlStart(text):
		return htmlPage
	case startsWith([]byte(text), "<?xml", "<rss", "<feed"):
		return knownFormat
	}
	return plainText
}

// jsonStart reports a text that opens as a JSON value: an article can begin with a bracket, never so.
func jsonStart(text string, open byte, then string) bool {
	if text == "" || text[0] != open {
		return false
	}
	rest := strings.TrimSpace(text[1:])
	return rest != "" && strings.IndexByte(then, rest[0]) >= 0
}

// htmlStart reports a text that opens as a web page does.
func htmlStart(text string) bool {
	if text == "" || text[0] != '<' {
		return false
	}
	low := strings.ToLower(text)
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<main", "<section", "<h1", "<meta", "<title", "<table", "<script", "<!--"} {
		if strings.HasPrefix(low, tag) {
			return true
		}
	}
	return strings.HasPrefix(low, "<?xml") && strings.Contains(low, "<html")
}

func startsWith(head []byte, beginnings ...string) bool {
	for _, b := range beginnings {
		if bytes.HasPrefix(head, []byte(b)) {
			return true
		}
	}
	return false
}

// binaryHead reports pictures, programs, and bytes that no text holds.
func binaryHead(head []byte) bool {
	if startsWith(head, "\x89PNG", "\xff\xd8\xff", "GIF8", "\x7fELF", "MZ\x90") {
		return true
	}
	if startsWith(head, "\xff\xfe", "\xfe\xff") {
		return false // UTF-16
	}
	control := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			control++
		}
	}
	return control*50 > len(head)
}
