package bot_test

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// names answers for the names of a test, and for no others: the n-th question about a name gets the n-th list of addresses, and
// every later one the last. This is how an attacker's name changes between two looks.
type names struct {
	mu    sync.Mutex
	lists map[string][][]string
}

// resolveNames makes names the resolver of this process for the length of the test.
func resolveNames(t *testing.T, lists map[string][][]string) {
	n, before := &names{lists: lists}, net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go n.serve(there)
		return here, nil
	}}
	t.Cleanup(func() { net.DefaultResolver = before })
}

// serve answers the questions on one connection, in the form that they have over TCP.
func (n *names) serve(c net.Conn) {
	defer c.Close()
	for {
		var size [2]byte
		if _, err := io.ReadFull(c, size[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(c, question); err != nil {
			return
		}
		answer, err := n.answer(question)
		if err != nil {
			return
		}
		if _, err := c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...)); err != nil {
			return
		}
	}
}

func (n *names) answer(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.Additionals = true, nil
	q := m.Questions[0]
	addresses, known := n.next(q)
	if !known {
		m.RCode = dnsmessage.RCodeNameError
	}
	for _, a := range addresses {
		head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
		switch {
		case q.Type == dnsmessage.TypeA && a.Is4():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
		case q.Type == dnsmessage.TypeAAAA && a.Is6():
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	return m.Pack()
}

// next returns the addresses of a name; the question about its IPv4 addresses counts as the look.
func (n *names) next(q dnsmessage.Question) (addresses []netip.Addr, known bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	lists, known := n.lists[q.Name.String()]
	if !known {
		return nil, false
	}
	for _, a := range lists[0] {
		addresses = append(addresses, netip.MustParseAddr(a))
	}
	if q.Type == dnsmessage.TypeA && len(lists) > 1 {
		n.lists[q.Name.String()] = lists[1:]
	}
	return addresses, true
}
