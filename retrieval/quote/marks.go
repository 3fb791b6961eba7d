package quote

import (
	"propos/corpus"
	"propos/retrieval/french"
)

// quoted is a stretch between quotation marks that lies in no other.
type quoted struct {
	open, close int         // tokens of the marks; close is the token behind the last when the closing mark is missing
	first, last int         // tokens inside: [first, last)
	span        corpus.Span // inside, without the spaces
	words       int         // words inside
	closed      bool
}

// end is the token behind the quotation and its closing mark.
func (q *quoted) end() int {
	if q.closed {
		return q.close + 1
	}
	return q.close
}

// maxQuoted bounds a quotation, in tokens: behind it an opening mark counts as never closed.
const maxQuoted = 3000

func opensMark(s string) bool {
	return s == "«" || s == "“" || s == "„" || s == "\"" || s == "(" || s == "["
}

// markRole is what a quotation mark does where it stands.
type markRole byte

const (
	noMark markRole = iota
	opens
	closes
)

// pairMarks finds the outermost quotations. A mark that nothing answers closes with its sentence, so that a lost one does not swallow the text.
func (t *text) pairMarks() {
	for i := 0; i < len(t.toks); i++ {
		family, width := t.markAt(i)
		if family == 0 || t.role(i, width, family, false) != opens {
			continue
		}
		end, closed := t.closing(i+width, family)
		if !closed {
			end, closed = t.closedOtherwise(i+width, family, end)
		}
		t.addQuoted(i, i+width, end, closed)
		i = max(i, end-1)
		if closed {
			i = end
			if _, w := t.markAt(end); w == 2 {
				i++
			}
		}
	}
}

// markAt returns the family of the mark at token i: guillemets, curly, straight; and how many tokens it takes (two for ”).
func (t *text) markAt(i int) (family byte, width int) {
	switch t.at(i) {
	case "«", "»", "<<", ">>":
		return 'g', 1
	case "“", "”", "„", "‟":
		return 'c', 1
	case "\"", "″", "''":
		return 's', 1
	case "'", "’", "‘":
		if t.toks[i].Kind == french.Punct && i+1 < len(t.toks) && t.toks[i+1].Start == t.toks[i].End {
			switch t.at(i + 1) {
			case "'", "’", "‘":
				return 's', 2
			}
		}
	}
	return 0, 0
}

// role decides what the mark at token i does, by its form and by the spaces around it.
func (t *text) role(i, width int, family byte, inside bool) markRole {
	before := i > 0 && t.toks[i-1].End == t.toks[i].Start && !isOpener(t.toks[i-1]) // glued to what stands before
	next := i + width
	after := next < len(t.toks) && t.toks[next].Start == t.toks[next-1].End && !endsClause(t.toks[next].low) // glued to what stands behind
	lastOfLine := next >= len(t.toks) || t.lineBreak(next)
	switch t.at(i) {
	case "«", "„":
		if inside && (lastOfLine || endsClause(t.at(next)) && !after) {
			return closes // « dépassé «,
		}
		return opens
	case "»", "”":
		if !inside && !before && !lastOfLine && (after || t.word(next) && t.reversed(next, family)) {
			return opens // » dépassé «
		}
		return closes
	case "“":
		if inside && !after && (before || lastOfLine || endsClause(t.at(next))) {
			return closes
		}
		return opens
	}
	switch {
	case inside:
		if before || !after || lastOfLine {
			return closes
		}
		return noMark
	case after && !before:
		return opens
	case !before && !after && !lastOfLine && t.word(next):
		return opens
	case before && after && t.word(next) && !t.word(i-1):
		return opens
	}
	return noMark
}

// reversed reports whether the next mark of the family on the line is an opening one that closes nothing else: » dépassé «.
func (t *text) reversed(i int, family byte) bool {
	for k := i; k < min(i+200, len(t.toks)) && !t.lineBreak(k); k++ {
		if f, _ := t.markAt(k); f == family {
			return t.at(k) == "«" || t.at(k) == "“"
		}
	}
	return false
}

func isOpener(tok token) bool {
	return tok.Kind == french.Elision || tok.Kind == french.Punct && (opensMark(tok.Text) || tok.Text == "-" || tok.Text == "—" || tok.Text == "–" || tok.Text == "/")
}

func endsClause(low string) bool {
	switch low {
	case ",", ".", ";", ":", ")", "]", "!", "?", "…", "...":
		return true
	}
	return false
}

// lineBreak reports whether a line ends before token i.
func (t *text) lineBreak(i int) bool {
	if i <= 0 || i >= len(t.toks) {
		return true
	}
	for _, c := range []byte(t.body[t.toks[i-1].End:t.toks[i].Start]) {
		if c == '\n' {
			return true
		}
	}
	return false
}

// closing finds the token of the mark that closes the quotation whose words begin at token i. Marks of the same family nest.
func (t *text) closing(i int, family byte) (end int, closed bool) {
	depth := 1
	limit := min(i+maxQuoted, len(t.toks))
	for k := i; k < limit; k++ {
		if k > i && t.lineBreak(k) && !t.goesOnQuoted(k, family) {
			return t.unclosed(i, k), false
		}
		f, width := t.markAt(k)
		if f != family {
			continue
		}
		role := t.role(k, width, family, true)
		switch {
		case role == opens && k > i && t.lineBreak(k):
			// a mark that opens each paragraph of one quotation
		case role == opens && family == 's':
		case role == opens && !t.nested(k, family):
			return t.unclosed(i, k), false
		case role == opens:
			depth++
		case role == closes:
			if depth--; depth == 0 {
				return k, true
			}
		}
		k += width - 1
	}
	return t.unclosed(i, limit), false
}

// closedOtherwise finds the closing mark of another family, for words whose own family closes none: “ … ". Without one it returns end.
func (t *text) closedOtherwise(i int, family byte, end int) (int, bool) {
	for k := i; k < min(i+maxOther, len(t.toks)) && !t.lineBreak(k); k++ {
		f, width := t.markAt(k)
		switch {
		case f == 0:
			continue
		case f != family && k > i+1 && t.role(k, width, f, true) == closes && (f != 's' || t.role(k, width, f, false) != opens):
			return k, true
		}
		break
	}
	return end, false
}

// maxOther bounds, in tokens, a quotation that a mark of another family closes.
const maxOther = 200

// nested reports whether the opening mark at token k is closed, and the one around it too, on the line.
func (t *text) nested(k int, family byte) bool {
	depth := 2
	for j := k + 1; j < min(k+300, len(t.toks)) && !t.lineBreak(j); j++ {
		f, width := t.markAt(j)
		if f != family {
			continue
		}
		switch t.role(j, width, family, true) {
		case opens:
			depth++
		case closes:
			if depth--; depth == 0 {
				return true
			}
		}
	}
	return false
}

// goesOnQuoted reports whether a quotation goes on over the line break before token k: the new line opens with the same mark,
// or the next mark of the family closes.
func (t *text) goesOnQuoted(k int, family byte) bool {
	if family == 's' {
		return false
	}
	if f, _ := t.markAt(k); f == family && t.role(k, 1, family, false) == opens {
		return t.closesLater(k+1, family)
	}
	return t.closesLater(k, family)
}

// closesLater reports whether the next mark of the family, in the next few lines, is a closing one.
func (t *text) closesLater(k int, family byte) bool {
	lines, depth := 0, 1
	for j := k; j < min(k+600, len(t.toks)) && depth > 0; j++ {
		if j > k && t.lineBreak(j) {
			if lines++; lines > 3 {
				return false
			}
		}
		f, width := t.markAt(j)
		switch {
		case f != family:
		case t.role(j, width, family, true) == closes:
			depth--
		case t.lineBreak(j), j > k && endsClause(t.at(j-1)) && t.at(j-1) != "," && t.upper(j+1): // words of its own
			return false
		default:
			depth++
		}
	}
	return depth == 0
}

// unclosed returns where a quotation without a closing mark ends: with its first sentence, at the latest before limit.
func (t *text) unclosed(i, limit int) int {
	if i >= len(t.toks) {
		return len(t.toks)
	}
	if i >= 2 && t.at(i-2) == ":" && t.lineBreak(i-1) {
		return t.speechEnd(i)
	}
	_, end := t.sentence(i)
	return max(i, min(end, limit))
}

// speechEnd returns where a speech ends that a line opens behind « a déclaré : » and no mark closes: with its paragraph, or with the last of
// those behind that speak in the first person, at most one between them not.
func (t *text) speechEnd(i int) int {
	last, silent := i, 0
	for from := i; from < min(i+maxQuoted, len(t.toks)) && silent < 2; {
		to := from + 1
		for to < len(t.toks) && !t.lineBreak(to) {
			to++
		}
		silent++
		if from == i || t.speaksIn(from, to) {
			last, silent = to, 0
		}
		from = to
	}
	return last
}

// speaksIn reports a pronoun of the first person in [from, to).
func (t *text) speaksIn(from, to int) bool {
	for k := from; k < to; k++ {
		if speaks[t.at(k)] {
			return true
		}
	}
	return false
}

// speaks are pronouns of the first person.
var speaks = wordList("speaks")

func (t *text) addQuoted(open, first, end int, closed bool) {
	q := quoted{open: open, close: end, first: first, last: end, closed: closed}
	for q.first < q.last && t.toks[q.first].Kind == french.Punct && endsClause(t.at(q.first)) && t.at(q.first) != "..." && t.at(q.first) != "…" {
		q.first++
	}
	if q.first >= q.last {
		return
	}
	q.span = t.span(q.first, q.last)
	for i := q.first; i < q.last; i++ {
		if t.word(i) && t.toks[i].Kind != french.Elision {
			q.words++
		}
	}
	if q.words == 0 {
		return
	}
	t.quotes = append(t.quotes, q)
	t.toks[q.first].first = true
	to := end
	if closed {
		to++
	}
	for i := open; i < min(to, len(t.toks)); i++ {
		t.toks[i].quoted = int32(len(t.quotes))
	}
}
