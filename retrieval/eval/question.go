// Package eval measures answers against question files, and fits the weights of ranking and refusing on them.
//
// A question file is JSON Lines: {"id","question","relevant":[article ids],"answers":[strings],"evidence":[strings],"speaker","kind","answerable"}.
// Everything but the question is optional. A question is answerable unless it says otherwise, or its kind is "none".
package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Question is one line of a question file.
type Question struct {
	ID         string   `json:"id"`
	Text       string   `json:"question"`
	Kind       string   `json:"kind"`
	Relevant   []string `json:"relevant"` // ids of the articles that answer
	Articles   []string `json:"articles"` // the same, under another name
	Answers    []string `json:"answers"`  // strings, any of which is the answer
	Evidence   []string `json:"evidence"` // strings, any of which must stand in the first citation
	Speaker    *string  `json:"speaker"`  // whose words must be cited; absent when that doesn't matter
	Answerable *bool    `json:"answerable"`
	Article    string   `json:"article"`         // what the question was asked about: questions of one article are fitted or judged together
	Standalone *bool    `json:"standalone_hint"` // can be understood without its article; absent when nobody said
}

// ShouldAnswer reports whether the articles hold an answer.
func (q Question) ShouldAnswer() bool {
	if q.Answerable != nil {
		return *q.Answerable
	}
	return q.Kind != "none"
}

// Targets returns the ids of the articles that answer.
func (q Question) Targets() []string {
	if len(q.Relevant) > 0 {
		return q.Relevant
	}
	return q.Articles
}

// maxLine is the longest line of a question file, in bytes.
const maxLine = 1 << 20

// ErrNoQuestion is the fault of a line that asks nothing.
var ErrNoQuestion = errors.New("there is no \"question\"")

// LineError is a line of a question file that cannot be read: for JSON's reasons, because it is too long (bufio.ErrTooLong), or for ErrNoQuestion.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string {
	return fmt.Sprintf("line %d of the question file: %v", e.Line, e.Err)
}

// Unwrap returns the reason.
func (e *LineError) Unwrap() error { return e.Err }

// ReadQuestions reads a question file. The error is a *LineError unless reading itself fails.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var out []Question
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, &LineError{n, err}
		}
		if q.Text == "" {
			return nil, &LineError{n, ErrNoQuestion}
		}
		if q.ID == "" {
			q.ID = fmt.Sprintf("line-%d", n)
		}
		out = append(out, q)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &LineError{n + 1, err}
	case err != nil:
		return nil, fmt.Errorf("read question file: %w", err)
	}
	return out, nil
}
