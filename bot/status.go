package bot

import (
	"errors"
	"sync"
	"time"

	"propos/bot/phrase"
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
	Problem    string    // in French, one line, what a person must mend and how; "" when nothing
	Waiting    string    // in French, one line, what Discord wants waited for before the next connection; "" when nothing
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

// heed returns how long Discord wants to be left alone, as err says, and shows it; 0 when err says nothing of it.
func (s *Status) heed(err error) time.Duration {
	var throttled *throttledError
	if !errors.As(err, &throttled) {
		return 0
	}
	s.update(func(s *State) {
		s.Waiting = phrase.Say("Discord demande d'attendre %s avant de me reconnecter.", phrase.Lasting(throttled.wait))
	})
	return throttled.wait
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
