package jsonl_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"propos/retrieval/jsonl"
)

var errNameless = errors.New("no name")

type thing struct{ Name string }

func named(_ int, t *thing) error {
	if t.Name == "" {
		return errNameless
	}
	return nil
}

func TestRead(t *testing.T) {
	got, err := jsonl.Read(strings.NewReader("{\"Name\":\"a\"}\n\n{\"Name\":\"b\"}"), 100, named)
	if err != nil || len(got) != 2 || got[1].Name != "b" {
		t.Errorf("Read = %v, %v", got, err)
	}
	var syntax *json.SyntaxError
	for _, tt := range []struct {
		in   string
		line int
		is   func(error) bool
	}{
		{"{\"Name\":\"a\"}\n{", 2, func(err error) bool { return errors.As(err, &syntax) }},
		{"\n{}", 2, func(err error) bool { return errors.Is(err, errNameless) }},
		{"{\"Name\":\"a\"}\n" + strings.Repeat("x", 200), 2, func(err error) bool { return errors.Is(err, bufio.ErrTooLong) }},
	} {
		_, err := jsonl.Read(strings.NewReader(tt.in), 100, named)
		var line *jsonl.LineError
		if !errors.As(err, &line) || line.Line != tt.line || !tt.is(err) {
			t.Errorf("Read(%.30q): %v", tt.in, err)
		}
	}
	if _, err := jsonl.Read(iotest.ErrReader(errNameless), 100, named); !errors.Is(err, errNameless) {
		t.Errorf("a reader that fails: %v", err)
	}
}
