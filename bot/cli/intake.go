package cli

import (
	"errors"
	"io/fs"
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
		return systemSays(path)
	}
	return err.Error()
}

// nothingThere is why a folder or an archive gives no article.
func nothingThere() string { return "aucun fichier à lire" }

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
