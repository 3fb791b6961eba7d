package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"propos/bot/phrase"
	"propos/config"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
	"propos/retrieval"
	"propos/retrieval/remote"
)

// What the program ends with. The numbers from 64 on are those of sysexits.h; they are part of the contract.
const (
	exitDone        = 0   // done; the question has an answer
	exitNoAnswer    = 1   // nothing answers, matches or is wrong with what was asked
	exitUsage       = 2   // the command line is not understood
	exitPartly      = 3   // part of what was given was refused, the rest is done
	exitFault       = 70  // a fault that has no better number
	exitIO          = 74  // the disk or the data directory refuses
	exitBusy        = 75  // another process is at it: try again
	exitSettings    = 78  // the settings or the data directory must be changed first
	exitInterrupted = 130 // Ctrl-C
)

// errSilent ends the program with a code when everything has been said.
type errSilent int

func (e errSilent) Error() string { return "exit code " + strconv.Itoa(int(e)) }

// errSaid is a fault that is said to the person as it stands.
type errSaid struct {
	text string
	code int
}

func (e *errSaid) Error() string { return e.text }

// usage returns a fault in what was typed.
func usage(format string, args ...any) error { return said(exitUsage, format, args...) }

// said returns a fault with its sentence and exit code.
func said(code int, format string, args ...any) error {
	return &errSaid{phrase.Say(format, args...), code}
}

// explain turns an error into lines for the person and the exit code.
func explain(err error) (lines []string, code int) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			more, c := explain(e)
			lines, code = append(lines, more...), max(code, c)
		}
		return lines, code
	}
	var silent errSilent
	if errors.As(err, &silent) {
		return nil, int(silent)
	}
	line, code := sentence(err)
	return []string{line}, code
}

func sentence(err error) (string, int) {
	var (
		own     *errSaid
		setting *config.Fault
		storage *store.StorageError
		spoilt  *damagedBackup
		corrupt *store.CorruptError
		newer   *store.NewerError
		held    *datadir.HeldError
		path    *os.PathError
		reading *retrieval.ReadingError
	)
	switch {
	case errors.As(err, &own):
		return own.text, own.code
	case errors.As(err, &setting):
		return settingFault(setting), exitSettings
	case errors.As(err, &storage):
		return storageFault(storage)
	case errors.As(err, &spoilt):
		return phrase.Say("La sauvegarde %s est abîmée : on ne peut plus y revenir, ni rien y effacer. Ce qui a été effacé y est peut-être encore : supprime-la.", spoilt.File), exitIO
	case errors.As(err, &corrupt):
		return phrase.Say("%s est abîmé (%s). Reviens à une sauvegarde : propos recover FICHIER.", corrupt.File, corrupt.Detail), exitIO
	case errors.As(err, &newer):
		return phrase.Say("%s a été écrit par une version plus récente de Propos. Installe-la, ou reviens à une sauvegarde d'avant : propos recover FICHIER.", newer.File), exitSettings
	case errors.As(err, &held):
		return busy(held), exitBusy
	case errors.Is(err, retrieval.ErrCollection):
		return phrase.Fine("Le nom d'une collection a de 1 à 64 lettres sans accent, chiffres, « - » ou « _ »."), exitUsage
	case errors.As(err, &reading):
		return phrase.NotYet(reading.Reading), exitBusy
	case errors.Is(err, remote.ErrAway):
		return phrase.Fine("Le programme qui tient ces données ne répond plus. Réessaie dans un moment."), exitBusy
	case errors.Is(err, context.DeadlineExceeded):
		return phrase.Fine("Je suis encore en train de lire les articles. Réessaie dans un moment."), exitBusy
	case errors.As(err, &path):
		return pathFault(path), exitIO
	}
	return phrase.Say("Une erreur inattendue : %s.", strings.TrimSuffix(err.Error(), ".")), exitFault
}

func busy(held *datadir.HeldError) string {
	who := ""
	if held.PID != 0 {
		who = phrase.Say(" (processus %d)", held.PID)
	}
	return phrase.Say("Un autre programme Propos%s travaille sur %s et ne répond pas encore. Réessaie dans un moment.", who, held.Dir)
}

func storageFault(f *store.StorageError) (string, int) {
	switch f.Cause {
	case store.DiskFull:
		return phrase.Say("Le disque est plein : je n'ai rien pu écrire dans %s.", f.Path), exitIO
	case store.ReadOnly:
		return phrase.Say("%s est en lecture seule.", f.Path), exitSettings
	case store.NotPermitted:
		return phrase.Say("Je n'ai pas le droit d'écrire dans %s (je suis l'utilisateur %d). Essaie : chown -R %d %s", f.Path, os.Getuid(), os.Getuid(), f.Path), exitSettings
	case store.NotFolder:
		return phrase.Say("%s n'est pas un dossier.", f.Path), exitSettings
	case store.Busy:
		return phrase.Say("Un autre programme a occupé %s plus de cinq secondes. Réessaie dans un moment.", f.Path), exitBusy
	}
	return phrase.Say("Le disque refuse %s : %v.", f.Path, f.Err), exitIO
}

func pathFault(f *os.PathError) string {
	name := phrase.Quoted(f.Path)
	switch {
	case errors.Is(f, syscall.ENOSPC):
		return phrase.Say("Le disque est plein : je n'ai pas pu écrire %s.", name)
	case errors.Is(f, os.ErrNotExist):
		return phrase.Say("%s n'existe pas.", name)
	case errors.Is(f, os.ErrPermission):
		return phrase.Say("Je n'ai pas le droit d'ouvrir %s.", name)
	case errors.Is(f, os.ErrExist):
		return phrase.Say("%s existe déjà.", name)
	}
	return phrase.Say("%s : %s.", name, systemSays(f))
}

// systemSays is why the system refuses a file, as a part of a sentence; in its own words where it is not one of the usual reasons.
func systemSays(err error) string {
	for _, c := range []struct {
		is  error
		say string
	}{
		{os.ErrNotExist, "ce fichier n'existe pas"},
		{os.ErrPermission, "l'accès m'est refusé"},
		{syscall.ENOTDIR, "ce n'est pas un dossier"},
		{syscall.EISDIR, "c'est un dossier"},
		{syscall.EROFS, "le disque est en lecture seule"},
		{syscall.ENOSPC, "le disque est plein"},
	} {
		if errors.Is(err, c.is) {
			return phrase.Fine(c.say)
		}
	}
	return rootCause(err).Error()
}

// folderThere is the fault of a file that is to be written into a folder that does not exist.
func folderThere(file string) error {
	folder := filepath.Dir(file)
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return usage("Le dossier %s n'existe pas.", phrase.Quoted(folder))
	}
	return nil
}
