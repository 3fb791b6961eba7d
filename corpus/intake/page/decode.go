package page

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

// decode returns the page's text: as UTF-8 when it is valid as such (pages often declare another), else in the encoding
// that its byte-order mark, its server or itself declares, else in Windows-1252.
func decode(data []byte, contentType string) string {
	if utf8.Valid(data) {
		return string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	}
	enc, name, _ := charset.DetermineEncoding(data, contentType)
	if name == "utf-8" { // declared, and not so
		enc = charmap.Windows1252
		if mostlyUTF8(data) {
			return string(data) // the parser and corpus.Normal replace the few bad bytes
		}
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		out, _ = charmap.Windows1252.NewDecoder().Bytes(data) // a table of 256: never fails
	}
	return string(out)
}

// mostlyUTF8 reports whether characters of several bytes outnumber the bytes that belong to none: a cut or a stray byte spoils no page.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good > 4*bad
}
