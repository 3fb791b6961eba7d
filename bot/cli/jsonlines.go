package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"propos/bot/phrase"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// reasonBadLine is the reason of a line that is no question; the line's object also has "error".
const reasonBadLine retrieval.Reason = "bad_line"

// jsonAnswer is one line of `ask --json` and `search --json`.
type jsonAnswer struct {
	ID         json.RawMessage      `json:"id"`
	Question   string               `json:"question"`
	Answered   bool                 `json:"answered"`
	Reason     retrieval.Reason     `json:"reason"`
	Confidence float64              `json:"confidence"`
	Ranked     []string             `json:"ranked"`
	Citations  []retrieval.Citation `json:"citations"`
	TookMS     float64              `json:"took_ms"`
	Error      string               `json:"error,omitempty"`
}

// answerLine is the contract's form of an answer; id is JSON.
func answerLine(id, question string, a retrieval.Answer) jsonAnswer {
	return jsonAnswer{
		ID: json.RawMessage(id), Question: question, Answered: a.Answered(), Reason: a.Reason, Confidence: a.Confidence,
		Ranked: orEmpty(a.Ranked), Citations: orEmpty(a.Citations), TookMS: milliseconds(a.Took),
	}
}

// orEmpty makes "[]" of what would be "null".
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// milliseconds is a time with three decimals.
func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}

// writeJSON writes one object and a line end to standard output.
func (u *ui) writeJSON(v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	_, err := u.out.Write(b.Bytes())
	return err
}

// answerLines answers each line of standard input. A line that is no question gets an object with an error, and the rest goes on.
func (p *program) answerLines(ctx context.Context, l *library, kind remote.Kind, q retrieval.Question) error {
	bad := false
	err := eachLine(p.in, func(number int, line string, fault error) error {
		id, question, err := questionOf(number, line)
		if err = errors.Join(fault, err); err != nil {
			bad = true
			p.remark("ligne %d : %s", number, err.Error())
			out := answerLine(id, "", retrieval.Answer{Reason: reasonBadLine})
			out.Error = err.Error()
			return p.writeJSON(out)
		}
		q.Text = question
		r, err := l.answer(ctx, remote.Request{Kind: kind, Collection: p.collection, Question: q})
		if err != nil {
			return err
		}
		return p.writeJSON(answerLine(id, question, r.Answer))
	})
	if err == nil && bad {
		return errSilent(exitPartly)
	}
	return err
}

// questionOf reads a line: a plain question, or {"id","question"}. The id is JSON, as it was given, also where the rest of the line is at
// fault; else the line's number as a string.
func questionOf(number int, line string) (id, question string, err error) {
	id = strconv.Quote(strconv.Itoa(number))
	if !strings.HasPrefix(line, "{") {
		return id, line, nil
	}
	var given struct {
		ID       json.RawMessage `json:"id"`
		Question *string         `json:"question"`
	}
	err = json.Unmarshal([]byte(line), &given)
	if textOrNumber(given.ID) {
		id = string(given.ID)
	} else if given.ID != nil && err == nil {
		return id, "", errors.New(phrase.Fine("« id » doit être un texte ou un nombre"))
	}
	switch {
	case err != nil:
		return id, "", errors.New(phrase.JSONFault(err))
	case given.Question == nil:
		return id, "", errors.New(phrase.Fine("il manque « question »"))
	}
	return id, *given.Question, nil
}

// textOrNumber reports whether a value of JSON is a string or a number.
func textOrNumber(value json.RawMessage) bool {
	return len(value) > 0 && (value[0] == '"' || value[0] == '-' || '0' <= value[0] && value[0] <= '9')
}

// maxLine is the longest line that is read, in bytes.
const maxLine = 4 << 20

// eachLine calls do for each line that is not blank, without its end, a byte order mark and what is not UTF-8. A line over maxLine comes
// empty, with a fault.
func eachLine(in *bufio.Reader, do func(number int, line string, fault error) error) error {
	for number := 1; ; number++ {
		line, long, err := readLine(in)
		if err != nil && err != io.EOF {
			return fmt.Errorf("read standard input: %w", err)
		}
		if text := cleanLine(line); text != "" || long {
			var fault error
			if long {
				text, fault = "", errors.New(phrase.Say("ligne de plus de %s", phrase.Count(maxLine>>20, "Mo", "Mo")))
			}
			if err := do(number, text, fault); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

func readLine(in *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) <= maxLine {
			line = append(line, part...)
		} else {
			long = true
		}
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

func cleanLine(line []byte) string {
	line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	text := string(line)
	if !utf8.Valid(line) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	return strings.TrimSpace(text)
}
