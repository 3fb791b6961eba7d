package cli

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"propos/bot/desk"
	"propos/bot/phrase"
	"propos/corpus/archive"
	"propos/corpus/store"
)

type exportCommand struct {
	File  string `arg:"" placeholder:"FICHIER" help:"Où écrire : .zip est la collection entière, avec les noms, les corrections, les flux et les réglages ; sinon les articles seuls, en JSON Lines (.gz les comprime, « - » est la sortie standard)."`
	Force bool   `help:"Remplacer un fichier qui existe."`
}

// Run writes every visible article of the collection, or all that it holds. The file is whole or not there.
func (c *exportCommand) Run(ctx context.Context, p *program) error {
	return p.withStore(ctx, func(s *store.Store) error {
		if c.File == "-" {
			_, err := exportTo(ctx, s, p.collection, p.out)
			return err
		}
		n, err := c.toFile(ctx, s, p.collection)
		if err != nil {
			return err
		}
		p.say("%s dans %s.", phrase.Articles(n), c.File)
		return nil
	})
}

func (c *exportCommand) toFile(ctx context.Context, s *store.Store, collection string) (n int, err error) {
	if err := c.replaceable(); err != nil {
		return 0, err
	}
	part := c.File + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, &os.PathError{Op: "create", Path: c.File, Err: errors.Unwrap(err)}
	}
	if strings.HasSuffix(strings.ToLower(c.File), ".zip") {
		n, err = exportWhole(ctx, s, collection, f)
	} else {
		n, err = exportPacked(ctx, s, collection, f, strings.HasSuffix(c.File, ".gz"))
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(part, c.File)
	}
	if err != nil {
		return 0, errors.Join(err, os.Remove(part))
	}
	return n, nil
}

// replaceable is nil when the file can be written: it is not there, or is a file that --force replaces. A folder, a device and a link are
// never replaced.
func (c *exportCommand) replaceable() error {
	switch info, err := os.Lstat(c.File); {
	case err != nil:
		return folderThere(c.File)
	case !info.Mode().IsRegular():
		return usage("%s n'est pas un fichier ordinaire : donne un autre nom, ou « - » pour la sortie standard.", phrase.Quoted(c.File))
	case !c.Force:
		return usage("%s existe déjà ; --force le remplace.", phrase.Quoted(c.File))
	}
	return nil
}

// exportWhole writes a whole collection as one archive.
func exportWhole(ctx context.Context, s *store.Store, collection string, w io.Writer) (int, error) {
	e, err := desk.New(s, indexedLater{}, desk.Options{}).Export(ctx, collection, "")
	if err != nil {
		return 0, err
	}
	defer e.Close()
	b := bufio.NewWriter(w)
	err = e.Part(b, 0)
	return e.Written(), errors.Join(err, b.Flush())
}

func exportPacked(ctx context.Context, s *store.Store, collection string, w io.Writer, packed bool) (int, error) {
	if !packed {
		return exportTo(ctx, s, collection, w)
	}
	z := gzip.NewWriter(w)
	n, err := exportTo(ctx, s, collection, z)
	return n, errors.Join(err, z.Close())
}

func exportTo(ctx context.Context, s *store.Store, collection string, w io.Writer) (n int, err error) {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for entry, err := range s.All(ctx, collection) {
		if err != nil {
			return n, err
		}
		if err := e.Encode(archive.LineOf(entry.Article)); err != nil {
			return n, fmt.Errorf("export article %s: %w", entry.Article.ID, err)
		}
		n++
	}
	return n, b.Flush()
}
