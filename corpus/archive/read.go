package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"propos/corpus"
	"propos/corpus/intake"
)

// What a zip may unpack to.
const (
	maxArticles = 1 << 30  // bytes of the file of articles
	maxOther    = 16 << 20 // bytes of each other file
	maxLine     = 4 << 20  // bytes of one line: a text of intake.MaxArticle, each of its signs escaped
	maxLines    = 200_000  // of the files other than that of articles
	maxRatio    = 200      // unpacked bytes for each packed one, above 1 MB
	maxSeen     = 5_000    // marks of one feed
)

// Archive is a part that is read. It needs its source until it is read. Only the files for Propos are opened, by their exact names: no name in
// the zip ever becomes the name of a file.
type Archive struct {
	Manifest Manifest
	files    map[string]*zip.File
}

// Open reads what a zip is. The error is ErrForeign for a zip, or anything else, that is none of ours, ErrNewer, or an *intake.Refusal.
func Open(source io.ReaderAt, size int64) (*Archive, error) {
	z, err := zip.NewReader(source, size)
	if err != nil {
		return nil, ErrForeign
	}
	a := &Archive{files: map[string]*zip.File{}}
	for _, f := range z.File {
		switch f.Name {
		case manifestFile, articlesFile, correctionsFile, namesFile, feedsFile, settingsFile:
			a.files[f.Name] = f
		}
	}
	if a.files[manifestFile] == nil {
		return nil, ErrForeign
	}
	if err := a.object(manifestFile, &a.Manifest); err != nil {
		return nil, err
	}
	switch m := a.Manifest; {
	case m.Kind != kindCollection:
		return nil, ErrForeign
	case m.Format > Format:
		return nil, ErrNewer
	case m.Format < 1 || m.Part < 1 || m.Articles < 0 || m.Export == "" || len(m.Export) > 100 || len(m.Collection) > 100:
		return nil, refuse(manifestFile, intake.BadArchive, errors.New("a manifest that cannot be"))
	}
	return a, nil
}

func refuse(name string, reason intake.Reason, err error) error {
	return &intake.Refusal{Name: name, Reason: reason, Err: err}
}

// Articles reads the articles with the corrections of each. A line that is no article is an *intake.Refusal, and reading goes on; any
// other error is the last pair.
func (a *Archive) Articles() iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		corrections, err := lines[Correction](a, correctionsFile)
		if err != nil {
			yield(Article{}, err)
			return
		}
		of := map[string][]Correction{}
		for _, c := range corrections {
			of[c.Article] = append(of[c.Article], c)
		}
		err = a.each(articlesFile, maxArticles, func(number int, line []byte) bool {
			read, err := article(number, line)
			read.Corrections = of[read.ID]
			return yield(read, err)
		})
		if err != nil {
			yield(Article{}, err)
		}
	}
}

// article reads one line of articles.jsonl.
func article(number int, line []byte) (Article, error) {
	var r Line
	fault := func(reason intake.Reason, err error) (Article, error) {
		return Article{}, &intake.Refusal{Name: articlesFile, Line: number, Reason: reason, Err: err}
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return fault(intake.BadJSON, err)
	}
	read := corpus.Article{ID: r.ID, Group: r.Group, Title: r.Title, Source: r.Source, Author: r.Author, Date: r.Date, URL: r.URL, Body: r.Text, Partial: r.Partial}.Clean()
	address := ""
	if read.URL != "" {
		address, _ = intake.NormalURL(read.URL) // "" for what is no address
	}
	read.URL = address
	switch {
	case !intake.ValidID(r.ID) || r.ID == "":
		return fault(intake.BadID, errors.New("no id that can be"))
	case len(read.Body) > intake.MaxArticle:
		return fault(intake.TooLarge, fmt.Errorf("%d bytes of text", len(read.Body)))
	case read.Body == "":
		return fault(intake.Empty, nil)
	}
	return Article{Article: read}, nil
}

// Rest reads what the collection holds beside its articles; a later part has nothing.
func (a *Archive) Rest() (r Rest, err error) {
	if r.Names, err = lines[Name](a, namesFile); err != nil {
		return r, err
	}
	if r.Feeds, err = lines[Feed](a, feedsFile); err != nil {
		return r, err
	}
	for i := range r.Feeds {
		r.Feeds[i].Seen = r.Feeds[i].Seen[:min(len(r.Feeds[i].Seen), maxSeen)]
	}
	if a.files[settingsFile] != nil {
		err = a.object(settingsFile, &r.Settings)
	}
	return r, err
}

// lines reads a whole file of JSON Lines; one that is not there has none.
func lines[T any](a *Archive, name string) (all []T, err error) {
	var bad error
	err = a.each(name, maxOther, func(number int, line []byte) bool {
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			bad = &intake.Refusal{Name: name, Line: number, Reason: intake.BadJSON, Err: err}
			return false
		}
		all = append(all, v)
		return len(all) <= maxLines
	})
	return all, errors.Join(err, bad)
}

// object reads a file that is one JSON object.
func (a *Archive) object(name string, into any) error {
	r, err := a.open(name, maxOther)
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return damaged(name, err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return refuse(name, intake.BadJSON, err)
	}
	return nil
}

// damaged makes a refusal of what went wrong in unpacking.
func damaged(name string, err error) error {
	var refusal *intake.Refusal
	if errors.As(err, &refusal) {
		return err
	}
	return refuse(name, intake.BadArchive, err)
}

// each calls do for each line of a file that is not blank, until it returns false. A line that is too long is a refusal and the end.
func (a *Archive) each(name string, limit int64, do func(number int, line []byte) bool) error {
	if a.files[name] == nil {
		return nil
	}
	r, err := a.open(name, limit)
	if err != nil {
		return err
	}
	defer r.Close()
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 0, 64<<10), maxLine)
	for number := 1; scan.Scan() && scan.Err() == nil; number++ { // with an error comes what was read of the line before it
		if line := bytes.TrimSpace(scan.Bytes()); len(line) > 0 && !do(number, slices.Clone(line)) {
			return nil
		}
	}
	if errors.Is(scan.Err(), bufio.ErrTooLong) {
		return refuse(name, intake.TooLarge, fmt.Errorf("a line of more than %d bytes", maxLine))
	}
	if scan.Err() != nil {
		return damaged(name, scan.Err())
	}
	return nil
}

// open unpacks a file, to at most limit bytes.
func (a *Archive) open(name string, limit int64) (io.ReadCloser, error) {
	f := a.files[name]
	if f.Flags&1 != 0 {
		return nil, refuse(name, intake.BadArchive, errors.New("encrypted"))
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuse(name, intake.BadArchive, err)
	}
	packed := int64(min(f.CompressedSize64, 1<<40))
	return &bounded{r: r, name: name, limit: min(limit, max(1<<20, packed*maxRatio))}, nil
}

// bounded refuses to unpack more than limit bytes.
type bounded struct {
	r        io.ReadCloser
	name     string
	n, limit int64
}

// Read unpacks.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.n += int64(n); b.n > b.limit {
		return 0, refuse(b.name, intake.Bomb, fmt.Errorf("more than %d bytes unpacked", b.limit))
	}
	return n, err
}

// Close ends the unpacking.
func (b *bounded) Close() error { return b.r.Close() }
