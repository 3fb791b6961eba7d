package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"propos/bot/phrase"
	"propos/config"
)

// The rules of what people read in a terminal. Every command keeps to them.
//
//  1. Results go to standard output, and nothing else does. What is about the work (progress, remarks, questions, faults) goes to standard error.
//  2. A fault begins with « propos : », says what happened, to what, and what helps. All faults of what was given are said at once.
//  3. Words of articles are shown as they stand, wrapped at spaces; only control characters are taken out, since a terminal would obey them.
//  4. Bold and colour only where a terminal reads, and never as the only sign of something. NO_COLOR and TERM=dumb are respected.
//  5. What is unknown is called unknown. Nothing is cut without « … ».
//  6. We ask only where a person can answer: standard input and standard error are terminals. Elsewhere --yes decides, and without it
//     nothing is done.
//  7. With --json, standard output is one JSON object a line and nothing else, in English keys that are a contract.
//  8. We say « tu ». Sentences are set by phrase.Fine.
type ui struct {
	out      *outlet
	err      io.Writer
	in       *bufio.Reader
	asks     bool // rule 6
	outStyle bool // rule 4, for standard output
	errLive  bool // standard error is a terminal: a line can be written over
	width    int  // of standard output, in columns
}

// maxWidth is the longest line that is comfortable to read.
const maxWidth = 100

func newUI(stdin io.Reader, stdout, stderr io.Writer, settings config.Config) *ui {
	u := &ui{out: &outlet{Writer: stdout}, err: stderr, in: bufio.NewReader(stdin), width: settings.Columns}
	u.errLive = isTerminal(stderr)
	u.asks = isTerminal(stdin) && u.errLive
	u.outStyle = isTerminal(stdout) && !settings.NoColor
	if f, ok := stdout.(*os.File); ok && u.width <= 0 {
		u.width, _, _ = term.GetSize(int(f.Fd())) // not a terminal: 0
	}
	if u.width <= 0 {
		u.width = 80
	}
	u.width = min(max(u.width, 24), maxWidth)
	return u
}

// outlet is standard output. It remembers the first fault of writing, at which no command looks: a full disk.
type outlet struct {
	io.Writer
	fault error
}

// Write writes to standard output.
func (o *outlet) Write(text []byte) (int, error) {
	n, err := o.Writer.Write(text)
	if o.fault == nil {
		o.fault = err
	}
	return n, err
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// say writes one of our sentences to standard output.
func (u *ui) say(format string, args ...any) { fmt.Fprintln(u.out, phrase.Say(format, args...)) }

// line writes a text as it is to standard output.
func (u *ui) line(text string) { fmt.Fprintln(u.out, text) }

// remark writes one of our sentences about the work to standard error.
func (u *ui) remark(format string, args ...any) {
	fmt.Fprintln(u.err, phrase.Fine("propos : ")+phrase.Say(format, args...))
}

// bold and faint set a text apart where that shows.
func (u *ui) bold(text string) string  { return u.style("1", text) }
func (u *ui) faint(text string) string { return u.style("2", text) }

func (u *ui) style(code, text string) string {
	if !u.outStyle || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// ask puts a question and reads one line; ok is false when nobody can answer, or the input has ended.
func (u *ui) ask(question string) (answer string, ok bool) {
	if !u.asks {
		return "", false
	}
	fmt.Fprint(u.err, question)
	return u.readLine()
}

// readLine reads a line of standard input without its end; ok is false at the end of the input.
func (u *ui) readLine() (line string, ok bool) {
	line, err := u.in.ReadString('\n')
	if err != nil && line == "" {
		return "", false
	}
	return strings.TrimRight(strings.ToValidUTF8(line, "\uFFFD"), "\r\n"), true
}

// agreed asks for a yes; yes is what --yes said. Where nobody can answer, it is a usage fault.
func (u *ui) agreed(yes bool, question string) (bool, error) {
	if yes {
		return true, nil
	}
	if !u.asks {
		return false, usage("Personne ne peut répondre ici : ajoute --yes pour confirmer.")
	}
	answer, _ := u.ask(question + phrase.Fine(" [o/N] "))
	return isYes(answer), nil
}

func isYes(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "o", "oui", "y", "yes":
		return true
	}
	return false
}

// harmless takes out the control characters that a terminal would obey; line ends and tabs become spaces where line is true.
func harmless(text string, line bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case line && (r == '\n' || r == '\t' || r == '\r'):
			return ' '
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
}

// prompt invites to type a line.
func (u *ui) prompt() { fmt.Fprint(u.err, "› ") }
