// Package jsonl reads files that have one JSON object a line.
package jsonl

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// LineError is a line that cannot be read: for JSON's reasons, because it is too long (bufio.ErrTooLong), or for a reason of the caller's.
type LineError struct {
	Line int // from 1
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the reason.
func (e *LineError) Unwrap() error { return e.Err }

// Read reads the objects of all lines that are not empty, each of at most maxLine bytes. A line for whose object check has an error is at
// fault, too. The error is a *LineError unless reading itself fails.
func Read[T any](r io.Reader, maxLine int, check func(line int, object *T) error) ([]T, error) {
	var out []T
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for lines.Scan() {
		n++
		if len(lines.Bytes()) == 0 {
			continue
		}
		var object T
		err := json.Unmarshal(lines.Bytes(), &object)
		if err == nil {
			err = check(n, &object)
		}
		if err != nil {
			return nil, &LineError{n, err}
		}
		out = append(out, object)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, &LineError{n + 1, err}
	case err != nil:
		return nil, fmt.Errorf("read lines: %w", err)
	}
	return out, nil
}
