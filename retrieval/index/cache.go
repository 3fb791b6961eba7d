package index

import (
	"container/list"
	"sync"
)

// cacheKey names a document for ever: a segment never changes and its number is not used again.
type cacheKey struct {
	store   uint64
	segment uint64
	doc     uint64
}

// cache keeps the passages last used, up to a number of bytes.
type cache struct {
	mu    sync.Mutex
	limit int
	used  int
	byKey map[cacheKey]*list.Element
	order list.List // of *cached, last used first
}

type cached struct {
	key     cacheKey
	passage *Passage
	cost    int
}

func newCache(limit int) *cache { return &cache{limit: limit, byKey: make(map[cacheKey]*list.Element)} }

func (c *cache) get(key cacheKey) *Passage {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).passage
}

func (c *cache) put(key cacheKey, p *Passage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[key]; ok {
		return
	}
	n := &cached{key, p, p.cost()}
	c.byKey[key] = c.order.PushFront(n)
	c.used += n.cost
	for c.used > c.limit {
		last := c.order.Back()
		old := c.order.Remove(last).(*cached)
		delete(c.byKey, old.key)
		c.used -= old.cost
	}
}

func (c *cache) size() (bytes, entries int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.used, len(c.byKey)
}
