package bot

import (
	"sync"
	"time"
)

// Status is what health pages and diagnoses show of the connection. The zero Status is ready to use; its methods may be
// called from any goroutine. Give one to Options to watch a Run.
type Status struct {
	mu    sync.Mutex
	state State
}

// State is a moment of a Status.
type State struct {
	Connected  bool      // every connection to the gateway is open and has said READY
	Since      time.Time // of the last change of Connected
	Shards     int       // connections that the bot needs; 0 until Discord has told
	Open       int       // of them, open and READY
	Reconnects int       // connections that were made after one was lost
	Servers    int       // that the bot is in
	Problem    string    // in French, one line, what is wrong and what helps; "" when nothing is
	Answered   int       // interactions and messages handled
	Slow       int       // of them, acknowledged by « réfléchit… » first
	Failed     int       // of them, that ended in an error
}

// State returns the present state.
func (s *Status) State() State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

func (s *Status) update(change func(*State)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.state.Connected
	change(&s.state)
	s.state.Connected = s.state.Shards > 0 && s.state.Open == s.state.Shards
	if s.state.Connected != before {
		s.state.Since = time.Now()
	}
}
