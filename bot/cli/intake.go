package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"propos/bot/phrase"
	"propos/corpus/archive"
)

// refusalReason says why something is no article.
func refusalReason(err error) string {
	if reason, ok := phrase.NotArticle(err); ok {
		return reason
	}
	var path *fs.PathError
	if errors.Is(err, archive.ErrNewer) {
		return phrase.Fine("une sauvegarde d'une version plus récente de Propos")
	}
	if errors.As(err, &path) {
		return pathReason(path)
	}
	return err.Error()
}

func pathReason(f *fs.PathError) string {
	switch {
	case errors.Is(f, os.ErrNotExist):
		return phrase.Fine("ce fichier n'existe pas")
	case errors.Is(f, os.ErrPermission):
		return phrase.Fine("je n'ai pas le droit de l'ouvrir")
	}
	return f.Err.Error()
}

// place names where an article stood: « archive.zip/a.txt », « news.jsonl, ligne 12 ».
func place(name string, line int) string {
	if line == 0 {
		return name
	}
	return phrase.Say("%s, ligne %d", name, line)
}

// sizeOf adds up the sizes of files and of what folders hold, for a progress bar; what cannot be read counts nothing.
func sizeOf(paths []string) (total int64) {
	for _, path := range paths {
		_ = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return nil
			}
			if info, err := entry.Info(); err == nil {
				total += info.Size()
			}
			return nil
		})
	}
	return total
}
