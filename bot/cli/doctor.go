package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"propos/bot/phrase"
	"propos/corpus"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
	"propos/retrieval"
)

type doctorCommand struct {
	Offline bool `help:"Ne rien demander à Discord."`
}

// finding is what one check found: nothing wrong, or a fault with its remedy.
type finding struct {
	what   string
	remedy string // "" when all is well, or nothing can be done from here
	fault  bool
}

func good(format string, args ...any) finding { return finding{what: phrase.Say(format, args...)} }

func fault(remedy, format string, args ...any) finding {
	return finding{what: phrase.Say(format, args...), remedy: phrase.Fine(remedy), fault: true}
}

// Run makes every check, and ends with 1 when one found a fault.
func (c *doctorCommand) Run(ctx context.Context, p *program) error {
	findings := []finding{p.checkFolder(), p.checkSpace(), p.checkClock()}
	findings = append(findings, p.checkStore(ctx)...)
	findings = append(findings, p.checkBackups(ctx)...)
	if !c.Offline {
		findings = append(findings, p.checkDiscord(ctx)...)
	}
	faults := 0
	for _, f := range findings {
		sign := "✓ "
		if f.fault {
			sign, faults = "✗ ", faults+1
		}
		p.line(sign + f.what)
		if f.remedy != "" {
			p.line("    → " + f.remedy)
		}
	}
	if faults > 0 {
		p.say("%s.", phrase.Count(faults, "défaut", "défauts"))
		return errSilent(exitNoAnswer)
	}
	p.say("Tout va bien.")
	return nil
}

// checkFolder tries to write in the data directory, or in the nearest folder above it that exists.
func (p *program) checkFolder() finding {
	dir := p.data
	if dir == "" {
		return fault("Donne --data DOSSIER ou PROPOS_DATA_DIR.", "Je ne sais pas où ranger les articles.")
	}
	for {
		if _, err := os.Stat(dir); err == nil || filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	if err := tryDisk(dir); err != nil {
		line, _ := sentence(err)
		return finding{what: line, remedy: diskRemedy(err), fault: true}
	}
	if dir != p.data {
		return good("Le dossier %s n'existe pas encore ; je pourrai le créer.", p.data)
	}
	return good("Le dossier %s s'écrit.", p.data)
}

// diskRemedy is what helps where a disk cannot be written; the sentence about some faults says it already.
func diskRemedy(err error) string {
	var refused *store.StorageError
	if !errors.As(err, &refused) {
		return ""
	}
	switch refused.Cause {
	case store.ReadOnly:
		return phrase.Fine("Le système protège ainsi un disque défaillant : lis son journal (dmesg), vérifie le disque (fsck), puis monte-le de nouveau.")
	case store.DiskFull:
		return phrase.Fine("Fais de la place, ou donne un autre dossier.")
	}
	return ""
}

// leastSpace is how many free bytes a collection needs to breathe: its store is written anew by an erasure.
const leastSpace = 200 << 20

func (p *program) checkSpace() finding {
	dir := p.data
	var fs syscall.Statfs_t
	for syscall.Statfs(dir, &fs) != nil {
		if dir == filepath.Dir(dir) {
			return good("La place libre n'est pas connue.")
		}
		dir = filepath.Dir(dir)
	}
	free := fs.Bavail * uint64(fs.Bsize)
	if free < leastSpace {
		return fault("Fais de la place, ou donne un autre dossier.", "Il ne reste que %s dans %s.", megabytes(free), dir)
	}
	return good("Il reste %s.", megabytes(free))
}

func megabytes(n uint64) string { return phrase.Count(int(n>>20), "Mo", "Mo") }

func (p *program) checkClock() finding {
	if now := time.Now(); now.Year() < 2025 {
		return fault("Mets-la à l'heure.", "L'horloge dit %s.", phrase.Date(corpus.DateOf(now)))
	}
	return good("L'horloge est à l'heure, autant que je peux en juger.")
}

// checkStore looks through the store and compares the index of the collection with it.
func (p *program) checkStore(ctx context.Context) []finding {
	if !p.hasStore() {
		return []finding{good("Il n'y a encore aucun article.")}
	}
	summary, err := store.Verify(ctx, p.file())
	if err != nil {
		line, _ := sentence(err)
		return []finding{{what: line, fault: true}}
	}
	found := []finding{good("La base est saine : %s, %s.", phrase.Count(summary.Collections, "collection", "collections"), phrase.Articles(summary.Articles))}
	return append(found, p.checkIndex(ctx))
}

// checkBackups looks through the scheduled backups, and says of when the last sound one is.
func (p *program) checkBackups(ctx context.Context) []finding {
	all, err := p.listBackups()
	if err != nil {
		line, _ := sentence(err)
		return []finding{{what: line, fault: true}}
	}
	oldestFirst(all, time.Now())
	var found []finding
	sound, last := 0, time.Time{}
	for _, b := range all {
		if _, err := store.Verify(ctx, b.path); err != nil {
			found = append(found, fault("Supprime-la : on ne peut plus y revenir.", "La sauvegarde %s ne se lit plus.", b.path))
			continue
		}
		sound, last = sound+1, b.at
	}
	if sound > 0 {
		what := phrase.Count(sound, "sauvegarde se lit", "sauvegardes se lisent")
		found = append(found, good("%s, la dernière du %s.", what, last.Local().Format("02/01/2006 à 15:04")))
	}
	return found
}

func (p *program) checkIndex(ctx context.Context) finding {
	s, err := p.openStore(ctx)
	if err != nil {
		line, _ := sentence(err)
		return finding{what: line, fault: true}
	}
	counts, err := s.Counts(ctx, p.collection)
	if err != nil {
		return fault("", "La collection %s ne se lit pas : %v.", p.collection, errors.Join(err, s.Close()))
	}
	l, err := p.ownNow(s)
	var held *datadir.HeldError
	if l == nil && (err == nil || errors.As(err, &held)) {
		if err := s.Close(); err != nil {
			return fault("", "La base ne se ferme pas : %v.", err)
		}
		return good("Un autre programme Propos tient les index ; c'est lui qui répond.")
	}
	if err != nil {
		line, _ := sentence(errors.Join(err, s.Close()))
		return finding{what: line, fault: true}
	}
	indexed, err := l.owned.Holdings(ctx, p.collection)
	var unread *retrieval.ReadingError
	if errors.As(err, &unread) {
		err = nil
	}
	if err = errors.Join(err, l.Close()); err != nil {
		return fault("propos reindex", "L'index de la collection %s est abîmé : %v.", p.collection, err)
	}
	if indexed.Articles != counts.Visible {
		return good("L'index connaît %s sur %s ; la prochaine question lira le reste.", phrase.Number(indexed.Articles), phrase.Articles(counts.Visible))
	}
	return good("L'index de la collection %s est à jour : %s.", p.collection, phrase.Count(indexed.Passages, "passage", "passages"))
}
