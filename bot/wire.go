package bot

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Why a gateway connection ended, other than by an error of the network.
var (
	errReconnect = errors.New("gateway asked to reconnect")
	errInvalid   = errors.New("gateway invalidated the session")
)

// closeError is the code with which Discord closed a connection.
type closeError int

func (e closeError) Error() string {
	return fmt.Sprintf("gateway closed the connection with code %d", int(e))
}

// controlSize is the size under which a frame is read whole and looked at: op 7 and op 9 take about 40 bytes.
const controlSize = 512

// line is one connection to the gateway. It does three things that discordgo does not: a read that brings nothing for
// the length of silence fails; "reconnect" (op 7) and "invalid session" (op 9) end the connection before discordgo sees
// them (it deadlocks on the first while it opens, and spends identifies without end on the second); the close code is kept.
//
// It follows the bytes of the server: a HTTP head up to its empty line, then WebSocket frames, which a server does not mask.
type line struct {
	net.Conn
	silence time.Duration
	in      *bufio.Reader
	framed  bool   // the HTTP head is over
	held    []byte // read, looked at, not yet handed on
	through int64  // bytes of a large frame still to be handed on unseen

	once  sync.Once
	ended chan struct{} // closed at the first error or Close
	cause error         // why, once ended is closed
}

func newLine(c net.Conn, silence time.Duration) *line {
	l := &line{Conn: c, silence: silence, ended: make(chan struct{})}
	l.in = bufio.NewReader(deadlineReader{c, silence})
	return l
}

// deadlineReader fails a read that brings nothing for the length of silence.
type deadlineReader struct {
	conn    net.Conn
	silence time.Duration
}

func (r deadlineReader) Read(p []byte) (int, error) {
	if err := r.conn.SetReadDeadline(time.Now().Add(r.silence)); err != nil {
		return 0, err
	}
	return r.conn.Read(p)
}

// end closes the connection and records the first cause.
func (l *line) end(cause error) {
	l.once.Do(func() {
		l.cause = cause
		close(l.ended)
	})
	_ = l.Conn.Close() // it is over either way
}

// Close ends the connection.
func (l *line) Close() error {
	l.end(net.ErrClosed)
	return nil
}

// SetReadDeadline does nothing: the line sets its own before every read.
func (l *line) SetReadDeadline(time.Time) error { return nil }

// SetDeadline sets the write deadline alone.
func (l *line) SetDeadline(t time.Time) error { return l.Conn.SetWriteDeadline(t) }

// Read hands on the server's bytes; it fails with the cause when the connection is to end.
func (l *line) Read(p []byte) (int, error) {
	if len(l.held) == 0 && l.through == 0 {
		if err := l.next(); err != nil {
			l.end(err)
			return 0, err
		}
	}
	if len(l.held) > 0 {
		n := copy(p, l.held)
		l.held = l.held[n:]
		return n, nil
	}
	n, err := l.in.Read(p[:min(int64(len(p)), l.through)])
	l.through -= int64(n)
	if err != nil {
		l.end(err)
	}
	return n, err
}

// next reads one line of the head or one frame.
func (l *line) next() error {
	if !l.framed {
		head, err := l.in.ReadBytes('\n')
		l.held, l.framed = head, string(head) == "\r\n"
		return err
	}
	return l.frame()
}

// frame reads the header of a frame, and the whole of a small one.
func (l *line) frame() error {
	header := make([]byte, 2, 2+8)
	if _, err := io.ReadFull(l.in, header); err != nil {
		return err
	}
	size := uint64(header[1] & 0x7F)
	if more := map[uint64]int{126: 2, 127: 8}[size]; more > 0 {
		header = header[:2+more]
		if _, err := io.ReadFull(l.in, header[2:]); err != nil {
			return err
		}
		size = binary.BigEndian.Uint64(append(make([]byte, 8-more), header[2:]...))
	}
	l.held = header
	if size > controlSize {
		l.through = int64(size)
		return nil
	}
	payload := make([]byte, size)
	if _, err := io.ReadFull(l.in, payload); err != nil {
		return err
	}
	l.held = append(l.held, payload...)
	return judge(header[0]&0x0F, payload)
}

// judge returns why the connection must end after a small frame, or nil.
func judge(opcode byte, payload []byte) error {
	switch {
	case opcode == websocket.CloseMessage && len(payload) >= 2:
		return closeError(binary.BigEndian.Uint16(payload))
	case opcode != websocket.TextMessage:
		return nil
	}
	var event struct {
		Op int `json:"op"`
	}
	if json.Unmarshal(payload, &event) != nil {
		return nil // part of a longer message, or none of ours
	}
	return map[int]error{7: errReconnect, 9: errInvalid}[event.Op]
}

// dial connects to an address, as the method DialContext of a net.Dialer.
type dial = func(ctx context.Context, network, address string) (net.Conn, error)

// machine connects by the network of the machine.
func machine() *net.Dialer { return &net.Dialer{Timeout: requestLimit, KeepAlive: 30 * time.Second} }

// dialer makes the lines of one session and remembers the last.
type dialer struct {
	dial    dial
	silence time.Duration
	mu      sync.Mutex
	line    *line
}

// websocket returns the dialer that a discordgo session uses. There is no proxy, and TLS is ours, so that the line sees frames.
func (d *dialer) websocket() *websocket.Dialer {
	return &websocket.Dialer{HandshakeTimeout: 20 * time.Second, NetDialContext: d.plain, NetDialTLSContext: d.secure}
}

func (d *dialer) plain(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := d.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return d.keep(c), nil
}

func (d *dialer) secure(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	c, err := d.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	secured := tls.Client(c, &tls.Config{ServerName: host, NextProtos: []string{"http/1.1"}})
	if err := secured.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return d.keep(secured), nil
}

func (d *dialer) keep(c net.Conn) *line {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.line = newLine(c, d.silence)
	return d.line
}

// last returns the line in use, or nil when none was made.
func (d *dialer) last() *line {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.line
}

// rebase is a transport that sends what discordgo addresses to Discord's API to another base address, with its version.
type rebase struct {
	base string // without the slash at the end, as "https://discord.com/api/v10"
	next http.RoundTripper
}

// RoundTrip sends the request to the base address.
func (t rebase) RoundTrip(r *http.Request) (*http.Response, error) {
	path, ok := cutAPI(r.URL.String())
	if !ok {
		return nil, fmt.Errorf("%s is not an address of Discord's API", r.URL.Redacted())
	}
	target, err := r.URL.Parse(t.base + "/" + path)
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL, r.Host = target, target.Host
	return t.next.RoundTrip(r)
}
