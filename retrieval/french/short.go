package french

import "strings"

// shortWord is the longest word, in bytes, that foldShort folds: the words of dates and numbers are shorter.
const shortWord = 16

// foldShort is Fold for a short word of French letters, into buf; nil for any other word.
func foldShort(buf *[shortWord]byte, s string) []byte {
	if len(s) > shortWord {
		return nil
	}
	out := buf[:0]
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c == '\'':
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == 0xc3 && i+1 < len(s):
			i++
			if c = latinBase[s[i]|0x20]; c == 0 {
				return nil
			}
		case c == 0xe2 && strings.HasPrefix(s[i:], "’"):
			c, i = '\'', i+2
		default:
			return nil
		}
		out = append(out, c)
	}
	return out
}

// latinBase gives the letter without accent, by the second byte of its UTF-8 form in lower case (U+00E0 to U+00FC).
var latinBase = [256]byte{0xa0: 'a', 0xa2: 'a', 0xa4: 'a', 0xa7: 'c', 0xa8: 'e', 0xa9: 'e', 0xaa: 'e', 0xab: 'e', 0xae: 'i', 0xaf: 'i', 0xb4: 'o', 0xb6: 'o', 0xb9: 'u', 0xbb: 'u', 0xbc: 'u'}
