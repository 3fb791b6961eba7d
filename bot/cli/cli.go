// Package cli is Propos on the command line: it reads what was typed, opens what a command needs, and says what came of it.
//
// Main is the whole program; a test can start it with streams of its own. Only Main sees the process's signals.
// The rules of what people read are on top of ui.go, the exit codes in exit.go.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // TZ means something in the image too, which has no files of time zones

	"github.com/alecthomas/kong"

	"propos/bot/phrase"
	"propos/config"
	"propos/corpus/store"
	"propos/retrieval"
)

// program is what the commands work with.
type program struct {
	*ui
	settings   config.Config
	faults     error // of the settings
	log        *slog.Logger
	data       string // data directory
	collection string
}

// Main runs one command and returns the exit code. args are without the program's name; environ is as os.Environ gives it.
// An interrupt or a termination signal ends the command in good order; a second one ends the process.
func Main(args, environ []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	settings, faults := config.Read(environ)
	p := &program{ui: newUI(stdin, stdout, stderr, settings), settings: settings, faults: faults}
	err := p.written(p.run(ctx, args))
	if err == nil {
		return exitDone
	}
	lines, code := explain(err)
	if ctx.Err() != nil && (errors.Is(err, ctx.Err()) || code == exitFault) { // what breaks off may say so in words of its own
		return exitInterrupted
	}
	for _, line := range lines {
		fmt.Fprintln(stderr, phrase.Fine("propos : ")+line)
	}
	return code
}

// written is what came of a command: done, or with an answer or none, it is a fault all the same when standard output took less than all.
func (p *program) written(err error) error {
	var silent errSilent
	if p.out.fault != nil && (err == nil || errors.As(err, &silent)) {
		return p.out.fault
	}
	return err
}

func (p *program) run(ctx context.Context, args []string) error {
	var g grammar
	parser, err := kong.New(&g, kong.Name("propos"), kong.NoDefaultHelp(), kong.Bind(p), kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Writers(p.out, p.err))
	if err != nil {
		panic("the grammar of the command line: " + err.Error())
	}
	if rest, wanted := wantsHelp(args); wanted {
		return p.help(parser, rest)
	}
	line, err := parser.Parse(args)
	if err != nil {
		return usageFault(err)
	}
	if err := p.prepare(&g, line.Selected().Name); err != nil {
		return err
	}
	return line.Run()
}

// prepare applies the settings and the flags that every command has.
func (p *program) prepare(g *grammar, command string) error {
	switch command {
	case "config", "version":
	default:
		if p.faults != nil {
			return p.faults
		}
	}
	p.data, p.collection = g.Data, g.Collection
	if err := retrieval.CheckCollection(p.collection); err != nil {
		return err
	}
	if p.data == "" {
		p.data = p.settings.DataDir
	}
	p.log = p.logger(command == "serve")
	return nil
}

// logger writes to standard error; a command other than serve is quiet below warnings, unless debug was asked for.
func (p *program) logger(serve bool) *slog.Logger {
	level := p.settings.LogLevel
	if !serve && level == slog.LevelInfo {
		level = slog.LevelWarn
	}
	options := &slog.HandlerOptions{Level: level}
	if p.settings.LogFormat == "text" || p.settings.LogFormat == "auto" && (p.errLive || !serve) {
		return slog.New(slog.NewTextHandler(p.err, options))
	}
	return slog.New(slog.NewJSONHandler(p.err, options))
}

// hasStore reports whether there is a store in the data directory already.
func (p *program) hasStore() bool {
	if p.data == "" {
		return false
	}
	_, err := os.Stat(p.file())
	return !errors.Is(err, os.ErrNotExist)
}

func (p *program) file() string    { return filepath.Join(p.data, store.FileName) }
func (p *program) indexes() string { return filepath.Join(p.data, "index") }

// openStore opens the store, and makes it when there is none.
func (p *program) openStore(ctx context.Context) (*store.Store, error) {
	if p.data == "" {
		return nil, noDataDir()
	}
	return store.Open(ctx, p.file(), store.Options{Log: p.log})
}

type versionCommand struct{}

// Run prints the version of the program and of Go.
func (versionCommand) Run(p *program) error {
	p.line("propos " + version())
	return nil
}

// release is the version that a release's build gives (-ldflags "-X propos/bot/cli.release=v1.2.3"). Nothing else sets it.
var release string

// version is that of the release, else what the build recorded: the commit, where the source is a repository.
func version() string {
	info, ok := debug.ReadBuildInfo()
	switch {
	case release != "" && ok:
		return release + " " + info.GoVersion
	case !ok || info.Main.Version == "":
		return "(devel)"
	}
	return info.Main.Version + " " + info.GoVersion
}

func noDataDir() error {
	return said(exitSettings, "Je ne sais pas où ranger les articles : donne --data DOSSIER ou PROPOS_DATA_DIR.")
}
