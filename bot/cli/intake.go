package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/intake"
	"propos/corpus/store"
)

// fingerprints are what the store recognises an article by.
func fingerprints(a corpus.Article) store.Fingerprints {
	print := intake.Fingerprint(a)
	return store.Fingerprints{URL: a.URL, Exact: print.Exact, Sim: print.Near}
}

// item is a draft as the store takes it.
func item(d intake.Draft) store.Item {
	return store.Item{Article: d.Article, Options: store.PutOptions{Fingerprints: fingerprints(d.Article), Apart: d.Given}}
}

// refusalReason says why something is no article.
func refusalReason(err error) string {
	var refusal *intake.Refusal
	if !errors.As(err, &refusal) {
		return notRead(err)
	}
	switch refusal.Reason {
	case intake.Empty:
		return "aucun texte"
	case intake.TooLarge:
		return "trop grand"
	case intake.Binary:
		return phrase.Fine("ce n'est pas du texte")
	case intake.Unsupported:
		return phrase.Fine("un format que je ne lis pas")
	case intake.NotFrench:
		return phrase.Fine("le texte n'est pas en français")
	case intake.BadJSON:
		return detailed("une ligne qui n'est pas le JSON attendu", refusal.Err)
	case intake.BadDate:
		return detailed("une date qui n'est pas AAAA-MM-JJ", refusal.Err)
	case intake.BadArchive:
		return phrase.Fine("une archive abîmée")
	case intake.Bomb:
		return phrase.Fine("une archive qui se déplie en trop grand")
	case intake.NoArticle:
		return phrase.Fine("une page sans texte d'article")
	}
	return string(refusal.Reason)
}

func detailed(what string, err error) string {
	if err == nil {
		return phrase.Fine(what)
	}
	return phrase.Say(what+" (%v)", err)
}

func notRead(err error) string {
	var path *fs.PathError
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

// noteSentence says what a person should look at before keeping an article; "" for what the preview shows anyway.
func noteSentence(n intake.Note) string {
	switch n {
	case intake.WrongWeekday:
		return phrase.Fine("Le jour de la semaine ne va pas avec la date.")
	case intake.OddDate:
		return phrase.Fine("Une date était donnée qui ne peut pas être : je la laisse inconnue.")
	case intake.OddAddress:
		return phrase.Fine("Une adresse était donnée qui n'en est pas une.")
	case intake.Truncated:
		return phrase.Fine("La page ne donne que le début du texte.")
	}
	return ""
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
