package discordtest

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Intents of the gateway.
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15
	privileged           = intentMembers | intentPresences | intentContent
)

// Fault is what a connection meets instead of READY.
type Fault int

// The faults of a handshake.
const (
	FaultReconnect Fault = iota + 1 // op 7
	FaultInvalid                    // op 9
	FaultDrop                       // the connection is cut
	FaultSilence                    // nothing comes any more
	FaultIntents                    // close 4014
)

// gateway is the state of all gateway connections.
type gateway struct {
	wait       sync.WaitGroup
	conns      map[*conn]bool
	script     []Fault // for the next handshakes
	identifies int
	remaining  int // identifies left of the day's budget
}

// conn is one connection of the bot.
type conn struct {
	socket  *websocket.Conn
	write   sync.Mutex
	ready   bool
	silent  bool
	intents int
	seq     int64
}

type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

func (c *conn) send(op int, kind string, seq int64, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err) // a bug of this package: it marshals only its own maps
	}
	c.write.Lock()
	defer c.write.Unlock()
	_ = c.socket.WriteJSON(packet{op, raw, seq, kind}) // a connection that is gone is no fault of the test
}

func (c *conn) closeWith(code int) {
	c.write.Lock()
	defer c.write.Unlock()
	_ = c.socket.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = c.socket.Close()
}

// serveGateway runs one connection from hello to its end.
func (d *Discord) serveGateway(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{}
	socket, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	d.gateway.wait.Add(1)
	defer d.gateway.wait.Done()
	defer socket.Close()
	c := &conn{socket: socket}
	d.mu.Lock()
	d.gateway.conns[c] = true
	heartbeat := d.Heartbeat
	d.mu.Unlock()
	defer func() {
		d.mu.Lock()
		delete(d.gateway.conns, c)
		d.touch()
		d.mu.Unlock()
	}()
	c.send(10, "", 0, map[string]any{"heartbeat_interval": heartbeat.Milliseconds()})
	for {
		var p packet
		if err := socket.ReadJSON(&p); err != nil {
			return
		}
		d.mu.Lock()
		silent := c.silent
		d.mu.Unlock()
		switch {
		case silent:
		case p.Op == 1:
			c.send(11, "", 0, nil)
		case p.Op == 2:
			d.identify(c, p.Data)
		case p.Op == 6:
			c.send(9, "", 0, false)
		}
	}
}

// identify checks an IDENTIFY and answers with READY and the servers, or with the next fault of the script.
func (d *Discord) identify(c *conn, data json.RawMessage) {
	var id struct {
		Token   string `json:"token"`
		Intents int    `json:"intents"`
	}
	if err := json.Unmarshal(data, &id); err != nil {
		d.fail("IDENTIFY is not JSON: %v", err)
		return
	}
	d.mu.Lock()
	d.gateway.identifies++
	d.gateway.remaining--
	over := d.gateway.remaining < 0
	var fault Fault
	if len(d.gateway.script) > 0 {
		fault, d.gateway.script = d.gateway.script[0], d.gateway.script[1:]
	}
	d.mu.Unlock()
	switch {
	case over:
		d.fail("IDENTIFY beyond the day's budget: Discord resets the token")
		c.closeWith(4004)
	case id.Token != d.Token && id.Token != "Bot "+d.Token:
		c.closeWith(4004)
	case id.Intents&privileged != 0:
		c.closeWith(4014)
	case fault != 0:
		d.inflict(c, fault)
	default:
		d.welcome(c, id.Intents)
	}
}

func (d *Discord) welcome(c *conn, intents int) {
	d.mu.Lock()
	guilds := []any{}
	for _, g := range d.order {
		if !g.left {
			guilds = append(guilds, map[string]any{"id": g.ID, "unavailable": true})
		}
	}
	c.intents = intents
	d.mu.Unlock()
	c.send(0, "READY", 1, map[string]any{"v": 10, "user": d.Bot.object(), "guilds": guilds, "session_id": "s", "resume_gateway_url": d.gatewayURL(),
		"application": map[string]any{"id": d.Bot.ID, "flags": 0}, "private_channels": []any{}})
	d.mu.Lock()
	c.ready, c.seq = true, 1
	order := append([]*Guild(nil), d.order...)
	d.touch()
	d.mu.Unlock()
	for _, g := range order {
		if !g.Left() {
			d.sendTo(c, "GUILD_CREATE", g.object)
		}
	}
}

// inflict makes a connection meet a fault.
func (d *Discord) inflict(c *conn, f Fault) {
	switch f {
	case FaultReconnect:
		c.send(7, "", 0, nil)
	case FaultInvalid:
		c.send(9, "", 0, false)
	case FaultDrop:
		_ = c.socket.NetConn().Close()
	case FaultSilence:
		d.mu.Lock()
		c.silent = true
		d.mu.Unlock()
	case FaultIntents:
		c.closeWith(4014)
	}
}

// sendTo dispatches an event to one connection; object is called under the lock.
func (d *Discord) sendTo(c *conn, kind string, object func() map[string]any) {
	d.mu.Lock()
	if c.silent || !c.ready {
		d.mu.Unlock()
		return
	}
	c.seq++
	seq, data := c.seq, object()
	d.mu.Unlock()
	c.send(0, kind, seq, data)
}

// dispatch sends an event to every connection that asked for one of the intents (0: to all).
func (d *Discord) dispatch(kind string, intents int, object func() map[string]any) {
	for _, c := range d.readyConns() {
		if intents == 0 || c.intents&intents != 0 {
			d.sendTo(c, kind, object)
		}
	}
}

func (d *Discord) readyConns() []*conn {
	d.mu.Lock()
	defer d.mu.Unlock()
	var ready []*conn
	for c := range d.gateway.conns {
		if c.ready && !c.silent {
			ready = append(ready, c)
		}
	}
	return ready
}

func (d *Discord) gatewayURL() string { return "ws" + d.server.URL[len("http"):] + "/gateway" }

// Script makes the next handshakes meet these faults, in order, instead of READY.
func (d *Discord) Script(faults ...Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.script = append(d.gateway.script, faults...)
}

// Inflict makes every established connection meet the fault now.
func (d *Discord) Inflict(f Fault) {
	for _, c := range d.readyConns() {
		d.inflict(c, f)
	}
}

// Drop cuts every connection.
func (d *Discord) Drop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for c := range d.gateway.conns {
		_ = c.socket.NetConn().Close()
	}
}

// CloseWith closes every established connection with a code of Discord's, as 4014.
func (d *Discord) CloseWith(code int) {
	for _, c := range d.readyConns() {
		c.closeWith(code)
	}
}

// Identifies returns how many IDENTIFY came.
func (d *Discord) Identifies() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.gateway.identifies
}

// SetBudget sets how many identifies are left of the day.
func (d *Discord) SetBudget(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.gateway.remaining = n
}

// AwaitConnection waits until exactly one connection is established and listening.
func (d *Discord) AwaitConnection() {
	d.t.Helper()
	d.must("a gateway connection", func() bool { return d.connected() == 1 })
}

// AwaitIdentifies waits until n IDENTIFY came in all and one connection is established.
func (d *Discord) AwaitIdentifies(n int) {
	d.t.Helper()
	d.must("another gateway connection", func() bool { return d.gateway.identifies >= n && d.connected() == 1 })
}

// connected counts the established connections that are not silent. The caller holds d.mu.
func (d *Discord) connected() int {
	n := 0
	for c := range d.gateway.conns {
		if c.ready && !c.silent {
			n++
		}
	}
	return n
}
