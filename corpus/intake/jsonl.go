package intake

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"propos/corpus"
)

// record is one line of the import contract. Unknown keys are ignored.
type record struct {
	ID     string `json:"id"`
	Group  string `json:"article"`
	Title  string `json:"title"`
	Text   string `json:"text"`
	Date   string `json:"date"`
	Source string `json:"source"`
	Author string `json:"author"`
	URL    string `json:"url"`

	Partial bool `json:"partial"`
}

// readLines reads JSON Lines as they come. A file that is one object over several lines is read too.
func readLines(name string, r *bufio.Reader, opts Options, yield func(Draft, error) bool) bool {
	for n := 1; ; n++ {
		line, long, err := nextLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(Draft{Name: name, Line: n}, readError(name, err))
		}
		last := err != nil
		if n == 1 && !last && !long && !json.Valid(line) {
			rest, err := readAll(name, r, opts.MaxFile)
			if err != nil {
				return yield(Draft{Name: name}, err)
			}
			if whole := append(append(line, '\n'), rest...); json.Valid(whole) {
				return readJSON(name, whole, yield)
			}
			r, last = bufio.NewReader(bytes.NewReader(rest)), len(rest) == 0
		}
		if !long && len(bytes.TrimSpace(line)) == 0 {
			if last {
				return true
			}
			continue
		}
		if !yield(lineDraft(name, n, line, long)) {
			return false
		}
		if last {
			return true
		}
	}
}

// readError passes a refusal on and says what failed of any other error.
func readError(name string, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// nextLine returns the next line without its end. A line over maxLine is skipped to its end, and long is true.
func nextLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if len(line) > maxLine {
			line, long = nil, true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimRight(line, "\r\n"), long, err
	}
}

// lineDraft reads one line.
func lineDraft(name string, n int, line []byte, long bool) (Draft, error) {
	if long {
		return Draft{Name: name, Line: n}, refuse(name, n, TooLarge, fmt.Errorf("a line of more than %d bytes", maxLine))
	}
	var rec record
	if n == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	if err := json.Unmarshal(line, &rec); err != nil {
		return Draft{Name: name, Line: n}, refuse(name, n, BadJSON, err)
	}
	return rec.draft(name, n)
}

// readJSON reads a JSON array of the lines' objects, or one object.
func readJSON(name string, data []byte, yield func(Draft, error) bool) bool {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("\xef\xbb\xbf"))
	var recs []json.RawMessage
	if len(data) > 0 && data[0] == '{' {
		recs = []json.RawMessage{data}
	} else if err := json.Unmarshal(data, &recs); err != nil {
		return yield(Draft{Name: name}, refuse(name, 0, BadJSON, err))
	}
	for i, raw := range recs {
		if !yield(lineDraft(name, i+1, raw, len(raw) > maxLine)) {
			return false
		}
	}
	return true
}

// draft makes the article of a line. With an id it is taken as given, but for page furniture;
// without, a missing title, date or author is looked for in the text.
func (rec record) draft(name string, n int) (Draft, error) {
	d := Draft{Name: name, Line: n, Given: rec.ID != ""}
	date, err := corpus.ParseDate(rec.Date)
	if err != nil {
		return d, &Refusal{Name: name, Line: n, Reason: BadDate, Given: rec.Date, Err: err}
	}
	if !ValidID(rec.ID) {
		return d, refuse(name, n, BadID, fmt.Errorf("id of %d bytes, or with signs that are not seen", len(rec.ID)))
	}
	d.Article = corpus.Article{ID: rec.ID, Group: rec.Group, Title: rec.Title, Source: rec.Source, Author: rec.Author, Date: date, URL: rec.URL, Body: rec.Text, Partial: rec.Partial}
	if len(rec.Text) > MaxArticle {
		return d, refuse(name, n, TooLarge, fmt.Errorf("%d bytes of text", len(rec.Text)))
	}
	return finish(d)
}

// ValidID reports whether an id can be kept: at most 200 bytes, valid UTF-8, and nothing that is not seen, as the signs that a terminal
// obeys, or that turn the direction of a line.
func ValidID(id string) bool {
	unseen := func(r rune) bool { return !unicode.IsGraphic(r) || r == utf8.RuneError }
	return len(id) <= 200 && !strings.ContainsFunc(id, unseen)
}
