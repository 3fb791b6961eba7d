package bot

import (
	"context"
	"sync"
	"time"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/bot/reply"
	"propos/corpus/store"
)

const (
	noticePause = time.Hour // between two notices in one server
	maxNotices  = 10_000    // servers that are remembered
)

// notices remembers when servers were last told that something waits for their moderators. It is in memory alone: after a restart
// they may be told once more.
type notices struct {
	mu   sync.Mutex
	last map[string]time.Time
}

func newNotices() *notices { return &notices{last: map[string]time.Time{}} }

// due reports whether a server may be told at a moment, and takes that as done.
func (n *notices) due(guild string, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if last, told := n.last[guild]; told && now.Sub(last) < noticePause {
		return false
	}
	if len(n.last) >= maxNotices {
		clear(n.last)
	}
	n.last[guild] = now
	return true
}

// handOver hands a task over to the moderators of a server, and tells the channel that an administrator chose for that, at most once an
// hour. What is handed over, and by whom, is not said there.
func (b *bot) handOver(ctx context.Context, guild string, t store.Task) error {
	if _, err := b.o.Store.AddTask(ctx, guild, t); err != nil {
		return err
	}
	channel := setting(ctx, b, guild, desk.SettingNotices, "")
	if channel == "" || !b.notices.due(guild, time.Now()) {
		return nil
	}
	what := "Une question sans réponse attend les modérateurs dans %s."
	if t.Kind == store.Report {
		what = "Une réponse signalée attend les modérateurs dans %s."
	}
	m := reply.Note(phrase.Say(what, b.command.mention(guild, "collection")))
	b.spawn("notice", func(ctx context.Context) {
		if _, err := b.api.send(ctx, channel, m); err != nil {
			b.log.Warn("a channel cannot be told that something waits", "server", guild, "cause", err)
		}
	})
	return nil
}
