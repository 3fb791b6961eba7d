// Package eval measures answers against question files, and fits the weights of ranking and refusing on them.
//
// A question file is JSON Lines: {"id","question","relevant":[article ids],"answers":[strings],"evidence":[strings],"speaker","kind","answerable"}.
// Everything but the question is optional. A question is answerable unless it says otherwise, or its kind is "none".
package eval

import (
	"errors"
	"fmt"
	"io"

	"propos/retrieval/jsonl"
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

// ReadQuestions reads a question file. The error is a *jsonl.LineError, also of ErrNoQuestion, unless reading itself fails.
func ReadQuestions(r io.Reader) ([]Question, error) {
	questions, err := jsonl.Read(r, maxLine, func(line int, q *Question) error {
		if q.Text == "" {
			return ErrNoQuestion
		}
		if q.ID == "" {
			q.ID = fmt.Sprintf("line-%d", line)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("question file: %w", err)
	}
	return questions, nil
}
