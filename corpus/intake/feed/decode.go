package feed

import (
	"bytes"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// declaration is the head of an XML file, with its encoding when it names one.
var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*?\?>`)

var declared = regexp.MustCompile(`encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']`)

// decode returns a feed in UTF-8 without a mark or an XML declaration, which could speak of another encoding: as it is when it is valid as
// such, else from the encoding that its mark, itself or its server declares, else from Windows-1252, which holds every byte.
func decode(data []byte, contentType string) []byte {
	head := declaration.Find(data)
	if !utf8.Valid(data) {
		if enc, _ := charset.Lookup(encodingOf(data, head, contentType)); enc != nil {
			if out, err := enc.NewDecoder().Bytes(data); err == nil {
				data = out
			}
		}
	}
	data = bytes.TrimPrefix(bytes.ToValidUTF8(data, []byte("\uFFFD")), []byte("\xef\xbb\xbf"))
	return data[len(declaration.Find(data)):]
}

func encodingOf(data, head []byte, contentType string) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be"
	}
	if m := declared.FindSubmatch(head); m != nil && !bytes.EqualFold(m[1], []byte("utf-8")) {
		return string(m[1])
	}
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil && parameters["charset"] != "" {
		return parameters["charset"]
	}
	return "windows-1252"
}
