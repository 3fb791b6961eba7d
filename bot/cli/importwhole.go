package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/archive"
	"propos/corpus/intake"
)

// whole imports a file that `export` wrote of a whole collection; it reports false for any other file or folder.
func (w *importing) whole(ctx context.Context, file string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, nil // ReadPath says it
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	a, err := archive.Open(f, info.Size())
	switch {
	case errors.Is(err, archive.ErrForeign):
		return false, nil
	case err != nil:
		return true, w.refuse(intake.Draft{Name: file}, refusalReason(err))
	}
	if err := w.flush(ctx); err != nil {
		return true, err
	}
	return true, w.collection(ctx, file, a)
}

// collection imports an archive, and counts what became of it. One that is damaged is refused, after what could be read of it.
func (w *importing) collection(ctx context.Context, file string, a *archive.Archive) error {
	before := w.total()
	got, err := w.desk.Import(ctx, w.p.collection, "", a, desk.ImportOptions{Settings: true, Later: true, Progress: func(done, _ int) { w.bar.at(before+done, before+a.Manifest.Articles) }})
	for outcome, n := range got.Articles {
		w.counts[outcome] += n
	}
	w.others = append(w.others, phrase.Beside(got.Names, got.Corrections, got.Feeds, got.Settings)...)
	w.full = got.Full
	faults := got.Refused
	var damaged *intake.Refusal
	if errors.As(err, &damaged) {
		faults, err = append(faults, damaged), nil
	}
	for _, f := range faults {
		if err := w.refuse(intake.Draft{Name: filepath.Base(file)}, refusalReason(f)); err != nil {
			return err
		}
	}
	return err
}
