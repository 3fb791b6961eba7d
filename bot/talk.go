package bot

import (
	"strings"
	"sync"
	"time"

	"propos/retrieval"
)

// How long and how many conversations are remembered. They are in memory alone: questions are kept nowhere else.
const (
	talkLife = 30 * time.Minute
	maxTalks = 5000
)

// talk is the last question of a conversation.
type talk struct {
	collection string
	question   string
	understood retrieval.Understood
	at         time.Time
}

// talks remembers what was just asked, for follow-ups: by the answer's key, and by channel and person.
type talks struct {
	mu  sync.Mutex
	all map[string]talk
}

func newTalks() *talks { return &talks{all: map[string]talk{}} }

// remember keeps a talk under each of the keys; an empty key is none.
func (t *talks) remember(k talk, keys ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.all)+len(keys) > maxTalks {
		t.prune(k.at)
	}
	for _, key := range keys {
		if key != "" {
			t.all[key] = k
		}
	}
}

// prune forgets what is too old, and everything when that is not enough. The caller holds t.mu.
func (t *talks) prune(now time.Time) {
	for key, k := range t.all {
		if now.Sub(k.at) > talkLife {
			delete(t.all, key)
		}
	}
	if len(t.all) > maxTalks*9/10 {
		clear(t.all)
	}
}

// recall returns the talk about a collection under the first key that has one.
func (t *talks) recall(now time.Time, collection string, keys ...string) (talk, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, key := range keys {
		if k, ok := t.all[key]; ok && k.collection == collection && now.Sub(k.at) <= talkLife {
			return k, true
		}
	}
	return talk{}, false
}

// forget drops a talk.
func (t *talks) forget(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.all, key)
}

// forgetPerson drops what a person asked in any channel.
func (t *talks) forgetPerson(person string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key := range t.all {
		if strings.HasSuffix(key, "/"+person) {
			delete(t.all, key)
		}
	}
}

// placeKey is the key of what a person last asked in a channel.
func placeKey(channel, person string) string { return channel + "/" + person }
