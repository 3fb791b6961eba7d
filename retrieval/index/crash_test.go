package index_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"propos/corpus"
	"propos/retrieval/index"
)

// childDir names the index that this program, started again by a test, writes to until it is killed or its disk is full.
const childDir = "PROPOS_INDEX_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		limit, _ := strconv.ParseUint(os.Getenv("PROPOS_INDEX_TEST_FILE_SIZE"), 10, 64)
		if err := child(dir, limit); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child applies batches of four articles, each at version Rev, and prints every Rev that was acknowledged.
// With a limit, files cannot grow beyond it after a while: a full disk, as far as scorch can tell.
func child(dir string, limit uint64) error {
	x, err := index.Open(dir, index.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	fmt.Println("open", x.Rev())
	for rev := x.Rev() + 1; ; rev++ {
		if limit > 0 && rev == 4 {
			return fillDisk(x, limit)
		}
		if err := x.Apply(context.Background(), index.Batch{Rev: rev, Put: village(4, int(rev))}); err != nil {
			return err
		}
		fmt.Println("acknowledged", rev)
	}
}

// fillDisk says what the index says of itself when nothing more can be written, and when it can again.
func fillDisk(x *index.Index, limit uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: old.Max}); err != nil {
		return err
	}
	if err := x.Apply(context.Background(), index.Batch{Rev: 4, Put: village(4, 4)}); err == nil {
		return errors.New("a batch was acknowledged on a full disk")
	}
	if x.Err() == nil {
		return errors.New("the index says that it is well")
	}
	v, err := x.View()
	if err != nil {
		return err
	}
	if _, err := v.Search(context.Background(), ask(x, "pluie"), 10); err != nil {
		return fmt.Errorf("search on a full disk: %w", err)
	}
	v.Close()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	if err := x.Apply(context.Background(), index.Batch{Rev: 4, Put: village(4, 4)}); err != nil {
		return fmt.Errorf("apply when there is room again: %w", err)
	}
	if err := x.Err(); err != nil {
		return fmt.Errorf("still unwell: %w", err)
	}
	fmt.Println("acknowledged 4")
	return x.Close()
}

func startChild(t *testing.T, dir string, env ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), childDir+"="+dir), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// Killed at any moment, an index opens again at the last acknowledged change or a later one, and holds whole articles of one version.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	kills := 8
	if os.Getenv("LONG_TESTS") != "" {
		kills = 50
	}
	acknowledged := corpus.Rev(0)
	for range kills {
		cmd, out := startChild(t, dir)
		stop := time.AfterFunc(50*time.Millisecond+rand.N(250*time.Millisecond), func() { _ = cmd.Process.Kill() })
		for out.Scan() {
			if rev, ok := strings.CutPrefix(out.Text(), "acknowledged "); ok {
				n, _ := strconv.Atoi(rev)
				acknowledged = corpus.Rev(n)
			} else if strings.HasPrefix(out.Text(), "error") {
				t.Fatal(out.Text())
			}
		}
		_ = cmd.Wait() // killed
		stop.Stop()
		whole(t, dir, acknowledged)
	}
	t.Logf("%d changes acknowledged, %d kills", acknowledged, kills)
}

func whole(t *testing.T, dir string, acknowledged corpus.Rev) {
	t.Helper()
	x, err := index.Open(dir, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer closeIt(t, x)
	rev := x.Rev()
	if rev < acknowledged || rev > acknowledged+1 {
		t.Fatalf("Rev %d, acknowledged %d", rev, acknowledged)
	}
	if rev == 0 {
		return
	}
	want := memory(t)
	apply(t, want, index.Batch{Rev: rev, Put: village(4, int(rev))})
	same(t, answers(t, want), answers(t, x))
	if got, want := stats(t, x), stats(t, want); got.Articles != want.Articles || got.Passages != want.Passages || got.Words != want.Words {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// On a full disk: an error, no acknowledgement, no hang, answers as before; and work goes on when there is room.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	cmd, out := startChild(t, dir, "PROPOS_INDEX_TEST_FILE_SIZE=512")
	var last string
	for out.Scan() {
		last = out.Text()
	}
	if err := cmd.Wait(); err != nil || last != "acknowledged 4" {
		t.Fatalf("%v: %s", err, last)
	}
	whole(t, dir, 4)
}
