package datadir_test

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"propos/corpus/store"
	"propos/corpus/store/datadir"
)

// TestMain lets the test binary be another owner: it holds the directory until it is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("DATADIR_TEST_OWN"); dir != "" {
		if _, err := datadir.Own(dir); err != nil {
			os.Exit(1)
		}
		os.Stdout.WriteString("owned\n")
		select {}
	}
	os.Exit(m.Run())
}

func TestOneOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	l, err := datadir.Own(dir)
	if err != nil {
		t.Fatal(err)
	}
	var held *datadir.HeldError
	if _, err := datadir.Own(dir); !errors.As(err, &held) || held.PID != os.Getpid() {
		t.Errorf("second owner: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestAKilledOwnerLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "DATADIR_TEST_OWN="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	var held *datadir.HeldError
	if _, err := datadir.Own(dir); !errors.As(err, &held) || held.PID != cmd.Process.Pid {
		t.Errorf("while it lives: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	l, err := datadir.Own(dir)
	if err != nil {
		t.Fatalf("after kill -9: %v", err)
	}
	if err := l.Release(); err != nil {
		t.Error(err)
	}
}

func TestNotAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var refused *store.StorageError
	if _, err := datadir.Own(file); !errors.As(err, &refused) || refused.Cause != store.NotFolder || refused.Path != file {
		t.Errorf("a file: %v", err)
	}
}
