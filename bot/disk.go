package bot

import (
	"errors"
	"log/slog"
	"sync"

	"propos/bot/phrase"
	"propos/corpus/store"
)

// What a person reads while the disk takes nothing.
const (
	diskFull    = "Mon disque est plein : je n'ai pas pu enregistrer cela. Préviens la personne qui m'héberge."
	diskRefuses = "Mon disque refuse que j'y écrive : je n'ai pas pu enregistrer cela. Préviens la personne qui m'héberge."
	noButtons   = "Sans boutons pour l'instant : mon disque refuse que j'y écrive. Préviens la personne qui m'héberge."
)

// refusedByDisk returns what the disk refused, and what a person reads about it; nil and "" when err means something else.
func refusedByDisk(err error) (refused *store.StorageError, sentence string) {
	if !errors.As(err, &refused) {
		return nil, ""
	}
	switch refused.Cause {
	case store.DiskFull:
		return refused, phrase.Fine(diskFull)
	case store.ReadOnly, store.NotPermitted, store.Broken:
		return refused, phrase.Fine(diskRefuses)
	}
	return nil, ""
}

// regrets is what a person reads when their request failed.
func regrets(err error) string {
	if _, sentence := refusedByDisk(err); sentence != "" {
		return sentence
	}
	return phrase.Fine(unexpected)
}

// unkept counts the answers that the disk did not take, so that a thousand of them take two lines of the log. The zero unkept has none.
type unkept struct {
	mu    sync.Mutex
	count int
}

// refused notes an answer that could not be kept; the first of a row is logged.
func (u *unkept) refused(log *slog.Logger, err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.count++; u.count == 1 {
		log.Error("answers cannot be kept: their buttons are left out", "cause", err)
	}
}

// taken notes an answer that was kept; the first after a row of others is logged.
func (u *unkept) taken(log *slog.Logger) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.count > 0 {
		log.Info("answers are kept again", "not_kept", u.count)
	}
	u.count = 0
}

// tell says that the disk refused something, to whom it concerns.
func (b *bot) tell(err error) {
	if refused, _ := refusedByDisk(err); refused != nil && b.o.Refused != nil {
		b.o.Refused()
	}
}
