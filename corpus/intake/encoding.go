package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decodeText reads bytes of unknown encoding: UTF-16 when a mark says so, UTF-8 when they are valid as such
// (a character cut at the very end is dropped), else Windows-1252, which holds every byte.
func decodeText(data []byte) string {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		out, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data) // never fails: bad units become U+FFFD
		return string(out)
	}
	if utf8.Valid(data) {
		return strings.TrimPrefix(string(data), "\uFEFF")
	}
	out, _ := charmap.Windows1252.NewDecoder().Bytes(data) // never fails: a table of 256
	return string(out)
}
