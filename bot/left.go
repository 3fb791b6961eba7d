package bot

import (
	"context"
	"strconv"
	"time"

	"propos/bot/clock"
	"propos/corpus/store"
)

// leftSetting is the setting of a collection that says since when the bot is missed in its server.
const leftSetting = "left"

// leftLooks is how often, in the time that articles are kept, the bot looks who left: every hour in 30 days.
const leftLooks = 720

// forgetLeft forgets the collections of servers that have been without the bot for Options.KeepLeft, until ctx ends.
func (b *bot) forgetLeft(ctx context.Context) error {
	if b.o.KeepLeft <= 0 {
		return nil
	}
	every := max(b.o.KeepLeft/leftLooks, time.Millisecond)
	began := time.Now()
	var watch clock.Watch
	look := time.NewTicker(every)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-look.C:
		}
		if state := b.o.Status.State(); !state.Connected || time.Since(state.Since) < every {
			continue // Discord has not said yet where the bot is
		}
		if now := time.Now(); watch.Look(now, now.Sub(began)) < every {
			continue // the clock has leapt
		}
		if err := b.lookWhoLeft(ctx, time.Now()); err != nil && ctx.Err() == nil {
			b.log.Error("cannot look for servers that removed the bot", "cause", err)
		}
	}
}

// lookWhoLeft notes which servers with a collection miss the bot, takes the note back where it is again, and forgets
// those that have missed it long enough.
func (b *bot) lookWhoLeft(ctx context.Context, now time.Time) error {
	collections, err := b.o.Store.Collections(ctx)
	if err != nil {
		return err
	}
	for _, c := range collections {
		if _, err := strconv.ParseUint(c.Name, 10, 64); err != nil {
			continue // of the command line
		}
		if err := b.lookAt(ctx, c, now); err != nil {
			return err
		}
	}
	return nil
}

func (b *bot) lookAt(ctx context.Context, c store.Collection, now time.Time) error {
	var since time.Time
	noted, err := b.o.Store.Setting(ctx, c.Name, leftSetting, &since)
	if err != nil {
		return err
	}
	_, here := b.places.name(c.Name)
	switch {
	case here && noted:
		return b.o.Store.Set(ctx, c.Name, leftSetting, nil, "")
	case here:
		return nil
	case !noted:
		b.log.Warn("a server is without the bot: its articles will be erased", "server", c.Name, "on", now.Add(b.o.KeepLeft))
		return b.o.Store.Set(ctx, c.Name, leftSetting, now, "")
	case now.Sub(since) < b.o.KeepLeft:
		return nil
	}
	b.log.Info("a server has been without the bot for long: its articles are erased", "server", c.Name)
	return b.o.Store.Forget(ctx, c.Name)
}
