package bot_test

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"propos/bot/discordtest"
	"propos/retrieval/remote"
)

// program is the compiled program, serving a data directory.
type program struct {
	path, dir string
	process   *exec.Cmd // nil while it does not run
}

// newProgramScene is newScene for a bot that is a process of its own; test and program share the store, as the command line does.
func newProgramScene(t testing.TB, path string) *scene {
	dir := t.TempDir()
	s := openStoreIn(t, dir)
	p := &program{path: path, dir: dir}
	t.Cleanup(func() { p.stop(t) })
	return &scene{t: t, d: discordtest.New(t), dir: dir, store: s, program: p, guilds: map[string]*discordtest.Guild{}, channels: map[string]*discordtest.Channel{},
		people: map[string]map[string]*discordtest.Member{}, kept: map[string]*discordtest.Message{}}
}

// run starts, stops or restarts the program.
func (p *program) run(s *scene, what string) error {
	if what != "start" {
		p.stop(s.t)
	}
	if what == "stop" {
		return nil
	}
	p.process = exec.Command(p.path, "--data", p.dir, "serve")
	p.process.Env = append(os.Environ(), "DISCORD_TOKEN="+s.d.Token, "PROPOS_DISCORD_API="+s.d.API(), "PROPOS_CONTACT=contact@propos.example",
		"PROPOS_RATE_PERSON=20", "PROPOS_RATE_SERVER=120", "PROPOS_LOG_LEVEL=debug", "PROPOS_FETCH_ALLOW=127.0.0.1")
	p.process.Stderr = testWriter{s.t, s.d.Token}
	if err := p.process.Start(); err != nil {
		return err
	}
	s.d.AwaitConnection()
	s.d.AwaitCommands("")
	for _, g := range s.guilds {
		_, err := remote.Call(s.t.Context(), p.dir, remote.Request{Kind: remote.People, Collection: g.ID})
		if err != nil {
			return err
		}
	}
	return nil
}

// stop ends the program as an operator does, and insists on a clean end.
func (p *program) stop(t testing.TB) {
	if p.process == nil {
		return
	}
	killed := time.AfterFunc(20*time.Second, func() { p.process.Process.Kill() })
	defer killed.Stop()
	if err := p.process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := p.process.Wait(); err != nil {
		t.Errorf("the program ended with %v", err)
	}
	p.process = nil
}
