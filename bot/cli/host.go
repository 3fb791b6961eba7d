package cli

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"propos/bot/phrase"
	"propos/corpus/store"
	"propos/corpus/store/datadir"
	"propos/retrieval"
)

type backupCommand struct {
	File string `arg:"" placeholder:"FICHIER" help:"Où écrire la sauvegarde ; il ne doit pas exister."`
}

// Run copies the store as it is at one moment, while others read and write.
func (c *backupCommand) Run(ctx context.Context, p *program) error {
	return p.withStore(ctx, func(s *store.Store) error {
		if _, err := os.Lstat(c.File); err == nil {
			return usage("%s existe déjà : donne un autre nom.", phrase.Quoted(c.File))
		}
		if err := folderThere(c.File); err != nil {
			return err
		}
		if err := s.Backup(ctx, c.File); err != nil {
			return err
		}
		summary, err := store.Verify(ctx, c.File)
		if err != nil {
			return err
		}
		p.say("Sauvegardé et vérifié : %s, %s, dans %s.", phrase.Count(summary.Collections, "collection", "collections"), phrase.Articles(summary.Articles), c.File)
		return nil
	})
}

type recoverCommand struct {
	File string `arg:"" placeholder:"FICHIER" help:"La sauvegarde."`
	Yes  bool   `short:"y" help:"Revenir sans demander."`
}

// Run puts a backup in the store's place; what was erased since stays erased. No other process may be at the data.
func (c *recoverCommand) Run(ctx context.Context, p *program) (err error) {
	if p.data == "" {
		return noDataDir()
	}
	summary, err := backedUp(ctx, c.File)
	if err != nil {
		return err
	}
	lock, err := datadir.Own(p.data)
	if err != nil {
		return ownedElsewhere(err)
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	yes, err := p.agreed(c.Yes, phrase.Say("Revenir à cette sauvegarde (%s, %s) ?", phrase.Count(summary.Collections, "collection", "collections"), phrase.Articles(summary.Articles)))
	if err != nil {
		return err
	}
	if !yes {
		p.say("Rien n'a changé.")
		return nil
	}
	return p.recover(ctx, c.File)
}

// ownedElsewhere is a fault in owning the data directory, for a command that goes on only when no other process does.
func ownedElsewhere(err error) error {
	var held *datadir.HeldError
	if !errors.As(err, &held) {
		return err
	}
	return said(exitBusy, "Un autre programme Propos (processus %d) travaille sur %s : arrête-le d'abord.", held.PID, held.Dir)
}

// backedUp verifies a backup and says what it holds; a file that is none is a usage fault.
func backedUp(ctx context.Context, file string) (store.Summary, error) {
	if info, err := os.Stat(file); err != nil {
		return store.Summary{}, err
	} else if !info.Mode().IsRegular() {
		return store.Summary{}, usage("%s n'est pas un fichier.", phrase.Quoted(file))
	}
	summary, err := store.Verify(ctx, file)
	var corrupt *store.CorruptError
	if errors.As(err, &corrupt) {
		return summary, usage("%s n'est pas une sauvegarde de Propos, ou est abîmé.", phrase.Quoted(file))
	}
	return summary, err
}

func (p *program) recover(ctx context.Context, file string) error {
	r, err := store.Recover(ctx, p.file(), file, p.log)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(p.indexes()); err != nil { // it is of the other store; the next question makes it again
		return err
	}
	now, err := store.Verify(ctx, p.file())
	if err != nil {
		return err
	}
	p.say("Revenu à la sauvegarde : %s.", phrase.Articles(now.Articles))
	if n := len(r.Erased); n > 0 {
		p.say("Ce qui a été effacé depuis le reste (%s).", phrase.Count(n, "effacement", "effacements"))
	}
	if r.Unread != nil {
		p.remark("L'ancienne base n'a pas pu être lue : ce qui y avait été effacé depuis la sauvegarde est revenu.")
	}
	if r.Replaced != "" {
		p.remark("L'ancienne base est gardée dans %s.", r.Replaced)
	}
	return nil
}

type reindexCommand struct {
	All bool `help:"Toutes les collections."`
}

// Run makes indexes anew from the store.
func (c *reindexCommand) Run(ctx context.Context, p *program) error {
	if !p.hasStore() {
		return said(exitNoAnswer, "Il n'y a encore aucun article à relire.")
	}
	s, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	l, err := p.ownNow(s)
	if err == nil && l == nil {
		err = said(exitBusy, "Un autre programme Propos tient les index : arrête-le d'abord.")
	}
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return errors.Join(c.reindex(ctx, p, s, l), l.Close())
}

func (c *reindexCommand) reindex(ctx context.Context, p *program, s *store.Store, l *library) error {
	names := []string{p.collection}
	if c.All {
		collections, err := s.Collections(ctx)
		if err != nil {
			return err
		}
		names = names[:0]
		for _, collection := range collections {
			names = append(names, collection.Name)
		}
	}
	for _, name := range names {
		bar := p.progress("Relecture", phrase.Articles)
		err := l.owned.Reindex(ctx, name, bar.at)
		bar.done()
		if err != nil {
			return err
		}
		counts, err := s.Counts(ctx, name)
		if err != nil {
			return err
		}
		p.say("Collection %s : %s.", name, phrase.Count(counts.Visible, "article relu", "articles relus"))
	}
	return nil
}

type forgetCommand struct {
	Server string `xor:"what" placeholder:"NUMÉRO" help:"Le serveur dont effacer la collection."`
	Person string `xor:"what" placeholder:"NUMÉRO" help:"La personne (son numéro Discord) dont effacer les données."`
	Yes    bool   `short:"y" help:"Effacer sans demander."`
}

// Run erases what touches a server or a person.
func (c *forgetCommand) Run(ctx context.Context, p *program) error {
	switch {
	case c.Server == "" && c.Person == "":
		return usage("Dis qui oublier : --server NUMÉRO ou --person NUMÉRO.")
	case strings.Trim(c.Person, "0123456789") != "":
		return usage("--person veut un numéro Discord, et non %s.", phrase.Quoted(c.Person))
	}
	return p.withStore(ctx, func(s *store.Store) error {
		if c.Person != "" {
			return c.person(ctx, p, s)
		}
		return c.server(ctx, p, s)
	})
}

func (c *forgetCommand) person(ctx context.Context, p *program, s *store.Store) error {
	held, err := s.Held(ctx, c.Person)
	if err != nil {
		return err
	}
	yes, err := p.agreed(c.Yes, phrase.Say("Effacer %s, %s, et le nom de cette personne sur %s ?", phrase.Count(held.Answers, "réponse", "réponses"),
		phrase.Count(held.Drafts, "brouillon", "brouillons"), phrase.Count(held.Acts, "acte", "actes")))
	if err != nil {
		return err
	}
	if !yes {
		p.say("Rien n'est effacé.")
		return nil
	}
	if err := s.ErasePerson(ctx, c.Person); err != nil {
		return err
	}
	p.say("Les données de cette personne sont effacées.")
	return p.cleanse(ctx, s)
}

func (c *forgetCommand) server(ctx context.Context, p *program, s *store.Store) error {
	if err := retrieval.CheckCollection(c.Server); err != nil {
		return err
	}
	all, err := s.Collections(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(one store.Collection) bool { return one.Name == c.Server }) {
		return said(exitNoAnswer, "Il n'y a pas de collection %s : rien n'est effacé.", c.Server)
	}
	counts, err := s.Counts(ctx, c.Server)
	if err != nil {
		return err
	}
	yes, err := p.agreed(c.Yes, phrase.Say("Effacer la collection %s, soit %s ?", c.Server, phrase.Articles(counts.Visible+counts.Removed)))
	if err != nil {
		return err
	}
	if !yes {
		p.say("Rien n'est effacé.")
		return nil
	}
	if err := s.Forget(ctx, c.Server); err != nil {
		return err
	}
	p.say("La collection %s est effacée.", c.Server)
	return errors.Join(p.forgetIndex(ctx, c.Server), p.cleanse(ctx, s))
}

// forgetIndex deletes the index of a collection, unless another process owns it: that one sees that the collection has gone.
func (p *program) forgetIndex(ctx context.Context, collection string) error {
	return p.withIndexes(ctx, func(l *retrieval.Library) error { return l.Forget(ctx, collection) })
}
