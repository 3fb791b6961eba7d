package cli_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"unsafe"

	"propos/bot/cli"
)

// terminal opens a pseudo-terminal; the test skips where there is none.
func terminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	var locked, number uint32
	for request, value := range map[uintptr]*uint32{syscall.TIOCSPTLCK: &locked, syscall.TIOCGPTN: &number} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, person.Fd(), request, uintptr(unsafe.Pointer(value))); errno != 0 {
			t.Skipf("no pseudo-terminal: %v", errno)
		}
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	return person, program
}

// onTerminal runs the program on a terminal, typing a line whenever a prompt has been shown, and returns what was shown.
func onTerminal(t *testing.T, dir string, environ, typed []string, args ...string) (code int, shown string) {
	t.Helper()
	person, program := terminal(t)
	defer person.Close()
	var running sync.WaitGroup
	running.Go(func() {
		code = cli.Main(args, append(environ, "PROPOS_DATA_DIR="+dir, "COLUMNS=70"), program, program, program)
		program.Close()
	})
	var all strings.Builder
	buffer := make([]byte, 4096)
	for from := 0; ; {
		n, err := person.Read(buffer)
		all.Write(buffer[:n])
		if len(typed) > 0 && asks(all.String()[from:]) {
			from = all.Len()
			if _, err := io.WriteString(person, typed[0]+"\n"); err != nil {
				t.Fatal(err)
			}
			typed = typed[1:]
		}
		if err != nil { // the program has closed its side
			break
		}
	}
	running.Wait()
	return code, strings.ReplaceAll(all.String(), "\r\n", "\n")
}

// asks reports that the last thing shown is a prompt.
func asks(shown string) bool {
	for _, prompt := range []string{": ", "[o/N] ", "› "} {
		if strings.HasSuffix(shown, prompt) {
			return true
		}
	}
	return false
}

func TestAddOnATerminal(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "article.txt", "Le pont ferme pour travaux\n\nLe pont qui relie les deux rives de la ville sera fermé pendant trois mois. "+
		"Les automobilistes devront passer par la rocade, et les bus suivront un autre chemin jusqu'à la fin de l'été.\n")
	for _, tt := range []struct {
		name  string
		typed []string
		shown []string
	}{
		{"no", []string{"n"}, []string{"Le pont ferme pour travaux", "source, date et lien inconnus", "│ Le pont qui relie", "passage", "Rien n’est gardé"}},
		{"nothing", []string{""}, []string{"Rien n’est gardé"}},
		{"correction", []string{"c", "", "Ouest Rivage", "", "31 février", "3 mars 2021", "o"},
			[]string{"Écris par exemple", "Ouest Rivage, 3\u00a0mars 2021", "Ajouté à la collection local"}},
		{"again", []string{"o"}, []string{"La collection a déjà ce texte (article 1)", "a déjà cet article"}},
	} {
		code, shown := onTerminal(t, filepath.Join(dir, "data"), nil, tt.typed, "add", file)
		for _, want := range tt.shown {
			if !strings.Contains(shown, want) {
				t.Errorf("%s: %q is not shown:\n%s", tt.name, want, shown)
			}
		}
		if code != 0 {
			t.Errorf("%s: code %d", tt.name, code)
		}
	}
	if code, shown := onTerminal(t, filepath.Join(dir, "data"), nil, []string{"non"}, "erase", "1"); code != 0 || !strings.Contains(shown, "Rien n’est effacé") {
		t.Errorf("erase, no: code %d:\n%s", code, shown)
	}
	if code, shown := onTerminal(t, filepath.Join(dir, "data"), nil, []string{"oui"}, "erase", "1"); code != 0 || !strings.Contains(shown, "Effacé pour de bon") {
		t.Errorf("erase, yes: code %d:\n%s", code, shown)
	}
}

func TestStyle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	question := []string{"ask", "-n", "1", "Qu'a dit Lavrov sur la Turquie ?"}
	if _, shown := onTerminal(t, dir, nil, nil, question...); !strings.Contains(shown, "\x1b[1mTurquie\x1b[0m") {
		t.Errorf("no mark is bold:\n%q", shown)
	}
	for _, quiet := range []string{"NO_COLOR=1", "TERM=dumb"} {
		_, shown := onTerminal(t, dir, []string{quiet}, nil, question...)
		if strings.Contains(shown, "\x1b") {
			t.Errorf("%s: there is style:\n%q", quiet, shown)
		}
		for line := range strings.Lines(shown) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 70 && strings.HasPrefix(line, "│") {
				t.Errorf("a line of %d columns: %s", n, line)
			}
		}
	}
}

func TestChatOnATerminal(t *testing.T) {
	code, shown := onTerminal(t, filepath.Join(t.TempDir(), "data"), []string{"NO_COLOR=1"},
		[]string{"Qu'a dit Lavrov sur la Turquie ?", "/aide", "/quitter"}, "chat", "-n", "1")
	for _, want := range []string{"« /aide » explique", "partenaire dans de nombreux domaines", "Puis continue"} {
		if want = strings.NewReplacer("« ", "«\u00a0", " »", "\u00a0»").Replace(want); !strings.Contains(shown, want) {
			t.Errorf("%q is not shown:\n%s", want, shown)
		}
	}
	if code != 0 {
		t.Errorf("code %d", code)
	}
}
