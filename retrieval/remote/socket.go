package remote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// socketName is the socket's file in a data directory.
const socketName = "propos.sock"

// maxPath is the longest path that every system takes for a socket; Linux takes 107.
const maxPath = 100

// Listen opens the socket of a directory that this process owns. What an owner that was killed left there is replaced.
// Closing the listener takes the file away.
func Listen(dir string) (net.Listener, error) {
	path, done, err := socketPath(dir)
	if err != nil {
		return nil, fmt.Errorf("listen in %s: %w", dir, err)
	}
	defer done()
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("listen in %s: %w", dir, err)
	}
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, fmt.Errorf("listen in %s: %w", dir, err)
	}
	l.SetUnlinkOnClose(false) // the path may be a short form that ends with this call
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("listen in %s: %w", dir, err), l.Close())
	}
	return &socket{l, filepath.Join(dir, socketName)}, nil
}

// socket is a listener that takes its file away.
type socket struct {
	*net.UnixListener
	file string
}

func (s *socket) Close() error {
	err := os.Remove(s.file)
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, s.UnixListener.Close())
}

// busyPause is how long to wait when the system has no room for another connection.
const busyPause = 100 * time.Millisecond

// Serve answers calls until ctx ends; then it closes the listener, lets the calls under way end, and returns nil.
func Serve(ctx context.Context, l net.Listener, answer func(context.Context, Request) (Response, error)) error {
	stop := context.AfterFunc(ctx, func() { l.Close() })
	defer stop()
	var calls sync.WaitGroup
	defer calls.Wait()
	slots := make(chan struct{}, maxCalls)
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			if err == nil {
				conn.Close()
			}
			return nil
		}
		if errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) { // too many files are open: some will be closed
			pause := time.NewTimer(busyPause)
			select {
			case <-ctx.Done():
				pause.Stop()
			case <-pause.C:
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("answer other processes: %w", err)
		}
		slots <- struct{}{}
		calls.Go(func() {
			defer func() { <-slots }()
			serveOne(context.WithoutCancel(ctx), conn, answer)
		})
	}
}

func dial(ctx context.Context, dir string) (net.Conn, error) {
	path, done, err := socketPath(dir)
	if err != nil {
		return nil, err
	}
	defer done()
	var d net.Dialer
	return d.DialContext(ctx, "unix", path)
}

// socketPath returns a path of the socket that the system takes: where the directory's own is too long, one through an open file of the
// directory, which is good until done is called.
func socketPath(dir string) (path string, done func(), err error) {
	path = filepath.Join(dir, socketName)
	if len(path) <= maxPath {
		return path, func() {}, nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", f.Fd(), socketName), func() { f.Close() }, nil
}
