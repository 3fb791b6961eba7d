package index

import (
	"encoding/binary"

	"propos/retrieval/french"
)

// A shape is where the words of a text stand, packed as Analyse found them: a stored passage is then read without finding them again.
// Each token is a byte (gap to the token before, three bits; Joined, one bit; Kind, two bits; how many sentences later, two bits) and the
// number of its bytes; a gap or a step that fills its bits is followed by the rest of it. Numbers are varints.
const (
	mostGap  = 1<<3 - 1
	mostStep = 1<<2 - 1
)

// shapeOf packs the tokens of a text.
func shapeOf(tokens []Token) string {
	out := make([]byte, 0, 2*len(tokens)+8)
	end, sentence := 0, 0
	for _, t := range tokens {
		gap, step := int(t.Start)-end, int(t.Sentence)-sentence
		head := byte(min(gap, mostGap)) | byte(t.Kind)<<4 | byte(min(step, mostStep))<<6
		if t.Joined {
			head |= 1 << 3
		}
		out = append(out, head)
		if gap >= mostGap {
			out = binary.AppendUvarint(out, uint64(gap-mostGap))
		}
		if step >= mostStep {
			out = binary.AppendUvarint(out, uint64(step-mostStep))
		}
		out = binary.AppendUvarint(out, uint64(t.End-t.Start))
		end, sentence = int(t.End), int(t.Sentence)
	}
	return string(out)
}

// shaped is Analyse of a text whose shape is known. A shape that is not of this text is not believed.
func (v *Vocabulary) shaped(text, shape string) []Token {
	out := make([]Token, 0, len(shape)/2)
	kinds := make([]french.Kind, 0, len(shape)/2)
	u := Unpack(shape)
	end, sentence := 0, 0
	for len(u.rest) > 0 {
		head := u.rest[0]
		u.rest = u.rest[1:]
		start := end + u.further(int(head&mostGap), mostGap)
		sentence += u.further(int(head>>6), mostStep)
		end = start + u.Int()
		if u.bad || start == end || end > min(len(text), maxText) {
			return v.Analyse(text)
		}
		out = append(out, Token{Start: uint16(start), End: uint16(end), Sentence: uint16(sentence), Joined: head&(1<<3) != 0})
		kinds = append(kinds, french.Kind(head>>4&3))
	}
	v.fill(out, text, kinds)
	return out
}

// further reads the rest of a number that fills its bits.
func (u *Unpacker) further(n, most int) int {
	if n == most {
		return n + u.Int()
	}
	return n
}
