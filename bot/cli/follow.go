package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"propos/bot/phrase"
	"propos/corpus/store"
	"propos/retrieval"
)

// followLook is how often the indexes are looked at without a change: one that turns out to be damaged is made again.
const followLook = 30 * time.Second

// follow keeps every index in step with the store until ctx ends, or something fails: once at the start, then after each change of any
// process.
func (v *server) follow(ctx context.Context, well func()) error {
	changed := make(chan struct{}, 1)
	changed <- struct{}{}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		return v.store.Watch(ctx, func() {
			select {
			case changed <- struct{}{}:
			default: // a look is due already
			}
		})
	})
	g.Go(func() error {
		look := time.NewTicker(followLook)
		defer look.Stop()
		warm := false
		for {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-changed:
			case <-look.C:
			}
			if err := v.syncAll(ctx); err != nil {
				return err
			}
			if !warm {
				if err := v.warm(ctx); err != nil {
					return err
				}
				warm = true
			}
			well()
		}
	})
	return g.Wait()
}

// syncAll brings every index up to the store. One collection that fails does not stop the others; the error is of all that failed.
func (v *server) syncAll(ctx context.Context) error {
	folders, err := v.indexFolders()
	if err != nil {
		return err
	}
	collections, err := v.store.Collections(ctx)
	if err != nil {
		return err
	}
	if err := v.dropForgotten(ctx, folders, collections); err != nil {
		return err
	}
	articles := 0
	var failed []error
	for _, c := range collections {
		if err := v.library.Sync(ctx, c.Name, v.progressOf(c.Name)); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed = append(failed, err)
			continue
		}
		counts, err := v.store.Counts(ctx, c.Name)
		if err != nil {
			return err
		}
		articles += counts.Visible
	}
	size := sizeOfFolder(v.indexes())
	v.set(func() {
		v.counts.Articles, v.counts.IndexBytes = articles, size
		if failed == nil {
			v.reading = ""
		}
	})
	return errors.Join(failed...)
}

// indexFolders are the names of the collections that have an index on the disk.
func (v *server) indexFolders() ([]string, error) {
	entries, err := os.ReadDir(v.indexes())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list indexes: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && retrieval.CheckCollection(e.Name()) == nil {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// dropForgotten deletes the indexes of collections that another process made the store forget. The folders were listed before the
// collections, so that one that has just begun is not taken for one.
func (v *server) dropForgotten(ctx context.Context, folders []string, collections []store.Collection) error {
	for _, name := range folders {
		if slices.ContainsFunc(collections, func(c store.Collection) bool { return c.Name == name }) {
			continue
		}
		if err := v.library.Forget(ctx, name); err != nil {
			return err
		}
		v.log.Info("index of a forgotten collection deleted", "collection", name)
	}
	return nil
}

// manyArticles is from how many on the reading takes long enough to be told.
const manyArticles = 500

// progressOf tells how far the reading of a collection is.
func (v *server) progressOf(collection string) func(done, total int) {
	var tenth atomic.Int64
	return func(done, total int) {
		if total < manyArticles {
			return
		}
		v.set(func() { v.reading = phrase.Reading(retrieval.Reading{Done: done, Total: total}) })
		if t := int64(done * 10 / total); tenth.Swap(t) != t {
			v.log.Info("reading articles", "collection", collection, "done", done, "of", total)
		}
	}
}

// warmArticles is how many articles warm reads at the most, over all collections: about a kilobyte of each stays in memory.
const warmArticles = 50_000

// warm reads ahead what the first question about a person would otherwise wait for, in the collections where that can be felt.
func (v *server) warm(ctx context.Context) error {
	collections, err := v.store.Collections(ctx)
	if err != nil {
		return err
	}
	left := warmArticles
	for _, c := range collections {
		counts, err := v.store.Counts(ctx, c.Name)
		if err != nil {
			return err
		}
		if counts.Visible < manyArticles || counts.Visible > left {
			continue
		}
		left -= counts.Visible
		began := time.Now()
		if err := v.library.Warm(ctx, c.Name); err != nil {
			return err
		}
		v.log.Debug("people read", "collection", c.Name, "articles", counts.Visible, "took", time.Since(began))
	}
	return nil
}

// sizeOfFolder adds up the files of a folder; what goes away meanwhile counts nothing.
func sizeOfFolder(dir string) (total int64) {
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	return total
}
